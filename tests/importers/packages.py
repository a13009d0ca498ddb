"""DOCX and ODT files made of little XML, as small as the formats allow."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("meta", "meta"),
    )
)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file of these parts."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word_part(root: str, content: str, namespace: str = WORD) -> str:
    return f'<?xml version="1.0"?>\n<w:{root} xmlns:w="{namespace}">{content}</w:{root}>'


def word_run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def word_paragraph(text: str, properties: str = "") -> str:
    """A paragraph of several runs, as Word cuts them."""
    middle = len(text) // 2
    inner = word_run(text[:middle]) + word_run(text[middle:])
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def docx(body: str | Iterable[str], namespace: str = WORD, **parts: str) -> bytes:
    """A DOCX with this body and further parts of ``word/``."""
    content = body if isinstance(body, str) else "".join(map(word_paragraph, body))
    document = word_part("document", f"<w:body>{content}</w:body>", namespace)
    rest = {f"word/{name}.xml": part for name, part in parts.items() if name != "core"}
    if "core" in parts:
        rest["docProps/core.xml"] = parts["core"]
    return package({"word/document.xml": document, **rest})


def odt(body: str | Iterable[str], automatic: str = "", **parts: str) -> bytes:
    """An ODT with this body, automatic styles, and further parts."""
    paragraphs = (f'<text:p text:style-name="P1">{escape(text)}</text:p>' for text in body)
    content = body if isinstance(body, str) else "".join(paragraphs)
    document = (
        f"<office:document-content {ODF}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{content}</office:text>"
        "</office:body></office:document-content>"
    )
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": document,
            **{f"{name}.xml": part for name, part in parts.items()},
        }
    )
