"""Is a chain sane? Valid it is already: the schema let it pass.

One function for each thing that can be wrong, in the table ``_CHECKS``; each yields defects in the
order of the file. None accuses where a reading remains in which the chain is right.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from provtrack.chain.graph import Chain, chain_of, cycles
from provtrack.chain.intervals import ANY, Day, interval
from provtrack.model import Defect
from provtrack.schemas.files import Activity, Agents, Archive, Record, Role, Standing, Step
from provtrack.text import text_sha256

_MAKES = frozenset(
    {
        Activity.CREATION,
        Activity.TRANSCRIPTION,
        Activity.TRANSLATION,
        Activity.REVISION,
        Activity.CORRECTION,
    }
)
"""Activities without a meaning where no state comes out of them."""

_ONLY_IN = {
    Role.COPIED: Activity.COPY,
    Role.IMPORTED: Activity.IMPORT,
    Role.UPLOADED: Activity.UPLOAD,
    Role.WITHDRAWN: Activity.WITHDRAWAL,
}
"""Roles that only one activity has."""


@dataclass(frozen=True)
class _Case:
    """A record and what its chain is held against; ``None`` for what is not in hand."""

    record: Record
    agents: Agents | None
    texts: Mapping[str, tuple[str, ...]] | None
    sources: Mapping[str, str] | None

    @cached_property
    def chain(self) -> Chain:
        return chain_of(self.record)

    def steps(self) -> Iterator[tuple[int, Step]]:
        return enumerate(self.record.step)


def defects(
    record: Record,
    agents: Agents | None = None,
    texts: Mapping[str, tuple[str, ...]] | None = None,
    sources: Mapping[str, str] | None = None,
) -> tuple[Defect, ...]:
    """What is wrong with a record's chain, in the order of the file.

    Args:
        record: the record.
        agents: ``agents.toml``; without it no agent is called unknown.
        texts: the paragraphs of the variants as they stand, by variant id; a variant that is not
            among them is not held against its hash.
        sources: the SHA-256 of the imported files that are kept, by their path below the record's
            directory; without it none is called missing.

    Returns:
        Defects of these codes, which stay the same:

        - ``undefined-state``: a step uses a state that no step makes.
        - ``state-made-twice``: two steps make one state.
        - ``cycle``: what a step used goes back to what it made.
        - ``date-before-source``: a step is certainly older than something that it used.
        - ``reversed-dates``: a span of time that ends before it begins.
        - ``not-from-original``: a state begins with a step that used nothing, is no creation and
          is not said to be unknown.
        - ``nothing-used``: a custody, an upload or a withdrawal of nothing.
        - ``nothing-made``: a creation, transcription, translation, revision or correction without
          a state that it made.
        - ``state-unnumbered``: a state of a variant without its number.
        - ``state-missing``: a variant has state 3 and no state 2.
        - ``variant-not-in-chain``: no step makes a state of a variant that is kept here.
        - ``hash-missing``: the last state of a variant that is kept here has no hash.
        - ``hash-of-nothing``: a hash of a text where no numbered state was made.
        - ``hash-differs``: the text as it stands is not the variant's last state.
        - ``source-missing``, ``source-differs``: the imported file is gone, or is another one.
        - ``unknown-agent``: an id that ``agents.toml`` does not have.
        - ``role-unfit``: a role that another activity has, such as "uploaded by" in a copy.
        - ``evidence-missing``: a step is attested, and nothing is said to attest it.
        - ``evidence-empty``: the evidence is a key of the record that is empty or not there.
        - ``withdrawn-not-uploaded``: a withdrawal of what was never uploaded.
        - ``withdrawn-before-upload``: a withdrawal that is certainly older than every upload.
    """
    case = _Case(record, agents, texts, sources)
    found = [defect for check in _CHECKS for defect in check(case)]
    return tuple(sorted(found, key=_position))


def _position(defect: Defect) -> tuple[object, ...]:
    """Record.toml before texts, the head of the file before its steps, steps in their order."""
    table, number = (*defect.place, "", 0)[:2]
    return (
        defect.file != "record.toml",
        defect.file,
        table == "step",
        number if isinstance(number, int) else 0,
    )


def _at(place: int, key: str) -> tuple[str | int, ...]:
    return ("step", place, key)


def _undefined_states(case: _Case) -> Iterator[Defect]:
    made = case.chain.makers
    for place, step in case.steps():
        for state in dict.fromkeys(step.uses):
            if state not in made:
                near = get_close_matches(state, made, n=1, cutoff=0.6)
                yield Defect(
                    "undefined-state",
                    f"step {step.id} uses {state!r}, which no step makes",
                    f"did you mean {near[0]!r}?"
                    if near
                    else f'add the step that made {state}, with status "unknown" if need be',
                    place=_at(place, "uses"),
                )


def _made_twice(case: _Case) -> Iterator[Defect]:
    for state, (first, *others) in case.chain.makers.items():
        for place in others:
            one, other = case.record.step[first].id, case.record.step[place].id
            yield Defect(
                "state-made-twice",
                f"steps {one} and {other} both make {state!r}",
                f"give what {other} made the next number, or a name of its own",
                place=_at(place, "generates"),
            )


def _cycles(case: _Case) -> Iterator[Defect]:
    for circle in cycles(case.chain):
        steps = [case.record.step[place] for place in circle]
        if len(steps) == 1:
            message = f"step {steps[0].id} uses {steps[0].generates!r}, which it makes itself"
        else:
            way = [step.generates for step in steps]
            shown = way if len(way) <= _SHOWN else [*way[: _SHOWN - 1], "…", way[-1]]
            message = f"{' → '.join([*shown, way[0]])}: a cycle, each made from the one before"
        yield Defect(
            "cycle",
            message,
            "a state cannot come from itself: correct what one of these steps uses",
            place=_at(circle[0], "uses"),
        )


_SHOWN = 6
"""States of a cycle that a message names."""


def _dates(case: _Case) -> Iterator[Defect]:
    """Each step against the latest of the days before which its sources cannot have been made.

    That day is handed on through steps without a date.
    """
    steps = case.record.step
    made_from: dict[str, tuple[Day, int]] = {}
    for place in case.chain.order():
        step = steps[place]
        own = interval(step.date) if step.date else ANY
        if own.is_empty:
            yield Defect(
                "reversed-dates",
                f"step {step.id}: {step.date!r} ends before it begins",
                "the earlier day stands first: 1956-01-17/1956-01-18",
                place=_at(place, "date"),
            )
            own = ANY
        bounds = [made_from[state] for state in step.uses if state in made_from]
        bound = max(bounds, default=None)
        if bound and own.latest is not None and own.latest < bound[0]:
            source = steps[bound[1]]
            yield Defect(
                "date-before-source",
                f"step {step.id} ({step.activity}, {step.date}) is older than step {source.id} "
                f"({source.activity}, {source.date}), on which it rests",
                "correct one of the dates, or what the step uses; mark a doubtful date with '?'",
                place=_at(place, "date"),
            )
            continue  # what rests on it in turn is held against its date alone
        if case.chain.makers.get(step.generates) != (place,):
            continue  # who knows which of two steps made it
        day = own.earliest
        if day is not None and (bound is None or day >= bound[0]):
            made_from[step.generates] = (day, place)
        elif bound:
            made_from[step.generates] = bound


def _roots(case: _Case) -> Iterator[Defect]:
    for place, step in case.steps():
        if step.uses or case.chain.is_rooted(place):
            continue
        if step.generates:
            yield Defect(
                "not-from-original",
                f"step {step.id}: nothing says what {step.generates!r} was made from",
                "name the state in 'uses', or say status = \"unknown\"",
                place=_at(place, "uses"),
            )
        else:
            yield Defect(
                "nothing-used",
                f"step {step.id}: {_a(step.activity)} of nothing",
                "name the state in 'uses', or say status = \"unknown\"",
                place=_at(place, "uses"),
            )


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _makes_nothing(case: _Case) -> Iterator[Defect]:
    for place, step in case.steps():
        if step.activity in _MAKES and not step.generates:
            yield Defect(
                "nothing-made",
                f"step {step.id}: {_a(step.activity)} that made nothing",
                "name the state that it made in 'generates'",
                place=_at(place, "generates"),
            )


def _variants(case: _Case) -> Iterator[Defect]:
    """The states of each variant, whether its text is kept here or not."""
    kept = {variant.id: place for place, variant in enumerate(case.record.variant)}
    states = case.chain.variants
    for place, step in case.steps():
        if step.generates in kept:
            number = max(states.get(step.generates, ()), default=0) + 1
            yield Defect(
                "state-unnumbered",
                f"step {step.id} makes {step.generates!r}, a variant, without a number",
                f'write generates = "{step.generates}@{number}"',
                place=_at(place, "generates"),
            )
    for variant, numbers in states.items():
        # By what is there, not by the numbers up to the last: someone may write @999999.
        for before, number in zip((0, *sorted(numbers)), sorted(numbers), strict=False):
            if number > before + 1:
                yield Defect(
                    "state-missing",
                    f"{variant}@{number} is made, {variant}@{number - 1} is not",
                    f"states are counted from 1 without a hole; this one is {variant}@{before + 1}",
                    place=_at(numbers[number], "generates"),
                )
    for variant, place in kept.items():
        if variant not in states:
            yield Defect(
                "variant-not-in-chain",
                f"no step makes a state of the variant {variant!r}",
                f"add the step that made it: provtrack chain add {case.record.id} "
                f"--generates {variant}@1 …",
                place=("variant", place, "id"),
            )


def _hashes(case: _Case) -> Iterator[Defect]:
    states = case.chain.variants
    for place, step in case.steps():
        if step.text_sha256 and "@" not in step.generates:
            yield Defect(
                "hash-of-nothing",
                f"step {step.id} has the hash of a text and makes no state of a variant",
                "name the state in 'generates', with its number, or leave the hash out",
                place=_at(place, "text_sha256"),
            )
    for variant in case.record.variant:
        if not states.get(variant.id):
            continue
        last = max(states[variant.id])
        place = states[variant.id][last]
        known = case.record.step[place].text_sha256
        text = (case.texts or {}).get(variant.id)
        if not known:
            yield Defect(
                "hash-missing",
                f"step {case.record.step[place].id}: {variant.id}@{last} has no hash, "
                "so nothing vouches for the text",
                f'add text_sha256 = "{text_sha256(text)}"'
                if text is not None
                else "add text_sha256, the SHA-256 of the variant's file",
                place=_at(place, "text_sha256"),
            )
        elif text is not None and text_sha256(text) != known:
            yield Defect(
                "hash-differs",
                f"the text is not {variant.id}@{last}, the last state that the chain vouches for",
                f"see what differs: provtrack compare {case.record.id}/{variant.id}@{last} "
                f"{case.record.id}/{variant.id}; if it is a correction, enter it: "
                f"provtrack correct {case.record.id}/{variant.id} --from-diff",
                file=f"{variant.id}.txt",
            )


def _sources(case: _Case) -> Iterator[Defect]:
    if case.sources is None:
        return
    for place, step in case.steps():
        if not step.source:
            continue
        found = case.sources.get(step.source)
        if found is None:
            yield Defect(
                "source-missing",
                f"step {step.id}: {step.source!r} is not there",
                "restore the imported file from git, or from where it came",
                place=_at(place, "source"),
            )
        elif step.source_sha256 and found != step.source_sha256:
            yield Defect(
                "source-differs",
                f"step {step.id}: {step.source!r} is not the file that was imported",
                "restore it from git; an imported file is kept byte for byte",
                place=_at(place, "source_sha256"),
            )


def _agents(case: _Case) -> Iterator[Defect]:
    if case.agents is None:
        return
    known = {agent.id for agent in case.agents.agent}
    record = case.record
    named: list[tuple[tuple[str | int, ...], str]] = [
        *((("creators",), id_) for id_ in record.creators),
        *((("participants",), id_) for id_ in record.participants),
        (("publisher",), record.publisher),
        (("archive", "repository"), record.archive.repository),
        *((_at(place, "agents"), id_) for place, step in case.steps() for id_ in step.agents),
    ]
    for place, id_ in named:
        if id_ and id_ not in known:
            near = get_close_matches(id_, known, n=1, cutoff=0.6)
            subject = f"step {record.step[int(place[1])].id}" if place[0] == "step" else place[-1]
            yield Defect(
                "unknown-agent",
                f"{subject}: there is no agent {id_!r} in agents.toml",
                f"did you mean {near[0]!r}?" if near else "add an [[agent]] with that id",
                place=place,
            )


def _roles(case: _Case) -> Iterator[Defect]:
    for place, step in case.steps():
        for agent, role in step.roles.items():
            if _ONLY_IN.get(role, step.activity) is not step.activity:
                yield Defect(
                    "role-unfit",
                    f"step {step.id}: {agent!r} is {role.value!r} in {_a(step.activity)}",
                    f"that role belongs into {_a(_ONLY_IN[role])}: correct the role, or add a step",
                    place=_at(place, "roles"),
                )


_KEY = re.compile(r"[a-z][a-z_]*(\.[a-z_]+)?")


def _evidence(case: _Case) -> Iterator[Defect]:
    for place, step in case.steps():
        if not step.evidence.strip():
            if step.status is Standing.ATTESTED:
                yield Defect(
                    "evidence-missing",
                    f"step {step.id} is attested, and nothing is said to attest it",
                    "say in 'evidence' what it rests on, or say status = \"assumed\"",
                    place=_at(place, "evidence"),
                )
            continue
        problem = _no_evidence_in(case.record, step.evidence)
        if problem:
            yield Defect(
                "evidence-empty",
                f"step {step.id}: the evidence {step.evidence!r} {problem}",
                "fill the key in, or name other evidence",
                place=_at(place, "evidence"),
            )


def _no_evidence_in(record: Record, evidence: str) -> str:
    """Why a key named as evidence is none; ``""`` where it is one, or no key but words."""
    if not _KEY.fullmatch(evidence):
        return ""
    table, dot, key = evidence.partition(".")
    if dot:
        if table != "archive":
            return ""
        if key not in Archive.model_fields:
            return "is not a key of [archive]"
        return "" if getattr(record.archive, key) else "is empty"
    names = {field.alias or name: name for name, field in Record.model_fields.items()}
    value = getattr(record, names[evidence]) if evidence in names else evidence
    return "" if value else "is empty"


def _withdrawals(case: _Case) -> Iterator[Defect]:
    uploads: dict[str, list[Step]] = {}
    for step in case.record.step:
        if step.activity is Activity.UPLOAD:
            for state in step.uses:
                uploads.setdefault(state, []).append(step)
    for place, step in case.steps():
        if step.activity is not Activity.WITHDRAWAL:
            continue
        for state in dict.fromkeys(step.uses):
            known = uploads.get(state, [])
            if not known:
                yield Defect(
                    "withdrawn-not-uploaded",
                    f"step {step.id} withdraws {state!r}, which no step uploads",
                    'add the upload before it, with status "assumed" if need be',
                    place=_at(place, "uses"),
                )
            elif all(interval(step.date).surely_before(interval(each.date)) for each in known):
                yield Defect(
                    "withdrawn-before-upload",
                    f"step {step.id} ({step.date}) withdraws {state!r} before step {known[0].id} "
                    f"uploads it ({known[0].date})",
                    "correct one of the dates",
                    place=_at(place, "date"),
                )


_CHECKS: tuple[Callable[[_Case], Iterable[Defect]], ...] = (
    _undefined_states,
    _made_twice,
    _cycles,
    _dates,
    _roots,
    _makes_nothing,
    _variants,
    _hashes,
    _sources,
    _agents,
    _roles,
    _evidence,
    _withdrawals,
)
