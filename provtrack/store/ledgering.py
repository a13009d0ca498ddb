"""Corrections written: the text, the ledger's entries and the step that makes the new state."""

import codecs
import contextlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from provtrack.errors import ProvtrackError
from provtrack.ledger import replay, trace
from provtrack.ledger.rewriting import rewrite
from provtrack.refs import RecordRef
from provtrack.schemas.files import Activity, Basis, CorrectionKind, Corrections, Role, Standing
from provtrack.schemas.load import load
from provtrack.store.intake.steps import MADE_BY
from provtrack.text import decode, fold, text_sha256

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction, Record
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


@dataclass(frozen=True, slots=True)
class Staged:
    """What was staged.

    Attributes:
        ids: of the new entries, in their order.
        state: the state that they make: ``goldberg@2``.
        first: whether the state before had to be entered in the chain as well, as ``@1``.
        paths: of the files below ``records/`` that will be written.
        before: the text that the entries speak of.
    """

    ids: tuple[str, ...]
    state: str
    first: bool
    paths: tuple[str, ...]
    before: tuple[str, ...]


def corrections_of(repository: "Repository", record_id: str) -> tuple["Correction", ...]:
    """The ledger of a record, in the order of the file.

    Raises:
        ProvtrackError: the file is not valid.
    """
    path = f"{record_id}/{LEDGER}"
    data = repository.read(path)
    if data is None:
        return ()
    return load(Corrections, decode(data, f"records/{path}"), f"records/{path}").correction


def last_state(record: "Record", variant_id: str) -> int:
    """The number of a variant's last state, 0 when the chain knows none."""
    return max(record.states(variant_id), default=0)


def working_text(repository: "Repository", record: "Record", variant_id: str) -> tuple[str, ...]:
    """The paragraphs of a variant as they stand in the working tree."""
    return repository.paragraphs(record, RecordRef(record.id, variant_id))


def is_last_state(record: "Record", variant_id: str, paragraphs: Sequence[str]) -> bool:
    """Whether a text is the last state that the chain vouches for.

    Raises:
        ProvtrackError: the chain names the state and does not say what its text is.
    """
    number = last_state(record, variant_id)
    if not number:
        return True
    step = record.states(variant_id)[number]
    if not step.text_sha256:
        raise ProvtrackError(
            f"records/{record.id}/record.toml: step {step.id} makes {variant_id}@{number} "
            "without the hash of its text",
            "if the text stands as it was then, add to the step: "
            f'text_sha256 = "{text_sha256(paragraphs)}"',
        )
    return step.text_sha256 == text_sha256(paragraphs)


def state_before(repository: "Repository", record: "Record", variant_id: str) -> tuple[str, ...]:
    """The text of the last state, wherever it is; the last commit's where there is no state.

    Raises:
        ProvtrackError: it is neither in the working tree, nor in git's history, nor made by the
            ledger from an earlier state that is.
    """
    number = last_state(record, variant_id)
    if number:
        return state_text(repository, record, variant_id, number)
    return repository.paragraphs(record, RecordRef(record.id, variant_id, "HEAD"))


def state_text(
    repository: "Repository", record: "Record", variant_id: str, number: int
) -> tuple[str, ...]:
    """The text of a state; one that was never committed is made from an earlier one.

    Raises:
        ProvtrackError: it is out of reach.
    """
    try:
        return repository.paragraphs(record, RecordRef(record.id, variant_id, str(number)))
    except ProvtrackError:
        for earlier in range(number - 1, 0, -1):
            with contextlib.suppress(ProvtrackError):
                start = repository.paragraphs(
                    record, RecordRef(record.id, variant_id, str(earlier))
                )
                made = replay(
                    corrections_of(repository, record.id), variant_id, start, earlier, number
                )
                if text_sha256(made) == record.states(variant_id)[number].text_sha256:
                    return made
        raise


def stage_corrections(
    repository: "Repository",
    record_id: str,
    variant_id: str,
    entries: Sequence[Entry],
    before: tuple[str, ...] | None = None,
) -> Staged:
    """Stages corrections of the last state: the text, their entries, and the step for the new one.

    The text in the working tree is either the last state, or already what the entries make of it;
    then only the ledger and the chain are added to.

    Args:
        repository: where the record is; nothing is written yet.
        record_id: the record's id.
        variant_id: the variant's id.
        entries: all that lead to the new state; at least one.
        before: the last state (:func:`state_before`), when the text is already what they make.

    Raises:
        ProvtrackError: an entry does not fit the last state, the text is neither of the two, or
            an agent is not known. Nothing is staged then.
    """
    record = repository.record(record_id)
    text = working_text(repository, record, variant_id)
    if before is None:
        if not is_last_state(record, variant_id, text):
            raise differs(record, variant_id)
        before = text
    check_agents(repository, entries)
    applied = trace(before, entries)
    after = applied.paragraphs
    if not after:
        raise ProvtrackError(
            f"{record_id}/{variant_id}: nothing would be left of the text",
            "a variant is taken away by a step of the chain (withdrawal), not by a correction",
        )
    if text not in {before, after}:
        raise differs(record, variant_id)
    known = corrections_of(repository, record_id)
    number = max(last_state(record, variant_id), 1)
    ids = free_ids("c", (entry.id for entry in known), len(entries))
    state = f"{variant_id}@{number + 1}"
    files: dict[str, bytes] = {}
    if text == before != after:
        path = f"{record_id}/{variant_id}.txt"
        files[path] = _rewritten(repository.read(path) or b"", applied)
    files[f"{record_id}/{LEDGER}"] = _ledger_with(
        repository,
        record_id,
        variant_id,
        (number, number + 1),
        list(zip(ids, entries, strict=True)),
    )
    files[f"{record_id}/record.toml"] = _record_with(
        repository, record, variant_id, before, after, entries
    )
    for path, data in files.items():
        repository.stage(path, data)
    repository.record(record_id)  # what is about to be written can be read again
    corrections_of(repository, record_id)
    return Staged(ids, state, not last_state(record, variant_id), tuple(files), before)


