"""What is said of groups of documents: relation, evidence, and the passage where they agree."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from provtrack.corpus.abroad import Lexicon
from provtrack.corpus.executor import Executor, batches
from provtrack.corpus.kept import Kept
from provtrack.corpus.sources import Source
from provtrack.errors import ProvtrackError
from provtrack.kinds import Relation
from provtrack.kinship.abroad import Foreign
from provtrack.kinship.collection import Collection
from provtrack.kinship.evidence import Foreigners, evidence
from provtrack.kinship.pairs import Kinship
from provtrack.kinship.values import VERSIONS_FROM, Group, Passage
from provtrack.model import Link, Text

_TOLD = 10
"""Groups that are told of in one batch."""

_LONGEST = 400
"""Paragraphs; of longer documents the beginning is aligned, which is enough to show a passage."""

_LONGEST_ABROAD = 40
"""The same of two in different languages, which take many times as long."""

_NO_WORDING = 0.01
"""What stands for the wording that two languages of two scripts have in common: of passages that
have none, a long one is shown."""

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Kin:
    """A group, its members by their numbers among all documents.

    Attributes:
        members: the numbers.
        pair: the surest pair; of copies the first two.
        kinship: what that pair has in common; ``None`` for copies.
        score: the mean strength of the pairs in it; 1 for copies.
        languages: those of the pair.
        parallels: one member of each group that shares a passage with this one.
        is_filled_in: whether the pair is one form, filled in.
    """

    members: tuple[int, ...]
    pair: tuple[int, int]
    kinship: Kinship | Foreign | None
    score: float
    languages: tuple[str, str] = ("", "")
    parallels: tuple[int, ...] = ()
    is_filled_in: bool = False


_Told = tuple[Kin, Passage | None, bool]
"""A group, the passage of its pair, and whether that is known."""


def tell(
    executor: Executor,
    kept: Kept,
    sources: Sequence[Source],
    collection: Collection,
    groups: Iterable[Kin],
    lexicon: Lexicon,
    progress: Progress = lambda _: None,
) -> list[Group]:
    """Groups with all that is said of them, the most alike first.

    Args:
        executor: who does the work.
        kept: has some passages, and takes the others.
        sources: all documents.
        collection: which words are rare.
        groups: those to be told of.
        lexicon: words of several languages that answer each other.
        progress: takes the share of the work done, from 0 to 1.
    """
    known = kept.passages()
    found: list[_Told] = []
    for kin in groups:
        names = (sources[kin.pair[0]].name, sources[kin.pair[1]].name)
        found.append((kin, known.get(names), kin.kinship is None or names in known))
    told: list[Group] = []
    some = batches(found, _TOLD)
    for number, results in enumerate(executor.map(_tell, (collection, sources, lexicon), some), 1):
        told += [each for each, _ in results]
        kept.keep_passages((*each.pair, each.passage) for each, is_new in results if is_new)
        progress(number / len(some))
    return sorted(told, key=lambda each: (-round(each.score, 4), each.members))


def _tell(
    shared: tuple[Collection, Sequence[Source], Lexicon], batch: Sequence[_Told]
) -> list[tuple[Group, bool]]:
    """The groups, each with whether its passage was looked for now."""
    collection, sources, lexicon = shared
    told = []
    for kin, passage, is_known in batch:
        left, right = (sources[number] for number in kin.pair)
        try:
            one, other = left.paragraphs(), right.paragraphs()
        except ProvtrackError:  # one of them has gone since it was read, and the group is one still
            one = other = ()
        is_new = not is_known and bool(one)
        group = Group(
            tuple(sorted(sources[member].name for member in kin.members)),
            Relation.FORMS if kin.is_filled_in else _relation(kin.kinship),
            kin.score,
            (left.name, right.name),
            evidence(
                collection,
                one,
                other,
                (left.reference, right.reference),
                foreign=_foreign(kin, lexicon),
            ),
            _passage(one, other, kin.languages) if is_new else passage,
            tuple(sorted(sources[number].name for number in kin.parallels)),
        )
        told.append((group, is_new))
    return told


def _foreign(kin: Kin, lexicon: Lexicon) -> Foreigners | None:
    if not isinstance(kin.kinship, Foreign):
        return None
    left, right = (lexicon.get(language, {}) for language in kin.languages)
    return Foreigners(left, right, kin.kinship.shape)


def _relation(pair: Kinship | Foreign | None) -> Relation:
    if pair is None:
        return Relation.DUPLICATES
    if isinstance(pair, Foreign):
        return Relation.TRANSLATIONS
    if pair.excerpt:
        return Relation.EXCERPTS
    return Relation.VERSIONS if pair.shared >= VERSIONS_FROM else Relation.TRANSLATIONS


def _passage(
    one: Sequence[str], other: Sequence[str], languages: tuple[str, str]
) -> Passage | None:
    """The link of the two texts that has most words in common."""
    from provtrack.align import align

    most = _LONGEST if languages[0] == languages[1] else _LONGEST_ABROAD
    # A script that stands in for a language is no tag of one.
    tags = [language if language.islower() else "" for language in languages]
    aligned = align(
        Text("left", tuple(one[:most]), language=tags[0]),
        Text("right", tuple(other[:most]), language=tags[1]),
    )
    weights = Counter[Link]()
    for link in aligned.links:
        if link.left and link.right:
            length = sum(len(one[number - 1]) for number in link.left)
            weights[link] = round(max(link.score, _NO_WORDING) * min(length, 1000) * 1000)
    if not weights:
        return None
    link = max(weights, key=lambda each: (weights[each], -each.left[0]))
    return Passage(link.left, link.right, link.score)
