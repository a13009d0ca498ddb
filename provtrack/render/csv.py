"""Tables for a spreadsheet: RFC 4180, UTF-8, a header line, LF at line ends.

A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV
Injection"): the texts are not ours.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from provtrack.collation.values import Collation, Place, Row
from provtrack.kinds import Kind
from provtrack.kinship.values import Finding
from provtrack.locate.values import Location
from provtrack.model import Alignment, Comparison, Span, Text
from provtrack.text import visible

if TYPE_CHECKING:
    from provtrack.schemas.documents import Records, Suggestions
    from provtrack.schemas.documents.comparisons import Comparisons, PairEntry


def alignment(value: Alignment) -> str:
    """One row a link; several paragraphs on a side are parted by spaces."""
    header = ("left", "right", "score", "confidence", "moved", "pinned")
    return table(
        header,
        (
            (
                _numbers(link.left),
                _numbers(link.right),
                f"{link.score:.4f}",
                f"{link.confidence:.4f}",
                _flag(link.moved),
                _flag(link.pinned),
            )
            for link in value.links
        ),
    )


def comparison(value: Comparison) -> str:
    """One row an edit; a passage without edits has no row."""
    header = (
        "passage", "status", "moved", "kind", "significance",
        "left_paragraph", "left_start", "left_end", "left_text",
        "right_paragraph", "right_start", "right_end", "right_text",
    )  # fmt: skip
    return table(
        header,
        (
            (
                str(number),
                passage.status,
                _flag(passage.link.moved),
                edit.kind,
                edit.significance,
                *_span(edit.left),
                *_span(edit.right),
            )
            for number, passage in enumerate(value.passages, 1)
            for edit in passage.edits
        ),
    )


def comparisons(value: "Comparisons") -> str:
    """One row a pair; behind the sums a column a kind, with how many of it are substantive."""
    sums = ("equal", "changed", "added", "removed", "moved", "substantive", "accidental")
    header = ("record", "left", "right", "outcome", *sums, *Kind, "page")
    return table(
        header,
        (
            (
                pair.record,
                pair.left.ref,
                pair.right.ref,
                pair.outcome,
                *_counts(pair, sums),
                pair.page,
            )
            for pair in value.pairs
        ),
    )


def _counts(pair: "PairEntry", sums: Sequence[str]) -> Sequence[str]:
    """The cells of what was counted; empty ones where nothing was."""
    found = pair.summary
    if found is None:
        return [""] * (len(sums) + len(Kind))
    kinds = {kind: each.substantive for kind, each in found.kinds.items()}
    return [str(getattr(found, name)) for name in sums] + [str(kinds.get(k, 0)) for k in Kind]


def collation(value: Collation) -> str:
    """One row a place, whether it varies or not; a column for what each witness reads there.

    A witness in another language has all its words in the first row of the passage.
    """
    header = ("passage", "place", "varies", "moved", "significance", "kinds", "groups")
    sigla = [each.siglum for each in value.witnesses]
    names = [f"{each.siglum} {each.text.ref}" for each in value.witnesses]
    return table(
        (*header, *(f"{siglum} paragraphs" for siglum in sigla), *map(visible, names)),
        (
            (str(number), *_place(value, row, count, place))
            for number, row in enumerate(value.rows, 1)
            for count, place in enumerate(row.places, 1)
        ),
    )


def _place(value: Collation, row: Row, count: int, place: Place) -> Sequence[str]:
    sigla = [each.siglum for each in value.witnesses]
    groups = (" ".join(sigla[index] for index in each.witnesses) for each in place.readings)
    kinds = dict.fromkeys(kind for each in place.readings for kind in each.kinds)
    return (
        str(count),
        _flag(place.varies),
        " ".join(sigla[index] for index in row.moved),
        place.significance or "",
        " ".join(kinds),
        " | ".join(groups),
        *map(_numbers, row.numbers),
        *(
            value.words(row, index) if count == 1 and index in row.beside else stretch or ""
            for index, stretch in enumerate(place.stretches)
        ),
    )


def location(value: Location) -> str:
    """One row a match; a quotation from nowhere has a row without one."""
    header = (
        "quotation", "place", "record", "variant", "revision", "paragraphs", "reference", "score",
        "exact", "verbatim", "current", "changes", "today", "corrected_by", "citation", "text",
    )  # fmt: skip
    rows: list[tuple[str, ...]] = []
    for number, quotation in enumerate(value.quotations, 1):
        for match in quotation.matches:
            now = match.today
            rows.append(
                (
                    str(number),
                    quotation.place,
                    match.record,
                    match.variant,
                    match.revision,
                    _numbers(match.paragraphs),
                    match.ref,
                    f"{match.score:.4f}",
                    _flag(match.exact),
                    _flag(match.verbatim),
                    _flag(match.current),
                    " ".join(dict.fromkeys(each.kind for each in match.changes)),
                    now.text if now else "",
                    " ".join(now.corrections) if now else "",
                    match.citation,
                    quotation.text,
                )
            )
        if not quotation.matches:
            rows.append((str(number), quotation.place, *[""] * 13, quotation.text))
    return table(header, rows)


def records(value: "Records") -> str:
    """One row a variant."""
    header = ("record", "title", "type", "date", "archive", "variant", "language", "kind")
    return table(
        (*header, "paragraphs", "states"),
        (
            (
                record.id,
                record.title,
                record.type,
                record.date,
                record.archive,
                variant.id,
                variant.language,
                variant.kind,
                str(variant.paragraphs),
                str(variant.states),
            )
            for record in value.records
            for variant in record.variants
        ),
    )


def finding(value: Finding) -> str:
    """One row a member of a group; groups are counted from 1, the most alike first."""
    return table(
        ("group", "relation", "score", "member"),
        (
            (str(number), each.relation.value, f"{each.score:.4f}", member)
            for number, each in enumerate(value.groups, 1)
            for member in each.members
        ),
    )


def suggestions(value: "Suggestions") -> str:
    """One row a name; the names that it is near to are parted by semicolons."""
    return table(
        ("name", "count", "entry", "like", "reason"),
        (
            (each.name, str(each.count), each.entry, "; ".join(each.like), each.reason)
            for each in value.suggestions
        ),
    )


def text(value: Text) -> str:
    """One row a paragraph."""
    return table(
        ("paragraph", "text"),
        ((str(number), value.paragraph(number)) for number in value.numbers),
    )


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows in which no cell is a formula to a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return stream.getvalue()


def _inert(cell: str) -> str:
    cell = visible(cell)
    return f"'{cell}" if re.match(r"[=+@\t\r]|-(?!\d+(\.\d+)?$)", cell) else cell


def _numbers(side: tuple[int, ...]) -> str:
    return " ".join(map(str, side))


def _flag(value: bool) -> str:
    return "yes" if value else "no"


def _span(span: Span | None) -> tuple[str, str, str, str]:
    if span is None:
        return ("", "", "", "")
    return (str(span.paragraph), str(span.start), str(span.end), span.text)
