"""The citation styles: one function a style, found by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from provtrack.citation.styles.apa import apa
from provtrack.citation.styles.chicago import bibliography, full_note, short_note
from provtrack.citation.styles.frus import frus
from provtrack.citation.styles.gost import gost
from provtrack.citation.styles.mla import mla
from provtrack.citation.styles.wcda import wcda
from provtrack.citation.values import Cited


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style.

    Attributes:
        write: what it makes of what is cited; italics are marked (``words.ITALIC``).
        about: what it is, in one phrase.
        inverts: whether it puts family names in front.
    """

    write: Callable[[Cited], str]
    about: str
    inverts: bool = False


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "wcda": Style(wcda, "the Wilson Center Digital Archive's own form"),
        "chicago-note": Style(full_note, "Chicago, full note"),
        "chicago-short": Style(short_note, "Chicago, shortened note"),
        "chicago-bibliography": Style(bibliography, "Chicago, bibliography", inverts=True),
        "mla": Style(mla, "MLA, works cited", inverts=True),
        "apa": Style(apa, "APA, reference list", inverts=True),
        "gost": Style(gost, "GOST R 7.0.5-2008", inverts=True),
        "frus": Style(frus, "source note as in Foreign Relations of the United States"),
    }
)
"""In the order in which help lists them."""
