"""The JSON documents that commands print with ``--format json``.

Keys are added, never renamed: programs rely on them. Paragraphs are counted from 1, characters in
a paragraph from 0 with an exclusive end.
"""

import json
import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticSerializationError, to_json

from provtrack.model import Kind, Significance, Status
from provtrack.schemas.files import Record


class Part(BaseModel):
    """What all objects of all documents have in common."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Side(Part):
    """One of the two texts."""

    ref: Annotated[str, Field(description="The reference that it was read by.")]
    paragraphs: Annotated[int, Field(description="How many paragraphs were read.")]


class Link(Part):
    """Paragraphs that answer each other; an empty side for what only one text has."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: Annotated[float, Field(ge=0, le=1, description="Share of wording in common.")]
    confidence: Annotated[float, Field(ge=0, le=1, description="How sure the engine is.")]
    moved: Annotated[bool, Field(description="Stands elsewhere in the right text.")]
    pinned: Annotated[bool, Field(description="An editor ruled it.")]


class AlignmentSummary(Part):
    """How many links of each shape."""

    links: int
    one_to_one: int
    grouped: Annotated[int, Field(description="Links with several paragraphs on a side.")]
    left_only: int
    right_only: int
    moved: int
    pinned: int


class Alignment(Part):
    """`provtrack align`: which paragraphs answer which."""

    schema_: Annotated[Literal["provtrack.alignment/1"], Field(alias="schema")]
    left: Side
    right: Side
    links: tuple[Link, ...]
    summary: AlignmentSummary


class Span(Part):
    """A stretch of a paragraph; empty for the place where something is missing."""

    text: str
    paragraph: Annotated[int, Field(ge=1)]
    start: Annotated[int, Field(ge=0, description="Characters, from 0.")]
    end: Annotated[int, Field(ge=0, description="Characters, exclusive.")]


class Edit(Part):
    """One difference; a side is null only where the passage has no paragraph on it."""

    kind: Kind
    significance: Significance
    left: Span | None
    right: Span | None


class Passage(Part):
    """One link and the differences inside it."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    status: Status
    moved: bool
    score: Annotated[float, Field(ge=0, le=1)]
    edits: tuple[Edit, ...]


class KindCount(Part):
    """How many edits of one kind."""

    substantive: int
    accidental: int


class ComparisonSummary(Part):
    """How many passages of each status, and edits of each kind."""

    equal: int
    changed: int
    added: int
    removed: int
    moved: int
    substantive: Annotated[int, Field(description="Edits that change what the text says.")]
    accidental: Annotated[int, Field(description="Edits that change how it is written.")]
    kinds: Annotated[dict[Kind, KindCount], Field(description="Only the kinds that occur.")]


class Comparison(Part):
    """`provtrack compare`: the differences, passage by passage."""

    schema_: Annotated[Literal["provtrack.comparison/1"], Field(alias="schema")]
    left: Side
    right: Side
    passages: tuple[Passage, ...]
    summary: ComparisonSummary


class WitnessEntry(Part):
    """A text that is collated."""

    siglum: Annotated[str, Field(description="The letter that stands for it.")]
    ref: Annotated[str, Field(description="The reference that it was read by.")]
    language: str
    paragraphs: Annotated[int, Field(description="How many paragraphs were read.")]
    foreign: Annotated[
        bool, Field(description="In another language than the base: no words are compared.")
    ]


class ReadingEntry(Part):
    """What one or more witnesses read; the first of a place is the lemma."""

    text: Annotated[str, Field(description="Without white space around it; empty for nothing.")]
    witnesses: Annotated[tuple[str, ...], Field(description="The sigla of who reads so.")]
    kinds: Annotated[tuple[Kind, ...], Field(description="How it differs from the lemma.")]
    significance: Annotated[Significance | None, Field(description="Null for the lemma.")]


class CollatedPlace(Part):
    """A column of a passage's table; it varies where it has more than one reading."""

    stretches: Annotated[
        dict[str, str],
        Field(description="By siglum; put together they are its paragraphs, joined by line feeds."),
    ]
    readings: tuple[ReadingEntry, ...]


class CollatedPassage(Part):
    """The paragraphs of all witnesses that answer each other."""

    lead: Annotated[str, Field(description="The siglum of the witness that has the lemmas.")]
    paragraphs: Annotated[
        dict[str, tuple[int, ...]], Field(description="By siglum; empty for one that lacks it.")
    ]
    moved: Annotated[tuple[str, ...], Field(description="Who has it elsewhere than the base.")]
    places: tuple[CollatedPlace, ...]


class CollationSummary(Part):
    """How much there is of what."""

    passages: int
    agreeing: Annotated[int, Field(description="Passages that all have, in the same words.")]
    incomplete: Annotated[int, Field(description="Passages that some witness lacks.")]
    moved: Annotated[int, Field(description="Passages that some witness has elsewhere.")]
    places: Annotated[int, Field(description="Places where witnesses differ.")]
    substantive: Annotated[int, Field(description="Of these, with a substantive reading.")]
    accidental: int


