"""TEI P5, parallel segmentation (TEI Guidelines, section 13.2.3).

All words are in the document once; where witnesses differ stands an ``<app>``. ``<p>`` follows the
lead of each passage (the base where it has it); where a paragraph of any other witness begins
stands ``<milestone unit="paragraph" edRef="#B" n="7"/>``. A passage that some witness lacks, or has
in another language, is one ``<app>`` around its words and their own ``<app>`` elements.
"""

from collections.abc import Iterator, Mapping, Sequence

from provtrack.collation import Collation, collation_of
from provtrack.collation.values import Place, Reading, Row
from provtrack.model import Comparison, Kind
from provtrack.render.markup import attribute, content
from provtrack.render.whole import require_whole

_SIGNIFICANCE = {
    "substantive": "changes what the text says",
    "accidental": "changes only how it is written",
}


def comparison(value: Comparison) -> str:
    """Two texts, the left one as the base.

    Raises:
        ProvtrackError: the comparison was filtered.
    """
    require_whole(value, "TEI")
    return collation(collation_of(value))


def collation(value: Collation) -> str:
    """A whole TEI document."""
    body = "\n".join(_Passage(value, row).markup() for row in value.rows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">\n{_header(value)}\n'
        f"<text{_language(value.witnesses[0].text.language)}>\n<body>\n{body}\n</body>\n</text>\n"
        "</TEI>\n"
    )


def _header(value: Collation) -> str:
    base = value.witnesses[0].text
    witnesses = "\n".join(
        f"<witness xml:id={attribute(each.siglum)} n={attribute(each.text.ref)}>"
        f"{content(each.text.title or each.text.ref)}</witness>"
        for each in value.witnesses
    )
    kinds = "\n".join(
        f'<category xml:id="{kind}"><catDesc>{kind}</catDesc></category>' for kind in Kind
    )
    significance = "\n".join(
        f'<category xml:id="{name}"><catDesc>{what}</catDesc></category>'
        for name, what in _SIGNIFICANCE.items()
    )
    return f"""<teiHeader>
<fileDesc>
<titleStmt><title>{content(base.title or base.ref)}</title></titleStmt>
<publicationStmt><p>A collation made with provtrack.</p></publicationStmt>
<sourceDesc>
<listWit>
{witnesses}
</listWit>
</sourceDesc>
</fileDesc>
<encodingDesc>
<variantEncoding method="parallel-segmentation" location="internal"/>
<classDecl>
<taxonomy xml:id="significance">
{significance}
</taxonomy>
<taxonomy xml:id="kind">
{kinds}
</taxonomy>
</classDecl>
</encodingDesc>
</teiHeader>"""


def _language(tag: str) -> str:
    well_formed = tag.isascii() and all(part.isalnum() for part in tag.split("-"))
    return f" xml:lang={attribute(tag)}" if tag and well_formed else ""


