"""From an imported file to a variant in a record: what to write, decided before it is written."""

from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.store.intake.document import (
    check_wishes,
    doubts,
    existing_document,
    extend,
    new_document,
)
from provtrack.store.intake.ids import check_id, new_record_id, new_variant_id
from provtrack.store.intake.people import agents_file, people_in
from provtrack.store.intake.values import Intake, Source, Wishes
from provtrack.text import decode, join_paragraphs, split_lines

if TYPE_CHECKING:
    from provtrack.model import Imported
    from provtrack.store.repository import Repository

__all__ = ["Intake", "Source", "Wishes", "stage"]


def stage(repository: "Repository", source: Source, imported: "Imported", wishes: Wishes) -> Intake:
    """Stages the files that make an imported text a variant of a record.

    Nothing is staged when the variant has exactly this text already.

    Raises:
        ProvtrackError: the variant exists with another text, there is no text, or a wish cannot
            be fulfilled.
    """
    check_wishes(wishes)
    if not imported.paragraphs:
        raise ProvtrackError(
            f"{source.name}: no text was found in it",
            "name its format with --from, if it was taken for another",
        )
    record_id = check_id("--record", wishes.record) or new_record_id(
        source.name,
        imported.metadata,
        lambda id_: repository.record(id_).title if repository.knows(id_) else "",
    )
    variant_id = check_id("--variant", wishes.variant) or new_variant_id(
        source.name, imported.metadata
    )
    record = repository.record(record_id) if repository.knows(record_id) else None
    has_text = _has_this_text(repository, record_id, variant_id, imported.paragraphs, source.name)
    if has_text and record and record.find_variant(variant_id):
        return Intake(record_id, variant_id, ())
    people = people_in(repository, imported.metadata)
    document = (
        new_document(record_id, source, imported.metadata, people)
        if record is None
        else existing_document(repository, record_id)
    )
    extend(document, record, variant_id, source, imported, wishes, people)
    files = {
        "agents.toml": agents_file(repository, people),
        f"{record_id}/{source.path}": source.data,
        f"{record_id}/{variant_id}.txt": join_paragraphs(imported.paragraphs).encode(),
        # The record comes last: what it names is in place before it says so.
        f"{record_id}/record.toml": document.as_string().encode(),
    }
    written = {path: data for path, data in files.items() if repository.read(path) != data}
    for path, data in written.items():
        repository.stage(path, data)
    repository.record(record_id)  # what is about to be written can be read again
    is_new = record is None or record.find_variant(variant_id) is None
    return Intake(
        record_id,
        variant_id,
        tuple(f"records/{path}" for path in written),
        doubts(imported, wishes) if is_new else (),
    )


def _has_this_text(
    repository: "Repository",
    record_id: str,
    variant_id: str,
    paragraphs: tuple[str, ...],
    name: str,
) -> bool:
    path = f"{record_id}/{variant_id}.txt"
    data = repository.read(path)
    if data is None:
        return False
    if split_lines(decode(data, f"records/{path}")) == paragraphs:
        return True
    raise ProvtrackError(
        f"{name}: records/{path} is there already, with a different text",
        f"see where they differ: provtrack compare {record_id}/{variant_id} {name}; "
        "keep both by importing this one with another --variant",
    )
