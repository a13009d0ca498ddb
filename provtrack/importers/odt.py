"""OpenDocument text (ODF 1.3, ISO/IEC 26300), by the package's own XML.

Tracked changes are taken as accepted; what they deleted lies outside the body, and is listed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from provtrack.errors import ProvtrackError
from provtrack.importers._common import (
    QUOTING_STYLE,
    join_cells,
    no_text,
    number_in,
    sensible_title,
    split_breaks,
    tally_changes,
)
from provtrack.importers._package import Package
from provtrack.importers._xml import (
    Element,
    attribute,
    child,
    children,
    descendants,
    local,
    parse_xml,
    words,
)
from provtrack.model import Imported, Omission


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered; ``style`` is ``""`` for bullets."""

    style: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    """How many levels' numbers are shown, as 2.1 shows two."""


_Styles = dict[str, dict[int, _Level]]


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    styles: _Styles
    titles: frozenset[str]
    """Names of the paragraph styles that mark a title."""
    struck: frozenset[str]
    """Names of the styles that strike text out."""
    quoting: frozenset[str]
    """Names of the paragraph styles that set a quotation apart."""
    quoted: set[int] = field(default_factory=set)
    paragraphs: list[str] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    title: str = ""
    count: int = 0
    counted: dict[str, int] = field(default_factory=dict)
    """The last number of each list style's top level, for lists that continue it."""

    @property
    def place(self) -> str:
        return f"paragraph {self.count}"


def read(name: str, data: bytes) -> Imported:
    """The text of an OpenDocument text, its tracked changes accepted.

    Raises:
        ProvtrackError: it is no ODT file, broken, encrypted, or unpacks to too much.
    """
    package = Package(name, data, "ODT")
    if b"encryption-data" in (package.part("META-INF/manifest.xml") or b""):
        raise ProvtrackError(f"{name}: encrypted", "save it without a password first")
    content = parse_xml(f"{name}: content.xml", package.required("content.xml"))
    styles, meta = (_part(name, package, part) for part in ("styles.xml", "meta.xml"))
    reading = _Reading(
        _list_styles(styles) | _list_styles(content),
        _title_styles(content),
        frozenset((*_struck_styles(styles), *_struck_styles(content))),
        frozenset((*_quoting_styles(styles), *_quoting_styles(content), "Quotations")),
    )
    for text in descendants(content, "text"):
        if local(text.getparent()) == "body":
            _read_blocks(text, reading)
    if not reading.paragraphs:
        raise no_text(name)
    changes = list(descendants(content, "changed-region"))
    notice = tally_changes(_author(change) for change in changes)
    return Imported(
        paragraphs=tuple(reading.paragraphs),
        metadata=_metadata(meta, reading.title),
        omissions=(*reading.omissions, *_deleted(changes), *_edges(styles)),
        notices=(notice,) if notice else (),
        quoted=frozenset(reading.quoted),
    )


def _part(name: str, package: Package, part: str) -> Element | None:
    data = package.part(part)
    return parse_xml(f"{name}: {part}", data) if data else None


def _metadata(meta: Element | None, title: str) -> dict[str, str]:
    """Title only: who typed the file, and when, says nothing about the document in it."""
    found = next(descendants(meta, "title"), None) if meta is not None else None
    title = sensible_title(words(found)) or title
    return {"title": title} if title else {}


def _title_styles(content: Element) -> frozenset[str]:
    styles = descendants(content, "style")
    named = {attribute(each, "name"): attribute(each, "parent-style-name") for each in styles}
    return frozenset({"Title", *(name for name, parent in named.items() if parent == "Title")})


def _struck_styles(root: Element | None) -> Iterator[str]:
    for style in descendants(root, "style") if root is not None else ():
        for properties in children(style, "text-properties"):
            if attribute(properties, "text-line-through-style") not in {"", "none"}:
                yield attribute(style, "name")


def _quoting_styles(root: Element | None) -> Iterator[str]:
    for style in descendants(root, "style") if root is not None else ():
        names = (attribute(style, each) for each in ("name", "display-name", "parent-style-name"))
        if attribute(style, "family") == "paragraph" and QUOTING_STYLE.search(" ".join(names)):
            yield attribute(style, "name")


def _author(change: Element) -> str:
    return words(next(descendants(change, "creator"), None))


def _deleted(changes: list[Element]) -> Iterator[Omission]:
    for change in changes:
        for deletion in children(change, "deletion"):
            author = _author(change)
            text = " ".join(filter(None, (words(each) for each in children(deletion, "p", "h"))))
            why = "deleted by a tracked change"
            if text:
                yield Omission(text, f"{why} of {author}" if author else why)


def _edges(styles: Element | None) -> Iterator[Omission]:
    for kind in ("header", "footer"):
        for edge in descendants(styles, kind) if styles is not None else ():
            if text := words(edge):
                yield Omission(text, f"page {kind}", "styles.xml")


# --- blocks --------------------------------------------------------------------------------------

_CONTAINERS = frozenset({"section", "numbered-paragraph", "index-body"})
_INDEXES = frozenset(
    {
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
        "bibliography",
    }
)


def _read_blocks(container: Element, reading: _Reading) -> None:
    for block in children(container):
        kind = local(block)
        if kind in {"p", "h"}:
            _read_paragraph(block, reading, "")
        elif kind == "list":
            _read_list(block, reading, ())
        elif kind == "table":
            _read_table(block, reading)
        elif kind in _CONTAINERS:
            _read_section(block, reading)
        elif kind in _INDEXES:
            reading.omissions.append(Omission(words(block), "index", reading.place))
        elif kind == "frame":
            _omit(block, reading)


