"""A digital archive's document page, told apart into document, description and furniture.

The page reads: furniture, the archive's date and title, the document, the archive's abstract,
"Document Information" with labelled facts. Nothing here knows one page; it goes by landmarks
(:mod:`provtrack.importers._landmarks`), by position and by the forms of what is expected there.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from provtrack.importers import _landmarks as landmarks
from provtrack.importers._common import Block, is_prose, plural
from provtrack.model import Imported, Omission
from provtrack.references import parse_archive_reference, parse_headline_date


@dataclass(frozen=True, slots=True)
class _Filed:
    """Why a block is not part of the document, and the metadata that it gives."""

    why: str
    key: str = ""
    value: str = ""


_Filing = dict[int, _Filed]

_FURNITURE = _Filed("page furniture")


def recognise(page: Sequence[Block]) -> Imported:
    """The document on a page, and everything else on it by name.

    Args:
        page: all blocks of the page in order; their ``role``, where the markup gave one, counts
            more than their place.

    Returns:
        Every block is either one paragraph or one omission.
    """
    blocks = [block for block in page if not block.why]
    filing = {number: filed for number, block in enumerate(blocks) if (filed := _by_role(block))}
    body, headline = _headline(blocks, filing)
    filing |= headline
    description = _description_start(blocks, body)
    filing |= _describe(blocks, filing, description)
    notices: list[str] = []
    document = range(body, description)
    filing |= _top(blocks, filing, document)
    filing |= _heading(blocks, filing, document)
    filing |= _abstract(blocks, filing, document, notices)
    filing |= _footnotes(blocks, filing, document, notices)
    return Imported(
        paragraphs=_paragraphs(blocks, filing),
        metadata=_metadata(filed for _, filed in sorted(filing.items())),
        omissions=_omissions(page, filing),
        notices=tuple(notices),
    )


def _paragraphs(blocks: Sequence[Block], filing: _Filing) -> tuple[str, ...]:
    """The text of what was filed nowhere, without the marks of the footnotes that were."""
    notes = (blocks[number].text for number, filed in filing.items() if filed.why == "footnote")
    marks = "|".join(re.escape(note[: note.index("]") + 1]) for note in notes)
    texts = (block.text for number, block in enumerate(blocks) if number not in filing)
    if marks:
        texts = (re.sub(rf"\s?(?:{marks})", "", text) for text in texts)
    return tuple(filter(None, texts))


def _omissions(page: Sequence[Block], filing: _Filing) -> tuple[Omission, ...]:
    omissions = []
    number = 0
    for block in page:
        if block.why:
            omissions.append(Omission(block.text, block.why, block.place))
            continue
        if number in filing:
            omissions.append(Omission(block.text, filing[number].why, block.place))
        number += 1
    return tuple(omissions)


_JOINED = {"heading": " ", "abstract": "\n\n", "document_title": " "}


def _metadata(filed: Iterator[_Filed]) -> dict[str, str]:
    """What the blocks give, the first value of each key; pieces of one text are joined."""
    metadata: dict[str, str] = {}
    for each in filed:
        if each.key in metadata and each.key in _JOINED:
            metadata[each.key] += _JOINED[each.key] + each.value
        elif each.key and each.value:
            metadata.setdefault(each.key, each.value)
    reference = parse_archive_reference(metadata.get("archive.as_printed", ""))
    found = {
        "archive.repository": reference.repository,
        "archive.fond": reference.fond,
        "archive.opis": reference.opis,
        "archive.delo": reference.delo,
        "archive.papka": reference.papka,
        "archive.listy": reference.listy,
        "obtained_by": "; ".join(reference.obtained_by),
        "contributed_by": "; ".join(reference.contributed_by),
        "translator": "; ".join(reference.translators),
    }
    return metadata | {key: value for key, value in found.items() if value}


def _by_role(block: Block) -> _Filed | None:
    if block.role == "date":
        return _Filed("filed as date", "date", parse_headline_date(block.text))
    if block.role in {"title", "abstract", "url"}:
        return _Filed(f"filed as {block.role}", block.role, block.text)
    return None


# --- the archive's own headline ------------------------------------------------------------------

_FURTHEST_HEADLINE = 60
"""Blocks: a browser's copy of the navigation above the title is shorter."""


