"""The words for documents that go back to one text, the same in every format."""

from collections.abc import Iterator
from math import log

from provtrack.kinship.values import Finding, Group
from provtrack.render.screen import runs


def summary(value: Finding) -> str:
    """One line: how many documents and groups, and what was skipped."""
    grouped = sum(len(each.members) for each in value.groups)
    skipped = f", {len(value.skipped)} skipped" if value.skipped else ""
    found = (
        f"{len(value.groups)} group{'' if len(value.groups) == 1 else 's'} of {grouped}"
        if value.groups
        else "none is a variant of another"
    )
    return f"{value.documents} document{'' if value.documents == 1 else 's'}: {found}{skipped}"


def told(each: Group) -> Iterator[str]:
    """The evidence, a line for each sort of it."""
    found = each.evidence
    if len(each.members) > 2:  # noqa: PLR2004  # of two it goes without saying
        yield f"most alike: {each.pair[0]}, {each.pair[1]}"
    for label, values in (
        ("archive", (found.reference,) if found.reference else ()),
        ("names", found.names),
        ("numbers", found.numbers),
        ("dates", found.dates),
        ("words", found.words),
    ):
        if values:
            yield f"{label}: {', '.join(values)}"
    if found.outline:
        yield (
            f"paragraphs: {found.outline.left} and {found.outline.right}, of lengths in step"
            f"{_odds(found.outline.nats)}"
        )
    if each.passage:
        wording = f" ({each.passage.score:.2f})" if each.passage.score else ""
        yield f"passage: ¶{runs(each.passage.left)} = ¶{runs(each.passage.right)}{wording}"
    if each.parallels:
        yield f"shares a passage with the groups of: {', '.join(each.parallels)}"


_MOST = 9
"""Power of ten beyond which odds are not told apart."""


def _odds(nats: float) -> str:
    """How much likelier something is than by chance, in a power of ten, rounded down."""
    power = int(nats / log(10))
    if not power:
        return ""
    return f" ({'more than ' if power > _MOST else ''}{10 ** min(power, _MOST):,} to 1)"
