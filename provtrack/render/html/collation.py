"""The page of a collation: a column a witness, and under each passage its apparatus.

Columns are switched on and off by check boxes and style rules alone, without a script.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from provtrack.collation.values import Collation, Place, Reading, Row
from provtrack.model import Significance
from provtrack.render.html import head_of
from provtrack.render.html._page import asset, page
from provtrack.render.visible import only_unseen, plain, visible

_HIDDEN_COLUMN = ":root:has(#w-{0}:not(:checked)) .w{0}{{display:none}}"


@dataclass(frozen=True, slots=True)
class _Paragraph:
    number: int
    anchor: str
    body: Markup


@dataclass(frozen=True, slots=True)
class _Cell:
    index: int
    paragraphs: tuple[_Paragraph, ...]
    moved: bool


@dataclass(frozen=True, slots=True)
class _Note:
    """A line of the apparatus; ``after`` is the word that an insertion follows."""

    number: int
    weight: str
    lemma: Markup
    after: Markup
    readings: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    index: int
    classes: str
    cells: tuple[_Cell, ...]
    notes: tuple[_Note, ...]
    substantive: int


def collation(value: Collation) -> str:
    """The page: all texts in parallel columns, what differs marked in each.

    Anchors: ``#A5`` for the paragraph of a witness, ``#passage-7``, ``#place-12``.

    Returns:
        A whole HTML document.
    """
    base = value.witnesses[0].text
    styles = "".join(_HIDDEN_COLUMN.format(index) for index in range(len(value.witnesses)))
    return page(
        "collation.html",
        styles=asset("collation.css") + styles,
        title=f"{plain(base.title or base.ref)}, collated",
        heading=visible(base.title or base.ref),
        heads=[head_of(each.text) for each in value.witnesses],
        witnesses=value.witnesses,
        identical=value.identical,
        counts=value.counts,
        agreements=[*_agreements(value)],
        rows=[*_rows(value)],
    )


def _agreements(value: Collation) -> Iterator[dict[str, object]]:
    """How often two witnesses read the same; nothing for fewer than three of one language."""
    if sum(not each.foreign for each in value.witnesses) > 2:  # noqa: PLR2004  # a pair has its sums
        for (one, other), (agree, both) in value.agreements.items():
            if both:
                sigla = value.witnesses[one].siglum, value.witnesses[other].siglum
                yield {"pair": " ".join(sigla), "agree": agree, "both": both}


def _rows(value: Collation) -> Iterator[_Row]:
    first = 1
    for index, row in enumerate(value.rows, 1):
        notes = tuple(_notes(value, row, first))
        cells = tuple(_cell(value, row, first, column) for column in range(len(value.witnesses)))
        substantive = sum(place.significance is Significance.SUBSTANTIVE for place in row.variants)
        yield _Row(index, "agrees" if row.agrees else "varies", cells, notes, substantive)
        first += len(notes)


def _cell(value: Collation, row: Row, first: int, column: int) -> _Cell:
    siglum, numbers = value.witnesses[column].siglum, row.numbers[column]
    if column in row.beside:
        bodies = [visible(line) for line in value.words(row, column).split("\n")]
    else:
        bodies = _bodies(row, first, column)
    paragraphs = (
        _Paragraph(number, f"{siglum}{number}", body)
        for number, body in zip(numbers, bodies, strict=False)
    )
    return _Cell(column, tuple(paragraphs), column in row.moved)


def _bodies(row: Row, number: int, column: int) -> list[Markup]:
    """The paragraphs of a witness with its readings marked."""
    bodies = [Markup()]
    for place in row.places:
        lines = (place.stretches[column] or "").split("\n")
        for count, line in enumerate(lines):
            if count:
                bodies.append(Markup())
            is_last = count == len(lines) - 1 or not "".join(lines[count + 1 :]).strip()
            if place.varies and (line.strip() or (not count and is_last)):
                marked = _marked(place, row, column, number, line, is_last=is_last)
                # The number of an insertion stands at the word before it, not at the next one.
                space = bodies[-1][-1:] if column == row.lead and not line.strip() else ""
                bodies[-1] = bodies[-1][:-1] if space == " " else bodies[-1]
                bodies[-1] += marked + (space if space == " " else "")
            else:
                bodies[-1] += visible(line)
        number += place.varies
    return bodies


def _marked(
    place: Place, row: Row, column: int, number: int, line: str, *, is_last: bool
) -> Markup:
    core = line.strip()
    before = line[: len(line) - len(line.lstrip())] if core else ""
    after = line[len(line.rstrip()) :]
    reading = place.reading_of(column)
    if reading is None or reading is place.lemma:
        link = Markup('<a class="n" href="#place-{0}" id="at-{0}-{1}">{0}</a>').format(
            number, column
        )
        shown = column == row.lead and is_last
        tag = Markup('<span class="lem">{}</span>') if core else Markup("{}")
        return visible(before) + tag.format(visible(core)) + link * shown + visible(after)
    unseen = only_unseen(place.lemma.text, reading.text)
    classes = f"m {_weight(reading)}{'' if core else ' gap'}"
    mark = Markup('<ins class="{}" title="{}">{}</ins>').format(
        classes, f"{number}: {_what(reading)}", visible(core, unseen=unseen)
    )
    return visible(before) + mark + visible(after)


def _weight(reading: Reading) -> str:
    return "s" if reading.significance is Significance.SUBSTANTIVE else "a"


def _what(reading: Reading) -> str:
    return f"{', '.join(reading.kinds)}; {reading.significance}"


def _notes(value: Collation, row: Row, number: int) -> Iterator[_Note]:
    before = ""
    for place in row.places:
        if place.varies:
            weights = {_weight(each) for each in place.readings[1:]}
            yield _Note(
                number,
                "s" if "s" in weights else "a",
                visible(place.lemma.text),
                visible("".join(before.split()[-1:])),
                tuple(_reading(value, place, each) for each in place.readings[1:]),
            )
            number += 1
        before = place.stretches[row.lead] or before


def _reading(value: Collation, place: Place, reading: Reading) -> dict[str, object]:
    return {
        "text": visible(reading.text, unseen=only_unseen(place.lemma.text, reading.text)),
        "sigla": " ".join(value.witnesses[index].siglum for index in reading.witnesses),
        "weight": _weight(reading),
        "what": _what(reading),
    }