def _headline(blocks: Sequence[Block], filing: _Filing) -> tuple[int, _Filing]:
    """Where the document may begin, and the archive's date and title before it."""
    texts = [block.text for block in blocks[:_FURTHEST_HEADLINE]]
    titled = next((n for n, filed in filing.items() if filed.key == "title"), None)
    dated = next((n for n, filed in filing.items() if filed.key == "date"), None)
    if titled is None:
        order = _headline_order(texts)
    else:
        beside = (n for n in (titled - 1, titled + 1) if 0 <= n < len(blocks))
        if dated is None:
            dated = next((n for n in beside if parse_headline_date(blocks[n].text)), None)
        order = {"title": titled} | ({} if dated is None else {"date": dated})
    found = {number: _headline_part(key, blocks[number].text) for key, number in order.items()}
    last = max(order.values(), default=-1)
    above = {n: _FURNITURE for n in range(last) if n not in filing}
    return last + 1, above | found


def _headline_order(texts: Sequence[str]) -> dict[str, int]:
    """Where title and date stand, the date above the title, below it or nowhere."""
    end = next((n for n, text in enumerate(texts) if landmarks.label_of(text)), len(texts))
    start = next((n for n in range(end) if not _is_button(texts[n])), end)
    dated = next((n for n in range(start, end) if parse_headline_date(texts[n])), end)
    below = texts[dated + 1] if dated + 1 < end else ""
    # A sentence below the date is no title: the date is the document's own, the short line above
    # it the title and not navigation.
    titled = below and (dated == start or not is_prose(below))
    if titled and all(map(_is_menu, texts[start:dated])):
        return {"date": dated, "title": dated + 1}
    if start < dated < end and dated == start + 1:
        return {"title": start, "date": dated}
    return {"title": start} if start < end else {}


def _headline_part(key: str, text: str) -> _Filed:
    return _Filed(f"filed as {key}", key, parse_headline_date(text) if key == "date" else text)


def _is_button(text: str) -> bool:
    return text.casefold() in landmarks.FURNITURE


_LONGEST_MENU = 4
"""Words of an entry in a navigation bar; an archive's title names more."""


def _is_menu(text: str) -> bool:
    """Whether it could stand in a navigation bar, and could not be the title of a document."""
    return _is_button(text) or (len(text.split()) <= _LONGEST_MENU and not is_prose(text))


# --- what the archive says about the document ----------------------------------------------------


def _description_start(blocks: Sequence[Block], body: int) -> int:
    """The first block of the archive's description, below the document; the end without one."""
    labels = {n: landmarks.label_of(blocks[n].text) for n in range(body, len(blocks))}
    if landmarks.SECTION in labels.values():
        section = next(n for n, label in labels.items() if label == landmarks.SECTION)
    else:
        section = len(blocks)
    prose = next((n for n in range(body, section) if is_prose(blocks[n].text)), body)
    lists = (n for n in range(prose, section) if labels[n] in landmarks.UNMISTAKABLE)
    return next(lists, section)


def _describe(blocks: Sequence[Block], filing: _Filing, start: int) -> _Filing:
    """Labels and their values from ``start`` on; a value without its label is known by its form."""
    found: _Filing = {}
    taken: set[str] = set()
    field = ""
    for number in range(start, len(blocks)):
        if number in filing:
            continue
        text = blocks[number].text
        label, value = landmarks.labelled_value(text)
        if label:
            field = landmarks.FIELDS[label]
            found[number] = _fact(field, value, taken)
        elif label := landmarks.label_of(text):
            field = landmarks.FIELDS.get(label) or landmarks.LISTS.get(label, "")
            found[number] = _Filed("label of the archive's page")
        else:
            found[number] = _fact(field, text, taken)
        taken.add(found[number].key)
    return found


def _fact(field: str, text: str, taken: Container[str]) -> _Filed:
    """What a value under the label of ``field`` (or under none) gives."""
    if field in landmarks.LISTS.values():
        return _Filed(f"{field} in the archive's index")
    for key, why, value in _readings(field, text):
        if value and key not in taken:
            return _Filed(why, key, value)
    if landmarks.is_rights(text) or field == "rights":
        return _Filed("rights statement")
    return _FURNITURE if _is_button(text) else _Filed("not recognised in the archive's description")