class Collation(Part):
    """`provtrack collate`: any number of texts in one table, the first being the base."""

    schema_: Annotated[Literal["provtrack.collation/1"], Field(alias="schema")]
    witnesses: tuple[WitnessEntry, ...]
    passages: tuple[CollatedPassage, ...]
    summary: CollationSummary


class VariantEntry(Part):
    """A text of a record."""

    ref: str
    id: str
    language: str
    kind: str
    title: str
    paragraphs: Annotated[int, Field(description="In the working tree.")]
    states: Annotated[int, Field(description="How many states the chain knows.")]


class RecordEntry(Part):
    """A record in a list."""

    id: str
    title: str
    type: str
    date: str
    archive: Annotated[str, Field(description="Archive reference as printed.")]
    variants: tuple[VariantEntry, ...]


class Records(Part):
    """`provtrack list`: the records of a repository."""

    schema_: Annotated[Literal["provtrack.records/1"], Field(alias="schema")]
    records: tuple[RecordEntry, ...]


class RecordDocument(Part):
    """`provtrack show RECORD`: everything that record.toml says."""

    schema_: Annotated[Literal["provtrack.record/1"], Field(alias="schema")]
    record: Record
    variants: tuple[VariantEntry, ...]


class Paragraph(Part):
    """A paragraph and its number."""

    number: Annotated[int, Field(ge=1)]
    text: str


class TextDocument(Part):
    """`provtrack show RECORD/VARIANT`: a text."""

    schema_: Annotated[Literal["provtrack.text/1"], Field(alias="schema")]
    ref: str
    language: str
    text_sha256: Annotated[
        str, Field(description="Hash of the paragraphs shown, as a variant file would hold them.")
    ]
    paragraphs: tuple[Paragraph, ...]


class Suggestion(Part):
    """A name that the authority file could take in."""

    name: Annotated[str, Field(description="As it is written.")]
    count: Annotated[int, Field(description="How often it occurs.")]
    entry: Annotated[str, Field(description="Id of the entry it may belong to; empty: none.")]
    like: Annotated[tuple[str, ...], Field(description="The names that it is near to.")]
    reason: Annotated[str, Field(description="'romanisation' or 'spelling'.")]


class Suggestions(Part):
    """`provtrack names suggest`: names that may be other spellings of known ones."""

    schema_: Annotated[Literal["provtrack.suggestions/1"], Field(alias="schema")]
    suggestions: tuple[Suggestion, ...]


class OmissionEntry(Part):
    """Something in an imported file that did not become text."""

    what: str
    why: str
    place: str


class ImportedFile(Part):
    """What became of one imported file."""

    file: str
    format: str
    record: str
    variant: str
    paragraphs: int
    metadata: Annotated[dict[str, str], Field(description="By the key of record.toml.")]
    omissions: tuple[OmissionEntry, ...]
    notices: tuple[str, ...]
    written: Annotated[
        tuple[str, ...], Field(description="Paths; with --dry-run those that would be written.")
    ]


class Import(Part):
    """`provtrack import`: what was recognised, left out and written."""

    schema_: Annotated[Literal["provtrack.import/1"], Field(alias="schema")]
    dry_run: bool
    files: tuple[ImportedFile, ...]


_UNSAFE = re.compile(
    r"[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)


def dump(document: BaseModel) -> str:
    """The document as JSON: its schema first, then all keys sorted, so that runs are comparable.

    Characters that a terminal obeys or that turn the direction of writing are escaped.
    """
    fields = type(document).model_fields
    keys = {field.alias or name: name for name, field in fields.items()}
    order = sorted(keys, key=lambda key: (key != "schema", key))
    written = (f'  "{key}": {_value(document, key, keys[key])}' for key in order)
    return "{\n" + ",\n".join(written) + "\n}\n"


_TOGETHER = 1000
"""Entries that are written at once: a million of them as dicts would take many times their text."""


def _value(document: BaseModel, key: str, name: str) -> str:
    """What stands behind a key of the document, which has it under a name of its own."""
    value = getattr(document, name)
    if not (isinstance(value, tuple) and value and isinstance(value[0], BaseModel)):
        return _written(document.model_dump(mode="json", by_alias=True, include={name})[key])
    runs = (value[start : start + _TOGETHER] for start in range(0, len(value), _TOGETHER))
    entries = (
        _written([each.model_dump(mode="json", by_alias=True) for each in run]) for run in runs
    )
    return "[\n" + ",\n".join(each[2:-4] for each in entries) + "\n  ]"


def _written(value: object) -> str:
    """A value of the document as JSON, set in as what stands behind a key."""
    ordered = _sorted(value)
    try:
        text = to_json(ordered, indent=2).decode()
    except PydanticSerializationError:  # half a surrogate pair: a file name that is not UTF-8
        text = json.dumps(ordered, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], text).replace("\n", "\n  ")


def _sorted(value: object) -> object:
    return json.loads(json.dumps(value, sort_keys=True))
