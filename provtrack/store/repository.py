"""The records of one repository, in the working tree or as of a revision."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from provtrack.errors import ProvtrackError
from provtrack.refs import RecordRef
from provtrack.store.files import read_bytes, write_all
from provtrack.text import decode, split_lines, text_sha256

if TYPE_CHECKING:
    from pydantic import BaseModel

    from provtrack.names import Authority
    from provtrack.schemas.files import Agents, Corrections, Name, Record, Settings
    from provtrack.store.git import History
    from provtrack.store.journal import Journal

RECORDS = "records"

_DEPTH = 3
"""Levels of directories below the top that are looked through for records."""

_DIRECTORIES = 2000
"""Directories of a level that are looked through."""

Model = TypeVar("Model", bound="BaseModel")


class Repository:
    """The records below one directory of a git repository.

    Args:
        root: the directory that holds ``records/``.
        top: the top of the git working tree that it is in.
    """

    def __init__(self, root: Path, top: Path) -> None:
        self.root = root
        self.top = top
        self.recovered: tuple[str, ...] = ()
        """Files whose new content an interrupted command had ready, and this one put in place."""
        self._staged: dict[Path, bytes] = {}
        self._seen: dict[Path, bytes] = {}

    @cached_property
    def records(self) -> Path:
        """The directory of the records."""
        return self.root / RECORDS

    @cached_property
    def history(self) -> "History":
        """Git, started when first asked."""
        from provtrack.store.git import History

        return History(self.top)

    @cached_property
    def private(self) -> Path:
        """A directory inside ``.git`` that belongs to provtrack; it need not exist."""
        directory = self.top / ".git"
        # A file there leads to the directory of a working tree of its own, which git knows.
        return directory.resolve() / "provtrack" if directory.is_dir() else self.history.private

    @cached_property
    def journal(self) -> "Journal":
        """What makes writes whole after a crash, and one at a time."""
        from provtrack.store.journal import Journal

        return Journal(self.top)

    @cached_property
    def _real_top(self) -> str:
        """Where the top is, without links, as the beginning of the paths in it."""
        return os.path.join(os.path.realpath(self.top), "")  # noqa: PTH118  # with a slash

    def recover(self) -> None:
        """Finishes a write that a crash interrupted.

        Raises:
            ProvtrackError: it cannot be finished.
        """
        if self.journal.exists():
            with self.journal.locked():
                self.recovered = tuple(self.journal.recover())

    def record_ids(self) -> list[str]:
        """The ids of all records in the working tree, sorted."""
        ids = {name for name in self.entries() if _is_there(f"{self.records}/{name}/record.toml")}
        ids |= {path.parent.name for path in self._staged if path.name == "record.toml"}
        return sorted(ids)

    def entries(self, directory: str = "") -> list[str]:
        """The names of what is in ``records/`` or in a directory below it; none without one."""
        try:
            with os.scandir(f"{self.records}/{directory}") as entries:
                return [entry.name for entry in entries]
        except OSError:
            return []

    def elsewhere(self) -> list[str]:
        """Directories below this one that hold records, for a user who is above them; sorted."""
        found = []
        level = [self.root]
        for _ in range(_DEPTH):
            level = [below for directory in level for below in _directories(directory)]
            if len(level) > _DIRECTORIES:
                break  # no place for records, and too many to look through
            found += [each for each in level if next(each.glob(f"{RECORDS}/*/record.toml"), None)]
        return sorted(each.relative_to(self.root).as_posix() for each in found)

    def exists(self, path: str) -> bool:
        """Whether there is such a file below ``records/``, in the working tree or staged.

        What cannot be read is there too, so that it is told of and not passed over.
        """
        place = self.records / path
        return place in self._staged or _is_there(str(place))

    def knows(self, record_id: str) -> bool:
        """Whether there is such a record, in the working tree or staged."""
        return self.exists(f"{record_id}/record.toml")

    def require(self, record_id: str) -> None:
        """Refuses an id that no record has.

        Raises:
            ProvtrackError: there is none of that id; names the nearest.
        """
        if not self.knows(record_id):
            raise self._no_record(record_id, self.record_ids(), "")

    def stage(self, path: str, data: bytes) -> None:
        """Keeps a new content for a file below ``records/``, to be written with all the others.

        From now on the repository reads it as if it stood there.

        Raises:
            ProvtrackError: a link leads out of the repository.
        """
        self._check_inside(path)
        self._staged[self.records / path] = data

    @property
    def staged(self) -> Mapping[str, bytes]:
        """What was staged and not yet written, by path below ``records/``."""
        return {
            path.relative_to(self.records).as_posix(): data for path, data in self._staged.items()
        }

    def write_staged(self, also: Mapping[Path, bytes] = MappingProxyType({})) -> None:
        """Writes all that was staged, in that order, or nothing.

        Args:
            also: files outside ``records/`` that are written with them.

        Raises:
            ProvtrackError: one of them cannot be written, or is not what it was when it was read.
        """
        with self.journal.locked():
            self.journal.recover()
            self._refuse_changed()
            write_all(self._staged | dict(also), self.journal)
        self._staged.clear()
        self._seen.clear()

    def _refuse_changed(self) -> None:
        """What is to be written was made of what was read: if that changed, it would be undone."""
        for place in self._staged:
            then = self._seen.get(place)
            now = _digest(place.read_bytes() if place.is_file() else b"")
            if then is not None and then != now:
                raise ProvtrackError(
                    f"{self._shown(place.relative_to(self.records).as_posix())}: somebody changed "
                    "it in the meantime",
                    "run the command again; nothing was changed",
                )

    def variant_ids(self, record_id: str) -> list[str]:
        """The names of a record's text files in the working tree, sorted; reads no file."""
        texts = (name for name in self.entries(record_id) if name.endswith(".txt"))
        return sorted(name.removesuffix(".txt") for name in texts)

    def record(self, record_id: str, revision: str = "") -> "Record":
        """A record as it stands in the working tree or as it stood at a git revision.

        Raises:
            ProvtrackError: there is none of that id, or its file is not valid.
        """
        from provtrack.schemas.files import Record

        path = f"{record_id}/record.toml"
        if not revision:
            self.require(record_id)
        commit = self.history.resolve(revision) if revision else ""
        source = self._read(path, commit)
        if source is None:
            ids = self.history.names(commit, self.git_path(""))
            raise self._no_record(record_id, ids, f" at {revision}")
        record = _parse(Record, source, self._shown(path, revision))
        if record.id != record_id:
            raise ProvtrackError(
                f"{self._shown(path, revision)}: the id is {record.id!r}, "
                f"the directory {record_id!r}",
                "rename one of them: a record's id is the name of its directory",
            )
        return record

    def all_records(self) -> Iterator["Record"]:
        """All records of the working tree, by id."""
        return (self.record(record_id) for record_id in self.record_ids())

    def agents(self, revision: str = "") -> "Agents":
        """The agents file, now or as of a git revision; without one there are no agents."""
        from provtrack.schemas.files import Agents

        return self._authority("agents.toml", Agents, revision) or Agents(schema_=1)

    def names(self, revision: str = "") -> tuple["Name", ...]:
        """The entries of the authority file of names; without one there are none."""
        from provtrack.schemas.files import Names

        found = self._authority("names.toml", Names, revision)
        return found.name if found else ()

    def authority(self) -> "Authority":
        """The authority file of names, ready to be asked.

        Raises:
            ProvtrackError: the file is not valid.
        """
        from provtrack.names import Authority

        return Authority.of_file(self.names())

    def corrections(self, record_id: str, revision: str = "") -> "Corrections":
        """A record's ledger, now or as of a git revision; without one it has no entries.

        Raises:
            ProvtrackError: the file is not valid.
        """
        from provtrack.schemas.files import Corrections

        found = self._authority(f"{record_id}/corrections.toml", Corrections, revision)
        return found or Corrections(schema_=1)

    def settings(self) -> "Settings":
        """The settings from ``provtrack.toml``, else from ``pyproject.toml``, else the defaults."""
        from provtrack.schemas.files import Settings
        from provtrack.schemas.load import parse, validate

        own = self.root / "provtrack.toml"
        if own.is_file():
            return _parse(Settings, read_bytes(own), "provtrack.toml")
        shared = self.root / "pyproject.toml"
        if shared.is_file():
            source = decode(read_bytes(shared), "pyproject.toml")
            table: dict[str, Any] = parse(source, "pyproject.toml").get("tool", {})
            if "provtrack" in table:
                return validate(
                    Settings, table["provtrack"], source, "pyproject.toml", ("tool", "provtrack")
                )
        return Settings()

    def _authority(self, name: str, model: type[Model], revision: str = "") -> Model | None:
        data = self._read(name, self.history.resolve(revision) if revision else "")
        return None if data is None else _parse(model, data, self._shown(name, revision))

    def file_names(self, record_id: str, commit: str = "") -> list[str]:
        """The names of a record's files, sorted, without what lies in directories below."""
        if commit:
            return sorted(self.history.names(commit, self.git_path(record_id)))
        directory = self.records / record_id
        return sorted(entry.name for entry in directory.iterdir() if entry.is_file())

    def paragraphs(self, record: "Record", ref: RecordRef) -> tuple[str, ...]:
        """The paragraphs of a variant, all of them, in the state that the reference names.

        Args:
            record: the record as of the reference's revision (:meth:`record_of`).
            ref: with a variant.

        Raises:
            ProvtrackError: there is no such variant or no such state, or its text is not kept.
        """
        if record.find_variant(ref.variant) is None:
            raise self._no_variant(record, ref)
        if self.is_state(record, ref):
            return self._state(record, ref, f"{ref.record}/{ref.variant}.txt")
        return self.stored(ref)

    def stored(self, ref: RecordRef) -> tuple[str, ...]:
        """The paragraphs of a variant's file, in the working tree or at a git revision.

        Raises:
            ProvtrackError: there is no such file, or it cannot be read.
        """
        path = f"{ref.record}/{ref.variant}.txt"
        data = self._read(path, self.history.resolve(ref.revision) if ref.revision else "")
        if data is None:
            raise ProvtrackError(
                f"{self._shown(path, ref.revision)}: no such file",
                f"record.toml names the variant {ref.variant!r}; put its text there, "
                "or import it: provtrack import FILE --record ID --variant ID",
            )
        return split_lines(decode(data, self._shown(path, ref.revision)))

    def record_of(self, ref: RecordRef) -> "Record":
        """The record as of the reference's git revision, or of the working tree for a state."""
        if ref.revision and not ref.revision.isdigit():
            return self.record(ref.record, ref.revision)
        record = self.record(ref.record)
        if not ref.revision or self.is_state(record, ref):
            return record
        try:
            self.history.resolve(ref.revision)
        except ProvtrackError as error:
            last = max(record.states(ref.variant), default=0)
            raise self._past_the_last_state(ref, last) if last else error from None
        return self.record(ref.record, ref.revision)

    def is_state(self, record: "Record", ref: RecordRef) -> bool:
        """Whether the reference's revision is a bare number up to the last state."""
        if not ref.revision.isdigit() or len(ref.revision) > len("999999"):
            return False
        return int(ref.revision) <= max(record.states(ref.variant), default=0)

    def _past_the_last_state(self, ref: RecordRef, last: int) -> ProvtrackError:
        text = f"{ref.record}/{ref.variant}"
        return ProvtrackError(
            f"{text}@{ref.revision}: no such state, and no such git revision",
            f"the last state is {text}@{last}; see 'provtrack show {ref.record}'",
        )

    def _state(self, record: "Record", ref: RecordRef, path: str) -> tuple[str, ...]:
        """The text whose hash the chain gives for a state, wherever it is still to be found."""
        name = f"{ref.record}/{ref.variant}@{ref.revision}"
        step = record.states(ref.variant).get(int(ref.revision))
        if step is None or not step.text_sha256:
            raise ProvtrackError(
                f"{name}: the chain gives no text for this state",
                f"see 'provtrack show {ref.record}' for the states that it vouches for",
            )
        current = self.read(path)
        if current is not None:
            paragraphs = split_lines(decode(current, self._shown(path)))
            if text_sha256(paragraphs) == step.text_sha256:
                return paragraphs
        for data in self.versions(path):
            paragraphs = split_lines(data.decode("utf-8", "replace"))
            if text_sha256(paragraphs) == step.text_sha256:
                return paragraphs
        raise ProvtrackError(
            f"{name}: no text with the hash {step.text_sha256[:12]}… in the working tree "
            "or in git's history",
            "fetch the whole history (git fetch --unshallow --tags), "
            "or restore the file that the chain describes",
        )

    def _read(self, path: str, commit: str) -> bytes | None:
        if commit:
            return self.history.read(commit, self.git_path(path))
        return self.read(path)

    def read_at(self, commit: str, path: str) -> bytes | None:
        """A file below ``records/`` as of a commit (``""``: now), ``None`` without one."""
        return self._read(path, commit)

    def read(self, path: str) -> bytes | None:
        """A file below ``records/`` as it stands in the working tree, ``None`` without one.

        Raises:
            ProvtrackError: it cannot be read, or a link leads out of the repository.
        """
        place = self.records / path
        if place in self._staged:
            return self._staged[place]
        data = self.glance(path)
        self._seen.setdefault(place, _digest(data or b""))
        return data

    def glance(self, path: str) -> bytes | None:
        """The same for who writes nothing: it is not kept in mind what was read.

        Raises:
            ProvtrackError: as :meth:`read`.
        """
        place = self.records / path
        if not _is_there(str(place)):
            return None
        self._check_inside(path)
        return read_bytes(place, self._shown(path))

    def _check_inside(self, path: str) -> None:
        place = os.path.realpath(self.records / path)  # of links in a circle, one of them
        if not place.startswith(self._real_top):
            raise ProvtrackError(
                f"{self._shown(path)}: a link that leads out of the repository",
                "put the file itself there",
            )

    def versions(self, path: str) -> Iterator[bytes]:
        """Every content that a file below ``records/`` ever had in git, newest first."""
        return (data for _, data in self.commits_of(path))

    def commits_of(self, path: str) -> Iterator[tuple[str, bytes]]:
        """The same, each content with the newest commit that brought it in."""
        return self.history.versions(self.git_path(path))

    def fingerprint(self) -> str:
        """A line that changes when a branch, a tag or HEAD does."""
        from provtrack.store.heads import fingerprint

        return fingerprint(self.top)

    def last_changes(self) -> dict[str, str]:
        """When each record last changed in git: its id -> an RFC 3339 time in UTC."""
        return self.history.last_changes(self.git_path("").removesuffix("/."))

    def arrivals(self, glob: str) -> Iterator[tuple[str, str, str, str]]:
        """Every commit that gave a file below ``records/`` a new content, newest first.

        Args:
            glob: which files: ``*/*.txt``.

        Yields:
            The commit, its date, the path from ``records/`` on, and the id of the blob.
        """
        start = self.git_path("").rstrip("/") + "/"
        for commit, date, path, blob in self.history.arrivals(f"{_literal(start)}{glob}"):
            yield commit, date, path.removeprefix(start), blob

    def git_path(self, path: str) -> str:
        """A path below ``records/`` as git knows it, from the top of the repository."""
        return (self.records.relative_to(self.top) / path).as_posix()

    def _shown(self, path: str, revision: str = "") -> str:
        """What to call a file in messages: its path from the root of the records."""
        shown = f"{RECORDS}/{path}"
        return f"{shown}@{revision}" if revision else shown

    def _no_record(self, record_id: str, ids: list[str], when: str) -> ProvtrackError:
        near = get_close_matches(record_id, ids, n=1, cutoff=0.4)
        if near:
            hint = f"did you mean {near[0]!r}?"
        elif ids:
            hint = "see 'provtrack list' for the records that are there"
        elif others := self.elsewhere():
            hint = f"there are records in {others[0]}: --repo {others[0]}"
        else:
            hint = "there is no record yet: provtrack import FILE makes one"
        return ProvtrackError(f"no record {record_id!r} in {self.records}{when}", hint)

    def _no_variant(self, record: "Record", ref: RecordRef) -> ProvtrackError:
        ids = [variant.id for variant in record.variant]
        message = f"record {record.id!r} has no variant {ref.variant!r}"
        if record.states(ref.variant):
            return ProvtrackError(
                f"{message}: the chain knows it, but its text is not kept here",
                f"see 'provtrack show {record.id}' for what is known of it",
            )
        near = get_close_matches(ref.variant, ids, n=1, cutoff=0.4)
        names = ", ".join(f"{record.id}/{id_}" for id_ in ids) or "none yet"
        meant = f"did you mean {record.id}/{near[0]}? " if near else ""
        return ProvtrackError(message, f"{meant}its variants: {names}")


