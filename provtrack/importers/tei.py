"""TEI P5 (Text Encoding Initiative, Guidelines, chapters 2 to 4, 10 to 12).

Of two readings the editor's counts: ``corr`` before ``sic``, ``reg`` before ``orig``, ``expan``
before ``abbr``, ``lem`` before ``rdg``. That is the text that an edition prints; the other reading
is listed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from provtrack.importers._common import Block, join_cells, no_text, plural
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
from provtrack.references import parse_archive_reference, parse_headline_date
from provtrack.text import clean

_BLOCKS = frozenset(
    {"p", "ab", "head", "l", "lg", "list", "item", "sp", "speaker", "stage", "u", "div", "div1"}
    | {"div2", "div3", "div4", "div5", "table", "row", "opener", "closer", "salute", "signed"}
    | {"dateline", "byline", "trailer", "postscript", "argument", "epigraph", "floatingText"}
    | {"body", "group", "text", "front", "back", "quote", "cit", "docTitle", "titlePart"}
)
_INLINE_TOO = frozenset({"quote", "cit", "stage", "floatingText"})
"""Blocks only where they stand between blocks; inside a paragraph they are part of it."""

_NOT_TEXT = {
    "del": "deleted in the document",
    "note": "note",
    "noteGrp": "note",
    "fw": "running head",
    "figure": "picture",
    "surplus": "superfluous, says the edition",
    "secl": "superfluous, says the edition",
    "rdg": "variant reading",
    "index": "index entry",
    "front": "front matter",
    "back": "back matter",
}
_PREFERRED = {"corr": "sic", "reg": "orig", "expan": "abbr", "lem": "rdg"}
_BREAKS = frozenset({"pb", "lb", "cb", "gb"})

_JOIN = "\0"
"""Stands for a break inside a word; XML cannot hold the character."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    notes: frozenset[str]
    """The ids of notes: a reference to one is its mark."""
    blocks: list[Block] = field(default_factory=list)
    replaced: int = 0
    """Readings that were replaced by an editor's."""


def read(name: str, data: bytes) -> Imported:
    """The body of a TEI document, its header as metadata.

    Raises:
        ProvtrackError: it is not well-formed, declares entities, or has no body with text.
    """
    root = parse_xml(name, data)
    texts = [root] if local(root) != "teiCorpus" else list(children(root, "TEI"))
    if not texts:
        raise no_text(name)
    header = child(texts[0], "teiHeader")
    ids = (attribute(note, "id") for note in descendants(root, "note"))
    reading = _Reading(frozenset(f"#{each}" for each in ids if each))
    for text in children(texts[0], "text"):
        _read_block(text, reading, "")
    paragraphs = tuple(block.text for block in reading.blocks if not block.why)
    if not paragraphs:
        raise no_text(name)
    facts = list(_facts(header, texts[0])) if header is not None else []
    left_out = (
        Omission(block.text, block.why, block.place) for block in reading.blocks if block.why
    )
    return Imported(
        paragraphs=paragraphs,
        metadata=_metadata(facts),
        omissions=(*_header_omissions(header, facts), *left_out, *_other_texts(texts[1:])),
        notices=tuple(_notices(reading, texts)),
    )


def _notices(reading: _Reading, texts: list[Element]) -> Iterator[str]:
    if reading.replaced:
        count = plural(reading.replaced, "reading")
        yield (
            f"{count} of the document replaced by the edition's own (corr, reg, expan, lem);"
            " what stood there is listed."
        )
    if len(texts) > 1:
        yield f"The corpus holds {plural(len(texts), 'text')}; only the first was read."


def _other_texts(texts: Iterable[Element]) -> Iterator[Omission]:
    for text in texts:
        title = words(next(descendants(text, "title"), None))
        yield Omission(title, "another text of the corpus", _place(text))


# --- blocks --------------------------------------------------------------------------------------


def _read_block(element: Element, reading: _Reading, number: str) -> None:
    """An element between blocks: its inner blocks, or its words as one paragraph."""
    if why := _why_not(element):
        _leave_out(element, why, reading)
    elif local(element) == "row":
        row = join_cells(clean(_text(cell, reading)) for cell in children(element, "cell"))
        _add(row, element, reading, number)
    elif local(element) == "list":
        _read_list(element, reading)
    else:
        _read_container(element, reading, number)


