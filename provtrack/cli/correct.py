"""``provtrack correct`` and ``provtrack revert-correction``."""

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated

import typer

from provtrack.cli.facts import (
    BasisOption,
    Commit,
    Date,
    DryRun,
    Evidence,
    Facts,
    Folio,
    Kind,
    ProposedBy,
    ReviewedBy,
    complete,
    shown,
)
from provtrack.cli.options import Quiet, Repo, complete_text
from provtrack.cli.session import Session, print_result
from provtrack.errors import ProvtrackError
from provtrack.refs import RecordRef

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provtrack.cli.editor import Draftsheet
    from provtrack.ledger import Draft, Words
    from provtrack.schemas.files import Correction, CorrectionKind, Record
    from provtrack.store.ledgering import Entry, Staged

_BREAK = re.compile(r"[^\S\n]*(?:\r\n|\n|¶)[^\S\n]*")
"""What parts paragraphs on the command line."""


def correct(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help="RECORD/VARIANT, or a paragraph of it: RECORD/VARIANT#p12.",
            autocompletion=complete_text,
            show_default=False,
        ),
    ],
    old: Annotated[
        str | None,
        typer.Option(
            "--old",
            metavar="TEXT",
            help="The words as they stand; ¶ or a line feed parts paragraphs. Empty: new ones.",
            show_default=False,
        ),
    ] = None,
    new: Annotated[
        str | None,
        typer.Option(
            "--new",
            metavar="TEXT",
            help="The words in their place, likewise. Empty: take them away.",
            show_default=False,
        ),
    ] = None,
    edit: Annotated[
        bool,
        typer.Option(
            "--edit", help="Edit the text in $VISUAL or $EDITOR; each change becomes an entry."
        ),
    ] = False,
    from_diff: Annotated[
        bool,
        typer.Option(
            "--from-diff",
            help="Write the entries for what was changed by hand since the last state.",
        ),
    ] = False,
    renumber: Annotated[
        bool,
        typer.Option(
            "--renumber",
            help="After a merge: put the other branch's corrections behind ours, numbered anew.",
        ),
    ] = False,
    kind: Kind = "",
    basis: BasisOption = "",
    evidence: Evidence = None,
    folio: Folio = "",
    proposed_by: ProposedBy = "",
    reviewed_by: ReviewedBy = "",
    note: Annotated[
        str,
        typer.Option(
            "--note", metavar="TEXT", help="Anything worth saying, for people.", show_default=False
        ),
    ] = "",
    date: Date = "",
    commit: Commit = False,
    dry_run: DryRun = False,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Correct a text, and write down what was corrected, why, and on what evidence.

    The text, the record's `corrections.toml` and the step for the new state in its `record.toml`
    are written together or not at all. What the options do not say is asked on a terminal.

    **Examples:** `provtrack correct report-1956/goldberg#p9 --old "spoke of" --new "spoke about"
    --kind mistranslation --basis original --folio 12`, `provtrack correct report-1956/goldberg
    --edit`
    """
    session = Session(repo, quiet)
    if renumber:
        _renumber(session, ref, dry_run=dry_run)
        return
    target = _target(session, ref)
    _check_mode(old, new, edit=edit, from_diff=from_diff, target=target)
    facts = Facts.of(
        session,
        kind=kind,
        basis=basis,
        evidence=evidence,
        folio=folio,
        proposed_by=proposed_by,
        reviewed_by=reviewed_by,
        date=date,
        note=note,
    )
    task = _Task(session, target, facts, commit=commit and not dry_run, dry_run=dry_run)
    if edit:
        task.edit()
    elif from_diff:
        task.from_diff()
    else:
        task.replace(_words(old or ""), _words(new or ""))


def revert_correction(
    record: Annotated[
        str,
        typer.Argument(metavar="RECORD", help="The record's id.", show_default=False),
    ],
    correction: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The entry of its corrections.toml: c1.", show_default=False
        ),
    ],
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="TEXT", help="Why it is taken back.", show_default=False),
    ] = "",
    kind: Kind = "",
    basis: BasisOption = "",
    evidence: Evidence = None,
    folio: Folio = "",
    proposed_by: ProposedBy = "",
    reviewed_by: ReviewedBy = "",
    date: Date = "",
    commit: Commit = False,
    dry_run: DryRun = False,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Take a correction back by a new entry; the old one stays in the ledger.

    Its words must still stand where it put them. The kind is that of the correction.

    **Example:** `provtrack revert-correction report-1956 c1 --basis original --folio 12
    --reason "the leaf has the first reading"`
    """
    from provtrack.store.ledgering import corrections_of

    session = Session(repo, quiet)
    ledger = corrections_of(session.repository, session.repository.record(record).id)
    entry = _entry(ledger, record, correction)
    facts = Facts.of(
        session,
        kind=kind or entry.kind.value,
        basis=basis,
        evidence=evidence,
        folio=folio,
        proposed_by=proposed_by,
        reviewed_by=reviewed_by,
        date=date,
        note=reason,
    )
    target = RecordRef(record, entry.variant)
    task = _Task(session, target, facts, commit=commit and not dry_run, dry_run=dry_run)
    task.take_back(ledger, entry)


