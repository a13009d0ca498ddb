"""What stands around a document inside its part of an archive's page.

Above its first sentence: abstract, credits, copy number, heading, own title, own date. Below its
last: abstract and footnotes.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from provtrack import landmarks
from provtrack.importers._common import Block, is_prose, plural
from provtrack.importers._filing import FURNITURE, LABEL, Filed, Filing, is_button
from provtrack.references import parse_headline_date

# --- between the archive's title and the document's first sentence -------------------------------

_COPY = re.compile(
    r"(?:(?P<secret>\D{3,40}?)[.,;]\s*)?(?:copy|ex(?:emplar)?\.?|экз(?:емпляр)?\.?)\s*"
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


def top(blocks: Sequence[Block], filing: Filing, document: range) -> Filing:
    """What the archive puts between its title and the document: abstract, credits, lists, tabs."""
    found: Filing = {}
    number = document.start
    while number < document.stop:
        text, label = blocks[number].text, landmarks.label_of(blocks[number].text)
        following = number + 1 < document.stop
        if number in filing:
            pass
        elif label in landmarks.ABSTRACT and following:
            found[number] = LABEL
            number += 1
            found[number] = Filed("filed as abstract", "abstract", blocks[number].text)
        elif label in landmarks.LISTS and following:
            found[number] = LABEL
            number += 1
            found[number] = Filed(f"{landmarks.LISTS[label]} in the archive's index")
        elif landmarks.CREDIT.match(text):
            found[number] = Filed("credit line of the archive")
        elif is_button(text):
            found[number] = FURNITURE
        else:
            break
        number += 1
    return found


def heading(blocks: Sequence[Block], filing: Filing, document: range) -> Filing:
    """Copy number, classification, heading, own title and own date, above the first sentence.

    What is none of these stays in the document.
    """
    head = list(_head(blocks, filing, document))
    found = {n: filed for n in head if (filed := _marked(blocks[n].text))}
    dated = next((n for n in head if parse_headline_date(blocks[n].text)), None)
    if dated is not None:
        value = parse_headline_date(blocks[dated].text)
        found[dated] = Filed("filed as document_date", "document_date", value)
    journal = next((n for n in head if _JOURNAL.match(blocks[n].text)), None)
    rest = [n for n in head if n not in found]
    for number in _pieces(blocks, rest, journal):
        found[number] = Filed("filed as heading", "heading", blocks[number].text)
    archive_title = next((filed.value for filed in filing.values() if filed.key == "title"), "")
    rest = [n for n in rest if n not in found]
    for number in _pieces(blocks, rest, _own_title(blocks, rest, archive_title)):
        found[number] = Filed("filed as document_title", "document_title", blocks[number].text)
    return found


def _head(blocks: Sequence[Block], filing: Filing, document: range) -> Iterator[int]:
    """The blocks above the first sentence, at most :data:`_LONGEST_HEAD` of them."""
    free = [n for n in document if n not in filing][:_LONGEST_HEAD]
    for number in free:
        text = blocks[number].text
        if is_prose(text) and not _marked(text) and not parse_headline_date(text):
            return
        yield number


def _marked(text: str) -> Filed | None:
    if match := _COPY.fullmatch(text):
        secret = (match["secret"] or "").strip()
        if not secret:
            return Filed("filed as copy", "copy", match["copy"])
        if _SECRET.fullmatch(secret):
            return Filed("filed as copy and classification", "copy", match["copy"], secret)
    if _SECRET.fullmatch(text):
        return Filed("filed as classification", "classification", text.rstrip("."))
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


def abstract(
    blocks: Sequence[Block], filing: Filing, document: range, notices: list[str]
) -> Filing:
    """The archive's abstract below the document: labelled, or set apart by the widest gap."""
    marked = (n for n, filed in filing.items() if filed.key == "abstract")
    below = [n for n in document if n not in filing]
    labels = [n for n in below if landmarks.label_of(blocks[n].text) in landmarks.ABSTRACT]
    after = len(below) - below.index(labels[-1]) - 1 if labels else 0
    first, found, why = next(marked, None), Filing(), "marked"
    if first is None:
        start = len(below) - after
        if 1 <= after <= _LONGEST_ABSTRACT:
            found, why = {labels[-1]: LABEL}, "labelled"
        else:
            start, why = _set_apart(blocks, below), "set apart below the document"
        text = below[start:]
        first = text[0] if text else None
        found |= {n: Filed("filed as abstract", "abstract", blocks[n].text) for n in text}
    if first is None and document.stop < len(blocks):
        notices.append(
            "No abstract was told apart on the page: see that the last paragraph is the document's."
        )
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


def footnotes(
    blocks: Sequence[Block], filing: Filing, document: range, notices: list[str]
) -> Filing:
    """Notes at the foot, ``[1] ...``, whose mark stands in the text above."""
    body = [n for n in document if n not in filing]
    marked: dict[str, int] = {}
    for number in body:
        for mark in _NOTE_MARK.findall(blocks[number].text):
            marked.setdefault(mark, number)
    found: Filing = {}
    for number in reversed(body):
        note = _NOTE.match(blocks[number].text)
        if not note or marked[note[1]] == number:
            break
        found[number] = Filed("footnote")
    if found:
        notices.append(f"{plural(len(found), 'footnote')} left out, with the marks in the text.")
    return found
