"""Reading other people's files: bytes in, paragraphs, metadata and what was left out come out.

One module a format, found by name in :data:`FORMATS` and loaded only when asked for. An importer
is a function ``(name, data) -> Imported``; it touches no disk, no network and no clock.
"""

import re
from importlib import import_module
from pathlib import PurePosixPath
from typing import cast

from provtrack.errors import ProvtrackError
from provtrack.landmarks import looks_like_archive_page
from provtrack.model import Imported

FORMATS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "page": (
        "a digital archive's page, saved or copied as plain text",
        (),
        "provtrack.importers.page:read",
    ),
    "html": (
        "a web page, a digital archive's among them",
        (".html", ".htm", ".xhtml"),
        "provtrack.importers.html:read",
    ),
    "tei": ("TEI P5", (".tei",), "provtrack.importers.tei:read"),
    "docx": ("Word (DOCX), tracked changes accepted", (".docx",), "provtrack.importers.docx:read"),
    "odt": ("OpenDocument text", (".odt",), "provtrack.importers.odt:read"),
    "markdown": ("Markdown", (".md", ".markdown"), "provtrack.importers.markdown:read"),
    "latex": (
        "LaTeX, without what it includes",
        (".tex", ".latex"),
        "provtrack.importers.latex:read",
    ),
    "text": (
        "plain text, hard-wrapped or one paragraph a line",
        (".txt", ".text"),
        "provtrack.importers.text:read",
    ),
    "pdf": (
        'PDF with a text layer (needs the extra "pdf")',
        (".pdf",),
        "provtrack.importers.pdf:read",
    ),
}
"""Name -> (what it is, endings of its files, "module:function" of its importer)."""

MAX_BYTES = 128 * 1024 * 1024
"""No document is larger; a caller may ask before it reads a file at all."""

_SNIFFED = 4096


def detect(name: str, data: bytes) -> str:
    """The format of a file, by its content first and then by the ending of its name.

    Args:
        name: the name of the file, or ``-``.
        data: the whole file.

    Raises:
        ProvtrackError: none of :data:`FORMATS` can be meant, or the file is too large.
    """
    _refuse_size(name, data)
    start = data[:_SNIFFED]
    ending = PurePosixPath(name).suffix.lower()
    by_ending = next((key for key, (_, endings, _) in FORMATS.items() if ending in endings), "")
    if start.startswith(_FOREIGN):
        raise _unknown(name, "an RTF file, an old Word file or one with a password")
    if re.search(rb"^MIME-Version:.*^Content-Type: multipart/", start, re.DOTALL | re.MULTILINE):
        raise _unknown(name, "a web archive (MHTML) or a mail")
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(b"PK"):
        return _detect_zip(name, data, by_ending)
    if by_ending in {"docx", "odt", "pdf"}:
        return by_ending  # its own importer says best what is broken
    if markup := _detect_markup(name, start, ending):
        return markup
    if by_ending in {"", "text"} and (told := _detect_text(data)):
        return told
    if not by_ending and b"\0" in data and not data.startswith(_UTF16):
        raise _unknown(name, "a binary file")
    return by_ending or "text"


def _detect_text(data: bytes) -> str:
    """``latex`` or ``page`` by its own words; ``""`` for any other text."""
    if re.match(rb"\s*(?:%.*\s+)*\\documentclass", data[:_SNIFFED]):
        return "latex"
    return "page" if looks_like_archive_page(_utf8(data)) else ""


def _utf8(data: bytes) -> bytes:
    return data.decode("utf-16", "ignore").encode() if data.startswith(_UTF16) else data


_FOREIGN = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def _detect_zip(name: str, data: bytes, by_ending: str) -> str:
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    if by_ending:
        return by_ending
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError):
        names = set()
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names:
        return "odt"
    raise _unknown(name, "a ZIP archive")


def _detect_markup(name: str, start: bytes, ending: str) -> str:
    """``html`` or ``tei`` by the first element; ``""`` when it does not begin with one."""
    text = start.decode("utf-16" if start[:2] in _UTF16 else "utf-8-sig", "ignore")
    text = re.sub(r"<!--.*?-->|<\?.*?\?>", "", text, flags=re.DOTALL).lstrip()
    if re.match(r"(?:<!DOCTYPE\s+html|<(?:html|head|body)[\s>])", text, re.IGNORECASE):
        return "html"
    if "http://www.tei-c.org/ns/1.0" in text or re.match(r"<TEI(?:\.2|Corpus)?[\s>]", text):
        return "tei"
    if ending == ".xml" and re.search(r"<(?:\w+:)?TEI(?:\.2|Corpus)?[\s>]", text):
        return "tei"
    if ending == ".xml" or start.lstrip().startswith(b"<?xml"):
        raise _unknown(name, "XML, but neither TEI nor HTML")
    return ""


def _refuse_size(name: str, data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise ProvtrackError(
            f"{name}: larger than {MAX_BYTES // 1024**2} MiB", "import one document at a time"
        )


def _unknown(name: str, what: str) -> ProvtrackError:
    return ProvtrackError(
        f"{name}: {what}, which no importer reads",
        f"export it to one of these and name it with --from if need be: {', '.join(FORMATS)}",
    )


def read(name: str, data: bytes, format: str | None = None) -> Imported:  # noqa: A002  # the option's name
    """What a file says: its paragraphs, its metadata, and what of it was left out.

    Args:
        name: the name of the file, for messages and to tell the format by.
        data: the whole file.
        format: a name in :data:`FORMATS`; found out when ``None``.

    Raises:
        ProvtrackError: the format is unknown, or the file is empty, broken, refused or too large.
    """
    _refuse_size(name, data)
    if not data.strip():
        raise ProvtrackError(f"{name}: the file has no text", "name a file with text in it")
    if format is not None and format not in FORMATS:
        raise ProvtrackError(f"unknown format {format!r}", f"use one of: {', '.join(FORMATS)}")
    module, function = FORMATS[format or detect(name, data)][2].split(":")
    return cast("Imported", getattr(import_module(module), function)(name, data))
