"""The search for documents that go back to one text, over a whole collection.

Four steps, each shared out in batches: read every document as its traits; ask the index of all
which others share its rare words; examine those pairs; and, of the groups that come out, align the
surest pair. Nothing is held against everything. Where there are documents in several languages,
their groups are put together by :mod:`provtrack.corpus.abroad`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from provtrack.corpus.abroad import unite
from provtrack.corpus.executor import Executor, Here, batches
from provtrack.corpus.kept import NOTHING_KEPT, Kept
from provtrack.corpus.reading import read_all
from provtrack.corpus.sources import Source
from provtrack.corpus.standing import Standing, standing
from provtrack.corpus.telling import Kin, tell
from provtrack.kinship.abroad import Foreign
from provtrack.kinship.candidates import NEAREST, Index, candidates, index
from provtrack.kinship.collection import Collection, collect
from provtrack.kinship.groups import SURE, group, strength
from provtrack.kinship.pairs import Kinship, examine
from provtrack.kinship.parallels import separate
from provtrack.kinship.series import shared
from provtrack.kinship.traits import Traits, traits
from provtrack.kinship.values import VERSIONS_FROM, Finding, Skipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

_SOUGHT = 200
"""Documents whose neighbours are looked for in one batch."""

_EXAMINED = 2000
"""Pairs that are examined in one batch."""

Progress = Callable[[float], None]


def find(
    found: Iterable[Source | Skipped],
    *,
    executor: Executor | None = None,
    kept: Kept = NOTHING_KEPT,
    progress: Progress = lambda _: None,
) -> Finding:
    """Which documents are variants of one another.

    Args:
        found: the documents, and files that are none.
        executor: who does the work.
        kept: what need not be made again.
        progress: takes the share of the work done, from 0 to 1.
    """
    executor = executor or Here()
    sources, known, skipped = read_all(found, executor, kept, lambda share: progress(share * 0.3))
    stands = standing(known)
    searched = [known[each.number] for each in stands]
    collection = collect([each.words for each in searched], [each.language for each in searched])
    pairs = _pairs(executor, collection, lambda share: progress(0.3 + 0.5 * share))
    references = [sources[each.number].reference for each in stands]
    groups = separate(group(pairs), pairs)
    united = unite(executor, searched, groups, references)
    kin = list(_kin(stands, pairs, united.groups, known))
    told = tell(
        executor,
        kept,
        sources,
        collection,
        kin,
        united.lexicon,
        lambda share: progress(0.8 + 0.2 * share),
    )
    progress(1.0)
    return Finding(len(sources), tuple(told), tuple(skipped))


def find_one(
    wanted: Source,
    found: Iterable[Source | Skipped],
    *,
    executor: Executor | None = None,
    kept: Kept = NOTHING_KEPT,
    progress: Progress = lambda _: None,
) -> Finding:
    """Which documents one document is a variant of, each as a group of two, the surest first.

    Args:
        wanted: the document.
        found: those that it may belong to.
        executor: who reads.
        kept: what need not be made again.
        progress: takes the share of the work done, from 0 to 1.

    Raises:
        ProvtrackError: the document cannot be read.
    """
    executor = executor or Here()
    mine = traits(wanted.paragraphs(), kept.authority)
    others = (each for each in found if each != wanted)
    sources, known, skipped = read_all(others, executor, kept, lambda share: progress(share * 0.9))
    sources, known = [wanted, *sources], [mine, *known]
    stands = [Standing((0,)), *standing(known[1:], first=1)]
    searched = [known[each.number] for each in stands]
    collection = collect([each.words for each in searched], [each.language for each in searched])
    near = sorted(set(candidates(index(collection), [0])))
    same = mine.words.tobytes()
    kin = [
        Kin((0, number), (0, number), None, 1.0)
        for number, each in enumerate(known)
        if number and each.words.tobytes() == same
    ]
    united = unite(executor, known, (), [source.reference for source in sources], only=[0])
    kin += [
        Kin((0, pair.right), (0, pair.right), pair, pair.shared, _languages(known, 0, pair.right))
        for pair in united.pairs
    ]
    taken = {each.pair for each in kin}
    kin += [
        Kin((0, each.right), (0, each.right), each, strength(each))
        for pair in examine(collection, near)
        if strength(pair) >= _LEAST
        for each in _one_by_one(pair, stands[pair.right], known)
        if (0, each.right) not in taken
    ]
    told = tell(Here(), NOTHING_KEPT, sources, collection, kin, {})
    progress(1.0)
    return Finding(len(sources), tuple(told), tuple(skipped))


_LEAST = 0.06
"""Strength of a pair from which one document is said to belong to another: a little more than in a
group, where others confirm it."""


def _one_by_one(pair: Kinship, stand: Standing, known: Sequence[Traits]) -> list[Kinship]:
    """A document's pair with one that stands for others, or those with the others most like it."""
    wanted = known[0].words
    near = [
        Kinship(0, number, share, 1.0)
        for number in (stand.number, *(each.right for each in stand.near))
        if stand.near and (share := shared(wanted, known[number].words)) >= VERSIONS_FROM
    ]
    near.sort(key=lambda each: (-each.shared, each.right))
    return near[:NEAREST] or [replace(pair, right=stand.number)]