def _readings(field: str, text: str) -> Iterator[tuple[str, str, str]]:
    """Key, reason and value of each fact that a text could be, the likeliest first."""
    if landmarks.is_rights(text) or field == "rights":
        speaker = landmarks.PUBLISHER.match(text)
        name = f"{speaker['body']} {speaker['work']}".strip() if speaker else ""
        yield "publisher", "rights statement; its speaker filed as publisher", name
        return
    reference = parse_archive_reference(text)
    people = reference.translators or reference.obtained_by or reference.contributed_by
    is_reference = reference.is_located or people or field == "source"
    yield "archive.as_printed", "filed as archive reference", text if is_reference else ""
    yield "uploaded", "filed as uploaded", parse_headline_date(text) if field == "uploaded" else ""
    yield "record_id", "filed as record_id", text if re.fullmatch(r"\d{4,9}", text) else ""
    yield "url", "filed as url", text if re.fullmatch(r"https?://\S+", text) else ""
    if field in {"language", "classification", "archive"}:
        key = {"language": "original_language", "archive": "archive.repository"}.get(field, field)
        yield key, f"filed as {key}", text
    short = len(text.split()) <= _LONGEST_TYPE and not is_prose(text) and text[:1].isupper()
    yield "type", "filed as type", text if short or field == "type" else ""


_LONGEST_TYPE = 5
"""Words of a document type, "Memorandum of Conversation" and the like."""


# --- between the archive's title and the document's first sentence -------------------------------

_COPY = re.compile(
    r"(?:(?P<secret>[^\d.,;]{3,40})[.,;]\s*)?(?:copy|ex(?:emplar)?\.?|экз(?:емпляр)?\.?)\s*"
    r"(?:no\.?|n[º°o]\.?|№|#)?\s*(?P<copy>\d+)(?:\s+of\s+\d+)?\.?",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"(?:(?:top|strictly|most)\s+)?(?:secret|confidential)(?:[.,]?\s+special file)?\.?"
    r"|(?:сов(?:ершенно|\.)\s*)?секретно\.?",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"(?:excerpts?\s+)?from\s+(?:the\s+)?(?:journal|diary)\b|из\s+дневника\b", re.IGNORECASE
)
_GENRE = re.compile(
    r"(?:record|memorandum|report|telegram|ciphered telegram|cable|letter|minutes|protocol|note|"
    r"notes|transcript|stenographic record|запись|протокол|докладная записка)\b",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"(?:,|\b(?:of|in|at|to|the|and|with|for|by|between|from|on))$", re.IGNORECASE
)
_LONGEST_HEAD = 15


def _top(blocks: Sequence[Block], filing: _Filing, document: range) -> _Filing:
    """What the archive puts between its title and the document: abstract, credits, lists, tabs."""
    found: _Filing = {}
    number = document.start
    while number < document.stop:
        text, label = blocks[number].text, landmarks.label_of(blocks[number].text)
        following = number + 1 < document.stop
        if number in filing:
            pass
        elif label in landmarks.ABSTRACT and following:
            found[number] = _Filed("label of the archive's page")
            number += 1
            found[number] = _Filed("filed as abstract", "abstract", blocks[number].text)
        elif label in landmarks.LISTS and following:
            found[number] = _Filed("label of the archive's page")
            number += 1
            found[number] = _Filed(f"{landmarks.LISTS[label]} in the archive's index")
        elif landmarks.CREDIT.match(text):
            found[number] = _Filed("credit line of the archive")
        elif _is_button(text):
            found[number] = _FURNITURE
        else:
            break
        number += 1
    return found


def _heading(blocks: Sequence[Block], filing: _Filing, document: range) -> _Filing:
    """Copy number, classification, heading, own title and own date, above the first sentence.

    What is none of these stays in the document.
    """
    head = list(_head(blocks, filing, document))
    found = {n: filed for n in head if (filed := _marked(blocks[n].text))}
    dated = next((n for n in head if parse_headline_date(blocks[n].text)), None)
    if dated is not None:
        value = parse_headline_date(blocks[dated].text)
        found[dated] = _Filed("filed as document_date", "document_date", value)
    journal = next((n for n in head if _JOURNAL.match(blocks[n].text)), None)
    rest = [n for n in head if n not in found]
    for number in _pieces(blocks, rest, journal):
        found[number] = _Filed("filed as heading", "heading", blocks[number].text)
    archive_title = next((filed.value for filed in filing.values() if filed.key == "title"), "")
    rest = [n for n in rest if n not in found]
    for number in _pieces(blocks, rest, _own_title(blocks, rest, archive_title)):
        found[number] = _Filed("filed as document_title", "document_title", blocks[number].text)
    return found


def _head(blocks: Sequence[Block], filing: _Filing, document: range) -> Iterator[int]:
    """The blocks above the first sentence, at most :data:`_LONGEST_HEAD` of them."""
    free = [n for n in document if n not in filing][:_LONGEST_HEAD]
    for number in free:
        text = blocks[number].text
        if is_prose(text) and not _marked(text) and not parse_headline_date(text):
            return
        yield number


