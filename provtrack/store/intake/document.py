"""The record's file: a new one, or one that is added to."""

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.schemas.files import VariantKind
from provtrack.store.intake.steps import first_steps
from provtrack.store.intake.values import Source, Wishes, table_of
from provtrack.text import visible

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from provtrack.model import Imported
    from provtrack.schemas.files import Record
    from provtrack.store.intake.people import People
    from provtrack.store.repository import Repository

_RECORD_KEYS = (
    "title", "type", "date", "language", "classification", "copy", "heading", "document_title",
    "document_date", "abstract", "url", "record_id",
)  # fmt: skip
_ARCHIVE_KEYS = ("fond", "opis", "delo", "papka", "listy", "as_printed")

_LANGUAGE_TAG = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"

_LANGUAGES = {
    "albanian": "sq", "arabic": "ar", "bulgarian": "bg", "chinese": "zh", "croatian": "hr",
    "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "estonian": "et",
    "finnish": "fi", "french": "fr", "georgian": "ka", "german": "de", "greek": "el",
    "hebrew": "he", "hindi": "hi", "hungarian": "hu", "indonesian": "id", "italian": "it",
    "japanese": "ja", "korean": "ko", "latvian": "lv", "lithuanian": "lt", "macedonian": "mk",
    "mongolian": "mn", "norwegian": "no", "persian": "fa", "polish": "pl", "portuguese": "pt",
    "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk", "slovenian": "sl",
    "spanish": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
}  # fmt: skip
"""BCP 47 tag of a language that a publisher names in English (ISO 639-1)."""


def existing_document(repository: "Repository", record_id: str) -> "TOMLDocument":
    """The record's file, with its comments and its order."""
    import tomlkit

    return tomlkit.parse((repository.read(f"{record_id}/record.toml") or b"").decode("utf-8-sig"))


def new_document(
    record_id: str, source: Source, metadata: Mapping[str, str], people: "People"
) -> "TOMLDocument":
    """A record's file with what was recognised."""
    import tomlkit

    document = tomlkit.document()
    document.add("schema", tomlkit.item(1))
    document.add("id", tomlkit.item(record_id))
    original = metadata.get("original_language", "")
    facts = {
        "title": visible(PurePath(source.name).stem),
        **metadata,
        "language": _LANGUAGES.get(original.casefold(), original),
    }
    for key in _RECORD_KEYS:
        if facts.get(key) or key in {"title", "date"}:
            document.add(key, tomlkit.item(facts.get(key, "")))
    if facts.get("publisher"):
        document.add("publisher", tomlkit.item(people.ids[facts["publisher"]]))
    archive = {key: facts.get(f"archive.{key}", "") for key in _ARCHIVE_KEYS}
    if any(archive.values()):
        table = table_of({})
        table.add("repository", people.ids.get(facts.get("archive.repository", ""), ""))
        for key, value in archive.items():
            if value or key != "papka":
                table.add(key, value)
        if not archive["listy"]:
            table["listy"].comment("unknown")
        document.add("archive", table)
    return document


def extend(
    document: "TOMLDocument",
    record: "Record | None",
    variant_id: str,
    source: Source,
    imported: "Imported",
    wishes: Wishes,
    people: "People",
) -> None:
    """Adds the variant and the steps that led to it."""
    import tomlkit

    kind = VariantKind(wishes.kind) if wishes.kind else _kind(imported.metadata)
    if record is None or record.find_variant(variant_id) is None:
        variants = document.setdefault("variant", tomlkit.aot())
        language = wishes.language or imported.metadata.get("language", "")
        variants.append(table_of({"id": variant_id, "language": language, "kind": kind.value}))
    steps = document.setdefault("step", tomlkit.aot())
    taken = {step.id for step in record.step} if record else set()
    for step in first_steps(record, variant_id, kind, source, imported, wishes.today, people):
        number = next(n for n in range(len(taken) + 1, 10**9) if f"s{n}" not in taken)
        taken.add(f"s{number}")
        steps.append(table_of({"id": f"s{number}", **step}))


def check_wishes(wishes: Wishes) -> None:
    """Refuses a kind or a language that is none, whether or not anything will be written.

    Raises:
        ProvtrackError: it is none.
    """
    if wishes.kind and wishes.kind not in set(VariantKind):
        kinds = ", ".join(VariantKind)
        raise ProvtrackError(f"--kind cannot be {wishes.kind!r}", f"use one of {kinds}")
    if wishes.language and not re.fullmatch(_LANGUAGE_TAG, wishes.language):
        raise ProvtrackError(
            f"--language cannot be {wishes.language!r}",
            "write a BCP 47 tag: en, en-GB, ru, ko, zh-Hant",
        )


def doubts(imported: "Imported", wishes: Wishes) -> tuple[str, ...]:
    """What was filed about a new variant though neither the file nor the user says it."""
    told = []
    if not (wishes.kind or imported.metadata.get("translator")):
        told.append(
            "nothing says how the text stands to the original: filed as a "
            f"{_kind(imported.metadata)}; --kind names it"
        )
    if not (wishes.language or imported.metadata.get("language")):
        told.append(
            "nothing says in which language the text is, so that check does not compare it with "
            "the other translations; --language names it"
        )
    return tuple(told)


def _kind(metadata: Mapping[str, str]) -> VariantKind:
    return VariantKind.TRANSLATION if metadata.get("translator") else VariantKind.TRANSCRIPTION
