"""One correction: from what the user says to the files, and to the commit."""

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from provtrack.cli.correct.facts import Facts, complete, shown
from provtrack.cli.correct.places import place_of, run_of
from provtrack.cli.session import Session, print_result
from provtrack.errors import ProvtrackError
from provtrack.refs import RecordRef

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provtrack.cli.correct.editor import Draftsheet
    from provtrack.ledger import Draft, Words
    from provtrack.schemas.files import Correction, CorrectionKind, Record
    from provtrack.store.ledgering import Entry, Staged


class Task:
    """One run: from words to files."""

    def __init__(
        self, session: Session, target: RecordRef, facts: Facts, *, commit: bool, dry_run: bool
    ) -> None:
        from provtrack.store.committing import check_ready

        self._session = session
        self._target = target
        self._facts = facts
        self._commit = commit
        self._dry_run = dry_run
        self._repository = session.repository
        self._record: Record = self._repository.record(target.record)
        if commit:
            check_ready(self._repository)

    def replace(self, old: str, new: str) -> None:
        """Words that the user quotes, by others.

        Raises:
            ProvtrackError: they do not stand there once, or something is missing.
        """
        from provtrack.ledger import Draft

        text = self._last_state()
        paragraph = place_of(text, old, self._target)
        self._write([Draft(paragraph, old, new)], text)

    def edit(self) -> None:
        """Whatever the user changes in an editor.

        Raises:
            ProvtrackError: it cannot be written; the hint says where the user's text is kept.
        """
        from provtrack.cli.correct.editor import Draftsheet

        text = self._last_state()
        run = run_of(self._target, text)
        sheet = Draftsheet()
        try:
            self._edit(text, run, sheet)
        except (ProvtrackError, typer.Abort, KeyboardInterrupt) as error:
            if not sheet.has_news():
                sheet.discard()
                raise
            kept = f"what you wrote is kept in {sheet.path}"
            if not isinstance(error, ProvtrackError):
                self._session.notify(kept)
                raise
            raise ProvtrackError(error.message, f"{error.hint}; {kept}") from None
        sheet.discard()

    def _edit(self, text: tuple[str, ...], run: slice, sheet: "Draftsheet") -> None:
        from provtrack.ledger import draft
        from provtrack.text import join_paragraphs, split_lines

        edited = split_lines(sheet.edit(join_paragraphs(text[run])))
        after = (*text[: run.start], *edited, *text[run.stop :])
        self._write(draft(text, after), text)

    def from_diff(self) -> None:
        """Whatever was changed by hand since the last state.

        Raises:
            ProvtrackError: the last state is out of reach, or something is missing.
        """
        from provtrack.ledger import draft
        from provtrack.store.ledgering import state_before, working_text

        text = working_text(self._repository, self._record, self._target.variant)
        before = state_before(self._repository, self._record, self._target.variant)
        self._write(draft(before, text), before)

    def take_back(self, ledger: "Sequence[Correction]", entry: "Correction") -> None:
        """An earlier correction, by a new one.

        Raises:
            ProvtrackError: its words have changed since, or something is missing.
        """
        from provtrack.ledger import number_of
        from provtrack.ledger.reverting import take_back
        from provtrack.store.ledgering import state_text

        text = self._last_state()
        number = number_of(entry.from_)
        before = state_text(self._repository, self._record, entry.variant, number)
        group = [each for each in ledger if (each.variant, each.to) == (entry.variant, entry.to)]
        self._write(take_back(before, group, entry, text), text, reverts=entry.id)

    def _last_state(self) -> tuple[str, ...]:
        """The text in the working tree, which must be the last state.

        Raises:
            ProvtrackError: it is not.
        """
        from provtrack.store.ledgering import differs, is_last_state, working_text

        text = working_text(self._repository, self._record, self._target.variant)
        if not is_last_state(self._record, self._target.variant, text):
            raise differs(self._record, self._target.variant)
        return text

    def _write(self, drafts: "Sequence[Draft]", before: tuple[str, ...], reverts: str = "") -> None:

        from provtrack.store.ledgering import stage_corrections, uncommitted

        changes = [each for each in drafts if each.old != each.new]
        if not changes:
            self._session.notify("note: nothing to correct: the text would stay as it is")
            return
        entries = complete(self._facts, changes, self._proposer(before))
        if reverts:
            entries = [replace(entry, reverts=reverts) for entry in entries]
        then = self._repository.read(f"{self._record.id}/corrections.toml") or b""
        chain = self._repository.read(f"{self._record.id}/record.toml") or b""
        # The files are committed whole, and with them what was corrected and left uncommitted.
        earlier = uncommitted(self._repository, self._record.id) if self._commit else ()
        staged = stage_corrections(
            self._repository, self._record.id, self._target.variant, entries, before
        )
        if self._dry_run:
            now = self._repository.read(f"{self._record.id}/corrections.toml") or b""
            print_result(_added(then, now) + _added(chain, self._chain()))
            return
        self._repository.write_staged()
        self._report(staged, entries)
        if self._commit:
            self._make_commit(staged, entries, earlier)

    def _chain(self) -> bytes:
        return self._repository.read(f"{self._record.id}/record.toml") or b""

    def _proposer(self, before: tuple[str, ...]) -> "_Proposer":
        return _Proposer(self._session, self._record, before)

    def _report(self, staged: "Staged", entries: "Sequence[Entry]") -> None:
        session, variant = self._session, self._target.variant
        if staged.first:
            session.notify(
                f"note: the chain knew no state of {self._record.id}/{variant}: the text before is "
                f"entered as {variant}@1, and who made it as unknown"
            )
        if self._facts.stranger:
            session.notify(self._facts.stranger)
        for id_, entry in zip(staged.ids, entries, strict=True):
            session.notify(f"{id_}: {shown(entry)}")
        session.notify(f"new state: {self._record.id}/{staged.state}")
        for path in staged.paths:
            session.notify(f"written: records/{path}")

    def _make_commit(
        self, staged: "Staged", entries: "Sequence[Entry]", earlier: "Sequence[Correction]"
    ) -> None:
        from provtrack.store.committing import commit

        variants = dict.fromkeys([self._target.variant, *(entry.variant for entry in earlier)])
        texts = [f"{self._record.id}/{variant}.txt" for variant in variants]
        paths = dict.fromkeys([*filter(self._repository.exists, texts), *staged.paths])
        made = commit(self._repository, [*paths], message(self._target, staged, entries, earlier))
        if earlier:
            ids = ", ".join(entry.id for entry in earlier)
            self._session.notify(f"committed with it, since it was not yet: {ids}")
        self._session.notify(f"committed: {made[:12]}")


