"""``provtrack compare``."""

from difflib import get_close_matches
from typing import Annotated

import typer

from provtrack.cli.options import Left, Output, Quiet, Repo, Right, format_option
from provtrack.cli.session import Session
from provtrack.errors import ExitCode, ProvtrackError
from provtrack.kinds import Kind


def _complete_kind(incomplete: str) -> list[str]:
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{kind}" for kind in Kind if kind.startswith(last)]


def compare(
    left: Left,
    right: Right,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND,…",
            help=f"Only these kinds of difference: {', '.join(Kind)}.",
            autocompletion=_complete_kind,
            show_default=False,
        ),
    ] = None,
    substantive: Annotated[
        bool,
        typer.Option("--substantive", help="Only what changes what the text says."),
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 when there are differences.")
    ] = False,
    output_format: Annotated[str | None, format_option("comparison")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Show what differs between two texts, paragraph by paragraph, and whether it matters.

    Every difference has a kind (date, number, name, negation …) and is substantive, when it
    changes what the text says, or accidental, when it changes only how it is written.

    **Examples:** `provtrack compare report-1956/goldberg@1 report-1956/goldberg`,
    `provtrack compare report-1956/goldberg draft.docx --substantive -o comparison.html`
    """
    kinds = _kinds(kind)
    session = Session(repo, quiet)
    comparison = session.desk.compare(left, right)
    if kinds or substantive:
        comparison = comparison.only(kinds, substantive=substantive)
    session.emit("comparison", comparison, output_format, output)
    if exit_code and not comparison.identical:
        raise typer.Exit(ExitCode.FINDINGS)


def _kinds(names: str | None) -> frozenset[Kind]:
    if names is None:
        return frozenset()
    found = set()
    for name in filter(None, (part.strip() for part in names.split(","))):
        if name not in set(Kind):
            near = get_close_matches(name, list(Kind), n=1)
            raise ProvtrackError(
                f"there is no kind of difference {name!r}",
                (f"did you mean {near[0]}? " if near else "") + f"kinds: {', '.join(Kind)}",
            )
        found.add(Kind(name))
    return frozenset(found)
