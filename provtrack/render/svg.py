"""An alignment as a drawing: both texts as ribbons, their links as bands between them.

Every sign is a form before it is a colour, so that the drawing survives a photocopier.
"""

from collections.abc import Iterator

from markupsafe import Markup

from provtrack.model import Alignment, Text
from provtrack.render.ribbons import Drawn, Extent, draw, extents, number
from provtrack.render.visible import plain

_WIDTH = 960
_HEAD = 84
_FOOT = 70
_RIBBON = 14
_ENDS = (352.0, 608.0)
"""Where the bands begin and end; the ribbons stand outside, the labels outside of these."""

_LABELLED = 150
"""Paragraphs. A longer text has no room for the words that each paragraph begins with."""

_LABEL_HEIGHT = 17
"""The least height of a paragraph that carries its first words."""

_LABEL_WORDS = 44
"""Characters of a paragraph's beginning that fit beside its ribbon."""

_UNIT = 0.04
"""The height of one character in a drawing with labels: a page of 2,000 is 80 high."""

_LONG_HEIGHT = 3000
"""How tall the drawing of a long text is, however long."""

_STYLE = Markup("""
:root{--paper:#fdfbf6;--ink:#24211c;--quiet:#665f53;--left:#8a3512;--right:#17557a}
@media (prefers-color-scheme:dark){
:root{--paper:#191816;--ink:#e6e1d6;--quiet:#a79f91;--left:#f0a482;--right:#8ec5e4}
}
.paper{fill:var(--paper)}
text{font-family:Charter,"Iowan Old Style","Source Serif 4","Linux Libertine O",Georgia,serif;
font-size:12px;fill:var(--ink)}
.title{font-size:22px}.ref{font-weight:600;font-size:14px}.quiet{fill:var(--quiet)}
.l{fill:var(--left)}.r{fill:var(--right)}.l,.r{fill-opacity:.8}
.band{fill:var(--quiet);fill-opacity:.16}
.moved .band{fill-opacity:.3;stroke:var(--ink);stroke-dasharray:5 3}
.doubtful .band{stroke:var(--ink);stroke-dasharray:1 3}
.alone .l,.alone .r{fill:var(--paper);fill-opacity:1;stroke:var(--ink);stroke-width:1.5}
.alone text{font-weight:600}
.sign{fill:var(--paper);stroke:var(--ink)}.sign+text{font-weight:700;text-anchor:middle}
.pin{fill:var(--ink)}
.end{text-anchor:end}
""")


def alignment(alignment: Alignment) -> str:
    """A standalone drawing of an alignment, 960 units wide and as tall as the texts need.

    Texts of up to 150 paragraphs show the words that each paragraph begins with; longer ones
    show the numbers of some paragraphs.

    Returns:
        A whole SVG document.
    """
    texts = (alignment.left, alignment.right)
    labelled = max(len(text.paragraphs) for text in texts) <= _LABELLED
    placed = [_place(text, texts, labelled=labelled) for text in texts]
    height = max((each.bottom for side in placed for each in side.values()), default=0)
    drawn = draw(alignment, placed[0], placed[1], _ENDS)
    # Bands that cross lie over those that do not.
    ordered = sorted(drawn, key=lambda each: each.link.moved)
    parts = [
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" '
            'height="{1}" role="img" aria-labelledby="title desc">\n'
            '<title id="title">{2}</title>\n<desc id="desc">{3}</desc>\n<style>{4}</style>\n'
            '<rect class="paper" width="{0}" height="{1}"/>\n'
        ).format(
            _WIDTH,
            number(_HEAD + height + _FOOT),
            f"Alignment of {plain(texts[0].ref)} and {plain(texts[1].ref)}",
            _summary(alignment),
            _STYLE,
        ),
        *_head(alignment),
        Markup('<g transform="translate(0 {})">\n').format(_HEAD),
        *(_link(each) for each in ordered),
        *_labels(alignment, placed, drawn, labelled=labelled),
        Markup("</g>\n"),
        _legend(_HEAD + height + _FOOT),
        Markup("</svg>\n"),
    ]
    return str(Markup("").join(parts))


def _place(text: Text, texts: tuple[Text, Text], *, labelled: bool) -> dict[int, Extent]:
    if labelled:
        return extents(text, _UNIT, 0.06, shortest=round(_LABEL_HEIGHT / _UNIT))
    longest = max(sum(map(len, each.paragraphs)) for each in texts)
    return extents(text, _LONG_HEIGHT / longest, 0.06, shortest=0)


def _summary(alignment: Alignment) -> str:
    counts = alignment.counts
    return (
        f"{counts['links']} links: {counts['one_to_one']} one to one, {counts['grouped']} grouped, "
        f"{counts['left_only']} only left, {counts['right_only']} only right, "
        f"{counts['moved']} moved"
    )


def _head(alignment: Alignment) -> Iterator[Markup]:
    titles = dict.fromkeys(plain(text.title) for text in (alignment.left, alignment.right))
    title = _cut(" and ".join(filter(None, titles)), 88)
    yield Markup('<text class="title" x="20" y="34">{}</text>\n').format(title)
    yield Markup('<text class="quiet end" x="940" y="34">{}</text>\n').format(_summary(alignment))
    for x, anchor, text in ((_ENDS[0], " end", alignment.left), (_ENDS[1], "", alignment.right)):
        yield Markup('<text class="ref{}" x="{}" y="68">{}</text>\n').format(
            anchor, number(x), _cut(plain(text.ref), _LABEL_WORDS)
        )


