"""What ``blame`` and ``history`` tell: values that every format is written from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from provtrack.history.origins import Blame, Stretch, blame, chain
from provtrack.history.tokens import words
from provtrack.history.values import Event, Gone, Report, Run, Wording
from provtrack.text import tokenize

if TYPE_CHECKING:
    from provtrack.model import Comparison
    from provtrack.schemas.files import Correction


@dataclass(frozen=True, slots=True)
class Credit:
    """Words of a paragraph that follow each other and are one version's.

    Attributes:
        start: characters into the paragraph, from 0.
        end: exclusive.
        text: what stands there.
        version: the place of the version that they are from.
        corrections: what the ledger says put them there.
    """

    start: int
    end: int
    text: str
    version: int
    corrections: "tuple[Correction, ...]" = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the text, and who its wording and its words are owed to.

    Attributes:
        blame: where it is from.
        corrections: what the ledger says of the version that its wording is from.
        credits: all its words; empty when not asked for.
    """

    blame: Blame
    corrections: "tuple[Correction, ...]"
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class Blamed:
    """Paragraphs of a text with their origins."""

    report: Report
    lines: tuple[Line, ...]
    by_word: bool = False

    @property
    def versions(self) -> tuple[int, ...]:
        """The places of the versions that something is owed to, ascending."""
        found = {line.blame.origin.version for line in self.lines}
        found |= {each.version for line in self.lines for each in line.blame.since}
        found |= {each.version for line in self.lines for each in line.credits}
        return tuple(sorted(found))

    @property
    def corrections(self) -> "tuple[Correction, ...]":
        """The entries of the ledger that occur."""
        found = [each for line in self.lines for each in line.corrections]
        found += [each for line in self.lines for one in line.credits for each in one.corrections]
        return _by_number(found)


@dataclass(frozen=True, slots=True)
class Life:
    """All that a paragraph was.

    Attributes:
        number: of the paragraph in the text; 0 when the text no longer has it.
        wordings: its own and all that it was made from, oldest first.
        gone: where it was taken away, if it was.
    """

    number: int
    wordings: tuple[Wording, ...]
    gone: Gone | None = None


@dataclass(frozen=True, slots=True)
class Lives:
    """The lives of paragraphs.

    Attributes:
        report: what they are from.
        lives: those of the text in its order, then those that are gone.
        is_whole: whether all paragraphs were asked for.
    """

    report: Report
    lives: tuple[Life, ...]
    is_whole: bool = False

    @property
    def versions(self) -> tuple[int, ...]:
        """The places of the versions that occur, ascending."""
        found = {each.version for life in self.lives for each in life.wordings}
        found |= {life.gone.version for life in self.lives if life.gone}
        return tuple(sorted(found))

    @property
    def corrections(self) -> "tuple[Correction, ...]":
        """The entries of the ledger that occur."""
        report = self.report
        found: list[Correction] = []
        for life in self.lives:
            for wording in life.wordings:
                found += report.made_by.get(wording, ())
            if life.gone:
                found += report.ended_by.get(life.gone.wording, ())
        return _by_number(found)

    @property
    def told(self) -> tuple[Life, ...]:
        """The lives to be told one by one: of all paragraphs, those to which something happened."""
        return tuple(
            life for life in self.lives if not self.is_whole or life.gone or len(life.wordings) > 1
        )

    @property
    def untouched(self) -> dict[int, list[int]]:
        """The others: by the place of the version that has them first, their numbers."""
        told = set(self.told)
        found: dict[int, list[int]] = {}
        for life in self.lives:
            if life not in told:
                found.setdefault(life.wordings[0].version, []).append(life.number)
        return dict(sorted(found.items()))


def _by_number(found: "Iterable[Correction]") -> "tuple[Correction, ...]":
    """Each entry once, ``c2`` before ``c10``."""
    once = {each.id: each for each in found}
    return tuple(once[id_] for id_ in sorted(once, key=lambda id_: (len(id_), id_)))


def blamed(report: Report, numbers: Sequence[int] | None, *, by_word: bool) -> Blamed:
    """The origins of paragraphs.

    Args:
        report: of the text.
        numbers: of the paragraphs, from 1; ``None`` for all.
        by_word: whether to tell the origin of each word too.

    Raises:
        IndexError: there is no paragraph of that number.
    """
    lines = (
        Line(
            each,
            report.made_by.get(each.origin, ()),
            tuple(_credits(report, each)) if by_word else (),
        )
        for each in blame(report.lineage, numbers, by_word=by_word)
    )
    return Blamed(report, tuple(lines), by_word)


def lives(report: Report, numbers: Sequence[int] | None) -> Lives:
    """The lives of paragraphs; of all, also those that are gone.

    Raises:
        IndexError: there is no paragraph of that number.
    """
    current = report.lineage.current
    chosen = range(1, len(current) + 1) if numbers is None else numbers
    found = [Life(number, chain([current[number - 1]])) for number in chosen]
    if numbers is None:
        found += [Life(0, chain([each.wording]), each) for each in report.lineage.gone]
    return Lives(report, tuple(found), numbers is None)


def before(wording: Wording) -> tuple[str, ...]:
    """What a wording was made of: of a paragraph that was cut in pieces, only its own piece."""
    pieces = []
    for group, place in wording.origins:
        for source, whole in enumerate(group.sources):
            taken = [run for run in group.kept(place) if run.source == source]
            if len(group.targets) == 1:
                pieces.append(whole.text)
            elif taken:
                start = min(run.source_at for run in taken)
                end = max(run.source_at + run.size for run in taken)
                others = [run for run in group.runs if run.source == source and run.target != place]
                pieces.append(_piece(whole.text, (start, end), others))
    return tuple(pieces)


def changes(wording: Wording) -> "Comparison | None":
    """A wording compared with what it was made of; ``None`` where no word changed."""
    from provtrack.diff import compare
    from provtrack.model import Alignment, Link, Text

    if Event.REWORDED not in wording.events:
        return None
    left = Text("", before(wording))
    right = Text("", (wording.text,))
    link = Link(tuple(left.numbers), (1,), score=1.0, confidence=1.0)
    return compare(Alignment(left, right, (link,)))


def _piece(text: str, kept: tuple[int, int], others: Iterable[Run]) -> str:
    """The words from ``kept`` on both sides as far as no other piece has them."""
    tokens = tokenize(text)
    start, end = kept
    taken = {each.source_at + k for each in others for k in range(each.size)}
    while end < len(tokens) and end not in taken:
        end += 1
    if all(k not in taken for k in range(start)):
        start = 0
    return text[tokens[start].start : tokens[end - 1].end]


def _credits(report: Report, found: Blame) -> Iterator[Credit]:
    by = (
        (stretch.origin.version, _owed(report.made_by.get(stretch.origin, ()), stretch), stretch)
        for stretch in found.stretches
    )
    for (version, entries), run in groupby(by, key=lambda each: each[:2]):
        stretches = [stretch for _, _, stretch in run]
        start, end = stretches[0].start, stretches[-1].end
        yield Credit(start, end, found.wording.text[start:end], version, entries)


def _owed(entries: "Sequence[Correction]", stretch: Stretch) -> "tuple[Correction, ...]":
    """Of several corrections of one paragraph, those that brought these words."""
    if len(entries) < 2:  # noqa: PLR2004  # nothing to choose between
        return tuple(entries)
    own = set(words(stretch.text))
    brought = [each for each in entries if own & (set(words(each.new)) - set(words(each.old)))]
    return tuple(brought or (each for each in entries if own & set(words(each.new))))
