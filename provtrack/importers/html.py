"""Web pages: a digital archive's document page by its landmarks, any other by its main part."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from provtrack import landmarks
from provtrack.errors import ProvtrackError
from provtrack.importers._archive_page import recognise
from provtrack.importers._common import Block, no_text, plural, quoted_among
from provtrack.importers._html_blocks import read_blocks
from provtrack.importers._xml import Element, descendants, local, refuse_depth, refuse_entities
from provtrack.model import Imported, Omission
from provtrack.references import parse_headline_date
from provtrack.text import clean, decode


def read(name: str, data: bytes) -> Imported:
    """The document on a web page.

    Raises:
        ProvtrackError: it is empty, in an unknown encoding, nested without end, or declares
            entities.
    """
    root = _parse(name, data)
    blocks, footnotes = read_blocks(root)
    known = {landmarks.label_of(block.text) for block in blocks if not block.why}
    is_archive = len(known & landmarks.UNMISTAKABLE) > 1
    imported = _archive_page(root, blocks) if is_archive else _any_page(root, blocks)
    if not imported.paragraphs:
        raise no_text(name)
    if not footnotes:
        return imported
    notice = f"{plural(footnotes, 'footnote')} left out, with the marks in the text."
    return replace(imported, notices=(*imported.notices, notice))


def _parse(name: str, data: bytes) -> Element:
    refuse_entities(name, data)
    text = _decode(name, data)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise no_text(name)
    refuse_depth(name, root)
    return _with_body(root)


_HEAD_ONLY = frozenset(("base", "link", "meta", "noscript", "script", "style", "template", "title"))
"""What may stand in the head of a page (HTML Living Standard, "Metadata content")."""


def _with_body(root: Element) -> Element:
    """The page with what its author left to be understood: the body begins after the metadata.

    libxml2, older than HTML 5, takes a `main` that follows the title for a part of the head.
    """
    head = next(descendants(root, "head"), None)
    if head is None or next(descendants(root, "body"), None) is not None:
        return root
    body = etree.SubElement(root, "body")
    body.extend([each for each in head if local(each) not in _HEAD_ONLY])
    return root


_DECLARED = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_ENCODINGS = {"iso-8859-1": "windows-1252"} | {
    name: name for name in ("windows-1251", "windows-1252", "koi8-r", "euc-kr", "gb2312", "gbk")
}
"""What browsers read a declared encoding as (WHATWG Encoding Standard, section 4.2)."""


def _decode(name: str, data: bytes) -> str:
    """As UTF-8 where it is, else in the older encoding that the page declares."""
    try:
        return decode(data, name)
    except ProvtrackError:
        declared = _DECLARED.search(data[:4096])
        encoding = _ENCODINGS.get(declared[1].decode("ascii", "ignore").lower() if declared else "")
        if encoding is None:
            raise
        return data.decode(encoding, "replace").replace("\0", "")


# --- what the page says about itself -------------------------------------------------------------

_LONGEST_ABSTRACT = 3
"""Paragraphs; more under a class name that means an abstract elsewhere is the document."""
_NEAR = 3
"""Blocks between an archive's date and its title, at most."""


def _archive_page(root: Element, blocks: Sequence[Block]) -> Imported:
    """A document page: what its markup says counts where it makes sense, then as plain text."""
    imported = recognise(
        _sensible_roles(blocks, clean(_meta(root, "description", "og:description")))
    )
    url = _canonical(root) or _meta(root, "og:url")
    return replace(imported, metadata={"url": url} | imported.metadata) if url else imported


def _sensible_roles(blocks: Sequence[Block], described: str) -> list[Block]:
    """The blocks with at most one title, one date beside it, and one short abstract."""
    shown = [(number, block) for number, block in enumerate(blocks) if not block.why]
    titled = next((number for number, block in shown if block.role == "title"), None)
    dated = next(
        (
            number
            for number, block in shown
            if block.role == "date"
            and parse_headline_date(block.text)
            and titled is not None
            and abs(number - titled) <= _NEAR
        ),
        None,
    )
    abstract = [number for number, block in shown if block.role == "abstract"]
    abstract = abstract or [n for n, block in shown if described and _same(block.text, described)]
    roles = {number: "body" for number, block in shown if block.role == "body"}
    if len(abstract) <= _LONGEST_ABSTRACT:
        roles |= dict.fromkeys(abstract, "abstract")
    roles |= {
        number: role for number, role in ((titled, "title"), (dated, "date")) if number is not None
    }
    return [replace(block, role=roles.get(number, "")) for number, block in enumerate(blocks)]


def _same(text: str, described: str) -> bool:
    """Whether a page's description is this text, or the beginning of it that search engines get."""
    start = described.rstrip(". \u2026")
    return text.startswith(start) and len(start) >= _SHORTEST_DESCRIPTION


_SHORTEST_DESCRIPTION = 60
"""Characters; less could begin any paragraph."""


def _any_page(root: Element, blocks: Sequence[Block]) -> Imported:
    """Any other page: all text of its main part, its own description as metadata."""
    text = [block for block in blocks if not block.why]
    heading = next((block.text for block in text if block.role == "title"), "")
    found = {
        "title": heading or _meta(root, "dcterms.title", "citation_title", "og:title"),
        "date": parse_headline_date(_meta(root, "dcterms.date", "citation_date")),
        "language": str(root.get("lang", "")),
        "publisher": _meta(root, "dcterms.publisher", "citation_publisher", "og:site_name"),
        "url": _canonical(root) or _meta(root, "og:url"),
    }
    return Imported(
        paragraphs=tuple(block.text for block in text),
        metadata={key: value for key, value in found.items() if value},
        omissions=tuple(
            Omission(block.text, block.why, block.place) for block in blocks if block.why
        ),
        quoted=quoted_among(blocks),
    )


def _meta(root: Element, *names: str) -> str:
    """The content of the first ``meta`` element of one of these names."""
    for name in names:
        for element in descendants(root, "meta"):
            key = element.get("name") or element.get("property") or element.get("itemprop") or ""
            if key.lower() == name and element.get("content", "").strip():
                return clean(element.get("content"))
    return ""


def _canonical(root: Element) -> str:
    links = (link for link in descendants(root, "link") if link.get("rel") == "canonical")
    return next((str(link.get("href", "")) for link in links), "")
