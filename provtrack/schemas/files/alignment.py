"""``alignment.toml``: the editors' pins."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from provtrack.schemas.files.common import File, SchemaOne
from provtrack.schemas.values import Edtf, Id, Sha256


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
