"""PDF with a text layer, through pdfplumber (the extra ``pdf``).

A PDF knows no paragraphs, only where characters stand: paragraphs are told by gaps between lines,
by first-line indents or, without either, by short last lines.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from statistics import median, quantiles
from typing import Any

from provtrack.errors import ProvtrackError
from provtrack.importers._common import is_prose, sensible_title
from provtrack.model import Imported, Omission
from provtrack.text import clean


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of type; lengths in points, ``top`` from the upper edge of the page."""

    text: str
    page: int
    left: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a file sets its text, measured on all its lines."""

    leading: float
    left: float
    right: float
    by_gaps: bool
    by_indents: bool


_MOST_PAGES = 2000
_NOTICE = "A PDF knows no paragraphs: these are told by its lines and gaps. Look them over."


def read(name: str, data: bytes) -> Imported:
    """The text of a PDF without its running heads and page numbers.

    Raises:
        ProvtrackError: the extra is not installed; the file is broken, encrypted, too long, or has
            no text layer that can be read.
    """
    title, pages = _pages(name, data)
    lines = [line for page in pages for line in page]
    _refuse_unreadable(name, " ".join(line.text for line in lines))
    edges = dict(_edges(pages))
    body = [line for line in lines if line not in edges]
    if not body:
        raise _no_text_layer(name)
    empty = [f"page {number}" for number, page in enumerate(pages, start=1) if not page]
    notice = f"No text on {', '.join(empty)}: a picture, perhaps a scan." if empty else ""
    return Imported(
        paragraphs=tuple(_paragraphs(body)),
        metadata={"title": title} if title else {},
        omissions=tuple(
            Omission(line.text, why, f"page {line.page}") for line, why in edges.items()
        ),
        notices=(_NOTICE, notice) if notice else (_NOTICE,),
    )


def _pages(name: str, data: bytes) -> tuple[str, list[list[_Line]]]:
    """The title in the file's properties, and the lines of each page."""
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        raise ProvtrackError(
            f"{name}: reading PDF needs the extra 'pdf', which is not installed",
            'pip install "provtrack[pdf]"',
        ) from None
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it reports every odd font by name
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            pages = pdf.pages[: _MOST_PAGES + 1]
            lines = [list(_lines(page)) for page in pages]
            title = str((pdf.metadata or {}).get("Title", ""))
    except Exception as error:  # noqa: BLE001  # a broken file makes pdfminer raise anything
        if isinstance(error, PDFPasswordIncorrect) or "Password" in repr(error):
            raise ProvtrackError(
                f"{name}: encrypted", "save it without a password, for example: qpdf --decrypt"
            ) from None
        raise ProvtrackError(
            f"{name}: not a readable PDF: {type(error).__name__}",
            "open it in a viewer and print it to a new PDF, or export its text",
        ) from None
    if len(lines) > _MOST_PAGES:
        raise ProvtrackError(
            f"{name}: more than {_MOST_PAGES} pages", "cut out the pages of one document"
        )
    return sensible_title(title), lines


def _lines(page: Any) -> Iterator[_Line]:
    for line in page.extract_text_lines(return_chars=False, x_tolerance_ratio=_WORD_GAP):
        if text := clean(line["text"]):
            yield _Line(text, page.page_number, line["x0"], line["x1"], line["top"])
    page.close()


_WORD_GAP = 0.15
"""Of the size of type: a wider gap parts words. pdfplumber's default, 3 points, fits one size."""


def _refuse_unreadable(name: str, text: str) -> None:
    if not text.strip():
        raise _no_text_layer(name)
    unknown = 6 * text.count("(cid:") + text.count("\ufffd")
    if unknown > _MOST_UNKNOWN * len(text):
        raise ProvtrackError(
            f"{name}: its fonts do not say which characters they show",
            "read it by OCR instead: ocrmypdf --force-ocr OLD NEW",
        )


_MOST_UNKNOWN = 0.05
"""A share of all characters."""


def _no_text_layer(name: str) -> ProvtrackError:
    return ProvtrackError(
        f"{name}: no text in it, only pictures of pages",
        "add a text layer by OCR first: ocrmypdf OLD NEW",
    )


# --- running heads -------------------------------------------------------------------------------

_EDGE = 2
"""Lines at the top and at the bottom of a page that may be a running head or a page number."""

