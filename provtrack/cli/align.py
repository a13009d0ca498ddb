"""``provtrack align``."""

from dataclasses import replace
from typing import Annotated

import typer

from provtrack.cli.options import Left, Output, Quiet, Repo, Right, format_option
from provtrack.cli.session import Session


def align(
    left: Left,
    right: Right,
    doubtful: Annotated[
        bool,
        typer.Option("--doubtful", help="Only the links worth a look, the most doubtful first."),
    ] = False,
    output_format: Annotated[str | None, format_option("alignment")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Say which paragraphs of two texts answer which.

    Each link names its paragraphs on either side, the share of wording that they have in common
    and how sure provtrack is of it. Paragraphs may be split, merged, moved or missing.

    **Example:** `provtrack align filatov-pak-1956-02-25/plain filatov-pak-1956-02-25/close`
    """
    session = Session(repo, quiet)
    alignment = session.desk.align(left, right)
    if doubtful:
        alignment = replace(alignment, links=alignment.doubtful)
    session.emit("alignment", alignment, output_format, output)
