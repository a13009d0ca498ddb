"""Pages, tables and prose in Markdown."""

import re
from collections.abc import Sequence


def page(title: str, *blocks: str) -> str:
    note = "<!-- Written by `make docs` from the code; change the code, not this page. -->"
    return "\n\n".join([f"# {title}", note, *filter(None, blocks)]) + "\n"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, without the columns that are empty in every row."""
    used = [place for place in range(len(header)) if any(row[place] for row in rows)]
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(
        "| " + " | ".join(line[place].replace("|", "\\|") for place in used) + " |"
        for line in lines
    )


def prose(text: str) -> str:
    """A docstring's markup as Markdown's."""
    text = re.sub(r":\w+:`~?([^`]+)`", r"`\1`", text)
    return text.replace("``", "`")


def summary(text: str) -> str:
    """The first paragraph of a help text or docstring, on one line."""
    return " ".join(text.partition("\n\n")[0].split())
