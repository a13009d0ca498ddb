"""What the history of a text is made of: versions, and the wordings that paragraphs had in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from provtrack.history.tokens import words

# What versions and changes are described with is part of the values that carry it.
from provtrack.kinds import Event as Event  # noqa: PLC0414
from provtrack.kinds import Source as Source  # noqa: PLC0414

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it stood at one time, and who left it so.

    Attributes:
        source: where it is known from.
        id: the commit; empty for a version without one.
        parents: the versions it was made from, as places in the sequence of versions, each lower
            than its own; several for a merge.
        author: by git's mailmap; empty when not known.
        date: ISO 8601 of the authorship; of a state in the ledger, its EDTF date.
        subject: the first line of the commit's message.
        path: the file's path in that commit.
        state: the state of the chain whose hash the text has (``goldberg@2``); empty for none.
        boundary: whether what came before it is out of reach, so that it may be older.
        ignored: whether the user wants its changes credited to those before it.
    """

    source: Source
    id: str = ""
    parents: tuple[int, ...] = ()
    author: str = ""
    date: str = ""
    subject: str = ""
    path: str = ""
    state: str = ""
    boundary: bool = False
    ignored: bool = False


@dataclass(eq=False, slots=True)
class Wording:
    """A paragraph in the version in which it came to read as it does, or to stand where it does.

    Later versions that leave it alone share it.

    Attributes:
        text: the paragraph.
        version: the place of that version.
        number: the paragraph's number there, from 1.
        origins: the groups that it is a part of, with its place among their targets; one for each
            parent that it has words from, none for a paragraph without a predecessor.
        moved: whether it stands in another order than its predecessor.
    """

    text: str
    version: int
    number: int
    origins: "tuple[tuple[Group, int], ...]" = ()
    moved: bool = False

    @property
    def sources(self) -> "tuple[Wording, ...]":
        """The wordings of the version before that it was made from, in their order."""
        found = dict.fromkeys(each for group, _ in self.origins for each in group.sources)
        return tuple(found)

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened to it, in the order of :class:`Event`."""
        if not self.origins:
            return (Event.BORN,)
        happened = {Event.MOVED} if self.moved else set()
        for group, place in self.origins:
            if len(group.targets) > 1:
                happened.add(Event.SPLIT)
            if len(group.sources) > 1:
                happened.add(Event.MERGED)
            if group.touches(place, 0, _ALL):
                happened.add(Event.REWORDED)
        if not happened:
            happened.add(Event.REFORMATTED)
        return tuple(event for event in Event if event in happened)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that a target has from a source: ``size`` of them, from places counted from 0."""

    target: int
    at: int
    source: int
    source_at: int
    size: int


_ALL = -1
"""As the end of a stretch of words: as many as there are."""


