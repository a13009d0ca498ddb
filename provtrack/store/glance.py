"""What the past of a text needs of its record: read at a glance where that is enough.

To check a whole record against its definition costs half as much again as the blame of a text of
500 versions. Whatever is not as expected is read in full, which gives the usual errors.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provtrack.errors import ProvtrackError
from provtrack.history.recovery import Ledger, State
from provtrack.refs import RecordRef
from provtrack.text import decode

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction
    from provtrack.store.repository import Repository


@dataclass(frozen=True, slots=True)
class About:
    """What a record says of one of its variants.

    Attributes:
        title: of the variant, else of the record.
        language: BCP 47 tag, ``""`` when not known.
        ledger: the states and corrections of the variant; who made a state is given by ids, with
            a space between.
        is_state: whether the reference names one of these states.
    """

    title: str
    language: str
    ledger: Ledger
    is_state: bool = False


def glance(repository: "Repository", ref: RecordRef) -> About:
    """What the record of a reference says of its variant.

    Raises:
        ProvtrackError: there is no such record or variant, or its files are not valid.
    """
    tables = {} if ref.revision else _tables(repository, ref)
    try:
        return _quick(repository, tables, ref)
    except (AttributeError, KeyError, StopIteration, TypeError, ValueError):
        return _whole(repository, ref)


def _tables(repository: "Repository", ref: RecordRef) -> dict[str, Any]:
    path = f"{ref.record}/record.toml"
    data = repository.read(path)
    try:
        return tomllib.loads(decode(data or b"", path))
    except (ValueError, RecursionError, ProvtrackError):
        return {}


def _quick(repository: "Repository", tables: dict[str, Any], ref: RecordRef) -> About:
    variant = next(each for each in tables["variant"] if each["id"] == ref.variant)
    if tables["id"] != ref.record:
        raise ValueError(tables["id"])
    states = sorted(_states(tables.get("step", []), ref.variant), key=lambda each: each.number)
    return About(
        str(variant.get("title", "")) or str(tables["title"]),
        str(variant.get("language", "")),
        Ledger(ref.variant, tuple(states), _entries(repository, ref, "")),
    )


def _states(steps: list[dict[str, Any]], variant: str) -> Iterator[State]:
    for step in steps:
        name, at, number = step.get("generates", "").partition("@")
        if at and name == variant:
            yield State(
                int(number),
                str(step.get("text_sha256", "")),
                str(step.get("date", "")),
                " ".join(step.get("agents", [])),
            )


def _whole(repository: "Repository", ref: RecordRef) -> About:
    record = repository.record_of(ref)
    is_state = repository.is_state(record, ref)
    variant = record.find_variant(ref.variant)
    if variant is None:
        repository.paragraphs(record, ref)  # which says so, and what there is
    states = (
        State(number, step.text_sha256, step.date, " ".join(step.agents))
        for number, step in sorted(record.states(ref.variant).items())
    )
    entries = _entries(repository, ref, "" if is_state else ref.revision)
    return About(
        (variant.title if variant else "") or record.title,
        variant.language if variant else "",
        Ledger(ref.variant, tuple(states), entries),
        is_state,
    )


def _entries(repository: "Repository", ref: RecordRef, revision: str) -> "tuple[Correction, ...]":
    if not revision and not repository.exists(f"{ref.record}/corrections.toml"):
        return ()
    entries = repository.corrections(ref.record, revision).correction
    return tuple(each for each in entries if each.variant == ref.variant)
