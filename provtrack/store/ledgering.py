"""Corrections written: the text, the ledger's entries and the step that makes the new state."""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.ledger import draft, propose, replay, trace
from provtrack.refs import RecordRef
from provtrack.schemas.files import Basis, Corrections
from provtrack.schemas.load import load
from provtrack.store.ledgerfiles import (
    LEDGER,
    Entry,
    free_ids,
    last_state,
    ledger_with,
    record_with,
    rewritten,
)
from provtrack.text import decode, fold, text_sha256

if TYPE_CHECKING:
    from provtrack.classify import Reader
    from provtrack.schemas.files import Correction, Record
    from provtrack.store.repository import Repository


__all__ = [
    "DRAFTED",
    "LEDGER",
    "Entry",
    "Staged",
    "agent_named",
    "check_agents",
    "corrections_of",
    "differs",
    "is_last_state",
    "last_state",
    "stage_corrections",
    "stage_drafts",
    "state_before",
    "state_text",
    "working_text",
]


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


def uncommitted(repository: "Repository", record_id: str) -> tuple["Correction", ...]:
    """The corrections of the working tree's ledger that the last commit does not have.

    A ledger that is not valid in the last commit counts as having none: the repaired one is new.

    Raises:
        ProvtrackError: the ledger of the working tree is not valid.
    """
    head = repository.history.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    try:
        then = repository.corrections(record_id, head).correction if head else ()
    except ProvtrackError:
        then = ()
    known = {(entry.variant, entry.id) for entry in then}
    now = corrections_of(repository, record_id)
    return tuple(entry for entry in now if (entry.variant, entry.id) not in known)


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
        files[path] = rewritten(repository.read(path) or b"", applied)
    files[f"{record_id}/{LEDGER}"] = ledger_with(
        repository,
        record_id,
        variant_id,
        (number, number + 1),
        list(zip(ids, entries, strict=True)),
    )
    files[f"{record_id}/record.toml"] = record_with(
        repository, record, variant_id, before, after, entries
    )
    for path, data in files.items():
        repository.stage(path, data)
    repository.record(record_id)  # what is about to be written can be read again
    corrections_of(repository, record_id)
    return Staged(ids, state, not last_state(record, variant_id), tuple(files), before)


DRAFTED = "Drafted from an edit by hand: say what it rests on."
"""The note of an entry that nobody has written yet."""


def stage_drafts(
    repository: "Repository",
    record_id: str,
    variant_id: str,
    reader: "Reader",
    *,
    date: str,
    proposed_by: str = "",
) -> Staged | None:
    """Stages entries for what was edited by hand since the last state.

    Their kind is a proposal and their basis conjecture, since nothing else can be known: their
    note says so, for an editor to put right.

    Args:
        repository: where the record is.
        record_id: the record's id.
        variant_id: the variant's id.
        reader: tells the kinds of differences.
        date: EDTF date of the entries.
        proposed_by: agent id.

    Returns:
        What was staged; ``None`` when the text is the last state.

    Raises:
        ProvtrackError: the last state is out of reach.
    """
    record = repository.record(record_id)
    before = state_before(repository, record, variant_id)
    drafts = draft(before, working_text(repository, record, variant_id))
    entries = [
        Entry(
            each.paragraph,
            each.old,
            each.new,
            propose(before, each, reader),
            Basis.CONJECTURE,
            proposed_by=proposed_by,
            date=date,
            note=DRAFTED,
        )
        for each in drafts
    ]
    if not entries:
        return None
    return stage_corrections(repository, record_id, variant_id, entries, before)


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
    words = _name_words(name)
    for agent in repository.agents().agent:
        if words and (_name_words(agent.name) == words or agent.id == name):
            return agent.id
    return ""


def _name_words(name: str) -> list[str]:
    return sorted(fold(name).replace(",", " ").split())
