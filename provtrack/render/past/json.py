"""``provtrack.blame/1`` and ``provtrack.history/1``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from provtrack.history.reports import Blamed, Life, Line, Lives, before, changes
from provtrack.history.values import Event, Report, Wording
from provtrack.render.json import edit
from provtrack.schemas import documents
from provtrack.schemas.documents import past

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction


def blame(value: Blamed) -> str:
    """``provtrack.blame/1``."""
    places = {place: index for index, place in enumerate(value.versions)}
    return documents.dump(
        past.BlameDocument(
            schema_="provtrack.blame/1",
            ref=value.report.ref,
            shallow=value.report.shallow,
            versions=_versions(value.report, value.versions),
            corrections=tuple(map(_correction, value.corrections)),
            skipped=_skipped(value.report),
            paragraphs=tuple(_blamed(line, places) for line in value.lines),
        )
    )


def history(value: Lives) -> str:
    """``provtrack.history/1``."""
    places = {place: index for index, place in enumerate(value.versions)}
    return documents.dump(
        past.HistoryDocument(
            schema_="provtrack.history/1",
            ref=value.report.ref,
            shallow=value.report.shallow,
            versions=_versions(value.report, value.versions),
            corrections=tuple(map(_correction, value.corrections)),
            skipped=_skipped(value.report),
            paragraphs=tuple(
                past.LifeEntry(
                    number=life.number or None,
                    events=tuple(_events(value.report, life, places)),
                )
                for life in value.lives
            ),
        )
    )


def _blamed(line: Line, places: Mapping[int, int]) -> past.BlamedParagraph:
    found = line.blame
    return past.BlamedParagraph(
        number=found.number,
        text=found.wording.text,
        version=places[found.origin.version],
        corrections=_ids(line.corrections),
        since=tuple(
            past.Passing(version=places[each.version], events=each.events) for each in found.since
        ),
        words=tuple(
            past.Credited(
                start=each.start,
                end=each.end,
                text=each.text,
                version=places[each.version],
                corrections=_ids(each.corrections),
            )
            for each in line.credits
        ),
    )


def _events(report: Report, life: Life, places: Mapping[int, int]) -> Iterator[past.LifeEvent]:
    for wording in life.wordings:
        comparison = changes(wording)
        yield past.LifeEvent(
            version=places[wording.version],
            events=wording.events,
            number=wording.number,
            text=wording.text,
            made_from=tuple(_place(each, places) for each in wording.sources),
            before=before(wording),
            edits=tuple(map(edit, comparison.edits)) if comparison else (),
            corrections=_ids(report.made_by.get(wording, ())),
        )
    if life.gone:
        wording = life.gone.wording
        yield past.LifeEvent(
            version=places[life.gone.version],
            events=(Event.DELETED,),
            number=wording.number,
            text="",
            made_from=(_place(wording, places),),
            before=(wording.text,),
            edits=(),
            corrections=_ids(report.ended_by.get(wording, ())),
        )


def _place(wording: Wording, places: Mapping[int, int]) -> past.Place:
    return past.Place(version=places[wording.version], number=wording.number)


def _versions(report: Report, places: Sequence[int]) -> tuple[past.VersionEntry, ...]:
    found = (report.lineage.versions[place] for place in places)
    return tuple(
        past.VersionEntry(
            source=each.source,
            commit=each.id,
            author=each.author,
            date=each.date,
            subject=each.subject,
            path=each.path,
            state=each.state,
            boundary=each.boundary,
            ignored=each.ignored,
        )
        for each in found
    )


def _correction(entry: "Correction") -> past.CorrectionEntry:
    return past.CorrectionEntry(
        id=entry.id,
        kind=entry.kind,
        basis=entry.basis,
        folio=entry.folio,
        evidence=entry.evidence,
        proposed_by=entry.proposed_by,
        reviewed_by=entry.reviewed_by,
        date=entry.date,
    )


def _skipped(report: Report) -> tuple[past.SkippedVersion, ...]:
    return tuple(
        past.SkippedVersion(commit=each.id, path=each.path, why=each.why) for each in report.skipped
    )


def _ids(entries: "Iterable[Correction]") -> tuple[str, ...]:
    return tuple(entry.id for entry in entries)
