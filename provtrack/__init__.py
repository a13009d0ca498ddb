"""provtrack: compare translations of one document and track where each of them came from.

In a notebook::

    import provtrack

    comparison = provtrack.compare("filatov-pak-1956-02-25/plain", "filatov-pak-1956-02-25/close")
    for edit in comparison.edits:
        print(edit.kind, edit.significance, edit.left, edit.right)

Paragraphs are counted from 1, characters inside a paragraph from 0 with an exclusive end.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from provtrack.api import align as align
    from provtrack.api import cite as cite
    from provtrack.api import collate as collate
    from provtrack.api import compare as compare
    from provtrack.api import locate as locate
    from provtrack.api import open_records as open_records
    from provtrack.api import read_text as read_text
    from provtrack.api import render as render
    from provtrack.collation.values import Collation as Collation
    from provtrack.errors import ProvtrackError as ProvtrackError
    from provtrack.locate.values import Change as Change
    from provtrack.locate.values import Located as Located
    from provtrack.locate.values import Location as Location
    from provtrack.locate.values import Match as Match
    from provtrack.locate.values import Today as Today
    from provtrack.model import Alignment as Alignment
    from provtrack.model import Comparison as Comparison
    from provtrack.model import Edit as Edit
    from provtrack.model import Kind as Kind
    from provtrack.model import Link as Link
    from provtrack.model import Passage as Passage
    from provtrack.model import Significance as Significance
    from provtrack.model import Span as Span
    from provtrack.model import Status as Status
    from provtrack.model import Text as Text
    from provtrack.store.repository import Repository as Repository

__version__ = "0.1.0"

_HOMES = {
    "align": "provtrack.api",
    "cite": "provtrack.api",
    "collate": "provtrack.api",
    "compare": "provtrack.api",
    "locate": "provtrack.api",
    "open_records": "provtrack.api",
    "read_text": "provtrack.api",
    "render": "provtrack.api",
    "ProvtrackError": "provtrack.errors",
    "Alignment": "provtrack.model",
    "Collation": "provtrack.collation.values",
    "Change": "provtrack.locate.values",
    "Located": "provtrack.locate.values",
    "Location": "provtrack.locate.values",
    "Match": "provtrack.locate.values",
    "Today": "provtrack.locate.values",
    "Comparison": "provtrack.model",
    "Edit": "provtrack.model",
    "Kind": "provtrack.model",
    "Link": "provtrack.model",
    "Passage": "provtrack.model",
    "Significance": "provtrack.model",
    "Span": "provtrack.model",
    "Status": "provtrack.model",
    "Text": "provtrack.model",
    "Repository": "provtrack.store.repository",
}
"""Where each public name lives: it is imported when first asked for, since starting the program
must not pay for what a command does not use (PEP 562)."""

__all__ = [*_HOMES]  # noqa: PLE0604  # the table's keys are strings


def __getattr__(name: str) -> Any:
    """The public name, imported now."""
    if name not in _HOMES:
        raise AttributeError(f"module 'provtrack' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)


class _Package(ModuleType):
    """Keeps ``provtrack.align`` and ``provtrack.render`` functions.

    Python binds a room of the package to its name in the package as soon as something imports it,
    and would put the room in the place of the public name.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _HOMES or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    """The public names, for completion in a notebook."""
    return [*_HOMES, "__version__"]
