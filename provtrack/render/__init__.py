"""From values to output: one module a format, one function a document, found in one table."""

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RENDERERS: dict[str, dict[str, str]] = {
    "alignment": {
        "text": "provtrack.render.links:alignment",
        "json": "provtrack.render.json:alignment",
        "html": "provtrack.render.html:alignment",
        "md": "provtrack.render.markdown:alignment",
        "csv": "provtrack.render.csv:alignment",
        "svg": "provtrack.render.svg:alignment",
    },
    "comparison": {
        "text": "provtrack.render.terminal:comparison",
        "json": "provtrack.render.json:comparison",
        "html": "provtrack.render.html:comparison",
        "md": "provtrack.render.markdown:comparison",
        "csv": "provtrack.render.csv:comparison",
        "tei": "provtrack.render.tei:comparison",
        "docx": "provtrack.render.docx:comparison",
        "diff": "provtrack.render.diff:comparison",
    },
    "comparisons": {
        "text": "provtrack.render.terminal.comparisons:comparisons",
        "json": "provtrack.render.json:document",
        "html": "provtrack.render.html.comparisons:comparisons",
        "md": "provtrack.render.markdown.comparisons:comparisons",
        "csv": "provtrack.render.csv:comparisons",
    },
    "collation": {
        "text": "provtrack.render.apparatus:collation",
        "json": "provtrack.render.json:collation",
        "html": "provtrack.render.html.collation:collation",
        "md": "provtrack.render.markdown:collation",
        "csv": "provtrack.render.csv:collation",
        "tei": "provtrack.render.tei:collation",
    },
    "location": {
        "text": "provtrack.render.terminal.location:location",
        "json": "provtrack.render.json:location",
        "html": "provtrack.render.html.location:location",
        "md": "provtrack.render.markdown.location:location",
        "csv": "provtrack.render.csv:location",
    },
    "blame": {
        "text": "provtrack.render.past.terminal:blame",
        "json": "provtrack.render.past.json:blame",
        "md": "provtrack.render.past.markdown:blame",
        "csv": "provtrack.render.past.csv:blame",
    },
    "history": {
        "text": "provtrack.render.past.terminal:history",
        "json": "provtrack.render.past.json:history",
        "html": "provtrack.render.html.history:history",
        "md": "provtrack.render.past.markdown:history",
    },
    "records": {
        "text": "provtrack.render.terminal:records",
        "json": "provtrack.render.json:document",
        "md": "provtrack.render.markdown:records",
        "csv": "provtrack.render.csv:records",
    },
    "record": {
        "text": "provtrack.render.terminal:record",
        "json": "provtrack.render.json:document",
        "md": "provtrack.render.markdown:record",
    },
    "text": {
        "text": "provtrack.render.terminal:text",
        "json": "provtrack.render.json:text",
        "html": "provtrack.render.html:text",
        "md": "provtrack.render.markdown:text",
        "csv": "provtrack.render.csv:text",
    },
    "citations": {
        "text": "provtrack.render.citations:text",
        "json": "provtrack.render.citations:json",
        "md": "provtrack.render.citations:md",
        "csl-json": "provtrack.render.citations:csl_json",
        "biblatex": "provtrack.render.citations:biblatex",
        "ris": "provtrack.render.citations:ris",
    },
    "citation-check": {
        "text": "provtrack.render.citations:check",
        "json": "provtrack.render.citations:check_json",
    },
    "finding": {
        "text": "provtrack.render.terminal.find:finding",
        "json": "provtrack.render.json:finding",
        "md": "provtrack.render.markdown.find:finding",
        "csv": "provtrack.render.csv:finding",
    },
    "index": {
        "text": "provtrack.render.terminal.index:index",
        "json": "provtrack.render.json:document",
    },
    "report": {
        "text": "provtrack.render.report.text:report",
        "json": "provtrack.render.report.json:report",
        "html": "provtrack.render.report.html:report",
        "md": "provtrack.render.report.markdown:report",
        "docx": "provtrack.render.report.docx:report",
        "pdf": "provtrack.render.report.pdf:report",
        "ro-crate": "provtrack.render.report.crate:report",
    },
    "suggestions": {
        "text": "provtrack.render.terminal:suggestions",
        "json": "provtrack.render.json:document",
        "csv": "provtrack.render.csv:suggestions",
    },
    "chain": {
        "text": "provtrack.render.terminal.chain:chain",
        "json": "provtrack.render.json:document",
        "md": "provtrack.render.markdown.chain:chain",
        "mermaid": "provtrack.render.graph:mermaid",
        "dot": "provtrack.render.graph:dot",
        "svg": "provtrack.render.chain_svg:chain",
        "prov-n": "provtrack.render.prov:provn",
        "prov-json": "provtrack.render.prov:provjson",
        "prov-jsonld": "provtrack.render.prov:provjsonld",
        "turtle": "provtrack.render.prov:turtle",
    },
    "verification": {
        "text": "provtrack.render.terminal.verification:verification",
        "json": "provtrack.render.json:verification",
        "html": "provtrack.render.html.verification:verification",
        "md": "provtrack.render.markdown.verification:verification",
    },
    "check": {
        "text": "provtrack.render.findings.text:report",
        "json": "provtrack.render.findings.document:report",
        "github": "provtrack.render.findings.github:report",
        "sarif": "provtrack.render.findings.sarif:report",
        "junit": "provtrack.render.findings.junit:report",
        "gitlab": "provtrack.render.findings.forges:gitlab",
        "rdjson": "provtrack.render.findings.forges:rdjson",
        "markdown": "provtrack.render.markdown.findings:report",
    },
    "rules": {
        "text": "provtrack.render.findings.text:rules",
        "json": "provtrack.render.findings.document:rules",
        "md": "provtrack.render.markdown.findings:rules",
    },
    "import": {
        "text": "provtrack.render.terminal:imported",
        "json": "provtrack.render.json:document",
    },
}
"""Document, format, and the function that writes it."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Where text output will be read: its width in columns, and whether it shows colour."""

    width: int = 100
    colour: bool = False


def formats(document: str) -> list[str]:
    """The formats that a document can be written in, the default first."""
    return list(RENDERERS[document])


def render(document: str, output_format: str, value: object, screen: Screen) -> str | bytes:
    """The value, written out: text that ends with a line feed, or the bytes of a file.

    Raises:
        KeyError: there is no such document, or it has no such format.
    """
    module, _, name = RENDERERS[document][output_format].partition(":")
    function: Callable[..., str | bytes] = getattr(importlib.import_module(module), name)
    return function(value, screen) if output_format == "text" else function(value)
