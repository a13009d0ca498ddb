"""Words from texts and records as inert Markdown."""

import html
import re
from collections.abc import Iterable

from tabulate import tabulate

from provtrack.text import visible


def code(words: str) -> str:
    """The words as a code span."""
    fence = "`" * (1 + max(map(len, re.findall(r"`+", words)), default=0))
    return f"{fence}{visible(words)}{fence}"


def escape(words: str) -> str:
    """Inert in Markdown: neither HTML, nor emphasis, nor a link, a mention or an issue number."""
    words = html.escape(visible(words), quote=False)
    words = re.sub(r"([\\`*_\[\]|~$])", r"\\\1", words)
    words = re.sub(r"^(\s*)([-+=>]|\d+(?=[.)]))", _escape_opening, words)
    words = re.sub(r"(?i)\b(www)\.|(://)|:(?=[\w+-]+:)", _break_link, words)
    return re.sub(r"[@#](?=\w)", r"\g<0><!-- -->", words)


def line(words: str) -> str:
    """The same in one line, for a heading or the cell of a table."""
    return escape(" ".join(words.split()))


def _escape_opening(found: re.Match[str]) -> str:
    """A mark or a number that would begin a list or a heading."""
    return f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"


def _break_link(found: re.Match[str]) -> str:
    """What GitHub makes a link or a picture of without being asked."""
    if found[1]:
        return f"{found[1]}\\."
    return ":\\//" if found[2] else "\\:"


def table(rows: Iterable[Iterable[object]], header: Iterable[str]) -> str:
    """A table in GitHub's form; its cells are Markdown already."""
    return tabulate(
        [list(row) for row in rows], list(header), tablefmt="github", disable_numparse=True
    )
