"""The report as a page: one file, the design of the comparison's, made to be printed."""

import base64
from collections.abc import Iterator

from markupsafe import Markup

from provtrack.render.chain_svg import chain
from provtrack.render.html._page import asset, page
from provtrack.render.report.outline import (
    SECTION,
    Block,
    Facts,
    Heading,
    Picture,
    Run,
    Runs,
    Table,
    Words,
    outline,
)
from provtrack.render.visible import plain, visible
from provtrack.reporting import Report

_TAGS = {
    "i": "<i>{}</i>",
    "b": "<strong>{}</strong>",
    "code": "<code>{}</code>",
    "del": "<del>{}</del>",
    "ins": "<ins>{}</ins>",
    "left": '<span class="of-left">{}</span>',
    "right": '<span class="of-right">{}</span>',
}


def report(value: Report) -> str:
    """A whole HTML document, with an anchor a heading: ``#citation``, ``#chain`` and so on."""
    said = outline(value)
    headings = [each for each in said.blocks if isinstance(each, Heading) and each.level == SECTION]
    return page(
        "report.html",
        styles=asset("report.css"),
        title=f"{plain(said.title)}: {said.kicker.lower()}",
        kicker=said.kicker,
        heading=visible(said.title),
        ref=visible(value.ref),
        contents=[(each.anchor, visible(each.text)) for each in headings],
        blocks=[*_blocks(said.blocks, value)],
    )


def _blocks(blocks: tuple[Block, ...], value: Report) -> Iterator[dict[str, object]]:
    for block in blocks:
        match block:
            case Heading():
                yield {
                    "kind": "heading",
                    "level": block.level,
                    "anchor": block.anchor,
                    "body": visible(block.text),
                }
            case Words():
                yield {"kind": "words", "look": block.look, "body": _runs(block.runs)}
            case Facts():
                rows = [(visible(name), _runs(runs)) for name, runs in block.rows]
                yield {"kind": "facts", "rows": rows}
            case Table():
                yield {
                    "kind": "table",
                    "caption": block.caption,
                    "header": block.header,
                    "widths": block.widths,
                    "rows": [[_runs(cell) for cell in row] for row in block.rows],
                }
            case Picture():
                drawing = base64.b64encode(chain(value.chain).encode()).decode()
                yield {"kind": "picture", "data": drawing, "caption": plain(block.caption)}


def _runs(runs: Runs) -> Markup:
    return Markup("").join(map(_run, runs))


def _run(run: Run) -> Markup:
    return Markup(_TAGS.get(run.look, "{}")).format(visible(run.text))  # noqa: S704  # of the table
