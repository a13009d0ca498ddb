"""The search over documents in several languages: by names and shapes, then by words learnt.

What names, numbers and shapes make sure of teaches which words of the languages answer each other;
over these all is gone through once more. The words are those of one language, the one that most
documents found are in; a word of another counts as the one that it answers.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from provtrack.corpus.executor import Executor, batches
from provtrack.kinship import abroad, lexicon, shapes
from provtrack.kinship.abroad import Foreign
from provtrack.kinship.candidates import Index, index
from provtrack.kinship.collection import Collection, collect
from provtrack.kinship.likeness import likeness
from provtrack.kinship.shapes import Outlines
from provtrack.kinship.traits import Traits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.kinship.signatures import Signature

    Codes = NDArray[np.int64]
    Tongues = NDArray[np.intp]

_Proposing = Callable[[Any, Sequence[int]], "Codes"]

_SOUGHT = 200
"""Documents whose neighbours are looked for in one batch."""

_EXAMINED = 2000
"""Pairs whose names are examined in one batch."""

_MEASURED = 100
"""Pairs whose shapes are held against each other at once: they fit the processor's cache."""

_READ = 8
"""Pairs of documents whose words are paired in one batch."""

_FAINT = 0.1
"""Worth of what two documents have in common that is forgotten: a sure pair is ahead of it."""

_WORTH_ASKING = 0.4
"""Worth of what two documents have in common from which their shapes are asked too."""

Lexicon = Mapping[str, Mapping[int, int]]
"""By language, word -> the word that stands for it; words are numbers as in a signature."""


@dataclass(frozen=True, slots=True)
class United:
    """What was found.

    Attributes:
        groups: of documents, each in ascending order, those in several languages with their surest
            pair of two; by their first member.
        pairs: that put them together.
        lexicon: the words that were learnt.
    """

    groups: tuple[tuple[list[int], Foreign | None], ...]
    pairs: tuple[Foreign, ...]
    lexicon: Lexicon


def unite(
    executor: Executor,
    known: Sequence[Traits],
    groups: Iterable[Sequence[int]],
    references: Sequence[str],
    only: Sequence[int] | None = None,
) -> United:
    """Puts groups together that are one text in several languages.

    Args:
        executor: who does the work.
        known: the traits of all documents.
        groups: those within a language.
        references: where the original of each document lies, ``""`` where that is not known.
        only: the documents that others are looked for to; all when ``None``.
    """
    parts = [list(members) for members in groups]
    names, tongues = _tongues(known)
    if len(names) < 2:  # noqa: PLR2004  # one language
        return United(tuple((part, None) for part in parts), (), {})
    grouped = {number for part in parts for number in part}
    parts += [[number] for number in range(len(known)) if number not in grouped]
    wanted = range(len(known)) if only is None else only
    outlines = shapes.outlines([each.shape for each in known], tongues)
    near = _proposed(executor, _propose_shapes, (outlines, tongues, only is not None), wanted)
    lasting = [each.lasting for each in known]
    found = _found(executor, known, lasting, tongues, references, near, wanted, {})
    united = _United(parts)

    def join() -> list[Foreign]:
        pairs = abroad.join(united.parts(), found.values(), tongues.tolist(), references)
        return united.add(_told(pair, known) for pair in pairs)

    joined = join()
    pivot = ""
    words: Lexicon = {}
    if only is None:
        pivot, words = _learnt(executor, known, names, tongues, united.parts(), found)
    if words:
        translated = _translated(known, names, words)
        # Who has words of another language looks for them; the others would find the same pairs.
        wanted = [
            number for number, each in enumerate(known) if each.language in words.keys() - {pivot}
        ]
        found = _found(executor, known, translated, tongues, references, near, wanted, found)
        joined += join()
    return United(tuple(united.groups()), tuple(joined), words)


def _tongues(known: Sequence[Traits]) -> tuple[list[str], "Tongues"]:
    """The languages that there are, and that of each document as a place among them."""
    import numpy as np

    names, places = np.unique([each.language for each in known], return_inverse=True)
    return names.tolist(), places


# --- pairs ---------------------------------------------------------------------------------------


