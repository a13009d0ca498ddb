"""The files that a correction is written to: what is appended, and everything else as it stood."""

import codecs
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provtrack.ledger.rewriting import rewrite
from provtrack.schemas.files import Activity, Basis, CorrectionKind, Role, Standing
from provtrack.store.intake.steps import MADE_BY
from provtrack.text import decode, text_sha256

if TYPE_CHECKING:
    from provtrack.ledger import Applied
    from provtrack.schemas.files import Record
    from provtrack.store.repository import Repository

LEDGER = "corrections.toml"


@dataclass(frozen=True, slots=True)
class Entry:
    """A correction that is about to be written; the words are those of :class:`Words`."""

    paragraph: int
    old: str
    new: str
    kind: CorrectionKind
    basis: Basis
    folio: str = ""
    evidence: tuple[str, ...] = ()
    proposed_by: str = ""
    reviewed_by: str = ""
    reverts: str = ""
    date: str = ""
    note: str = ""


def last_state(record: "Record", variant_id: str) -> int:
    """The number of a variant's last state, 0 when the chain knows none."""
    return max(record.states(variant_id), default=0)


def free_ids(prefix: str, taken: Iterable[str], count: int) -> tuple[str, ...]:
    """The next numbers after the highest that was ever given."""
    numbers = [
        int(found[1]) for id_ in taken if (found := re.fullmatch(rf"{prefix}(\d{{1,9}})", id_))
    ]
    first = max(numbers, default=0) + 1
    return tuple(f"{prefix}{number}" for number in range(first, first + count))


def rewritten(data: bytes, applied: "Applied") -> bytes:
    """The file in the encoding that it has."""
    encoding = "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    return rewrite(data.decode(encoding), applied).encode(encoding)


def ledger_with(
    repository: "Repository",
    record_id: str,
    variant_id: str,
    states: tuple[int, int],
    entries: Sequence[tuple[str, Entry]],
) -> bytes:
    """The ledger with more entries, each with its id; ``states`` are those before and after."""
    import tomlkit

    path = f"{record_id}/{LEDGER}"
    source = repository.read(path)
    document = tomlkit.parse(decode(source, f"records/{path}") if source else "schema = 1\n")
    for id_, entry in entries:
        values = {
            "id": id_,
            "variant": variant_id,
            "from": f"{variant_id}@{states[0]}",
            "to": f"{variant_id}@{states[1]}",
            "paragraph": entry.paragraph,
            "old": entry.old,
            "new": entry.new,
            "kind": entry.kind.value,
            "basis": entry.basis.value,
            "folio": entry.folio,
            "evidence": list(entry.evidence),
            "proposed_by": entry.proposed_by,
            "reviewed_by": entry.reviewed_by,
            "reverts": entry.reverts,
            "date": entry.date,
            "note": entry.note,
        }
        append(document, "correction", values, optional={"folio", "reverts", "note"})
    return _ended(source, document.as_string())


def append(
    document: Any, name: str, values: Mapping[str, Any], optional: Collection[str] = ()
) -> None:
    """A table more at the end of an array of tables of a TOML document.

    Args:
        document: tomlkit's.
        name: of the array.
        values: in the order of the file; a mapping becomes an inline table.
        optional: keys that are left out where they are empty.
    """
    import tomlkit

    table = tomlkit.table()
    table.trivia.indent = "\n"  # a blank line before its header
    for key, value in values.items():
        if isinstance(value, Mapping):
            inline = tomlkit.inline_table()
            inline.update(value)
            value = inline  # noqa: PLW2901  # the same value, as it is to be written
        if value or key not in optional:
            table.add(key, value)
    document.setdefault(name, tomlkit.aot()).append(table)


def _ended(source: bytes | None, text: str) -> bytes:
    """With the line ends that the file has."""
    if source and b"\r\n" in source:
        text = re.sub(r"\r?\n", "\r\n", text)
    return text.encode()


def record_with(
    repository: "Repository",
    record: "Record",
    variant_id: str,
    before: tuple[str, ...],
    after: tuple[str, ...],
    entries: Sequence[Entry],
) -> bytes:
    """The record's file with the step for the new state, and one for ``@1`` if there was none."""
    import tomlkit

    path = f"{record.id}/record.toml"
    source = repository.read(path) or b""
    document = tomlkit.parse(decode(source, f"records/{path}"))
    number = last_state(record, variant_id)
    first, second = free_ids("s", (step.id for step in record.step), 2)
    if not number:
        made = _first_state(first, record, variant_id, before)
        append(document, "step", made, {"note"})
        first, number = second, 1
    people = {entry.proposed_by: Role.CORRECTED for entry in entries}
    people |= {
        entry.reviewed_by: Role.REVIEWED for entry in entries if entry.reviewed_by not in people
    }
    people.pop("", None)
    values = {
        "id": first,
        "activity": Activity.CORRECTION.value,
        "uses": [f"{variant_id}@{number}"],
        "generates": f"{variant_id}@{number + 1}",
        "agents": list(people),
        "roles": {id_: role.value for id_, role in people.items()},
        "date": max((entry.date for entry in entries), default=""),
        "status": Standing.ATTESTED.value,
        "evidence": LEDGER,
        "text_sha256": text_sha256(after),
    }
    append(document, "step", values, {"roles"})
    return _ended(source, document.as_string())


def _first_state(
    id_: str, record: "Record", variant_id: str, before: tuple[str, ...]
) -> dict[str, Any]:
    """What is known of a text that no step of the chain has made: only how it reads."""
    variant = record.find_variant(variant_id)
    activity = MADE_BY[variant.kind] if variant else Activity.IMPORT
    return {
        "id": id_,
        "activity": activity.value,
        "uses": [],
        "generates": f"{variant_id}@1",
        "agents": [],
        "date": "",
        "status": Standing.UNKNOWN.value,
        "evidence": "",
        "text_sha256": text_sha256(before),
        "note": "The text as it stood before its first correction.",
    }
