"""Archive references and headline dates, as archives and editors print them.

Forms met in English and Russian: ``RGANI Fond 5, Opis 28, Delo 412``, ``F.558, Op.1, D.5754,
L.126``, ``АВП РФ. Ф. 0102. Оп. 12. Д. 6, папка 68``, with the people who obtained, contributed or
translated the document in the same string.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from provtrack.dates.words import month_number


@dataclass(frozen=True, slots=True)
class ArchiveReference:
    """Where a document lies, and who brought it to light; ``""`` and ``()`` for what is not said.

    Attributes:
        repository: the archive, as printed.
        fond: fond (collection); a string, since ``0102`` is not ``102``.
        opis: opis (inventory).
        delo: delo (file).
        listy: leaves, a verso leaf as ``7ob``, a range as ``5-7ob``, several parted by ``", "``.
        papka: papka (folder), in the Archive of Foreign Policy of the Russian Federation.
        obtained_by: who obtained the copy.
        contributed_by: who gave it to the publisher.
        translators: who translated it.
    """

    repository: str = ""
    fond: str = ""
    opis: str = ""
    delo: str = ""
    listy: str = ""
    papka: str = ""
    obtained_by: tuple[str, ...] = ()
    contributed_by: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()

    @property
    def is_located(self) -> bool:
        """Whether it names a shelf mark, and not only an archive or people."""
        return bool(self.fond or (self.opis and self.delo))


_NUMBER = r"(?:[^\W\d_]{1,3}[-\u2010\u2011]?)?\d+(?:[-\u2010-\u2013/]?[^\W_]+)*"
_VERSO = r",?\s?-?\(?(?:ob(?:orot)?|об(?:орот)?|v|verso)\b\.?\)?"
_LEAF = rf"\d+(?:{_VERSO})?"
_LEAVES = rf"{_LEAF}(?:\s*[-\u2010-\u2014]\s*{_LEAF}|,\s*(?=\d){_LEAF}(?!\s*[^\W\d_]{{3}}))*"
_FIELDS = {
    "fond": r"fonds?|f|фонд|ф",
    "opis": r"opis['\u2019\u02b9]?|op|опись|оп",
    "delo": r"delo|d|дело|д",
    "papka": r"papka|pap|папка|пап|п",
    "listy": r"listy?|lists|ll?|лист[ыа]?|лл?|sheets?|pp",
    "page": r"p",
}
_FIELD = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _FIELDS.items())
    + rf")(?:\.\s*|\s+)(?:(?:no\.?|№)\s*)?(?P<value>{_LEAVES}|{_NUMBER})(?![-/]?[^\W_])",
    re.IGNORECASE,
)

_ROLES = {
    "obtained": "obtained_by",
    "contributed": "contributed_by",
    "provided": "contributed_by",
    "donated": "contributed_by",
    "translated": "translators",
    "translation": "translators",
}
_ROLE = re.compile(
    rf"\b(?P<roles>(?:{'|'.join(_ROLES)})(?:(?:,|\s+and|,\s+and)\s+(?:{'|'.join(_ROLES)}))*)"
    r"(?:\s+(?:for|from)\s+[^.,;]{1,60}?)?\s+by:?\s+|\b(?P<russian>Перев[её]л(?:а|и)?|Перевод"
    r"(?:\s+с\s+[^\W\d_]{1,30})?)\s*:?\s+(?=[А-ЯЁ])",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\b[JS]r))\.(?=\s|$)")
_AND = re.compile(r"\s*[,;]\s*and\s+|\s*[,;](?!\s*(?:Jr|Sr|II|III|PhD)\b)\s*|\s+(?:and|&|и)\s+")


def parse_archive_reference(text: str) -> ArchiveReference:
    """The parts of a reference such as an archive or a digital edition prints it.

    The first value of each part counts. A ``p.`` is the papka where it stands before the delo or
    the archive is the AVPRF, which alone has them; elsewhere it is a page, taken as a leaf.

    Args:
        text: the reference in one string, roles included; what is beyond 2,000 characters is not
            looked at.

    Returns:
        What could be told apart; an empty value where nothing could, as where the numbers stand
        before their words (``288. f. 5/46. ő. e.``, Hungarian).
    """
    text = " ".join(text[:_LONGEST_REFERENCE].split())
    roles = list(_ROLE.finditer(text))
    shelf = text[: roles[0].start()] if roles else text
    fields = list(_FIELD.finditer(shelf))
    values = _first_values(fields, _is_avprf(shelf))
    people = _people(text, roles)
    is_turned = bool(fields and re.search(r"\d\.?\s*$", shelf[: fields[0].start()]))
    located = not is_turned and ("fond" in values or {"opis", "delo"} <= values.keys())
    return ArchiveReference(
        repository=shelf[: fields[0].start()].strip(" ,.:;") if located else "",
        obtained_by=people["obtained_by"],
        contributed_by=people["contributed_by"],
        translators=people["translators"],
        **(values if located else {}),
    )


_LONGEST_REFERENCE = 2000
"""Characters; it keeps a hostile string from costing more than its square."""


def _first_values(fields: list[re.Match[str]], avprf: bool) -> dict[str, str]:
    values: dict[str, str] = {}
    for match in fields:
        name = next(key for key in _FIELDS if match[key])
        if name == "page":
            name = "papka" if avprf or "delo" not in values else "listy"
        value = match["value"]
        values.setdefault(name, _leaves(value) if name == "listy" else value)
    return values


def _is_avprf(shelf: str) -> bool:
    return bool(re.search(r"\bAVP\s?RF\b|\bАВП\s?РФ\b|Foreign Policy", shelf, re.IGNORECASE))


def _leaves(value: str) -> str:
    value = re.sub(r"\s*[\u2010-\u2014-]\s*(?=\d)", "-", value)
    value = re.sub(rf"(?<=\d){_VERSO}", "ob", value, flags=re.IGNORECASE)
    return re.sub(r"\s*,\s*", ", ", value)


def _people(text: str, roles: list[re.Match[str]]) -> dict[str, tuple[str, ...]]:
    people: dict[str, tuple[str, ...]] = dict.fromkeys(_ROLES.values(), ())
    for number, match in enumerate(roles, start=1):
        end = roles[number].start() if number < len(roles) else len(text)
        names = tuple(_names(text[match.end() : end]))
        for word in _ROLES if match["roles"] else ("translated",):
            if match["roles"] is None or word in match["roles"].casefold():
                key = _ROLES[word]
                people[key] += tuple(name for name in names if name not in people[key])
    return people


def _names(text: str) -> Iterator[str]:
    end = _SENTENCE_END.search(text)
    text = re.sub(r"[\s,;]+(?:and|и)?\s*$", "", text[: end.start()] if end else text)
    for name in _AND.split(text):
        if name.strip(" ,;"):
            yield name.strip(" ,;")


class ReferenceStyle(StrEnum):
    """How an archive reference is printed."""

    DIGITAL_ARCHIVE = "digital-archive"
    """``RGANI: fond 5, opis 61, delo 462, listy 71-74``"""
    COMMA = "comma"
    """``RGANI, fond 5, opis 61, delo 462, listy 71-74``"""
    COMPACT = "compact"
    """``RGANI, f. 5, op. 61, d. 462, ll. 71-74ob.``"""
    RUSSIAN = "russian"
    """``РГАНИ. Ф. 5. Оп. 61. Д. 462. Л. 71–74 об.``, as GOST R 7.0.5-2008 (7.4) has it"""


@dataclass(frozen=True, slots=True)
class _Wording:
    """What a style puts before each part, after the archive, and between the parts."""

    after_repository: str
    between: str
    fond: str
    opis: str
    papka: str
    delo: str
    leaf: str
    leaves: str
    end: str = ""


_WORDINGS = {
    ReferenceStyle.DIGITAL_ARCHIVE: _Wording(
        ": ", ", ", "fond", "opis", "papka", "delo", "list", "listy"
    ),
    ReferenceStyle.COMMA: _Wording(", ", ", ", "fond", "opis", "papka", "delo", "list", "listy"),
    ReferenceStyle.COMPACT: _Wording(", ", ", ", "f.", "op.", "pap.", "d.", "l.", "ll."),
    ReferenceStyle.RUSSIAN: _Wording(". ", ". ", "Ф.", "Оп.", "П.", "Д.", "Л.", "Л.", "."),
}


def print_reference(reference: ArchiveReference, style: ReferenceStyle) -> str:
    """An archive reference in one line: the archive and the shelf mark, without the people.

    What is not known is left out. :func:`parse_archive_reference` reads each style back.

    Args:
        reference: its ``repository`` is printed as it stands, in its own script.
        style: how to print it.

    Returns:
        The reference, ``""`` where nothing of it is known. A reference without an archive begins
        with a capital in the compact style: ``F. 5, op. 28, d. 412``.
    """
    words = _WORDINGS[style]
    several = re.search(r"[-,]", reference.listy)
    parts = [
        f"{word} {value}"
        for word, value in (
            (words.fond, reference.fond),
            (words.opis, reference.opis),
            (words.papka, reference.papka),
            (words.delo, reference.delo),
            (words.leaves if several else words.leaf, _print_leaves(reference.listy, style)),
        )
        if value
    ]
    shelf = words.between.join(parts)
    if shelf and not shelf.endswith("."):
        shelf += words.end
    if not reference.repository:
        return shelf[:1].upper() + shelf[1:] if style is ReferenceStyle.COMPACT else shelf
    return words.after_repository.join(filter(None, (reference.repository, shelf)))


def _print_leaves(listy: str, style: ReferenceStyle) -> str:
    if style is ReferenceStyle.RUSSIAN:
        return re.sub(r"(?<=\d)ob\b", " об.", listy.replace("-", "\u2013"))
    return re.sub(r"(?<=\d)ob\b", "ob.", listy) if style is ReferenceStyle.COMPACT else listy


_MONTH = r"(?P<month>[^\W\d_]{3,9})\.?"
_YEAR = r"(?P<year>[12]\d{3})"
_DAYS = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s?[-\u2013]\s?(?P<last>\d{1,2})(?:st|nd|rd|th)?)?"
_HEADLINES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_MONTH}\s{_DAYS},?\s{_YEAR}",
        rf"{_DAYS}\s(?:of\s)?{_MONTH},?\s{_YEAR}",
        rf"{_MONTH},?\s{_YEAR}",
        _YEAR,
        rf"{_YEAR}-(?P<month>\d\d)(?:-(?P<day>\d\d))?",
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}",
        rf"{_YEAR}\s?[년年](?:\s?(?P<month>\d{{1,2}})\s?[월月](?:\s?(?P<day>\d{{1,2}})\s?[일日])?)?",
    )
)
_WEEKDAY = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:c\.|ca\.|circa|около)\s?", re.IGNORECASE)
_RUSSIAN_YEAR = re.compile(r"\s?(?:г\.?|года)$", re.IGNORECASE)


def parse_headline_date(text: str) -> str:
    """The EDTF date of a line that is a date and nothing else.

    Reads ``February 25, 1956``, ``25 February 1956``, ``17-18 January 1956``, ``February 1956``,
    ``1956``, ``25 февраля 1956 г.``, ``1956년 2월 25일``, ``25.02.1956`` and ISO dates, with
    ``circa`` in front. Numbers with slashes are left alone: who can tell day from month?

    Returns:
        An EDTF string (ISO 8601-2:2019, level 0 or 1), ``""`` when the line is anything else.
    """
    text = " ".join(text.split()).strip(" ,;[]()") if len(text) <= _LONGEST_DATE else ""
    about = _ABOUT.match(text)
    text = text[about.end() :] if about else text
    text = _WEEKDAY.sub("", _RUSSIAN_YEAR.sub("", text)).rstrip(".,")
    for headline in _HEADLINES:
        if match := headline.fullmatch(text):
            value = _edtf(match.groupdict())
            return f"{value}~" if about and value and "/" not in value else value
    return ""


_LONGEST_DATE = 60
"""Characters: "Wednesday, the 25th of September ..." with room to spare."""


def _edtf(parts: dict[str, str | None]) -> str:
    year, word = str(parts["year"]), parts.get("month")
    if not word:
        return year
    month = int(word) if word.isdecimal() else month_number(word)
    days = [int(day) for day in (parts.get("day"), parts.get("last")) if day]
    try:
        dates = [date(int(year), month, day) for day in days or (1,)]
    except ValueError:
        return ""
    if any(earlier >= later for earlier, later in pairwise(dates)):
        return ""
    return "/".join(map(str, dates)) if days else f"{dates[0]:%Y-%m}"
