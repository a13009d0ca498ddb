"""The pins of a record: read, added to and taken from ``alignment.toml``."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from provtrack.pins import OPENING
from provtrack.schemas.files import AlignmentFile
from provtrack.schemas.load import load
from provtrack.text import decode, paragraph_sha256, split_lines

if TYPE_CHECKING:
    from provtrack.model import Text
    from provtrack.schemas.files import PinEntry
    from provtrack.store.repository import Repository


_EMPTY = "schema = 1\n"
"""The file without a pin."""


def pins_of(repository: "Repository", record_id: str) -> tuple["PinEntry", ...]:
    """All pins of a record, in the order of the file.

    Raises:
        ProvtrackError: the file is not valid.
    """
    path = _path(record_id)
    data = repository.read(path)
    if data is None:
        return ()
    return load(AlignmentFile, decode(data, f"records/{path}"), f"records/{path}").pin


def earlier_text(
    repository: "Repository", record_id: str, variant_id: str, sha256: str
) -> tuple[str, ...] | None:
    """The newest text of a variant in git's history with a paragraph of that hash."""
    for data in repository.versions(f"{record_id}/{variant_id}.txt"):
        paragraphs = split_lines(data.decode("utf-8", "replace"))
        if any(paragraph_sha256(paragraph) == sha256 for paragraph in paragraphs):
            return paragraphs
    return None


def stage_pin(
    repository: "Repository",
    record_id: str,
    sides: tuple[tuple[str, "Text", Sequence[int]], tuple[str, "Text", Sequence[int]]],
    ruling: dict[str, Any],
) -> None:
    """Stages the file with one more pin.

    Args:
        repository: where the record is.
        record_id: the record of both variants.
        sides: left and right: variant id, its text, and the pinned paragraphs' numbers.
        ruling: ``apart``, ``editor``, ``reason`` and ``date``.
    """
    import tomlkit

    document = _document(repository, record_id)
    table = tomlkit.table()
    table.trivia.indent = "\n"
    for name, side in zip(("left", "right"), sides, strict=True):
        table.add(name, _side(*side))
    for key, value in ruling.items():
        if value:
            table.add(key, value)
    document.setdefault("pin", tomlkit.aot()).append(table)
    repository.stage(_path(record_id), document.as_string().encode())


def drop_if_empty(repository: "Repository", record_id: str) -> None:
    """Takes the file away that holds no pin and no remark, which says as much as none.

    Done after the file was written: cut off in between, what is left is read just the same.
    """
    place = repository.records / _path(record_id)
    if place.is_file() and place.read_text("utf-8").split() == _EMPTY.split():
        place.unlink()


def stage_without(repository: "Repository", record_id: str, places: Sequence[int]) -> None:
    """Stages the file without the pins at those places, from 0."""
    document = _document(repository, record_id)
    for place in sorted(places, reverse=True):
        del document["pin"][place]
    if not document["pin"]:
        del document["pin"]  # an empty array of tables would be written as "pin = []"
    repository.stage(_path(record_id), document.as_string().encode())


def _document(repository: "Repository", record_id: str) -> Any:
    import tomlkit

    source = repository.read(_path(record_id))
    return tomlkit.parse(decode(source, "alignment.toml") if source else _EMPTY)


def _side(variant_id: str, text: "Text", numbers: Sequence[int]) -> Any:
    import tomlkit

    paragraphs = [text.paragraph(number) for number in numbers]
    side = tomlkit.inline_table()
    side["variant"] = variant_id
    side["paragraphs"] = list(numbers)
    side["sha256"] = [paragraph_sha256(paragraph) for paragraph in paragraphs]
    side["begins"] = [paragraph[:OPENING] for paragraph in paragraphs]
    return side


def _path(record_id: str) -> str:
    return f"{record_id}/alignment.toml"
