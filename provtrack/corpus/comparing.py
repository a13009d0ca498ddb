"""Many pairs of texts compared, by whoever is there to do the work.

The texts are read here and handed over with the work, so that a worker needs nothing but provtrack.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from itertools import chain, islice
from typing import TYPE_CHECKING

from provtrack.corpus.executor import Executor, Here, Processes
from provtrack.kinds import Kind, Outcome, Significance
from provtrack.model import Alignment, Comparison, Link, Passage, Pin, Text

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from provtrack.names import Authority
    from provtrack.schemas.documents.comparisons import PairEntry

_LETTERS = 120_000
"""Characters of both texts of all pairs that are handed over at once, about a second of work."""

EMBEDDERS = "provtrack.embedders"
"""The group of entry points by which a package offers a sentence embedder."""

_PAIRS = 50
"""Pairs that are handed over at once, however short their texts."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a repository knows that helps to compare its texts.

    Attributes:
        names: the authority file; ``None`` outside a repository.
        abbreviations: what the settings add to the abbreviations that everybody knows.
    """

    names: "Authority | None" = None
    abbreviations: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that are to be held against each other.

    Attributes:
        record: the record of both, ``""`` where they are of none in common.
        left: the left text.
        right: the right text.
        pins: the editors' rulings on the two.
    """

    record: str
    left: Text
    right: Text
    pins: tuple[Pin, ...] = ()

    @property
    def foreign(self) -> bool:
        """Whether the two are in different languages, as the engine sees it."""
        from provtrack.align.across import differ

        languages = (self.left.language, self.right.language)
        return differ(self.left.paragraphs, self.right.paragraphs, languages)


@dataclass(frozen=True, slots=True)
class Unread:
    """A record or text that could not be read, and why."""

    ref: str
    why: str


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done with every pair.

    Attributes:
        knowledge: what the repository knows.
        kinds: the only kinds of difference to count; empty for all.
        substantive: whether to count only what changes what the text says.
        page: the format in which each comparison is written out, ``""`` not to.
    """

    knowledge: Knowledge
    kinds: frozenset[Kind] = frozenset()
    substantive: bool = False
    page: str = ""

    @property
    def selective(self) -> bool:
        """Whether some differences do not count."""
        return bool(self.kinds) or self.substantive


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of a pair.

    Attributes:
        entry: its line in the overview.
        page: the comparison written out, where that is wanted and there is one.
        listed: whether the overview has it: where not all differences count, a pair without any
            that does is only counted.
    """

    entry: "PairEntry"
    page: bytes = b""
    listed: bool = True


def aligned(
    pair: Pair,
    knowledge: Knowledge,
    lexicon: Mapping[str, set[str]] | None = None,
    progress: Callable[[float], None] | None = None,
) -> Alignment:
    """Which paragraphs of two texts answer each other.

    Args:
        pair: the texts.
        knowledge: what their repository knows.
        lexicon: words of the left language and what can answer them in the right one.
        progress: takes the share of the work done, from 0 to 1.
    """
    from provtrack.align import align

    entries = knowledge.names.entries if knowledge.names else ()
    return align(
        pair.left,
        pair.right,
        pins=pair.pins,
        lexicon=lexicon,
        names=[entry.written for entry in entries],
        progress=progress,
        embed=_embedder() if pair.foreign else None,
    )


def _embedder() -> "Callable[[list[str]], ArrayLike] | None":
    """The sentence embedder that an installed package offers, if one does.

    A package offers it as an entry point of the group ``provtrack.embedders``: a callable that
    takes sentences and gives an array of one row a sentence.
    """
    offered = next(iter(entry_points(group=EMBEDDERS)), None)
    embedder: Callable[[list[str]], ArrayLike] | None = offered.load() if offered else None
    return embedder


