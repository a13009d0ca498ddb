"""``provtrack report``."""

from typing import Annotated

import typer

from provtrack.cli.cite import STYLES, complete_style
from provtrack.cli.options import Output, Quiet, Repo, complete_text, format_option
from provtrack.cli.session import Session


def report(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help="RECORD or RECORD/VARIANT[@REV].",
            autocompletion=complete_text,
            show_default=False,
        ),
    ],
    style: Annotated[
        str,
        typer.Option(
            "--style",
            "-s",
            metavar="STYLE",
            help=f"Of the citation that stands first: {', '.join(STYLES)}.",
            autocompletion=complete_style,
        ),
    ] = "chicago-note",
    output_format: Annotated[str | None, format_option("report")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Report where a text comes from: for an editor, a referee or a court.

    The citation, the chain from the archive to this text with who says each step and on what
    evidence, the text's hash and commit, the corrections, what differs that matters between the
    record's texts, and what `provtrack check` doubts. The same version gives the same bytes.

    **Examples:** `provtrack report report-1956/goldberg`,
    `provtrack report report-1956/goldberg@1 -o report.html`,
    `provtrack report report-1956/goldberg --format ro-crate -o deposit.zip`
    """
    session = Session(repo, quiet)
    session.emit("report", session.desk.report(ref, style), output_format, output)
