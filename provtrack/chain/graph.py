"""A record's chain as a graph: which step used what, made what, and where each state comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from provtrack.schemas.files import Activity, Record, Standing, Step


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps of a record, and what they made.

    Attributes:
        steps: in the order of the file.
        makers: for each state, in the order in which the steps make them, the places of the steps
            that made it, from 0; more than one is a defect.
        users: for each state, the places of the steps that used it, in order; states that nobody
            made are among them.
    """

    steps: tuple[Step, ...]
    makers: Mapping[str, tuple[int, ...]]
    users: Mapping[str, tuple[int, ...]]

    @property
    def gaps(self) -> tuple[str, ...]:
        """The states that a step used and none made, in the order in which they are used."""
        return tuple(state for state in self.users if state not in self.makers)

    def sources(self, place: int) -> Iterator[int]:
        """The places of the steps that made what the step at a place used."""
        for state in dict.fromkeys(self.steps[place].uses):
            yield from self.makers.get(state, ())

    def is_rooted(self, place: int) -> bool:
        """Whether a step may begin a chain: it made an original, or says that it knows nothing."""
        step = self.steps[place]
        return step.activity is Activity.CREATION or step.status is Standing.UNKNOWN

    @property
    def variants(self) -> dict[str, dict[int, int]]:
        """For each variant in order: the numbers of its states, and the step that made each."""
        found: dict[str, dict[int, int]] = {}
        for state, places in self.makers.items():
            variant, at, number = state.partition("@")
            if at:
                found.setdefault(variant, {})[int(number)] = places[0]
        return found

    def order(self) -> tuple[int, ...]:
        """The places of the steps, each after the steps that made what it used.

        Otherwise in the order of the file. The steps of a cycle, and what depends on them, come
        last (Kahn's algorithm; linear but for the ordering of what is ready).
        """
        from heapq import heapify, heappop, heappush

        waiting = [len(set(self.sources(place))) for place in range(len(self.steps))]
        ready = [place for place, count in enumerate(waiting) if not count]
        heapify(ready)
        ordered: list[int] = []
        while ready:
            place = heappop(ready)
            ordered.append(place)
            made = self.steps[place].generates
            for user in dict.fromkeys(self.users.get(made, ())) if made else ():
                waiting[user] -= 1
                if not waiting[user]:
                    heappush(ready, user)
        done = set(ordered)
        return (*ordered, *(place for place in range(len(self.steps)) if place not in done))


def chain_of(record: Record) -> Chain:
    """The chain of a record."""
    makers: dict[str, list[int]] = {}
    users: dict[str, list[int]] = {}
    for place, step in enumerate(record.step):
        if step.generates:
            makers.setdefault(step.generates, []).append(place)
        for state in dict.fromkeys(step.uses):
            users.setdefault(state, []).append(place)
    return Chain(
        record.step,
        {state: tuple(places) for state, places in makers.items()},
        {state: tuple(places) for state, places in users.items()},
    )


def cycles(chain: Chain) -> tuple[tuple[int, ...], ...]:
    """Runs of steps that lead back to their beginning, one for each knot of the graph.

    Each begins with its earliest step in the file and goes from a step to one that used what it
    made.
    """
    from provtrack.chain.knots import circle_in, knots

    edges = [
        list(chain.users.get(step.generates, ())) if step.generates else [] for step in chain.steps
    ]
    return tuple(circle_in(edges, knot) for knot in knots(edges))