_REPEATED = 0.4
"""Of all pages: left and right pages may have heads of their own."""

_PAGE_NUMBER = re.compile(
    r"[-\u2013\u2014 ]*(?:p(?:age|\.)|стр\.?|с\.)? ?(?:\d{1,4}|[ivxl]{1,7})"
    r"(?: ?(?:of|/|из) ?\d{1,4})?[-\u2013\u2014 ]*",
    re.IGNORECASE,
)


def _edges(pages: Sequence[Sequence[_Line]]) -> Iterator[tuple[_Line, str]]:
    """Page numbers, and lines that come back at the edge of many pages, in order."""
    heads = Counter(key for page in pages for key in {_key(line) for line in _outer(page)})
    enough = max(2, _REPEATED * len(pages))
    for page in pages:
        outer = _outer(page)
        for line in page:
            if line in outer and heads[_key(line)] >= enough:
                yield line, "running head"
            elif (
                len(page) > 1 and line in (page[0], page[-1]) and _PAGE_NUMBER.fullmatch(line.text)
            ):
                yield line, "page number"


def _outer(page: Sequence[_Line]) -> list[_Line]:
    return [*page[:_EDGE], *page[_EDGE:][-_EDGE:]]


def _key(line: _Line) -> str:
    """What a running head has in common from page to page."""
    return re.sub(r"\d+", "#", line.text).casefold()


# --- paragraphs ----------------------------------------------------------------------------------


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    layout = _measure(lines)
    known = {word for line in lines for word in line.text.split()}
    text = lines[0].text
    for before, line in pairwise(lines):
        if _begins(before, line, layout):
            yield clean(text)
            text = line.text
        else:
            text = _join(text, line.text, known)
    yield clean(text)


_LARGER = 1.25
"""Times the usual leading: what a gap between paragraphs is at least."""

_INDENT = 6.0
"""Points. Half a pica is the least that a printer sets."""

_SHORT = 0.8
"""Of the width: a line that ends before was ended by its author."""


def _measure(lines: Sequence[_Line]) -> _Layout:
    steps = [line.top - before.top for before, line in pairwise(lines) if line.page == before.page]
    leading = median(step for step in steps if step > 0) if any(step > 0 for step in steps) else 1.0
    left = Counter(round(line.left) for line in lines).most_common(1)[0][0]
    rights = [line.right for line in lines]
    right = quantiles(rights, n=20)[-1] if len(rights) > 1 else rights[0]
    indents = [line for line in lines if _is_indented(line, left)]
    layout = _Layout(leading, left, right, by_gaps=False, by_indents=False)
    return replace(
        layout,
        by_gaps=any(step > _LARGER * leading for step in steps),
        by_indents=1 < len(indents) < len(lines) / 2,
    )


def _is_indented(line: _Line, left: float) -> bool:
    return line.left > left + _INDENT


def _begins(before: _Line, line: _Line, layout: _Layout) -> bool:
    """Whether a paragraph begins with ``line``."""
    ended = is_prose(before.text[-_TAIL:])
    if _BROKEN.search(before.text) and line.text[:1].islower():
        return False
    if layout.by_indents and _is_indented(line, layout.left):
        return ended or not _is_indented(before, layout.left)
    if line.page != before.page:
        return ended and not line.text[:1].islower() and not layout.by_indents
    if line.top - before.top > _LARGER * layout.leading or line.top < before.top:
        return True
    if layout.by_gaps or layout.by_indents:
        return False
    width = layout.right - layout.left
    return before.right < layout.left + _SHORT * width


_BROKEN = re.compile(r"(\w+)[-\xad\u2010]$")
"""A word that may go on in the next line."""

_TAIL = 5
"""Characters that show how a line ends."""


_LONGEST_WORD = 80
"""Characters."""


def _join(text: str, line: str, known: Iterable[str]) -> str:
    """A line joined to the text before it, its hyphen kept where the word has one elsewhere."""
    broken = _BROKEN.search(text[-_LONGEST_WORD:])
    if not broken or not line[:1].islower():
        return text + line if broken else f"{text} {line}"
    rest = line.split(maxsplit=1)[0]
    if text.endswith("-") and broken[0] + rest in known:
        return text + line
    return text[:-1] + line
