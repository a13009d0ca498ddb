"""``provtrack collate``."""

from typing import TYPE_CHECKING, Annotated

import typer

from provtrack.cli.options import Output, Quiet, Repo, complete_text, format_option
from provtrack.cli.session import Session
from provtrack.errors import ProvtrackError

if TYPE_CHECKING:
    from provtrack.refs import RecordRef


def collate(
    texts: Annotated[
        list[str],
        typer.Argument(
            metavar="RECORD|TEXT [VARIANT|TEXT]…",
            help="A record, then those of its variants that are wanted (all, when none is named); "
            "or texts in any form: RECORD/VARIANT[@REV][#p12-14], files, - for standard input.",
            autocompletion=complete_text,
            show_default=False,
        ),
    ],
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="V",
            help="The variant or text that the others are held against. Without it: the first.",
            show_default=False,
        ),
    ] = None,
    substantive: Annotated[
        bool,
        typer.Option("--substantive", help="Only what changes what the text says."),
    ] = False,
    output_format: Annotated[str | None, format_option("collation")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Set any number of texts in one table: who reads what, passage by passage.

    Each passage has an apparatus: the base's words before the bracket, behind it what the others
    read and which of them read the same. A paragraph that stands elsewhere is named once. Texts
    in another language than the base are put beside it paragraph by paragraph.

    **Examples:** `provtrack collate declaration-droits-1789 --base literal`,
    `provtrack collate print.txt draft.docx declaration-droits-1789/modern -o table.html`
    """
    session = Session(repo, quiet)
    names = _names(session, texts, base)
    collation = session.desk.collate(names)
    if substantive:
        collation = collation.only_substantive()
    session.emit("collation", collation, output_format, output)


def _names(session: Session, texts: list[str], base: str | None) -> list[str]:
    """References to all texts, the base first."""
    record = _record(session, texts[0])
    if record is None:
        names = [*texts]
    else:
        known = [each.id for each in session.repository.record_of(record).variant]
        names = [_in_record(session, record, each) for each in texts[1:] or known]
        if texts[1:] == [] and len(names) == 1:
            raise ProvtrackError(
                f"{texts[0]} has a single variant",
                f"name another text beside it: provtrack collate {names[0]} FILE",
            )
    if base is None:
        return names
    first = base if record is None else _in_record(session, record, base)
    if record is None and first not in names:
        # A bare variant, where the texts were named in full.
        first = next((name for name in names if name.partition("/")[2] == base), base)
    if first in names:
        names.remove(first)
    return [first, *names]


def _record(session: Session, name: str) -> "RecordRef | None":
    """The record that a name stands for, ``None`` when it stands for a text."""
    from provtrack.refs import RecordRef

    parsed = session.desk.reader.parse(name)
    return parsed if isinstance(parsed, RecordRef) and not parsed.variant else None


def _in_record(session: Session, record: "RecordRef", name: str) -> str:
    """A name after the record's: one of its variants, or a text in any other form."""
    from provtrack.refs import RecordRef

    if name == "-":
        return name
    parsed = session.desk.reader.parse(name)
    if not isinstance(parsed, RecordRef) or parsed.variant:
        return name
    at = f"@{record.revision}" if record.revision and not parsed.revision else ""
    body, mark, paragraphs = name.partition("#")
    return f"{record.record}/{body}{at}{mark}{paragraphs}"
