"""From the bytes of many versions to their paragraphs, doing again only what changed.

The bytes of two versions differ in a small part, which is found by halving; the paragraphs around
it are taken over from the version before.
"""

import hashlib
from bisect import bisect_left, bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import is_normalized

from provtrack.history.common import common_head, common_tail
from provtrack.text import decode, split_lines, split_paragraphs, text_sha256

_BREAK = b"\n\n"


@dataclass(frozen=True, slots=True)
class Cut:
    """A version's paragraphs, and the hash that the chain would know them by (if asked for)."""

    paragraphs: Sequence[str]
    sha256: str = ""


class Cutter:
    """Cuts versions of one file, each best given after one that it resembles.

    Args:
        unwrap: whether lines that touch and fill their width are one paragraph; for the past of a
            text that is one paragraph a line today.
        hashes: whether to compute hashes.
    """

    def __init__(self, *, unwrap: bool, hashes: bool) -> None:
        self._unwrap = unwrap
        self._hashes = hashes
        self._data = b""
        self._paragraphs: list[str] = []
        self._starts: list[int] = []
        self._known: dict[bytes, str] = {}

    def cut(self, data: bytes) -> Cut:
        """The paragraphs of a version.

        Raises:
            ProvtrackError: it is not text.
        """
        paragraphs = self._changed(data)
        if paragraphs is not None:
            self._data, self._paragraphs = data, paragraphs
            return Cut(paragraphs, hashlib.sha256(data).hexdigest() if self._hashes else "")
        text = decode(data, "")
        lines = split_lines(text)
        sha256 = text_sha256(lines) if self._hashes else ""
        return Cut(split_paragraphs(text) if self._unwrap else lines, sha256)

    def _changed(self, data: bytes) -> list[str] | None:
        """The paragraphs of a file in the stored form; ``None`` where it is in another."""
        if not data.endswith(b"\n") or data.startswith((BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)):
            return None
        old, starts = self._data, self._starts
        limit = min(len(old), len(data))
        alike = common_head(old, data, limit)
        # The paragraph that holds the first difference begins the part that is cut anew.
        first = max(bisect_right(starts, alike) - 1, 0) if starts else 0
        start = starts[first] if starts else 0
        alike = common_tail(old, data, limit - start)
        last = bisect_left(starts, len(old) - alike + len(_BREAK))
        grown = len(data) - len(old)
        end = starts[last] + grown if last < len(starts) else len(data) - 1 + len(_BREAK)
        pieces = data[start : end - len(_BREAK)].split(_BREAK)
        try:
            middle = [*map(self._known.__getitem__, pieces)]
        except KeyError:
            if not self._learn(pieces):
                return None
            middle = [*map(self._known.__getitem__, pieces)]
        sizes = map(len(_BREAK).__add__, map(len, pieces[:-1]))
        self._starts = [
            *starts[:first],
            *accumulate(sizes, initial=start),
            *map(grown.__add__, starts[last:]),
        ]
        return [*self._paragraphs[:first], *middle, *self._paragraphs[last:]]

    def _learn(self, pieces: Sequence[bytes]) -> bool:
        """Whether all are in the stored form; each will be the same string from now on."""
        for piece in pieces:
            if piece not in self._known:
                try:
                    text = piece.decode("utf-8")
                except UnicodeDecodeError:
                    return False
                if not _is_stored(text):
                    return False
                self._known[piece] = text
        return True


def _is_stored(text: str) -> bool:
    """Whether a paragraph is in the form that variant files keep."""
    if " ".join(text.split()) == text and is_normalized("NFC", text) and "\0" not in text:
        return bool(text)
    return split_lines(text) == (text,) and "\0" not in text
