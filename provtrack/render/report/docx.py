"""The report as a document of a word processor; the chain is drawn in characters."""

from provtrack.render.markup import content
from provtrack.render.report.outline import (
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
from provtrack.render.report.tree import tree
from provtrack.render.wordprocessing import NAMESPACE, core, package, xml
from provtrack.reporting import Report

AUTHOR = "provtrack"
NO_DATE = "2000-01-01T00:00:00Z"
"""What a report on an uncommitted text is dated with."""

_WIDTH = 9638
"""Twentieths of a point between the margins of A4."""

_LOOKS = {
    "i": "<w:i/>",
    "b": "<w:b/>",
    "code": '<w:rFonts w:ascii="DejaVu Sans Mono" w:hAnsi="DejaVu Sans Mono"/><w:sz w:val="18"/>',
    "del": '<w:strike/><w:color w:val="8A3512"/>',
    "ins": '<w:color w:val="17557A"/><w:u w:val="single"/>',
}


def report(value: Report) -> bytes:
    """A .docx file, with headings, real tables whose header repeats, and nothing tracked."""
    said = outline(value)
    body = _paragraph((Run(said.kicker, "i"),)) + _paragraph((Run(said.title),), "Title")
    body += "".join(_block(block, value) for block in said.blocks)
    version = value.cited.version
    date = (version.committed if version else "") or NO_DATE
    document = (
        f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="720" '
        'w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    title = content(f"{said.title}: {said.kicker.lower()}")
    return package(xml(document), _STYLES, core(title, AUTHOR, date))


def _block(block: Block, value: Report) -> str:
    match block:
        case Heading():
            return _paragraph((Run(block.text),), f"Heading{block.level - 1}")
        case Words():
            return _paragraph(block.runs, {"": "Normal"}.get(block.look, block.look.capitalize()))
        case Facts():
            rows = tuple(((Run(name),), runs) for name, runs in block.rows)
            return _table(rows, (22, 78))
        case Table():
            header = tuple((Run(name, "b"),) for name in block.header)
            caption = _paragraph((Run(block.caption),), "Caption")
            return caption + _table((header, *block.rows), block.widths, has_header=True)
        case Picture():
            lines = tree(value.chain).split("\n")
            return "".join(_paragraph((Run(line),), "Drawing") for line in lines)


def _table(
    rows: tuple[tuple[Runs, ...], ...], widths: tuple[int, ...], *, has_header: bool = False
) -> str:
    sizes = [_WIDTH * width // sum(widths) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    border = '<w:top w:val="single" w:sz="4" w:color="DDD6C7"/>'
    border += '<w:insideH w:val="single" w:sz="4" w:color="DDD6C7"/>' if has_header else ""
    lines = []
    for number, row in enumerate(rows):
        properties = "<w:trPr><w:cantSplit/></w:trPr>"
        if has_header and not number:
            properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>'
            f"{_paragraph(cell, 'Cell')}</w:tc>"
            for size, cell in zip(sizes, row, strict=True)
        )
        lines.append(f"<w:tr>{properties}{cells}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblBorders>{border}'
        '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>{_paragraph((), 'Gap')}"
    )


def _paragraph(runs: Runs, style: str = "Normal") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(map(_run, runs))}</w:p>'


def _run(run: Run) -> str:
    look = _LOOKS.get(run.look, "")
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{content(run.text)}</w:t></w:r>'


def _style(id_: str, name: str, paragraph: str, letters: str, based: str = "Normal") -> str:
    default = ' w:default="1"' if id_ == "Normal" else ""
    parent = f'<w:basedOn w:val="{based}"/>' if id_ != "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{id_}"><w:name w:val="{name}"/>{parent}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


_SERIF = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia" w:eastAsia="Batang"/>'
_MONO = '<w:rFonts w:ascii="DejaVu Sans Mono" w:hAnsi="DejaVu Sans Mono"/>'
_STYLES = (
    f'<w:styles xmlns:w="{NAMESPACE}">'
    + _style("Normal", "Normal", '<w:spacing w:after="120"/>', f'{_SERIF}<w:sz w:val="21"/>')
    + _style("Title", "Title", '<w:spacing w:after="240"/>', '<w:sz w:val="36"/>')
    + _style(
        "Heading1",
        "heading 1",
        '<w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/>',
        '<w:sz w:val="28"/>',
    )
    + _style(
        "Heading2",
        "heading 2",
        '<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/>',
        '<w:b/><w:sz w:val="22"/>',
    )
    + _style(
        "Caption", "caption", '<w:keepNext/><w:spacing w:after="60"/>', '<w:i/><w:sz w:val="18"/>'
    )
    + _style("Quiet", "Quiet", "", '<w:color w:val="665F53"/><w:sz w:val="19"/>')
    + _style("Warning", "Warning", '<w:ind w:left="284"/>', '<w:b/><w:color w:val="8A3512"/>')
    + _style("Cell", "Cell", '<w:spacing w:before="30" w:after="30"/>', '<w:sz w:val="18"/>')
    + _style("Gap", "Gap", '<w:spacing w:after="0"/>', '<w:sz w:val="8"/>')
    + _style("Drawing", "Drawing", '<w:spacing w:after="0"/>', f'{_MONO}<w:sz w:val="15"/>')
    + "</w:styles>"
)
