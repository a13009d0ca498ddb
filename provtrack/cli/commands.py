"""The verbs, each imported when it is first asked for: ``--version`` pays for none of them."""

import importlib
from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING, Any

import typer

from provtrack.cli.coercion import spare_validators

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = {
    "init": "provtrack.cli.init:init",
    "import": "provtrack.cli.import_:import_",
    "list": "provtrack.cli.list:list_",
    "show": "provtrack.cli.show:show",
    "align": "provtrack.cli.align:align",
    "compare": "provtrack.cli.compare:compare",
    "collate": "provtrack.cli.collate:collate",
    "pin": "provtrack.cli.pin:pin",
    "unpin": "provtrack.cli.pin:unpin",
    "correct": "provtrack.cli.correct:correct",
    "revert-correction": "provtrack.cli.correct:revert_correction",
    "history": "provtrack.cli.history:history",
    "blame": "provtrack.cli.blame:blame",
    "chain": "provtrack.cli.chain:chain",
    "cite": "provtrack.cli.cite:cite",
    "report": "provtrack.cli.report:report",
    "locate": "provtrack.cli.locate:locate",
    "find": "provtrack.cli.find:find",
    "index": "provtrack.cli.index:index",
    "site": "provtrack.cli.site:site",
    "serve": "provtrack.cli.site:serve",
    "check": "provtrack.cli.check:check",
    "rule": "provtrack.cli.rule:rule",
    "names": "provtrack.cli.names:names",
    "schema": "provtrack.cli.schema:schema",
}
"""Verb -> the function that does it, or the group, in the order of ``--help``."""


class LazyCommands(MutableMapping[str, Any]):
    """Verb -> typer's command for it, made when it is first looked up."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _make(name)
            spare_validators(self._made[name])
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


def _make(name: str) -> Any:
    module, _, attribute = COMMANDS[name].partition(":")
    verb: Callable[..., None] | typer.Typer = getattr(importlib.import_module(module), attribute)
    if isinstance(verb, typer.Typer):  # a group of verbs
        group = typer.main.get_group(verb)
        group.name = name  # or --help lists it without one
        return group
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode="markdown",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.command(name)(verb)
    return typer.main.get_command(app)
