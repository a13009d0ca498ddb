"""RIS, as Zotero and EndNote read it: archive and shelf mark apart from the digital archive."""

from collections.abc import Iterator

from provtrack.citation.dates import LONG, Point, parse, print_date
from provtrack.citation.formats.keys import remark
from provtrack.citation.values import Cited
from provtrack.citation.words import archive, shelf_mark


def ris(cited: Cited) -> str:
    """One entry, ``TY`` to ``ER``."""
    lines = [("TY", "MANSCPT"), *((tag, value) for tag, value in _fields(cited) if value)]
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines) + "ER  - \n"


def _fields(cited: Cited) -> Iterator[tuple[str, str]]:
    yield "TI", cited.title or f"[{cited.description}]"
    for name in cited.creators:
        yield "AU", name.inverted
    for name in cited.translators:
        yield "A4", name.inverted
    yield "DA", _date(cited.date)
    first = next(filter(None, parse(cited.date)), None)
    yield "PY", first.year if first and "X" not in first.year else ""
    yield "M3", cited.type
    yield "DB", archive(cited.holding)
    yield "AN", shelf_mark(cited.holding)
    yield "DP", cited.publisher
    yield "LA", cited.language
    yield "UR", cited.url
    yield "Y2", _date(cited.accessed)
    yield "N1", remark(cited)


def _date(edtf: str) -> str:
    """``1956/02/25/``; in words what is not one date."""
    points = parse(edtf)
    point = points[0] if len(points) == 1 else None
    if point is None or point.about or point.doubtful or "X" in point.year or point.is_season:
        return print_date(edtf, LONG)
    return _slashed(point)


def _slashed(point: Point) -> str:
    month = f"{point.month:02}" if point.month else ""
    day = f"{point.day:02}" if point.day else ""
    return f"{point.year}/{month}/{day}/"