class _Task:
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
        from provtrack.ledger import Draft

        text = self._last_state()
        paragraph = _place(text, old, self._target)
        self._write([Draft(paragraph, old, new)], text)

    def edit(self) -> None:
        from provtrack.cli.editor import Draftsheet

        text = self._last_state()
        run = _run(self._target, text)
        sheet = Draftsheet()
        try:
            self._edit(text, run, sheet)
        except ProvtrackError as error:
            if not sheet.has_news():
                sheet.discard()
                raise
            raise ProvtrackError(
                error.message, f"{error.hint}; what you wrote is kept in {sheet.path}"
            ) from None
        sheet.discard()

    def _edit(self, text: tuple[str, ...], run: slice, sheet: "Draftsheet") -> None:
        from provtrack.ledger import draft
        from provtrack.text import join_paragraphs, split_lines

        edited = split_lines(sheet.edit(join_paragraphs(text[run])))
        after = (*text[: run.start], *edited, *text[run.stop :])
        self._write(draft(text, after), text)

    def from_diff(self) -> None:
        from provtrack.ledger import draft
        from provtrack.store.ledgering import state_before, working_text

        text = working_text(self._repository, self._record, self._target.variant)
        before = state_before(self._repository, self._record, self._target.variant)
        self._write(draft(before, text), before)

    def take_back(self, ledger: "Sequence[Correction]", entry: "Correction") -> None:
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
        from dataclasses import replace

        from provtrack.store.ledgering import stage_corrections

        changes = [each for each in drafts if each.old != each.new]
        if not changes:
            self._session.notify("nothing to correct: the text would stay as it is")
            return
        entries = complete(self._facts, changes, self._proposer(before))
        if reverts:
            entries = [replace(entry, reverts=reverts) for entry in entries]
        then = self._repository.read(f"{self._record.id}/corrections.toml") or b""
        chain = self._repository.read(f"{self._record.id}/record.toml") or b""
        staged = stage_corrections(
            self._repository, self._record.id, self._target.variant, entries, before
        )
        if self._dry_run:
            now = self._repository.read(f"{self._record.id}/corrections.toml") or b""
            print_result(_added(then, now) + _added(chain, self._chain()))
            return
        self._repository.write_staged()
        self._report(staged, entries)

    def _chain(self) -> bytes:
        return self._repository.read(f"{self._record.id}/record.toml") or b""

    def _proposer(self, before: tuple[str, ...]) -> "_Proposer":
        return _Proposer(self._session, self._record, before)

    def _report(self, staged: "Staged", entries: "Sequence[Entry]") -> None:
        from provtrack.store.committing import commit

        session, name = self._session, f"{self._record.id}/{self._target.variant}"
        if staged.first:
            session.notify(
                f"the chain knew no state of {name}: the text before is entered as "
                f"{self._target.variant}@1, and who made it as unknown"
            )
        if self._facts.stranger:
            session.notify(self._facts.stranger)
        for id_, entry in zip(staged.ids, entries, strict=True):
            session.notify(f"{id_}: {shown(entry)}")
        session.notify(f"new state: {self._record.id}/{staged.state}")
        for path in staged.paths:
            session.notify(f"written: records/{path}")
        if self._commit:
            text = f"{self._record.id}/{self._target.variant}.txt"
            paths = list(dict.fromkeys([text, *staged.paths]))
            made = commit(self._repository, paths, _message(name, staged, entries, self._target))
            session.notify(f"committed: {made[:12]}")


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


