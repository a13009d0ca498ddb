"""``provtrack correct`` and ``provtrack revert-correction``."""

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated

import typer

from provtrack.cli.correct.facts import (
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
)
from provtrack.cli.correct.task import Task
from provtrack.cli.options import Quiet, Repo, complete_text
from provtrack.cli.session import Session
from provtrack.errors import ProvtrackError
from provtrack.refs import RecordRef

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provtrack.schemas.files import Correction

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
    task = Task(session, target, facts, commit=commit and not dry_run, dry_run=dry_run)
    if edit:
        task.edit()
    elif from_diff:
        task.from_diff()
    else:
        task.replace(_words(old or ""), _words(new or ""))


def revert_correction(
    record: Annotated[
        str,
        typer.Argument(
            metavar="RECORD",
            help="The record's id; it may be left out where only one has such an entry.",
            show_default=False,
        ),
    ],
    correction: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The entry of its corrections.toml: c1.", show_default=False
        ),
    ] = "",
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
    record, correction = (record, correction) if correction else _named(session, record)
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
    task = Task(session, target, facts, commit=commit and not dry_run, dry_run=dry_run)
    task.take_back(ledger, entry)


def _named(session: Session, name: str) -> tuple[str, str]:
    """The record and the entry that one word names: ``c1``, or ``report-1956/c1``.

    Raises:
        ProvtrackError: it names none, or several.
    """
    record, slash, id_ = name.partition("/")
    if slash:
        return record, id_
    repository = session.repository
    found = [
        each.id
        for each in repository.all_records()
        if any(entry.id == name for entry in repository.corrections(each.id).correction)
    ]
    if len(found) == 1:
        return found[0], name
    if not found:
        message = f"it is not said which correction of {name!r} to take back"
        if name not in repository.record_ids():
            message = f"no record has a correction {name!r}"
        raise ProvtrackError(message, "write the record and the entry: RECORD c1")
    raise ProvtrackError(
        f"{len(found)} records have a correction {name!r}",
        "write the record too: " + ", ".join(f"{each} {name}" for each in found[:_SHOWN]),
    )


_SHOWN = 4
"""Records that a hint names."""


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
