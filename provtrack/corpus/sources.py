"""The documents of a collection: variants of records, and files below plain folders."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.kinship.values import Skipped
from provtrack.references import ReferenceStyle, parse_archive_reference, print_reference
from provtrack.store.files import MAX_BYTES, read_bytes

if TYPE_CHECKING:
    from provtrack.store.repository import Repository


@dataclass(frozen=True, slots=True)
class Source:
    """A document that can be read.

    Attributes:
        name: its reference, or its path as it is to be shown.
        path: where it is, from the root, since workers may be at home elsewhere.
        reference: where its original lies, in one form; ``""`` when that is not known.
    """

    name: str
    path: Path
    reference: str = ""

    def data(self) -> bytes:
        """The content of its file.

        Raises:
            ProvtrackError: it cannot be read.
        """
        return read_bytes(self.path, self.name)

    def paragraphs(self, data: bytes | None = None) -> tuple[str, ...]:
        """Its text.

        Args:
            data: the content of its file, where it was read before.

        Raises:
            ProvtrackError: it cannot be read, or is no document.
        """
        from provtrack import importers

        return importers.read(self.name, self.data() if data is None else data).paragraphs


def variants(repository: "Repository") -> Iterator[Source]:
    """The texts of all records, by their references."""
    for record in repository.all_records():
        printed = record.archive.as_printed
        reference = _in_one_form(printed) if printed else ""
        for variant in record.variant:
            path = f"{record.id}/{variant.id}.txt"
            if repository.exists(path):
                place = (repository.records / path).absolute()
                yield Source(f"{record.id}/{variant.id}", place, reference)


def _in_one_form(printed: str) -> str:
    parsed = parse_archive_reference(printed)
    return print_reference(parsed, ReferenceStyle.COMPACT) if parsed.is_located else ""


_NO_DOCUMENT = ".toml"


def files(paths: Iterable[Path]) -> Iterator[Source | Skipped]:
    """The files named, and those below the folders named, in the order of their names.

    Hidden files and folders are passed over, and below a folder the TOML files, which describe
    documents (each record's is like every other record's) and are none; links are not followed,
    and empty files, devices and what is too large to be a document are skipped.
    """
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        else:
            yield _file(path)


def _below(folder: Path) -> Iterator[Source | Skipped]:
    refused: list[Skipped] = []

    def refuse(error: OSError) -> None:
        refused.append(Skipped(str(error.filename), str(error.strerror).lower()))

    for directory, subfolders, names in os.walk(folder, onerror=refuse):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith(_NO_DOCUMENT):
                yield _file(Path(directory, name))
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
        return Skipped(str(path), f"larger than {MAX_BYTES // 1024 // 1024} MB")
    return Source(str(path), path.absolute())


def check_exists(paths: Iterable[Path]) -> None:
    """Refuses a path that is none, before anything is searched.

    Raises:
        ProvtrackError: it is none.
    """
    for path in paths:
        if not path.exists():
            raise ProvtrackError(
                f"{path}: no such file or folder", "check its name; paths begin where you are"
            )
