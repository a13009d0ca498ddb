"""A chain as a drawing, without Graphviz: states as dots in columns, what was done beside them.

Whatever a colour says a form says too: a filled dot is attested, a ring assumed, a ring with a
question mark unknown; lines to them are dashed.
"""

import textwrap
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import escape

from provtrack.chain.layout import Row, rows
from provtrack.render.visible import is_inert, plain
from provtrack.render.wording import counts, details, headline, remarks, standing

if TYPE_CHECKING:
    from provtrack.schemas.documents.chain import Chain

_WIDTH = 760
_MARGIN = 28
_COLUMN = 26
"""From one column of dots to the next."""

_LINE = 17
"""From one line of text to the next."""

_GAP = 16
"""Between two rows."""

_CHARACTER = 7.2
"""The width of an average character of the small type in the widest of the fonts that may stand in
(DejaVu Serif); lines are broken by it."""

_RADIUS = 7

_STYLE = """
:root{--paper:#fdfbf6;--ink:#24211c;--quiet:#665f53;--line:#9b9384;--known:#17557a;--doubt:#8a3512}
@media (prefers-color-scheme:dark){
:root{--paper:#191816;--ink:#e6e1d6;--quiet:#a79f91;--line:#7d766a;--known:#8ec5e4;--doubt:#f0a482}
}
.paper{fill:var(--paper)}
text{font-family:Charter,"Iowan Old Style","Source Serif 4","Linux Libertine O",Georgia,serif;
font-size:13px;fill:var(--ink)}
.title{font-size:20px}.state{font-weight:700;font-size:15px}.quiet{fill:var(--quiet)}
.doubt{fill:var(--doubt)}
.way{fill:none;stroke:var(--line);stroke-width:2}
.also{fill:none;stroke:var(--line);stroke-width:1.2}
.way.doubtful,.also{stroke-dasharray:4 4}
.dot{fill:var(--known);stroke:var(--known);stroke-width:2}
.ring{fill:var(--paper);stroke:var(--doubt);stroke-width:2}
.said{font-weight:400;font-size:13px}
.small{fill:var(--paper);stroke:var(--known);stroke-width:1.6}
.mark{font-weight:700;text-anchor:middle;font-size:11px}
"""


def chain(value: "Chain") -> str:
    """A standalone drawing, 760 units wide and as tall as the chain needs.

    Returns:
        A whole SVG document, which takes the colours of a dark screen where there is one.
    """
    drawn = rows(value)
    title = _wrapped(value.title, _WIDTH - 2 * _MARGIN, 20)
    top = 92 + (len(title) - 1) * 25
    blocks = [_block(row, _left(drawn)) for row in drawn]
    tops: list[float] = []
    bottom: float = top
    for _, height in blocks:
        tops.append(bottom)
        bottom += height + _GAP
    height = bottom + 56
    size = f'width="{_WIDTH}" height="{_number(height)}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_number(height)}" {size} ',
        'role="img" aria-labelledby="title desc">\n',
        f'<title id="title">Provenance of {_escaped(value.title)}</title>\n',
        f'<desc id="desc">{_escaped(counts(value))}</desc>\n<style>{_STYLE}</style>\n',
        f'<rect class="paper" {size}/>\n',
    ]
    for number, words in enumerate(title):
        parts.append(_text(_MARGIN, 40 + number * 25, words, "title"))
    parts.append(_text(_MARGIN, top - 30, counts(value), "quiet"))
    parts += _ways(drawn, tops)
    for row, (block, _), y in zip(drawn, blocks, tops, strict=True):
        parts.append(f'<g transform="translate(0 {_number(y)})">{_sign(row)}{block}</g>\n')
    parts.append(_legend(bottom + 22))
    return "".join([*parts, "</svg>\n"])


def _left(drawn: tuple[Row, ...]) -> float:
    """Where the words begin: right of the last column."""
    return _x(max((row.column for row in drawn), default=0)) + 20


def _x(column: int) -> float:
    return _MARGIN + _RADIUS + column * _COLUMN


def _block(row: Row, left: float) -> tuple[str, float]:
    """The words of a row, the first line at 13 below its top, and how tall they are."""
    lines: list[tuple[str, str]] = []
    room = _WIDTH - _MARGIN - left
    if row.state:
        lines.append((row.state.id, "state"))
    if row.step:
        lines += [(words, "") for words in _wrapped(f"{row.step.id} {headline(row.step)}", room)]
        for name, words in details(row.step, row.others):
            lines += [(each, "quiet") for each in _wrapped(f"{name}: {words}", room)]
    shown = [
        _text(left, 13 + number * _LINE, words, style, _said(row) if not number else "")
        for number, (words, style) in enumerate(lines)
    ]
    return "".join(shown), len(lines) * _LINE


