"""A web page cut into blocks: what a browser shows as paragraphs, and why the rest is left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from provtrack import landmarks
from provtrack.importers._common import Block, join_cells, number_in, split_breaks
from provtrack.importers._xml import Element, attribute, children, descendants, local, words
from provtrack.text import clean, split_paragraphs

_FURNITURE = frozenset({"nav", "header", "footer", "aside", "form", "button", "select", "dialog"})
_NO_WORDS = frozenset(
    {"script", "style", "template", "noscript", "svg", "head", "link", "meta", "iframe", "wbr"}
)
_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"}
    | {"h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p"}
    | {"pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
    | {"aside", "dialog", "search"}
)
_NONE: Mapping[Element, str] = MappingProxyType({})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})


@dataclass(frozen=True, slots=True)
class _Here:
    """What the elements around a place say about it."""

    inside: bool = False
    """Whether it lies in the part of the page that holds the document."""
    sectioned: bool = False
    """Whether it lies in a part of the page and not in the page itself."""
    role: str = ""
    container: Element = None
    quoted: bool = False
    """Whether it lies in a block quotation."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    main: Element
    """The part of the page that holds the document."""
    above: frozenset[Element]
    """The elements around it."""
    described: frozenset[Element]
    """Elements around an archive's labels, which are no furniture whatever their names."""
    notes: frozenset[Element]
    marks: frozenset[Element]
    blocks: list[Block] = field(default_factory=list)
    last: Element = None
    """The container that the last block of text lay in."""
    here: _Here = _Here()


def read_blocks(root: Element) -> tuple[list[Block], int]:
    """All text of a page, in order, and how many footnotes are among what is left out.

    A block that is left out says why. The ``gap`` of a block is 1 where it lies in another
    container than the one before.
    """
    body = next(descendants(root, "body"), root)
    labels = _labels(body)
    around = frozenset(each for label in labels for each in label.iterancestors())
    notes, marks = _footnotes(root)
    main = body if labels else _main(body)
    reading = _Reading(main, frozenset(main.iterancestors()), around, notes, marks)
    _read_block(body, reading, "")
    return reading.blocks, len(notes)


def _labels(body: Element) -> list[Element]:
    """The elements that are an archive's labels, when there are enough to know its page by."""
    found = {
        each: label
        for each in body.iter()
        if local(each) not in _NO_WORDS
        and len(each) == 0
        and (label := landmarks.label_of(each.text or "")) in landmarks.UNMISTAKABLE
    }
    return list(found) if len(set(found.values())) > 1 else []


def _main(body: Element) -> Element:
    """``main``, the only ``article``, or all."""
    found = [each for each in body.iter() if local(each) == "main" or _role(each) == "main"]
    articles = list(descendants(body, "article"))
    if found:
        return found[0]
    return articles[0] if len(articles) == 1 else body


def _role(element: Element) -> str:
    return str(element.get("role", "")).lower()


def _hidden(element: Element) -> bool:
    style = re.sub(r"\s", "", element.get("style", "").lower())
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )


# --- footnotes -----------------------------------------------------------------------------------

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡]{1,3}|[ivx]{1,5}|[a-z])[\])]?")


def _footnotes(root: Element) -> tuple[frozenset[Element], frozenset[Element]]:
    """The notes of a page and the marks that point to them.

    A mark is a short link to a place further down in the same file; its note is the block there.
    """
    order = {element: number for number, element in enumerate(root.iter())}
    targets = {element.get("id") or element.get("name"): element for element in reversed(order)}
    notes, marks = set(), set()
    for link in descendants(root, "a"):
        target = targets.get(str(link.get("href", ""))[1:])
        is_mark = str(link.get("href", "")).startswith("#") and _MARK.fullmatch(words(link))
        if target is not None and is_mark and order[target] > order[link]:
            marks.add(link)
            notes.add(_block_of(target))
    notes |= {each for each in order if _role(each) in {"doc-footnote", "doc-endnote"}}
    return frozenset(notes), frozenset(marks)


