"""The search for documents that go back to one text, over a whole collection.

Four steps, each shared out in batches: read every document as a signature; ask the index of all
which others share its rare words; examine those pairs; and, of the groups that come out, align the
surest pair. Nothing is held against everything.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from provtrack.corpus.executor import Executor, Here
from provtrack.corpus.kept import NOTHING_KEPT, Kept
from provtrack.corpus.sources import Source
from provtrack.errors import ProvtrackError
from provtrack.kinds import Relation
from provtrack.kinship.candidates import Index, candidates, index
from provtrack.kinship.collection import Collection, collect
from provtrack.kinship.evidence import evidence
from provtrack.kinship.groups import group, strength
from provtrack.kinship.pairs import Kinship, examine
from provtrack.kinship.signatures import signature
from provtrack.kinship.values import (
    VERSIONS_FROM,
    Finding,
    Group,
    Passage,
    Skipped,
)
from provtrack.model import Link, Text
from provtrack.store.git import blob_id

if TYPE_CHECKING:
    from provtrack.kinship.signatures import Signature

T = TypeVar("T")

_READ = 100
"""Documents that are read in one batch."""

_SOUGHT = 200
"""Documents whose neighbours are looked for in one batch."""

_EXAMINED = 2000
"""Pairs that are examined in one batch."""

_TOLD = 10
"""Groups whose surest pair is aligned in one batch."""

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
        kept: signatures that need not be made again.
        progress: takes the share of the work done, from 0 to 1.
    """
    executor = executor or Here()
    sources, signatures, skipped = read_all(
        found, executor, kept, lambda share: progress(share * 0.3)
    )
    copies = _copies(signatures)
    collection = collect([signatures[same[0]] for same in copies])
    pairs = _pairs(executor, collection, lambda share: progress(0.3 + 0.5 * share))
    told = _told(executor, sources, copies, (collection, pairs), lambda s: progress(0.8 + 0.2 * s))
    progress(1.0)
    return Finding(len(sources), tuple(told), tuple(skipped))


def _copies(signatures: Sequence["Signature"]) -> list[list[int]]:
    """Documents of the same words, together; each document is in one list, by its first number.

    Copies by the thousand would fill every list of neighbours with each other.
    """
    same: dict[bytes, list[int]] = {}
    for number, each in enumerate(signatures):
        same.setdefault(each.tobytes(), []).append(number)
    return list(same.values())


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
        kept: signatures that need not be made again.
        progress: takes the share of the work done, from 0 to 1.

    Raises:
        ProvtrackError: the document cannot be read.
    """
    executor = executor or Here()
    mine = signature(wanted.paragraphs())
    others = (each for each in found if each != wanted)
    sources, signatures, skipped = read_all(
        others, executor, kept, lambda share: progress(share * 0.9)
    )
    sources, signatures = [wanted, *sources], [mine, *signatures]
    collection = collect(signatures)
    near = sorted(set(candidates(index(collection), [0])))
    pairs = [each for each in examine(collection, near) if strength(each) >= _LEAST]
    kin = [
        _Kin((0, number), (0, number), None, 1.0)
        for number, each in enumerate(signatures)
        if number and each.tobytes() == mine.tobytes()
    ]
    taken = {each.pair for each in kin}
    kin += [
        _Kin((each.left, each.right), (each.left, each.right), each, strength(each))
        for each in pairs
        if (each.left, each.right) not in taken
    ]
    told = _tell((collection, sources), kin)
    progress(1.0)
    told.sort(key=lambda each: (-round(each.score, 4), each.members))
    return Finding(len(sources), tuple(told), tuple(skipped))


_LEAST = 0.06
"""Strength of a pair from which one document is said to belong to another, where nothing else can
confirm it. Tuned on the tuning half of ``python -m benchmarks --only find``."""


def _batches(items: Sequence[T], size: int) -> list[Sequence[T]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


# --- reading -------------------------------------------------------------------------------------


def read_all(
    found: Iterable[Source | Skipped], executor: Executor, kept: Kept, progress: Progress
) -> tuple[list[Source], list["Signature"], list[Skipped]]:
    """The documents with text, their signatures, and all that was skipped.

    Args:
        found: the documents, and files that are none.
        executor: who reads.
        kept: has the signatures of some, and takes those of the others.
        progress: takes the share of the work done, from 0 to 1.

    Raises:
        ProvtrackError: a cluster's workers see other files than this process.
    """
    sources: list[Source] = []
    skipped: list[Skipped] = []
    for each in found:
        if isinstance(each, Source):
            sources.append(each)
        else:
            skipped.append(each)
    known = kept.signatures()
    unknown = [number for number, source in enumerate(sources) if source.name not in known]
    made: dict[int, Signature] = {}
    batches = _batches(unknown, _READ)
    tasks = ([sources[number] for number in batch] for batch in batches)
    for done, (batch, results) in enumerate(
        zip(batches, executor.map(_sign, kept.like, tasks), strict=True), 1
    ):
        fresh = []
        for number, result in zip(batch, results, strict=True):
            if isinstance(result, str):
                if not executor.shares_disk:
                    _check_is_the_same_here(sources[number])
                skipped.append(Skipped(sources[number].name, result))
            else:
                blob, made[number] = result
                fresh.append((blob, made[number]))
        kept.keep(fresh)
        progress(done / len(batches))
    readable: list[Source] = []
    signatures: list[Signature] = []
    for number, source in enumerate(sources):
        words = made.get(number) if source.name not in known else known[source.name]
        if words is not None and len(words):
            readable.append(source)
            signatures.append(words)
        elif words is not None:
            skipped.append(Skipped(source.name, "no words in it"))
    return readable, signatures, sorted(skipped, key=lambda each: each.path)


def _check_is_the_same_here(source: Source) -> None:
    """Refuses workers that see other files than this process.

    Raises:
        ProvtrackError: what they cannot read can be read here.
    """
    if not isinstance(_sign("", [source])[0], str):
        raise ProvtrackError(
            f"{source.path}: the workers of the cluster cannot read it",
            "workers read files themselves: put them on a disk that all of them share, at the "
            "same path",
        )


def _sign(like: str, batch: Sequence[Source]) -> "list[tuple[str, Signature] | str]":
    """The id of each document's content and its signature, or why it has none."""
    results: list[tuple[str, Signature] | str] = []
    for source in batch:
        try:
            data = source.data()
            words = signature(source.paragraphs(data))
        except ProvtrackError as error:
            results.append(error.message.removeprefix(f"{source.name}: "))
        else:
            results.append((blob_id(data, like), words))
    return results


