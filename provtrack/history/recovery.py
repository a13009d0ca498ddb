"""What the ledger adds to the history: states whose commits were lost, and who says so of a change.

A squash melts several states into one commit. The chain has their hashes and the ledger the words,
so that each of them can be made again, forwards from a state before or backwards from one after,
and only what has the right hash is believed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.history.values import Event, Lineage, Source, Version, Wording
from provtrack.text import text_sha256

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction


@dataclass(frozen=True, slots=True)
class State:
    """A state of a variant that the chain vouches for.

    Attributes:
        number: from 1.
        sha256: of its text; empty when the chain does not say it.
        date: EDTF date of the step that made it.
        by: who made it, as a name.
    """

    number: int
    sha256: str
    date: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is written of one variant beside its text.

    Attributes:
        variant: its id.
        states: by ascending number.
        entries: its corrections, in the order of the file.
    """

    variant: str = ""
    states: tuple[State, ...] = ()
    entries: "tuple[Correction, ...]" = ()

    def leading_to(self, number: int) -> "list[Correction]":
        """The entries that made a state."""
        return [each for each in self.entries if each.to == self.name(number)]

    def name(self, number: int) -> str:
        """What a state is called: ``goldberg@2``."""
        return f"{self.variant}@{number}"


@dataclass(slots=True)
class Past:
    """Versions while they are put together: parallel lists, each version after its parents."""

    versions: list[Version] = field(default_factory=list)
    texts: list[Sequence[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """The number of the state that each is; 0 for none."""


def recover(
    versions: Sequence[Version],
    texts: Sequence[Sequence[str]],
    hashes: Sequence[str],
    ledger: Ledger,
) -> Past:
    """The versions with the state that each of them is, and with the states that git has lost.

    Args:
        versions: each after its parents.
        texts: the paragraphs of each.
        hashes: the hash of each.
        ledger: what is known of the variant's states and corrections.
    """
    known = _numbers(versions, hashes, ledger.states)
    missing = [each for each in ledger.states if each.number not in known and each.sha256]
    past = Past()
    places: list[int] = []
    for version, text, number in zip(versions, texts, known, strict=True):
        parents = tuple(places[parent] for parent in version.parents)
        for state, lost in _lost(past, parents, (number, text), ledger, missing):
            missing = [each for each in missing if each is not state]
            past.versions.append(_made_again(state, parents, ledger))
            past.texts.append(lost)
            past.numbers.append(state.number)
            parents = (len(past.versions) - 1,)
        name = ledger.name(number) if number else ""
        # What lies before a version at a boundary is known again, as far as the ledger reaches.
        is_same = (parents, name) == (version.parents, version.state)  # to replace takes longer
        past.versions.append(version if is_same else replace(version, parents=parents, state=name))
        past.texts.append(text)
        past.numbers.append(number)
        places.append(len(past.versions) - 1)
    return past


def _made_again(state: State, parents: tuple[int, ...], ledger: Ledger) -> Version:
    return Version(
        Source.LEDGER,
        parents=parents,
        author=state.by,
        date=state.date,
        state=ledger.name(state.number),
    )


def _numbers(
    versions: Sequence[Version], hashes: Sequence[str], states: Sequence[State]
) -> list[int]:
    """The state that each version is; of several with one text, the next after its parents'."""
    candidates: dict[str, list[int]] = {}
    for state in states:
        if state.sha256:
            candidates.setdefault(state.sha256, []).append(state.number)
    found: list[int] = []
    reached: list[int] = []
    for version, sha256 in zip(versions, hashes, strict=True):
        before = max((reached[parent] for parent in version.parents), default=0)
        own = candidates.get(sha256, [])
        number = next((each for each in own if each > before), own[-1] if own else 0)
        if any(found[p] in own and hashes[p] == sha256 for p in version.parents):
            number = next(found[p] for p in version.parents if found[p] in own)
        found.append(number)
        reached.append(max(before, number))
    return found


def _lost(
    past: Past,
    parents: tuple[int, ...],
    here: tuple[int, Sequence[str]],
    ledger: Ledger,
    missing: Sequence[State],
) -> list[tuple[State, tuple[str, ...]]]:
    """The missing states right before a version, oldest first, with their texts."""
    number, text = here
    before = max((past.numbers[parent] for parent in parents), default=0)
    if len(parents) > 1 or not number or number - 1 == before:
        return []
    wanted = {each.number: each for each in missing if before < each.number < number}
    found: dict[int, tuple[str, ...]] = {}
    from provtrack.ledger.undoing import undo

    later = tuple(text)
    for lower in range(number - 1, before, -1):
        earlier = undo(later, ledger.leading_to(lower + 1))
        if lower not in wanted or earlier is None or not _is(earlier, wanted[lower]):
            break
        found[lower] = later = earlier
    sooner = tuple(past.texts[parents[0]]) if parents and before else None
    for higher in range(before + 1, number):
        if sooner is None or higher not in wanted or higher in found:
            break
        sooner = _done(sooner, ledger.leading_to(higher))
        if sooner is None or not _is(sooner, wanted[higher]):
            break
        found[higher] = sooner
    return [(wanted[each], found[each]) for each in sorted(found)]


def _is(text: Sequence[str], state: State) -> bool:
    return text_sha256(text) == state.sha256


def _done(text: Sequence[str], entries: "Sequence[Correction]") -> tuple[str, ...] | None:
    from provtrack.ledger import apply

    try:
        return apply(text, entries) if entries else None
    except ProvtrackError:
        return None


@dataclass(frozen=True, slots=True)
class Explained:
    """What the ledger accounts for.

    Attributes:
        made: of wordings, the corrections that made them so, in the order of the ledger.
        ended: of wordings that are gone, the corrections that took them away.
    """

    made: "Mapping[Wording, tuple[Correction, ...]]"
    ended: "Mapping[Wording, tuple[Correction, ...]]"


def explain(lineage: Lineage, past: Past, ledger: Ledger) -> Explained:
    """The corrections that account for what happened to paragraphs.

    Where a version and the one before it are states that follow each other, the ledger says it
    exactly. Elsewhere (a hand has changed more than the ledger says, or the words came by a merge)
    a correction is believed where its old words went and its new ones came.
    """
    made: dict[Wording, list[Correction]] = {}
    ended: dict[Wording, list[Correction]] = {}
    exact: set[str] = set()
    for place, number in enumerate(past.numbers):
        entries = ledger.leading_to(number) if number else []
        for parent in lineage.versions[place].parents:
            if entries and past.numbers[parent] and _follow(past, parent, place, entries, ledger):
                step = parent, place
                for wording, entry in _made_by(lineage, past, step, entries):
                    exact.add(entry.id)
                    made.setdefault(wording, []).append(entry)
                for wording, entry in _ended_by(lineage, past, step, entries):
                    exact.add(entry.id)
                    ended.setdefault(wording, []).append(entry)
    rest = [entry for entry in ledger.entries if entry.id not in exact]
    if rest:
        for wording, entry in _by_words(lineage, rest):
            made.setdefault(wording, []).append(entry)
    return Explained(_in_order(made, ledger), _in_order(ended, ledger))


def _in_order(
    found: "Mapping[Wording, list[Correction]]", ledger: Ledger
) -> "dict[Wording, tuple[Correction, ...]]":
    order = {entry.id: place for place, entry in enumerate(ledger.entries)}
    return {
        wording: tuple(sorted({each.id: each for each in own}.values(), key=lambda e: order[e.id]))
        for wording, own in found.items()
    }


def _follow(
    past: Past, parent: int, place: int, entries: "Sequence[Correction]", ledger: Ledger
) -> bool:
    before = ledger.name(past.numbers[parent])
    return (
        all(entry.from_ == before for entry in entries)
        and _done(past.texts[parent], entries) == tuple(past.texts[place])
    )  # fmt: skip


def _made_by(
    lineage: Lineage, past: Past, step: tuple[int, int], entries: "Sequence[Correction]"
) -> "Iterator[tuple[Wording, Correction]]":
    from provtrack.ledger import trace

    parent, place = step
    descents = trace(past.texts[parent], entries).descents
    for wording, descent in zip(lineage.texts[place], descents, strict=True):
        if wording.version == place:
            yield from ((wording, entries[index]) for index in descent.entries)


def _ended_by(
    lineage: Lineage, past: Past, step: tuple[int, int], entries: "Sequence[Correction]"
) -> "Iterator[tuple[Wording, Correction]]":
    from provtrack.ledger import trace

    parent, place = step
    descents = trace(past.texts[parent], entries).descents
    kept = {number for descent in descents for number in descent.sources}
    for entry in entries:
        for number in range(entry.paragraph, entry.paragraph + entry.old.count("\n") + 1):
            if entry.old and number not in kept and number <= len(lineage.texts[parent]):
                wording = lineage.texts[parent][number - 1]
                if lineage.dropped.get(wording) == place:
                    yield wording, entry


def _by_words(
    lineage: Lineage, entries: "Sequence[Correction]"
) -> "Iterator[tuple[Wording, Correction]]":
    """Each entry with the first paragraphs that lost its old words and have its new ones."""
    open_ = {entry.id: entry for entry in entries if entry.old and entry.new}
    made = set().union(*lineage.texts)
    by_version: dict[int, list[Wording]] = {}
    for wording in sorted(made, key=lambda each: (each.version, each.number)):
        if Event.BORN not in wording.events:
            by_version.setdefault(wording.version, []).append(wording)
    for wordings in by_version.values():
        explained: set[str] = set()
        for wording in wordings:
            before = "\n".join(each.text for each in wording.sources)
            for entry in open_.values():
                if _says(entry, before, wording.text):
                    explained.add(entry.id)
                    yield wording, entry
        for each in explained:
            del open_[each]


def _says(entry: "Correction", before: str, after: str) -> bool:
    has_old, has_new = entry.old in before, any(line in after for line in entry.new.split("\n"))
    if entry.old in entry.new:
        return has_old and has_new and entry.new not in before
    return has_old and has_new and entry.old not in after


def until(past: Past, number: int) -> Past:
    """The last version that is a state, and all that came before it."""
    end = max(place for place, each in enumerate(past.numbers) if each == number)
    wanted: set[int] = set()
    waiting = [end]
    while waiting:
        place = waiting.pop()
        if place not in wanted:
            wanted.add(place)
            waiting += past.versions[place].parents
    order = sorted(wanted)
    places = {place: new for new, place in enumerate(order)}
    return Past(
        [
            replace(past.versions[k], parents=tuple(places[p] for p in past.versions[k].parents))
            for k in order
        ],
        [past.texts[k] for k in order],
        [past.numbers[k] for k in order],
    )
