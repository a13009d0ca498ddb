"""What names an entry, and what all formats say alike."""

from provtrack.citation.values import Cited, Version
from provtrack.citation.version import note
from provtrack.citation.words import archive, contributions, joined, sentence, shelf_mark


def key(version: Version | None) -> str:
    """An entry's key: ``filatov-pak-goldberg-2-p14``, of letters, digits, ``-`` and ``_`` only."""
    if version is None:
        return "document"
    revision = str(version.state) if version.state else version.commit[:8]
    parts = [version.record, version.variant, revision if version.variant else ""]
    if version.first:
        run = f"-{version.last}" if version.last > version.first else ""
        parts.append(f"p{version.first}{run}")
    return "-".join(filter(None, parts))


def location(cited: Cited) -> str:
    """The archive and the shelf mark in one string."""
    return joined((archive(cited.holding), shelf_mark(cited.holding)))


def remark(cited: Cited) -> str:
    """What no field takes: who did what beside translating it, and the version."""
    others = contributions(
        Cited(
            obtained_by=cited.obtained_by,
            contributed_by=cited.contributed_by,
            transcribers=cited.transcribers,
            revisers=cited.revisers,
            paraphrasers=cited.paraphrasers,
        )
    )
    version = f"version {note(cited.version)}" if cited.version else ""
    return " ".join(filter(None, (sentence(others), sentence(version))))