def _renumber(session: Session, ref: str, *, dry_run: bool) -> None:
    """The corrections of two branches that were merged, one behind the other."""
    from provtrack.refs import parse
    from provtrack.store.restacking import restack

    parsed = parse(ref)
    if not isinstance(parsed, RecordRef) or parsed.revision or parsed.paragraphs:
        raise ProvtrackError(f"{ref!r}: --renumber is for a whole record", "write its id alone")
    found = restack(session.repository, parsed.record)
    for there, here in found.renamed:
        session.notify(f"{there} of the other branch is {here}")
    for there, here in found.dropped:
        session.notify(f"{there} of the other branch is left out: {here} is the same")
    if not dry_run:
        session.repository.write_staged()
        for path in found.paths:
            session.notify(f"written: records/{path}")
        session.notify(f"next: git add records/{parsed.record}, and commit")


def _target(session: Session, ref: str) -> RecordRef:
    parsed = session.desk.reader.parse(ref)
    if not isinstance(parsed, RecordRef) or not parsed.variant or parsed.revision:
        raise ProvtrackError(
            f"{ref!r}: only a variant in the working tree can be corrected",
            "write RECORD/VARIANT or RECORD/VARIANT#p12",
        )
    return parsed


def _check_mode(
    old: str | None, new: str | None, *, edit: bool, from_diff: bool, target: RecordRef
) -> None:
    """One way to say what changes, and one alone."""
    ways = (old is not None or new is not None) + edit + from_diff
    if ways > 1:
        raise ProvtrackError(
            "--old/--new, --edit and --from-diff are three ways to say what changes",
            "use one of them",
        )
    if ways == 0:
        raise ProvtrackError(
            "it is not said what to correct",
            "add --old TEXT --new TEXT, or --edit, or --from-diff for what is changed already",
        )
    if not (edit or from_diff) and (old is None or new is None):
        missing = "--old" if old is None else "--new"
        raise ProvtrackError(
            f"{missing} is missing", 'give both; --new "" takes words away, --old "" puts some in'
        )
    if old is not None and not old.strip() and not (new or "").strip():
        raise ProvtrackError("--old and --new are both empty", "say which words to put in")
    if from_diff and target.paragraphs:
        raise ProvtrackError(
            "--from-diff writes entries for all that was changed in a text",
            "leave out #p: the entries of one state are written together",
        )


def _words(typed: str) -> str:
    """As texts are stored; ¶ and line feeds part paragraphs."""
    return unicodedata.normalize("NFC", _BREAK.sub("\n", typed))


def _place(text: tuple[str, ...], old: str, target: RecordRef) -> int:
    """The paragraph whose words are meant.

    Raises:
        ProvtrackError: it is not said, or the words stand nowhere or in several places.
    """
    from provtrack.ledger import find_everywhere
    from provtrack.ledger.placing import around, brief

    wanted = target.paragraphs
    _run(target, text, beyond=not old)
    if wanted and wanted.first == wanted.last:
        return wanted.first
    if not old.strip():
        raise ProvtrackError(
            "it is not said where the new paragraphs go",
            "name the one that they stand before: "
            f"{target.record}/{target.variant}#p1 (#p{len(text) + 1}: at the end)",
        )
    places = find_everywhere(text, old)
    if wanted:
        places = [each for each in places if wanted.first <= each.paragraph <= wanted.last]
    if len(places) == 1:
        return places[0].paragraph
    if not places:
        return _nowhere(text, old, target)
    found = "; ".join(f"¶{each.paragraph} “{around(text, each)}”" for each in places[:4])
    raise ProvtrackError(
        f"“{brief(old)}” stands {len(places)} times in the text: {found}"
        + ("; …" if len(places) > 4 else ""),  # noqa: PLR2004  # as many as a line holds
        f"name the paragraph ({target.record}/{target.variant}#p{places[0].paragraph}), "
        "or quote more of the words around it",
    )


