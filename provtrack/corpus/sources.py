"""The documents of a collection: variants of records, and files below plain folders."""

import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack.corpus.descriptions import Described, described, descriptions
from provtrack.errors import ProvtrackError
from provtrack.kinship.values import Skipped
from provtrack.references import ReferenceStyle, parse_archive_reference, print_reference
from provtrack.store.files import MAX_BYTES, read_bytes
from provtrack.store.places import Place, document_name, name_of, place

if TYPE_CHECKING:
    from provtrack.store.remote import Entry
    from provtrack.store.repository import Repository


@dataclass(frozen=True, slots=True)
class Source:
    """A document that can be read.

    Attributes:
        name: its reference, or its path as it is to be shown.
        path: where it is, from the root, since workers may be at home elsewhere; or its URL.
        reference: where its original lies, in one form; ``""`` when that is not known.
    """

    name: str
    path: Place
    reference: str = ""

    def data(self) -> bytes:
        """The content of its file.

        Raises:
            ProvtrackError: it cannot be read.
        """
        if isinstance(self.path, Path):
            return read_bytes(self.path, self.name)
        from provtrack.store import remote

        return remote.read(self.path)

    def paragraphs(self, data: bytes | None = None) -> tuple[str, ...]:
        """Its text.

        Args:
            data: the content of its file, where it was read before.

        Raises:
            ProvtrackError: it cannot be read, or is no document.
        """
        from provtrack import importers

        if data is None:
            data = self.data()
        if isinstance(self.path, Path):
            return importers.read(self.name, data).paragraphs
        its_format = importers.detect(document_name(self.path), data)
        return importers.read(self.name, data, its_format).paragraphs


def variants(
    repository: "Repository", database: sqlite3.Connection | None = None
) -> Iterator[Source | Skipped]:
    """The texts of all records, by their references; one without a file is found out by reading.

    Args:
        repository: whose records; those that cannot be read are skipped.
        database: the index, which spares it to read the descriptions that it keeps.
    """
    records = repository.records.absolute()
    for record in _descriptions(repository, database):
        if record.trouble:
            yield Skipped(record.record, record.trouble)
        reference = _in_one_form(record.archive) if record.archive else ""
        for variant in record.variants:
            place = records / record.record / f"{variant.id}.txt"
            yield Source(f"{record.record}/{variant.id}", place, reference)


def _descriptions(
    repository: "Repository", database: sqlite3.Connection | None
) -> Iterable[Described]:
    if database is not None:
        return descriptions(database, repository)
    return (described(repository, record_id, None) for record_id in repository.record_ids())


def _in_one_form(printed: str) -> str:
    parsed = parse_archive_reference(printed)
    return print_reference(parsed, ReferenceStyle.COMPACT) if parsed.is_located else ""


_NO_DOCUMENT = ".toml"

_TOO_LARGE = f"larger than {MAX_BYTES // 1024 // 1024} MB"


def files(paths: Iterable[str]) -> Iterator[Source | Skipped]:
    """The files named, and those below the folders named, in the order of their names.

    Args:
        paths: as the user typed them; URLs too.

    Hidden files and folders are passed over, and below a folder the TOML files, which describe
    documents (each record's is like every other record's) and are none; links are not followed,
    and empty files, devices and what is too large to be a document are skipped.
    """
    for typed in paths:
        path = place(typed)
        if isinstance(path, str):
            yield from _remote(path)
        elif path.is_dir():
            yield from _below(path)
        else:
            yield _file(path)


def source(typed: str) -> Source:
    """A single document, by its path or URL."""
    path = place(typed)
    return Source(name_of(typed), path.absolute() if isinstance(path, Path) else path)


def _remote(url: str) -> Iterator[Source | Skipped]:
    """A remote file, or what is below a remote folder, by the rules of local ones."""
    from provtrack.store import remote

    named = remote.find(url)
    if not named.is_folder:
        yield _remote_file(named)
        return
    for entry in remote.below(url):
        if not entry.name.startswith(".") and not entry.name.endswith(_NO_DOCUMENT):
            yield _remote_file(entry)


def _remote_file(entry: "Entry") -> Source | Skipped:
    name = name_of(entry.url)
    if entry.is_folder:
        return Skipped(name, "nested too deep")
    if entry.size == 0:
        return Skipped(name, "empty")
    if entry.size is not None and entry.size > MAX_BYTES:
        return Skipped(name, _TOO_LARGE)
    return Source(name, entry.url)


def _below(folder: Path) -> Iterator[Source | Skipped]:
    refused: list[Skipped] = []

    def refuse(error: OSError) -> None:
        refused.append(Skipped(str(error.filename), str(error.strerror).lower()))

    for directory, subfolders, names in os.walk(folder, onerror=refuse):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith(_NO_DOCUMENT):
                yield _file(Path(directory, name))
        for name in subfolders:
            if Path(directory, name).is_symlink():  # which the walk does not follow
                yield Skipped(str(Path(directory, name)), "a link to a folder")
        yield from refused
        refused.clear()
    yield from refused


def _file(path: Path) -> Source | Skipped:
    try:
        found = path.lstat()
    except OSError as error:
        return Skipped(str(path), str(error.strerror).lower())
    if stat.S_ISLNK(found.st_mode):
        return Skipped(str(path), "a link")
    if not stat.S_ISREG(found.st_mode):
        return Skipped(str(path), "not a regular file")
    if not found.st_size:
        return Skipped(str(path), "empty")
    if found.st_size > MAX_BYTES:
        return Skipped(str(path), _TOO_LARGE)
    return Source(str(path), path.absolute())


def check_exists(paths: Iterable[str]) -> None:
    """Refuses a path that is none, before anything is searched.

    Raises:
        ProvtrackError: it is none.
    """
    for typed in paths:
        path = place(typed)
        if isinstance(path, str):
            from provtrack.store import remote

            remote.find(path)
        elif not path.exists():
            raise ProvtrackError(
                f"{typed}: no such file or folder", "check its name; paths begin where you are"
            )
