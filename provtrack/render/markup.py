"""Untrusted text inside XML: inert, and made of characters that XML 1.0 allows."""

import re
from xml.sax.saxutils import escape, quoteattr

from provtrack.text import visible

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The complement of ``Char`` (XML 1.0, production 2); :func:`visible` has replaced most of it."""


def content(text: str) -> str:
    """Text for the inside of an element."""
    return escape(_legal(text))


def attribute(text: str) -> str:
    """Text for an attribute, quotation marks included."""
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    return _NOT_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", visible(text))
