"""Many records under check: what was found before is remembered, the rest is shared out."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack.corpus.executor import Executor, Here
from provtrack.corpus.memory import Memory
from provtrack.rules.case import Case, Shared
from provtrack.rules.fixes import fixed
from provtrack.rules.model import Finding, Report
from provtrack.rules.registry import chosen
from provtrack.rules.run import Selection, judge
from provtrack.schemas.files import CheckSettings
from provtrack.store.checking import (
    changed_cases,
    read_case,
    record_directories,
    shared_case,
    shared_of,
)

if TYPE_CHECKING:
    from provtrack.store.repository import Repository

_BATCH = 64
"""Records that are handed over at once; where there are no more, they are checked here."""


class Inspection:
    """A check of a repository's records.

    Args:
        repository: whose records.
        records: only these; all when it is empty.
        base: a revision that they are compared with, empty for none: then all is judged.
        select: only these rules; the settings' own when it is empty.
        ignore: all but these.

    Raises:
        ProvtrackError: there is no such record, rule or revision, or the settings are not valid.
    """

    def __init__(
        self,
        repository: "Repository",
        records: Sequence[str] = (),
        base: str = "",
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
    ) -> None:
        chosen([*select, *ignore])
        self._repository = repository
        self._records = records
        self.base = repository.history.merge_base(base) if base else ""
        self._common = shared_case(repository)
        self.shared = shared_of(self._common, repository)
        self.selection = Selection.of(self.settings, select, ignore)
        for record in records:
            repository.require(record)

    @property
    def settings(self) -> CheckSettings:
        """What the repository's settings say of the check."""
        return self.shared.settings.check

    @cached_property
    def _ids(self) -> list[str]:
        return list(self._records) or record_directories(self._repository)

    def _cases(self) -> Iterator[Case]:
        if self.base:
            for case in changed_cases(self._repository, self.base, self.shared):
                if not self._records or case.id in self._records:
                    yield case
            return
        if not self._records:
            yield replace(self._common, shared=self.shared)
        for record_id in self._ids:
            case = read_case(self._repository, record_id, self.shared)
            if case.files or case.troubles:
                yield case

    def report(
        self,
        executor: Executor,
        progress: Callable[[float], None] = lambda _: None,
        *,
        remember: bool,
    ) -> Report:
        """What the rules find.

        Args:
            executor: who does the work, where there is much of it.
            progress: takes the share of the work done, from 0 to 1.
            remember: whether to keep what is found for the next time, and to use what was kept.
        """
        memory = Memory(self._private, self.selection, self._context()) if remember else None
        work = Work(self.selection, self.shared, executor, memory, progress)
        total = len(self._ids) if not self.base else 0
        found = work.check(self._cases(), total)
        above = self._repository.root.relative_to(self._repository.top).as_posix()
        if above != ".":
            found = [_below(finding, above) for finding in found]
        return Report(tuple(found), work.records, self.base)

    def fixes(self, findings: Iterable[Finding]) -> dict[str, tuple[bytes, bytes]]:
        """What mending the findings makes of texts, by path below ``records/``: before and after.

        A text is mended as a whole, so that what was found in it once is not found again.
        """
        records = {finding.record for finding in findings if finding.fixable}
        wanted = {(each.record, each.path.rpartition("/")[2]) for each in findings if each.fixable}
        changed: dict[str, tuple[bytes, bytes]] = {}
        for record_id in sorted(records):
            case = read_case(self._repository, record_id, self.shared)
            for document in case.readable:
                if (record_id, document.file) in wanted:
                    after = fixed(case, document)
                    if after != document.data:
                        changed[f"{record_id}/{document.file}"] = (document.data, after)
        return changed

    @property
    def _private(self) -> Path:
        return self._repository.private

    def _context(self) -> bytes:
        """All that records share, for the key of what is remembered."""
        files = [self._common.files.get(name, b"") for name in ("agents.toml", "names.toml")]
        hashes = [hashlib.sha256(content).digest() for content in files]
        return b"".join([*hashes, self.shared.settings.model_dump_json(by_alias=True).encode()])


def _below(finding: Finding, above: str) -> Finding:
    """A finding with its paths from the top of the git repository."""
    related = finding.related and replace(finding.related, path=f"{above}/{finding.related.path}")
    return replace(finding, path=f"{above}/{finding.path}", related=related)


@dataclass(frozen=True, slots=True)
class _Task:
    """What a process needs of a record; what all records share it has already."""

    id: str
    files: Mapping[str, bytes]
    sources: Mapping[str, str] | None
    troubles: Mapping[str, tuple[str, str]]
    base: Mapping[str, bytes] | None

    @classmethod
    def of(cls, case: Case) -> "_Task":
        return cls(case.id, case.files, case.sources, case.troubles, case.base)

    def case(self, shared: Shared) -> Case:
        return Case(self.id, self.files, shared, self.sources, self.troubles, self.base)


@dataclass(slots=True)
class Work:
    """A check of many records.

    Attributes:
        selection: which rules run.
        shared: what all records share.
        executor: who does the work, where there is much of it.
        memory: what was found before.
        progress: takes the share of the work done, from 0 to 1.
        records: how many records were looked at.
    """

    selection: Selection
    shared: Shared
    executor: Executor = field(default_factory=Here)
    memory: Memory | None = None
    progress: Callable[[float], None] = lambda _: None
    records: int = 0
    _found: list[Finding] = field(default_factory=list)
    _done: int = 0

    def check(self, cases: Iterable[Case], total: int) -> list[Finding]:
        """The findings of all cases, in the order of files and lines.

        Args:
            cases: read one after the other, as they are wanted.
            total: how many there will be, for the progress.
        """
        keys: deque[list[bytes]] = deque()
        batches = self._batches(cases, total, keys)
        try:
            first = list(islice(batches, 2))
            executor = self.executor if len(first) > 1 else Here()
            shared = (self.selection, self.shared)
            for found in executor.map(_check, shared, chain(first, batches)):
                self._keep(keys.popleft(), found, total)
        finally:
            if self.memory:
                self.memory.close()
            self.progress(1)
        return sorted(self._found, key=lambda each: each.order)

    def _batches(
        self, cases: Iterable[Case], total: int, keys: deque[list[bytes]]
    ) -> Iterator[list["_Task"]]:
        """The cases that nothing is remembered of; ``keys`` takes theirs, a list for each batch."""
        unknown = self._unknown(cases, total)
        while batch := list(islice(unknown, _BATCH)):
            keys.append([key for key, _ in batch])
            yield [_Task.of(case) for _, case in batch]

    def _unknown(self, cases: Iterable[Case], total: int) -> Iterator[tuple[bytes, Case]]:
        """The cases that nothing is remembered of."""
        for case in cases:
            self.records += bool(case.id)
            key = self.memory.key(case) if self.memory else b""
            known = self.memory.known(key) if self.memory else None
            if known is None:
                yield key, case
            else:
                self._count(known, total)

    def _count(self, findings: list[Finding], total: int) -> None:
        self._found += findings
        self._done += 1
        self.progress(min(self._done / max(total, 1), 0.999))

    def _keep(self, keys: list[bytes], findings: list[list[Finding]], total: int) -> None:
        if self.memory:
            self.memory.keep(zip(keys, findings, strict=True))
        for each in findings:
            self._count(each, total)


def _check(given: tuple[Selection, Shared], tasks: list[_Task]) -> list[list[Finding]]:
    selection, shared = given
    return [judge(task.case(shared), selection) for task in tasks]
