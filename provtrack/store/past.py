"""The past of a variant: its versions in git, the working tree and the ledger, in one graph."""

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.history.cutting import Cut, Cutter
from provtrack.history.lineage import trace
from provtrack.history.recovery import Ledger, Past, explain, recover, until
from provtrack.history.values import Report, Skipped, Source, Version
from provtrack.refs import RecordRef
from provtrack.store.files import read_bytes
from provtrack.store.glance import glance
from provtrack.store.log import Commit, Log, ahead, contents, name_in_head
from provtrack.store.log import log as read_log
from provtrack.store.process import Later
from provtrack.text import decode, split_lines, split_paragraphs, text_sha256

if TYPE_CHECKING:
    from provtrack.store.repository import Repository


def past(
    repository: "Repository",
    ref: RecordRef,
    ignored: frozenset[str],
    head: Later[Log] | None = None,
) -> Report:
    """All that is known of how a variant came to read as it does.

    Args:
        repository: where it is.
        ref: with a variant; the history ends with the version that it names.
        ignored: ids of commits whose changes are credited to what was there before.
        head: the file's versions up to ``HEAD``, where somebody is reading them already.

    Raises:
        ProvtrackError: there is no such text.
    """
    path = repository.git_path(f"{ref.record}/{ref.variant}.txt")
    if head is None and not ref.revision:
        head = ahead(repository.top, path)
    about = glance(repository, ref)
    search = _Search(repository, ref, about.ledger, ignored, path, head)
    made, skipped, shallow = search.state() if about.is_state else search.revision()
    lineage = trace(_signed(repository, made), made.texts)
    explained = explain(lineage, made, about.ledger)
    return Report(
        ref=f"{ref.record}/{ref.variant}{f'@{ref.revision}' if ref.revision else ''}",
        title=about.title,
        language=about.language,
        lineage=lineage,
        made_by=explained.made,
        ended_by=explained.ended,
        skipped=skipped,
        shallow=shallow,
    )


def _signed(repository: "Repository", made: Past) -> list[Version]:
    """The versions, those of the ledger with the names of who made them instead of their ids."""
    if not any(each.source is Source.LEDGER for each in made.versions):
        return made.versions
    names = {agent.id: agent.name for agent in repository.agents().agent}
    return [
        replace(each, author=", ".join(names.get(id_, id_) for id_ in each.author.split()))
        if each.source is Source.LEDGER
        else each
        for each in made.versions
    ]


_Found = tuple[Past, tuple[Skipped, ...], bool]
"""Versions; those that could not be read; whether the clone is shallow."""


@dataclass(frozen=True, slots=True)
class _Search:
    """What all ways to the versions of a text have in common."""

    repository: "Repository"
    ref: RecordRef
    ledger: Ledger
    ignored: frozenset[str]

    path: str
    head: Later[Log] | None

    def revision(self) -> _Found:
        """The versions up to a git revision, or up to the working tree."""
        current = self.repository.stored(self.ref)
        if self.ref.revision:
            return self._recovered(self.repository.history.resolve(self.ref.revision), None)
        return self._recovered("HEAD", current)

    def state(self) -> _Found:
        """The versions up to a state: of this branch, of the ledger, or of any branch."""
        number = int(self.ref.revision)
        try:
            working = self.repository.stored(replace(self.ref, revision=""))
        except ProvtrackError:  # the file is gone, and the state may yet be in git
            working = None
        made, skipped, shallow = self._recovered("HEAD", working)
        if number not in made.numbers:
            current = self.repository.paragraphs(self.repository.record_of(self.ref), self.ref)
            made, skipped, shallow = self._recovered(self._commit_of(current), None)
        return until(made, number), skipped, shallow

    def _commit_of(self, text: Sequence[str]) -> str:
        """The newest commit of any branch in which the file has these paragraphs."""
        file = f"{self.ref.record}/{self.ref.variant}.txt"
        return next(
            commit
            for commit, data in self.repository.commits_of(file)
            if split_lines(data.decode("utf-8", "replace")) == tuple(text)
        )

    def _recovered(self, revision: str, working: Sequence[str] | None) -> _Found:
        """The versions up to a commit, then the working tree where it differs; lost states too."""
        log = self._log(revision)
        versions = _Versions(self.ignored)
        current = (
            self.repository.read(f"{self.ref.record}/{self.ref.variant}.txt")
            if working is not None
            else None
        )
        if current is None and log.commits:
            current = next(contents(self.repository.top, [log.commits[-1].blob]))
        hashes = any(state.sha256 for state in self.ledger.states)
        _read(self.repository, log, current or b"", versions, hashes=hashes)
        if working is not None:
            versions.add_working_tree(working)
        made = recover(versions.versions, versions.texts, versions.hashes, self.ledger)
        return made, tuple(versions.skipped), log.shallow

    def _log(self, revision: str) -> Log:
        if self.head and revision == "HEAD":
            found = self.head.result()
        else:
            found = read_log(self.repository.top, revision, self.path)
        if found.commits or revision != "HEAD":
            return found
        old = name_in_head(self.repository.top, self.path)
        return read_log(self.repository.top, revision, old) if old else found


