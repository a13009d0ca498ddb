"""Is a PROV document valid? The rules of W3C PROV-CONSTRAINTS (Recommendation, 30 April 2013).

A document is normalised by unification (section 6.1: keys and uniqueness, constraints 22 to 29),
then events are ordered (6.2: 30 to 49), then types and impossibilities are looked at (6.3 and 6.4:
50 to 56). What a statement leaves out is an unknown that may turn out to be anything, but for the
plan of an association and the activity of a derivation, where leaving out means "none" (section
4.1, definition 4).

The ``prov`` library, which reads such documents, does little of this itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from provtrack.chain.knots import knots

if TYPE_CHECKING:
    from prov.model import ProvBundle, ProvDocument

NONE = "-"
"""What stands where leaving out means that there is none."""

_ARGUMENTS = {
    "Entity": (),
    "Activity": ("startTime", "endTime"),
    "Agent": (),
    "Generation": ("entity", "activity", "time"),
    "Usage": ("activity", "entity", "time"),
    "Communication": ("informed", "informant"),
    "Start": ("activity", "trigger", "starter", "time"),
    "End": ("activity", "trigger", "ender", "time"),
    "Invalidation": ("entity", "activity", "time"),
    "Derivation": ("generatedEntity", "usedEntity", "activity", "generation", "usage"),
    "Attribution": ("entity", "agent"),
    "Association": ("activity", "agent", "plan"),
    "Delegation": ("delegate", "responsible", "activity"),
    "Influence": ("influencee", "influencer"),
    "Alternate": ("alternate1", "alternate2"),
    "Specialization": ("specificEntity", "generalEntity"),
    "Mention": ("specificEntity", "generalEntity", "bundle"),
    "Membership": ("collection", "entity"),
}
"""The arguments of each kind of statement, in PROV-DM's order."""

_REQUIRED = {
    "Generation": 1, "Usage": 1, "Communication": 2, "Start": 1, "End": 1, "Invalidation": 1,
    "Derivation": 2, "Attribution": 2, "Association": 1, "Delegation": 2, "Influence": 2,
    "Alternate": 2, "Specialization": 2, "Mention": 3, "Membership": 2,
}  # fmt: skip
"""How many of them, from the first, must be there."""

_OBJECTS = frozenset({"Entity", "Activity", "Agent"})
_TYPES = {
    "entity": "Entity", "trigger": "Entity", "plan": "Entity", "generatedEntity": "Entity",
    "usedEntity": "Entity", "alternate1": "Entity", "alternate2": "Entity",
    "specificEntity": "Entity", "generalEntity": "Entity", "collection": "Entity",
    "activity": "Activity", "informed": "Activity", "informant": "Activity",
    "starter": "Activity", "ender": "Activity",
}  # fmt: skip
"""The type that an argument has by constraint 50; an agent may be of any."""

_UNIQUE = {
    "Generation": (24, ("entity", "activity")),
    "Invalidation": (25, ("entity", "activity")),
    "Start": (26, ("activity", "starter")),
    "End": (27, ("activity", "ender")),
    "Mention": (23, ("specificEntity",)),
}
"""Constraint, and the arguments of which there may be one statement."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A constraint that a document breaks: its number in PROV-CONSTRAINTS, and how."""

    constraint: int
    message: str


@dataclass(slots=True)
class _Statement:
    kind: str
    id: str
    arguments: dict[str, str]
    types: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Terms:
    """What is known to be the same: constants and unknowns, joined (union-find)."""

    above: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def unknown(self) -> str:
        self.count += 1
        return f"?{self.count}"

    def find(self, term: str) -> str:
        root = term
        while root in self.above:
            root = self.above[root]
        while term != root:
            self.above[term], term = root, self.above[term]
        return root

    def unify(self, one: str, other: str) -> bool:
        """Joins two terms; ``False`` when they are different constants."""
        first, second = self.find(one), self.find(other)
        if first == second:
            return True
        if not first.startswith("?"):
            first, second = second, first
        if not first.startswith("?"):
            return False
        self.above[first] = second
        return True


def violations(document: "ProvDocument") -> tuple[Violation, ...]:
    """The constraints that a document breaks; each of its bundles is a document of its own.

    Args:
        document: as the ``prov`` library reads it.

    Returns:
        The first failure to unify, or else everything that is wrong with the ordering, the types
        and the impossibilities. Empty for a valid document.
    """
    return tuple(
        violation for bundle in (document, *document.bundles) for violation in _violations(bundle)
    )


