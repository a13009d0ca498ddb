"""A record as the document that ``show`` prints."""

from typing import TYPE_CHECKING

from provtrack.refs import RecordRef
from provtrack.schemas.documents import RecordDocument, VariantEntry

if TYPE_CHECKING:
    from provtrack.schemas.files import Record
    from provtrack.store.repository import Repository


def record(repository: "Repository", record: "Record") -> RecordDocument:
    """One record."""
    return RecordDocument(
        schema_="provtrack.record/1", record=record, variants=_variants(repository, record)
    )


def _variants(repository: "Repository", record: "Record") -> tuple[VariantEntry, ...]:
    return tuple(
        VariantEntry(
            ref=f"{record.id}/{variant.id}",
            id=variant.id,
            language=variant.language,
            kind=variant.kind.value,
            title=variant.title,
            paragraphs=len(repository.paragraphs(record, RecordRef(record.id, variant.id))),
            states=len(record.states(variant.id)),
        )
        for variant in record.variant
    )