@dataclass(eq=False)
class Group:
    """Paragraphs of one version and the paragraphs of the next that took their place.

    Attributes:
        sources: the wordings before, in their order.
        targets: the paragraphs after, in their order.
    """

    sources: tuple[Wording, ...]
    targets: tuple[str, ...]

    @cached_property
    def target_words(self) -> list[list[str]]:
        """The words of each target."""
        return [words(text) for text in self.targets]

    @cached_property
    def source_words(self) -> list[list[str]]:
        """The words of each source."""
        return [words(each.text) for each in self.sources]

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The words that were kept; no word of a source or target is in two runs."""
        from provtrack.history.matching import runs

        return runs(self.source_words, self.target_words)

    @cached_property
    def _of_target(self) -> list[list[Run]]:
        found: list[list[Run]] = [[] for _ in self.targets]
        for run in self.runs:
            found[run.target].append(run)
        for each in found:
            each.sort(key=lambda run: run.at)
        return found

    @cached_property
    def _lost(self) -> set[tuple[int, int]]:
        """The source words that no target has."""
        kept = {(run.source, run.source_at + k) for run in self.runs for k in range(run.size)}
        return {
            (place, k) for place, own in enumerate(self.source_words) for k in range(len(own))
        } - kept

    def kept(self, place: int) -> Sequence[Run]:
        """The runs of one target, in its order."""
        return self._of_target[place]

    def touches(self, place: int, start: int, end: int) -> bool:
        """Whether the words ``start`` to ``end`` of a target were changed, and not only regrouped.

        ``end`` is -1 for all from ``start`` on.

        Words that were put in, taken out or set in another order between them change them. What
        was taken out at their very end counts as theirs, at their beginning only where the target
        begins with them: a cut between two pieces is the first one's.
        """
        if self._is_plain and start == 0 and (end == _ALL or end == len(self.target_words[place])):
            old, new = self.sources[0].text, self.targets[0]
            # Other letters are other words; where only spaces differ, words may still be joined.
            return "".join(old.split()) != "".join(new.split()) or (
                self.source_words != self.target_words
            )
        if end == _ALL:
            end = len(self.target_words[place])
        position = start
        before: tuple[int, int] | None = None
        for run in self._of_target[place]:
            low, high = max(run.at, start), min(run.at + run.size, end)
            if low >= high:
                continue
            if low != position:
                return True
            first = (run.source, run.source_at + low - run.at)
            if before is not None and not self._follows(before, first):
                return True
            if before is None and start == 0 and self._is_cut_before(first):
                return True
            before = (run.source, run.source_at + high - run.at)
            position = high
        if position != end:
            return True
        return before is not None and before in self._lost

    @property
    def _is_plain(self) -> bool:
        return len(self.sources) == len(self.targets) == 1

    def _follows(self, end: tuple[int, int], first: tuple[int, int]) -> bool:
        """Whether one place of the sources comes right after a run that ended at another."""
        if end == first:
            return True
        return (
            first == (end[0] + 1, 0) and end[1] == len(self.source_words[end[0]])
        )  # fmt: skip

    def _is_cut_before(self, first: tuple[int, int]) -> bool:
        """Whether a whole source begins with lost words, right before this place."""
        source, at = first
        return at > 0 and all((source, k) in self._lost for k in range(at))


@dataclass(frozen=True, slots=True)
class Gone:
    """A paragraph that the text no longer has, and the version that lacks it first."""

    wording: Wording
    version: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """The wordings of a text through its versions.

    Attributes:
        versions: oldest first; each after its parents.
        texts: the wordings of each version, in the order of its paragraphs.
        dropped: wordings that a version has nothing of although one of its parents had them, and
            the first such version.
    """

    versions: tuple[Version, ...]
    texts: tuple[list[Wording], ...]
    dropped: Mapping[Wording, int]

    @property
    def gone(self) -> tuple[Gone, ...]:
        """What the last version has nothing of, in the order in which it was dropped."""
        used = set(self.current)
        for wording in set().union(*self.texts):
            used.update(wording.sources)
        return tuple(
            Gone(wording, version)
            for wording, version in self.dropped.items()
            if wording not in used
        )

    def number_before(self, wording: Wording, source: Wording) -> int:
        """Where one of a wording's sources stood in the version before: a number from 1."""
        for parent in self.versions[wording.version].parents:
            if source in self.texts[parent]:
                return self.texts[parent].index(source) + 1
        return source.number

    @property
    def current(self) -> list[Wording]:
        """The wordings of the last version; none when there is no version."""
        return self.texts[-1] if self.texts else []


@dataclass(frozen=True, slots=True)
class Skipped:
    """A version that could not be read, and why; what it changed is credited to the next one."""

    id: str
    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of how a text came to read as it does.

    Attributes:
        ref: the reference that it was read by, without the paragraphs.
        title: what to call it in a heading.
        language: BCP 47 tag, ``""`` when not known.
        lineage: its versions and wordings.
        made_by: of wordings, the corrections that made them so.
        ended_by: of wordings that are gone, the corrections that took them away.
        skipped: versions that could not be read.
        shallow: whether the clone has only a part of the history.
    """

    ref: str
    title: str
    language: str
    lineage: Lineage
    made_by: "Mapping[Wording, tuple[Correction, ...]]"
    ended_by: "Mapping[Wording, tuple[Correction, ...]]"
    skipped: tuple[Skipped, ...] = ()
    shallow: bool = False
