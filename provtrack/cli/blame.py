"""``provtrack blame``."""

from typing import Annotated

import typer

from provtrack.cli.options import Output, Quiet, Repo, format_option
from provtrack.cli.past import IgnoreRevs, Ref, report
from provtrack.cli.session import Session


def blame(
    ref: Ref,
    words: Annotated[
        bool, typer.Option("--words", "-w", help="Tell the origin of each word too.")
    ] = False,
    ignore_revs_file: IgnoreRevs = None,
    output_format: Annotated[str | None, format_option("blame")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Show which version each paragraph's wording is from: commit, date, author, state, correction.

    A paragraph is followed, not a line: moving it, cutting it in two, joining it with another or
    wrapping its lines anew does not make it new. A `^` before a commit: from then or earlier.

    **Examples:** `provtrack blame report-1956/goldberg`,
    `provtrack blame report-1956/goldberg#p12 --words`
    """
    session = Session(repo, quiet)
    found, numbers = report(session, ref, ignore_revs_file)
    from provtrack.history.reports import blamed

    session.emit("blame", blamed(found, numbers, by_word=words), output_format, output)
