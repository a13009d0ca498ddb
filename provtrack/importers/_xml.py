"""Reading XML that nobody vouches for: no entities, no network, no bottomless nesting.

Elements are told by their local names, so that both namespaces of DOCX (transitional and strict)
and TEI with or without its own read alike.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from provtrack.errors import ProvtrackError

Element = Any
"""An lxml element; its stubs know neither comments among children nor tags that are functions."""

_DEEPEST = 150
"""Elements inside elements: far beyond any document, well within Python's recursion limit."""


def parse_xml(name: str, data: bytes) -> Element:
    """The root element of an XML file.

    Args:
        name: the file (and the part of it), for the error.
        data: the whole of it.

    Raises:
        ProvtrackError: it is not well-formed, declares entities, or is nested without end.
    """
    refuse_entities(name, data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise ProvtrackError(
            f"{name}:{line}: not well-formed XML: {_first_line(error)}",
            "open it in the program that made it and save it again",
        ) from None
    for entity in root.iter(etree.Entity):
        raise ProvtrackError(
            f"{name}:{entity.sourceline}: the entity {entity.text} is not declared in the file",
            "write the character itself, or its number (&#8212;)",
        )
    refuse_depth(name, root)
    return root


def _first_line(error: Exception) -> str:
    return re.sub(r", line \d+, column \d+.*", "", str(error).splitlines()[0])


def refuse_entities(name: str, data: bytes) -> None:
    """Raise when a document type declaration defines entities, whatever they stand for.

    Raises:
        ProvtrackError: they could read files, or grow without end.
    """
    for encoding in ("ascii", "utf-16-le", "utf-16-be"):
        found = data.find("<!ENTITY".encode(encoding))
        if found >= 0:
            line = data.count(b"\n", 0, found) + 1
            raise ProvtrackError(
                f"{name}:{line}: declares an entity, which provtrack refuses to read",
                "resolve it first, for example with: xmllint --noent --dropdtd OLD > NEW",
            )


def refuse_depth(name: str, root: Element) -> None:
    """Raise when elements are nested deeper than any document needs.

    Raises:
        ProvtrackError: they are.
    """
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise ProvtrackError(
                f"{name}:{element.sourceline}: elements nested deeper than {_DEEPEST}",
                "save it again with a simpler structure",
            )


def local(element: Element) -> str:
    """The name of an element without its namespace; ``""`` for a comment.

    Not asked of ``etree.QName``, which refuses the names that careless HTML has (``<body, …>``).
    """
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without a namespace; ``""`` when there is none."""
    for key, value in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return str(value)
    return ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """The child elements, in order; of those names when any are given."""
    return (child for child in element if (local(child) in names if names else local(child)))


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    return next(children(element, name), None) if element is not None else None


def child_value(element: Element | None, name: str) -> str:
    """The ``val`` of a child such as ``<w:pStyle w:val="Title"/>``; ``""`` without one."""
    found = child(element, name)
    return attribute(found, "val") if found is not None else ""


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """All elements of those names inside, in order."""
    return (inner for inner in element.iter() if inner is not element and local(inner) in names)


def words(element: Element | None) -> str:
    """All text inside, white space collapsed; for titles and the like."""
    return " ".join("".join(element.itertext(etree.Element)).split()) if element is not None else ""