def _said(row: Row) -> str:
    """What stands behind the name of a state."""
    if row.state is None:
        return ""
    doubt = standing(row.step)
    said = ", ".join([*remarks(row.state), *([doubt] if doubt else [])])
    style = "doubt" if doubt else "quiet"
    return f'<tspan class="said {style}" dx="12">{_escaped(said)}</tspan>' if said else ""


def _text(x: float, y: float, words: str, style: str, more: str = "") -> str:
    look = f' class="{style}"' if style else ""
    return f'<text x="{_number(x)}" y="{_number(y)}"{look}>{_escaped(words)}{more}</text>\n'


def _escaped(words: str) -> str:
    """Words that are no markup, with nothing in them that is not seen."""
    return words if is_inert(words) else str(escape(plain(words)))


def _wrapped(words: str, room: float, size: float = 13) -> list[str]:
    """Lines that fit into the room, wide characters counted as two."""
    words = " ".join(plain(words).split())
    wide = 0
    if not words.isascii():
        wide = sum(unicodedata.east_asian_width(each) in "WF" for each in words)
    width = _CHARACTER * size / 13 * (1 + wide / max(len(words), 1))
    most = max(int(room / width), 20)
    return textwrap.wrap(words, most) if len(words) > most else [words]


def _sign(row: Row) -> str:
    x, y = _number(_x(row.column)), 8
    status = row.step.status if row.step else "unknown"
    if row.state is None:
        style = "small" if status == "attested" else "ring"
        return f'<circle class="{style}" cx="{x}" cy="{y}" r="4"/>'
    if status == "attested":
        return f'<circle class="dot" cx="{x}" cy="{y}" r="{_RADIUS - 1}"/>'
    ring = f'<circle class="ring" cx="{x}" cy="{y}" r="{_RADIUS}"/>'
    if status == "unknown":
        ring += f'<text class="mark" x="{x}" y="{y + 4}">?</text>'
    return ring


def _legend(y: float) -> str:
    return f'<g transform="translate({_MARGIN} {_number(y)})">{_samples()}</g>\n'


@cache
def _samples() -> str:
    """What the legend shows, which is the same in all drawings."""
    samples = (
        (96, '<circle class="dot" cx="7" cy="8" r="6"/>', "attested"),
        (96, '<circle class="ring" cx="7" cy="8" r="7"/>', "assumed"),
        (
            112,
            '<circle class="ring" cx="7" cy="8" r="7"/><text class="mark" x="7" y="12">?</text>',
            "not known",
        ),
        (0, '<circle class="small" cx="7" cy="8" r="4"/>', "made no state"),
    )
    x = 0
    parts = []
    for width, sign, words in samples:
        parts.append(f'<g transform="translate({x} 0)">{sign}{_text(22, 13, words, "quiet")}</g>')
        x += width
    return "".join(parts)


def _ways(drawn: tuple[Row, ...], tops: list[float]) -> Iterator[str]:
    """The lines between the dots, under them; dashed to what is assumed or unknown."""
    places = {row.state.id: number for number, row in reversed(list(enumerate(drawn))) if row.state}
    for number, row in enumerate(drawn):
        x, y = _x(row.column), tops[number] + 8
        doubtful = " doubtful" if standing(row.step) else ""
        if row.parent >= 0:
            source_row = drawn[row.parent]
            start, begin = _x(source_row.column), tops[row.parent] + 8
            yield f'<path class="way{doubtful}" d="{_way(start, begin, x, y)}"/>\n'
        for other in row.others:
            source = places.get(other)
            if source is not None and source != row.parent and source < number:
                left, above = _x(drawn[source].column), _number(tops[source] + 8)
                bend, below = _number(min(x, left) - 18), _number(y)
                yield (
                    f'<path class="also" d="M{_number(left - _RADIUS)} {above}'
                    f'C{bend} {above} {bend} {below} {_number(x - _RADIUS - 2)} {below}"/>\n'
                )


def _way(start: float, begin: float, x: float, y: float) -> str:
    """Straight down, then, for a branch, round the corner to the right."""
    if start == x:
        return f"M{_number(start)} {_number(begin)}V{_number(y)}"
    corner = min(12.0, abs(x - start))
    return (
        f"M{_number(start)} {_number(begin)}V{_number(y - corner)}"
        f"Q{_number(start)} {_number(y)} {_number(start + corner)} {_number(y)}H{_number(x)}"
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
