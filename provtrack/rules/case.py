"""What the rules look at: the files of one record, read and taken apart as far as they can be."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from provtrack.errors import ProvtrackError
from provtrack.model import Defect, Text
from provtrack.rules.model import Hit, Place
from provtrack.schemas.files import (
    Agents,
    Correction,
    Corrections,
    Name,
    NameKind,
    Names,
    Record,
    Settings,
    Step,
    Variant,
)
from provtrack.schemas.load import Complaint, complaints, line_of, parse
from provtrack.text import clean, decode, text_sha256

if TYPE_CHECKING:
    from provtrack.names import Authority
    from provtrack.references import ArchiveReference

Model = TypeVar("Model", bound=BaseModel)

MAX_TOML = 4 * 1024 * 1024
"""Bytes of the largest TOML file that is read; parsing one takes about a second a megabyte."""

MAX_TEXT = 16 * 1024 * 1024
"""Bytes of the largest text that is read; the longest novels have about 4 MB."""

LONGEST_PARAGRAPH = 20_000
"""Characters; a chapter without a break has as many. What is longer is not read for its sense."""

_MOST_COMPLAINTS = 50
"""Of one file; who has more has one cause for them."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file cannot be read at all, and where that was seen."""

    message: str
    hint: str
    line: int = 1
    column: int = 1


class TomlFile(Generic[Model]):
    """A TOML file as far as it can be read.

    Attributes:
        source: its text, empty when it is not UTF-8.
        problem: why it cannot be read at all, if so.
        complaints: everything that is wrong with its keys.
        value: what it holds; ``None`` where a key that is needed cannot be read.
    """

    def __init__(self, model: type[Model], data: bytes) -> None:
        self.source = ""
        self.problem: Unreadable | None = None
        self.complaints: list[Complaint] = []
        self.value: Model | None = None
        try:
            self.source = _decoded(data, MAX_TOML)
            tables = parse(self.source, "")
        except ProvtrackError as error:
            self.problem = _unreadable(error)
            return
        try:
            self.value = model.model_validate(tables)
        except ValueError:
            self.complaints = complaints(model, tables, self.source)[:_MOST_COMPLAINTS]
            self.value = self._read(model, tables)

    def _read(self, model: type[Model], tables: dict[str, Any]) -> Model | None:
        """The value, without the keys that nobody knows."""
        for complaint in self.complaints:
            if complaint.code == "unknown-key":
                _remove(tables, complaint.place)
        try:
            return model.model_validate(tables)
        except ValueError:
            return None

    def line(self, place: tuple[str | int, ...]) -> int:
        """The line where a key stands, from 1."""
        return line_of(self.source, place)


def _decoded(data: bytes, most: int) -> str:
    """The characters of a file that is not too large.

    Raises:
        ProvtrackError: it is, or it is no text.
    """
    if len(data) > most:
        raise ProvtrackError(
            f": larger than {most // 1024 // 1024} MB, and not looked at",
            "make a record of each of its parts, or take out what is not needed",
        )
    return decode(data, "")


def _unreadable(error: ProvtrackError) -> Unreadable:
    """An error of reading without the name of the file, its place apart."""
    found = re.match(r"(?::(\d+))?(?::(\d+))?: ", error.message)
    line, column = found.groups() if found else (None, None)
    message = error.message[found.end() :] if found else error.message
    return Unreadable(message, error.hint, int(line or 1), int(column or 1))


def _remove(tables: Any, place: tuple[str | int, ...]) -> None:
    *parents, key = place
    for part in parents:
        tables = tables[part]
    tables.pop(key, None)


class Paragraph(NamedTuple):
    """A paragraph and where it stands: from 1 its number, its line, from 0 its first character."""

    number: int
    line: int
    start: int
    text: str


