"""The words for the pairs of texts of a collection, the same in every format."""

from typing import TYPE_CHECKING

from provtrack.kinds import Outcome
from provtrack.render.links import plural

if TYPE_CHECKING:
    from provtrack.schemas.documents.comparisons import Comparisons, PairEntry

WORDS = {
    Outcome.IDENTICAL: "identical",
    Outcome.ACCIDENTAL: "accidental",
    Outcome.SUBSTANTIVE: "substantive",
    Outcome.UNRELATED: "hardly any wording in common",
    Outcome.FOREIGN: "in two languages",
}
"""What a pair comes to, in a table."""


def names(pair: "PairEntry") -> tuple[str, str]:
    """What to call the two texts where their record is named already."""
    left, right = (side.ref.removeprefix(f"{pair.record}/") for side in (pair.left, pair.right))
    return left, right


def kinds(pair: "PairEntry") -> str:
    """The kinds of the substantive differences, the most frequent first."""
    if pair.summary is None or pair.outcome is Outcome.UNRELATED:
        return ""
    counts = {kind: each.substantive for kind, each in pair.summary.kinds.items()}
    most = sorted(counts, key=lambda kind: -counts[kind])
    return ", ".join(f"{kind} {counts[kind]:,}" for kind in most if counts[kind])


def sums(pair: "PairEntry") -> tuple[str, str]:
    """How many substantive and accidental differences there are; nothing where none are counted."""
    if pair.summary is None or pair.outcome is Outcome.UNRELATED:
        return "", ""
    return f"{pair.summary.substantive:,}", f"{pair.summary.accidental:,}"


def summary(value: "Comparisons") -> str:
    """One line: how many pairs there are, and how many of each outcome."""
    counts = value.summary
    if not counts.pairs:
        return "no record has two texts"
    parts = [
        (counts.substantive, "with substantive differences"),
        (counts.accidental, "with accidental ones only"),
        (counts.identical, "identical"),
        (counts.unrelated, "with hardly any wording in common"),
        (counts.foreign, "in two languages, not compared"),
    ]
    said = ", ".join(f"{count:,} {words}" for count, words in parts if count)
    skipped = f"; {counts.skipped:,} skipped" if counts.skipped else ""
    return f"{plural(counts.pairs, 'pair')} in {plural(counts.records, 'record')}: {said}{skipped}"
