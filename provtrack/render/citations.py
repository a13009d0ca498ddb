"""Citations, and what became of citations: every format of both."""

import json as json_format
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from provtrack.citation import Cited, Version
from provtrack.citation import formats as formats_
from provtrack.citation.standing import Standing, Verdict
from provtrack.citation.version import reference
from provtrack.citation.words import ITALIC
from provtrack.schemas import documents
from provtrack.schemas.documents import citation as document
from provtrack.text import visible

if TYPE_CHECKING:
    from provtrack.render import Screen


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation that has been written.

    Attributes:
        style: name of the style, or of the CSL file.
        marked: the citation, with italics between the marks of ``words.ITALIC``.
        cited: what is cited.
    """

    style: str
    marked: str
    cited: Cited

    @property
    def text(self) -> str:
        """Without italics."""
        return re.sub("|".join(ITALIC), "", self.marked)


def text(value: Sequence[Citation], screen: "Screen") -> str:  # noqa: ARG001  # as all of them
    """One citation a line, however long: to be copied."""
    return "".join(f"{_line(each.text)}\n" for each in value)


def md(value: Sequence[Citation]) -> str:
    """One citation a paragraph, with its italics."""
    return "\n".join(f"{markdown(each.marked)}\n" for each in value)


def markdown(marked: str) -> str:
    """A citation with its italics in CommonMark."""
    escaped = re.sub(r"([\\`*_\[\]<>#|~&])", r"\\\1", _line(marked))
    return re.sub("|".join(ITALIC), "*", escaped)


def _line(content: str) -> str:
    return visible(" ".join(content.split(" "))).replace("\n", " ").replace("\t", " ")


def json(value: Sequence[Citation]) -> str:
    """``provtrack.citations/1``."""
    return documents.dump(
        document.Citations(
            schema_="provtrack.citations/1", citations=tuple(entry(each) for each in value)
        )
    )


def entry(value: Citation) -> document.CitationEntry:
    """A citation as JSON documents have it."""
    version = value.cited.version
    return document.CitationEntry(
        ref=reference(version) if version else "",
        style=value.style,
        text=value.text,
        version=version_entry(value.cited),
        doubts=value.cited.doubts,
    )


def version_entry(cited: Cited) -> document.VersionEntry:
    """The version that is cited, as JSON documents have it."""
    version = cited.version or Version("")
    return document.VersionEntry(
        record=version.record,
        variant=version.variant,
        state=version.state,
        paragraphs=(version.first, version.last) if version.first else (),
        text_sha256=version.text_sha256,
        commit=version.commit,
        committed=version.committed,
    )


def csl_json(value: Sequence[Citation]) -> str:
    """A list of CSL-JSON items."""
    items = [formats_.csl_json(each.cited) for each in value]
    return visible(json_format.dumps(items, ensure_ascii=False, indent=2, sort_keys=True)) + "\n"


def biblatex(value: Sequence[Citation]) -> str:
    """A ``.bib`` file."""
    return visible("\n".join(formats_.biblatex(each.cited) for each in value))


def ris(value: Sequence[Citation]) -> str:
    """A ``.ris`` file."""
    return visible("\n".join(formats_.ris(each.cited) for each in value))


def check(value: Sequence[Verdict], screen: "Screen") -> str:
    """Each citation's standing, why, and the corrections that came since."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from provtrack.render.screen import printed

    colours = {Standing.CURRENT: "green", Standing.SUPERSEDED: "yellow", Standing.UNKNOWN: "red"}
    lines: list[Text | Padding] = []
    for verdict in value:
        heading = Text(f"{verdict.standing:<11}", style=f"bold {colours[verdict.standing]}")
        lines.append(heading + Text(visible(verdict.cited or verdict.citation), style="none"))
        lines.append(Padding(Text(visible(verdict.message)), (0, 0, 0, 11)))
        for each in verdict.corrections:
            touch = {True: "touches what is cited", False: "elsewhere", None: "reach not known"}
            said = f"{each.id} → {each.state}, paragraph {each.paragraph}, {each.kind}, "
            said += f"{each.basis}: {touch[each.touches]}"
            lines.append(Padding(Text(visible(said)), (0, 0, 0, 11)))
            words = f"{each.old or '(nothing)'} → {each.new or '(nothing)'}"
            lines.append(Padding(Text(visible(" ".join(words.split()))), (0, 0, 0, 15)))
    return printed(Group(*lines), screen)


def check_json(value: Sequence[Verdict]) -> str:
    """``provtrack.citation-check/1``."""
    return documents.dump(
        document.CitationCheck(
            schema_="provtrack.citation-check/1",
            citations=tuple(document.VerdictEntry(**asdict(verdict)) for verdict in value),
        )
    )
