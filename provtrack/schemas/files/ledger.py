"""``corrections.toml``: the ledger."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from provtrack.schemas.files.common import File, Note, SchemaOne, refuse_repeated
from provtrack.schemas.values import Edtf, Id, OptionalId, State


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


class Correction(File):
    """One entry of the ledger: words of a state that other words take the place of in the next.

    A line feed in ``old`` or ``new`` parts paragraphs: a paragraph is split where only ``new`` has
    one, and joined with the next where only ``old`` has. An empty ``old`` puts new paragraphs
    before ``paragraph`` (one more than the last: at the end); an empty ``new`` takes words, or
    whole paragraphs, away. All entries that lead to one state speak of the state before.
    """

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
    reverts: Annotated[
        OptionalId, Field(description="The entry that this one takes back; empty: none.")
    ] = ""
    date: Edtf = ""
    note: Note = ""


class Corrections(File):
    """``records/<record>/corrections.toml``: the ledger, only ever appended to."""

    schema_: SchemaOne
    correction: tuple[Correction, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        refuse_repeated(
            "correction",
            (entry.id for entry in self.correction),
            "after a merge of two branches: provtrack correct RECORD/VARIANT --renumber",
        )
        return self
