"""The files of a repository: one definition each, for validation, for editors and for the docs.

All values are frozen. An unknown key is an error, a number where a string belongs is one too:
``delo = 0412`` must not lose its zero.
"""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from provtrack.schemas.values import Edtf, Id, OptionalId, OptionalState, Sha256, State


class File(BaseModel):
    """What all tables of all files have in common."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, populate_by_name=True)


Note = Annotated[str, Field(description="Anything worth saying, for people.")]

SchemaOne = Annotated[Literal[1], Field(alias="schema", description="Version of the file format.")]


class VariantKind(StrEnum):
    """How a variant stands to the original."""

    TRANSLATION = "translation"
    TRANSCRIPTION = "transcription"
    PARAPHRASE = "paraphrase"


class Activity(StrEnum):
    """What happened in a step."""

    CREATION = "creation"
    CUSTODY = "custody"
    COPY = "copy"
    TRANSCRIPTION = "transcription"
    TRANSLATION = "translation"
    REVISION = "revision"
    CORRECTION = "correction"
    IMPORT = "import"
    UPLOAD = "upload"
    WITHDRAWAL = "withdrawal"


class Standing(StrEnum):
    """How well a step is known."""

    ATTESTED = "attested"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


class AgentKind(StrEnum):
    """What an agent is."""

    PERSON = "person"
    GROUP = "group"
    ARCHIVE = "archive"
    PUBLISHER = "publisher"
    PROGRAM = "program"


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


class CorrectionKind(StrEnum):
    """What a correction mends."""

    TYPO = "typo"
    MISTRANSLATION = "mistranslation"
    OMISSION = "omission"
    ADDITION = "addition"
    NAME = "name"
    DATE = "date"
    NUMBER = "number"
    STYLE = "style"


class Basis(StrEnum):
    """What a correction rests on."""

    ORIGINAL = "original"
    OTHER_VARIANT = "other-variant"
    PUBLISHER = "publisher"
    CONJECTURE = "conjecture"


class Archive(File):
    """Where the original is kept."""

    repository: Annotated[OptionalId, Field(description="Agent id of the archive.")] = ""
    fond: Annotated[str, Field(description="Fond (record group), as a string.")] = ""
    opis: Annotated[str, Field(description="Opis (inventory).")] = ""
    delo: Annotated[str, Field(description="Delo (file).")] = ""
    papka: Annotated[str, Field(description="Papka (folder), as AVPRF counts.")] = ""
    listy: Annotated[
        str, Field(description="Leaves, with verso as 'ob': '71-74', '5-7ob'; empty: unknown.")
    ] = ""
    as_printed: Annotated[
        str, Field(description="The reference word for word as the publisher prints it.")
    ] = ""


class Variant(File):
    """One text of the document: a file ``<id>.txt`` beside ``record.toml``."""

    id: Id
    language: Annotated[str, Field(description="BCP 47 tag: 'en', 'ru', 'ko'.")] = ""
    kind: Annotated[VariantKind, Field(description="How it stands to the original.")]
    title: Annotated[str, Field(description="What to call it in a heading.")] = ""
    note: Note = ""


class Step(File):
    """One link of the provenance chain (a prov:Activity); steps are only ever appended."""

    id: Id
    activity: Annotated[Activity, Field(description="What happened.")]
    uses: Annotated[tuple[State, ...], Field(description="The states it started from.")] = ()
    generates: Annotated[
        OptionalState,
        Field(description="The state it made; empty when it made none (upload, custody)."),
    ] = ""
    agents: Annotated[tuple[Id, ...], Field(description="Ids from agents.toml.")] = ()
    date: Edtf = ""
    status: Annotated[Standing, Field(description="How well it is known.")]
    evidence: Annotated[str, Field(description="What the statement rests on.")] = ""
    url: Annotated[str, Field(description="Where an upload can be read.")] = ""
    text_sha256: Annotated[
        Sha256, Field(description="Hash of the variant's text in the state that it made.")
    ] = ""
    source: Annotated[
        str, Field(description="The imported file, kept byte for byte: 'source/page.html'.")
    ] = ""
    source_sha256: Annotated[Sha256, Field(description="Hash of the imported file.")] = ""
    note: Note = ""


class Record(File):
    """``records/<record>/record.toml``: description, archive reference, variants and chain."""

    schema_: SchemaOne
    id: Annotated[Id, Field(description="The name of the record's directory.")]
    title: Annotated[str, Field(description="What the document is called.")]
    type: Annotated[str, Field(description="The kind of document: 'Diary Entry', 'Letter'.")] = ""
    date: Edtf = ""
    language: Annotated[str, Field(description="Language of the original, BCP 47.")] = ""
    creators: Annotated[tuple[Id, ...], Field(description="Agents who wrote it.")] = ()
    participants: Annotated[tuple[Id, ...], Field(description="Agents who speak in it.")] = ()
    publisher: Annotated[OptionalId, Field(description="Agent who publishes it.")] = ""
    classification: Annotated[str, Field(description="Its stamp: 'SECRET'.")] = ""
    copy_: Annotated[str, Field(alias="copy", description="Number of the copy that survives.")] = ""
    heading: Annotated[str, Field(description="What stands above the text.")] = ""
    document_title: Annotated[str, Field(description="The document's own title.")] = ""
    document_date: Annotated[str, Field(description="Its date in its own words.")] = ""
    abstract: Annotated[str, Field(description="The publisher's summary.")] = ""
    url: Annotated[str, Field(description="The page that publishes it.")] = ""
    record_id: Annotated[str, Field(description="The publisher's number for it.")] = ""
    note: Note = ""
    archive: Annotated[Archive, Field(description="Where the original is kept.")] = Archive()
    variant: Annotated[tuple[Variant, ...], Field(description="Its texts.")] = ()
    step: Annotated[tuple[Step, ...], Field(description="The chain, oldest first.")] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for table, ids in (
            ("variant", [variant.id for variant in self.variant]),
            ("step", [step.id for step in self.step]),
        ):
            repeated = next((id_ for id_ in ids if ids.count(id_) > 1), None)
            if repeated is not None:
                raise ValueError(f"two [[{table}]] tables have the id {repeated!r}")
        return self

    def find_variant(self, variant_id: str) -> Variant | None:
        """The variant of that id, ``None`` when there is none."""
        return next((variant for variant in self.variant if variant.id == variant_id), None)

    def states(self, variant_id: str) -> dict[int, Step]:
        """The steps that made the variant's states, by the number of the state."""
        made: dict[int, Step] = {}
        for step in self.step:
            variant, _, number = step.generates.partition("@")
            if variant == variant_id and number:
                made[int(number)] = step
        return made


