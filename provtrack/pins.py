"""From pins as they are kept to pins on the paragraphs in hand.

A pin knows its paragraphs by hash. A paragraph that was reworded, split or moved since is followed
through the alignment of the older text, where its hash is found, with the text in hand; when git
does not have the older text, by its first words. One that cannot be found is reported and its pin
left unused: never silently, never on a wrong paragraph.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.model import Pin, Text
from provtrack.text import paragraph_sha256

if TYPE_CHECKING:
    from provtrack.schemas.files import PinEntry, PinnedSide

Earlier = Callable[[str, str], tuple[str, ...] | None]
"""Variant id and hash of a paragraph -> the paragraphs of an older text of it, with that one."""

OPENING = 120
"""Characters of a paragraph that a pin repeats: a sentence or so, enough to recognise it by."""

_SHOWN = 40
"""Characters of an opening that a message repeats."""

_ALIKE = 0.6
"""Least share of its first words that a reworded paragraph keeps (normalised indel similarity of
characters): unrelated sentences of one language share 0.3 to 0.45."""

_CLEAR = 0.1
"""By how much the best paragraph must be more alike than the next, to be taken for the same."""

_SURE = 0.5
"""Least confidence of the link that a reworded paragraph is followed through: more likely right
than wrong, since a pin on a wrong paragraph is worse than one that is reported."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Pins on the paragraphs of two texts, and what became of the others.

    Attributes:
        pins: those whose paragraphs are all there.
        entries: for each of ``pins``, its place in the file, from 0.
        lost: a sentence for each pin whose paragraphs are gone.
    """

    pins: tuple[Pin, ...]
    entries: tuple[int, ...]
    lost: tuple[str, ...]


def resolve(
    entries: Sequence["PinEntry"],
    left: tuple[str, Text],
    right: tuple[str, Text],
    earlier: Earlier,
) -> Resolved:
    """The pins that speak of two variants, on the texts in hand.

    Args:
        entries: all pins of the record.
        left: variant id and its whole text.
        right: likewise.
        earlier: gives older texts.
    """
    pins: list[Pin] = []
    places: list[int] = []
    lost: list[str] = []
    for place, entry in enumerate(entries):
        sides = _facing(entry, left[0], right[0])
        if sides is None:
            continue
        found = _follow(sides[0], left[1], earlier), _follow(sides[1], right[1], earlier)
        if found[0] is None or found[1] is None:
            gone = sides[0] if found[0] is None else sides[1]
            lost.append(
                f"pin {place + 1} is not used: {gone.variant} has no paragraph any more that "
                f"begins “{' … '.join(words[:_SHOWN] for words in gone.begins)}” "
                f"(it was ¶{', '.join(map(str, gone.paragraphs))})"
            )
            continue
        pins.append(Pin(found[0], found[1], entry.apart))
        places.append(place)
    return Resolved(tuple(pins), tuple(places), tuple(lost))


def _facing(entry: "PinEntry", left: str, right: str) -> "tuple[PinnedSide, PinnedSide] | None":
    """The sides in the order of the two variants, ``None`` when it speaks of others."""
    if (entry.left.variant, entry.right.variant) == (left, right):
        return entry.left, entry.right
    if (entry.right.variant, entry.left.variant) == (left, right):
        return entry.right, entry.left
    return None


def _follow(side: "PinnedSide", text: Text, earlier: Earlier) -> tuple[int, ...] | None:
    """Where the pinned paragraphs stand now, ``None`` when one of them is gone."""
    hashes = [paragraph_sha256(paragraph) for paragraph in text.paragraphs]
    numbers: set[int] = set()
    for number, sha256, begins in zip(side.paragraphs, side.sha256, side.begins, strict=True):
        now = (
            _by_hash(sha256, number, hashes, text)
            or _through_rewording(side.variant, sha256, number, text, earlier)
            or _by_opening(begins, text)
        )
        if not now:
            return None
        numbers.update(now)
    return tuple(sorted(numbers))


def _by_hash(sha256: str, number: int, hashes: Sequence[str], text: Text) -> tuple[int, ...]:
    """The paragraph itself; of several that read the same, the one nearest to where it stood."""
    places = [place for place, known in zip(text.numbers, hashes, strict=True) if known == sha256]
    return (min(places, key=lambda place: abs(place - number)),) if places else ()


def _by_opening(begins: str, text: Text) -> tuple[int, ...]:
    """The one paragraph that begins alike."""
    from rapidfuzz import fuzz, process

    openings = [paragraph[: len(begins)] for paragraph in text.paragraphs]
    best, *others = process.extract(begins, openings, scorer=fuzz.ratio, limit=2)
    next_best = others[0][1] if others else 0
    is_clear = best[1] >= 100 * _ALIKE and best[1] - next_best >= 100 * _CLEAR
    return (text.first + best[2],) if is_clear else ()


def _through_rewording(
    variant: str, sha256: str, number: int, text: Text, earlier: Earlier
) -> tuple[int, ...]:
    from provtrack.align import align

    old = earlier(variant, sha256)
    if old is None:
        return ()
    places = [place for place, each in enumerate(old, 1) if paragraph_sha256(each) == sha256]
    before = min(places, key=lambda place: abs(place - number))
    links = align(Text(variant, old), text).links
    link = next(link for link in links if before in link.left)
    return link.right if link.confidence >= _SURE else ()
