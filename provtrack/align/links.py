"""From pairs of paragraphs to the links of an alignment."""

from collections.abc import Iterable, Sequence

from provtrack.model import Link

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Left and right paragraphs, counted from 0, that belong to one link."""


def group(cells: Iterable[tuple[int, int]], rows: int, columns: int) -> list[Group]:
    """Connected pairs as groups, and a group for every paragraph without a pair.

    Args:
        cells: pairs of left and right paragraphs, counted from 0.
        rows: number of left paragraphs.
        columns: number of right paragraphs.

    Returns:
        Groups in the order of :class:`~provtrack.model.Alignment`.
    """
    parent = list(range(rows + columns))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, j in cells:
        parent[root(rows + j)] = root(i)
    members: dict[int, tuple[list[int], list[int]]] = {}
    for node in range(rows + columns):
        sides = members.setdefault(root(node), ([], []))
        if node < rows:
            sides[0].append(node)
        else:
            sides[1].append(node - rows)
    return order([(tuple(left), tuple(right)) for left, right in members.values()])


def order(groups: Iterable[Group]) -> list[Group]:
    """Groups by their first left paragraph; one without follows the right paragraph before it."""
    groups = list(groups)
    home = {j: left[0] for left, right in groups if left for j in right}
    after = -1
    for _, right in sorted((g for g in groups if not g[0]), key=lambda g: g[1]):
        after = home.get(right[0] - 1, -1)
        home.update(dict.fromkeys(right, after))
    return sorted(groups, key=lambda g: (g[0][0], -1) if g[0] else (home[g[1][0]], g[1][0]))


def moved(groups: Sequence[Group], weight: Sequence[float]) -> set[int]:
    """Which groups stand elsewhere in the right text.

    Returns:
        Indices of the groups that are not in the heaviest chain that keeps both orders.
    """
    linked = [k for k, (left, right) in enumerate(groups) if left and right]
    best: list[tuple[float, int]] = []
    for place, k in enumerate(linked):
        before = [
            (best[p][0], p)
            for p in range(place)
            if groups[linked[p]][1][-1] < groups[k][1][0]
            and groups[linked[p]][0][-1] < groups[k][0][0]
        ]
        value, previous = max(before, default=(0.0, -1))
        best.append((value + weight[k], previous))
    place = max(range(len(best)), key=lambda p: best[p][0], default=-1)
    kept = set()
    while place >= 0:
        kept.add(linked[place])
        place = best[place][1]
    return set(linked) - kept


def link(group: Group, first: tuple[int, int], score: float, *, is_moved: bool) -> Link:
    """A group as a link with paragraph numbers."""
    left, right = group
    return Link(
        tuple(i + first[0] for i in left),
        tuple(j + first[1] for j in right),
        score,
        score,
        is_moved,
    )
