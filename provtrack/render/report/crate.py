"""The report with all that it rests on, packed for deposit: an RO-Crate 1.1 in a zip archive.

Written without a library: the metadata is one JSON-LD document (RO-Crate 1.1, sections 4 and 5).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from provtrack.citation.formats import biblatex, csl_json
from provtrack.citation.formats.keys import key
from provtrack.citation.words import ITALIC
from provtrack.render.chain_svg import chain
from provtrack.render.prov import provjson, provn
from provtrack.render.report.html import report as html
from provtrack.render.report.json import report as json_report
from provtrack.render.report.markdown import report as markdown
from provtrack.render.wordprocessing import zipped
from provtrack.reporting import Report

METADATA = "ro-crate-metadata.json"
_CONTEXT = "https://w3id.org/ro/crate/1.1/context"
_PROFILE = "https://w3id.org/ro/crate/1.1"
_NO_DATE = "2000-01-01T00:00:00Z"
"""What a report on an uncommitted text is dated with, since the crate must have a date."""

_PUBLISHER = "#publisher"

_FORMATS = {
    "bib": ("application/x-bibtex", "The citation, for BibLaTeX"),
    "html": ("text/html", "The provenance report, to be read and printed"),
    "json": ("application/json", "The provenance report, for programs"),
    "md": ("text/markdown", "The provenance report in Markdown"),
    "provn": ("text/provenance-notation", "The provenance chain in W3C PROV-N"),
    "svg": ("image/svg+xml", "The provenance chain as a drawing"),
    "toml": ("application/toml", "A file of the record"),
    "txt": ("text/plain", "A text of the record: UTF-8, one paragraph a line"),
}
_SPECIAL = {
    "chain.prov.json": ("application/json", "The provenance chain in PROV-JSON"),
    "citation.csl.json": (
        "application/vnd.citationstyles.csl+json",
        "The citation, for Zotero and pandoc",
    ),
}


def report(value: Report) -> bytes:
    """A zip archive with the metadata first; no clock is read."""
    files = dict(_files(value))
    described = json.dumps(_metadata(value, files), ensure_ascii=False, indent=2) + "\n"
    return zipped({METADATA: described.encode(), **files})


def _files(value: Report) -> Iterator[tuple[str, bytes]]:
    yield "report.html", html(value).encode()
    yield "report.json", json_report(value).encode()
    yield "report.md", markdown(value).encode()
    yield "chain.svg", chain(value.chain).encode()
    yield "chain.provn", _encoded(provn(value.chain))
    yield "chain.prov.json", _encoded(provjson(value.chain))
    yield "citation.bib", biblatex(value.cited).encode()
    item = json.dumps([csl_json(value.cited)], ensure_ascii=False, indent=2, sort_keys=True)
    yield "citation.csl.json", f"{item}\n".encode()
    for name, data in value.files:
        yield f"record/{name}", data


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _metadata(value: Report, files: Mapping[str, bytes]) -> dict[str, Any]:
    entities = [
        {
            "@id": METADATA,
            "@type": "CreativeWork",
            "conformsTo": {"@id": _PROFILE},
            "about": {"@id": "./"},
        },
        _root(value, files),
        *(_file(name, data) for name, data in files.items()),
        *_people(value),
        {
            "@id": "#rights",
            "@type": "CreativeWork",
            "name": "Rights are not recorded",
            "description": "The record says nothing of rights; ask whoever publishes the text.",
        },
    ]
    return {"@context": _CONTEXT, "@graph": entities}


def _root(value: Report, files: Mapping[str, bytes]) -> dict[str, Any]:
    version, cited = value.cited.version, value.cited
    citation = value.citations[0][1]
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "identifier": key(version),
        "name": f"{value.title}: provenance of {value.ref}",
        "description": "A text, the record that describes it, its provenance from the archive on, "
        "and a report on it.",
        "datePublished": (version.committed if version else "") or _NO_DATE,
        "license": {"@id": "#rights"},
        "creditText": citation.replace(ITALIC[0], "").replace(ITALIC[1], ""),
        "version": version.commit if version else "",
        "dateCreated": cited.date,
        "inLanguage": cited.language,
        "url": cited.url,
        "author": _references(map(_agent_id, _agents(value, "creation"))),
        "contributor": _references(map(_agent_id, _agents(value, ""))),
        "publisher": _references([_PUBLISHER] if cited.publisher else []),
        "hasPart": [{"@id": name} for name in files],
    }
    return {name: said for name, said in root.items() if said}


def _references(ids: Iterable[str]) -> Any:
    """One reference, or a list of them, as the specification recommends."""
    found = [{"@id": id_} for id_ in ids]
    return found[0] if len(found) == 1 else found


def _file(name: str, data: bytes) -> dict[str, Any]:
    base = name.rpartition("/")[2]
    media, about = _SPECIAL.get(name) or _FORMATS[base.rpartition(".")[2]]
    return {
        "@id": name,
        "@type": "File",
        "name": base,
        "description": about,
        "encodingFormat": media,
        "contentSize": str(len(data)),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _agents(value: Report, activity: str) -> dict[str, Any]:
    """Those of the steps of one activity, else of all others, by their ids."""
    wanted = [step for step in value.chain.steps if (step.activity == "creation") is bool(activity)]
    return {agent.id: agent for step in wanted for agent in step.agents}


def _agent_id(id_: str) -> str:
    return f"#agent-{id_}"


def _people(value: Report) -> Iterator[dict[str, Any]]:
    if value.cited.publisher:
        yield {"@id": _PUBLISHER, "@type": "Organization", "name": value.cited.publisher}
    agents = _agents(value, "creation") | _agents(value, "")
    for id_, agent in sorted(agents.items()):
        kind = {"person": "Person", "program": "SoftwareApplication"}.get(agent.kind)
        entity: dict[str, Any] = {
            "@id": _agent_id(id_),
            "@type": kind or "Organization",
            "name": agent.name,
        }
        if agent.same_as:
            entity["sameAs"] = [{"@id": each} for each in sorted(agent.same_as.values())]
        yield entity