def _found(
    executor: Executor,
    known: Sequence[Traits],
    sequences: Sequence["Signature"],
    tongues: "Tongues",
    references: Sequence[str],
    near: "Codes",
    wanted: Sequence[int],
    before: Mapping[int, Foreign],
) -> dict[int, Foreign]:
    """What pairs in two languages have in common, by their code.

    Args:
        executor: who does the work.
        known: the traits of all documents.
        sequences: of each, what may be in others too, in order.
        tongues: of each, its language.
        references: where the original of each lies.
        near: pairs of like shapes.
        wanted: the documents that others are looked for to.
        before: pairs whose shapes are known.
    """
    import numpy as np

    collection = collect(sequences)
    turned = index(collection)
    proposed = _proposed(executor, _propose_words, (turned, tongues), wanted)
    codes = np.union1d(proposed, near)
    found = {
        _code(pair.left, pair.right, len(known)): pair
        for some in executor.map(_examine, (collection, references), batches(codes, _EXAMINED))
        for pair in some
    }
    asked = [code for code, pair in found.items() if pair.worth >= _WORTH_ASKING]
    measured = {code: pair.shape for code, pair in before.items()}
    missing = np.setdiff1d(np.union1d(near, np.array(asked, np.int64)), [*measured])
    measured |= _measured(executor, [each.shape for each in known], missing)
    for code, value in measured.items():
        if code in found:
            found[code] = replace(found[code], shape=value)
        else:
            found[code] = Foreign(*divmod(code, len(known)), 0.0, 0.0, value)
    return found


def _proposed(
    executor: Executor, propose: _Proposing, shared: object, wanted: Sequence[int]
) -> "Codes":
    import numpy as np

    some = batches(wanted, _SOUGHT)
    return np.unique(np.concatenate(list(executor.map(propose, shared, some))))


def _propose_words(shared: tuple[Index, "Tongues"], documents: Sequence[int]) -> "Codes":
    turned, tongues = shared
    return _codes(abroad.candidates(turned, tongues, documents), len(tongues))


def _propose_shapes(shared: tuple[Outlines, "Tongues", bool], documents: Sequence[int]) -> "Codes":
    outlines, tongues, both_ways = shared
    found = shapes.candidates(outlines, tongues, documents, both_ways=both_ways)
    return _codes(found, len(tongues))


def _examine(shared: tuple[Collection, Sequence[str]], codes: "Codes") -> list[Foreign]:
    """What each pair has in common; of two with one archive reference, however little it is."""
    collection, references = shared
    lefts, rights = divmod(codes, len(collection))
    pairs = zip(lefts.tolist(), rights.tolist(), strict=True)
    return [
        pair
        for pair in abroad.examine(collection, pairs)
        if pair.worth >= _FAINT
        or (references[pair.left] and references[pair.left] == references[pair.right])
    ]


def _codes(pairs: Iterable[tuple[int, int]], documents: int) -> "Codes":
    import numpy as np

    return np.unique(np.fromiter((_code(*pair, documents) for pair in pairs), np.int64))


def _code(left: int, right: int, documents: int) -> int:
    """A pair as one number, which takes 8 bytes instead of the 160 of a tuple."""
    return left * documents + right


def _measured(executor: Executor, every: Sequence["Signature"], codes: "Codes") -> dict[int, float]:
    """What the shapes of pairs say, by their code; pairs of about as many paragraphs together."""
    import numpy as np

    counts = np.fromiter(map(len, every), np.intp)
    lefts, rights = divmod(codes, len(every))
    has_shape = np.minimum(counts[lefts], counts[rights]) >= shapes.LEAST
    codes, lefts, rights = codes[has_shape], lefts[has_shape], rights[has_shape]
    codes = codes[np.lexsort((codes, counts[lefts] + counts[rights]))]
    some = batches(codes, _MEASURED)
    pairs = (
        [(every[left], every[right]) for left, right in zip(*divmod(each, len(every)), strict=True)]
        for each in some
    )
    return {
        code: value
        for batch, values in zip(some, executor.map(_measure, None, pairs), strict=True)
        for code, value in zip(batch.tolist(), values, strict=True)
    }


def _measure(_: None, pairs: Sequence[tuple["Signature", "Signature"]]) -> list[float]:
    lefts, rights = zip(*pairs, strict=True)
    # Processors differ in the last digits, and the result of all of them is to be the same.
    return [round(value, 3) for value in likeness(lefts, rights).tolist()]


# --- words ---------------------------------------------------------------------------------------


