"""The package that a word processor opens: its parts, in a zip archive without a clock."""

import io
import zipfile
from collections.abc import Mapping

from provtrack.render.markup import content

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can name."""


def core(title: str, author: str, date: str) -> str:
    """The part with the title (markup already), the author and when it was made."""
    return xml(
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{content(author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{content(date)}</dcterms:created>'
        "</cp:coreProperties>"
    )


_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package'
    '.core-properties+xml"/></Types>'
)
_OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE_RELATION}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE_RELATION}/styles" Target="styles.xml"/>'
    "</Relationships>"
)


def package(document: str, styles: str, core: str) -> bytes:
    """A .docx file: the text, its styles, and what is said of it."""
    return zipped(
        {
            "[Content_Types].xml": xml(_TYPES).encode(),
            "_rels/.rels": xml(_RELATIONS).encode(),
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": xml(_DOCUMENT_RELATIONS).encode(),
            "word/styles.xml": xml(styles).encode(),
            "docProps/core.xml": core.encode(),
        }
    )


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of some files, in their order; the same on every system, at any time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, part)
    return stream.getvalue()


def xml(markup: str) -> str:
    """A whole XML document."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{markup}'
