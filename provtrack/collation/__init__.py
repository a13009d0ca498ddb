"""Collation: any number of texts in one table, passage by passage, place by place.

The paragraphs are those that the alignments link, the places those where the comparisons with the
base find a difference; here they are put together so that nothing depends on the order in which
the witnesses were named.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate

from provtrack.collation.places import Edits, Slice, places
from provtrack.collation.reorder import kept_apart
from provtrack.collation.rows import Align, Group, groups
from provtrack.collation.values import Collation, Place, Reading, Row, Witness, siglum
from provtrack.model import Alignment, Comparison, Edit, Kind, Link, Passage, Span, Text

__all__ = ["Collation", "Place", "Reading", "Row", "Witness", "collate", "collation_of"]

Compare = Callable[[Alignment], Comparison]
"""Finds the differences inside the links of an alignment."""


def collate(texts: Sequence[Text], align: Align, compare: Compare) -> Collation:
    """Sets any number of texts in one table.

    Args:
        texts: the base, then the other witnesses, at least two in all.
        align: aligns two of them, named by their indices.
        compare: finds the differences inside the links of an alignment.

    Raises:
        ValueError: there is only one text.
    """
    if len(texts) < 2:  # noqa: PLR2004  # a table of one is no table
        message = "a collation needs two texts"
        raise ValueError(message)
    found = groups(texts, cache(align))
    edits = _edits(texts, found, compare)
    witnesses = tuple(
        Witness(siglum(index), text, _are_foreign(texts[0], text))
        for index, text in enumerate(texts)
    )
    return Collation(
        witnesses,
        tuple(_row(texts, group, edits[number]) for number, group in enumerate(found)),
    )


def collation_of(comparison: Comparison) -> Collation:
    """A comparison as a collation of two witnesses.

    Args:
        comparison: a whole one; from one that was filtered, what was dropped is missing.
    """
    links = tuple(passage.link for passage in comparison.passages)
    alignment = Alignment(comparison.left, comparison.right, links)
    return collate(
        (comparison.left, comparison.right),
        lambda _left, _right: alignment,
        lambda _alignment: comparison,
    )


def _are_foreign(left: Text, right: Text) -> bool:
    """Whether the two texts are in different languages, as the alignment sees it."""
    from provtrack.align.across import differ

    return differ(left.paragraphs, right.paragraphs, (left.language, right.language))


def _edits(
    texts: Sequence[Text], found: Sequence[Group], compare: Compare
) -> dict[int, dict[int, Passage]]:
    """By the number of the group and the witness, how it differs from the group's lead."""
    are_foreign = cache(lambda lead, index: _are_foreign(texts[lead], texts[index]))
    wanted: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, group in enumerate(found):
        for index, own in enumerate(group.numbers):
            if own and index != group.lead and not are_foreign(group.lead, index):
                wanted[group.lead, index].append(number)
    result: defaultdict[int, dict[int, Passage]] = defaultdict(dict)
    for (lead, index), numbers in wanted.items():
        links = tuple(
            Link(found[number].numbers[lead], found[number].numbers[index], 1.0, 1.0)
            for number in numbers
        )
        comparison = compare(Alignment(texts[lead], texts[index], links))
        by_link = {(each.link.left, each.link.right): each for each in comparison.passages}
        for number, link in zip(numbers, links, strict=True):
            result[number][index] = by_link[link.left, link.right]
    return result


def _row(texts: Sequence[Text], group: Group, passages: dict[int, Passage]) -> Row:
    joined = {
        index: _Joined(texts[index], group.numbers[index]) for index in (group.lead, *passages)
    }
    others: dict[int, tuple[str, Edits]] = {
        index: (joined[index].text, [*_placed(passage, joined[group.lead], joined[index])])
        for index, passage in passages.items()
    }
    columns = places(len(texts), group.lead, joined[group.lead].text, others)
    return Row(group.numbers, group.moved, columns, group.lead)


class _Joined:
    """Paragraphs joined by line feeds, and where each of them begins."""

    def __init__(self, text: Text, numbers: Sequence[int]) -> None:
        paragraphs = [text.paragraph(number) for number in numbers]
        self.text = "\n".join(paragraphs)
        lengths = (len(paragraph) + 1 for paragraph in paragraphs)
        self._starts = dict(zip(numbers, accumulate(lengths, initial=0), strict=False))

    def place(self, span: Span) -> Slice:
        """Where a span stands in the joined text."""
        start = self._starts[span.paragraph]
        return start + span.start, start + span.end


def _placed(passage: Passage, lead: _Joined, own: _Joined) -> Iterator[tuple[Edit, Slice, Slice]]:
    for edit in passage.edits:
        if edit.left is None or edit.right is None:
            continue
        places = lead.place(edit.left), own.place(edit.right)
        if edit.kind is Kind.WORD_ORDER:
            # One difference serves a pair well; in a table it would hide who agrees with whom.
            for part in kept_apart(lead.text, own.text, *places):
                yield edit, *part
        else:
            yield edit, *places
