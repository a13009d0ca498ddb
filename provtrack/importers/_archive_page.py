"""A digital archive's document page, told apart into document, description and furniture.

The page reads: furniture, the archive's date and title, the document, the archive's abstract,
"Document Information" with labelled facts. Nothing here knows one page; it goes by landmarks
(:mod:`provtrack.landmarks`), by position and by the forms of what is expected there.
"""

import re
from collections.abc import Container, Iterator, Sequence

from provtrack import landmarks
from provtrack.importers._archive_document import abstract, footnotes, heading, top
from provtrack.importers._common import Block, is_prose
from provtrack.importers._filing import FURNITURE, LABEL, Filed, Filing, is_button
from provtrack.model import Imported, Omission
from provtrack.references import parse_archive_reference, parse_headline_date


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
    filing |= top(blocks, filing, document)
    filing |= heading(blocks, filing, document)
    filing |= abstract(blocks, filing, document, notices)
    filing |= footnotes(blocks, filing, document, notices)
    return Imported(
        paragraphs=_paragraphs(blocks, filing),
        metadata=_metadata(filed for _, filed in sorted(filing.items())),
        omissions=_omissions(page, filing),
        notices=tuple(notices),
    )


def _paragraphs(blocks: Sequence[Block], filing: Filing) -> tuple[str, ...]:
    """The text of what was filed nowhere, without the marks of the footnotes that were."""
    notes = (blocks[number].text for number, filed in filing.items() if filed.why == "footnote")
    marks = "|".join(re.escape(note[: note.index("]") + 1]) for note in notes)
    texts = (block.text for number, block in enumerate(blocks) if number not in filing)
    if marks:
        texts = (re.sub(rf"\s?(?:{marks})", "", text) for text in texts)
    return tuple(filter(None, texts))


def _omissions(page: Sequence[Block], filing: Filing) -> tuple[Omission, ...]:
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


def _metadata(filed: Iterator[Filed]) -> dict[str, str]:
    """What the blocks give, the first value of each key; pieces of one text are joined."""
    metadata: dict[str, str] = {}
    for each in filed:
        if each.key in metadata and each.key in _JOINED:
            metadata[each.key] += _JOINED[each.key] + each.value
        elif each.key and each.value:
            metadata.setdefault(each.key, each.value)
        if each.classification:
            metadata.setdefault("classification", each.classification)
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


def _by_role(block: Block) -> Filed | None:
    if block.role == "date":
        return Filed("filed as date", "date", parse_headline_date(block.text))
    if block.role in {"title", "abstract", "url"}:
        return Filed(f"filed as {block.role}", block.role, block.text)
    return None


# --- the archive's own headline ------------------------------------------------------------------

_FURTHEST_HEADLINE = 60
"""Blocks: a browser's copy of the navigation above the title is shorter."""


def _headline(blocks: Sequence[Block], filing: Filing) -> tuple[int, Filing]:
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
    above = {n: FURNITURE for n in range(last) if n not in filing}
    return last + 1, above | found


def _headline_order(texts: Sequence[str]) -> dict[str, int]:
    """Where title and date stand, the date above the title, below it or nowhere."""
    end = next((n for n, text in enumerate(texts) if landmarks.label_of(text)), len(texts))
    start = next((n for n in range(end) if not is_button(texts[n])), end)
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


def _headline_part(key: str, text: str) -> Filed:
    return Filed(f"filed as {key}", key, parse_headline_date(text) if key == "date" else text)


_LONGEST_MENU = 4
"""Words of an entry in a navigation bar; an archive's title names more."""


def _is_menu(text: str) -> bool:
    """Whether it could stand in a navigation bar, and could not be the title of a document."""
    return is_button(text) or (len(text.split()) <= _LONGEST_MENU and not is_prose(text))


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


def _describe(blocks: Sequence[Block], filing: Filing, start: int) -> Filing:
    """Labels and their values from ``start`` on; a value without its label is known by its form."""
    found: Filing = {}
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
            found[number] = LABEL
        else:
            found[number] = _fact(field, text, taken)
        taken.add(found[number].key)
    return found


def _fact(field: str, text: str, taken: Container[str]) -> Filed:
    """What a value under the label of ``field`` (or under none) gives."""
    if field in landmarks.LISTS.values():
        return Filed(f"{field} in the archive's index")
    for key, why, value in _readings(field, text):
        if value and key not in taken:
            return Filed(why, key, value)
    if landmarks.is_rights(text) or field == "rights":
        return Filed("rights statement")
    return FURNITURE if is_button(text) else Filed("not recognised in the archive's description")


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
    if field in {"language", "classification"}:
        key = "original_language" if field == "language" else field
        yield key, f"filed as {key}", text
    short = len(text.split()) <= _LONGEST_TYPE and not is_prose(text) and text[:1].isupper()
    yield "type", "filed as type", text if short or field == "type" else ""


_LONGEST_TYPE = 5
"""Words of a document type, "Memorandum of Conversation" and the like."""
