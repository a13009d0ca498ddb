"""``record.toml``: description, archive reference, variants and the provenance chain."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from provtrack.schemas.files.checking import RecordCheck, Waiver
from provtrack.schemas.files.common import File, Note, SchemaOne, refuse_repeated
from provtrack.schemas.values import Edtf, Id, OptionalId, OptionalState, Sha256, State


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


class Role(StrEnum):
    """What an agent did in a step, as publishers word it."""

    WRITTEN = "written by"
    KEPT = "kept by"
    COPIED = "copied by"
    OBTAINED = "obtained by"
    CONTRIBUTED = "contributed by"
    TRANSCRIBED = "transcribed by"
    TRANSLATED = "translated by"
    EDITED = "edited by"
    CORRECTED = "corrected by"
    REVIEWED = "reviewed by"
    IMPORTED = "imported by"
    UPLOADED = "uploaded by"
    WITHDRAWN = "withdrawn by"


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
    roles: Annotated[
        dict[Id, Role],
        Field(
            description="What an agent did, where the activity does not say it.",
            examples=[{"radchenko-sergey": "obtained by", "goldberg-gary": "translated by"}],
        ),
    ] = {}
    date: Edtf = ""
    status: Annotated[Standing, Field(description="How well it is known.")]
    evidence: Annotated[str, Field(description="What the statement rests on.")] = ""
    url: Annotated[str, Field(description="Where an upload can be read.")] = ""
    identifiers: Annotated[
        dict[str, str],
        Field(
            description="Numbers that the publisher gave it, by what they are.",
            examples=[{"record_id": "120801", "doi": "10.1000/182"}],
        ),
    ] = {}
    text_sha256: Annotated[
        Sha256, Field(description="Hash of the variant's text in the state that it made.")
    ] = ""
    source: Annotated[
        str, Field(description="The imported file, kept byte for byte: 'source/page.html'.")
    ] = ""
    source_sha256: Annotated[Sha256, Field(description="Hash of the imported file.")] = ""
    note: Note = ""

    @model_validator(mode="after")
    def _roles_are_of_agents(self) -> Self:
        stranger = next((id_ for id_ in self.roles if id_ not in self.agents), None)
        if stranger is not None:
            raise ValueError(f"'roles' names {stranger!r}, which 'agents' does not; add it there")
        return self


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
    check: Annotated[
        RecordCheck, Field(description="What `provtrack check` does differently here.")
    ] = RecordCheck()
    waiver: Annotated[tuple[Waiver, ...], Field(description="Findings that may stand.")] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        refuse_repeated("variant", (variant.id for variant in self.variant))
        refuse_repeated("step", (step.id for step in self.step))
        return self

    def find_variant(self, variant_id: str) -> Variant | None:
        """The variant of that id, ``None`` when there is none."""
        return next((variant for variant in self.variant if variant.id == variant_id), None)

    def agent_ids(self) -> set[str]:
        """The agents that it names in any part."""
        named = {*self.creators, *self.participants, self.publisher, self.archive.repository}
        return named.union(*(step.agents for step in self.step)) - {""}

    def states(self, variant_id: str) -> dict[int, Step]:
        """The steps that made the variant's states, by the number of the state."""
        made: dict[int, Step] = {}
        for step in self.step:
            variant, _, number = step.generates.partition("@")
            if variant == variant_id and number:
                made[int(number)] = step
        return made
