"""The pages of one record, drawn and written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack import citation
from provtrack.chain.describe import describe
from provtrack.errors import ProvtrackError
from provtrack.refs import RecordRef
from provtrack.render import site as pages
from provtrack.render.chain_svg import chain
from provtrack.render.site import search
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
from provtrack.text import join_paragraphs, primary_language, text_sha256

if TYPE_CHECKING:
    from provtrack.api import Desk
    from provtrack.model import Text
    from provtrack.schemas.files import Agent, Agents, Record


@dataclass(frozen=True, slots=True)
class Drawn:
    """A record's part of the site: its entry in the list, its words, and its files."""

    entry: Entry
    words: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """What git knows of a record.

    Attributes:
        modified: when it last changed, an RFC 3339 time in UTC; ``""`` when it is in no commit.
        introduced: by variant and blob, the first commit that had this text, and its time.
    """

    modified: str = ""
    introduced: tuple[tuple[str, str, str, str], ...] = ()


def draw_batch(
    shared: tuple[Path, Path, Site], batch: Iterable[tuple[str, "Past"]]
) -> list[Drawn | ProvtrackError]:
    """Draws the pages of some records and writes them.

    Args:
        shared: the root of the records, the directory of the site, what holds for all pages.
        batch: ids of records, and what git knows of each.

    Returns:
        For each record what was drawn, or why it cannot be; of such a record nothing is written.
    """
    from provtrack.api import Desk

    root, out, site = shared
    desk = Desk(root)  # anew for each batch: a site that is served outlives many edits
    agents = desk.reader.repository.agents()
    drawn: list[Drawn | ProvtrackError] = []
    for record_id, past in batch:
        try:
            files, made = _draw(desk, agents, site, record_id, past)
        except ProvtrackError as error:
            drawn.append(error)
            continue
        for path, content in files.items():
            write(out / path, content)
        drawn.append(made)
    return drawn


def _draw(
    desk: "Desk", known: "Agents", site: Site, record_id: str, past: "Past"
) -> tuple[dict[str, str], Drawn]:
    """The pages of a record, by their paths in the site."""
    repository = desk.reader.repository
    record = repository.record(record_id)
    kept = [each.id for each in record.variant if repository.exists(f"{record_id}/{each.id}.txt")]
    texts = {id_: desk.reader.full(record, RecordRef(record_id, id_)) for id_ in kept}
    agents = {agent.id: agent for agent in known.agent}
    provenance = describe(record, known, {id_: text.paragraphs for id_, text in texts.items()})
    exhibit = Exhibit(
        record,
        agents,
        tuple(_readings(record, texts, agents)),
        (),
        past.modified,
        tuple(headline(step) for step in provenance.steps),
        tuple(_citations(record, known, texts, past)),
    )
    here = f"records/{record_id}"
    files: dict[str, str] = {}
    if record.step:
        files[f"{here}/chain.svg"] = chain(provenance)
    pairs = []
    for place, left in enumerate(kept):
        for right in kept[place + 1 :]:
            compared = desk.compare(texts[left].ref, texts[right].ref, (texts[left], texts[right]))
            files[f"{here}/{left}--{right}.html"] = pages.reader_page(compared, exhibit, site)
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
        files[f"{here}/{id_}.html"] = pages.text_page(text, exhibit, site)
        files[f"{here}/{id_}.txt"] = join_paragraphs(text.paragraphs)
    exhibit = replace(exhibit, pairs=tuple(pairs))
    files[f"{here}/index.html"] = pages.record_page(exhibit, site)
    said = [record.title, record.abstract, record.archive.as_printed]
    words = search.words([*said, *(each for text in texts.values() for each in text.paragraphs)])
    return files, Drawn(_entry(exhibit), tuple(sorted(words)), tuple(sorted(files)))


_STYLES = ("wcda", "chicago-note", "chicago-bibliography", "mla", "apa", "gost")
"""Citation styles that a record's page offers, the digital archive's own first."""


def _citations(
    record: "Record", known: "Agents", texts: Mapping[str, "Text"], past: Past
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
        cited = citation.gather(record, known.agent, version)
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


def write(path: Path, content: str) -> None:
    """Writes a file unless it has this content, so that a publisher sees what is new."""
    data = content.encode()
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
