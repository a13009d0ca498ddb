"""`provtrack report`: everything that an editor, a referee or a court would ask."""

from typing import Annotated, Literal

from pydantic import Field

from provtrack.schemas.documents import Edit, Part
from provtrack.schemas.documents.chain import Chain
from provtrack.schemas.documents.citation import VersionEntry
from provtrack.schemas.files import Record


class CorrectionEntry(Part):
    """An entry of the ledger, with people by their names."""

    id: str
    before: Annotated[str, Field(description="The state before.")]
    after: Annotated[str, Field(description="The state that it made.")]
    paragraph: int
    old: str
    new: str
    kind: str
    basis: str
    folio: str
    evidence: tuple[str, ...]
    proposed_by: str
    reviewed_by: Annotated[str, Field(description="Empty: nobody has reviewed it.")]
    reverts: str
    date: str
    note: str


class DifferencesEntry(Part):
    """What matters in the difference from another text of the record."""

    ref: str
    title: str
    language: str
    compared: Annotated[bool, Field(description="False: in another language, or not kept.")]
    identical: Annotated[bool, Field(description="Both texts read the same.")]
    edits: Annotated[
        tuple[Edit, ...], Field(description="Substantive only; this text is the left one.")
    ]


class DoubtEntry(Part):
    """What `provtrack check` finds."""

    rule: str
    name: str
    level: str
    path: str
    line: int
    message: str
    hint: str


class ReportDocument(Part):
    """`provtrack report`: where a text comes from, on whose word, and what is in doubt."""

    schema_: Annotated[Literal["provtrack.report/1"], Field(alias="schema")]
    ref: str
    title: str
    version: VersionEntry
    citations: Annotated[dict[str, str], Field(description="By the name of the style.")]
    weaknesses: Annotated[
        tuple[str, ...], Field(description="What is broken or not attested on the way to it.")
    ]
    record: Record
    archive: Annotated[str, Field(description="The archive's name.")]
    chain: Chain
    corrections: tuple[CorrectionEntry, ...]
    differences: tuple[DifferencesEntry, ...]
    doubts: tuple[DoubtEntry, ...]