def differs(record: "Record", variant_id: str) -> ProvtrackError:
    """The text was changed by hand since the last state."""
    name, number = f"{record.id}/{variant_id}", last_state(record, variant_id)
    return ProvtrackError(
        f"records/{name}.txt is not {variant_id}@{number}: it was changed and the ledger does not "
        "say how",
        f"write the entries for what was changed first: provtrack correct {name} --from-diff "
        f"(or see it: provtrack compare {name}@{number} {name})",
    )


def check_agents(repository: "Repository", entries: Iterable[Entry]) -> None:
    """Whether everybody who is named is on file.

    Raises:
        ProvtrackError: somebody is not; names the nearest.
    """
    known = [agent.id for agent in repository.agents().agent]
    for entry in entries:
        for id_ in (entry.proposed_by, entry.reviewed_by):
            if id_ and id_ not in known:
                near = get_close_matches(id_, known, n=1, cutoff=0.5)
                listed = ", ".join(known[:8]) or "nobody yet"
                raise ProvtrackError(
                    f"there is no agent {id_!r} in records/agents.toml",
                    f"did you mean {near[0]!r}?" if near else f"add an [[agent]]; known: {listed}",
                )


def agent_named(repository: "Repository", name: str) -> str:
    """The id of the person of that name, in either order of its words; empty when not on file."""
    words = sorted(fold(name).split())
    for agent in repository.agents().agent:
        is_same = sorted(fold(agent.name).replace(",", " ").split()) == words
        if words and (is_same or agent.id == name):
            return agent.id
    return ""


def free_ids(prefix: str, taken: Iterable[str], count: int) -> tuple[str, ...]:
    """The next numbers after the highest that was ever given."""
    numbers = [
        int(found[1]) for id_ in taken if (found := re.fullmatch(rf"{prefix}(\d{{1,9}})", id_))
    ]
    first = max(numbers, default=0) + 1
    return tuple(f"{prefix}{number}" for number in range(first, first + count))


def _rewritten(data: bytes, applied: Any) -> bytes:
    """The file in the encoding that it has."""
    encoding = "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    return rewrite(data.decode(encoding), applied).encode(encoding)


def _ledger_with(
    repository: "Repository",
    record_id: str,
    variant_id: str,
    states: tuple[int, int],
    entries: Sequence[tuple[str, Entry]],
) -> bytes:
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
        _append(document, "correction", values, optional={"folio", "reverts", "note"})
    return _ended(source, document.as_string())


def _append(document: Any, name: str, values: dict[str, Any], optional: set[str]) -> None:
    """A table more at the end of an array of tables."""
    import tomlkit

    table = tomlkit.table()
    table.trivia.indent = "\n"  # a blank line before its header
    for key, value in values.items():
        if value or key not in optional:
            table.add(key, value)
    document.setdefault(name, tomlkit.aot()).append(table)


def _ended(source: bytes | None, text: str) -> bytes:
    """With the line ends that the file has."""
    if source and b"\r\n" in source:
        text = re.sub(r"\r?\n", "\r\n", text)
    return text.encode()


def _record_with(
    repository: "Repository",
    record: "Record",
    variant_id: str,
    before: tuple[str, ...],
    after: tuple[str, ...],
    entries: Sequence[Entry],
) -> bytes:
    import tomlkit

    path = f"{record.id}/record.toml"
    source = repository.read(path) or b""
    document = tomlkit.parse(decode(source, f"records/{path}"))
    number = last_state(record, variant_id)
    first, second = free_ids("s", (step.id for step in record.step), 2)
    if not number:
        made = _first_state(first, record, variant_id, before)
        _append(document, "step", made, {"note"})
        first, number = second, 1
    people = {entry.proposed_by: Role.CORRECTED for entry in entries}
    people |= {
        entry.reviewed_by: Role.REVIEWED for entry in entries if entry.reviewed_by not in people
    }
    people.pop("", None)
    roles = tomlkit.inline_table()
    roles.update({id_: role.value for id_, role in people.items()})
    values = {
        "id": first,
        "activity": Activity.CORRECTION.value,
        "uses": [f"{variant_id}@{number}"],
        "generates": f"{variant_id}@{number + 1}",
        "agents": list(people),
        "roles": roles,
        "date": max((entry.date for entry in entries), default=""),
        "status": Standing.ATTESTED.value,
        "evidence": LEDGER,
        "text_sha256": text_sha256(after),
    }
    _append(document, "step", values, {"roles"})
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
