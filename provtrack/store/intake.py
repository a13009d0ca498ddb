"""From an imported file to a variant in a record: what to write, decided before it is written."""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from provtrack.errors import ProvtrackError
from provtrack.schemas.files import Activity, AgentKind, Standing, VariantKind
from provtrack.schemas.values import ID_PATTERN, PATTERNS
from provtrack.text import decode, fold, join_paragraphs, split_lines, text_sha256, visible

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from provtrack.model import Imported
    from provtrack.schemas.files import Record
    from provtrack.store.repository import Repository

_MAX_ID = 60
"""Characters of an id made from a title; the whole title would make paths hard to type."""

_MADE_BY = {
    VariantKind.TRANSLATION: Activity.TRANSLATION,
    VariantKind.TRANSCRIPTION: Activity.TRANSCRIPTION,
    VariantKind.PARAPHRASE: Activity.REVISION,
}

_RECORD_KEYS = (
    "title", "type", "date", "language", "classification", "copy", "heading", "document_title",
    "document_date", "abstract", "url", "record_id",
)  # fmt: skip
_ARCHIVE_KEYS = ("fond", "opis", "delo", "papka", "listy", "as_printed")

_OBTAINED = {"obtained_by": "Obtained by", "contributed_by": "Contributed by"}
"""Who brought a copy out of the archive, as a publisher words it."""

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

PROGRAM = "provtrack"
"""The agent of import steps."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import: its name as the user typed it, and its bytes."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash that the chain keeps."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def path(self) -> str:
        """Where it is kept in the record; its hash keeps two files of one name apart."""
        path = PurePath(self.name.replace("\\", "/"))
        stem = re.sub(r"[^\w.-]+", "-", path.stem).strip("-.") or "source"
        suffix = re.sub(r"[^\w.]", "", path.suffix)
        return f"source/{stem[:_MAX_ID]}-{self.sha256[:8]}{suffix}"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for beyond the file itself; empty where provtrack should decide.

    Attributes:
        today: EDTF date of the import.
        kind: one of the values of :class:`VariantKind`.
    """

    today: str
    record: str = ""
    variant: str = ""
    language: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """Where an imported file went: ids, and the paths below the root that were staged."""

    record: str
    variant: str
    written: tuple[str, ...]


def stage(repository: "Repository", source: Source, imported: "Imported", wishes: Wishes) -> Intake:
    """Stages the files that make an imported text a variant of a record.

    Nothing is staged when the variant has exactly this text already.

    Raises:
        ProvtrackError: the variant exists with another text, there is no text, or a wish cannot
            be fulfilled.
    """
    if not imported.paragraphs:
        raise ProvtrackError(
            f"{source.name}: no text was found in it",
            "name its format with --from, if it was taken for another",
        )
    record_id = _check_id("--record", wishes.record) or _record_id(source.name, imported.metadata)
    variant_id = _check_id("--variant", wishes.variant) or _variant_id(
        source.name, imported.metadata
    )
    record = repository.record(record_id) if repository.knows(record_id) else None
    has_text = _has_this_text(repository, record_id, variant_id, imported.paragraphs, source.name)
    if has_text and record and record.find_variant(variant_id):
        return Intake(record_id, variant_id, ())
    people = _people(repository, imported.metadata)
    document = (
        _new_document(record_id, source, imported.metadata, people)
        if record is None
        else _existing_document(repository, record_id)
    )
    _extend(document, record, variant_id, source, imported, wishes, people)
    files = {
        "agents.toml": _agents(repository, people),
        f"{record_id}/{source.path}": source.data,
        f"{record_id}/{variant_id}.txt": join_paragraphs(imported.paragraphs).encode(),
        # The record comes last: what it names is in place before it says so.
        f"{record_id}/record.toml": document.as_string().encode(),
    }
    written = {path: data for path, data in files.items() if repository.read(path) != data}
    for path, data in written.items():
        repository.stage(path, data)
    repository.record(record_id)  # what is about to be written can be read again
    return Intake(record_id, variant_id, tuple(f"records/{path}" for path in written))


def _check_id(option: str, value: str) -> str:
    if value and not re.fullmatch(ID_PATTERN, value):
        raise ProvtrackError(f"{option} cannot be {value!r}", PATTERNS[ID_PATTERN])
    return value


def _check_kind(value: str) -> VariantKind | None:
    try:
        return VariantKind(value) if value else None
    except ValueError:
        kinds = ", ".join(VariantKind)
        raise ProvtrackError(f"--kind cannot be {value!r}", f"use one of {kinds}") from None


def _has_this_text(
    repository: "Repository",
    record_id: str,
    variant_id: str,
    paragraphs: tuple[str, ...],
    name: str,
) -> bool:
    path = f"{record_id}/{variant_id}.txt"
    data = repository.read(path)
    if data is None:
        return False
    if split_lines(decode(data, f"records/{path}")) == paragraphs:
        return True
    raise ProvtrackError(
        f"{name}: records/{path} is there already, with a different text",
        f"see where they differ: provtrack compare {record_id}/{variant_id} {name}; "
        "keep both by importing this one with another --variant",
    )


def _existing_document(repository: "Repository", record_id: str) -> "TOMLDocument":
    """The record's file, with its comments and its order."""
    import tomlkit

    return tomlkit.parse((repository.read(f"{record_id}/record.toml") or b"").decode("utf-8-sig"))


