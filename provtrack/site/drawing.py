"""The pages of one record, drawn and written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack import citation
from provtrack.chain.describe import describe
from provtrack.corpus.comparing import Knowledge
from provtrack.corpus.comparisons import Comparisons
from provtrack.errors import ProvtrackError
from provtrack.refs import RecordRef
from provtrack.render.chain_svg import chain
from provtrack.render.site import pages, search
from provtrack.render.site.values import (
    Citation,
    Entry,
    Exhibit,
    Pair,
    Reading,
    Site,
    Version,
)
from provtrack.render.wording import headline
from provtrack.site.files import write_pages
from provtrack.store import lexicon
from provtrack.text import join_paragraphs, primary_language, text_sha256

if TYPE_CHECKING:
    from provtrack.api import Desk
    from provtrack.model import Comparison, Text
    from provtrack.schemas.files import Agent, Record
    from provtrack.site.sources import Past


@dataclass(frozen=True, slots=True)
class Drawn:
    """A record's part of the site.

    Attributes:
        entry: its place in the list.
        words: which can be searched for, with a space between them.
        files: the names of its pages.
        agents: the ids of those whom it names.
    """

    entry: Entry
    words: str
    files: tuple[str, ...]
    agents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What all records of a run are drawn with.

    Attributes:
        root: of the records.
        out: the directory of the site.
        site: what holds for all pages.
        run: another number for each run of a process.
    """

    root: Path
    out: Path
    site: Site
    run: int


def draw_batch(order: Order, batch: Iterable[tuple[str, "Past"]]) -> list[Drawn | ProvtrackError]:
    """Draws the pages of some records and writes them.

    Args:
        order: what all are drawn with.
        batch: ids of records, and what git knows of each.

    Returns:
        For each record what was drawn, or why it cannot be; of such a record nothing is written.
    """
    tools = _tools(order)
    drawn: list[Drawn | ProvtrackError] = []
    for record_id, past in batch:
        try:
            files, made = _draw(tools, order.site, record_id, past)
        except ProvtrackError as error:
            drawn.append(error)
            continue
        write_pages(order.out / "records" / record_id, files)
        drawn.append(made)
    tools.comparisons.write()
    return drawn


@dataclass(frozen=True, slots=True)
class _Tools:
    """What a process draws with.

    Attributes:
        desk: reads and compares.
        agents: everybody in the agents file, by id.
        comparisons: those that were made before.
    """

    desk: "Desk"
    agents: Mapping[str, "Agent"]
    comparisons: Comparisons

    def compare(self, left: "Text", right: "Text") -> "Comparison":
        """What differs between two texts of a record."""
        pins = self.desk.pins(left.ref, right.ref, (left, right))
        key = self.comparisons.key(left, right, pins)
        found = self.comparisons.known(key, left, right)
        if found is None:
            found = self.desk.compare(left.ref, right.ref, (left, right))
            self.comparisons.keep(key, found)
        return found


@lru_cache(maxsize=1)
def _tools(order: Order) -> _Tools:
    """Those of a run; anew for each, since files change in between."""
    from provtrack.api import Desk

    desk = Desk(order.root)
    repository = desk.reader.repository
    knowledge = Knowledge(desk.authority, repository.settings().abbreviations)
    words = repository.read(lexicon.PATH) or b""
    return _Tools(
        desk,
        {agent.id: agent for agent in repository.agents().agent},
        Comparisons(repository.private, knowledge, words),
    )


