"""What a reader should know of two texts before the differences: a wrong file, two languages."""

from collections.abc import Sequence

from provtrack.model import Link, Text

_SHARED = 0.3
"""Score of a link from which its two sides share wording that chance does not explain."""

_LEAST = 0.155
"""Mean score of the links, weighted by the length of what they link, below which two texts are
taken for two documents, unless a part of them is clearly the same.

Measured on 120 verses of Mark and of Romans in ten English translations of the Bible, each pair of
translations once with the same chapters and once with the two books against each other: the same
chapters reach at least 0.170 (a version of 1390 against a modern one), different books at most
0.143. Papers of one office on different matters, which share headings, titles and turns of phrase,
reach 0.132 at most.
"""

_CLEAR = 0.5
"""Score of a link from which its sides clearly are one passage, if they have some length."""

_PART = 0.2
"""Share of the shorter text that stands in such links, from which one is a part of the other: a
letterhead or a signature that two documents have in common is less."""

_FEWEST = 3
"""Paragraphs that both texts have at least; one or two may well have been written anew."""


def unrelated(left: Text, right: Text, links: Sequence[Link]) -> str:
    """One sentence for two texts that hardly share any wording, ``""`` for all others.

    Args:
        left: the left text.
        right: the right text.
        links: those of their alignment; when some were left out nothing can be said.
    """
    from provtrack.align.across import differ

    sizes = len(left.paragraphs), len(right.paragraphs)
    linked = sum(len(link.left) for link in links), sum(len(link.right) for link in links)
    if min(sizes) < _FEWEST or linked != sizes:
        return ""
    if any(link.pinned for link in links) or _share_wording(left, right, links):
        return ""
    if differ(left.paragraphs, right.paragraphs, (left.language, right.language)):
        return ""  # what two languages share is not wording
    shared = [link for link in links if link.score >= _SHARED]
    counts = sum(len(link.left) for link in shared), sum(len(link.right) for link in shared)
    return (
        f"These texts hardly share any wording: {counts[0] or 'none'} of {sizes[0]:,} paragraphs "
        f"on the left and {counts[1] or 'none'} of {sizes[1]:,} on the right correspond. "
        "They may be two different documents."
    )


def _share_wording(left: Text, right: Text, links: Sequence[Link]) -> bool:
    """Whether two texts, or one of them and a part of the other, are likely to be one document."""
    lengths = [(_length(left, link.left), _length(right, link.right)) for link in links]
    total = sum(map(sum, lengths))
    score = sum(link.score * sum(length) for link, length in zip(links, lengths, strict=True))
    clear = [length for link, length in zip(links, lengths, strict=True) if link.score >= _CLEAR]
    part = max(
        sum(length[side] for length in clear) / sum(length[side] for length in lengths)
        for side in (0, 1)
    )
    return score >= _LEAST * total or part >= _PART


def _length(text: Text, numbers: Sequence[int]) -> int:
    return sum(len(text.paragraph(number)) for number in numbers)


def in_two_languages(left: Text, right: Text) -> str:
    """One sentence on what is compared in texts of two languages, ``""`` for texts of one.

    Args:
        left: the left text.
        right: the right text.
    """
    from provtrack.align.across import differ

    if not differ(left.paragraphs, right.paragraphs, (left.language, right.language)):
        return ""
    return (
        "These texts are in two languages: their numbers, dates and paragraphs, and the names that "
        "records/names.toml knows, are compared; their words are not."
    )
