"""``provtrack rule``."""

from typing import Annotated

import typer

from provtrack.cli.options import Output, Quiet, format_option
from provtrack.cli.session import Session


def _complete(incomplete: str) -> list[str]:
    from provtrack.rules import rules

    known = [name for rule in rules().values() for name in (rule.id, rule.name)]
    return [name for name in known if name.startswith(incomplete)]


def rule(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[RULE]",
            help="A rule's id or name.",
            autocompletion=_complete,
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[str | None, format_option("rules")] = None,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """List the rules of `check`, or explain one: what it finds, why that matters, how to mend it.

    **Examples:** `provtrack rule`, `provtrack rule PT301`, `provtrack rule listy-missing -f md`
    """
    from provtrack.rules import rules
    from provtrack.rules.registry import find_rule

    session = Session(None, quiet)
    chosen = (find_rule(name),) if name else tuple(rules().values())
    session.emit("rules", chosen, output_format, output)
