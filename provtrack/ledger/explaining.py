"""Does the ledger explain what changed between two texts?

The entries are replayed on the text before, state by state. Where that gives the text after, every
change is explained. Elsewhere an entry holds only when the text after is closer to what the replay
gives with it than to what it gives without it; the others explain nothing, and what then still
differs has no entry.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.ledger.passages import passages
from provtrack.ledger.placing import BREAK, Descent, name_of, trace
from provtrack.ledger.replaying import by_state
from provtrack.ledger.words import pieces

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction


@dataclass(frozen=True, slots=True)
class Change:
    """Paragraphs that do not read as before.

    Attributes:
        before: their numbers in the text before, ascending; none when they are new.
        after: their numbers in the text after, ascending; none when they are gone.
        entries: ids of the entries that account for it, in the order of the ledger.
        unexplained: the words that no entry accounts for, ``(old, new)`` each, a line feed
            between paragraphs; none when the change is explained.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    entries: tuple[str, ...] = ()
    unexplained: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Idle:
    """An entry that explains nothing, and why: one phrase without a full stop."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the ledger says of the way from one text to another.

    Attributes:
        changes: every paragraph that changed, in the order of the text after.
        idle: entries that explain nothing, in the order of the ledger.
    """

    changes: tuple[Change, ...]
    idle: tuple[Idle, ...] = ()

    @property
    def explained(self) -> tuple[Change, ...]:
        """The changes that entries account for."""
        return tuple(change for change in self.changes if not change.unexplained)

    @property
    def unexplained(self) -> tuple[Change, ...]:
        """The changes that no entry accounts for, or not wholly."""
        return tuple(change for change in self.changes if change.unexplained)

    @property
    def complete(self) -> bool:
        """Whether every change has its entry and every entry its change."""
        return not self.idle and not self.unexplained


def explain(
    before: Sequence[str], after: Sequence[str], entries: Sequence["Correction"]
) -> Explanation:
    """Which changes between two texts of a variant its ledger explains.

    Args:
        before: paragraphs of the earlier text, in stored form.
        after: those of the later one; several states may lie between.
        entries: the entries of this variant that were written in between, in the order of the
            ledger. Those that lead to one state speak of the state before it.
    """
    before, after = tuple(before), tuple(after)
    idle: dict[str, str] = {}
    text = _replay(before, entries, idle)
    if text.paragraphs != after:
        _drop_what_does_not_hold(before, after, entries, idle, text)
        held = [entry for entry in entries if entry.id not in idle]
        text = _replay(before, held, idle)
    order = {entry.id: number for number, entry in enumerate(entries)}
    return Explanation(
        tuple(_changes(before, after, text, order)),
        tuple(Idle(entry.id, idle[entry.id]) for entry in entries if entry.id in idle),
    )


@dataclass(frozen=True, slots=True)
class _Replayed:
    """A text, and of each paragraph the paragraphs of the text before it, and who touched it.

    Attributes:
        vanished: paragraphs of the text before that were taken away, and by which entry.
    """

    paragraphs: tuple[str, ...]
    sources: tuple[frozenset[int], ...]
    touched: tuple[frozenset[str], ...]
    vanished: dict[int, frozenset[str]]


def _replay(
    before: tuple[str, ...], entries: Sequence["Correction"], idle: dict[str, str]
) -> _Replayed:
    """All that fits, state by state; why an entry does not fit goes to ``idle``."""
    numbers = range(1, len(before) + 1)
    text = _Replayed(
        before,
        tuple(frozenset({number}) for number in numbers),
        tuple(frozenset() for _ in numbers),
        {},
    )
    for group in by_state(entries):
        text = _next(text, _fitting(text.paragraphs, group, idle))
    return text


def _fitting(
    paragraphs: tuple[str, ...], group: list["Correction"], idle: dict[str, str]
) -> list["Correction"]:
    try:
        trace(paragraphs, group)
    except ProvtrackError:
        fitting: list[Correction] = []
        for entry in group:
            try:
                trace(paragraphs, [*fitting, entry])
            except ProvtrackError as error:
                idle[entry.id] = error.message.removeprefix(f"{name_of(entry)}: ")
            else:
                fitting.append(entry)
        return fitting
    return group


def _next(text: _Replayed, entries: Sequence["Correction"]) -> _Replayed:
    applied = trace(text.paragraphs, entries)

    def union(descent: Descent, of: Sequence[frozenset[int]]) -> frozenset[int]:
        return frozenset[int]().union(*(of[number - 1] for number in descent.sources))

    touched = []
    for descent in applied.descents:
        inherited = (text.touched[number - 1] for number in descent.sources)
        own = {entries[index].id for index in descent.entries}
        touched.append(frozenset(own).union(*inherited))
    kept = {number for descent in applied.descents for number in descent.sources}
    vanished = dict(text.vanished)
    for number in set(range(1, len(text.paragraphs) + 1)) - kept:
        takers = {
            entry.id
            for entry in entries
            if entry.paragraph <= number <= entry.paragraph + entry.old.count(BREAK)
        }
        for source in text.sources[number - 1]:
            vanished[source] = text.touched[number - 1] | takers
    return _Replayed(
        applied.paragraphs,
        tuple(union(descent, text.sources) for descent in applied.descents),
        tuple(touched),
        vanished,
    )