def _read_section(section: Element, reading: _Reading) -> None:
    if attribute(section, "display") == "none":
        reading.omissions.append(Omission(words(section), "hidden section", reading.place))
    else:
        _read_blocks(section, reading)


def _read_paragraph(paragraph: Element, reading: _Reading, number: str) -> None:
    reading.count += 1
    text = _text(paragraph, reading)
    pieces = split_breaks(f"{number} {text}" if number and text.strip() else text)
    style = attribute(paragraph, "style-name")
    if style in reading.quoting:
        reading.quoted.update(
            range(len(reading.paragraphs) + 1, len(reading.paragraphs) + len(pieces) + 1)
        )
    reading.paragraphs += pieces
    if pieces and not reading.title and style in reading.titles:
        reading.title = " ".join(pieces)


def _read_table(table: Element, reading: _Reading) -> None:
    rows = (row for row in descendants(table, "table-row") if _owner(row, "table") is table)
    for row in rows:
        text = join_cells(_cell(cell, reading) for cell in children(row, "table-cell"))
        if text:
            reading.paragraphs.append(text)


def _cell(cell: Element, reading: _Reading) -> str:
    inner = replace(reading, paragraphs=[], omissions=[], quoted=set())
    _read_blocks(cell, inner)
    reading.count = inner.count
    reading.omissions += inner.omissions
    return " ".join(inner.paragraphs)


def _owner(element: Element, name: str) -> Element | None:
    return next((each for each in element.iterancestors() if local(each) == name), None)


# --- lists ---------------------------------------------------------------------------------------


def _read_list(block: Element, reading: _Reading, above: tuple[int, ...], style: str = "") -> None:
    """A list; ``above`` are the numbers of the items that it lies in, the outermost first."""
    style = attribute(block, "style-name") or style
    level = reading.styles.get(style, {}).get(len(above) + 1, _Level())
    number = level.start - 1
    if not above and attribute(block, "continue-numbering") == "true":
        number = reading.counted.get(style, number)
    for item in children(block, "list-item", "list-header"):
        start = attribute(item, "start-value")
        if local(item) == "list-item":
            number = int(start) if re.fullmatch(r"\d{1,6}", start) else number + 1
        shown = _shown(level, (*above, number)) if local(item) == "list-item" else ""
        _read_item(item, reading, shown, (*above, number), style)
    if not above:
        reading.counted[style] = number


def _read_item(
    item: Element, reading: _Reading, shown: str, numbers: tuple[int, ...], style: str
) -> None:
    for block in children(item):
        if local(block) == "list":
            _read_list(block, reading, numbers, style)
        elif local(block) in {"p", "h"}:
            _read_paragraph(block, reading, shown)
            shown = ""


def _shown(level: _Level, numbers: tuple[int, ...]) -> str:
    numerals = [number_in(level.style, number) for number in numbers[-level.shown :]]
    return f"{level.prefix}{'.'.join(numerals)}{level.suffix}" if level.style else ""


def _list_styles(root: Element | None) -> _Styles:
    if root is None:
        return {}
    return {
        attribute(style, "name"): dict(_levels(style)) for style in descendants(root, "list-style")
    }


def _levels(style: Element) -> Iterator[tuple[int, _Level]]:
    for level in children(style, "list-level-style-number"):
        yield (
            _integer(attribute(level, "level")),
            _Level(
                attribute(level, "num-format"),
                attribute(level, "num-prefix"),
                attribute(level, "num-suffix"),
                _integer(attribute(level, "start-value")),
                _integer(attribute(level, "display-levels")),
            ),
        )


def _integer(text: str) -> int:
    return int(text) if re.fullmatch(r"[1-9]\d{0,5}", text) else 1


# --- inside a paragraph --------------------------------------------------------------------------

_NOT_TEXT = {
    "note": "footnote",
    "annotation": "comment",
    "frame": "text box",
    "hidden-text": "hidden text",
    "hidden-paragraph": "hidden text",
}
_SILENT = frozenset({"tracked-changes", "ruby-text", "annotation-end", "soft-page-break"})


def _text(element: Element, reading: _Reading) -> str:
    """The text of a paragraph or of a part of it, a forced line break as LF."""
    text = _flat(element.text)
    for inner in element:
        kind = local(inner)
        if kind in {"tab", "s"}:
            text += " "
        elif kind == "line-break":
            text += "\n"
        elif kind in _NOT_TEXT:
            _omit(inner, reading)
        elif kind == "span" and attribute(inner, "style-name") in reading.struck:
            reading.omissions.append(Omission(words(inner), "struck out", reading.place))
        elif kind and kind not in _SILENT:
            text += _text(inner, reading)
        text += _flat(inner.tail)
    return text


def _flat(text: str | None) -> str:
    """Characters of the file as they count: a line end in the XML is a space (ODF 1.3, 6.1.2)."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _omit(element: Element, reading: _Reading) -> None:
    kind = local(element)
    body = next(descendants(element, "note-body"), None) if kind == "note" else element
    parts = [words(each) for each in descendants(body, "p", "h")] if body is not None else []
    what = " ".join(filter(None, parts)) or attribute(element, "string-value")
    why = _NOT_TEXT[kind] if what else "picture"
    if kind == "note":
        why = attribute(element, "note-class") or why
    if kind == "annotation" and (author := words(child(element, "creator"))):
        why = f"comment of {author}"
    reading.omissions.append(Omission(what or attribute(element, "name"), why, reading.place))
