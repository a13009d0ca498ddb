"""What machines read on a record's page: schema.org, and the tags that Zotero and indexes know.

The tags are those of Highwire Press as Google Scholar's inclusion guidelines list them, and Dublin
Core's; the vocabulary is that of schema.org (ArchiveComponent, CreativeWork.translationOfWork).
"""

import json
from typing import Any

from provtrack.identifiers import addresses
from provtrack.render.site.values import Exhibit, Reading, Site
from provtrack.schemas.files import AgentKind, VariantKind
from provtrack.text import visible


def meta_tags(exhibit: Exhibit, site: Site) -> list[tuple[str, str]]:
    """Name and content of each tag, empty ones left out."""
    record = exhibit.record
    tags = [
        ("citation_title", record.title),
        *(("citation_author", exhibit.name(creator)) for creator in record.creators),
        ("citation_publication_date", record.date.replace("-", "/")),
        ("DC.date", record.date),
        ("citation_publisher", exhibit.name(record.publisher)),
        ("DC.language", record.language),
        ("DC.type", record.type),
        ("DC.source", record.archive.as_printed),
        *(("DC.contributor", maker) for each in exhibit.readings for maker in each.makers),
        ("description", record.abstract),
        ("citation_public_url", site.base_url and f"{site.base_url}records/{record.id}/"),
    ]
    return [(name, content) for name, content in tags if content]


def json_ld(exhibit: Exhibit, site: Site) -> str:
    """The record as JSON-LD, inert inside a script element."""
    record = exhibit.record
    url = f"{site.base_url}records/{record.id}/" if site.base_url else ""
    identifier = f"{url}#document" if url else "#document"
    document = {
        "@context": "https://schema.org",
        "@type": ["CreativeWork", "ArchiveComponent"],
        "@id": identifier,
        "name": record.title,
        "url": url,
        "genre": record.type,
        "dateCreated": record.date,
        "inLanguage": record.language,
        "abstract": record.abstract,
        "creator": [_agent(exhibit, each) for each in record.creators],
        "publisher": _agent(exhibit, record.publisher) if record.publisher else {},
        "holdingArchive": _archive(exhibit),
        "identifier": record.archive.as_printed,
        "workTranslation": [
            _reading(each, identifier, url) for each in exhibit.readings if _is_translation(each)
        ],
        "workExample": [
            _reading(each, identifier, url)
            for each in exhibit.readings
            if not _is_translation(each)
        ],
        "dateModified": exhibit.modified,
    }
    text = visible(json.dumps(_filled(document), ensure_ascii=False, indent=1))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _reading(reading: Reading, original: str, url: str) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "name": reading.title or reading.id,
        "inLanguage": reading.language,
        "url": f"{url}{reading.id}.html" if url else "",
        "translationOfWork" if _is_translation(reading) else "exampleOfWork": {"@id": original},
        "contributor": [{"@type": "Thing", "name": maker} for maker in reading.makers],
        "version": reading.versions[0].state if reading.versions else "",
    }


def _is_translation(reading: Reading) -> bool:
    return reading.kind == VariantKind.TRANSLATION


def _archive(exhibit: Exhibit) -> dict[str, Any]:
    repository = exhibit.record.archive.repository
    if not repository:
        return {}
    return {"@type": "ArchiveOrganization", "name": exhibit.name(repository)}


def _agent(exhibit: Exhibit, agent_id: str) -> dict[str, Any]:
    agent = exhibit.agents.get(agent_id)
    if agent is None:
        return {"@type": "Thing", "name": agent_id}
    kind = "Person" if agent.kind is AgentKind.PERSON else "Organization"
    return {
        "@type": kind,
        "name": agent.name,
        "sameAs": list(addresses(agent.identifiers).values()),
    }


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    """Without keys that say nothing, at any depth."""
    filled = {
        key: [_filled(each) for each in content if each]
        if isinstance(content, list) and content and isinstance(content[0], dict)
        else _filled(content)
        if isinstance(content, dict)
        else content
        for key, content in value.items()
    }
    return {key: content for key, content in filled.items() if content}
