"""``provtrack compare --all``: from the records to the overview and its pages."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import combinations
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.kinds import Outcome
from provtrack.refs import RecordRef

if TYPE_CHECKING:
    from provtrack.cli.session import Session
    from provtrack.corpus.comparing import Compared, Pair, Task, Unread
    from provtrack.corpus.executor import Executor
    from provtrack.model import Text
    from provtrack.schemas.documents.comparisons import Comparisons, PairEntry
    from provtrack.store.folder import Folder

INDEX = "comparisons.json"
"""The overview in a folder of pages."""

_ENDINGS = {"text": "txt", "tei": "xml"}
"""Endings of pages that are not the format's own name."""

_NAMED = 5
"""Variants that a hint names."""


class Pairs:
    """The texts of records in pairs, read one record after the other.

    Args:
        session: of the command.
        record_ids: whose texts.
        base: the variant that stands on the left of each pair; ``""`` for each text with each.

    Attributes:
        base: as given.
        records: how many records had a pair.
        others: how many had none.
        unread: what could not be read.
        bases: the variants of the records that lack the base.
    """

    def __init__(self, session: "Session", record_ids: Sequence[str], base: str) -> None:
        self._desk = session.desk
        self._ids = record_ids
        self.base = base
        self.records = 0
        self.others = 0
        self.unread: list[Unread] = []
        self.bases: Counter[str] = Counter()

    def __iter__(self) -> Iterator["Pair"]:
        """The pairs, in the order of the records and of the variants in them."""
        for record_id in self._ids:
            texts = self._texts(record_id)
            names = self._names(list(texts))
            self.records += bool(names)
            self.others += not names
            for left, right in names:
                if pair := self._pair(record_id, texts[left], texts[right]):
                    yield pair

    @property
    def share(self) -> float:
        """How much of the records has been read, from 0 to 1."""
        return (self.records + self.others) / max(len(self._ids), 1)

    def _texts(self, record_id: str) -> dict[str, "Text"]:
        from provtrack.corpus.comparing import Unread

        texts: dict[str, Text] = {}
        try:
            record = self._desk.reader.repository.record(record_id)
        except ProvtrackError as error:
            self.unread.append(Unread(record_id, error.message))
            return texts
        for variant in record.variant:
            ref = RecordRef(record_id, variant.id)
            try:
                texts[variant.id] = self._desk.reader.full(record, ref)
            except ProvtrackError as error:
                self.unread.append(Unread(f"{record_id}/{variant.id}", error.message))
        return texts

    def _names(self, variants: list[str]) -> list[tuple[str, str]]:
        if not self.base:
            return list(combinations(variants, 2))
        if self.base not in variants:
            self.bases.update(variants)
            return []
        return [(self.base, each) for each in variants if each != self.base]

    def _pair(self, record_id: str, left: "Text", right: "Text") -> "Pair | None":
        from provtrack.corpus.comparing import Pair, Unread

        try:
            pins = self._desk.pins(left.ref, right.ref, (left, right))
        except ProvtrackError as error:
            self.unread.append(Unread(f"{left.ref}, {right.ref}", error.message))
            return None
        return Pair(record_id, left, right, pins)


def overview(
    session: "Session",
    pairs: Pairs,
    task: "Task",
    executor: "Executor",
    folder: "Folder | None" = None,
) -> "Comparisons":
    """Compares every pair, and says of each in a line what came of it.

    Args:
        session: of the command.
        pairs: what to compare.
        task: what is to be done with each.
        executor: who does the work.
        folder: takes the comparisons that are written out.

    Raises:
        ProvtrackError: no record has the base.
    """
    from provtrack.corpus.comparing import compare_all
    from provtrack.schemas.documents.comparisons import (
        Comparisons,
        ComparisonsSummary,
        UnreadEntry,
    )

    progress = session.progress("comparing")
    listed = []
    outcomes: Counter[Outcome] = Counter()
    try:
        for each in compare_all(pairs, task, executor):
            outcomes[each.entry.outcome] += 1
            if each.listed:
                listed.append(_filed(each, task, folder))
            progress(min(pairs.share, 0.999))
    finally:
        progress(1)
    _check_base(pairs)
    return Comparisons(
        schema_="provtrack.comparisons/1",
        pairs=tuple(listed),
        skipped=tuple(UnreadEntry(ref=each.ref, why=each.why) for each in pairs.unread),
        summary=ComparisonsSummary(
            records=pairs.records,
            others=pairs.others,
            pairs=outcomes.total(),
            skipped=len(pairs.unread),
            **{outcome.value: outcomes[outcome] for outcome in Outcome},
        ),
    )


def _check_base(pairs: Pairs) -> None:
    if pairs.base and not pairs.records and pairs.bases:
        near = get_close_matches(pairs.base, pairs.bases, n=1)
        known = ", ".join(name for name, _ in pairs.bases.most_common(_NAMED))
        raise ProvtrackError(
            f"no record has a variant {pairs.base!r} and another beside it",
            (f"did you mean {near[0]}? " if near else "") + f"the most frequent: {known}",
        )


def written_in(folder: "Folder") -> list[str]:
    """The pages that an earlier run wrote into the folder."""
    try:
        pairs = json.loads(folder.earlier or b"{}").get("pairs", [])
        return [str(pair["page"]) for pair in pairs if pair["page"]]
    except (ValueError, TypeError, KeyError, AttributeError):
        return []  # cut short, or of another hand: nothing is taken away


def _filed(each: "Compared", task: "Task", folder: "Folder | None") -> "PairEntry":
    """The line of a pair, which names its page where it has one."""
    if folder is None or not each.page:
        return each.entry
    left, right = (side.ref.partition("/")[2] for side in (each.entry.left, each.entry.right))
    ending = _ENDINGS.get(task.page, task.page)
    # No id has a dot, so that no two pairs have one name.
    page = f"{each.entry.record}/{left}..{right}.{ending}"
    folder.add(page, each.page)
    return each.entry.model_copy(update={"page": page})
