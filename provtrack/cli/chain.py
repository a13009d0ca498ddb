"""``provtrack chain``: show, add, verify."""

from typing import TYPE_CHECKING, Annotated

import typer

from provtrack.cli.options import Output, Quiet, Repo, complete_text, format_option
from provtrack.cli.session import Session
from provtrack.errors import ProvtrackError
from provtrack.refs import RecordRef

if TYPE_CHECKING:
    from provtrack.schemas.files import Record

chain = typer.Typer(
    add_completion=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Show, extend and verify where a record's texts come from.

    **Example:** `provtrack chain show filatov-pak-1956-02-25`
    """,
)


@chain.command("show")
def show(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help="A record, or RECORD/VARIANT[@N]: only what that text comes from.",
            autocompletion=complete_text,
            show_default=False,
        ),
    ],
    output_format: Annotated[str | None, format_option("chain")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Show a record's provenance, from the original to each upload.

    States stand below what they were made from. What is assumed or unknown is marked, and so is
    a state that no step makes; what cannot be is listed at the end.

    **Examples:** `provtrack chain show report-1956`,
    `provtrack chain show report-1956/goldberg -o chain.svg`
    """
    from provtrack.chain.describe import describe
    from provtrack.store.chain import sources_of, texts_of

    session = Session(repo, quiet)
    parsed = record_reference(session, ref)
    record = session.repository.record_of(parsed)
    revision = "" if _is_number(parsed.revision) else parsed.revision
    document = describe(
        record,
        session.repository.agents(),
        {} if revision else texts_of(session.repository, record),
        None if revision else sources_of(session.repository, record),
        only=_state(record, parsed),
    )
    session.emit("chain", document, output_format, output)


def record_reference(session: Session, ref: str) -> RecordRef:
    """The parts of a reference to a record or to a text of one.

    Raises:
        ProvtrackError: it is a file, or names paragraphs.
    """
    parsed = session.desk.reader.parse(ref)
    if not isinstance(parsed, RecordRef):
        raise ProvtrackError(
            f"{ref!r} is a file, and only records have a chain", "name a record: RECORD/VARIANT"
        )
    if parsed.paragraphs:
        raise ProvtrackError(
            f"{ref!r}: a chain is of whole texts", "leave out the part from # onwards"
        )
    return parsed


def _is_number(revision: str) -> bool:
    return revision.isdigit()


def _state(record: "Record", ref: RecordRef) -> str:
    """The state that a reference with a variant names; ``""`` for one without."""
    if not ref.variant:
        return ""
    known = record.states(ref.variant)
    number = int(ref.revision) if _is_number(ref.revision) else max(known, default=0)
    if number not in known:
        names = ", ".join(dict.fromkeys(step.generates for step in record.step if step.generates))
        raise ProvtrackError(
            f"the chain of {record.id!r} has no state {ref.variant}"
            f"{f'@{number}' if number else ''}",
            f"its states: {names or 'none yet'}",
        )
    return f"{ref.variant}@{number}"
