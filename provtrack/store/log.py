"""The versions of one file along the history of a commit, through renames and merges.

The history is simplified as ``git blame`` simplifies it: of a merge that took a file over from one
of its parents unchanged, only that parent counts. Renames are looked for where the file appears.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from provtrack.store.process import Git, Later, Objects, Refused

_FIELDS = ("%H", "%P", "%aN", "%aI", "%s")

_LOG = (
    "log", "--topo-order", "--parents", "--raw", "-c", "-z", "--no-renames", "--no-abbrev",
    "--no-color", "--no-notes", "--no-ext-diff", "--encoding=UTF-8", "--end-of-options",
)  # fmt: skip

_RENAMES = ("diff-tree", "-r", "-M", "-z", "--diff-filter=R", "--name-status", "--no-commit-id")

_REGULAR = "100"
"""The beginning of the mode of a regular file; a link or a submodule has no text of its own."""

_MOST_RENAMES = 1000
"""A file that was renamed more often is followed no further."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed a file.

    Attributes:
        id: its id.
        path: the file's path in it, from the top of the repository.
        parents: the versions it was made from, as places in :attr:`Log.commits`.
        author: by git's mailmap.
        date: of the authorship, ISO 8601.
        subject: the first line of its message.
        blob: the content's id; empty where it took the file away.
        boundary: whether the clone ends here, so that the file may be older.
    """

    id: str
    path: str
    parents: tuple[int, ...]
    author: str
    date: str
    subject: str
    blob: str
    boundary: bool = False


@dataclass(frozen=True, slots=True)
class Log:
    """The commits that changed a file, each after those it was made from; the last is the newest.

    Attributes:
        shallow: whether the clone is shallow.
    """

    commits: tuple[Commit, ...] = ()
    shallow: bool = False


def log(root: Path, revision: str, path: str) -> Log:
    """The versions of a file up to a revision.

    Args:
        root: the top of the working tree.
        revision: what names a commit; where it names none there are no versions.
        path: from the top, with ``/``.

    Raises:
        ProvtrackError: git is not installed or does not trust the repository.
    """
    git = Git(root)
    boundaries = _boundaries(git)
    with git.objects() as objects:
        search = _Search(git, objects, boundaries)
        search.run(revision, path)
    tip = search.heads.get((revision, path))
    order = _order(search.parents, tip) if tip else []
    places = {key: place for place, key in enumerate(order)}
    commits = (
        replace(search.found[key], parents=tuple(places[each] for each in search.parents[key]))
        for key in order
    )
    return Log(tuple(commits), bool(boundaries))


def ahead(root: Path, path: str) -> Later[Log]:
    """The versions of a file up to ``HEAD``, read while something else is done."""
    return Later(partial(log, root, "HEAD", path))


def contents(root: Path, blobs: Sequence[str]) -> Generator[bytes | None, None, None]:
    """The content of each blob, ``None`` for one that this clone does not have."""
    with Git(root).objects() as objects:
        yield from objects.read(blobs)


def name_in_head(root: Path, path: str) -> str:
    """What HEAD calls a file that is renamed in the index; empty when it is not."""
    try:
        answer = Git(root).ask(
            "diff-index", "--cached", "-M", "-z", "--diff-filter=R", "--name-status", "HEAD", "--"
        )
    except Refused:
        return ""
    return _old_name(answer, path)


_Key = tuple[str, str]
"""A commit and the path that a file has in it."""


class _Search:
    """The commits found so far, and what still has to be asked."""

    def __init__(self, git: Git, objects: Objects, boundaries: frozenset[str]) -> None:
        self._git = git
        self._objects = objects
        self._boundaries = boundaries
        self._waiting: list[tuple[str, str]] = []
        self.found: dict[_Key, Commit] = {}
        self.parents: dict[_Key, list[_Key]] = {}
        self.heads: dict[tuple[str, str], _Key] = {}

    def run(self, revision: str, path: str) -> None:
        """Reads the log of a file, and of what it was called before, and before that."""
        self._waiting = [(revision, path)]
        renamed: list[tuple[_Key, str, str]] = []
        asked: set[tuple[str, str]] = set()
        while self._waiting and len(asked) < _MOST_RENAMES:
            start = self._waiting.pop()
            if start in asked:
                continue
            asked.add(start)
            news = self._read(*start)
            for key, parent, old in self._renames(news):
                renamed.append((key, parent, old))
                self._waiting.append((parent, old))
        for key, parent, old in renamed:
            head = self.heads.get((parent, old))
            if head and head not in self.parents[key]:
                self.parents[key].append(head)
        for key, parents in self.parents.items():
            self._drop_deletions(key, parents)

    def _drop_deletions(self, key: _Key, parents: list[_Key]) -> None:
        """A rename is no deletion: where the file came from elsewhere, that is what it was."""
        if self.found[key].blob and any(self.found[each].blob for each in parents):
            parents[:] = [each for each in parents if self.found[each].blob]

    def _read(self, revision: str, path: str) -> list[_Key]:
        """One ``git log``; gives the commits that were not known yet."""
        try:
            answer = self._git.ask(*_LOG[:1], f"--format={'%x00'.join(_FIELDS)}", *_LOG[1:],
                                   revision, "--", path)  # fmt: skip
        except Refused:
            return []
        news = []
        for commit, parents in _parsed(answer.decode("utf-8", "surrogateescape"), path):
            key = commit.id, path
            self.heads.setdefault((revision, path), key)
            if key not in self.found:
                news.append(key)
                self.found[key] = replace(commit, boundary=commit.id in self._boundaries)
                self.parents[key] = [(parent, path) for parent in parents]
        return news

    def _renames(self, keys: Sequence[_Key]) -> Iterator[tuple[_Key, str, str]]:
        """Commits in which the file was called otherwise by a parent: which parent, and how."""
        heads = [*self._objects.read([commit for commit, _ in keys])]
        asked: list[tuple[_Key, str]] = []
        for key, head in zip(keys, heads, strict=True):
            real = re.findall(
                rb"^parent ([0-9a-f]+)$", (head or b"").partition(b"\n\n")[0], re.MULTILINE
            )
            is_shortened = len(real) > len(self.parents[key])
            if is_shortened and self.found[key].blob and not self.found[key].boundary:
                asked += [(key, parent.decode()) for parent in real]
        for key, parent in asked:
            if "\n" in key[1] or self._has(parent, key[1]):
                continue
            old = self._name_before(parent, *key)
            if old:
                yield key, parent, old

    def _has(self, commit: str, path: str) -> bool:
        return next(self._objects.read([f"{commit}:{path}"])) is not None

    def _name_before(self, parent: str, commit: str, path: str) -> str:
        try:
            answer = self._git.ask(*_RENAMES, "--end-of-options", parent, commit)
        except Refused:  # a partial clone has not what it would have to compare
            return ""
        return _old_name(answer, path)


def _old_name(answer: bytes, path: str) -> str:
    """From which path a list of renames (``R095``, old, new, ended with NUL each) leads to one."""
    fields = answer.decode("utf-8", "surrogateescape").split("\0")
    pairs = zip(fields[1::3], fields[2::3], strict=False)
    return next((old for old, new in pairs if new == path), "")


def _parsed(answer: str, path: str) -> Iterator[tuple[Commit, list[str]]]:
    """The commits of a log, newest first, each with the parents that git left it."""
    fields = answer.split("\0")
    at = 0
    while at + len(_FIELDS) <= len(fields):
        commit, parents, author, date, subject = fields[at : at + len(_FIELDS)]
        at += len(_FIELDS)
        blob = ""
        while at < len(fields) and (fields[at].startswith((":", "\n")) or not fields[at]):
            if fields[at]:
                blob = _blob(fields[at].lstrip("\n"))
                at += 1
            at += 1
        yield Commit(commit, path, (), author, date, subject, blob), parents.split()


def _blob(entry: str) -> str:
    """What a raw entry says the file is now: ``:100644 100644 OLD NEW M``, longer for a merge."""
    parents = len(entry) - len(entry.lstrip(":"))
    parts = entry[parents:].split(" ")
    mode, blob = parts[parents], parts[2 * parents + 1]
    return blob if mode.startswith(_REGULAR) else ""


def _boundaries(git: Git) -> frozenset[str]:
    """The commits at which a shallow clone ends."""
    path = git.root / ".git" / "shallow"
    if not path.parent.is_dir():  # a linked working tree, or a submodule
        try:
            name = git.ask("rev-parse", "--git-path", "shallow").decode().strip()
        except Refused:
            return frozenset()
        path = git.root / name
    return frozenset(path.read_text("ascii", "replace").split()) if path.is_file() else frozenset()


def _order(parents: dict[_Key, list[_Key]], tip: _Key) -> list[_Key]:
    """The tip and all before it, each after its parents."""
    order: dict[_Key, None] = {}
    waiting = [(tip, False)]
    entered: set[_Key] = set()
    while waiting:
        key, is_done = waiting.pop()
        if is_done:
            order[key] = None
        elif key not in entered:
            entered.add(key)
            waiting.append((key, True))
            waiting += [(each, False) for each in reversed(parents[key])]
    return [*order]
