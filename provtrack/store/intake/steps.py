"""The chain as far as an imported file tells it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from provtrack.schemas.files import Activity, Standing, VariantKind
from provtrack.store.intake.people import PROGRAM
from provtrack.store.intake.values import OBTAINED, Source, names_in
from provtrack.text import text_sha256

if TYPE_CHECKING:
    from provtrack.model import Imported
    from provtrack.schemas.files import Record
    from provtrack.store.intake.people import People

MADE_BY = {
    VariantKind.TRANSLATION: Activity.TRANSLATION,
    VariantKind.TRANSCRIPTION: Activity.TRANSCRIPTION,
    VariantKind.PARAPHRASE: Activity.REVISION,
}
"""What makes a variant of a kind."""


def first_steps(
    record: "Record | None",
    variant_id: str,
    kind: VariantKind,
    source: Source,
    imported: "Imported",
    today: str,
    people: "People",
) -> list[dict[str, Any]]:
    """The chain as far as the file tells it, oldest first."""
    facts = imported.metadata
    printed = "archive.as_printed" if facts.get("archive.as_printed") else source.path
    number = max(record.states(variant_id), default=0) + 1 if record else 1
    state = f"{variant_id}@{number}"
    beginning = [] if record and _has_original(record) else _beginning(facts, printed, people)
    made = {
        **_step(
            MADE_BY[kind],
            ["original"],
            [people.ids[name] for name in names_in(facts, "translator")],
        ),
        "generates": state,
        "evidence": printed,
        "text_sha256": text_sha256(imported.paragraphs),
    }
    if not made["agents"]:
        made |= {"status": Standing.UNKNOWN, "evidence": ""}
    kept = {
        **_step(Activity.IMPORT, [state], [PROGRAM], today),
        "evidence": source.path,
        "source": source.path,
        "source_sha256": source.sha256,
    }
    return [*beginning, made, *_upload(facts, state, source, people), kept]


def _has_original(record: "Record") -> bool:
    return any(step.generates == "original" for step in record.step)


def _beginning(facts: Mapping[str, str], printed: str, people: "People") -> list[dict[str, Any]]:
    """That the original was made, and who brought a copy of it out of the archive."""
    creation = {
        **_step(Activity.CREATION, [], [], facts.get("date", "")),
        "generates": "original",
        "evidence": printed,
    }
    if not facts.get("date"):
        creation |= {"status": Standing.UNKNOWN, "evidence": ""}
    copies = [
        {
            **_step(Activity.COPY, ["original"], [people.ids[name] for name in names]),
            "evidence": printed,
            "note": note,
        }
        for role, note in OBTAINED.items()
        if (names := names_in(facts, role))
    ]
    return [creation, *copies]


def _upload(
    facts: Mapping[str, str], state: str, source: Source, people: "People"
) -> list[dict[str, Any]]:
    """That somebody published the text, when the file is a page of theirs."""
    if not any(facts.get(key) for key in ("publisher", "uploaded", "record_id", "url")):
        return []
    publishers = [people.ids[facts["publisher"]]] if facts.get("publisher") else []
    return [
        {
            **_step(Activity.UPLOAD, [state], publishers, facts.get("uploaded", "")),
            "evidence": source.path,
            "url": facts.get("url", ""),
        }
    ]


def _step(activity: Activity, uses: list[str], agents: list[str], date: str = "") -> dict[str, Any]:
    """What all steps have, in the order of the file."""
    return {
        "activity": activity,
        "uses": uses,
        "generates": "",
        "agents": agents,
        "date": date,
        "status": Standing.ATTESTED,
    }