def compared(
    texts: tuple[Text, Text],
    align: Callable[[], Alignment],
    knowledge: Knowledge,
    jobs: int = 1,
) -> Comparison:
    """What differs between two texts; long ones are shared out among processes.

    Args:
        texts: the left one and the right one.
        align: says which of their paragraphs answer each other.
        knowledge: what their repository knows.
        jobs: how many processes there may be.
    """
    jobs = min(jobs, _letters(*texts) // _SHARE)
    if jobs <= 1:
        return Comparison(*texts, _passages((texts, knowledge), align().links))

    def parts() -> Iterator[Sequence[Link]]:
        yield from [_guess(*texts)] * jobs
        yield from _parts(align())

    told = Processes(jobs).map(_passages, (texts, knowledge), parts())
    return Comparison(*texts, tuple(chain.from_iterable(islice(told, jobs, None))))


_SHARE = 120_000
"""Characters of both sides of differing passages that a process takes at once: half a second of
work, ten times as much as it costs to start one."""

_GUESSED = 10
"""Paragraphs that a process begins with while it is not known yet which ones answer each other."""


def _letters(left: Text, right: Text) -> int:
    """Characters of the paragraphs that are not in the other text as they are."""
    differing = {*left.paragraphs} ^ {*right.paragraphs}
    return sum(map(len, differing))


def _guess(left: Text, right: Text) -> list[Link]:
    """Paragraphs of the same place, as if they answered each other.

    What is told of them goes unused. But the first passage that a process reads costs it a third
    of a second, for the code and the word lists, which it can spend while the texts are aligned.
    """
    pairs = zip(left.numbers[:_GUESSED], right.numbers, strict=False)
    return [Link((one,), (other,), score=0.0, confidence=0.0) for one, other in pairs]


def _parts(alignment: Alignment) -> Iterator[Sequence[Link]]:
    """The links cut into runs, each with about as much to compare."""
    start = letters = 0
    for place, link in enumerate(alignment.links):
        left, right = (
            [text.paragraph(number) for number in numbers]
            for text, numbers in ((alignment.left, link.left), (alignment.right, link.right))
        )
        if left and right and left != right:
            letters += sum(map(len, left)) + sum(map(len, right))
        if letters >= _SHARE:
            yield alignment.links[start : place + 1]
            start, letters = place + 1, 0
    if start < len(alignment.links):
        yield alignment.links[start:]


def _passages(
    shared: tuple[tuple[Text, Text], Knowledge], links: Sequence[Link]
) -> tuple[Passage, ...]:
    from provtrack.diff import compare

    texts, knowledge = shared
    found = compare(
        Alignment(*texts, tuple(links)),
        names=knowledge.names,
        abbreviations=knowledge.abbreviations,
    )
    return found.passages


def compare_all(
    pairs: Iterable[Pair], task: Task, executor: Executor | None = None
) -> Iterator[Compared]:
    """What differs in each pair, in the order of the pairs.

    Args:
        pairs: read one after the other, as they are wanted.
        task: what is to be done with each.
        executor: who does the work, where there is much of it.
    """
    batches = _batches(pairs)
    first = list(islice(batches, 2))
    work = executor if executor and len(first) > 1 else Here()
    for results in work.map(_compare, task, chain(first, batches)):
        yield from results


def _batches(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    batch: list[Pair] = []
    letters = 0
    for pair in pairs:
        batch.append(pair)
        letters += sum(len(each) for text in (pair.left, pair.right) for each in text.paragraphs)
        if letters >= _LETTERS or len(batch) >= _PAIRS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _compare(task: Task, batch: Sequence[Pair]) -> list[Compared]:
    return [_compared(task, pair) for pair in batch]


def _compared(task: Task, pair: Pair) -> Compared:
    from provtrack.diff import compare
    from provtrack.render.json import comparison_summary, side
    from provtrack.schemas.documents.comparisons import PairEntry

    def entry(outcome: Outcome, found: Comparison | None = None) -> PairEntry:
        return PairEntry(
            record=pair.record,
            left=side(pair.left),
            right=side(pair.right),
            outcome=outcome,
            summary=comparison_summary(found) if found else None,
        )

    if pair.foreign:
        return Compared(entry(Outcome.FOREIGN), listed=not task.selective)
    knowledge = task.knowledge
    found = compare(
        aligned(pair, knowledge), names=knowledge.names, abbreviations=knowledge.abbreviations
    )
    outcome = _outcome(found)
    wanted = found.only(task.kinds, substantive=task.substantive) if task.selective else found
    return Compared(
        entry(outcome, wanted),
        _page(wanted, task.page) if task.page and wanted.passages else b"",
        listed=not task.selective or bool(wanted.passages),
    )


def _outcome(found: Comparison) -> Outcome:
    """What there is to say of two texts of one language in a word."""
    from provtrack.render.remarks import unrelated

    if found.identical:
        return Outcome.IDENTICAL
    if unrelated(found.left, found.right, [each.link for each in found.passages]):
        return Outcome.UNRELATED
    matters = any(each.significance is Significance.SUBSTANTIVE for each in found.edits)
    return Outcome.SUBSTANTIVE if matters else Outcome.ACCIDENTAL


def _page(found: Comparison, output_format: str) -> bytes:
    """The comparison written out, with a way back to the overview where the format has links."""
    from markupsafe import Markup

    from provtrack.render import Screen, html, render

    if output_format == "html":
        crumb = html.Crumb(Markup("All comparisons"), "../index.html")
        return html.comparison(found, trail=[crumb]).encode()
    written = render("comparison", output_format, found, Screen())
    return written if isinstance(written, bytes) else written.encode()