def _drop_what_does_not_hold(
    before: tuple[str, ...],
    after: tuple[str, ...],
    entries: Sequence["Correction"],
    idle: dict[str, str],
    text: _Replayed,
) -> None:
    """Adds to ``idle`` the entries without which the replay is as near to the text after.

    They are tried together, and by halves where that decides nothing: what several entries bring
    the text nearer by is at most what they change, and only when each does its whole share is it
    as much. The last entries are tried first: an earlier one may be what they stand on.
    """
    suspects = _suspects(text, after) - idle.keys()
    ordered = [entry.id for group in by_state(entries) for entry in group if entry.id in suspects]
    pending = [ordered[::-1]] if ordered else []
    here, distance = text.paragraphs, _distance(text.paragraphs, after)
    while pending:
        tried = pending.pop()
        out = {*tried, *idle}
        failures: dict[str, str] = {}
        others = [each for each in entries if each.id not in out]
        without = _replay(before, others, failures).paragraphs
        farther = _distance(without, after)
        change = _distance(without, here)
        if not failures and (
            distance - farther == change if len(tried) > 1 else farther <= distance
        ):
            idle.update(dict.fromkeys(tried, "the text does not have its new words"))
            here, distance = without, farther
        elif len(tried) > 1 and (failures or farther - distance != change):
            half = len(tried) // 2
            pending += [tried[half:], tried[:half]]


def _suspects(text: _Replayed, after: tuple[str, ...]) -> set[str]:
    """The entries that had a hand in a paragraph that the text after does not have."""
    found: set[str] = set().union(*text.vanished.values())
    for run, _ in _differing(text.paragraphs, after):
        found |= set().union(*text.touched[run])
    return found


def _distance(text: Sequence[str], after: Sequence[str]) -> int:
    """How many words and marks have to go in or out, to make one of the other."""
    from rapidfuzz.distance import Indel

    return sum(
        Indel.distance(
            pieces(BREAK.join(text[run]) + BREAK), pieces(BREAK.join(after[other]) + BREAK)
        )
        for run, other in _differing(text, after)
    )


def _differing(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    """Runs of paragraphs that only one of the texts has there."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield slice(i1, i2), slice(j1, j2)


def _changes(
    before: tuple[str, ...], after: tuple[str, ...], text: _Replayed, order: dict[str, int]
) -> list[Change]:
    """From the replay, which is explained, and from where it still differs, which is not."""
    found: list[tuple[tuple[int, int], Change]] = []
    for passage in passages(text.paragraphs, after):
        sources = tuple(sorted(frozenset[int]().union(*text.sources[passage.left])))
        entries = frozenset[str]().union(*text.touched[passage.left])
        change = Change(
            sources,
            tuple(range(passage.right.start + 1, passage.right.stop + 1)),
            tuple(sorted(entries, key=order.__getitem__)),
            passage.differences(text.paragraphs, after),
        )
        if change.unexplained or change.entries:
            found.append(((passage.right.start, 0), change))
    place = {source: change for change in found for source in change[1].before}
    for source in sorted(text.vanished.keys() - place.keys()):
        ids = tuple(sorted(text.vanished[source], key=order.__getitem__))
        at = next((place[n][0][0] for n in range(source, 0, -1) if n in place), source)
        found.append(((at, source), Change((source,), (), ids)))
    joined = _joined([change for _, change in sorted(found, key=lambda each: each[0])], order)
    return [change for change in joined if _reads_differently(change, before, after)]


def _joined(changes: Sequence[Change], order: dict[str, int]) -> list[Change]:
    """Neighbours that go back to one paragraph, as after a split, are one change."""
    joined: list[Change] = []
    for change in changes:
        last = joined[-1] if joined else None
        if last and set(last.before) & set(change.before):
            joined[-1] = Change(
                tuple(sorted({*last.before, *change.before})),
                (*last.after, *change.after),
                tuple(sorted({*last.entries, *change.entries}, key=order.__getitem__)),
                last.unexplained + change.unexplained,
            )
        else:
            joined.append(change)
    return joined


def _reads_differently(change: Change, before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether anything is left of the change; a later entry may have taken back an earlier one."""
    old = [before[number - 1] for number in change.before]
    return bool(change.unexplained) or old != [after[number - 1] for number in change.after]
