"""The JSON documents; their definitions stand in :mod:`provtrack.schemas.documents`."""

from dataclasses import asdict

from pydantic import BaseModel

from provtrack.collation.values import Collation, Place, Row
from provtrack.kinship.values import Finding, Group
from provtrack.locate.values import Location, Match
from provtrack.model import Alignment, Comparison, Edit, Passage, Text
from provtrack.render.verified import Verified
from provtrack.schemas import documents
from provtrack.schemas.documents import find
from provtrack.schemas.documents.location import (
    ChangeEntry,
    LocationDocument,
    LocationSummary,
    MatchEntry,
    QuotationEntry,
    TodayEntry,
)
from provtrack.text import text_sha256

_DIGITS = 4
"""Of a score: enough to order links by, few enough to be the same on every machine."""


def document(value: BaseModel) -> str:
    """A value that is such a document already."""
    return documents.dump(value)


def alignment(value: Alignment) -> str:
    """``provtrack.alignment/1``."""
    return documents.dump(
        documents.Alignment(
            schema_="provtrack.alignment/1",
            left=side(value.left),
            right=side(value.right),
            links=tuple(
                documents.Link(
                    left=link.left,
                    right=link.right,
                    score=round(link.score, _DIGITS),
                    confidence=round(link.confidence, _DIGITS),
                    moved=link.moved,
                    pinned=link.pinned,
                )
                for link in value.links
            ),
            summary=documents.AlignmentSummary(**value.counts),
        )
    )


def comparison(value: Comparison) -> str:
    """``provtrack.comparison/1``."""
    return documents.dump(_comparison(value))


def _comparison(value: Comparison) -> documents.Comparison:
    return documents.Comparison(
        schema_="provtrack.comparison/1",
        left=side(value.left),
        right=side(value.right),
        passages=tuple(map(_passage, value.passages)),
        summary=comparison_summary(value),
    )


def verification(value: Verified) -> str:
    """``provtrack.verification/1``."""
    compared = _comparison(value.comparison) if value.comparison else None
    return documents.dump(value.document.model_copy(update={"comparison": compared}))


def collation(value: Collation) -> str:
    """``provtrack.collation/1``."""
    return documents.dump(
        documents.Collation(
            schema_="provtrack.collation/1",
            witnesses=tuple(
                documents.WitnessEntry(
                    siglum=each.siglum,
                    ref=each.text.ref,
                    language=each.text.language,
                    paragraphs=len(each.text.paragraphs),
                    foreign=each.foreign,
                )
                for each in value.witnesses
            ),
            passages=tuple(_collated(value, row) for row in value.rows),
            summary=documents.CollationSummary(**value.counts),
        )
    )


def _collated(value: Collation, row: Row) -> documents.CollatedPassage:
    sigla = [each.siglum for each in value.witnesses]
    return documents.CollatedPassage(
        lead=sigla[row.lead],
        paragraphs=dict(zip(sigla, row.numbers, strict=True)),
        moved=tuple(sigla[index] for index in row.moved),
        places=tuple(_place(sigla, place) for place in row.places),
    )


def _place(sigla: list[str], place: Place) -> documents.CollatedPlace:
    return documents.CollatedPlace(
        stretches={
            siglum: stretch
            for siglum, stretch in zip(sigla, place.stretches, strict=True)
            if stretch is not None
        },
        readings=tuple(
            documents.ReadingEntry(
                text=each.text,
                witnesses=tuple(sigla[index] for index in each.witnesses),
                kinds=each.kinds,
                significance=each.significance,
            )
            for each in place.readings
        ),
    )


