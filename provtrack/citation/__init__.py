"""Citations: what a record's files say of one version of a text, in any of several styles.

:func:`gather` makes a :class:`Cited` of a record, :func:`cite` a citation of that.
"""

from difflib import get_close_matches

from provtrack.citation.gather import gather
from provtrack.citation.styles import STYLES
from provtrack.citation.values import Cited, Holding, Name, NameOrder, Version
from provtrack.citation.words import ITALIC
from provtrack.errors import ProvtrackError

__all__ = [
    "DEFAULT_STYLE",
    "STYLES",
    "Cited",
    "Holding",
    "Name",
    "NameOrder",
    "Version",
    "cite",
    "gather",
]

DEFAULT_STYLE = "chicago-note"


def cite(cited: Cited, style: str = DEFAULT_STYLE) -> str:
    """A citation, in plain text.

    Args:
        cited: what is cited.
        style: one of :data:`STYLES`.

    Raises:
        ProvtrackError: there is no such style.
    """
    return marked(cited, style).replace(ITALIC[0], "").replace(ITALIC[1], "")


def marked(cited: Cited, style: str = DEFAULT_STYLE) -> str:
    """A citation in which italics stand between the two marks of ``words.ITALIC``.

    Raises:
        ProvtrackError: there is no such style.
    """
    found = STYLES.get(style)
    if found is None:
        near = get_close_matches(style, STYLES, n=1, cutoff=0.4)
        meant = f"did you mean {near[0]!r}? " if near else ""
        raise ProvtrackError(
            f"there is no citation style {style!r}", f"{meant}styles: {', '.join(STYLES)}"
        )
    return " ".join(found.write(cited).split(" "))