def _read_container(element: Element, reading: _Reading, number: str) -> None:
    """Blocks one after the other, and the words between them."""
    run = element.text or ""
    for inner in element:
        if _is_block(inner, element):
            number = _add(run, element, reading, number)
            run = ""
            _read_block(inner, reading, number)
            number = ""
        else:
            run += _inline(inner, reading)
        run += inner.tail or ""
    _add(run, element, reading, number)


def _is_block(element: Element, around: Element) -> bool:
    kind = local(element)
    if kind not in _BLOCKS:
        return False
    if kind not in _INLINE_TOO:
        return True
    return local(around) not in {"p", "ab", "l", "item"} or any(
        local(inner) in _BLOCKS for inner in element
    )


def _read_list(element: Element, reading: _Reading) -> None:
    """Items, with their number where the list says that it is numbered, or with their label."""
    kind = f"{attribute(element, 'type')} {attribute(element, 'rend')}".lower()
    numbered = re.search(r"number|order|decimal", kind) and "unordered" not in kind
    number, label = 0, ""
    for inner in children(element):
        if local(inner) == "label":
            label = clean(_text(inner, reading))
        elif local(inner) == "item":
            number += 1
            shown = f"{attribute(inner, 'n') or number}." if numbered else ""
            _read_block(inner, reading, label or shown)
            label = ""
        else:
            _read_block(inner, reading, "")


def _add(run: str, element: Element, reading: _Reading, number: str) -> str:
    """Add a run of words as a paragraph; what is left of ``number`` after it."""
    first, *rest = run.split(_JOIN)
    for piece in rest:
        first = first.rstrip() + piece.lstrip()
    text = clean(first)
    if not text:
        return number
    whole = f"{number} {text}" if number else text
    reading.blocks.append(Block(whole, _place(element)))
    return ""


def _place(element: Element) -> str:
    return f"line {element.sourceline}" if element.sourceline else ""


def _why_not(element: Element) -> str:
    """Why an element gives no text; ``""`` when it does."""
    kind = local(element)
    around = local(element.getparent()) if element.getparent() is not None else ""
    readings = (
        {local(inner) for inner in element.getparent()} if around in {"choice", "app"} else set()
    )
    for preferred, other in _PREFERRED.items():
        if kind == other and preferred in readings:
            return f"{other}, replaced by the edition's {preferred}"
    if kind == "rdg" and not readings & {"lem"}:
        return "" if next(children(element.getparent(), "rdg")) is element else _NOT_TEXT[kind]
    return _NOT_TEXT.get(kind, "")


def _leave_out(element: Element, why: str, reading: _Reading) -> None:
    if "replaced" in why:
        reading.replaced += 1
    if text := clean(words(element)):
        reading.blocks.append(Block(text, _place(element), why=why))


# --- inside a paragraph --------------------------------------------------------------------------


def _inline(element: Element, reading: _Reading) -> str:
    """The text of an element inside a paragraph."""
    kind = local(element)
    if kind in _BREAKS:
        return _JOIN if attribute(element, "break") == "no" else " "
    if kind == "space":
        return " "
    if kind == "gap":
        return "[...]"
    if not kind or (kind in {"ref", "ptr"} and attribute(element, "target") in reading.notes):
        return ""
    if why := _why_not(element):
        _leave_out(element, why, reading)
        return ""
    text = _text(element, reading)
    return f"[{text.strip()}]" if kind == "supplied" and text.strip() else text


def _text(element: Element, reading: _Reading) -> str:
    text = element.text or ""
    for inner in element:
        # The white space around the readings of a choice is the file's, not the document's.
        text += _inline(inner, reading)
        text += (inner.tail or "") if local(element) not in {"choice", "app", "subst"} else ""
    return text.strip() if local(element) in {"choice", "app", "subst"} else text


# --- the header ----------------------------------------------------------------------------------

_Fact = tuple[str, str, Element]
"""Key, value, the element that says so."""