def _learnt(
    executor: Executor,
    known: Sequence[Traits],
    names: Sequence[str],
    tongues: "Tongues",
    parts: Sequence[Sequence[int]],
    found: Mapping[int, Foreign],
) -> tuple[str, Lexicon]:
    """The language that most documents are in, and the words that answer its words in others."""
    mixed = [part for part in parts if len({int(tongues[number]) for number in part}) > 1]
    counts = Counter(int(tongues[number]) for part in mixed for number in part)
    if not counts:
        return "", {}
    pivot = min(counts, key=lambda each: (-counts[each], each))
    lessons: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for part in mixed:
        for tongue in sorted({int(tongues[number]) for number in part} - {pivot}):
            pairs = [
                (one, other)
                for one, other in product(part, part)
                if tongues[one] == pivot and tongues[other] == tongue
            ]
            if pairs:
                lessons[tongue].append(
                    max(pairs, key=lambda pair: _together(pair, found, len(known)))
                )
    learnt: dict[str, Mapping[int, int]] = {}
    for tongue in sorted(lessons):
        if len(lessons[tongue]) >= lexicon.LEAST:
            some = batches(_enough(known, lessons[tongue]), _READ)
            tasks = ([(known[one], known[other]) for one, other in batch] for batch in some)
            taught = [each for batch in executor.map(_paired, None, tasks) for each in batch]
            words = lexicon.learn(taught)
            if len(words) >= lexicon.WORDS:
                learnt[names[tongue]] = words
    if learnt:
        learnt[names[pivot]] = {
            word: word for words in learnt.values() for word in sorted(words.values())
        }
    return names[pivot], learnt


def _together(
    numbers: tuple[int, int], found: Mapping[int, Foreign], documents: int
) -> tuple[float, int, int]:
    one, other = numbers
    pair = found.get(_code(min(numbers), max(numbers), documents))
    return pair.together if pair else float("-inf"), -one, -other


def _enough(known: Sequence[Traits], pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs of most paragraphs, until there are enough to learn from."""
    wanted, paragraphs = [], 0
    for pair in sorted(pairs, key=lambda each: (-min(len(known[n].shape) for n in each), each)):
        wanted.append(pair)
        paragraphs += min(len(known[number].shape) for number in pair)
        if paragraphs >= lexicon.MOST:
            break
    return wanted


def _paired(_: None, pairs: Sequence[tuple[Traits, Traits]]) -> list[list[lexicon.Bead]]:
    return [list(lexicon.beads(one, other)) for one, other in pairs]


def _translated(known: Sequence[Traits], names: Sequence[str], words: Lexicon) -> list["Signature"]:
    """Of each document its names and numbers, and the words that the lexicon has, in its words."""
    import numpy as np

    tables = {}
    for name in names:
        pairs = sorted(words.get(name, {}).items())
        tables[name] = np.array(pairs, np.uint32).reshape(-1, 2)
    sequences = []
    for each in known:
        theirs, ours = tables[each.language].T
        if not len(theirs):
            sequences.append(each.lasting)
            continue
        place = np.minimum(np.searchsorted(theirs, each.words), len(theirs) - 1)
        there = theirs[place] == each.words
        sequences.append(np.concatenate([each.lasting, ours[place[there]]]))
    return sequences


# --- groups --------------------------------------------------------------------------------------


class _United:
    """Groups that become fewer."""

    def __init__(self, parts: Sequence[list[int]]) -> None:
        self._homes = {number: part for part in parts for number in part}
        self.best: dict[int, Foreign] = {}
        """Of each group, by the id of its list, the surest pair that joined any of it."""

    def add(self, joined: Iterable[Foreign]) -> list[Foreign]:
        """Puts the groups of each pair together, and gives the pairs back."""
        pairs = list(joined)
        for pair in pairs:
            one, other = self._homes[pair.left], self._homes[pair.right]
            if one is other:
                continue
            first = max(
                (each for each in (self.best.get(id(one)), self.best.get(id(other)), pair) if each),
                key=lambda each: (each.together, each.worth, -each.left, -each.right),
            )
            one += other
            for number in other:
                self._homes[number] = one
            self.best[id(one)] = first
        return pairs

    def parts(self) -> list[list[int]]:
        """The groups, by their first member."""
        every = {id(part): part for part in self._homes.values()}
        return sorted(sorted(part) for part in every.values())

    def groups(self) -> Iterator[tuple[list[int], Foreign | None]]:
        """Those of two documents and more, each with its surest pair of two languages."""
        every = {id(part): (part, self.best.get(id(part))) for part in self._homes.values()}
        yield from sorted(
            ((sorted(part), pair) for part, pair in every.values() if len(part) > 1),
            key=lambda each: each[0],
        )


def _told(pair: Foreign, known: Sequence[Traits]) -> Foreign:
    """A pair, with what its shapes have in common where that is more than what it shares else.

    That is what they say of each other, of what the shape of either says of itself.
    """
    if pair.shape <= 0:
        return pair
    left, right = known[pair.left].shape, known[pair.right].shape
    both, one, other = likeness([left, left, right], [right, left, right]).tolist()
    alike = max(both, 0.0) / max(one * other, 1.0) ** 0.5
    return replace(pair, shared=max(pair.shared, round(min(alike, 1.0), 3)))
