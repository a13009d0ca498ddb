"""Which paragraphs of all witnesses answer each other, and in which order they are shown.

The result does not depend on the order of the witnesses: whatever has to be done one after the
other is done in the order of their texts.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from provtrack.model import Alignment, Link, Text

Align = Callable[[int, int], Alignment]
"""Aligns two witnesses, named by their index."""

Node = tuple[int, int]
"""A paragraph: the index of its witness, its number."""


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs that answer each other.

    Attributes:
        numbers: by witness, ascending.
        moved: witnesses that have them elsewhere than the base.
        lead: the witness that the others are held against.
    """

    numbers: tuple[tuple[int, ...], ...]
    moved: tuple[int, ...]
    lead: int


class _Forest:
    """Paragraphs, joined step by step (union-find)."""

    def __init__(self, texts: Sequence[Text]) -> None:
        nodes = [(index, number) for index, text in enumerate(texts) for number in text.numbers]
        self._parent: dict[Node, Node] = {node: node for node in nodes}
        self._members: dict[Node, list[Node]] = {node: [node] for node in nodes}

    def find(self, node: Node) -> Node:
        """The paragraph that stands for all that it was joined with."""
        while self._parent[node] != node:
            self._parent[node] = node = self._parent[self._parent[node]]
        return node

    def join(self, nodes: Sequence[Node]) -> None:
        """Puts paragraphs, and all that they were joined with, in one group."""
        first = self.find(nodes[0])
        for node in nodes[1:]:
            root = self.find(node)
            if root != first:
                self._parent[root] = first
                self._members[first] += self._members.pop(root)

    def has(self, index: int, node: Node) -> bool:
        """Whether a witness has a paragraph in the group of this one."""
        return any(member == index for member, _ in self._members[self.find(node)])

    def groups(self) -> list[list[Node]]:
        """All groups."""
        return [*self._members.values()]


def ranks(texts: Sequence[Text]) -> list[int]:
    """By witness, its place among all when they are sorted by what they read, the base first."""
    ordered = sorted(range(1, len(texts)), key=lambda index: _content(texts[index]))
    found = [0] * len(texts)
    for rank, index in enumerate(ordered, 1):
        found[index] = rank
    return found


def _content(text: Text) -> tuple[object, ...]:
    return text.paragraphs, text.language, text.date, text.ref


def groups(texts: Sequence[Text], align: Align) -> list[Group]:
    """The passages of the collation, in order.

    Args:
        texts: the base, then the other witnesses.
        align: called with the base and each other witness, and, when some paragraphs have no
            counterpart in the base, with each pair of the others.
    """
    forest = _Forest(texts)
    rank = ranks(texts)
    moved: set[Node] = set()
    loose: dict[int, set[int]] = {}
    for index in range(1, len(texts)):
        loose[index] = set()
        for link in align(0, index).links:
            if link.left and link.right:
                forest.join(_nodes(link, 0, index))
                if link.moved:
                    moved |= {(index, number) for number in link.right}
            else:
                loose[index] |= set(link.right)
    _join_loose(forest, loose, align, rank)
    found = [_group(nodes, moved, rank, len(texts)) for nodes in forest.groups()]
    return _ordered(found, rank)


def _nodes(link: Link, left: int, right: int) -> list[Node]:
    nodes = [(left, number) for number in link.left]
    return nodes + [(right, number) for number in link.right]


def _join_loose(
    forest: _Forest, loose: dict[int, set[int]], align: Align, rank: Sequence[int]
) -> None:
    """Finds counterparts among the other witnesses for what the base alone does not explain."""
    in_order = sorted(loose, key=lambda index: rank[index])
    links = [
        (link, left, right)
        for left, right in combinations(in_order, 2)
        if loose[left] or loose[right]
        for link in align(left, right).links
        if link.left and link.right
    ]
    best_first = sorted(links, key=lambda found: -found[0].score)
    for link, left, right in best_first:
        sides = ((left, link.left), (right, link.right))
        for (here, numbers), (there, others) in (sides, sides[::-1]):
            # A paragraph that the base alone does not explain, beside one that it does explain.
            settled = {forest.find((there, number)) for number in others}
            if (
                loose[here].issuperset(numbers)
                and loose[there].isdisjoint(others)
                and len(settled) == 1
                and not forest.has(here, *settled)
            ):
                forest.join(_nodes(link, left, right))
                loose[here] -= set(numbers)
    for link, left, right in best_first:
        if loose[left].issuperset(link.left) and loose[right].issuperset(link.right):
            forest.join(_nodes(link, left, right))


def _group(nodes: Sequence[Node], moved: set[Node], rank: Sequence[int], size: int) -> Group:
    numbers: list[list[int]] = [[] for _ in range(size)]
    for index, number in sorted(nodes):
        numbers[index].append(number)
    return Group(
        tuple(map(tuple, numbers)),
        tuple(sorted({index for index, number in nodes if (index, number) in moved})),
        min((index for index, own in enumerate(numbers) if own), key=lambda index: rank[index]),
    )


def _ordered(found: Sequence[Group], rank: Sequence[int]) -> list[Group]:
    """In the order of the base; what it lacks follows what its lead has before it."""
    home = {
        (index, number): group
        for group in found
        for index, numbers in enumerate(group.numbers)
        for number in numbers
    }
    followers: defaultdict[Group | None, list[Group]] = defaultdict(list)
    for group in found:
        if group.numbers[0]:
            continue
        first = group.numbers[group.lead][0]
        followers[home.get((group.lead, first - 1))].append(group)
    for after in followers.values():
        after.sort(key=lambda group: (rank[group.lead], group.numbers[group.lead]))
    leading = sorted((group for group in found if group.numbers[0]), key=_first_of_base)
    result: list[Group] = []
    waiting = [*reversed([*followers[None], *leading])]
    while waiting:
        group = waiting.pop()
        result.append(group)
        waiting += reversed(followers[group])
    return result


def _first_of_base(group: Group) -> tuple[int, ...]:
    return group.numbers[0]
