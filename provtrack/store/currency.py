"""From the text of a citation to what became of what it cites."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from provtrack.citation.standing import (
    Paragraphs,
    Standing,
    Verdict,
    followed,
    reads_the_same,
    since,
)
from provtrack.citation.version import Note, find
from provtrack.errors import ProvtrackError
from provtrack.references import parse_archive_reference
from provtrack.refs import RecordRef
from provtrack.text import fold, split_lines, text_sha256

if TYPE_CHECKING:
    from provtrack.schemas.files import Record
    from provtrack.store.repository import Repository

_LONGEST = 20_000
"""Characters of a citation that are looked at."""

_TITLE = 12
"""Letters of the shortest title that a record is known by."""


def standing_of(repository: "Repository", citation: str) -> Verdict:
    """What became of what a citation cites, by the version note in it, else by what it says.

    Raises:
        ProvtrackError: a file of the record that it cites is not valid.
    """
    shown = " ".join(citation[:_LONGEST].split())
    note = find(citation[:_LONGEST])
    if note is None:
        return replace(_without_note(repository, shown), citation=shown)
    return replace(_by_note(repository, note), citation=shown)


def _unknown(message: str, cited: str = "", current: str = "") -> Verdict:
    return Verdict("", Standing.UNKNOWN, message, cited, current)


def _by_note(repository: "Repository", note: Note) -> Verdict:
    ids = repository.record_ids()
    if note.record not in ids:
        near = get_close_matches(note.record, ids, n=1, cutoff=0.6)
        meant = f"; is it {near[0]}?" if near else ""
        return _unknown(f"there is no record {note.record!r} here{meant}")
    record = repository.record(note.record)
    if not note.variant:
        return _of_record(repository, record, note)
    name = f"{note.record}/{note.variant}"
    if record.find_variant(note.variant) is None:
        return _not_kept(record, note, name)
    return _of_text(repository, record, note)


def _not_kept(record: "Record", note: Note, name: str) -> Verdict:
    """A text that only the chain knows: its last state is as current as anything can say."""
    last = max(record.states(note.variant), default=0)
    if not last:
        return _unknown(f"record {record.id!r} has no variant {note.variant!r}")
    cited, current = f"{name}@{note.state}", f"{name}@{last}"
    if note.state == last:
        return Verdict(
            "", Standing.CURRENT, "the last state that the chain knows", cited, current, False
        )
    return Verdict("", Standing.SUPERSEDED, f"the chain knows {current}", cited, current)


def _of_text(repository: "Repository", record: "Record", note: Note) -> Verdict:
    name = f"{note.record}/{note.variant}"
    cited = _cited_name(note)
    now = RecordRef(note.record, note.variant)
    today = repository.paragraphs(record, now)
    current = _current_name(record, note, today)
    try:
        text, state = _cited_text(repository, record, note, today)
    except ProvtrackError as error:
        return _unknown(error.message, cited, current)
    if note.last > len(text):
        return _unknown(f"{name} had {len(text)} paragraphs, no {note.last}", cited, current)
    if text == today:
        return Verdict("", Standing.CURRENT, "the text of today", cited, current, False)
    numbers = range(note.first, note.last + 1) if note.first else range(1, len(text) + 1)
    later = sorted(number for number in record.states(note.variant) if number > state > 0)
    texts, complete = _texts_between(repository, record, note, later)
    ends = [text, today]
    places = followed(ends, numbers)
    touched = not reads_the_same(ends, places) if note.first else True
    steps = followed([text, *texts], numbers) if complete else None
    corrections = since(
        repository.corrections(record.id).correction, note.variant, state or 1_000_000, steps
    )
    if note.first:
        run = sorted(places[-1])
        where = f"#p{run[0]}" + (f"-{run[-1]}" if len(run) > 1 else "") if run else ""
        current += where
    return Verdict(
        "",
        Standing.SUPERSEDED,
        _why(note, touched, current, bool(corrections)),
        cited,
        current,
        touched,
        corrections,
    )


def _why(note: Note, touched: bool, current: str, corrected: bool) -> str:
    what = "corrected" if corrected else "changed"
    if not note.first:
        return f"the text has been {what} since; it is {current} now"
    many = note.last > note.first
    paragraphs = "the cited paragraphs" if many else "the cited paragraph"
    if not touched:
        return f"the text has been {what} since, but not {paragraphs}; cite {current}"
    return f"{paragraphs} {'have' if many else 'has'} been {what} since; cite {current}"


def _cited_name(note: Note) -> str:
    revision = str(note.state) if note.state else note.revision
    at = f"@{revision}" if revision else ""
    run = f"-{note.last}" if note.last > note.first else ""
    paragraphs = f"#p{note.first}{run}" if note.first else ""
    return f"{note.record}/{note.variant}{at}{paragraphs}"


def _current_name(record: "Record", note: Note, today: Paragraphs) -> str:
    sha256 = text_sha256(today)
    states = record.states(note.variant)
    state = max(
        (number for number, step in states.items() if step.text_sha256 == sha256), default=0
    )
    return f"{note.record}/{note.variant}" + (f"@{state}" if state else "")


def _cited_text(
    repository: "Repository", record: "Record", note: Note, today: Paragraphs
) -> tuple[Paragraphs, int]:
    """The text that a note names, and its state (0 for none).

    Raises:
        ProvtrackError: there is none, or it is not the one whose hash the note gives.
    """
    name = f"{note.record}/{note.variant}"
    states = record.states(note.variant)
    revision = note.revision or ("" if note.state else note.commit)
    if note.state and note.state not in states:
        raise ProvtrackError(f"{name}@{note.state}: no such state", "")
    if note.state or revision:
        at = RecordRef(note.record, note.variant, str(note.state) if note.state else revision)
        text = repository.paragraphs(record, at)
        found = text_sha256(text)
        if not found.startswith(note.text):
            raise ProvtrackError(
                f"{name}@{at.revision} has the hash {found[:8]}…, the citation gives {note.text}",
                "",
            )
        return text, note.state or _state_of(record, note, found)
    for text in _all_texts(repository, note, today):
        sha256 = text_sha256(text)
        if note.text and sha256.startswith(note.text):
            return text, _state_of(record, note, sha256)
    raise ProvtrackError(
        f"no text of {name} here ever had a hash that begins with {note.text or '(none given)'}", ""
    )


def _state_of(record: "Record", note: Note, sha256: str) -> int:
    states = record.states(note.variant)
    return max((number for number, step in states.items() if step.text_sha256 == sha256), default=0)


def _all_texts(repository: "Repository", note: Note, today: Paragraphs) -> Iterator[Paragraphs]:
    yield today
    for data in repository.versions(f"{note.record}/{note.variant}.txt"):
        yield split_lines(data.decode("utf-8", "replace"))


def _texts_between(
    repository: "Repository", record: "Record", note: Note, later: list[int]
) -> tuple[list[Paragraphs], bool]:
    """The texts of the states that followed, and whether all of them are to be had."""
    texts: list[Paragraphs] = []
    for number in later:
        try:
            at = RecordRef(note.record, note.variant, str(number))
            texts.append(repository.paragraphs(record, at))
        except ProvtrackError:
            return texts, False
    return texts, True


def _of_record(repository: "Repository", record: "Record", note: Note) -> Verdict:
    """A record as a whole is current while none of its texts has changed."""
    if not note.commit:
        return _unknown(f"the citation of {record.id} names no commit", record.id, record.id)
    try:
        commit = repository.history.resolve(note.commit)
        earlier = repository.record(record.id, commit)
    except ProvtrackError as error:
        return _unknown(error.message, record.id, record.id)
    changed = []
    for variant in earlier.variant:
        now = record.find_variant(variant.id)
        before = repository.paragraphs(earlier, RecordRef(record.id, variant.id, commit))
        if now is None or repository.paragraphs(record, RecordRef(record.id, variant.id)) != before:
            changed.append((variant.id, before))
    if not changed:
        return Verdict(
            "", Standing.CURRENT, "none of its texts has changed", record.id, record.id, False
        )
    names = ", ".join(id_ for id_, _ in changed)
    entries = repository.corrections(record.id).correction
    corrections = tuple(
        found
        for id_, before in changed
        for found in since(
            entries,
            id_,
            _state_of(record, Note(record.id, id_), text_sha256(before)) or 1_000_000,
            None,
        )
    )
    message = f"changed since: {names}"
    return Verdict("", Standing.SUPERSEDED, message, record.id, record.id, True, corrections)


def _without_note(repository: "Repository", citation: str) -> Verdict:
    """A citation that does not say which version: found by address, title or shelf mark."""
    found = list(_records_in(repository, citation))
    if not found:
        return _unknown("nothing in it names a record of this collection")
    if len(found) > 1:
        names = ", ".join(record.id for record in found)
        return _unknown(f"it may cite any of these: {names}")
    record = found[0]
    variants = [variant.id for variant in record.variant]
    named = [id_ for id_ in variants if _is_translator_of(repository, record, id_, citation)]
    candidates = named or variants
    if len(candidates) != 1:
        texts = ", ".join(f"{record.id}/{id_}" for id_ in candidates) or "no text of it is kept"
        return _unknown(f"it cites {record.id}, but not which text of it: {texts}", record.id)
    note = Note(record.id, candidates[0])
    today = repository.paragraphs(record, RecordRef(record.id, note.variant))
    every = set(_all_texts(repository, note, today))
    name = f"{record.id}/{note.variant}"
    current = _current_name(record, note, today)
    if len(every) == 1:
        message = "it names no version, but the text never changed here"
        return Verdict("", Standing.CURRENT, message, name, current, False)
    return _unknown(f"it names no version, and {name} has had {len(every)}", name, current)


def _records_in(repository: "Repository", citation: str) -> Iterator["Record"]:
    """The records that a citation may mean: by address, else by title, else by shelf mark."""
    records = list(repository.all_records())
    for is_meant in (_has_url, _has_title, _has_shelf_mark):
        found = [record for record in records if is_meant(record, citation)]
        if found:
            yield from found
            return


def _has_url(record: "Record", citation: str) -> bool:
    urls = {record.url, *(step.url for step in record.step)}
    places = {re.sub(r"^https?://(www\.)?|[/#?]+$", "", url) for url in urls if url}
    return any(
        re.search(re.escape(place) + r"(?![\w-])", citation) is not None
        for place in places
        if place
    )


def _has_title(record: "Record", citation: str) -> bool:
    title = _letters(record.title)
    return len(title) >= _TITLE and title in _letters(citation)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(re.sub(r"\\[a-z]+|[{}]", "", text))).strip()


def _has_shelf_mark(record: "Record", citation: str) -> bool:
    printed, kept = parse_archive_reference(citation), record.archive
    if not (printed.is_located and kept.fond and kept.delo):
        return False
    mine = (kept.fond, kept.opis, kept.delo)
    return (printed.fond, printed.opis, printed.delo) == mine and (
        not (kept.listy and printed.listy) or kept.listy == printed.listy
    )


def _is_translator_of(
    repository: "Repository", record: "Record", variant: str, citation: str
) -> bool:
    from provtrack.citation.gather import gather
    from provtrack.citation.values import Version

    version = Version(record.id, variant)
    people = gather(record, repository.agents().agent, version)
    names = (*people.translators, *people.transcribers, *people.revisers, *people.paraphrasers)
    words = _letters(citation)
    return any(_letters(name.short) in words for name in names)


def entries_of(name: str, source: str) -> list[str]:
    """The citations in a file: entries of BibLaTeX, RIS or CSL-JSON, else one a line.

    Args:
        name: the file's name, which tells its format.
        source: its content.

    Raises:
        ProvtrackError: a JSON file is none.
    """
    ending = name.rpartition(".")[2].lower()
    if ending in {"bib", "bibtex"}:
        return [
            entry for entry in re.split(r"(?m)^\s*(?=@\w+\s*\{)", source) if entry.startswith("@")
        ]
    if ending == "ris":
        return [entry.strip() for entry in re.split(r"(?m)^ER  -.*$", source) if entry.strip()]
    if ending == "json":
        return _csl_entries(name, source)
    return [line.strip() for line in source.splitlines() if line.strip()]


def _csl_entries(name: str, source: str) -> list[str]:
    import json

    try:
        items = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise ProvtrackError(
            f"{name}: not JSON: {error}", "export the references as CSL-JSON"
        ) from None
    items = items if isinstance(items, list) else [items]
    # The note has the paragraphs, so it comes before the version of the whole text.
    first = ("note", "version", "title")
    return [
        " · ".join(
            str(item[field])
            for field in [*first, *sorted(item.keys() - set(first))]
            if isinstance(item.get(field), str)
        )
        for item in items
        if isinstance(item, dict)
    ]
