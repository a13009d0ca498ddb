"""CSL-JSON 1.0.2 (Citation Style Language), which Zotero, pandoc and citeproc read."""

import re
from typing import Any

from provtrack.citation.dates import LONG, Point, parse, print_date
from provtrack.citation.formats.keys import key, remark
from provtrack.citation.values import Cited, Name, NameOrder
from provtrack.citation.version import note
from provtrack.citation.words import archive, shelf_mark


def csl_json(cited: Cited) -> dict[str, Any]:
    """One item."""
    holding = cited.holding
    item: dict[str, Any] = {
        "id": key(cited.version),
        "type": "document",
        "title": _protected(cited.title or f"[{cited.description}]", cited.names),
        "genre": cited.type,
        "author": [_name(name) for name in cited.creators],
        "translator": [_name(name) for name in cited.translators],
        "issued": _date(cited.date),
        "archive": archive(holding, place=False),
        "archive-place": holding.place,
        "archive_location": shelf_mark(holding),
        "publisher": cited.publisher,
        "language": cited.language,
        "URL": cited.url,
        "accessed": _date(cited.accessed),
        "version": note(cited.version, whole=True) if cited.version else "",
        "note": remark(cited),
    }
    return {field: value for field, value in item.items() if value}


def _name(name: Name) -> dict[str, str]:
    """Only a name whose parts are known is taken apart: a program turns all others round."""
    if name.order is not NameOrder.GIVEN_FIRST or not (name.family and name.given):
        return {"literal": name.printed}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


def _date(edtf: str) -> dict[str, Any]:
    points = parse(edtf)
    known = [point for point in points if point is not None]
    if not edtf:
        return {}
    if len(known) != len(points) or not known or any("X" in point.year for point in known):
        return {"literal": print_date(edtf, LONG)}
    date: dict[str, Any] = {"date-parts": [_parts(point) for point in known]}
    if known[0].is_season:
        return {"date-parts": [[int(known[0].year)]], "season": known[0].month - 20}
    return date | ({"circa": True} if any(each.about or each.doubtful for each in known) else {})


def _parts(point: Point) -> list[int]:
    parts = [int(point.year), point.month, point.day]
    return [part for part in parts if part or part is parts[0]]


def _protected(title: str, names: tuple[str, ...]) -> str:
    """The title with the names in it kept from a style that gives every word a capital.

    It has to be asked for: ``Yeong-bin`` becomes ``Yeong-Bin`` in any title case.
    """
    title = title.replace("&", "&amp;").replace("<", "&lt;") if "<" in title else title
    words = [re.escape(name) for name in names if name]
    words.append(r"[^\W\d_][\w’'-]*-[^\W\d_]\w*")
    pattern = re.compile("|".join(sorted(words, key=len, reverse=True)))
    return pattern.sub(lambda found: f'<span class="nocase">{found[0]}</span>', title)