class _Passage:
    """One row of the table as markup."""

    def __init__(self, value: Collation, row: Row) -> None:
        self._value = value
        self._row = row
        self._sigla = [each.siglum for each in value.witnesses]
        self._next = {index: iter(numbers) for index, numbers in enumerate(row.numbers)}
        self._is_wrapped = bool(row.absent or row.beside)

    def markup(self) -> str:
        """Its paragraphs."""
        row = self._row
        present = [i for i, numbers in enumerate(row.numbers) if numbers and i not in row.beside]
        body = self._opening(present) + "".join(map(self._place, row.places))
        if not self._is_wrapped:
            return f"{body}</p>"
        opening, mark, inside = body.partition(">")
        return (
            f"{opening}{mark}<app><lem {self._wit(present)}>{inside}</lem>"
            f"{''.join(self._alternatives())}</app></p>"
        )

    def _alternatives(self) -> Iterator[str]:
        """What stands for the whole passage in the other witnesses."""
        if self._row.absent:
            ana = 'type="omission" ana="#substantive #omission"'
            yield f"<rdg {self._wit(self._row.absent)} {ana}/>"
        for index in self._row.beside:
            language = _language(self._value.witnesses[index].text.language)
            words = self._value.words(self._row, index)
            lines = (self._milestones([index]) + content(line) for line in words.split("\n"))
            yield f'<rdg {self._wit([index])} type="translation"{language}>{" ".join(lines)}</rdg>'

    def _opening(self, beginning: Sequence[int]) -> str:
        """The beginning of a paragraph of the lead, and of others at the same place."""
        lead = self._row.lead
        siglum, number = self._sigla[lead], next(self._next[lead])
        others = self._milestones([index for index in beginning if index != lead])
        return f'<p xml:id="{siglum}.{number}" n="{number}">{others}'

    def _milestones(self, beginning: Sequence[int]) -> str:
        found: dict[int, list[int]] = {}
        for index in beginning:
            found.setdefault(next(self._next[index]), []).append(index)
        return "".join(
            f'<milestone unit="paragraph" edRef="{self._pointers(who)}" n="{number}"/>'
            for number, who in found.items()
        )

    def _break(self, beginning: Sequence[int], who: Sequence[int], *, top: bool) -> str:
        """Where paragraphs of some witnesses begin; a space for those that read on."""
        if top and not self._is_wrapped and self._row.lead in beginning:
            return f"</p>\n{self._opening(beginning)}"
        return " " * (len(beginning) < len(who)) + self._milestones(beginning)

    def _place(self, place: Place) -> str:
        stretches = {i: text for i, text in enumerate(place.stretches) if text is not None}
        if not place.varies:
            return self._words(stretches, top=True)
        ends = {i: text[len(text.rstrip()) :] for i, text in stretches.items()}
        if not all(ends.values()):
            ends = dict.fromkeys(stretches, "")  # white space goes with the words that have it
        inside = {i: text[: len(text) - len(ends[i])] for i, text in stretches.items()}
        variants = "".join(
            self._reading("rdg" if number else "lem", each, inside)
            for number, each in enumerate(place.readings)
        )
        kind = f' type="{place.significance}"' if place.significance else ""
        return f"<app{kind}>{variants}</app>{self._words(ends, top=True)}"

    def _reading(self, tag: str, reading: Reading, stretches: Mapping[int, str]) -> str:
        words = self._words({index: stretches[index] for index in reading.witnesses}, top=False)
        ana = " ".join(f"#{name}" for name in (reading.significance, *reading.kinds) if name)
        what = f' type="{reading.kinds[0]}" ana="{ana}"' if reading.kinds else ""
        who = self._wit(reading.witnesses)
        return f"<{tag} {who}{what}>{words}</{tag}>" if words else f"<{tag} {who}{what}/>"

    def _words(self, stretches: Mapping[int, str], *, top: bool) -> str:
        """Stretches that read the same, as the first has them, with the breaks of all."""
        who = [*stretches]
        breaks: dict[int, list[int]] = {}
        for index, stretch in stretches.items():
            ink = 0
            for line in stretch.split("\n")[:-1]:
                ink += _ink(line)
                breaks.setdefault(ink, []).append(index)
        words = self._lead_words(stretches)
        parts, done = [], 0
        for ink in sorted(breaks):
            end = _after(words, ink)
            parts += [content(words[done:end].strip("\n")), self._break(breaks[ink], who, top=top)]
            done = end + (words[end : end + 1].isspace())
        return "".join([*parts, content(words[done:])])

    def _lead_words(self, stretches: Mapping[int, str]) -> str:
        return stretches.get(self._row.lead, next(iter(stretches.values())))

    def _wit(self, witnesses: Sequence[int]) -> str:
        return f'wit="{self._pointers(witnesses)}"'

    def _pointers(self, witnesses: Sequence[int]) -> str:
        return " ".join(f"#{self._sigla[index]}" for index in witnesses)


def _ink(text: str) -> int:
    return sum(not character.isspace() for character in text)


def _after(text: str, ink: int) -> int:
    """The offset behind so many characters that are not white space."""
    for offset, character in enumerate(text):
        if ink == 0:
            return offset
        ink -= not character.isspace()
    return len(text)
