"""A failing and a passing example of a rule, side by side as far as they differ."""

import difflib
from collections.abc import Iterator

from provtrack.rules.model import Rule
from provtrack.text import visible

_LONGEST = 12
"""Lines of a file that both examples share and that is shown all the same."""


def contrast(rule: Rule) -> Iterator[tuple[str, str, str]]:
    """What differs between the first example in which a rule finds something and the first other.

    Yields:
        The name of a file; ``"-"`` where it is part of what is found, ``"+"`` of what is not,
        ``"±"`` for both as a diff, ``"="`` where they do not differ; and its content.
    """
    fails = next(example.files for example in rule.examples if example.fails)
    passes = next(example.files for example in rule.examples if not example.fails)
    for name in dict.fromkeys([*passes, *fails]):
        old, new = (
            _lines(files[name]) if files.get(name, "-") != "-" else None
            for files in (fails, passes)
        )
        if old is None or new is None:
            sign, lines = ("+", new) if old is None else ("-", old)
            if lines is not None:
                yield name, sign, "\n".join(lines)
        elif old == new:
            if len(old) <= _LONGEST:
                yield name, "=", "\n".join(old)
        else:
            diff = difflib.unified_diff(old, new, n=2, lineterm="")
            yield name, "±", "\n".join(line for line in list(diff)[3:] if line[:2] != "@@")


def _lines(content: str) -> list[str] | None:
    if content == "-":  # not there
        return None
    content = content.replace("\xad", "<U+00AD>")
    return [visible(line) for line in content.rstrip("\n").split("\n")]