def _metadata(facts: list[_Fact]) -> dict[str, str]:
    metadata: dict[str, str] = {}
    for key, value, _ in facts:
        if key == "translator" and value not in metadata.get(key, "").split("; "):
            metadata[key] = "; ".join(filter(None, (metadata.get(key, ""), value)))
        else:
            metadata.setdefault(key, value)
    reference = parse_archive_reference(metadata.get("archive.as_printed", ""))
    for part in ("repository", "fond", "opis", "delo", "papka", "listy"):
        if value := getattr(reference, part):
            metadata.setdefault(f"archive.{part}", value)
    return metadata


def _facts(header: Element, tei: Element) -> Iterator[_Fact]:
    """What the header says, the preferred source of each key first."""
    yield from _first("title", _inside(header, "titleStmt", "title"))
    yield from _dates(header)
    yield from _shelf_mark(header)
    yield from _translators(header)
    yield from _first("publisher", _inside(header, "publicationStmt", "publisher"))
    yield from _first("abstract", _inside(header, "profileDesc", "abstract"))
    for number in _inside(header, "publicationStmt", "idno"):
        kind = attribute(number, "type").lower()
        if kind in {"url", "uri", "doi"}:
            yield "url", words(number), number
        elif "record" in kind:
            yield "record_id", words(number), number
    for text in children(tei, "text"):
        if language := attribute(text, "lang") or attribute(tei, "lang"):
            yield "language", language, text


def _inside(header: Element, around: str, name: str) -> Iterator[Element]:
    return (found for outer in descendants(header, around) for found in descendants(outer, name))


def _first(key: str, elements: Iterable[Element]) -> Iterator[_Fact]:
    for element in elements:
        if value := clean(words(element)):
            yield key, value, element
            return


def _dates(header: Element) -> Iterator[_Fact]:
    """The document's date; the date of the edition (``publicationStmt``) is another matter."""
    for around, name in (
        ("msDesc", "origDate"),
        ("creation", "date"),
        ("correspAction", "date"),
        ("sourceDesc", "date"),
    ):
        for element in _inside(header, around, name):
            value = attribute(element, "when") or parse_headline_date(words(element))
            if not value and attribute(element, "from") and attribute(element, "to"):
                value = f"{attribute(element, 'from')}/{attribute(element, 'to')}"
            if value:
                yield "date", value, element


def _shelf_mark(header: Element) -> Iterator[_Fact]:
    for identifier in _inside(header, "sourceDesc", "msIdentifier"):
        repository = clean(words(child(identifier, "repository")))
        parts = [clean(words(part)) for part in children(identifier, "collection", "idno")]
        if printed := ", ".join(filter(None, (repository, *parts))):
            yield "archive.as_printed", printed, identifier
        if repository:
            yield "archive.repository", repository, child(identifier, "repository")
    for source in _inside(header, "sourceDesc", "bibl"):
        if parse_archive_reference(words(source)).is_located:
            yield "archive.as_printed", clean(words(source)), source


def _translators(header: Element) -> Iterator[_Fact]:
    for statement in descendants(header, "respStmt"):
        if re.search(r"translat|перев", words(child(statement, "resp")), re.IGNORECASE):
            for person in children(statement, "name", "persName"):
                yield "translator", clean(words(person)), person
    for person in descendants(header, "editor", "author"):
        if attribute(person, "role").lower() in {"translator", "trl"}:
            yield "translator", clean(words(person)), person


def _header_omissions(header: Element | None, facts: list[_Fact]) -> Iterator[Omission]:
    """Every element of the header that has words of its own, with what it was filed as."""
    if header is None:
        return
    filed = {element: key for key, _, element in facts}
    for element in header.iter():
        if local(element) and (element.text or "").strip():
            around = (each for each in (element, *element.iterancestors()) if each in filed)
            key = filed.get(next(around, None), "")
            why = f"filed as {key}" if key else f"TEI header ({local(element)})"
            text = " ".join(filter(None, map(clean, (element.text, *_tails(element)))))
            yield Omission(text, why, _place(element))


def _tails(element: Element) -> Iterator[str]:
    return (inner.tail for inner in element if inner.tail)
