"""What is said of documents that go back to one text."""

from dataclasses import dataclass

from provtrack.kinds import Relation
from provtrack.kinship.evidence import Evidence

VERSIONS_FROM = 0.85
"""Share of words in common, in order, from which two texts are versions of one and not two
renderings: revisions of one Bible share 0.8 to 0.98, translations at most 0.75."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The passage that two members have most clearly in common.

    Attributes:
        left: numbers of its paragraphs in the one, from 1.
        right: numbers of its paragraphs in the other.
        score: as of a link of the alignment.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that go back to one text.

    Attributes:
        members: their references or paths, sorted.
        relation: of the two that are most alike.
        score: from 0 to 1, how much the members have in common, as a mean over the pairs that
            were looked at.
        pair: the two members that the evidence is taken from, the surest.
        evidence: what these two share.
        passage: where they agree most clearly; ``None`` when they are the same.
        parallels: of each group that shares a passage with this one, a member; sorted.
    """

    members: tuple[str, ...]
    relation: Relation
    score: float
    pair: tuple[str, str]
    evidence: Evidence
    passage: Passage | None = None
    parallels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not looked at, and why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a search found.

    Attributes:
        documents: how many were held against each other.
        groups: those found, the most alike first.
        skipped: files that were not looked at, by path.
    """

    documents: int
    groups: tuple[Group, ...]
    skipped: tuple[Skipped, ...] = ()