# --- pairs ---------------------------------------------------------------------------------------


def _pairs(executor: Executor, collection: Collection, progress: Progress) -> list[Kinship]:
    """All pairs that share more than chance gives, each once."""
    import numpy as np

    turned = index(collection)
    some = batches(range(len(collection)), _SOUGHT)
    proposed = [np.empty(0, np.int64)]
    for number, codes in enumerate(executor.map(_propose, turned, some), 1):
        proposed.append(codes)
        progress(0.3 * number / len(some))
    pairs: list[Kinship] = []
    examined = batches(np.unique(np.concatenate(proposed)), _EXAMINED)
    for number, found in enumerate(executor.map(_examine, collection, examined), 1):
        pairs += found
        progress(0.3 + 0.7 * number / len(examined))
    return pairs


def _propose(turned: Index, documents: Sequence[int]) -> "Codes":
    return _codes(candidates(turned, documents), len(turned))


def _examine(collection: Collection, codes: "Codes") -> list[Kinship]:
    return list(examine(collection, _decoded(codes, len(collection))))


def _codes(pairs: Iterable[tuple[int, int]], documents: int) -> "Codes":
    """Pairs, each as one number of 8 bytes instead of a tuple of 160, without repetitions."""
    import numpy as np

    return np.unique(np.fromiter((left * documents + right for left, right in pairs), np.int64))


def _decoded(codes: "Codes", documents: int) -> Iterator[tuple[int, int]]:
    lefts, rights = divmod(codes, documents)
    return zip(lefts.tolist(), rights.tolist(), strict=True)


# --- groups --------------------------------------------------------------------------------------


def _kin(
    stands: Sequence[Standing],
    pairs: Sequence[Kinship],
    groups: Sequence[tuple[Sequence[int], Foreign | None]],
    known: Sequence[Traits],
) -> Iterator[Kin]:
    """The groups of documents, among them those of mere copies."""
    homes = {member: place for place, (members, _) in enumerate(groups) for member in members}
    within: dict[int, list[Kinship]] = defaultdict(list)
    for pair in pairs:
        home = homes.get(pair.left)
        if home is not None and home == homes.get(pair.right):
            within[home].append(pair)
    beside = _beside(pairs, homes)
    languages = [known[each.number].language for each in stands]
    for place, (members, abroad_pair) in enumerate(groups):
        near = [pair for member in members for pair in stands[member].near]
        strengths = {(each.left, each.right): strength(each) for each in within[place]}
        # Words that two languages have in common say less than names and shapes do.
        is_abroad = abroad_pair is not None and not (
            near
            or any(
                value >= SURE and languages[left] == languages[right]
                for (left, right), value in strengths.items()
            )
        )
        best: Kinship | Foreign
        if abroad_pair is None or not is_abroad:
            numbered = [
                replace(each, left=stands[each.left].number, right=stands[each.right].number)
                for each in within[place]
            ]
            best, score = _surest([*numbered, *near])
            first, second = best.left, best.right
        else:
            best, score = abroad_pair, abroad_pair.shared
            first, second = stands[best.left].number, stands[best.right].number
        yield Kin(
            tuple(number for member in members for number in stands[member].documents),
            (first, second),
            best,
            score,
            _languages(known, first, second),
            tuple(stands[groups[other][0][0]].number for other in sorted(beside[place])),
            any(stands[member].is_filled_in and best in stands[member].near for member in members),
        )
    for number, each in enumerate(stands):
        if len(each.documents) > 1 and number not in homes:
            yield _alone(each, known)


def _alone(stand: Standing, known: Sequence[Traits]) -> Kin:
    """A document and its copies and near-copies."""
    if not stand.near:
        return Kin(stand.documents, (stand.documents[0], stand.documents[1]), None, 1.0)
    best, score = _surest(stand.near)
    return Kin(
        stand.documents,
        (best.left, best.right),
        best,
        score,
        _languages(known, best.left, best.right),
        is_filled_in=stand.is_filled_in,
    )


def _surest(pairs: Sequence[Kinship]) -> tuple[Kinship, float]:
    """The surest of some pairs, and the mean strength of all."""
    strengths = [strength(each) for each in pairs]
    _, best = max(
        zip(strengths, pairs, strict=True),
        key=lambda each: (each[0], -each[1].left, -each[1].right),
    )
    return best, sum(strengths) / len(strengths)


def _languages(known: Sequence[Traits], one: int, other: int) -> tuple[str, str]:
    return known[one].language, known[other].language


def _beside(pairs: Iterable[Kinship], homes: Mapping[int, int]) -> Mapping[int, set[int]]:
    """For each group those that it shares a passage with: a pair that counts joins them."""
    beside: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        one, other = homes.get(pair.left), homes.get(pair.right)
        if one is not None and other is not None and one != other and strength(pair) >= SURE:
            beside[one].add(other)
            beside[other].add(one)
    return beside
