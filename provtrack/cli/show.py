"""``provtrack show``."""

from typing import Annotated

import typer

from provtrack.cli.options import Output, Quiet, Repo, complete_text, format_option
from provtrack.cli.session import Session
from provtrack.refs import RecordRef


def show(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help="A record, or a text: RECORD/VARIANT[@REV][#p12-14], a file, or -.",
            autocompletion=complete_text,
            show_default=False,
        ),
    ],
    output_format: Annotated[str | None, format_option("text")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Show a record's description and chain, or a text with numbered paragraphs.

    **Examples:** `provtrack show report-1956`, `provtrack show report-1956/goldberg@1#p3-5`
    """
    from provtrack.cli.describe import record

    session = Session(repo, quiet)
    parsed = session.desk.reader.parse(ref)
    if isinstance(parsed, RecordRef) and not parsed.variant:
        described = record(session.repository, session.repository.record_of(parsed))
        session.emit("record", described, output_format, output)
    else:
        session.emit("text", session.desk.text(ref), output_format, output)
