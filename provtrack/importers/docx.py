"""Word (DOCX), by the package's own XML: ISO/IEC 29500, both of its namespaces.

Tracked changes are taken as accepted: insertions in, deletions out and listed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from provtrack.importers._common import (
    QUOTING_STYLE,
    join_cells,
    no_text,
    sensible_title,
    split_breaks,
    tally_changes,
)
from provtrack.importers._docx_lists import Lists
from provtrack.importers._package import Package
from provtrack.importers._xml import (
    Element,
    attribute,
    child,
    child_value,
    children,
    descendants,
    local,
    parse_xml,
    words,
)
from provtrack.model import Imported, Omission


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    lists: Lists
    paragraphs: list[str] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    open: str = ""
    """Text whose paragraph mark was deleted: the next paragraph goes on with it."""
    title: str = ""
    count: int = 0
    quoting: frozenset[str] = frozenset()
    """Ids of the styles that set a quotation apart."""
    quoted: set[int] = field(default_factory=set)
    indented: set[int] = field(default_factory=set)

    @property
    def place(self) -> str:
        return f"paragraph {self.count}"


def read(name: str, data: bytes) -> Imported:
    """The text of a Word document, its tracked changes accepted.

    Raises:
        ProvtrackError: it is no DOCX file, broken, encrypted, or unpacks to too much.
    """
    package = Package(name, data, "DOCX")
    main = next((part for part in package.parts if _MAIN.fullmatch(part)), "word/document.xml")
    document = parse_xml(f"{name}: {main}", package.required(main))
    numbering, styles = (
        _part(name, package, f"word/{part}.xml") for part in ("numbering", "styles")
    )
    reading = _Reading(Lists.of(numbering, styles), quoting=frozenset(_quoting_styles(styles)))
    for body in children(document, "body"):
        _read_blocks(body, reading)
    if not reading.paragraphs:
        raise no_text(name)
    notice = tally_changes(
        attribute(change, "author") for change in descendants(document, *_CHANGES)
    )
    return Imported(
        paragraphs=tuple(reading.paragraphs),
        metadata=_metadata(_part(name, package, "docProps/core.xml"), reading.title),
        omissions=(*reading.omissions, *_other_parts(name, package, document)),
        notices=(notice,) if notice else (),
        quoted=frozenset(reading.quoted | _set_in(reading)),
    )


_MAIN = re.compile(r"word/document\d*\.xml")
_CHANGES = ("ins", "del", "moveTo", "moveFrom")


def _part(name: str, package: Package, part: str) -> Element | None:
    data = package.part(part)
    return parse_xml(f"{name}: {part}", data) if data else None


def _metadata(core: Element | None, title: str) -> dict[str, str]:
    """Title only: whoever typed the file, and when, says nothing about the document in it."""
    title = sensible_title(words(child(core, "title"))) or title
    return {"title": title} if title else {}


# --- blocks --------------------------------------------------------------------------------------

_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")


def _read_blocks(container: Element, reading: _Reading) -> None:
    for block in children(container):
        kind = local(block)
        if kind == "p":
            _read_paragraph(block, reading)
        elif kind == "tbl":
            _read_table(block, reading)
        elif kind in _WRAPPERS:
            _read_blocks(block, reading)


def _read_paragraph(paragraph: Element, reading: _Reading) -> None:
    text = _paragraph_text(paragraph, reading)
    properties = child(paragraph, "pPr")
    if child(child(properties, "rPr"), "del") is not None:
        reading.open += text
        return
    pieces = split_breaks(reading.open + text)
    reading.open = ""
    new = range(len(reading.paragraphs) + 1, len(reading.paragraphs) + len(pieces) + 1)
    reading.paragraphs += pieces
    if child_value(properties, "pStyle") in reading.quoting:
        reading.quoted.update(new)
    elif _is_indented(properties):
        reading.indented.update(new)
    if pieces and not reading.title and child_value(properties, "pStyle").lower() == "title":
        reading.title = " ".join(pieces)


_INDENT = 360
"""Twentieths of a point: a quarter of an inch, less than anybody sets a quotation in by."""


def _quoting_styles(styles: Element | None) -> Iterator[str]:
    """The ids of the styles of block quotations."""
    for style in children(styles, "style") if styles is not None else ():
        if attribute(style, "type") in {"", "paragraph"}:
            name, id_ = child_value(style, "name"), attribute(style, "styleId")
            if QUOTING_STYLE.search(f"{name} {id_}"):
                yield id_
    yield from ("Quote", "IntenseQuote")  # a file may leave out the styles that come with Word


def _is_indented(properties: Element | None) -> bool:
    """Whether a paragraph is set in on the left by its own formatting, and is no list item."""
    indent = child(properties, "ind")
    if indent is None or child(properties, "numPr") is not None or attribute(indent, "hanging"):
        return False
    left = attribute(indent, "left") or attribute(indent, "start")
    return left.isdecimal() and int(left) >= _INDENT


def _set_in(reading: _Reading) -> set[int]:
    """The indented paragraphs, unless it is the text itself that is."""
    return reading.indented if 2 * len(reading.indented) < len(reading.paragraphs) else set()


def _paragraph_text(paragraph: Element, reading: _Reading) -> str:
    """The text of a paragraph with the number that Word would show before it."""
    reading.count += 1
    text = _text(paragraph, reading)
    properties = child(paragraph, "pPr")
    removed = child(child(properties, "rPr"), "del") is not None and not text.strip()
    number = "" if removed else reading.lists.number(properties)
    return f"{number} {text}" if number and text.strip() else text


def _read_table(table: Element, reading: _Reading) -> None:
    for row in _inside(table, "tr"):
        text = join_cells(_cell(cell, reading) for cell in _inside(row, "tc"))
        if child(child(row, "trPr"), "del") is not None:
            why = "table row deleted by a tracked change"
            reading.omissions.append(Omission(text, why, reading.place))
        elif text:
            reading.paragraphs.append(text)


def _cell(container: Element, reading: _Reading) -> str:
    """All text of a cell; a table inside it is run into its text."""
    texts = []
    for block in _inside(container, "p", "tbl"):
        if local(block) == "p":
            texts += split_breaks(_paragraph_text(block, reading))
        else:
            cells = (cell for row in _inside(block, "tr") for cell in _inside(row, "tc"))
            texts += [_cell(cell, reading) for cell in cells]
    return " ".join(filter(None, texts))


def _inside(container: Element, *names: str) -> Iterator[Element]:
    """The children of those names, through content controls and tracked insertions."""
    for each in children(container):
        if local(each) in names:
            yield each
        elif local(each) in _WRAPPERS:
            yield from _inside(each, *names)


# --- inside a paragraph --------------------------------------------------------------------------

_CHARACTERS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SILENT = frozenset({"pPr", "rPr", "sdtPr", "instrText", "delInstrText", "rt", "fldData"})


def _text(element: Element, reading: _Reading) -> str:
    """The text of a paragraph or of a part of it, a forced line break as LF."""
    text = ""
    for inner in children(element):
        kind = local(inner)
        if kind in _SILENT:
            continue
        if kind == "t":
            text += inner.text or ""
        elif kind == "br" and attribute(inner, "type") in {"page", "column"}:
            text += " "
        elif kind in _CHARACTERS:
            text += _CHARACTERS[kind]
        elif why := _left_out(inner):
            _omit(inner, why, reading)
        else:
            text += _text(inner, reading)
    return text


_PICTURES = frozenset({"drawing", "pict", "object", "AlternateContent"})
_TRACKED_OUT = {
    "del": "deleted by a tracked change",
    "moveFrom": "moved elsewhere by a tracked change",
}


def _left_out(element: Element) -> str:
    """Why an element gives no text; ``""`` when it does."""
    kind = local(element)
    if kind in _TRACKED_OUT:
        author = attribute(element, "author")
        return f"{_TRACKED_OUT[kind]} of {author}" if author else _TRACKED_OUT[kind]
    if kind == "sym":
        return "character of a symbol font"
    if kind in _PICTURES:
        return (
            "text box" if next(descendants(element, "txbxContent"), None) is not None else "picture"
        )
    properties = child(element, "rPr") if kind == "r" else None
    for name, why in _SHOWN_AWAY.items():
        switch = child(properties, name)
        if switch is not None and attribute(switch, "val") not in _OFF:
            return why
    return ""


_SHOWN_AWAY = {"vanish": "hidden text", "strike": "struck out", "dstrike": "struck out"}
_OFF = frozenset({"0", "false", "off"})


def _omit(element: Element, why: str, reading: _Reading) -> None:
    if local(element) == "AlternateContent":  # the same again in another dialect follows it
        element = child(element, "Choice") if child(element, "Choice") is not None else element
    what = _plain(element) or _described(element)
    if what or why not in _TRACKED_OUT.values():
        reading.omissions.append(Omission(what, why, reading.place))


def _plain(element: Element) -> str:
    """All text inside, deleted text too; paragraphs parted by a space."""
    parts = (
        (inner.text or "") if local(inner) in {"t", "delText"} else " "
        for inner in descendants(element, "t", "delText", "p", "br", "tab")
    )
    return " ".join("".join(parts).split())


def _described(element: Element) -> str:
    if local(element) == "sym":
        return f"{attribute(element, 'font')} {attribute(element, 'char')}".strip()
    named = next(descendants(element, "docPr"), None)
    return (attribute(named, "descr") or attribute(named, "name")) if named is not None else ""


# --- other parts of the package ------------------------------------------------------------------

_NOTES = {
    "word/footnotes.xml": ("footnote", "footnote"),
    "word/endnotes.xml": ("endnote", "endnote"),
    "word/comments.xml": ("comment", "comment"),
}
_EDGES = re.compile(r"word/(header|footer)\d*\.xml")


def _other_parts(name: str, package: Package, document: Element) -> Iterator[Omission]:
    """Notes, comments, headers and footers; notes by the numbers that a reader sees."""
    for part, (element, why) in _NOTES.items():
        root = _part(name, package, part)
        marks = [attribute(mark, "id") for mark in descendants(document, f"{element}Reference")]
        notes = children(root, element) if root is not None else ()
        by_id = {attribute(note, "id"): note for note in notes}
        unmarked = [id_ for id_ in by_id if id_ not in marks]
        for number, id_ in enumerate([*dict.fromkeys(marks), *unmarked], 1):
            note = by_id.get(id_)
            if note is not None and (text := _plain(note)):
                author = attribute(note, "author")
                place = f"{why} {number if id_ in marks else id_}"
                yield Omission(text, f"{why} of {author}" if author else why, place)
    for part in sorted(filter(_EDGES.fullmatch, package.parts)):
        root = _part(name, package, part)
        if root is not None and (text := _plain(root)):
            yield Omission(text, "page header" if "header" in part else "page footer", part)