def _nowhere(text: tuple[str, ...], old: str, target: RecordRef) -> int:
    """Says where words stand that are like the ones that stand nowhere."""
    from rapidfuzz import fuzz, process

    from provtrack.ledger.placing import Place, around, brief

    best = process.extractOne(old, text, scorer=fuzz.partial_ratio, score_cutoff=70)
    hint = f"see the text: provtrack show {target.record}/{target.variant}"
    if best:
        near = fuzz.partial_ratio_alignment(old, best[0])
        start, end = (near.dest_start, near.dest_end) if near else (0, 0)
        place = Place(best[2] + 1, start, end)
        hint = f"did you mean ¶{place.paragraph} “{around(text, place)}”?"
    raise ProvtrackError(f"“{brief(old)}” does not stand in the text", hint)


def _run(target: RecordRef, text: tuple[str, ...], *, beyond: bool = False) -> slice:
    """The paragraphs that the reference names; all without one."""
    if target.paragraphs is None:
        return slice(0, len(text))
    if target.paragraphs.last > len(text) + beyond:
        raise ProvtrackError(
            f"{target.record}/{target.variant}: there is no paragraph {target.paragraphs.last}",
            f"the text has {len(text)}: #p1-{len(text)}",
        )
    return slice(target.paragraphs.first - 1, target.paragraphs.last)


def _entry(ledger: "Sequence[Correction]", record: str, id_: str) -> "Correction":
    """The entry to take back.

    Raises:
        ProvtrackError: there is none of that id, or it was taken back already.
    """
    from difflib import get_close_matches

    found = next((entry for entry in ledger if entry.id == id_), None)
    if found is None:
        ids = [entry.id for entry in ledger]
        near = get_close_matches(id_, ids, n=1)
        raise ProvtrackError(
            f"record {record!r} has no correction {id_!r}",
            f"did you mean {near[0]!r}?"
            if near
            else f"its corrections: {', '.join(ids) or 'none'}",
        )
    undone = {entry.reverts for entry in ledger}
    by = next((each for each in ledger if each.reverts == id_ and each.id not in undone), None)
    if by is not None:
        raise ProvtrackError(
            f"correction {id_} was taken back already, by {by.id}",
            f"to restore it: provtrack revert-correction {record} {by.id}",
        )
    return found


def _added(before: bytes, after: bytes) -> str:
    """What was appended to a file."""
    return after[len(before) :].decode("utf-8", "replace") if before else after.decode()


def _message(name: str, staged: "Staged", entries: "Sequence[Entry]", target: RecordRef) -> str:
    """The commit's message, with the trailers of the contract, which people read in the log."""
    from provtrack.text import visible

    lines = [
        visible(f"{id_}: {shown(each)}") for id_, each in zip(staged.ids, entries, strict=True)
    ]
    kinds = {entry.kind.value for entry in entries}
    many = f"{len(entries)} places" if len(entries) > 1 else f"paragraph {entries[0].paragraph}"
    subject = f"Correct {many} of {name}" + (f" ({kinds.pop()})" if len(kinds) == 1 else "")
    trailers = [f"Record: {target.record}", f"Variant: {target.variant}"]
    for entry in entries:
        trailers += [
            f"Paragraph: {entry.paragraph}",
            f"Correction-Kind: {entry.kind.value}",
            f"Basis: {entry.basis.value}",
        ]
    return "\n".join([subject, "", *lines, "", *trailers, ""])
