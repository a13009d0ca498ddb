"""The pages of a collection's site; every page is a pure function of the values it is given."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from provtrack.citation.gather import reference_of
from provtrack.model import Comparison, Text
from provtrack.references import ReferenceStyle, print_reference
from provtrack.render import html
from provtrack.render.html._page import Crumb, asset, page
from provtrack.render.site.metadata import json_ld, meta_tags
from provtrack.render.site.values import Entry, Exhibit, Site
from provtrack.render.visible import plain, visible

ASSETS = ("page.css", "page.js", "site.css", "site.js")

LISTED = 200
"""Records on one page of the list; a page of that length opens at once and prints on few sheets."""


def assets() -> Iterator[tuple[str, str]]:
    """The files that all pages share: name and content."""
    return ((name, asset(name)) for name in ASSETS)


def list_pages(listed: Sequence[Entry], site: Site) -> Iterator[tuple[str, str]]:
    """The pages that list all records, the first being the front page: file name and content."""
    parts = [listed[start : start + LISTED] for start in range(0, len(listed), LISTED)] or [()]
    names = ["index.html", *(f"list-{number}.html" for number in range(2, len(parts) + 1))]
    facets = {
        "type": _facet(each.type for each in listed),
        "language": _facet(itertools.chain.from_iterable(each.languages for each in listed)),
        "archive": _facet(each.archive for each in listed),
        "decade": _facet(decade(each.date) for each in listed),
    }
    for here, (name, part) in enumerate(zip(names, parts, strict=True), 1):
        yield (
            name,
            page(
                "site-list.html",
                assets="assets/",
                trail=(),
                title=plain(site.title),
                heading=visible(site.title),
                site=site,
                entries=part,
                total=len(listed),
                names=names,
                name=name,
                numbers=way_to_pages(here, len(names)),
                facets=facets,
                shown=visible,
            ),
        )


_ALL = 30
"""Pages of a list up to which each is named on each."""

_NEAR = 4
_STEPS = 10


def way_to_pages(here: int, last: int) -> list[int]:
    """The pages of a list that one of them names, ascending; 0 where some are left out.

    Of a long list these are the first, the last, the neighbours, and some ten on the way, so that
    any page is reached in a few steps.

    Args:
        here: the page, from 1.
        last: the last page.
    """
    if last <= _ALL:
        return [*range(1, last + 1)]
    step = -(-last // _STEPS)
    near = range(max(1, here - _NEAR), min(last, here + _NEAR) + 1)
    named = sorted({1, last, *near, *range(step, last, step)})
    gaps = zip([0, *named], named, strict=False)
    return [
        each
        for before, number in gaps
        for each in ([number] if number == before + 1 else [0, number])
    ]


def decade(date: str) -> str:
    """``1950s`` for an EDTF date of that decade; ``""`` for none."""
    return f"{date[:3]}0s" if date[:4].isdigit() else ""


def _facet(values: Iterator[str]) -> list[tuple[str, int]]:
    """What a filter offers, in order, with how many records have it."""
    return sorted((value, count) for value, count in Counter(values).items() if value)


def record_page(exhibit: Exhibit, site: Site) -> str:
    """The page of a record: what it is, its texts, its chain, how to cite it."""
    record = exhibit.record
    return page(
        "site-record.html",
        assets="../../assets/",
        trail=(_home(site),),
        title=f"{plain(record.title)} · {plain(site.title)}",
        heading=visible(record.title),
        exhibit=exhibit,
        record=record,
        facts=list(_facts(exhibit)),
        meta=[(name, plain(content)) for name, content in meta_tags(exhibit, site)],
        json_ld=Markup(json_ld(exhibit, site)),  # noqa: S704  # every < > & in it is escaped
        address=f"{site.base_url}records/{record.id}/" if site.base_url else "",
        shown=visible,
    )


def _facts(exhibit: Exhibit) -> Iterator[tuple[str, str]]:
    """What is said of the document: label and value, unknown ones left out."""
    record = exhibit.record
    archive = record.archive
    shelf = print_reference(reference_of(archive), ReferenceStyle.DIGITAL_ARCHIVE)
    said = {
        "Date": record.date,
        "Type": record.type,
        "Original language": record.language,
        "Written by": ", ".join(map(exhibit.name, record.creators)),
        "Participants": ", ".join(map(exhibit.name, record.participants)),
        "Archive": ": ".join(filter(None, (exhibit.name(archive.repository), shelf))),
        "Reference as printed": archive.as_printed,
        "Copy": record.copy_,
        "Classification": record.classification,
        "Published by": exhibit.name(record.publisher),
        "Original title": record.document_title,
        "Original date line": record.document_date,
    }
    return ((label, value) for label, value in said.items() if value)


def text_page(text: Text, exhibit: Exhibit, site: Site) -> str:
    """The page of one text of a record."""
    return html.text(text, assets="../../assets/", trail=_trail(exhibit, site))


def reader_page(comparison: Comparison, exhibit: Exhibit, site: Site) -> str:
    """Two texts of a record in parallel, with their differences."""
    return html.comparison(comparison, assets="../../assets/", trail=_trail(exhibit, site))


def _home(site: Site) -> Crumb:
    return Crumb(visible(site.title), "../../index.html")


def _trail(exhibit: Exhibit, site: Site) -> tuple[Crumb, ...]:
    return (_home(site), Crumb(visible(exhibit.record.title), "index.html"))