def _block_of(element: Element) -> Element:
    while local(element) not in _BLOCKS and element.getparent() is not None:
        element = element.getparent()
    return element


# --- blocks --------------------------------------------------------------------------------------


def _read_block(element: Element, reading: _Reading, number: str) -> None:
    """Read an element of block level; ``number`` is the list's, for the first text inside."""
    why = _why_not(element, reading)
    if why:
        _leave_out(element, why, reading)
    elif local(element) not in _NO_WORDS:
        around = reading.here
        reading.here = _enter(element, reading)
        _HANDLERS.get(local(element), _read_container)(element, reading, number)
        reading.here = around


_QUOTING = frozenset(("blockquote", "block-quote", "quote", "quotation"))


def _enter(element: Element, reading: _Reading) -> _Here:
    here, kind = reading.here, local(element)
    return _Here(
        here.inside or element is reading.main,
        here.sectioned or kind in {"main", "article", "section"},
        _hint(element) or here.role,
        element if kind in _CONTAINERS or here.container is None else here.container,
        here.quoted or kind == "blockquote" or bool(_classes(element) & _QUOTING),
    )


def _leave_out(element: Element, why: str, reading: _Reading) -> None:
    if text := clean(_plain(element)):
        reading.blocks.append(Block(text, _place(element), why=why))


def _why_not(element: Element, reading: _Reading) -> str:
    """Why the words of an element are left out; ``""`` for text."""
    if element in reading.notes:
        return "footnote"
    if _hidden(element):
        return "hidden on the page"
    if local(element) in {"del", "s", "strike"}:
        return "struck out"
    if "tab-pane" in _classes(element) and not _classes(element) & {"active", "show"}:
        return "another tab of the page"
    return "page furniture" if _is_furniture(element, reading) else ""


def _is_furniture(element: Element, reading: _Reading) -> bool:
    if element in reading.described or element is reading.main:
        return False
    if local(element) == "header":
        has_title = next(descendants(element, "h1"), None) is not None
        return not reading.here.sectioned and not has_title
    if local(element) in _FURNITURE or _role(element) in _FURNITURE_ROLES:
        return True
    return not reading.here.inside and element not in reading.above


def _classes(element: Element) -> set[str]:
    return set(str(element.get("class", "")).lower().split())


def _read_container(
    element: Element, reading: _Reading, number: str, numbers: Mapping[Element, str] = _NONE
) -> None:
    """Blocks one after the other, and the words between them."""
    run = element.text or ""
    for inner in element:
        if local(inner) in _BLOCKS or _holds_blocks(inner):
            number = _add(run, element, reading, number)
            run = ""
            _read_block(inner, reading, numbers.get(inner, number))
            number = "" if number and _plain(inner) else number
        else:
            run += _inline(inner, reading)
        run += inner.tail or ""
    _add(run, element, reading, number)


def _holds_blocks(element: Element) -> bool:
    """Whether an inline element is wrapped around blocks (a link around a heading, say)."""
    return (
        local(element) not in _NO_WORDS and next(descendants(element, *_BLOCKS), None) is not None
    )


def _add(run: str, element: Element, reading: _Reading, number: str) -> str:
    """Add the paragraphs of a run of text; what is left of ``number`` after them."""
    here = reading.here
    for text in split_breaks(_collapse(run)):
        gap = int(reading.last is not None and here.container is not reading.last)
        reading.last = here.container
        whole = f"{number} {text}" if number else text
        why = "" if here.inside else "page furniture"
        reading.blocks.append(Block(whole, _place(element), gap, here.role, why, here.quoted))
        number = ""
    return number


def _collapse(run: str) -> str:
    """A line end in the source is a space; ``<br>`` came as a form feed."""
    return re.sub(r"[ \t]*\f[ \t]*", "\n", re.sub(r"[ \t\r\n]+", " ", run))


