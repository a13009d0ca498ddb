"""Everything that a provenance report is put together from, as of one revision."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.citation import STYLES, marked
from provtrack.citation.grounds import weaknesses
from provtrack.errors import ProvtrackError
from provtrack.model import Comparison, Text
from provtrack.refs import RecordRef
from provtrack.reporting import Doubt, Entry, Report, Variant
from provtrack.store.checking import is_checked
from provtrack.text import primary_language

if TYPE_CHECKING:
    from provtrack.citation import Cited
    from provtrack.schemas.documents.chain import Chain
    from provtrack.schemas.files import Agents, Correction, Record
    from provtrack.store.repository import Repository

_SHARED = ("agents.toml", "names.toml")

Compare = Callable[[str, str], Comparison]


@dataclass(frozen=True)
class _Source:
    """A record as of one revision, and how to read what belongs to it."""

    repository: "Repository"
    record: "Record"
    ref: RecordRef
    revision: str
    """Git's, as the user wrote it; empty for the working tree."""
    commit: str

    def read(self, path: str) -> bytes | None:
        return self.repository.read_at(self.commit, path)

    def names(self) -> list[str]:
        return self.repository.file_names(self.record.id, self.commit)

    def at(self, variant: str) -> str:
        """The reference of another variant in the same revision."""
        return f"{self.record.id}/{variant}" + (f"@{self.revision}" if self.revision else "")


def report_of(
    repository: "Repository",
    ref: RecordRef,
    cited: "Cited",
    style: str,
    text: Text | None,
    compare: Compare,
) -> Report:
    """The report on what a reference names.

    Args:
        repository: where it is.
        ref: without paragraphs.
        cited: what there is to cite of it.
        style: of the first citation.
        text: the whole text that it names, ``None`` for a record or a text that is not kept.
        compare: compares two references.

    Raises:
        ProvtrackError: a file of the record is not valid, or there is no such style.
    """
    version = cited.version
    assert version is not None  # noqa: S101  # it was read from a repository
    is_state = ref.revision.isdigit() and ref.revision == str(version.state)
    revision = "" if is_state else ref.revision
    record = repository.record_of(ref)
    commit = repository.history.resolve(revision) if revision else ""
    source = _Source(repository, record, ref, revision, commit)
    agents = repository.agents(revision)
    styles = [style, *(name for name in STYLES if name != style)]
    return Report(
        text.ref if text else f"{record.id}/{ref.variant}" if ref.variant else record.id,
        record,
        cited.holding.repository,
        cited,
        tuple((name, marked(cited, name)) for name in styles),
        weaknesses(record, agents, version),
        _chain(source, agents),
        tuple(
            _entry(entry, agents)
            for entry in repository.corrections(record.id, revision).correction
            if ref.variant in ("", entry.variant)
        ),
        tuple(_variants(source, text, compare)),
        _doubts(source, agents),
        text,
        tuple(_files(source)),
    )


def _chain(source: _Source, agents: "Agents") -> "Chain":
    from provtrack.chain.describe import describe
    from provtrack.text import split_lines

    texts = {}
    for variant in source.record.variant:
        data = source.read(f"{source.record.id}/{variant.id}.txt")
        if data is not None:
            texts[variant.id] = split_lines(data.decode("utf-8", "replace"))
    return describe(source.record, agents, texts, _hashes(source))


def _hashes(source: _Source) -> dict[str, str]:
    """The hashes of the imported files that the chain names and that are kept."""
    found = {}
    for step in source.record.step:
        parts = step.source.split("/")
        if step.source and parts[0] == "source" and not {"", ".", ".."} & set(parts):
            data = source.read(f"{source.record.id}/{step.source}")
            if data is not None:
                found[step.source] = hashlib.sha256(data).hexdigest()
    return found


def _entry(entry: "Correction", agents: "Agents") -> Entry:
    names = {agent.id: agent.name for agent in agents.agent}
    return Entry(
        entry.id,
        entry.from_,
        entry.to,
        entry.paragraph,
        entry.old,
        entry.new,
        entry.kind.value,
        entry.basis.value,
        entry.folio,
        entry.evidence,
        names.get(entry.proposed_by, entry.proposed_by),
        names.get(entry.reviewed_by, entry.reviewed_by),
        entry.reverts,
        entry.date,
        entry.note,
    )


def _variants(source: _Source, text: Text | None, compare: Compare) -> list[Variant]:
    """The other texts; those of the same language with what matters in the difference."""
    found = []
    for variant in source.record.variant:
        if text is None or variant.id == source.ref.variant:
            continue
        ref = source.at(variant.id)
        foreign = {"", *map(primary_language, (text.language, variant.language))}
        comparison = None
        kept = source.read(f"{source.record.id}/{variant.id}.txt") is not None
        if kept and len(foreign) <= 2:  # noqa: PLR2004  # "" and the one language of both
            comparison = compare(text.ref, ref)
        found.append(
            Variant(
                f"{source.record.id}/{variant.id}",
                variant.title,
                variant.language,
                comparison.only(frozenset(), substantive=True) if comparison else None,
                identical=comparison is not None and comparison.identical,
            )
        )
    return found


def _doubts(source: _Source, agents: "Agents") -> tuple[Doubt, ...]:
    """What the rules find in the record, with the settings of the working tree."""
    from provtrack.rules import run
    from provtrack.rules.case import Case, Shared
    from provtrack.rules.run import Selection

    settings = source.repository.settings()
    shared = Shared(agents, source.repository.names(source.revision), settings)
    files = {
        name: data
        for name in source.names()
        if is_checked(name) and (data := source.read(f"{source.record.id}/{name}")) is not None
    }
    case = Case(source.record.id, files, shared, _hashes(source))
    return tuple(
        Doubt(each.rule, each.name, each.level.value, each.path, each.line, each.message, each.hint)
        for each in run(case, Selection.of(settings.check))
    )


def _files(source: _Source) -> list[tuple[str, bytes]]:
    """The record's own files and the authority files, by name; not what was imported."""
    paths = [f"{source.record.id}/{name}" for name in source.names() if is_checked(name)]
    found = []
    for path in [*_SHARED, *sorted(paths)]:
        try:
            data = source.read(path)
        except ProvtrackError:
            continue  # a link that leads out of the repository is packed for nobody
        if data is not None:
            found.append((path.removeprefix(f"{source.record.id}/"), data))
    return found