class _Versions:
    """The versions that can be read, put in order; what cannot be is left out, not its parents."""

    def __init__(self, ignored: frozenset[str]) -> None:
        self._ignored = ignored
        self._places: list[tuple[int, ...]] = []
        self._open: list[bool] = []
        self.versions: list[Version] = []
        self.texts: list[Sequence[str]] = []
        self.hashes: list[str] = []
        self.skipped: list[Skipped] = []

    def add(self, commit: Commit, cut: Cut | None) -> None:
        """Adds the next commit of a log; ``None`` when it has no text of its own."""
        found = (place for parent in commit.parents for place in self._places[parent])
        parents = tuple(dict.fromkeys(found))
        boundary = commit.boundary or (
            not parents and any(self._open[parent] for parent in commit.parents)
        )
        self._open.append(boundary)
        if cut is None:
            self._places.append(parents)
            return
        self._places.append((len(self.versions),))
        self.versions.append(
            Version(
                Source.COMMIT,
                commit.id,
                parents,
                commit.author,
                commit.date,
                commit.subject,
                commit.path,
                boundary=boundary,
                ignored=commit.id in self._ignored,
            )
        )
        self.texts.append(cut.paragraphs)
        self.hashes.append(cut.sha256)

    def skip(self, commit: Commit, why: str) -> None:
        """Leaves a commit out, and remembers why."""
        self.skipped.append(Skipped(commit.id, commit.path, why))
        self.add(commit, None)

    def add_working_tree(self, text: Sequence[str]) -> None:
        """Adds what is not committed yet, if anything is."""
        tips = self._places[-1] if self._places else ()
        if len(tips) != 1 or tuple(self.texts[tips[0]]) != tuple(text):
            self.versions.append(Version(Source.WORKING_TREE, parents=tips))
            self.texts.append(text)
            self.hashes.append(text_sha256(text))


def _read(
    repository: "Repository", log: Log, current: bytes, versions: _Versions, *, hashes: bool
) -> None:
    """Cuts the content of each commit of a log.

    Args:
        repository: where they are.
        log: what to read.
        current: the newest content; where it is hard-wrapped, so is what older ones are cut to.
        versions: takes them.
        hashes: whether to compute hashes.
    """
    cutter = Cutter(unwrap=not _is_wrapped(current), hashes=hashes)
    blobs = [commit.blob for commit in log.commits if commit.blob]
    with closing(contents(repository.top, blobs)) as data:
        for commit in log.commits:
            if not commit.blob:
                versions.add(commit, None)
                continue
            content = next(data)
            try:
                if content is None:
                    versions.skip(commit, "its content is not in this clone")
                else:
                    versions.add(commit, cutter.cut(content))
            except ProvtrackError as error:
                versions.skip(commit, error.message.lstrip(": 0123456789"))


def _is_wrapped(data: bytes) -> bool:
    """Whether lines that touch look like one paragraph."""
    if b"\n" not in data.replace(b"\n\n", b"").removesuffix(b"\n") and b"\r" not in data:
        return False  # no lines touch
    try:
        text = decode(data, "")
    except ProvtrackError:
        return False
    return split_lines(text) != split_paragraphs(text)


def ignored_commits(names: Sequence[Path]) -> frozenset[str]:
    """The ids in files of commits to ignore, as ``git blame --ignore-revs-file`` reads them.

    Args:
        names: one whole id a line; ``#`` begins a remark, empty lines are nothing.

    Raises:
        ProvtrackError: a file cannot be read, or a line holds something else.
    """
    found: set[str] = set()
    for name in names:
        lines = decode(read_bytes(name), str(name)).splitlines()
        for number, line in enumerate(lines, 1):
            commit = line.partition("#")[0].strip()
            if commit and not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", commit):
                raise ProvtrackError(
                    f"{name}:{number}: not the id of a commit",
                    "write one whole id a line (git rev-parse COMMIT), remarks after #",
                )
            found.update([commit] if commit else [])
    return frozenset(found)
