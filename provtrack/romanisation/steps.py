"""Rules that bring a name to its skeleton: patterns, and what each writes instead, in order."""

import re

Steps = tuple[tuple[re.Pattern[str], str], ...]


def steps(*rules: tuple[str, str]) -> Steps:
    """The rules, each a pattern and what stands in its place, ready to be applied."""
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rules)


def respelt(name: str, rules: Steps) -> str:
    """A name after all rules, one after the other."""
    for pattern, replacement in rules:
        name = pattern.sub(replacement, name)
    return name
