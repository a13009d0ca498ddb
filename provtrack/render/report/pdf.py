"""The report as a PDF file, through fpdf2 (extra ``report``): no browser, no system library.

A browser would do it as well and differently on every machine; this way the same report gives the
same bytes. The fonts, which are embedded, have Latin, Cyrillic, Greek, Hangul and Chinese; a
character that neither of them has is printed as its code point.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provtrack.chain.layout import Row, rows
from provtrack.errors import ProvtrackError
from provtrack.render.report.outline import (
    SECTION,
    Block,
    Facts,
    Heading,
    Outline,
    Picture,
    Run,
    Runs,
    Table,
    Words,
    outline,
    text_of,
)
from provtrack.render.wording import details, headline, remarks, standing
from provtrack.reporting import Report
from provtrack.text import visible

if TYPE_CHECKING:
    from fpdf import FPDF

_MARGIN = 20.0
"""Millimetres, as all lengths here but the sizes of letters."""

_INK, _QUIET, _RULE = (36, 33, 28), (102, 95, 83), (221, 214, 199)
_LEFT, _RIGHT = (138, 53, 18), (23, 85, 122)
_COLOURS = {"del": _LEFT, "left": _LEFT, "ins": _RIGHT, "right": _RIGHT}
_FACES = {"": "SourceSerifPro-Regular.ttf", "B": "SourceSerifPro-Bold.ttf"}
_ITALIC = "SourceSerifPro-It.ttf"
_NO_DATE = "2000-01-01T00:00:00Z"


def report(value: Report) -> bytes:
    """A PDF file of A4 pages.

    Raises:
        ProvtrackError: the extra is not installed.
    """
    said = outline(value)
    paper = _Paper(said, value)
    for block in said.blocks:
        paper.put(block)
    return bytes(paper.pdf.output())


class _Paper:
    """Pages that are being filled."""

    def __init__(self, said: Outline, value: Report) -> None:
        fpdf, serif, wide = _libraries()
        version = value.cited.version
        moment = (version.committed if version else "") or _NO_DATE
        self._value = value
        self._italic: frozenset[int] = frozenset()
        self._known: frozenset[int] = frozenset()
        self.pdf: FPDF = _pages(fpdf, f"{value.ref} · {said.kicker.lower()}")
        self.pdf.set_title(visible(f"{said.title}: {said.kicker.lower()}"))
        self.pdf.set_creator("provtrack")
        self.pdf.set_lang("en")
        self.pdf.set_creation_date(dt.datetime.fromisoformat(moment))
        self._add_fonts(serif, wide, _letters(said, value))
        self.pdf.set_margins(_MARGIN, _MARGIN)
        self.pdf.set_auto_page_break(auto=True, margin=_MARGIN)
        self.pdf.add_page()
        self._write((Run(said.kicker, "i"),), 10, colour=_QUIET)
        self._write((Run(said.title),), 20, after=4)

    def _add_fonts(self, serif: Path, wide: Path, letters: set[str]) -> None:
        """The wide font, which takes seconds to read, only for what the other one lacks."""
        import logging

        logging.getLogger("fontTools").setLevel(logging.ERROR)
        for style, name in _FACES.items():
            self.pdf.add_font("serif", style, serif / name)
        self.pdf.add_font("serif", "I", serif / _ITALIC)
        self._italic = self._in_font("serifI")
        self._known = self._in_font("serif")
        if any(ord(each) not in self._known for each in letters):
            self.pdf.add_font("wide", "", wide)
            self._known |= self._in_font("wide")
            self.pdf.set_fallback_fonts(["wide"], exact_match=False)

    def _in_font(self, name: str) -> frozenset[int]:
        """The code points that a font has."""
        fonts: Any = self.pdf.fonts  # those of the library's own have none, and are not used
        return frozenset(fonts[name].cmap)

    def _shown(self, text: str) -> str:
        """The text with nothing in it that the fonts lack."""
        return "".join(
            each if ord(each) in self._known or each == "\n" else f"<U+{ord(each):04X}>"
            for each in visible(text)
        )

    def put(self, block: Block) -> None:
        """Adds a block below the others."""
        match block:
            case Heading():
                self._heading(block)
            case Words():
                colour = {"quiet": _QUIET, "warning": _LEFT}.get(block.look, _INK)
                self._write(block.runs, 9.5 if block.look == "quiet" else 10.5, colour=colour)
            case Facts():
                cells = tuple(((Run(name),), runs) for name, runs in block.rows)
                self._table((), cells, (22, 78))
            case Table():
                self._write((Run(block.caption, "i"),), 9, colour=_QUIET, after=1)
                self._table(block.header, block.rows, block.widths)
            case Picture():
                self._picture()

    def _heading(self, block: Heading) -> None:
        is_section = block.level == SECTION
        self.pdf.ln(5 if is_section else 2)
        if self.pdf.will_page_break(30):
            self.pdf.add_page()
        if is_section:
            self.pdf.set_draw_color(*_RULE)
            y = self.pdf.get_y()
            self.pdf.line(_MARGIN, y, self.pdf.w - _MARGIN, y)
            self.pdf.ln(3)
            self.pdf.start_section(self._shown(block.text))
        self._write(
            (Run(block.text, "" if is_section else "b"),), 14 if is_section else 11, after=2
        )

    def _write(
        self,
        runs: Runs,
        size: float,
        *,
        colour: tuple[int, int, int] = _INK,
        after: float = 2.5,
    ) -> None:
        for run in runs:
            self._font(run, size)
            self.pdf.set_text_color(*_COLOURS.get(run.look, colour))
            self.pdf.write(size * 0.5, self._shown(run.text))
        self.pdf.ln(size * 0.5 + after)

    def _font(self, run: Run, size: float) -> None:
        self.pdf.set_font("serif", self._style(run), size - (1 if run.look == "code" else 0))

    def _style(self, run: Run) -> str:
        if run.look == "b":
            return "B"
        is_latin = all(ord(each) in self._italic for each in run.text)
        return "I" if run.look == "i" and is_latin else ""

    def _table(
        self, header: tuple[str, ...], body: tuple[tuple[Runs, ...], ...], widths: tuple[int, ...]
    ) -> None:
        from fpdf.enums import TableBordersLayout
        from fpdf.fonts import FontFace

        self.pdf.set_font("serif", "", 9)
        self.pdf.set_text_color(*_INK)
        self.pdf.set_draw_color(*_RULE)
        self.pdf.set_fill_color(255, 255, 255)
        layout = TableBordersLayout.HORIZONTAL_LINES if header else TableBordersLayout.NONE
        with self.pdf.table(
            col_widths=widths,
            text_align="LEFT",
            v_align="TOP",
            line_height=4.6,
            padding=(1, 2, 1, 0),
            first_row_as_headings=bool(header),
            headings_style=FontFace(emphasis="", color=_QUIET),
            borders_layout=layout,
        ) as table:
            if header:
                row = table.row()
                for name in header:
                    row.cell(name)
            for runs in body:
                row = table.row()
                for number, cell in enumerate(runs):
                    row.cell(
                        self._shown(text_of(cell)), style=self._face(cell, FontFace, number, header)
                    )
        self.pdf.ln(3)

    def _face(self, cell: Runs, face: Any, number: int, header: tuple[str, ...]) -> Any:
        """One look a cell: that of its only run."""
        if not header and not number:
            return face(color=_QUIET)
        run = cell[0] if len(cell) == 1 else Run("")
        return face(emphasis=self._style(run), color=_COLOURS.get(run.look, _INK))

    def _picture(self) -> None:
        """The chain as states beneath each other, with the lines between them."""
        drawn = rows(self._value.chain)
        left = _MARGIN + 6 * (1 + max((row.column for row in drawn), default=0)) + 4
        places: dict[int, tuple[int, float]] = {}
        for number, row in enumerate(drawn):
            lines = _said(row)
            height = 4.4 * sum(self._count(text, size, left) for text, size, _ in lines) + 3
            if self.pdf.will_page_break(height):
                self.pdf.add_page()
            top = self.pdf.get_y()
            self._way(row, drawn, places, top + 2.2)
            self._sign(row, top + 2.2)
            places[number] = (self.pdf.page_no(), top + 2.2)
            for text, size, style in lines:
                self.pdf.set_x(left)
                self.pdf.set_font("serif", style, size)
                self.pdf.set_text_color(*(_INK if style or size > 9 else _QUIET))  # noqa: PLR2004  # points
                self.pdf.multi_cell(
                    self.pdf.w - _MARGIN - left,
                    4.4,
                    self._shown(text),
                    align="L",
                    new_x="LMARGIN",
                    new_y="NEXT",
                )
            self.pdf.ln(3)
        self._write(
            (Run("filled: attested; ring: assumed; ring with ?: not known"),), 8.5, colour=_QUIET
        )

    def _count(self, text: str, size: float, left: float) -> int:
        self.pdf.set_font("serif", "", size)
        width = self.pdf.w - _MARGIN - left
        lines: Any = self.pdf.multi_cell(
            width, 4.4, self._shown(text), dry_run=True, output="LINES"
        )
        return len(lines)

    def _x(self, row: Row) -> float:
        return _MARGIN + 3 + row.column * 6

    def _way(
        self, row: Row, drawn: tuple[Row, ...], places: Mapping[int, tuple[int, float]], y: float
    ) -> None:
        """From the state that it comes from; from the top of the page if that is on another."""
        if row.parent not in places:
            return
        parent = drawn[row.parent]
        page, begin = places[row.parent]
        is_here = page == self.pdf.page_no()
        self.pdf.set_draw_color(155, 147, 132)
        self.pdf.set_line_width(0.5)
        if standing(row.step):
            self.pdf.set_dash_pattern(dash=1.2, gap=1.2)
        self.pdf.line(self._x(parent), begin if is_here else _MARGIN, self._x(parent), y)
        if parent.column != row.column:
            self.pdf.line(self._x(parent), y, self._x(row), y)
        self.pdf.set_dash_pattern()
        if is_here:
            self._sign(parent, begin)  # over the line that begins in it

    def _sign(self, row: Row, y: float) -> None:
        status = row.step.status if row.step else "unknown"
        radius = 1.6 if row.state else 1.0
        colour = _RIGHT if status == "attested" else _LEFT
        self.pdf.set_draw_color(*colour)
        self.pdf.set_fill_color(
            *(colour if status == "attested" and row.state else (255, 255, 255))
        )
        self.pdf.circle(x=self._x(row), y=y, radius=radius, style="DF")
        self.pdf.set_line_width(0.2)
        if status == "unknown":
            self.pdf.set_font("serif", "B", 7)
            self.pdf.set_text_color(*_LEFT)
            self.pdf.text(self._x(row) - 0.7, y + 0.9, "?")


def _said(row: Row) -> list[tuple[str, float, str]]:
    """Lines beside a dot: words, size, style."""
    lines: list[tuple[str, float, str]] = []
    if row.state:
        doubt = standing(row.step)
        more = [*remarks(row.state), *([doubt] if doubt else [])]
        lines.append((", ".join([row.state.id, *more]), 10, "B"))
    if row.step:
        lines.append((f"{row.step.id} {headline(row.step)}", 9.5, ""))
        lines += [(f"{name}: {words}", 8.5, "") for name, words in details(row.step, row.others)]
    return lines


def _letters(said: Outline, value: Report) -> set[str]:
    from provtrack.render.report.outline import characters

    chain = "".join(text for row in rows(value.chain) for text, _, _ in _said(row))
    return set(visible(said.title + characters(said.blocks) + chain + value.ref)) - {"\n"}


def _pages(fpdf: Any, foot: str) -> "FPDF":
    """A document whose pages have a foot."""

    class Pages(fpdf.FPDF):  # type: ignore[misc]  # the library is there only with the extra
        def footer(self) -> None:
            self.set_y(-14)
            self.set_font("serif", "", 8)
            self.set_text_color(*_QUIET)
            self.cell(0, 5, visible(foot), align="L", new_x="LMARGIN")
            self.cell(0, 5, str(self.page_no()), align="R")

    made: FPDF = Pages(format="A4", unit="mm")
    return made


def _libraries() -> tuple[Any, Path, Path]:
    """fpdf2, the directory of the serif fonts, and the file of the wide one.

    Raises:
        ProvtrackError: the extra is not installed.
    """
    try:
        import cvttf_NotoSansCJK_Regular as wide
        import font_source_serif_pro as serif
        import fpdf
    except ImportError:
        raise ProvtrackError(
            "PDF reports need the extra 'report', which is not installed",
            'pip install "provtrack[report]"; or print the page: --output report.html',
        ) from None
    return fpdf, Path(serif.__file__).parent / "files", Path(wide.get_TTF_path())
