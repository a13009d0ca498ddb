"""From the bytes of many versions to their paragraphs, doing again only what changed.

The bytes of two versions differ in a small part, which is found by halving; the paragraphs around
it are taken over from the version before.
"""

import hashlib
from bisect import bisect_left, bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import is_normalized

from provtrack.history.common import common_tail
from provtrack.text import decode, split_lines, split_paragraphs, text_sha256

_BREAK = b"\n\n"


@dataclass(frozen=True, slots=True)
class Cut:
    """A version's paragraphs, and the hash that the chain would know them by (if asked for)."""

    paragraphs: Sequence[str]
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class _Stored:
    """A file in the stored form.

    Attributes:
        data: its bytes, and one more line feed.
        paragraphs: in its order.
        starts: where each begins, and where the last one ends.
    """

    data: bytes
    paragraphs: list[str]
    starts: list[int]


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
        self._before = _Stored(b"", [], [0])
        self._known: dict[bytes, str] = {}

    def cut(self, data: bytes) -> Cut:
        """The paragraphs of a version.

        Raises:
            ProvtrackError: it is not text.
        """
        stored = self._changed(data)
        if stored is not None:
            self._before = stored
            return Cut(stored.paragraphs, hashlib.sha256(data).hexdigest() if self._hashes else "")
        text = decode(data, "")
        lines = split_lines(text)
        sha256 = text_sha256(lines) if self._hashes else ""
        return Cut(split_paragraphs(text) if self._unwrap else lines, sha256)

    def _changed(self, data: bytes) -> "_Stored | None":
        """A file in the stored form, by way of the one before; ``None`` for one in another."""
        if not data.endswith(b"\n") or data.startswith((BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)):
            return None
        new = data + b"\n"  # so that every paragraph ends with a break
        old, starts, paragraphs = self._before.data, self._before.starts, self._before.paragraphs
        found: list[str] = []
        places: list[int] = []
        done = at = 0  # so many old paragraphs are dealt with, so many bytes of the new file
        while done < len(paragraphs):
            alike = _alike(old, starts[done], new, at)
            first = bisect_right(starts, starts[done] + alike) - 1
            found += paragraphs[done:first]
            places += _shifted(starts[done:first], at - starts[done])
            at, done = starts[first] + at - starts[done], first
            end = _end_of_one(old, starts, done, new, at)
            if not end:
                break
            if not self._learn([new[at : end - len(_BREAK)]], found):
                return None
            places.append(at)
            at, done = end, done + 1
        # The rest is not one for one: what is between here and where the ends are alike is cut.
        grown = len(new) - len(old)
        alike = common_tail(old, new, min(len(old) - starts[done], len(new) - at))
        last = min(bisect_left(starts, len(old) - alike + len(_BREAK)), len(paragraphs))
        end = starts[last] + grown
        if at < end:
            pieces = new[at : end - len(_BREAK)].split(_BREAK)
            if not self._learn(pieces, found):
                return None
            sizes = map(len(_BREAK).__add__, map(len, pieces[:-1]))
            places += accumulate(sizes, initial=at)
        found += paragraphs[last:]
        places += _shifted(starts[last:], grown)
        return _Stored(new, found, places)

    def _learn(self, pieces: Sequence[bytes], found: list[str]) -> bool:
        """Adds each as a string, always the same for the same bytes, if all are as stored."""
        try:
            texts = [*map(self._known.__getitem__, pieces)]
        except KeyError:
            texts = [self._known.get(piece) or _decoded(piece) for piece in pieces]
            if not all(texts):
                return False
            self._known.update(zip(pieces, texts, strict=True))
        found += texts
        return True


def _alike(old: bytes, i: int, new: bytes, j: int) -> int:
    """How many bytes from ``i`` on are those from ``j`` on; without copying any of them."""
    view = memoryview(old)
    low, high = 0, min(len(old) - i, len(new) - j)
    while low < high:
        middle = (low + high + 1) // 2
        if new.startswith(view[i + low : i + middle], j + low):
            low = middle
        else:
            high = middle - 1
    return low


def _end_of_one(old: bytes, starts: Sequence[int], k: int, new: bytes, at: int) -> int:
    """Where the paragraph at a place ends, if it took the place of the old one alone; else 0."""
    end = new.find(_BREAK, at) + len(_BREAK)
    if k + 1 >= len(starts) or end < at:
        return 0
    if k + 2 == len(starts):
        return end if end == len(new) else 0
    return end if new.startswith(old[starts[k + 1] : starts[k + 2]], end) else 0


def _shifted(starts: Sequence[int], shift: int) -> Iterable[int]:
    return map(shift.__add__, starts) if shift else starts


def _decoded(piece: bytes) -> str:
    """A paragraph in the form that variant files keep; empty for one in another."""
    try:
        text = piece.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return text if _is_stored(text) else ""


def _is_stored(text: str) -> bool:
    """Whether a paragraph is in the form that variant files keep."""
    if " ".join(text.split()) == text and is_normalized("NFC", text) and "\0" not in text:
        return bool(text)
    return split_lines(text) == (text,) and "\0" not in text
