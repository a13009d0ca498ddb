"""From what a user typed to a text: the one way in for every command."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.model import Text
from provtrack.refs import FileRef, Paragraphs, RecordRef, is_url, parse
from provtrack.store import places
from provtrack.store.files import MAX_BYTES, read_bytes
from provtrack.store.repository import find_repository
from provtrack.text import decode

if TYPE_CHECKING:
    from provtrack.model import Imported
    from provtrack.schemas.files import Record
    from provtrack.store.repository import Repository


class Reader:
    """Reads texts by their references, and remembers the repository between them.

    Args:
        directory: where to look for the repository; files are relative to the process's own.
        notify: takes what a user should know about how a file was read.
    """

    def __init__(self, directory: Path | None, notify: Callable[[str], None]) -> None:
        self._directory = directory
        self._notify = notify
        self._repository: Repository | None = None
        self._stdin_is_read = False

    @property
    def repository(self) -> "Repository":
        """The repository, found when first asked for.

        Raises:
            ProvtrackError: there is none.
        """
        if self._repository is None:
            self._repository = find_repository(self._directory or Path.cwd())
            for path in self._repository.recovered:
                self._notify(f"finished what an interrupted command was writing: {path}")
        return self._repository

    def parse(self, ref: str) -> FileRef | RecordRef:
        """The parts of a reference; a name without a dot may be a file all the same.

        Raises:
            ProvtrackError: it is not a reference.
        """
        try:
            parsed = parse(ref)
        except ProvtrackError:
            if _is_file(ref):
                return FileRef(ref)
            raise
        if isinstance(parsed, RecordRef) and _is_file(ref) and not self._knows(parsed):
            return FileRef(ref)
        return parsed

    def parse_record(self, ref: str) -> RecordRef:
        """The parts of a reference into the repository.

        Raises:
            ProvtrackError: it is none, or names a file.
        """
        parsed = self.parse(ref)
        if isinstance(parsed, FileRef):
            raise ProvtrackError(
                f"{ref}: a file, not a record or a text of one",
                "import it first: provtrack import FILE --record ID --variant ID",
            )
        return parsed

    def raw(self, name: str) -> str | None:
        """The content of a plain text file or of standard input; ``None`` for any other words.

        Raises:
            ProvtrackError: the file cannot be read, or is not text.
        """
        looks_like_one = re.fullmatch(r"[^\s()“”]+\.[a-z]{2,6}", name)
        if is_url(name) or (name != "-" and not looks_like_one and not _is_file(name)):
            return None  # an address is a citation of what is there
        data = self._stdin() if name == "-" else read_bytes(Path(name), name)
        return decode(data, "standard input" if name == "-" else name)

    def _knows(self, ref: RecordRef) -> bool:
        try:
            return ref.record in self.repository.record_ids()
        except ProvtrackError:
            return False

    def text(self, ref: str) -> Text:
        """The text that a reference names.

        Raises:
            ProvtrackError: it names none, or the text cannot be read.
        """
        parsed = self.parse(ref)
        if isinstance(parsed, FileRef):
            return _cut(self._file(parsed), places.name_of(ref), parsed.paragraphs)
        if not parsed.variant:
            record = self.repository.record_of(parsed)
            variants = ", ".join(f"{record.id}/{variant.id}" for variant in record.variant)
            raise ProvtrackError(
                f"{ref!r} is a record, not a text", f"name one of its variants: {variants}"
            )
        return _cut(self.whole(parsed), ref, parsed.paragraphs)

    def whole(self, ref: RecordRef) -> Text:
        """All paragraphs of the variant that a reference names.

        Raises:
            ProvtrackError: there is no such variant or no such state.
        """
        return self.full(self.repository.record_of(ref), ref)

    def full(self, record: "Record", ref: RecordRef) -> Text:
        """All paragraphs of a variant of a record that was read already.

        Raises:
            ProvtrackError: there is no such variant or no such state.
        """
        variant = record.find_variant(ref.variant)
        at = f"@{ref.revision}" if ref.revision else ""
        return Text(
            f"{ref.record}/{ref.variant}{at}",
            self.repository.paragraphs(record, ref),
            language=variant.language if variant else "",
            title=variant.title if variant else "",
            date=record.date,
        )

    def article(self, path: str) -> "Imported":
        """What a file says, with what an import leaves out of it.

        Args:
            path: of the file, its URL, or ``-`` for standard input.

        Raises:
            ProvtrackError: it cannot be read.
        """
        from provtrack import importers

        if path == "-":
            return importers.read("standard input", self._stdin())
        data = places.read(path)
        its_format = importers.detect(places.document_name(path), data)
        return importers.read(places.name_of(path), data, its_format)

    def _file(self, ref: FileRef) -> Text:
        imported = self.article(ref.path)
        name = "standard input" if ref.path == "-" else places.name_of(ref.path)
        for notice in imported.notices:
            self._notify(f"{name}: {notice}")
        left_out = len(imported.omissions)
        if left_out:
            self._notify(
                f"{name}: {left_out} {'part was' if left_out == 1 else 'parts were'} left out "
                f"(provtrack import --dry-run {name} lists them)"
            )
        return Text(
            places.name_of(ref.path),
            imported.paragraphs,
            language=imported.metadata.get("language", ""),
            date=imported.metadata.get("date", ""),
        )

    def _stdin(self) -> bytes:
        if self._stdin_is_read:
            raise ProvtrackError(
                "standard input was named twice", "name a file for one of the two texts"
            )
        self._stdin_is_read = True
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ProvtrackError(
                f"standard input: larger than {MAX_BYTES // 1024 // 1024} MB",
                "split it, or pass only its text",
            )
        return data


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # too long to be one, or in a directory that may not be entered
        return False


def _cut(text: Text, ref: str, wanted: Paragraphs | None) -> Text:
    """The run of paragraphs that was asked for, which keep their numbers.

    Raises:
        ProvtrackError: the text is shorter, or has no paragraph at all.
    """
    if not text.paragraphs:
        raise ProvtrackError(f"{ref}: the text is empty", "name a file with text in it")
    if wanted is None:
        return text
    if wanted.last > len(text.paragraphs):
        raise ProvtrackError(
            f"{ref}: there is no paragraph {wanted.last}",
            f"the text has {len(text.paragraphs)}: #p1-{len(text.paragraphs)}",
        )
    return Text(
        ref,
        text.paragraphs[wanted.first - 1 : wanted.last],
        wanted.first,
        text.language,
        text.title,
        text.date,
    )
