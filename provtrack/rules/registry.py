"""The one table of all rules, and how a user names them."""

import importlib
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

from provtrack.errors import ProvtrackError
from provtrack.rules.model import FAMILIES, Rule

MODULES = (
    "provtrack.rules.record",
    "provtrack.rules.chain",
    "provtrack.rules.ledger",
    "provtrack.rules.substance",
    "provtrack.rules.siblings",
    "provtrack.rules.characters",
    "provtrack.rules.text",
    "provtrack.rules.times",
    "provtrack.rules.spellings",
    "provtrack.rules.source",
)
"""To add a rule is to add a function to one of these, or a module to the list."""


@cache
def rules() -> dict[str, Rule]:
    """All rules by id, in that order."""
    found = [
        value
        for module in MODULES
        for value in vars(importlib.import_module(module)).values()
        if isinstance(value, Rule)
    ]
    return {rule.id: rule for rule in sorted(found, key=lambda each: each.id)}


def find_rule(name: str) -> Rule:
    """The rule of that id or name.

    Raises:
        ProvtrackError: there is none; names the nearest.
    """
    for rule in rules().values():
        if name.strip().casefold() in {rule.id.casefold(), rule.name}:
            return rule
    raise unknown(name)


def chosen(names: Iterable[str], where: str = "") -> frozenset[str]:
    """The ids of the rules that these names mean.

    Args:
        names: ids, beginnings of ids (``PT5``), names of rules or of families.
        where: the place that gives them, for the error.

    Raises:
        ProvtrackError: one of them means no rule; names the nearest.
    """
    return frozenset(id_ for name in names for id_ in _meant(name, where))


def _meant(name: str, where: str) -> Iterator[str]:
    wanted = name.strip().casefold()
    found = [
        rule.id
        for rule in rules().values()
        if wanted in {rule.name, rule.family}
        or (wanted.startswith("pt") and rule.id.casefold().startswith(wanted))
    ]
    if not found:
        raise unknown(name, where)
    yield from found


def unknown(name: str, where: str = "") -> ProvtrackError:
    """The answer to a name that means no rule."""
    known = [each for rule in rules().values() for each in (rule.id, rule.name)]
    wanted = name.strip()
    near = get_close_matches(wanted.upper(), known, n=1) or get_close_matches(
        wanted.casefold(), [*known, *FAMILIES.values()], n=1, cutoff=0.5
    )
    return ProvtrackError(
        f"{where + ': ' if where else ''}there is no rule {name[:80]!r}",
        (f"did you mean {near[0]}? " if near else "") + "see 'provtrack rule' for all of them",
    )
