"""What the index holds, for a terminal."""

from typing import TYPE_CHECKING

from tabulate import tabulate

from provtrack.text import visible

if TYPE_CHECKING:
    from provtrack.render import Screen
    from provtrack.schemas.documents.index import Index


def index(value: "Index", _screen: "Screen") -> str:
    """A line for each sort of thing, then where it lies."""
    rows = [
        ("variants", value.variants, "in the working tree"),
        ("texts", value.texts, f"that they have or ever had, {_size(value.text_bytes)}"),
        ("paragraphs", value.paragraphs, "without repetitions"),
        ("versions", value.versions, "given by commits"),
        ("signatures", value.signatures, "for find"),
    ]
    shown = [(label, f"{count:,}", what) for label, count, what in rows]
    table = tabulate(shown, tablefmt="plain", colalign=("left", "right", "left"))
    return f"{table}\n{visible(value.path)}: {_size(value.bytes)}\n"


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB"
