"""The fixed words of digital archives' document pages: labels, buttons, standing statements.

Gathered from the History and Public Policy Program's Digital Archive; a label found here is a
landmark wherever it stands alone on a line.
"""

import re

FURNITURE = frozenset(
    {
        "skip to content",
        "skip to main content",
        "digital archive",
        "international history declassified",
        "menu",
        "search",
        "share",
        "print",
        "cite",
        "citation",
        "copy citation",
        "download",
        "download pdf",
        "download document",
        "view document",
        "view original",
        "view pdf",
        "original document",
        "original scan",
        "transcript",
        "translation",
        "english translation",
        "english transcript",
        "back to top",
        "document",
    }
)
"""Whole lines that are a button, a tab or a link."""

SECTION = "document information"

ABSTRACT = frozenset({"summary", "abstract"})

FIELDS = {
    "source": "source",
    "rights": "rights",
    "original uploaded date": "uploaded",
    "type": "type",
    "document type": "type",
    "language": "language",
    "record id": "record_id",
    "original classification": "classification",
}
"""Label -> what its value is."""

LISTS = {
    "original archive": "archive",
    "author": "author",
    "author(s)": "author",
    "authors": "author",
    "associated places": "place",
    "associated people & organizations": "person or organisation",
    "associated people and organizations": "person or organisation",
    "subjects discussed": "subject",
    "donor": "donor",
    "donors": "donor",
    "collections": "collection",
    "related documents": "related document",
    "related collections": "related collection",
}
"""Label -> what each entry of the list under it is."""

UNMISTAKABLE = frozenset(
    {
        SECTION,
        "original archive",
        "original uploaded date",
        "record id",
        "original classification",
        "associated places",
        "associated people & organizations",
        "associated people and organizations",
        "subjects discussed",
        "related documents",
    }
)
"""Labels that no document uses as a heading of its own; the others count only among these."""

LABELS = frozenset({SECTION, *ABSTRACT, *FIELDS, *LISTS})


def label_of(text: str) -> str:
    """The label that a line is, in lower case and without its colon; ``""`` for any other line."""
    folded = " ".join(text.split()).rstrip(":").rstrip().casefold()
    return folded if folded in LABELS else ""


def labelled_value(text: str) -> tuple[str, str]:
    """Label and value of a line that holds both (``Record ID: 112233``), or two empty strings."""
    label, colon, value = text.partition(":")
    if not colon:
        match = _RECORD_ID.match(text)
        label, value = match.groups() if match else ("", "")
    known = label_of(label)
    return (known, value.strip()) if known in FIELDS and value.strip() else ("", "")


_RECORD_ID = re.compile(r"(record id)\s+(\d+)$", re.IGNORECASE)

_RIGHTS = re.compile(
    r"\bwelcomes? (?:the )?reuse\b|\bcopyright\b.*\brights holders?\b|\brights status\b"
    r"|\ball rights reserved\b|\[email.protected\]",
    re.IGNORECASE | re.DOTALL,
)
"""A sentence of a standing rights statement; ``[email protected]`` is mail obfuscation."""

_LONGEST_STATEMENT = 2000
"""Characters."""


def is_rights(text: str) -> bool:
    """Whether it is a paragraph of an archive's rights statement."""
    return bool(_RIGHTS.search(text[:_LONGEST_STATEMENT]))


PUBLISHER = re.compile(
    r"^(?:The )?(?P<body>[A-Z][^.]{2,100}?) welcomes? (?:the )?reuse of (?:the )?"
    r"(?P<work>(?:[A-Z]\w+ )*)materials"
)
"""Who speaks in the rights statement, and of which work."""

CREDIT = re.compile(r"^This document was made possible with support from\b", re.IGNORECASE)


def looks_like_archive_page(data: bytes) -> bool:
    """Whether plain text has the landmarks of a document page, two of them each on its own line."""
    lines = {b" ".join(line.lower().split()).rstrip(b": ") for line in data.splitlines()}
    known = {landmark.encode() for landmark in (*UNMISTAKABLE, "skip to content")}
    return len(lines & known) > 1