class _Proposer:
    """Guesses the kind of a correction; reads names and settings when first asked."""

    def __init__(self, session: Session, record: "Record", before: tuple[str, ...]) -> None:
        self._session, self._record, self._before = session, record, before

    def __call__(self, words: "Words") -> "CorrectionKind":
        from provtrack.classify import Reader
        from provtrack.ledger import propose

        knowledge = self._session.desk.knowledge(self._record.id)
        reader = Reader(
            names=knowledge.names,
            abbreviations=knowledge.abbreviations,
            left_date=self._record.date,
            right_date=self._record.date,
        )
        return propose(self._before, words, reader)


def _added(before: bytes, after: bytes) -> str:
    """What was appended to a file."""
    return after[len(before) :].decode("utf-8", "replace") if before else after.decode()


def message(
    target: RecordRef,
    staged: "Staged",
    entries: "Sequence[Entry]",
    earlier: "Sequence[Correction]" = (),
) -> str:
    """The commit's message, with the trailers of the contract, which people read in the log."""
    from provtrack.text import visible

    lines = [
        visible(f"{id_}: {shown(each)}") for id_, each in zip(staged.ids, entries, strict=True)
    ]
    if earlier:
        lines += ["", "Corrected before, and not committed until now:", ""]
        lines += [visible(f"{each.id}: {each.variant}, {shown(each)}") for each in earlier]
    kinds = {entry.kind.value for entry in entries}
    many = f"{len(entries)} places" if len(entries) > 1 else f"paragraph {entries[0].paragraph}"
    name = f"{target.record}/{target.variant}"
    subject = f"Correct {many} of {name}" + (f" ({kinds.pop()})" if len(kinds) == 1 else "")
    trailers = [f"Record: {target.record}", f"Variant: {target.variant}"]
    for entry in entries:
        trailers += [
            f"Paragraph: {entry.paragraph}",
            f"Correction-Kind: {entry.kind.value}",
            f"Basis: {entry.basis.value}",
        ]
    return "\n".join([subject, "", *lines, "", *trailers, ""])