def _violations(bundle: "ProvBundle") -> list[Violation]:
    terms = _Terms()
    statements = list(_statements(bundle, terms))
    incomplete = list(_incomplete(statements))
    if incomplete:
        return incomplete
    failure = _normalise(statements, terms)
    if failure:
        return [failure]
    for each in statements:
        each.id = terms.find(each.id)
        each.arguments = {name: terms.find(term) for name, term in each.arguments.items()}
    return [*_impossible(statements), *_typing(statements), *_ordering(statements)]


def _statements(bundle: "ProvBundle", terms: _Terms) -> Iterator[_Statement]:
    for record in bundle.get_records():
        kind = record.get_type().localpart
        given = {name.localpart: value for name, value in record.formal_attributes}
        arguments = {
            name: f"={given[name]}" if given.get(name) is not None else ""
            for name in _ARGUMENTS[kind]
        }
        optional = _ARGUMENTS[kind][_REQUIRED.get(kind, 0) :]
        for name in optional:
            if not arguments[name]:
                arguments[name] = NONE if _means_none(kind, name, given) else terms.unknown()
        id_ = f"={record.identifier}" if record.identifier else terms.unknown()
        types = frozenset(str(each) for each in record.get_asserted_types())
        yield _Statement(kind, id_, arguments, types)


def _means_none(kind: str, name: str, given: dict[str, Any]) -> bool:
    if kind == "Association":
        return name == "plan"
    return kind == "Derivation" and given.get("activity") is None


def _incomplete(statements: Iterable[_Statement]) -> Iterator[Violation]:
    for each in statements:
        for name, term in each.arguments.items():
            if not term:
                yield Violation(0, f"a {each.kind} without {name}")
        if each.kind == "Derivation" and each.arguments["activity"] == NONE:
            for name in ("generation", "usage"):
                if each.arguments[name] != NONE:
                    yield Violation(51, f"a derivation without an activity has a {name}")


def _normalise(statements: list[_Statement], terms: _Terms) -> Violation | None:
    """Applies the key and uniqueness constraints until nothing changes any more."""
    while True:
        before = len(terms.above)
        failure = next(_merges(statements, terms), None)
        if failure or len(terms.above) == before:
            return failure


def _merges(statements: list[_Statement], terms: _Terms) -> Iterator[Violation]:
    keyed: dict[tuple[str, str], _Statement] = {}
    unique: dict[tuple[str, ...], _Statement] = {}
    for each in statements:
        first = keyed.setdefault((each.kind, terms.find(each.id)), each)
        for name, term in each.arguments.items():
            if not terms.unify(first.arguments[name], term):
                number = 22 if each.kind in _OBJECTS else 23
                yield Violation(number, f"{each.id[1:]} has two values of {name}")
    for each in statements:
        if each.kind not in _UNIQUE:
            continue
        number, names = _UNIQUE[each.kind]
        values = [terms.find(each.arguments[name]) for name in names]
        first = unique.setdefault((each.kind, *values), each)
        pairs = [(first.id, each.id)]
        if each.kind == "Mention":  # it has no id that would stand for all of it
            pairs = [(first.arguments[name], term) for name, term in each.arguments.items()]
        if not all(terms.unify(*pair) for pair in pairs):
            named = " and ".join(value[1:] for value in values)
            yield Violation(number, f"{each.kind} of {named}: there can be only one")
    yield from _times(statements, terms)


def _times(statements: list[_Statement], terms: _Terms) -> Iterator[Violation]:
    """An activity starts when its start happened, and ends when its end did."""
    activities = {terms.find(each.id): each for each in statements if each.kind == "Activity"}
    for each in statements:
        for number, kind, name in ((28, "Start", "startTime"), (29, "End", "endTime")):
            activity = each.kind == kind and activities.get(terms.find(each.arguments["activity"]))
            if activity and not terms.unify(activity.arguments[name], each.arguments["time"]):
                yield Violation(number, f"{activity.id[1:]} and its {kind} have different times")


def _impossible(statements: list[_Statement]) -> Iterator[Violation]:
    kinds: dict[str, set[str]] = {}
    for each in statements:
        if not each.id.startswith("?"):
            kinds.setdefault(each.id, set()).add(each.kind)
    for id_, found in kinds.items():
        relations = found - _OBJECTS
        # Influence is what the other relations are special cases of.
        if len(relations - {"Influence"}) > 1:
            yield Violation(53, f"{id_[1:]} is {' and '.join(sorted(relations))}")
        if relations and relations != found:
            yield Violation(54, f"{id_[1:]} is {' and '.join(sorted(found))}")
    general = {
        (each.arguments["specificEntity"], each.arguments["generalEntity"])
        for each in statements
        if each.kind in {"Specialization", "Mention"}
    }
    for circle in _knotted(general):
        yield Violation(52, f"{circle} specialises itself")
    empty = {each.id for each in statements if "prov:EmptyCollection" in each.types}
    for each in statements:
        if each.kind == "Membership" and each.arguments["collection"] in empty:
            yield Violation(56, f"{each.arguments['collection'][1:]} is empty and has a member")