def _link(drawn: Drawn) -> Markup:
    link = drawn.link
    classes = [
        name
        for name, applies in (
            ("moved", link.moved),
            ("alone", not drawn.bands),
            ("doubtful", drawn.doubtful),
        )
        if applies
    ]
    shapes = [Markup('<path class="band" d="{}"/>').format(band) for band in drawn.bands]
    for name, x, runs in (("l", _ENDS[0] - _RIBBON, drawn.left), ("r", _ENDS[1], drawn.right)):
        shapes += [
            Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
                name, number(x), number(run.top), _RIBBON, number(run.height)
            )
            for run in runs
        ]
    if drawn.left and drawn.right:
        shapes += _signs(drawn)
    return Markup('<g class="{}"><title>{}</title>{}</g>\n').format(
        " ".join(classes), _says(drawn), Markup("").join(shapes)
    )


def _signs(drawn: Drawn) -> Iterator[Markup]:
    start, end = _middle(drawn.left[0]), _middle(drawn.right[0])
    if drawn.doubtful:
        y = (start + end) / 2
        yield Markup(
            '<circle class="sign" cx="{0}" cy="{1}" r="8"/><text x="{0}" y="{2}">?</text>'
        ).format(number(sum(_ENDS) / 2), number(y), number(y + 4))
    if drawn.link.pinned:
        for x, y in ((_ENDS[0] + 9, start), (_ENDS[1] - 9, end)):
            yield Markup('<circle class="pin" cx="{}" cy="{}" r="3"/>').format(number(x), number(y))


def _says(drawn: Drawn) -> str:
    link = drawn.link
    if not link.right:
        return f"left {_numbers(link.left)}: only left"
    if not link.left:
        return f"right {_numbers(link.right)}: only right"
    said = f"left {_numbers(link.left)}, right {_numbers(link.right)}"
    extras = [
        *(["moved"] if link.moved else []),
        *(["linked by an editor"] if link.pinned else []),
        f"confidence {link.confidence:.2f}",
    ]
    return f"{said}: {', '.join(extras)}"


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _middle(extent: Extent) -> float:
    return (extent.top + extent.bottom) / 2


def _labels(
    alignment: Alignment,
    placed: list[dict[int, Extent]],
    drawn: tuple[Drawn, ...],
    *,
    labelled: bool,
) -> Iterator[Markup]:
    alone = [
        {n for each in drawn if not each.bands for n in getattr(each.link, side)}
        for side in ("left", "right")
    ]
    step = 1 if labelled else _round_step(max(len(side) for side in placed))
    for side, text in enumerate((alignment.left, alignment.right)):
        x = number(_ENDS[0] - _RIBBON - 8 if side == 0 else _ENDS[1] + _RIBBON + 8)
        for paragraph, extent in placed[side].items():
            if paragraph % step:
                continue
            words = _cut(plain(text.paragraph(paragraph)), _LABEL_WORDS) if labelled else ""
            pieces = (words, str(paragraph)) if side == 0 else (str(paragraph), words)
            yield Markup('<g class="{}"><text class="{}" x="{}" y="{}">{}</text></g>\n').format(
                "alone" if paragraph in alone[side] else "",
                "end" if side == 0 else "",
                x,
                number(min(_middle(extent), extent.top + _LABEL_HEIGHT) + 4),
                "\u2002".join(filter(None, pieces)),
            )


def _round_step(paragraphs: int) -> int:
    """Every how many paragraphs a number is written: 10, 50, 100 …, some sixty numbers a side."""
    step = 10
    while paragraphs / step > 60:  # noqa: PLR2004  # said above
        step *= 5 if str(step).startswith("1") else 2
    return step


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"


def _legend(bottom: float) -> Markup:
    samples = (
        ("", "same place"),
        ("moved", "moved"),
        ("alone", "only one text has it"),
        ("doubtful", "doubtful: look at it"),
        ("pinned", "linked by an editor"),
    )
    parts = [Markup('<g transform="translate(20 {})">').format(number(bottom - 34))]
    for column, (name, words) in enumerate(samples):
        parts.append(
            Markup(
                '<g class="{}" transform="translate({} 0)">{}<text x="44" y="13">{}</text></g>'
            ).format(name, column * 188, _sample(name), words)
        )
    return Markup("").join([*parts, Markup("</g>\n")])


def _sample(name: str) -> Markup:
    if name == "alone":
        return Markup('<rect class="l" x="10" y="1" width="14" height="14"/>')
    band = Markup('<rect class="band" width="36" height="16"/>')
    if name == "doubtful":
        return band + Markup(
            '<circle class="sign" cx="18" cy="8" r="7"/><text x="18" y="12">?</text>'
        )
    if name == "pinned":
        return band + Markup(
            '<circle class="pin" cx="6" cy="8" r="3"/><circle class="pin" cx="30" cy="8" r="3"/>'
        )
    return band