def _is_there(path: str) -> bool:
    """Whether a path names something, be it a pipe, a link that leads nowhere, or locked away."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        pass
    return True


def _directories(directory: Path) -> list[Path]:
    """Those in a directory, without links and hidden ones; none where it may not be read."""
    try:
        with os.scandir(directory) as entries:
            return [
                Path(entry.path)
                for entry in entries
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
            ]
    except OSError:
        return []


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _literal(path: str) -> str:
    """A path without characters that a glob would not take as they are."""
    return re.sub(r"([*?\[\\])", r"\\\1", path)


def _parse(model: type[Model], data: bytes, where: str) -> Model:
    parsed: Model = _parsed(model, data, where)
    return parsed


@lru_cache(maxsize=16)
def _parsed(model: type[Any], data: bytes, where: str) -> Any:
    """The value that a file holds; a command asks for the record of each text that it reads."""
    from provtrack.schemas.load import load

    return load(model, decode(data, where), where)


def find_repository(start: Path) -> Repository:
    """The repository that a directory is in.

    The nearest directory upwards that holds ``records/`` is its root, at the latest the top of the
    git working tree.

    Raises:
        ProvtrackError: there is no git repository, or a bare one.
    """
    start = start.resolve()
    if not start.is_dir():
        problem = "not a directory" if start.exists() else "no such directory"
        raise ProvtrackError(f"{start}: {problem}", "name a directory after --repo")
    root: Path | None = None
    for directory in (start, *start.parents):
        if root is None and (directory / RECORDS).is_dir():
            root = directory
        if (directory / ".git").exists():
            repository = Repository(root or directory, directory)
            repository.recover()
            return repository
        if _is_bare(directory):
            raise ProvtrackError(
                f"{directory}: a bare repository has no files to read",
                "clone it and work in the clone: git clone PATH",
            )
    raise ProvtrackError(
        f"{start}: no git repository here or above",
        "run 'provtrack init' to make one, or name one with --repo DIR",
    )


def is_in_git(directory: Path) -> bool:
    """Whether a directory, which need not exist yet, is inside a git working tree."""
    return any((parent / ".git").exists() for parent in (directory, *directory.parents))


def _is_bare(directory: Path) -> bool:
    return (
        (directory / "HEAD").is_file()
        and (directory / "objects").is_dir()
        and (directory / "refs").is_dir()
    )