class Document:
    """The text of a variant, with the way from its characters to lines and paragraphs.

    Attributes:
        file: its name.
        variant: whose text it is; ``None`` when the record does not say.
        source: its characters, empty when they cannot be read.
        problem: why it cannot be read, if so.
    """

    def __init__(self, file: str, data: bytes, variant: Variant | None) -> None:
        self.file = file
        self.variant = variant
        self.id = file.removesuffix(".txt")
        self.data = data
        self.source = ""
        self.problem: Unreadable | None = None
        try:
            self.source = _decoded(data, MAX_TEXT)
        except ProvtrackError as error:
            self.problem = _unreadable(error)

    @property
    def language(self) -> str:
        """The language itself, empty when not known."""
        return self.variant.language.partition("-")[0].lower() if self.variant else ""

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return self.source.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self.lines), initial=0))[:-1]

    @cached_property
    def is_plain(self) -> bool:
        """Whether all that it has besides letters and marks is spaces and line feeds; most do."""
        return self.source.replace("\n", "").isprintable()

    @cached_property
    def is_in_form(self) -> bool:
        """Whether the text is as texts are kept, to the byte; a quick look, which most pass."""
        source = self.source
        return (
            not self._has_stray_space
            and source[:1] not in {"\n", " ", ""}
            and source[-1:] == "\n"
            and source[-2:-1] not in {"\n", " "}
            and 2 * source.count("\n\n") == source.count("\n") - 1
            and unicodedata.is_normalized("NFC", source)
            and self.data[:3] not in _MARKED
            and self.data[:2] not in _MARKED
        )

    @property
    def _has_stray_space(self) -> bool:
        """Whether white space stands in a way that stored texts have none."""
        source = self.source
        if self.is_plain:  # the pattern would find nothing else, and takes longer
            return any(stray in source for stray in ("  ", " \n", "\n ", "\n\n\n"))
        return _OUT_OF_FORM.search(source) is not None

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs as everything else in provtrack counts them."""
        if self.is_in_form:
            lines = zip(self.lines[::2], self._starts[::2], strict=True)
            return tuple(
                Paragraph(number, 2 * number - 1, start, line)
                for number, (line, start) in enumerate(lines, 1)
                if line
            )
        found: list[Paragraph] = []
        for number, (line, start) in enumerate(zip(self.lines, self._starts, strict=True), 1):
            for piece in _pieces(line):
                text = clean(piece[1])
                if text:
                    first = start + piece[0] + len(piece[1]) - len(piece[1].lstrip())
                    found.append(Paragraph(len(found) + 1, number, first, text))
        return tuple(found)

    @cached_property
    def prose(self) -> tuple[Paragraph, ...]:
        """The paragraphs that somebody can have written: no line of a hundred thousand letters."""
        return tuple(each for each in self.paragraphs if len(each.text) <= LONGEST_PARAGRAPH)

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    @cached_property
    def text(self) -> Text:
        """The paragraphs as the engine takes them."""
        return Text(
            self.id,
            tuple(paragraph.text for paragraph in self.paragraphs),
            language=self.variant.language if self.variant else "",
        )

    def place(self, start: int, end: int = 0) -> Place:
        """The place of characters of the source, from 0; ``end`` is exclusive."""
        line = bisect_right(self._starts, start)
        column = start - self._starts[line - 1] + 1
        last = min(end - start, len(self.lines[line - 1]) - column + 1)
        return Place(self.file, line, column, column + last if last > 0 else 0)

    def hit(self, message: str, hint: str, start: int, end: int = 0, **more: Any) -> Hit:
        """Something wrong with characters of the source."""
        paragraph = bisect_right(self._paragraph_starts, start)
        return Hit(
            message,
            hint,
            self.place(start, end),
            variant=self.id,
            paragraph=paragraph,
            **more,
        )

    def in_paragraph(self, number: int, start: int, end: int) -> tuple[int, int]:
        """Characters of a paragraph as characters of the source, so far as both agree."""
        paragraph = self.paragraphs[number - 1]
        words = paragraph.text[start:end]
        at = paragraph.start + start
        if self.source[at : at + len(words)] != words:
            at = self.source.find(words, at, at + len(words) + _SHIFT)
            if at < 0:
                return paragraph.start, paragraph.start + len(paragraph.text)
        return at, at + len(words)


_SHIFT = 200
"""Characters by which white space and decomposed letters may have moved words on a line."""

_OUT_OF_FORM = re.compile(r"[^\S \n\xa0\u202f]|\s |[ \xa0\u202f]\s|\n[ \xa0\u202f]|\n\n\n")
_MARKED = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    """What a line is in the eyes of those who end lines at more characters than LF."""
    if line.isascii() and not re.search(r"[\r\f\v]", line):
        yield 0, line
        return
    position = 0
    for piece in re.split(r"([\r\f\v\x85\u2028\u2029])", line):
        yield position, piece
        position += len(piece)


@dataclass(frozen=True)
class Shared:
    """What all records of a repository share."""

    agents: Agents | None = None
    names: tuple[Name, ...] = ()
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def authority(self) -> "Authority":
        """The authority file of names."""
        from provtrack.names import Authority

        return Authority.of_file(self.names)

    @cached_property
    def kinds_of_words(self) -> dict[str, int]:
        """Words that were looked at, and what they may be; :mod:`provtrack.rules.skim` fills it."""
        return {}

    @cached_property
    def identified(self) -> dict[str, bool]:
        """Names that were looked up, and whether the authority has them; likewise filled."""
        return {}

    @cached_property
    def looked_up(self) -> dict[str, tuple[int, str]]:
        """Words that may begin with a name -> its characters, and whose it is; likewise filled."""
        return {}

    @cached_property
    def bearers(self) -> frozenset[str]:
        """The ids of people and places; bodies go by abbreviations that are no spellings."""
        return frozenset(name.id for name in self.names if name.kind is not NameKind.ORGANISATION)


NOTHING_SHARED = Shared()


@dataclass(frozen=True)
class Case:
    """One record under check, or the files that all records share.

    Attributes:
        id: the name of the record's directory; empty for the shared files.
        files: the content of its files: ``record.toml``, ``corrections.toml``, ``alignment.toml``
            and the texts, or ``agents.toml`` and ``names.toml``.
        shared: what all records share.
        sources: SHA-256 of the originals that are kept, by path: ``source/page.html``; ``None``
            when that is not known.
        troubles: message and hint for each file that is there and cannot be read.
        base: its files as of the revision that is compared with, empty when it was not there;
            ``None`` when nothing is compared.
        memory: what rules have worked out for each other; no part of the value.
        read: what was read in paragraphs, by what it is and the paragraph's words. A record and
            what it was before share it, as all its texts do.
    """

    id: str
    files: Mapping[str, bytes]
    shared: Shared = NOTHING_SHARED
    sources: Mapping[str, str] | None = field(default_factory=dict)
    troubles: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    base: Mapping[str, bytes] | None = None
    memory: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    read: dict[Any, dict[Any, Any]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def directory(self) -> str:
        """Where its files are, from the root of the records' repository."""
        return f"records/{self.id}" if self.id else "records"

    @cached_property
    def earlier(self) -> "Case | None":
        """The record as of the base; ``None`` without one."""
        if not self.base:
            return None
        return Case(self.id, self.base, self.shared, sources=None, read=self.read)

    @cached_property
    def record_file(self) -> TomlFile[Record] | None:
        """``record.toml``."""
        return self._toml("record.toml", Record)

    @cached_property
    def ledger_file(self) -> TomlFile[Corrections] | None:
        """``corrections.toml``."""
        return self._toml("corrections.toml", Corrections)

    @cached_property
    def toml_files(self) -> dict[str, TomlFile[Any]]:
        """All TOML files of a known kind, by name."""
        from provtrack.schemas.files import AlignmentFile

        found: dict[str, TomlFile[Any] | None] = {
            "record.toml": self.record_file,
            "corrections.toml": self.ledger_file,
            "alignment.toml": self._toml("alignment.toml", AlignmentFile),
            "agents.toml": self._toml("agents.toml", Agents),
            "names.toml": self._toml("names.toml", Names),
        }
        return {name: file for name, file in found.items() if file}

    def _toml(self, name: str, model: type[Model]) -> TomlFile[Model] | None:
        if name not in self.files:
            return None
        read = self.read.setdefault(name, {})  # as it was before, most files still are
        data = self.files[name]
        if data not in read:
            read[data] = TomlFile(model, data)
        found: TomlFile[Model] = read[data]
        return found

    @property
    def record(self) -> Record | None:
        """What ``record.toml`` says, as far as it can be read."""
        return self.record_file.value if self.record_file else None

    @cached_property
    def printed(self) -> "ArchiveReference":
        """What the archive reference says as the publisher prints it."""
        from provtrack.references import parse_archive_reference

        return parse_archive_reference(self.record.archive.as_printed if self.record else "")

    @cached_property
    def corrections(self) -> Corrections:
        """The ledger, empty where there is none that can be read."""
        value = self.ledger_file.value if self.ledger_file else None
        return value or Corrections(schema_=1)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The texts, by variant."""
        names = sorted(name for name in self.files if name.endswith(".txt"))
        record = self.record
        return {
            name.removesuffix(".txt"): Document(
                name,
                self.files[name],
                record.find_variant(name.removesuffix(".txt")) if record else None,
            )
            for name in names
        }

    @property
    def readable(self) -> list[Document]:
        """The texts that can be read."""
        return [document for document in self.documents.values() if not document.problem]

    def state(self, variant: str, number: int) -> tuple[str, ...] | None:
        """The paragraphs of a state, where its text is in hand: by the hash that the chain gives.

        Args:
            variant: id of the variant.
            number: of the state.
        """
        step = self.record.states(variant).get(number) if self.record else None
        return self._texts.get((variant, step.text_sha256)) if step else None

    def is_vouched(self, document: Document) -> bool:
        """Whether a text is a state that the chain vouches for."""
        if self.record is None:
            return False
        hashes = {step.text_sha256 for step in self.record.states(document.id).values()}
        return text_sha256(document.text.paragraphs) in hashes

    @cached_property
    def _texts(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The texts in hand, now and as of the base, by variant and hash."""
        cases = [self, self.earlier] if self.earlier else [self]
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for case in cases:
            for document in case.readable:
                paragraphs = document.text.paragraphs
                found[document.id, text_sha256(paragraphs)] = paragraphs
        return found

    @cached_property
    def chain_defects(self) -> tuple[Defect, ...]:
        """What the chain's own module finds."""
        from provtrack.chain import defects

        if self.record is None:
            return ()
        texts = {each.id: each.text.paragraphs for each in self.readable}
        return defects(self.record, self.shared.agents, texts, self.sources)

    def of_chain(self, *codes: str) -> Iterator[Hit]:
        """The chain's defects of these codes, as hits."""
        return self.hits(each for each in self.chain_defects if each.code in codes)

    def hits(self, defects: Iterable[Defect]) -> Iterator[Hit]:
        """Defects, each at its line."""
        for defect in defects:
            if defect.paragraph or defect.file.endswith(".txt"):
                yield self._in_text(defect)
            else:
                yield self.at(defect.file, defect.place, defect.message, defect.hint)

    def _in_text(self, defect: Defect) -> Hit:
        document = self.documents.get(defect.file.removesuffix(".txt"))
        if document is None or not 0 < defect.paragraph <= len(document.paragraphs):
            variant = defect.file.removesuffix(".txt")
            return Hit(defect.message, defect.hint, Place(defect.file), variant=variant)
        paragraph = document.paragraphs[defect.paragraph - 1]
        end = paragraph.start + len(paragraph.text)
        return document.hit(defect.message, defect.hint, paragraph.start, end)

    def at(
        self,
        file: str,
        place: tuple[str | int, ...],
        message: str,
        hint: str,
        *,
        other: tuple[Place, str] | None = None,
        variant: str = "",
    ) -> Hit:
        """Something wrong with a key of a TOML file, or with the table that should hold it."""
        toml = self.toml_files.get(file)
        line = toml.line(place) if toml else 1
        return Hit(
            message,
            hint,
            Place(file, line),
            other,
            variant=variant,
            step=self._owner(place, "step"),
            correction=self._owner(place, "correction"),
        )

    def steps(self) -> Iterator[tuple[int, Step]]:
        """The steps of the chain with their numbers, from 0; none where it cannot be read."""
        yield from enumerate(self.record.step if self.record else ())

    def at_step(self, number: int, key: str, message: str, hint: str) -> Hit:
        """Something wrong with a key of a step, which is counted from 0."""
        return self.at("record.toml", ("step", number, key), message, hint)

    def entries(self) -> Iterator[tuple[int, Correction]]:
        """The entries of the ledger with their numbers, from 0."""
        yield from enumerate(self.corrections.correction)

    def at_entry(self, number: int, key: str, message: str, hint: str) -> Hit:
        """Something wrong with a key of an entry of the ledger, which is counted from 0."""
        variant = self.corrections.correction[number].variant
        place = ("correction", number, key)
        return self.at("corrections.toml", place, message, hint, variant=variant)

    def _owner(self, place: tuple[str | int, ...], table: str) -> str:
        """The id of the entry of a table that a place is in."""
        if place[:1] != (table,) or len(place) == 1 or not isinstance(place[1], int):
            return ""
        found: Any = ()
        if table == "step" and self.record:
            found = self.record.step
        elif table == "correction":
            found = self.corrections.correction
        return str(found[place[1]].id) if place[1] < len(found) else ""
