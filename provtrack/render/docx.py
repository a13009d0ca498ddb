"""WordprocessingML with tracked changes (ECMA-376, part 1, section 17.13.5).

Accepting all changes gives the right text, rejecting all the left one; splits and merges are
tracked paragraph marks. The same comparison gives the same bytes: no clock is read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import accumulate, count, pairwise
from operator import xor

from provtrack.diff import segments
from provtrack.model import Comparison, Passage
from provtrack.render.markup import attribute, content
from provtrack.render.order import Step, steps
from provtrack.render.whole import require_whole
from provtrack.render.wordprocessing import NAMESPACE, core, package, xml

AUTHOR = "provtrack"
DATE = "2000-01-01T00:00:00Z"
"""What changes are dated with unless the caller knows better: a date that nobody takes for real."""

_APART = 2
"""Minutes between changes that must not run together. LibreOffice Writer 7.4 takes neighbouring
changes of one author for one when they are no more than a minute apart."""

_BOTH, _LEFT, _RIGHT = " ", "-", "+"
"""Who has a stretch of text or a paragraph mark; the left text's own is deleted."""

_STYLES = (
    f'<w:styles xmlns:w="{NAMESPACE}"><w:style w:type="paragraph" w:default="1" '
    'w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="160" w:line="276" '
    'w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="22"/></w:rPr></w:style></w:styles>'
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Runs of text with who has them, and who has the mark at the end."""

    runs: list[tuple[str, str]] = field(default_factory=list)
    mark: str = _BOTH


def comparison(value: Comparison, *, author: str = AUTHOR, date: str = DATE) -> bytes:
    """A .docx file.

    Args:
        value: a comparison of which nothing was filtered out.
        author: who is named as the author of every change.
        date: when the changes were made, ``YYYY-MM-DDThh:mm:ssZ``; some are dated a little later.

    Raises:
        ProvtrackError: the comparison was filtered.
        ValueError: the date has another form.
    """
    require_whole(value, "DOCX")
    paragraphs = _ended([paragraph for step in steps(value) for paragraph in _made(value, step)])
    later = datetime.fromisoformat(date) + timedelta(minutes=_APART)
    whos = [
        f"w:author={attribute(author)} w:date={attribute(stamp)}"
        for stamp in (date, f"{later:%Y-%m-%dT%H:%M:%SZ}")
    ]
    title = content(value.right.title or value.left.title)
    return package(_document(paragraphs, whos), _STYLES, core(title, author, date))


def _made(value: Comparison, step: Step) -> Iterator[_Paragraph]:
    if step.passage is not None:
        yield from _changed(value, step.passage)
    for number in step.left if step.passage is None else ():
        yield _Paragraph([(_LEFT, value.left.paragraph(number))], _LEFT)
    for number in step.right if step.passage is None else ():
        yield _Paragraph([(_RIGHT, value.right.paragraph(number))], _RIGHT)


def _changed(value: Comparison, passage: Passage) -> Iterator[_Paragraph]:
    paragraph = _Paragraph()
    for who, text in _pieces(value, passage):
        if text == "\n":
            yield replace(paragraph, mark=who)
            paragraph = _Paragraph()
        else:
            paragraph.runs.append((who, text))
    yield paragraph


def _pieces(value: Comparison, passage: Passage) -> Iterator[tuple[str, str]]:
    """Stretches without a line feed, and single line feeds, with who has them."""
    for segment in segments(passage, value.left, value.right):
        if segment.edit is not None:
            yield from _lines(_LEFT, segment.left)
            yield from _lines(_RIGHT, segment.right)
        elif segment.left == segment.right:
            yield from _lines(_BOTH, segment.left)
        else:
            yield from _respaced(segment.left, segment.right)


def _lines(who: str, text: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield who, "\n"
        if line:
            yield who, line


def _respaced(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Two stretches that read the same but for white space."""
    i = j = 0
    while i < len(left) or j < len(right):
        spaces = _run(left, i, spaces=True), _run(right, j, spaces=True)
        if spaces[0] == spaces[1]:
            yield from _lines(_BOTH, spaces[0])
        else:
            yield from _lines(_LEFT, spaces[0])
            yield from _lines(_RIGHT, spaces[1])
        i, j = i + len(spaces[0]), j + len(spaces[1])
        size = min(len(_run(left, i, spaces=False)), len(_run(right, j, spaces=False)))
        yield from _lines(_BOTH, left[i : i + size])
        i, j = i + size, j + size


def _run(text: str, start: int, *, spaces: bool) -> str:
    end = start
    while end < len(text) and text[end].isspace() is spaces:
        end += 1
    return text[start:end]


def _ended(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """The same with a last mark that both have, since a document cannot do without one.

    A mark says who has the end of the paragraph. Where the last ones are the one text's own, each
    mark moves up by one paragraph, so that it says who has its beginning. Where no mark is common
    to both, the last one of each text is taken together.
    """
    marks = [paragraph.mark for paragraph in paragraphs]
    if marks[-1] == _BOTH:
        return paragraphs
    if _BOTH in marks:
        last = len(marks) - 1 - marks[::-1].index(_BOTH)
        marks = [*marks[:last], *marks[last + 1 :], _BOTH]
        return [replace(one, mark=mark) for one, mark in zip(paragraphs, marks, strict=True)]
    ends = {max(i for i, mark in enumerate(marks) if mark == who) for who in set(marks)}
    result: list[_Paragraph] = []
    runs: list[tuple[str, str]] = []
    for index, paragraph in enumerate(paragraphs):
        runs = [*runs, *paragraph.runs]
        if index not in ends or index == len(paragraphs) - 1:
            result.append(_Paragraph(runs, _BOTH if index in ends else paragraph.mark))
            runs = []
    return result


def _document(paragraphs: Sequence[_Paragraph], whos: Sequence[str]) -> str:
    numbers = count(1)
    stamps = accumulate(
        (_would_run_together(*pair) for pair in pairwise(paragraphs)), xor, initial=False
    )
    body = "".join(
        _paragraph(paragraph, whos[stamp], numbers)
        for paragraph, stamp in zip(paragraphs, stamps, strict=True)
    )
    return xml(
        f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" '
        'w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _would_run_together(first: _Paragraph, second: _Paragraph) -> bool:
    """Whether a change at an end and one at the next beginning look like one across the mark.

    Rejecting them both would then take the mark away, which nobody changed.
    """
    if first.mark != _BOTH or not first.runs or not second.runs:
        return False
    return first.runs[-1][0] == second.runs[0][0] != _BOTH


_CHANGES = {_LEFT: "del", _RIGHT: "ins"}
_TEXTS = {_BOTH: "t", _LEFT: "delText", _RIGHT: "t"}


def _paragraph(paragraph: _Paragraph, who: str, numbers: Iterator[int]) -> str:
    change = _CHANGES.get(paragraph.mark)
    mark = f'<w:rPr><w:{change} w:id="{next(numbers)}" {who}/></w:rPr>' if change else ""
    runs = []
    for status, text in paragraph.runs:
        tag = _TEXTS[status]
        run = f'<w:r><w:{tag} xml:space="preserve">{content(text)}</w:{tag}></w:r>'
        wrap = _CHANGES.get(status)
        runs.append(f'<w:{wrap} w:id="{next(numbers)}" {who}>{run}</w:{wrap}>' if wrap else run)
    properties = f'<w:pPr><w:pStyle w:val="Normal"/>{mark}</w:pPr>'
    return f"<w:p>{properties}{''.join(runs)}</w:p>"
