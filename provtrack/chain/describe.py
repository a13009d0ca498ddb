"""A record's chain as the document that every format is written from."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from provtrack.chain.graph import Chain, chain_of
from provtrack.chain.intervals import Day, interval
from provtrack.chain.sanity import defects
from provtrack.identifiers import addresses
from provtrack.model import Defect
from provtrack.schemas.documents import chain as documents
from provtrack.schemas.files import Agent, Agents, Record, Standing, Step
from provtrack.text import text_sha256


def describe(
    record: Record,
    agents: Agents,
    texts: Mapping[str, tuple[str, ...]] | None = None,
    sources: Mapping[str, str] | None = None,
    signatures: tuple[documents.ChainSignature, ...] | None = None,
    only: str = "",
) -> documents.Chain:
    """The chain of a record, with what is wrong with it.

    Args:
        record: the record.
        agents: who the agents are.
        texts: as for :func:`~provtrack.chain.sanity.defects`.
        sources: likewise.
        signatures: what git says of them, where the user asked.
        only: a state; of the chain only what led to it and what came of it is described. Empty
            for the whole chain.
    """
    found = defects(record, agents, texts, sources)
    if only:
        record, found = _around(record, only, found)
    chain = chain_of(record)
    order = chain.order()
    hashes = {variant: text_sha256(text) for variant, text in (texts or {}).items()}
    people = {agent.id: agent for agent in agents.agent}
    standing = Counter(step.status for step in record.step)
    states = _states(record, chain, order, hashes)
    return documents.Chain(
        schema_="provtrack.chain/1",
        record=record.id,
        title=record.title,
        archive=record.archive.as_printed,
        states=states,
        steps=tuple(_step(record, step, people) for step in record.step),
        order=tuple(record.step[place].id for place in order),
        gaps=chain.gaps,
        defects=tuple(
            documents.ChainDefect(
                code=each.code,
                message=each.message,
                hint=each.hint,
                file=each.file,
                place=each.place,
            )
            for each in found
        ),
        signatures=signatures,
        summary=documents.ChainSummary(
            steps=len(record.step),
            states=len(states),
            attested=standing[Standing.ATTESTED],
            assumed=standing[Standing.ASSUMED],
            unknown=standing[Standing.UNKNOWN],
            undated=sum(not step.date for step in record.step),
            gaps=len(chain.gaps),
            defects=len(found),
        ),
    )


def _around(
    record: Record, state: str, found: tuple[Defect, ...]
) -> tuple[Record, tuple[Defect, ...]]:
    """The record with the steps that a state rests on or that rest on it, and their defects."""
    chain = chain_of(record)
    places = set(chain.makers.get(state, ()))
    waiting = list(places)
    while waiting:
        for source in chain.sources(waiting.pop()):
            if source not in places:
                places.add(source)
                waiting.append(source)
    # What came of the state itself, not of its sources: that is other branches' history.
    waiting = list(chain.users.get(state, ()))
    seen = set(waiting)
    while waiting:
        result = chain.steps[waiting.pop()].generates
        for user in chain.users.get(result, ()) if result else ():
            if user not in seen:
                seen.add(user)
                waiting.append(user)
    places |= seen
    # Custody and copies of what it rests on say where that lay.
    states = {chain.steps[place].generates for place in places}
    places |= {
        place
        for place, step in enumerate(chain.steps)
        if not step.generates and states.intersection(step.uses)
    }
    kept = sorted(places)
    moved = {place: new for new, place in enumerate(kept)}
    shown = tuple(
        replace(each, place=("step", moved[int(each.place[1])], *each.place[2:]))
        if each.place[:1] == ("step",)
        else each
        for each in found
        if each.place[:1] != ("step",) or each.place[1] in moved
    )
    return record.model_copy(update={"step": tuple(record.step[place] for place in kept)}), shown


def _states(
    record: Record, chain: Chain, order: tuple[int, ...], hashes: Mapping[str, str]
) -> tuple[documents.ChainState, ...]:
    made = (record.step[place].generates for place in order)
    names = dict.fromkeys([*chain.gaps, *filter(None, made)])
    kept = {variant.id for variant in record.variant}
    found = []
    for name in names:
        variant, at, number = name.partition("@")
        makers = chain.makers.get(name, ())
        sha256 = record.step[makers[0]].text_sha256 if makers else ""
        found.append(
            documents.ChainState(
                id=name,
                variant=variant if at else "",
                number=int(number or 0),
                made_by=record.step[makers[0]].id if makers else "",
                used_by=tuple(record.step[place].id for place in chain.users.get(name, ())),
                kept=bool(at) and variant in kept,
                current=bool(sha256) and hashes.get(variant) == sha256,
                sha256=sha256,
            )
        )
    return tuple(found)


def _step(record: Record, step: Step, people: Mapping[str, Agent]) -> documents.ChainStep:
    days = interval(step.date)
    return documents.ChainStep(
        id=step.id,
        activity=step.activity,
        uses=step.uses,
        generates=step.generates,
        agents=tuple(_agent(step, id_, people.get(id_)) for id_ in step.agents),
        date=step.date,
        earliest=_iso(days.earliest),
        latest=_iso(days.latest),
        status=step.status,
        evidence=step.evidence,
        evidence_text=evidence_text(record, step.evidence),
        url=step.url,
        identifiers=step.identifiers,
        text_sha256=step.text_sha256,
        source=step.source,
        source_sha256=step.source_sha256,
        note=step.note,
    )


def _agent(step: Step, id_: str, agent: Agent | None) -> documents.ChainAgent:
    role = step.roles.get(id_)
    return documents.ChainAgent(
        id=id_,
        name=agent.name if agent else id_,
        kind=agent.kind if agent else "",
        role=role.value if role else "",
        same_as=addresses(agent.identifiers) if agent else {},
    )


def _iso(day: Day | None) -> str:
    if day is None:
        return ""
    year, month, date = day
    shown = f"{abs(year):04d}"
    prefix = ("-" if year < 0 else "") if len(shown) == len("1956") else "Y-" if year < 0 else "Y"
    return f"{prefix}{shown}-{month:02d}-{date:02d}"


def evidence_text(record: Record, evidence: str) -> str:
    """What a step's evidence says: of a key of the record what it holds, else the words."""
    table, dot, key = evidence.partition(".")
    if dot and table == "archive":
        return str(getattr(record.archive, key, "") or evidence)
    names = {field.alias or name: name for name, field in Record.model_fields.items()}
    value = getattr(record, names[evidence], "") if evidence in names else ""
    return value if isinstance(value, str) and value else evidence
