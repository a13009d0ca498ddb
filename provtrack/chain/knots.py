"""Cycles in a graph of whole numbers, found without recursion: chains may be thousands long."""

from collections import deque
from collections.abc import Collection, Sequence


def knots(edges: Sequence[Sequence[int]]) -> list[list[int]]:
    """The strongly connected components that hold a cycle, each sorted, in order.

    Tarjan, "Depth-first search and linear graph algorithms" (SIAM J. Comput. 1, 1972), with the
    calls on a stack of our own; linear in nodes and edges.

    Args:
        edges: for each node, the nodes that it leads to.
    """
    index = [-1] * len(edges)
    low = [0] * len(edges)
    on_path = [False] * len(edges)
    path: list[int] = []
    found: list[list[int]] = []
    count = 0
    for root in range(len(edges)):
        if index[root] >= 0:
            continue
        work = [(root, 0)]
        while work:
            node, done = work.pop()
            if not done:
                index[node] = low[node] = count
                count += 1
                path.append(node)
                on_path[node] = True
            else:
                low[node] = min(low[node], low[edges[node][done - 1]])
            for position in range(done, len(edges[node])):
                following = edges[node][position]
                if index[following] < 0:
                    work += [(node, position + 1), (following, 0)]
                    break
                if on_path[following]:
                    low[node] = min(low[node], index[following])
            else:
                if low[node] == index[node]:
                    component = _pop_until(path, node, on_path)
                    if len(component) > 1 or node in edges[node]:
                        found.append(sorted(component))
    return sorted(found)


def _pop_until(path: list[int], node: int, on_path: list[bool]) -> list[int]:
    component = []
    while True:
        last = path.pop()
        on_path[last] = False
        component.append(last)
        if last == node:
            return component


def circle_in(edges: Sequence[Sequence[int]], knot: Collection[int]) -> tuple[int, ...]:
    """A shortest way from the least node of a knot back to it, without naming it twice."""
    inside = set(knot)
    start = min(knot)
    before: dict[int, int] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for following in edges[node]:
            if following == start:
                way = [node]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return tuple(reversed(way))
            if following in inside and following not in before:
                before[following] = node
                queue.append(following)
    raise ValueError("not a knot: no way leads back")