def _new_document(
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
        table = _table({})
        table.add("repository", people.ids.get(facts.get("archive.repository", ""), ""))
        for key, value in archive.items():
            if value or key != "papka":
                table.add(key, value)
        if not archive["listy"]:
            table["listy"].comment("unknown")
        document.add("archive", table)
    return document


def _extend(
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

    kind = _check_kind(wishes.kind) or _kind(imported.metadata)
    if record is None or record.find_variant(variant_id) is None:
        variants = document.setdefault("variant", tomlkit.aot())
        language = wishes.language or imported.metadata.get("language", "")
        variants.append(_table({"id": variant_id, "language": language, "kind": kind.value}))
    steps = document.setdefault("step", tomlkit.aot())
    taken = {step.id for step in record.step} if record else set()
    for step in _steps(record, variant_id, kind, source, imported, wishes.today, people):
        number = next(n for n in range(len(taken) + 1, 10**9) if f"s{n}" not in taken)
        taken.add(f"s{number}")
        steps.append(_table({"id": f"s{number}", **step}))


def _steps(
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
            _MADE_BY[kind], ["original"], [people.ids[name] for name in _names(facts, "translator")]
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
        for role, note in _OBTAINED.items()
        if (names := _names(facts, role))
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


@dataclass(frozen=True, slots=True)
class People:
    """Whom an imported file names: translators, archive, publisher, and provtrack itself.

    Attributes:
        ids: name -> id in ``agents.toml``.
        new: id -> name and kind, of those who are not there yet.
    """

    ids: dict[str, str]
    new: dict[str, tuple[str, AgentKind]]


def _people(repository: "Repository", metadata: Mapping[str, str]) -> People:
    """An id for everybody: the one that is on file, else one made of the name.

    A name in another script than Latin gives none; it is known by its name alone, and new ones
    are counted.
    """
    named = [(PROGRAM, AgentKind.PROGRAM, PROGRAM)]
    named += [
        (name, AgentKind.PERSON, _family_first(name))
        for role in ("translator", *_OBTAINED)
        for name in _names(metadata, role)
    ]
    for key, kind in (
        ("archive.repository", AgentKind.ARCHIVE),
        ("publisher", AgentKind.PUBLISHER),
    ):
        if name := metadata.get(key):
            named.append((name, kind, name))
    known = repository.agents().agent
    by_name = {agent.name: agent.id for agent in known}
    ids: dict[str, str] = {}
    new: dict[str, tuple[str, AgentKind]] = {}
    for name, kind, words in named:
        taken = {agent.id for agent in known} | new.keys()
        slug = _slug(words)[:_MAX_ID] if _is_latin(words) else ""
        ids[name] = slug or by_name.get(name) or ids.get(name) or _free(kind.value, taken)
        if ids[name] not in taken:
            new[ids[name]] = (name, kind)
    return People(ids, new)


def _free(stem: str, taken: Collection[str]) -> str:
    """``person-1``, or the next number that nobody has."""
    return next(id_ for number in count(1) if (id_ := f"{stem}-{number}") not in taken)


def _agents(repository: "Repository", people: People) -> bytes:
    """The agents file, with the new ones added."""
    import tomlkit

    document = tomlkit.parse(
        (repository.read("agents.toml") or b"schema = 1\n").decode("utf-8-sig")
    )
    if people.new:
        document.setdefault("agent", tomlkit.aot()).extend(
            _table({"id": id_, "name": name, "kind": kind.value})
            for id_, (name, kind) in people.new.items()
        )
    return document.as_string().encode()


def _table(values: Mapping[str, Any]) -> Any:
    import tomlkit

    table = tomlkit.table()
    table.trivia.indent = "\n"  # a blank line before its header
    for key, value in values.items():
        if value or key not in {"url", "generates"}:
            table.add(key, str(value) if isinstance(value, str) else value)
    return table


def _kind(metadata: Mapping[str, str]) -> VariantKind:
    return VariantKind.TRANSLATION if metadata.get("translator") else VariantKind.TRANSCRIPTION


def _names(metadata: Mapping[str, str], role: str) -> list[str]:
    """The people or bodies in a role; several are parted by semicolons."""
    return [name.strip() for name in metadata.get(role, "").split(";") if name.strip()]


def _record_id(name: str, metadata: Mapping[str, str]) -> str:
    titles = (metadata.get("title", ""), PurePath(name).stem)
    # A number alone, all that is left of a title in another script, says too little.
    slugs = (slug for slug in map(_slug, titles) if re.search("[a-z]", slug))
    title = next(slugs, "record")
    date = re.sub(r"[^\d-]", "", metadata.get("date", ""))
    if len(title) > _MAX_ID:
        title = title[:_MAX_ID].rpartition("-")[0] or title[:_MAX_ID]
    return f"{title}-{date}" if date and date not in title else title


def _variant_id(name: str, metadata: Mapping[str, str]) -> str:
    translators = _names(metadata, "translator")
    family = _slug(translators[0].split()[-1])[:_MAX_ID] if translators else ""
    language = metadata.get("language", "")
    tag = language if re.fullmatch(ID_PATTERN, language) else ""
    return family or tag or _slug(PurePath(name).stem)[:_MAX_ID].strip("-") or "text"


def _family_first(name: str) -> str:
    *given, family = name.split()
    return " ".join([family, *given])


def _is_latin(words: str) -> bool:
    """Whether every letter of it can stand in an id."""
    return all(character.isascii() for character in fold(words) if character.isalnum())


def _slug(words: str) -> str:
    """Lower-case ASCII letters and digits with hyphens between; empty for another script."""
    ascii_only = fold(words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