def _draw(tools: _Tools, site: Site, record_id: str, past: "Past") -> tuple[dict[str, str], Drawn]:
    """The pages of a record, by their names."""
    from provtrack.schemas.files import Agents

    reader, known = tools.desk.reader, tools.agents
    repository = reader.repository
    record = repository.record(record_id)
    kept = [each.id for each in record.variant if repository.exists(f"{record_id}/{each.id}.txt")]
    texts = {id_: reader.full(record, RecordRef(record_id, id_)) for id_ in kept}
    agents = {id_: known[id_] for id_ in sorted(record.agent_ids()) if id_ in known}
    provenance = describe(
        record,
        Agents.model_construct(schema_=1, agent=tuple(agents.values())),
        {id_: text.paragraphs for id_, text in texts.items()},
    )
    exhibit = Exhibit(
        record,
        agents,
        tuple(_readings(record, texts, agents)),
        (),
        past.modified,
        tuple(headline(step) for step in provenance.steps),
        tuple(_citations(record, agents, texts, past)),
    )
    files: dict[str, str] = {}
    if record.step:
        files["chain.svg"] = chain(provenance)
    pairs = []
    for place, left in enumerate(kept):
        for right in kept[place + 1 :]:
            compared = tools.compare(texts[left], texts[right])
            files[f"{left}--{right}.html"] = pages.reader_page(compared, exhibit, site)
            substantive = sum(edit.significance == "substantive" for edit in compared.edits)
            pairs.append(
                Pair(
                    left,
                    right,
                    substantive,
                    len(compared.edits) - substantive,
                    _are_foreign(texts[left], texts[right]),
                )
            )
    for id_, text in texts.items():
        files[f"{id_}.html"] = pages.text_page(text, exhibit, site)
        files[f"{id_}.txt"] = join_paragraphs(text.paragraphs)
    exhibit = replace(exhibit, pairs=tuple(pairs))
    files["index.html"] = pages.record_page(exhibit, site)
    said = [record.title, record.abstract, record.archive.as_printed]
    words = search.words([*said, *(each for text in texts.values() for each in text.paragraphs)])
    return files, Drawn(
        _entry(exhibit),
        " ".join(sorted(words)),
        tuple(sorted(files)),
        tuple(sorted(record.agent_ids())),
    )


_STYLES = ("wcda", "chicago-note", "chicago-bibliography", "mla", "apa", "gost")
"""Citation styles that a record's page offers, the digital archive's own first."""


def _citations(
    record: "Record", agents: Mapping[str, "Agent"], texts: Mapping[str, "Text"], past: "Past"
) -> Iterator[Citation]:
    """How to cite each text as it stands."""
    from provtrack.store.git import blob_id

    commits = {(name, blob): (commit, date) for name, blob, commit, date in past.introduced}
    like = next((blob for _, blob, _, _ in past.introduced), "")
    for id_, text in texts.items():
        sha256 = text_sha256(text.paragraphs)
        states = record.states(id_).items()
        state = max((n for n, step in states if step.text_sha256 == sha256), default=0)
        blob = blob_id(join_paragraphs(text.paragraphs).encode(), like)
        commit, date = commits.get((id_, blob), ("", ""))
        version = citation.Version(
            record.id, id_, state, text_sha256=sha256, commit=commit, committed=date
        )
        cited = citation.gather(record, agents.values(), version)
        for style in _STYLES:
            yield Citation(id_, style, citation.cite(cited, style))


def _are_foreign(left: "Text", right: "Text") -> bool:
    languages = {primary_language(text.language) for text in (left, right)} - {""}
    return len(languages) > 1


def _readings(
    record: "Record", texts: Mapping[str, "Text"], agents: Mapping[str, "Agent"]
) -> Iterator[Reading]:
    for variant in record.variant:
        if variant.id not in texts:
            continue
        states = record.states(variant.id)
        now = text_sha256(texts[variant.id].paragraphs)
        makers = states[min(states)].agents if states else ()
        yield Reading(
            id=variant.id,
            title=variant.title,
            language=variant.language,
            kind=variant.kind.value,
            note=variant.note,
            paragraphs=len(texts[variant.id].paragraphs),
            makers=tuple(agents[id_].name if id_ in agents else id_ for id_ in makers),
            versions=tuple(
                Version(
                    f"{variant.id}@{number}",
                    states[number].activity.value,
                    states[number].date,
                    states[number].text_sha256,
                    states[number].text_sha256 == now,
                )
                for number in sorted(states, reverse=True)
            ),
        )


def _entry(exhibit: Exhibit) -> Entry:
    record = exhibit.record
    repository = record.archive.repository
    return Entry(
        id=record.id,
        title=record.title,
        date=record.date,
        type=record.type,
        archive=exhibit.name(repository) if repository else "",
        languages=tuple(dict.fromkeys(each.language for each in exhibit.readings if each.language)),
        variants=len(exhibit.readings),
        modified=exhibit.modified,
        summary=record.abstract,
    )
