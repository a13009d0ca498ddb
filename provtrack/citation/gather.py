"""From a record's files to what there is to cite."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from provtrack.citation.names import name_of
from provtrack.citation.values import Cited, Holding, Name, NameOrder, Version
from provtrack.references import ArchiveReference, parse_archive_reference

if TYPE_CHECKING:
    from provtrack.schemas.files import Agent, Archive, Record, Step

_BY_ACTIVITY = {
    "creation": "written by",
    "transcription": "transcribed by",
    "translation": "translated by",
    "revision": "edited by",
}
"""What an agent did in a step that does not say it."""

_ON_THE_TEXT = ("transcribed by", "edited by")

_ROLE_SENTENCE = re.compile(
    r"\s*(?:(?:obtained|contributed|provided|donated|translated|translation)\b[^.]*\bby\b"
    r"|перев[её]л|перевод\b).*$",
    re.IGNORECASE | re.DOTALL,
)


def gather(
    record: "Record", agents: Iterable["Agent"], version: Version, *, accessed: str = ""
) -> Cited:
    """What there is to say of a record, or of one version of one of its texts.

    People are those of the steps that lead to the version; for a record as a whole, to what was
    uploaded. Where no step names a translator, the printed reference of a record of one
    translation may.

    Args:
        record: the record.
        agents: the agents file.
        version: what of it is cited.
        accessed: the day on which it was read, EDTF, ``""`` when nobody said.
    """
    known = {agent.id: agent for agent in agents}
    people = _people(steps_to(record, version), known, _texts(record, version))
    fallback = parse_archive_reference(record.archive.as_printed)
    people = _as_printed(people, record, version, fallback)
    variant = record.find_variant(version.variant)
    is_paraphrase = variant is not None and variant.kind == "paraphrase"
    revisers = people.get("edited by", ())
    cited = Cited(
        title=record.title.strip(),
        type=record.type,
        date=record.date,
        language=variant.language if variant else record.language,
        classification=record.classification,
        creators=tuple(_name(id_, known) for id_ in record.creators)
        or people.get("written by", ()),
        obtained_by=people.get("obtained by", ()),
        contributed_by=people.get("contributed by", ()),
        translators=people.get("translated by", ()),
        transcribers=people.get("transcribed by", ()),
        revisers=() if is_paraphrase else revisers,
        paraphrasers=revisers if is_paraphrase else (),
        holding=_holding(record, known, fallback),
        publisher=known[record.publisher].name if record.publisher in known else record.publisher,
        url=record.url or next((step.url for step in reversed(record.step) if step.url), ""),
        accessed=accessed,
        names=tuple(_name(id_, known).printed for id_ in (*record.creators, *record.participants)),
        version=version,
    )
    return replace(cited, doubts=tuple(_doubts(cited)))


def steps_to(record: "Record", version: Version) -> list["Step"]:
    """The steps that lead to a version, and those that did something to a state on the way."""
    made = {step.generates: step for step in record.step if step.generates}
    last = version.state or max(record.states(version.variant), default=0)
    wanted = [f"{version.variant}@{last}"] if version.variant and last else []
    if not version.variant:
        uploaded = [step for step in record.step if step.activity == "upload"]
        wanted = [state for step in uploaded for state in step.uses] or list(made)
    states: set[str] = set()
    while wanted:
        state = wanted.pop()
        if state not in states:
            states.add(state)
            wanted += made[state].uses if state in made else ()
    return [
        step
        for step in record.step
        if step.generates in states or (not step.generates and states.intersection(step.uses))
    ]


def _texts(record: "Record", version: Version) -> set[str]:
    """The variants that are cited: one, or those that were uploaded."""
    if version.variant:
        return {version.variant}
    uploaded = [step for step in record.step if step.activity == "upload"]
    return {state.partition("@")[0] for step in uploaded for state in step.uses}


def _people(
    steps: list["Step"], known: Mapping[str, "Agent"], texts: set[str]
) -> dict[str, tuple[Name, ...]]:
    """Who did what; to copy out or revise another text on the way is not work on this one."""
    people: dict[str, tuple[Name, ...]] = {}
    for step in steps:
        for id_ in step.agents:
            role = step.roles.get(id_)
            did = role.value if role else _BY_ACTIVITY.get(step.activity.value, "")
            name = _name(id_, known)
            if did in _ON_THE_TEXT and step.generates.partition("@")[0] not in texts:
                continue
            if did and name not in people.get(did, ()):
                people[did] = (*people.get(did, ()), name)
    return people


def _as_printed(
    people: dict[str, tuple[Name, ...]],
    record: "Record",
    version: Version,
    fallback: ArchiveReference,
) -> dict[str, tuple[Name, ...]]:
    """The people of the printed reference, where it can only speak of what is cited."""
    only = len(record.variant) <= 1 and all(each.kind == "translation" for each in record.variant)
    if version.variant and not only:
        return people
    printed = {
        "obtained by": fallback.obtained_by,
        "contributed by": fallback.contributed_by,
        "translated by": fallback.translators,
    }
    return {did: tuple(map(name_of, names)) for did, names in printed.items() if names} | people


def _name(id_: str, known: Mapping[str, "Agent"]) -> Name:
    agent = known.get(id_)
    if agent is None:
        return Name(id_, NameOrder.UNKNOWN)
    if agent.kind != "person":
        return Name(agent.name, original=agent.original)
    return name_of(
        agent.name,
        id_=id_,
        order=agent.order.value if agent.order else "",
        family=agent.family,
        given=agent.given,
        original=agent.original,
    )


def reference_of(archive: "Archive") -> ArchiveReference:
    """The shelf mark of a record in its parts, without the archive's name."""
    return ArchiveReference(
        fond=archive.fond,
        opis=archive.opis,
        delo=archive.delo,
        papka=archive.papka,
        listy=archive.listy,
    )


def _holding(record: "Record", known: Mapping[str, "Agent"], fallback: ArchiveReference) -> Holding:
    archive = record.archive
    agent = known.get(archive.repository)
    name = agent.name if agent else archive.repository or fallback.repository
    reference = reference_of(archive)
    has_parts = reference != ArchiveReference()
    short = re.search(r"\(([^\W\d_]{2,12})\)$", name)
    return Holding(
        repository=name,
        short=(agent.short if agent else "") or (short[1] if short and short[1].isupper() else ""),
        original=agent.original if agent else "",
        place=agent.place if agent else "",
        reference=reference if has_parts else replace(fallback, repository=""),
        as_printed=_ROLE_SENTENCE.sub("", archive.as_printed).rstrip(" .;,"),
    )


def _doubts(cited: Cited) -> Iterable[str]:
    names = [*cited.creators, *(name for _, names in cited.contributions for name in names)]
    for name in dict.fromkeys(names):
        if name.order is NameOrder.UNKNOWN:
            yield (
                f"nothing says which part of {name.printed!r} is the family name, so it is not "
                'turned round; say it in agents.toml: order = "given-first" or "family-first"'
            )
