"""A chain as rows to draw one below the other, each in a column, joined by lines.

The way of a version-control graph: a state and what came straight of it stand in one column,
branches beside it. A chain of five thousand corrections is one column, not a staircase.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from provtrack.schemas.documents.chain import Chain, ChainState, ChainStep

DEEPEST = 8
"""The last column. What branches further off stays in it and says what it comes from."""


@dataclass(frozen=True, slots=True)
class Row:
    """A state with the step that made it, a step that made none, or a state that none made.

    Attributes:
        state: the state; ``None`` for a step that made none.
        step: the step; ``None`` for a state that none made.
        column: where it stands, from 0.
        parent: the index of the row above that a line joins it to; -1 for none.
        is_branch: whether the line comes from the column to the left, else from straight above.
        others: states that the step used besides the one that it is drawn under.
        below: the columns in which a line goes on below this row.
    """

    state: ChainState | None
    step: ChainStep | None
    column: int
    parent: int
    is_branch: bool
    others: tuple[str, ...]
    below: frozenset[int] = frozenset()


_Node = int | str
"""A step's place in the document, or the id of a state that none made."""


def rows(chain: Chain) -> tuple[Row, ...]:
    """All steps of a chain and all its gaps, each once, what came of a state below it."""
    parents = _parents(chain)
    children: dict[_Node, list[int]] = defaultdict(list)
    for place, parent in enumerate(parents):
        if parent is not None:
            children[parent].append(place)
    states = {state.id: state for state in chain.states}
    found: list[Row] = []
    done: set[_Node] = set()
    tops: list[_Node] = [*chain.gaps, *(n for n, parent in enumerate(parents) if parent is None)]
    # What is left after these goes round in a circle; it begins with its first step.
    for top in [*tops, *range(len(chain.steps))]:
        waiting: list[tuple[_Node, int, int, bool]] = [(top, 0, -1, False)]
        while waiting:
            node, column, parent, is_branch = waiting.pop()
            if node in done:
                continue
            done.add(node)
            step = chain.steps[node] if isinstance(node, int) else None
            state = states.get(step.generates if step else str(node))
            above = found[parent].state if parent >= 0 else None
            drawn = above.id if above else ""
            others = (
                tuple(dict.fromkeys(each for each in step.uses if each != drawn)) if step else ()
            )
            if is_branch and column > DEEPEST:
                column, is_branch, others = DEEPEST, False, step.uses if step else ()
            found.append(Row(state, step, column, parent, is_branch, others))
            waiting += reversed(
                [
                    (child, column + branches, len(found) - 1, branches)
                    for child, branches in _arranged(chain, states, state, children[node])
                ]
            )
    return _joined(found)


def _parents(chain: Chain) -> list[_Node | None]:
    """What each step is drawn under: of the sources of what it used the one made last."""
    position = {id_: number for number, id_ in enumerate(chain.order)}
    makers: dict[str, int] = {}
    for place, step in enumerate(chain.steps):
        makers.setdefault(step.generates, place)
    found: list[_Node | None] = []
    for place, step in enumerate(chain.steps):
        made = [makers[state] for state in step.uses if state in makers and makers[state] != place]
        gaps = [state for state in step.uses if state not in makers]
        if made:
            found.append(max(made, key=lambda maker: position[chain.steps[maker].id]))
        else:
            found.append(gaps[-1] if gaps else None)
    return found


def _arranged(
    chain: Chain, states: dict[str, ChainState], state: ChainState | None, children: list[int]
) -> Iterator[tuple[int, bool]]:
    """Children in the order of drawing, and whether each branches off.

    First what made no state, then branches, last what goes on below: the next state of the same
    variant, or the only state that was made of this one.
    """
    making = [place for place in children if chain.steps[place].generates]
    same = [
        place
        for place in making
        if state and state.variant and _variant(states, chain.steps[place]) == state.variant
    ]
    straight = same[-1:] or (making if len(making) == 1 else [])
    for place in children:
        if place not in making:
            yield place, True
    for place in making:
        if place not in straight:
            yield place, True
    for place in straight:
        yield place, False


def _variant(states: dict[str, ChainState], step: ChainStep) -> str:
    return states[step.generates].variant


def _joined(found: list[Row]) -> tuple[Row, ...]:
    """The rows with the columns in which a line goes on below each."""
    joined: list[Row] = []
    lines: frozenset[int] = frozenset()
    for row in reversed(found):
        joined.append(replace(row, below=lines))
        lines = frozenset(column for column in lines if column < row.column - row.is_branch)
        if row.parent >= 0:
            lines |= {row.column - row.is_branch}
    return tuple(reversed(joined))
