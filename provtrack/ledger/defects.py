"""What is wrong with a ledger, by itself and beside the chain and the texts."""

from collections.abc import Callable, Collection, Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.ledger.placing import apply
from provtrack.ledger.replaying import number_of
from provtrack.ledger.undoing import is_certain, undo
from provtrack.model import Defect
from provtrack.text import text_sha256

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction, Record

FILE = "corrections.toml"

StateText = Callable[[str, int], tuple[str, ...] | None]
"""Variant id and number of a state -> its paragraphs; ``None`` when the text is out of reach."""


def defects(
    entries: Sequence["Correction"],
    record: "Record",
    text_of: StateText,
    agents: Collection[str] | None = None,
) -> Iterator[Defect]:
    """Everything that is wrong with the entries of a record, in the order of the ledger.

    Args:
        entries: all of the ledger.
        record: the record that they belong to.
        text_of: the texts of the states, as far as they are to be had.
        agents: ids of all agents; ``None`` when they are not to be checked.
    """
    fits = _misfits(entries, record, text_of)
    for index, entry in enumerate(entries):
        own = [
            *_states(entry, index, entries, record),
            *_words(entry, index),
            *_reverts(entry, index, entries),
            *_people(entry, index, agents),
        ]
        yield from own
        if not any(defect.code.startswith("correction-state") for defect in own):
            yield from fits.get(index, ())


def _defect(code: str, message: str, hint: str, index: int, key: str) -> Defect:
    return Defect(f"correction-{code}", message, hint, FILE, ("correction", index, key))


def _states(
    entry: "Correction", index: int, entries: Sequence["Correction"], record: "Record"
) -> Iterator[Defect]:
    """Whether the states that it names are of its variant, in order, and known to the chain."""
    made = record.states(entry.variant)
    if record.find_variant(entry.variant) is None and not made:
        near = get_close_matches(entry.variant, [each.id for each in record.variant], n=1)
        yield _defect(
            "variant-unknown",
            f"correction {entry.id}: there is no variant {entry.variant!r}",
            f"did you mean {near[0]!r}?" if near else "name a variant of this record",
            index,
            "variant",
        )
        return
    for key, state in (("from", entry.from_), ("to", entry.to)):
        variant, _, _ = state.partition("@")
        if variant != entry.variant or not number_of(state):
            yield _defect(
                "state-foreign",
                f"correction {entry.id}: {state!r} is no state of the variant {entry.variant!r}",
                f'write {key} = "{entry.variant}@{number_of(state) or 1}"',
                index,
                key,
            )
        elif number_of(state) not in made:
            yield _defect(
                "state-unknown",
                f"correction {entry.id}: no step of the chain makes {state}",
                f"the chain knows {_known(entry.variant, made)}; "
                "a correction is written together with the step that makes its state",
                index,
                key,
            )
    if number_of(entry.to) <= number_of(entry.from_):
        yield _defect(
            "states-reversed",
            f"correction {entry.id}: {entry.to} does not come after {entry.from_}",
            "'from' is the state before, 'to' the one that the correction made",
            index,
            "to",
        )
        return
    yield from _parents(entry, index, entries, record)


def _known(variant: str, made: Collection[int]) -> str:
    return ", ".join(f"{variant}@{number}" for number in sorted(made)) or "no state of it"


def _parents(
    entry: "Correction", index: int, entries: Sequence["Correction"], record: "Record"
) -> Iterator[Defect]:
    """Whether the chain and the other entries agree what its state was made from."""
    step = record.states(entry.variant).get(number_of(entry.to))
    if step is not None and entry.from_ not in step.uses:
        yield _defect(
            "states-do-not-chain",
            f"correction {entry.id} makes {entry.to} from {entry.from_}, "
            f"step {step.id} makes it from {', '.join(step.uses) or 'nothing'}",
            "say the same in both; for corrections from two branches: "
            f"provtrack correct {record.id}/{entry.variant} --renumber",
            index,
            "from",
        )
    elders = (
        each for each in entries[:index] if (each.variant, each.to) == (entry.variant, entry.to)
    )
    for elder in elders:
        if elder.from_ != entry.from_:
            yield _defect(
                "states-disagree",
                f"corrections {elder.id} and {entry.id} make {entry.to} from different states",
                "give the later one a state of its own",
                index,
                "from",
            )
            return


def _words(entry: "Correction", index: int) -> Iterator[Defect]:
    if entry.old == entry.new:
        yield _defect(
            "changes-nothing",
            f"correction {entry.id}: 'old' and 'new' are the same",
            "an entry says which words became which",
            index,
            "new",
        )


