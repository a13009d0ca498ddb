"""Untrusted text as markup: inert, and with nothing in it that cannot be seen.

A control character or a bidirectional override can make a page say what the text does not
(Unicode Technical Report 36, sections 2.8 and 3); each is shown as a small box with its name.
"""

import re
import unicodedata

from markupsafe import Markup, escape

# fmt: off
_C0 = (
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL",
    "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI",
    "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB",
    "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
)
# fmt: on

_LABELS = {chr(code): label for code, label in enumerate(_C0)} | {
    "\x7f": "DEL",
    "\xa0": "NBSP",
    "\xad": "SHY",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u202f": "NNBSP",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}

_DANGEROUS = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0 and C1: terminal escapes begin with one
    "\u2028\u2029"  # line breaks that JavaScript and some editors obey
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates
    "\ufff9-\ufffb\ufffe\uffff"  # interlinear annotation, noncharacters
    "\ud800-\udfff"  # halves of surrogate pairs, which no UTF-8 file can hold
    "\U000e0000-\U000e007f]"  # tags: a whole hidden message fits in them
)

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xa0\xad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


_MARKUP = "[&<>'\"]"
_ACTIVE = re.compile(f"{_MARKUP}|{_DANGEROUS.pattern}")
_ACTIVE_OR_UNSEEN = re.compile(f"{_MARKUP}|{_UNSEEN.pattern}")
"""What most stretches of a text have none of; these are themselves."""


def visible(text: str, *, unseen: bool = False) -> Markup:
    """Text as markup that shows every dangerous character in a labelled box.

    Args:
        text: any string.
        unseen: whether to show also what is harmless but cannot be seen (no-break spaces, joiners,
            soft hyphens), for a place where that is all the difference.
    """
    return Markup(inert(text, unseen=unseen))  # noqa: S704  # that is what it is


def inert(text: str, *, unseen: bool = False) -> str:
    """The same as :func:`visible` as a string, for who puts many together."""
    if is_inert(text, unseen=unseen):
        return text
    pieces = []
    position = 0
    for match in (_UNSEEN if unseen else _DANGEROUS).finditer(text):
        pieces += [escape(text[position : match.start()]), _box(match[0])]
        position = match.end()
    return "".join([*pieces, escape(text[position:])])


def is_inert(text: str, *, unseen: bool = False) -> bool:
    """Whether a text is markup as it is, and so is any part of it."""
    return not (_ACTIVE_OR_UNSEEN if unseen else _ACTIVE).search(text)


def has_unseen(text: str) -> bool:
    """Whether anything in a text cannot be seen."""
    return _UNSEEN.search(text) is not None


def plain(text: str) -> str:
    """The same for where no markup can stand (a title, an attribute): labels in brackets."""
    return _DANGEROUS.sub(lambda match: f"[{_label(match[0])}]", text)


def only_unseen(left: str, right: str) -> bool:
    """Whether two readings look alike although they differ."""
    if left == right or not (has_unseen(left) or has_unseen(right)):
        return False
    return _looks(left) == _looks(right)


def _looks(text: str) -> str:
    text = re.sub("[\xa0\u202f]", " ", text)
    return _UNSEEN.sub("", text)


def _box(character: str) -> Markup:
    name = unicodedata.name(character, "control character").lower()
    return Markup('<span class="ctl" dir="ltr" title="U+{:04X} {}">{}</span>').format(
        ord(character), name, _label(character)
    )


def _label(character: str) -> str:
    return _LABELS.get(character, f"U+{ord(character):04X}")