class Identifiers(File):
    """Where else an agent is known."""

    orcid: Annotated[str, Field(description="ORCID iD: 0000-0002-1825-0097.")] = ""
    viaf: Annotated[str, Field(description="Number in the authority file VIAF.")] = ""
    wikidata: Annotated[str, Field(description="Wikidata item: Q42.")] = ""
    isni: Annotated[str, Field(description="International Standard Name Identifier.")] = ""


class Agent(File):
    """A person, an institution or a program that did something."""

    id: Id
    name: Annotated[str, Field(description="As it is to be printed.")]
    kind: Annotated[AgentKind, Field(description="What it is.")]
    identifiers: Annotated[
        Identifiers, Field(description="ORCID, VIAF, Wikidata, ISNI where known.")
    ] = Identifiers()
    note: Note = ""


class Agents(File):
    """``records/agents.toml``: people, archives, publishers, programs."""

    schema_: SchemaOne
    agent: tuple[Agent, ...] = ()


class NameForm(File):
    """One spelling of a name."""

    form: Annotated[str, Field(description="The name as it is spelled.")]
    system: Annotated[
        str, Field(description="Romanisation: 'McCune-Reischauer', 'through Russian' …")
    ] = ""


class Name(File):
    """One person, place or organisation under all its spellings."""

    id: Id
    preferred: Annotated[str, Field(description="The spelling this collection prefers.")]
    kind: Annotated[NameKind, Field(description="What it names.")] = NameKind.PERSON
    original: Annotated[str, Field(description="In the original script.")] = ""
    forms: Annotated[tuple[NameForm, ...], Field(description="Its other spellings.")] = ()
    note: Note = ""


class Names(File):
    """``records/names.toml``: the authority file of names."""

    schema_: SchemaOne
    name: tuple[Name, ...] = ()


class Correction(File):
    """One entry of the ledger."""

    id: Id
    variant: Id
    from_: Annotated[State, Field(alias="from", description="The state before.")]
    to: Annotated[State, Field(description="The state it made.")]
    paragraph: Annotated[int, Field(ge=1, description="Paragraph in the state before, from 1.")]
    old: Annotated[str, Field(description="The words before, as they stood.")]
    new: Annotated[str, Field(description="The words that stand in their place.")]
    kind: Annotated[CorrectionKind, Field(description="What it mends.")]
    basis: Annotated[Basis, Field(description="What it rests on.")]
    folio: Annotated[str, Field(description="The leaf of the original, for basis original.")] = ""
    evidence: Annotated[tuple[str, ...], Field(description="What it can be checked by.")] = ()
    proposed_by: Annotated[OptionalId, Field(description="Agent id.")] = ""
    reviewed_by: Annotated[OptionalId, Field(description="Agent id.")] = ""
    date: Edtf = ""
    note: Note = ""


class Corrections(File):
    """``records/<record>/corrections.toml``: the ledger, only ever appended to."""

    schema_: SchemaOne
    correction: tuple[Correction, ...] = ()


class PinnedSide(File):
    """The paragraphs of one variant that a pin speaks of."""

    variant: Id
    paragraphs: Annotated[
        tuple[int, ...],
        Field(description="Their numbers when the pin was set; none: nothing answers the others."),
    ] = ()
    sha256: Annotated[
        tuple[Sha256, ...],
        Field(description="Hash of each paragraph, by which it is found again."),
    ] = ()
    begins: Annotated[
        tuple[str, ...],
        Field(description="The first words of each, for people, and when git has lost the text."),
    ] = ()

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        if not len(self.sha256) == len(self.begins) == len(self.paragraphs):
            raise ValueError("'sha256' and 'begins' must name each of 'paragraphs'; set it anew")
        return self


class PinEntry(File):
    """An editor's ruling on the alignment of two variants."""

    left: PinnedSide
    right: PinnedSide
    apart: Annotated[bool, Field(description="Whether these do not answer each other.")] = False
    editor: Annotated[str, Field(description="Who ruled it.")] = ""
    reason: Annotated[str, Field(description="Why.")] = ""
    date: Edtf = ""


class AlignmentFile(File):
    """``records/<record>/alignment.toml``: the pins."""

    schema_: SchemaOne
    pin: tuple[PinEntry, ...] = ()


class Settings(File):
    """``provtrack.toml``, or ``[tool.provtrack]`` in ``pyproject.toml``."""

    abbreviations: Annotated[
        dict[str, str],
        Field(
            description="Abbreviations that this collection writes, and what they stand for.",
            examples=[{"KPA": "Korean People's Army"}],
        ),
    ] = {}