def _reverts(entry: "Correction", index: int, entries: Sequence["Correction"]) -> Iterator[Defect]:
    if not entry.reverts:
        return
    elders = [each.id for each in entries[:index] if each.variant == entry.variant]
    if entry.reverts not in elders:
        near = get_close_matches(entry.reverts, elders, n=1)
        yield _defect(
            "reverts-unknown",
            f"correction {entry.id} takes back {entry.reverts!r}, which is no earlier correction "
            f"of {entry.variant}",
            f"did you mean {near[0]!r}?" if near else "name the entry that it takes back",
            index,
            "reverts",
        )


def _people(entry: "Correction", index: int, agents: Collection[str] | None) -> Iterator[Defect]:
    for key, id_ in (("proposed_by", entry.proposed_by), ("reviewed_by", entry.reviewed_by)):
        if agents is not None and id_ and id_ not in agents:
            near = get_close_matches(id_, agents, n=1)
            yield _defect(
                "agent-unknown",
                f"correction {entry.id}: there is no agent {id_!r} in agents.toml",
                f"did you mean {near[0]!r}?" if near else "add an [[agent]] with that id",
                index,
                key,
            )


def _misfits(
    entries: Sequence["Correction"], record: "Record", text_of: StateText
) -> dict[int, list[Defect]]:
    """Where the words are not those of the state before, or do not make the state after."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for index, entry in enumerate(entries):
        groups.setdefault((entry.variant, entry.from_, entry.to), []).append(index)
    found: dict[int, list[Defect]] = {}
    for (variant, from_, to), members in groups.items():
        before = text_of(variant, number_of(from_))
        if before is None:
            continue
        try:
            after = apply(before, [entries[index] for index in members])
        except ProvtrackError:
            for index in members:
                found[index] = list(_misfit(entries, index, members, before, from_))
            continue
        step = record.states(variant).get(number_of(to))
        if step is not None and step.text_sha256 not in {"", text_sha256(after)}:
            last = members[-1]
            found[last] = [
                _defect(
                    "result-differs",
                    f"the corrections that lead to {to} do not make the text that step {step.id} "
                    f"vouches for",
                    f"see what else changed: provtrack compare {record.id}/{variant}@"
                    f"{number_of(from_)} {record.id}/{variant}@{number_of(to)}",
                    last,
                    "to",
                )
            ]
    for variant in {entry.variant: None for entry in entries}:
        for index, defect in _before(entries, record, variant, text_of):
            found.setdefault(index, [defect])
    return found


def _before(
    entries: Sequence["Correction"], record: "Record", variant: str, text_of: StateText
) -> Iterator[tuple[int, Defect]]:
    """Where an earlier state, made again backwards from the last one, has not the hash it should.

    Its text may be in no file any more, and nothing else would notice that its hash was changed.
    """
    states = record.states(variant)
    number = max(states, default=0)
    text = text_of(variant, number)
    while text is not None:
        members = [k for k, each in enumerate(entries) if each.to == f"{variant}@{number}"]
        own = [entries[k] for k in members]
        origins = {number_of(each.from_) for each in own}
        if len(origins) != 1 or max(origins) >= number:
            return
        number = origins.pop()
        earlier = undo(text, own)
        if earlier is None or _complaint(earlier, own) or apply(earlier, own) != text:
            return
        step = states.get(number)
        if step is not None and step.text_sha256 not in {"", text_sha256(earlier)}:
            if not is_certain(own):
                return
            yield (
                members[-1],
                _defect(
                    "result-differs",
                    f"the corrections that lead from {variant}@{number} to {own[0].to} do not "
                    f"start with the text that step {step.id} vouches for",
                    f"if nobody changed more than they say, the text_sha256 of {step.id} was "
                    f'"{text_sha256(earlier)}"',
                    members[-1],
                    "from",
                ),
            )
            return
        text = earlier


def _misfit(
    entries: Sequence["Correction"],
    index: int,
    members: Sequence[int],
    before: tuple[str, ...],
    from_: str,
) -> Iterator[Defect]:
    """Why an entry does not fit by itself, or not together with an earlier one."""
    entry = entries[index]
    alone = _complaint(before, [entry])
    if alone:
        message = f"in {from_}, {alone.message}"
        yield _defect("does-not-fit", message, alone.hint, index, "old")
        return
    for elder in (entries[member] for member in members if member < index):
        both = None if _complaint(before, [elder]) else _complaint(before, [elder, entry])
        if both:
            yield _defect("overlaps", f"in {from_}, {both.message}", both.hint, index, "old")
            return


def _complaint(before: tuple[str, ...], attempt: Sequence["Correction"]) -> ProvtrackError | None:
    try:
        apply(before, attempt)
    except ProvtrackError as error:
        return error
    return None