def _marked(text: str) -> _Filed | None:
    if match := _COPY.fullmatch(text):
        return _Filed("filed as copy", "copy", match["copy"])
    if _SECRET.fullmatch(text):
        return _Filed("filed as classification", "classification", text.rstrip("."))
    return None


def _own_title(blocks: Sequence[Block], head: Sequence[int], archive_title: str) -> int | None:
    """The line that names the document itself, by its genre or as the archive's title does."""
    genre = (n for n in head if _GENRE.match(blocks[n].text))
    words = set(_WORD.findall(archive_title.casefold()))
    alike = (n for n in head if len(words.intersection(_words(blocks[n]))) > len(words) / 2)
    return next(chain(genre, alike), None)


def _words(block: Block) -> list[str]:
    return _WORD.findall(block.text.casefold())


_WORD = re.compile(r"[^\W\d_]{4,}")
"""Words that tell; short ones stand in every title."""


def _pieces(blocks: Sequence[Block], candidates: Sequence[int], first: int | None) -> list[int]:
    """``first`` and the blocks right after it that go on with its sentence."""
    if first is None:
        return []
    pieces = [first]
    for number in candidates:
        text, before = blocks[number].text, blocks[pieces[-1]].text
        goes_on = _UNFINISHED.search(before) or text[:1].islower()
        if number == pieces[-1] + 1 and goes_on and not _GENRE.match(text):
            pieces.append(number)
    return pieces


# --- between the document's last sentence and the description ------------------------------------

_LONGEST_ABSTRACT = 3
"""Paragraphs; what a wide gap parts off below a document is longer only by accident."""

_SHORTEST_ABSTRACT = 60
"""Characters; a distribution list or a signature is shorter."""

_NOTE_MARK = re.compile(r"\[(\d{1,3}|\*)\]")
_NOTE = re.compile(rf"{_NOTE_MARK.pattern}\s*\S")


def _abstract(
    blocks: Sequence[Block], filing: _Filing, document: range, notices: list[str]
) -> _Filing:
    """The archive's abstract below the document: labelled, or set apart by the widest gap."""
    marked = (n for n, filed in filing.items() if filed.key == "abstract")
    below = [n for n in document if n not in filing]
    labels = [n for n in below if landmarks.label_of(blocks[n].text) in landmarks.ABSTRACT]
    after = len(below) - below.index(labels[-1]) - 1 if labels else 0
    first, found, why = next(marked, None), _Filing(), "marked"
    if first is None:
        start = len(below) - after
        if 1 <= after <= _LONGEST_ABSTRACT:
            found, why = {labels[-1]: _Filed("label of the archive's page")}, "labelled"
        else:
            start, why = _set_apart(blocks, below), "set apart below the document"
        text = below[start:]
        first = text[0] if text else None
        found |= {n: _Filed("filed as abstract", "abstract", blocks[n].text) for n in text}
    if first is not None:
        notices.append(
            f"The text at {blocks[first].place}, {why}, is taken for the archive's abstract:"
            " it is kept as metadata and is no part of the text."
        )
    return found


def _set_apart(blocks: Sequence[Block], below: Sequence[int]) -> int:
    """The index in ``below`` where prose after an unusually wide gap begins; its length if none."""
    gaps = [blocks[n].gap for n in below]
    usual = (
        Counter(gaps[1:]).most_common(1)[0][0]
        if len(gaps) > _LONGEST_ABSTRACT
        else max(gaps, default=0)
    )
    for index in range(len(below) - 1, max(0, len(below) - 1 - _LONGEST_ABSTRACT), -1):
        block = blocks[below[index]]
        if not is_prose(block.text) or block.role == "body" or _NOTE.match(block.text):
            break
        if gaps[index] > usual and len(block.text) >= _SHORTEST_ABSTRACT:
            return index
    return len(below)


def _footnotes(
    blocks: Sequence[Block], filing: _Filing, document: range, notices: list[str]
) -> _Filing:
    """Notes at the foot, ``[1] ...``, whose mark stands in the text above."""
    body = [n for n in document if n not in filing]
    marked: dict[str, int] = {}
    for number in body:
        for mark in _NOTE_MARK.findall(blocks[number].text):
            marked.setdefault(mark, number)
    found: _Filing = {}
    for number in reversed(body):
        note = _NOTE.match(blocks[number].text)
        if not note or marked[note[1]] == number:
            break
        found[number] = _Filed("footnote")
    if found:
        notices.append(f"{plural(len(found), 'footnote')} left out, with the marks in the text.")
    return found
