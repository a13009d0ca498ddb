"""What a reader should know of two texts before the differences: a wrong file, two languages."""

from collections.abc import Sequence

from provtrack.model import Link, Text

_SHARED = 0.3
"""Score of a link from which its two sides share wording that chance does not explain."""

_LEAST = 0.05
"""Share of the links that share wording, below which two texts count as unrelated.

Measured on 120 verses of Mark and of Romans in eight English translations of the Bible, each pair
of translations once with the same chapters and once with the two books against each other: of the
same chapters at least 0.099 of the links share wording (a version of 1390 against one of 1904), of
different books at most 0.009.
"""

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
    shared = [link for link in links if link.pinned or link.score >= _SHARED]
    if len(shared) >= _LEAST * len(links):
        return ""
    if differ(left.paragraphs, right.paragraphs, (left.language, right.language)):
        return ""  # what two languages share is not wording
    counts = sum(len(link.left) for link in shared), sum(len(link.right) for link in shared)
    return (
        f"These texts hardly share any wording: {counts[0] or 'none'} of {sizes[0]:,} paragraphs "
        f"on the left and {counts[1] or 'none'} of {sizes[1]:,} on the right correspond. "
        "They may be two different documents."
    )


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
