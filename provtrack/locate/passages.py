"""The words of a source that a quotation quotes, and what differs between the two."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.locate.matching import Fit, Passage, projected
from provtrack.locate.values import Change

if TYPE_CHECKING:
    from provtrack.classify import Reader

_BREAK = "\n"
"""Parts the paragraphs of a passage."""

ELLIPSIS = " … "


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a quotation quotes.

    Attributes:
        stretches: the source's words, a string a part of the quotation.
        pairs: each of ``stretches`` with the part of the quotation that answers it; a part that
            the source has not stands beside an empty string.
        paragraphs: the indexes of the paragraphs that are quoted from, consecutive.
        closeness: from 0 to 1, how like the two are, marks and capitals counted.
        context: all words of the paragraphs.
        spans: where the stretches stand in ``context``.
        words: the same in words of the passage.
    """

    stretches: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    paragraphs: tuple[int, ...]
    closeness: float
    context: str
    spans: tuple[tuple[int, int], ...]
    words: tuple[tuple[int, int], ...]

    @property
    def source(self) -> str:
        """The source's words, with an ellipsis where the quotation leaves some out."""
        return ELLIPSIS.join(self.stretches)

    def touches(self, other: str) -> bool:
        """Whether these words, where they stand in the paragraphs, share characters with ours."""
        found = self.context.find(other) if other else -1
        while found >= 0:
            if any(start < found + len(other) and found < end for start, end in self.spans):
                return True
            found = self.context.find(other, found + 1)
        return False


def quoted(fit: Fit, passage: Passage, contents: Sequence[str]) -> Quoted:
    """The words of a passage that a quotation was laid on.

    Args:
        fit: of the quotation on ``passage``; with at least one stretch.
        passage: the words of ``contents``.
        contents: paragraphs.
    """
    from rapidfuzz.distance import Indel

    starts, ends, homes = _offsets(passage, contents)
    context = _BREAK.join(contents)
    spans = [(starts[each.start], ends[each.end - 1]) for each in fit.stretches]
    stretches = [context[start:end] for start, end in spans]
    answers = {each.part: text for each, text in zip(fit.stretches, stretches, strict=True)}
    pairs = tuple(
        (answers.get(number, ""), part.text[part.words.starts[0] : part.words.ends[-1]])
        for number, part in enumerate(fit.parts)
    )
    first, last = fit.stretches[0], fit.stretches[-1]
    closeness = Indel.normalized_similarity(
        *(_BREAK.join(side).replace(_BREAK, " ") for side in zip(*pairs, strict=True))
    )
    return Quoted(
        tuple(stretches),
        pairs,
        tuple(range(homes[first.start], homes[last.end - 1] + 1)),
        closeness,
        context,
        tuple(spans),
        tuple((each.start, each.end) for each in fit.stretches),
    )


def answering(
    passage: Passage,
    contents: Sequence[str],
    keys: Sequence[str],
    stretches: Sequence[tuple[int, int]],
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words of another version of a passage that answer stretches of it.

    Args:
        passage: the other version.
        contents: its paragraphs.
        keys: the words of the version that the stretches are of.
        stretches: first word and one after the last, of each.

    Returns:
        The words that answer each, empty where nothing does, and the indexes of the paragraphs
        that they stand in.
    """
    starts, ends, homes = _offsets(passage, contents)
    context = _BREAK.join(contents)
    found, touched = [], set()
    for stretch in stretches:
        start, end = projected(keys, passage.keys, *stretch)
        found.append(context[starts[start] : ends[end - 1]] if start < end else "")
        touched.update(homes[start:end] or homes[max(0, start - 1) : start])
    return tuple(found), tuple(range(min(touched, default=0), max(touched, default=0) + 1))


def _offsets(passage: Passage, contents: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
    """Where each word of a passage begins and ends in the joined paragraphs, and in which it is."""
    starts: list[int] = []
    ends: list[int] = []
    homes: list[int] = []
    offset = 0
    for home, (found, content) in enumerate(zip(passage.paragraphs, contents, strict=True)):
        starts += [offset + start for start in found.starts]
        ends += [offset + end for end in found.ends]
        homes += [home] * len(found.keys)
        offset += len(content) + len(_BREAK)
    return starts, ends, homes


def changes_between(
    source: str, quotation: str, reader: Callable[[], "Reader"]
) -> Iterator[Change]:
    """What differs between words of a source and a quotation of them, in order.

    Args:
        source: of a passage.
        quotation: of it.
        reader: gives what tells the kinds of differences; only asked where there are any.
    """
    if source.replace(_BREAK, " ") == quotation:
        return
    for change in reader().changes(source, quotation):
        yield Change(
            change.kind,
            change.significance,
            source[slice(*change.left)].strip(),
            quotation[slice(*change.right)].strip(),
        )