# --- pairs ---------------------------------------------------------------------------------------


def _pairs(executor: Executor, collection: Collection, progress: Progress) -> list[Kinship]:
    """All pairs that share more than chance gives, each once."""
    proposed: set[tuple[int, int]] = set()
    turned = index(collection)
    batches = _batches(range(len(collection)), _SOUGHT)
    for number, some in enumerate(executor.map(_propose, turned, batches), 1):
        proposed |= some
        progress(0.3 * number / len(batches))
    pairs: list[Kinship] = []
    examined = _batches(sorted(proposed), _EXAMINED)
    for number, found in enumerate(executor.map(_examine, collection, examined), 1):
        pairs += found
        progress(0.3 + 0.7 * number / len(examined))
    return pairs


def _propose(turned: Index, documents: Sequence[int]) -> set[tuple[int, int]]:
    return set(candidates(turned, documents))


def _examine(collection: Collection, pairs: Sequence[tuple[int, int]]) -> list[Kinship]:
    return list(examine(collection, pairs))


# --- groups --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kin:
    """A group, its members by their numbers among all documents.

    Attributes:
        pair: the surest pair, by the same numbers; of copies the first two.
        kinship: what that pair has in common; ``None`` for copies.
        score: the mean strength of the pairs in it; 1 for copies.
    """

    members: tuple[int, ...]
    pair: tuple[int, int]
    kinship: Kinship | None
    score: float


def _kin(copies: Sequence[Sequence[int]], pairs: Sequence[Kinship]) -> Iterator[_Kin]:
    """The groups of documents, among them those of mere copies."""
    groups = group(pairs)
    homes = {member: place for place, members in enumerate(groups) for member in members}
    within: dict[int, list[Kinship]] = defaultdict(list)
    for pair in pairs:
        home = homes.get(pair.left)
        if home is not None and home == homes.get(pair.right):
            within[home].append(pair)
    for place, members in enumerate(groups):
        strengths = {(each.left, each.right): strength(each) for each in within[place]}
        best = max(within[place], key=lambda each: (strength(each), -each.left, -each.right))
        yield _Kin(
            tuple(number for member in members for number in copies[member]),
            (copies[best.left][0], copies[best.right][0]),
            best,
            sum(strengths.values()) / len(strengths),
        )
    for number, same in enumerate(copies):
        if len(same) > 1 and number not in homes:
            yield _Kin(tuple(same), (same[0], same[1]), None, 1.0)


def _told(
    executor: Executor,
    sources: Sequence[Source],
    copies: Sequence[Sequence[int]],
    searched: tuple[Collection, Sequence[Kinship]],
    progress: Progress,
) -> list[Group]:
    """The groups with all that is said of them, the most alike first."""
    collection, pairs = searched
    batches = _batches(list(_kin(copies, pairs)), _TOLD)
    told: list[Group] = []
    for number, some in enumerate(executor.map(_tell, (collection, sources), batches), 1):
        told += some
        progress(number / len(batches))
    return sorted(told, key=lambda each: (-round(each.score, 4), each.members))


def _tell(shared: tuple[Collection, Sequence[Source]], batch: Sequence[_Kin]) -> list[Group]:
    """What is said of groups, from the surest pair of each."""
    collection, sources = shared
    told = []
    for kin in batch:
        left, right = (sources[number] for number in kin.pair)
        one, other = left.paragraphs(), right.paragraphs()
        told.append(
            Group(
                tuple(sorted(sources[member].name for member in kin.members)),
                _relation(kin.kinship),
                kin.score,
                (left.name, right.name),
                evidence(collection, one, other, (left.reference, right.reference)),
                _passage(one, other) if kin.kinship else None,
            )
        )
    return told


def _relation(pair: Kinship | None) -> Relation:
    if pair is None:
        return Relation.DUPLICATES
    if pair.excerpt:
        return Relation.EXCERPTS
    return Relation.VERSIONS if pair.shared >= VERSIONS_FROM else Relation.TRANSLATIONS


_LONGEST = 400
"""Paragraphs; of longer documents the beginning is aligned, which is enough to show a passage."""


def _passage(one: Sequence[str], other: Sequence[str]) -> Passage | None:
    """The link of the two texts that has most words in common."""
    from provtrack.align import align

    aligned = align(Text("left", tuple(one[:_LONGEST])), Text("right", tuple(other[:_LONGEST])))
    weights = Counter[Link]()
    for link in aligned.links:
        if link.left and link.right:
            length = sum(len(one[number - 1]) for number in link.left)
            weights[link] = round(link.score * min(length, 1000) * 1000)
    if not weights:
        return None
    link = max(weights, key=lambda each: (weights[each], -each.left[0]))
    return Passage(link.left, link.right, link.score)