_CONTAINERS = frozenset({"article", "aside", "body", "div", "header", "main", "section"})


def _place(element: Element) -> str:
    return f"line {element.sourceline}" if element.sourceline else ""


def _read_list(element: Element, reading: _Reading, _number: str) -> None:
    """Numbered items with the number that a browser shows; others without their bullet."""
    style = element.get("type", "1") if local(element) == "ol" else ""
    numbers = {}
    number = _integer(element.get("start", ""), 1)
    for item in children(element, "li"):
        number = _integer(item.get("value", ""), number)
        shown = number_in(style, number)
        numbers[item] = f"{shown}." if shown else ""
        number += 1
    _read_container(element, reading, "", numbers)


def _integer(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default


def _read_row(row: Element, reading: _Reading, number: str) -> None:
    """A table's row as one paragraph, unless the table is made for layout."""
    cells = list(children(row, "td", "th"))
    if _is_layout(row, cells):
        _read_container(row, reading, number)
    else:
        texts = (_text(cell, reading).replace("\f", " ") for cell in cells)
        _add(join_cells(texts), row, reading, number)


def _is_layout(row: Element, cells: Sequence[Element]) -> bool:
    """Whether a cell holds several blocks, or the row something beside its cells."""
    beside = [row.text, *(inner.tail for inner in row)]
    return (
        len(cells) < sum(1 for _ in children(row))
        or any(map(str.strip, filter(None, beside)))
        or any(len(list(descendants(cell, "p", "div", "li", "table"))) > 1 for cell in cells)
        or any(map(_hidden, cells))
    )


def _read_preformatted(element: Element, reading: _Reading, number: str) -> None:
    for text in split_paragraphs(_text(element, reading).replace("\f", "\n")):
        number = _add(text, element, reading, number)


_HANDLERS = {
    "ol": _read_list,
    "ul": _read_list,
    "menu": _read_list,
    "tr": _read_row,
    "pre": _read_preformatted,
}


# --- inside a paragraph --------------------------------------------------------------------------


def _inline(element: Element, reading: _Reading) -> str:
    """The text of an inline element, ``<br>`` as a form feed."""
    kind = local(element)
    if kind == "br":
        return "\f"
    if kind in _NO_WORDS or kind in {"rt", "rp"} or element in reading.marks:
        return ""
    if kind == "img" and (alt := clean(element.get("alt", ""))):
        reading.blocks.append(Block(alt, _place(element), why="picture"))
    if why := _why_not(element, reading):
        _leave_out(element, why, reading)
        return ""
    text = _text(element, reading)
    return f"\u201c{text}\u201d" if kind == "q" and text.strip() else text


def _text(element: Element, reading: _Reading) -> str:
    text = element.text or ""
    for inner in element:
        text += _inline(inner, reading) + (inner.tail or "")
    return text


def _plain(element: Element) -> str:
    """All words inside, without those that no browser shows."""
    parts = [element.text or ""] if local(element) not in _NO_WORDS else []
    for inner in element:
        space = " " if local(inner) in _BLOCKS or local(inner) == "br" else ""
        parts += [space, _plain(inner), space, inner.tail or ""]
    return " ".join("".join(parts).split())


_HINTS = {
    "abstract": frozenset({"summary", "abstract", "field--name-summary", "text-block"}),
    "date": frozenset({"date", "document-date", "field--name-date"}),
}


def _hint(element: Element) -> str:
    """The role that an element's own markup gives to the blocks in it; ``""`` for none."""
    classes = _classes(element)
    if local(element) == "h1":
        return "title"
    if "tab-pane" in classes or attribute(element, "itemprop") in {"articleBody", "text"}:
        return "body"
    if attribute(element, "itemprop") in {"abstract", "description"}:
        return "abstract"
    return next((role for role, names in _HINTS.items() if classes & names), "")
