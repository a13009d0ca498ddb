"""``provtrack locate``."""

from typing import Annotated

import typer

from provtrack.cli.options import Output, Quiet, Repo, complete_record, format_option
from provtrack.cli.session import Session
from provtrack.errors import ExitCode, ProvtrackError


def locate(
    quotes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUOTE]…",
            help="A quotation, with ellipses (…, [...]) and brackets as it is printed.",
            show_default=False,
        ),
    ] = None,
    article: Annotated[
        str | None,
        typer.Option(
            "--file",
            metavar="ARTICLE",
            help="Every quotation of this DOCX, Markdown, HTML, LaTeX or text file; - for "
            "standard input.",
            show_default=False,
        ),
    ] = None,
    record: Annotated[
        list[str] | None,
        typer.Option(
            "--record",
            metavar="ID",
            help="Search this record only; may be given more than once.",
            autocompletion=complete_record,
            show_default=False,
        ),
    ] = None,
    least: Annotated[
        int | None,
        typer.Option(
            "--min-words",
            min=1,
            metavar="N",
            help="Pass over quotations of fewer words: 4 in an article, 1 otherwise.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            min=1,
            metavar="N",
            help="Name at most so many passages that a quotation may come from.",
        ),
    ] = 10,
    output_format: Annotated[str | None, format_option("location")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Find where quotations come from: record, variant, state and paragraph.

    Every state that git's history holds is searched. Said is also what the quotation changed,
    whether the passage has been corrected since, and how to cite it. Exit status 1 means that
    nothing was found.

    **Examples:** `provtrack locate "the bridge … is closed"`,
    `provtrack locate --file article.docx --output quotations.csv`
    """
    if bool(quotes) == bool(article):
        raise ProvtrackError(
            "a quotation and --file exclude each other" if quotes else "there is nothing to locate",
            'write provtrack locate "…" or provtrack locate --file ARTICLE',
        )
    session = Session(repo, quiet)
    found = session.desk.locate(
        quotes or (), article or "", records=record or (), least=least, limit=limit
    )
    session.emit("location", found, output_format, output)
    if not found.found:
        raise typer.Exit(ExitCode.FINDINGS)