def _typing(statements: list[_Statement]) -> Iterator[Violation]:
    found: dict[str, set[str]] = {}
    for each in statements:
        if each.kind in {"Entity", "Activity"}:
            found.setdefault(each.id, set()).add(each.kind)
        for name, term in each.arguments.items():
            if name in _TYPES and term != NONE and not term.startswith("?"):
                found.setdefault(term, set()).add(_TYPES[name])
    for id_, types in found.items():
        if len(types) > 1:
            yield Violation(55, f"{id_[1:]} is both an entity and an activity")


_Edge = tuple[str, str]


def _ordering(statements: list[_Statement]) -> Iterator[Violation]:
    """Events in a circle of which one must come strictly before the next.

    All generations of an entity are simultaneous, and so are its invalidations and the starts and
    ends of an activity (constraints 31, 32, 39, 40), so that each is one event here.
    """
    weak: set[_Edge] = set()
    strict: set[_Edge] = set()
    for each in statements:
        weak.update(_precedences(each))
        if each.kind == "Derivation":
            # That what was used was used in time (41) is weaker, and follows.
            used, made = each.arguments["usedEntity"], each.arguments["generatedEntity"]
            strict.add((f"generation {used}", f"generation {made}"))
        for name, term in (*each.arguments.items(), ("", each.id)):
            kind = _TYPES.get(name, each.kind)
            if kind == "Activity":
                weak.add((f"start {term}", f"end {term}"))
            elif kind == "Entity":
                weak.add((f"generation {term}", f"invalidation {term}"))
    nodes = sorted({node for edge in weak | strict for node in edge})
    places = {node: place for place, node in enumerate(nodes)}
    following: list[list[int]] = [[] for _ in nodes]
    for one, other in sorted(weak | strict):
        following[places[one]].append(places[other])
    knot_of = {place: number for number, knot in enumerate(knots(following)) for place in knot}
    for one, other in sorted(strict):
        first, second = places[one], places[other]
        if first in knot_of and knot_of[first] == knot_of.get(second):
            yield Violation(42, f"{one} comes before {other}, and not before it")


def _precedences(each: _Statement) -> list[_Edge]:
    """Which event comes before which by one statement, as far as it may be at once (6.2)."""
    of = each.arguments
    match each.kind:
        case "Usage":
            use = f"use {each.id}"
            edges = [
                (f"start {of['activity']}", use),
                (use, f"end {of['activity']}"),
                (f"generation {of['entity']}", use),
                (use, f"invalidation {of['entity']}"),
            ]
        case "Generation" | "Invalidation":
            event = f"{each.kind.lower()} {of['entity']}"
            edges = [(f"start {of['activity']}", event), (event, f"end {of['activity']}")]
        case "Communication":
            edges = [(f"start {of['informant']}", f"end {of['informed']}")]
        case "Start" | "End":
            event = f"{each.kind.lower()} {of['activity']}"
            by = of["starter"] if each.kind == "Start" else of["ender"]
            edges = [
                (f"generation {of['trigger']}", event),
                (event, f"invalidation {of['trigger']}"),
                (f"start {by}", event),
                (event, f"end {by}"),
            ]
        case "Specialization" | "Mention":
            special, general = of["specificEntity"], of["generalEntity"]
            edges = [
                (f"generation {general}", f"generation {special}"),
                (f"invalidation {special}", f"invalidation {general}"),
            ]
        case "Association":
            agent, activity = of["agent"], of["activity"]
            edges = [
                (f"start {activity}", f"invalidation {agent}"),
                (f"generation {agent}", f"end {activity}"),
                (f"start {activity}", f"end {agent}"),
                (f"start {agent}", f"end {activity}"),
            ]
        case "Attribution":
            made = f"generation {of['entity']}"
            edges = [(f"generation {of['agent']}", made), (f"start {of['agent']}", made)]
        case "Delegation":
            one, other = of["responsible"], of["delegate"]
            edges = [
                (f"generation {one}", f"invalidation {other}"),
                (f"start {one}", f"end {other}"),
            ]
        case _:
            edges = []
    return edges


def _knotted(edges: set[_Edge]) -> list[str]:
    """One name of each knot of a graph."""
    nodes = sorted({node for edge in edges for node in edge})
    places = {node: place for place, node in enumerate(nodes)}
    following: list[list[int]] = [[] for _ in nodes]
    for one, other in sorted(edges):
        following[places[one]].append(places[other])
    return [nodes[knot[0]][1:] for knot in knots(following)]
