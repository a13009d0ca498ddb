"""From pairs to groups: documents that go back to one text.

Average linkage, the surest pairs first: two groups become one when what is known of the pairs
between them is not much weaker than what holds each together. So one doubtful pair does not weld
two groups, as it would if every pair counted alone, and a passage that two books share does not
make them one. A document too far from every other to be sure of one pair at a time is then given
to the group that is nearest on the whole, if the next one is far behind.

An excerpt joins the group of what it is from while it is alone; several renderings of one excerpt
are a group of their own, which shares a passage with that of the whole and is no part of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from provtrack.kinship.pairs import Kinship

SURE = 0.05
"""Strength from which a pair counts; tuned, as the next three, on the tuning half of ``python -m
benchmarks --only find``, where precision and recall are level from 0.05 to 0.08."""

HOLDS = 0.2
"""Share of the strength within a group that the pairs between it and another must have."""

KNOWN = 0.3
"""Share of the pairs between two groups that must have been found at all."""

FAINT = 0.015
"""Mean strength towards a whole group from which a lone document may be given to it …"""

AHEAD = 2.0
"""… and how many times that of the next group it must be."""


@dataclass(slots=True)
class _Cluster:
    """Documents found to belong together, and the strengths of the pairs among them."""

    members: list[int]
    total: float = 0.0
    pairs: int = 0
    near: dict[int, tuple[float, int]] = field(default_factory=dict)
    """By number of another cluster, the sum of the strengths between them, and how many."""

    @property
    def cohesion(self) -> float:
        """Mean strength of the pairs that were found in it; 0 for a single document."""
        return self.total / self.pairs if self.pairs else 0.0


def strength(pair: Kinship) -> float:
    """How much a pair says for a common origin, from 0 to 1: words in common, evenly spread.

    Corrected for chance as an agreement of two judges is (Cohen, "A Coefficient of Agreement for
    Nominal Scales", 1960). The square root keeps a few words that one translator left out from
    deciding alone.
    """
    beyond = (pair.shared - pair.chance) / (1 - pair.chance) if pair.chance < 1 else 0.0
    return float(max(beyond, 0.0) * pair.covered**0.5)


def group(pairs: Iterable[Kinship]) -> list[list[int]]:
    """The groups of two documents or more, each in ascending order, by their first member."""
    known: dict[tuple[int, int], float] = {}
    excerpts: set[tuple[int, int]] = set()
    for pair in pairs:
        known[pair.left, pair.right] = max(strength(pair), known.get((pair.left, pair.right), 0.0))
        if pair.excerpt:
            excerpts.add((pair.left, pair.right))
    clusters: dict[int, _Cluster] = defaultdict(lambda: _Cluster([]))
    for (left, right), value in known.items():
        clusters[left].near[right] = (value, 1)
        clusters[right].near[left] = (value, 1)
    for number, cluster in clusters.items():
        cluster.members.append(number)
    homes = {number: number for number in clusters}
    sure = sorted(
        (pair in excerpts, -value, *pair) for pair, value in known.items() if value >= SURE
    )
    for is_excerpt, _, left, right in sure:
        one, other = homes[left], homes[right]
        if one == other:
            continue
        sizes = len(clusters[one].members), len(clusters[other].members)
        if is_excerpt and min(sizes) > 1:
            continue
        if _belong(clusters[one], clusters[other], clusters[one].near[other]):
            _merge(clusters, homes, one, other)
    _give_homes(clusters, homes)
    return sorted(sorted(each.members) for each in clusters.values() if len(each.members) > 1)


def _belong(one: _Cluster, other: _Cluster, between: tuple[float, int]) -> bool:
    total, pairs = between
    mean = total / pairs
    return (
        mean >= SURE
        and pairs >= KNOWN * len(one.members) * len(other.members)
        and mean >= HOLDS * max(one.cohesion, other.cohesion)
    )


def _merge(clusters: dict[int, _Cluster], homes: dict[int, int], one: int, other: int) -> None:
    """Puts the members of the smaller cluster into the larger."""
    if len(clusters[one].near) < len(clusters[other].near):
        one, other = other, one
    kept, gone = clusters[one], clusters.pop(other)
    total, pairs = kept.near.pop(other)
    kept.total += gone.total + total
    kept.pairs += gone.pairs + pairs
    kept.members += gone.members
    for number in gone.members:
        homes[number] = one
    for number, (value, count) in gone.near.items():
        if number == one:
            continue
        before = kept.near.get(number, (0.0, 0))
        kept.near[number] = (before[0] + value, before[1] + count)
        neighbour = clusters[number].near
        del neighbour[other]
        neighbour[one] = kept.near[number]


def _give_homes(clusters: dict[int, _Cluster], homes: dict[int, int]) -> None:
    """Gives each lone document to the group that is nearest on the whole."""
    given = []
    for number, cluster in clusters.items():
        if len(cluster.members) > 1:
            continue
        means = sorted(
            (
                (total / len(clusters[other].members), other)
                for other, (total, _) in cluster.near.items()
                if len(clusters[other].members) > 1
            ),
            reverse=True,
        )
        second = means[1][0] if len(means) > 1 else 0.0
        if means and means[0][0] >= FAINT and means[0][0] >= AHEAD * second:
            given.append((number, means[0][1]))
    for number, home in given:
        clusters[home].members.append(number)
        homes[number] = home
        del clusters[number]
