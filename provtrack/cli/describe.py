"""Records as the documents that ``list`` and ``show`` print."""

from typing import TYPE_CHECKING

from provtrack.refs import RecordRef
from provtrack.schemas.documents import RecordDocument, RecordEntry, Records, VariantEntry

if TYPE_CHECKING:
    from provtrack.schemas.files import Record
    from provtrack.store.repository import Repository


def records(repository: "Repository") -> Records:
    """All records of the working tree."""
    return Records(
        schema_="provtrack.records/1",
        records=tuple(
            RecordEntry(
                id=record.id,
                title=record.title,
                type=record.type,
                date=record.date,
                archive=record.archive.as_printed,
                variants=_variants(repository, record),
            )
            for record in repository.all_records()
        ),
    )


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