def location(value: Location) -> str:
    """``provtrack.location/1``."""
    matches = [match for each in value.quotations for match in each.matches]
    return documents.dump(
        LocationDocument(
            schema_="provtrack.location/1",
            quotations=tuple(
                QuotationEntry(
                    text=each.text,
                    place=each.place,
                    matches=tuple(map(_match, each.matches)),
                    others=each.others,
                )
                for each in value.quotations
            ),
            passed_over=value.passed_over,
            summary=LocationSummary(
                quotations=len(value.quotations),
                found=value.found,
                exact=sum(any(m.exact for m in each.matches) for each in value.quotations),
                outdated=sum(not match.current for match in matches),
                passed_over=len(value.passed_over),
                texts=value.texts,
                variants=value.variants,
            ),
        )
    )


def _match(value: Match) -> MatchEntry:
    now = value.today
    return MatchEntry(
        record=value.record,
        variant=value.variant,
        revision=value.revision,
        revisions=value.revisions,
        paragraphs=value.paragraphs,
        ref=value.ref,
        score=round(value.score, _DIGITS),
        exact=value.exact,
        verbatim=value.verbatim,
        current=value.current,
        source=value.source,
        changes=tuple(ChangeEntry(**asdict(each)) for each in value.changes),
        today=TodayEntry(
            ref=now.ref,
            text=now.text,
            changes=tuple(ChangeEntry(**asdict(each)) for each in now.changes),
            corrected_by=now.corrections,
        )
        if now
        else None,
        citation=value.citation,
    )


def text(value: Text) -> str:
    """``provtrack.text/1``."""
    return documents.dump(
        documents.TextDocument(
            schema_="provtrack.text/1",
            ref=value.ref,
            language=value.language,
            text_sha256=text_sha256(value.paragraphs),
            paragraphs=tuple(
                documents.Paragraph(number=number, text=value.paragraph(number))
                for number in value.numbers
            ),
        )
    )


def finding(value: Finding) -> str:
    """``provtrack.find/1``."""
    return documents.dump(
        find.Find(
            schema_="provtrack.find/1",
            groups=tuple(map(_group, value.groups)),
            skipped=tuple(
                find.SkippedEntry(path=each.path, why=each.why) for each in value.skipped
            ),
            summary=find.FindSummary(
                documents=value.documents,
                groups=len(value.groups),
                grouped=sum(len(each.members) for each in value.groups),
                skipped=len(value.skipped),
            ),
        )
    )


def _group(value: Group) -> find.GroupEntry:
    found, passage = value.evidence, value.passage
    return find.GroupEntry(
        members=value.members,
        relation=value.relation,
        score=round(value.score, _DIGITS),
        pair=value.pair,
        evidence=find.EvidenceEntry(
            names=found.names,
            numbers=found.numbers,
            dates=found.dates,
            words=found.words,
            reference=found.reference,
            outline=find.OutlineEntry(
                left=found.outline.left,
                right=found.outline.right,
                nats=round(found.outline.nats, _DIGITS),
            )
            if found.outline
            else None,
        ),
        passage=find.PassageEntry(
            left=passage.left, right=passage.right, score=round(passage.score, _DIGITS)
        )
        if passage
        else None,
        parallels=value.parallels,
    )


def side(value: Text) -> documents.Side:
    """A text, as documents name it."""
    return documents.Side(ref=value.ref, paragraphs=len(value.paragraphs))


def _passage(value: Passage) -> documents.Passage:
    return documents.Passage(
        left=value.link.left,
        right=value.link.right,
        status=value.status,
        moved=value.link.moved,
        score=round(value.link.score, _DIGITS),
        edits=tuple(map(edit, value.edits)),
    )


def edit(value: Edit) -> documents.Edit:
    """An edit, as documents hold it: field by field the same."""
    return documents.Edit.model_validate(value, from_attributes=True)


def comparison_summary(value: Comparison) -> documents.ComparisonSummary:
    """How much differs, as documents count it."""
    kinds = {
        kind: documents.KindCount(**{str(key): number for key, number in counts.items()})
        for kind, counts in value.kind_counts.items()
    }
    return documents.ComparisonSummary(
        **value.counts,
        substantive=sum(count.substantive for count in kinds.values()),
        accidental=sum(count.accidental for count in kinds.values()),
        kinds=kinds,
    )
