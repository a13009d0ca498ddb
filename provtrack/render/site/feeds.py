"""The feed (Atom, RFC 4287) and the sitemap (sitemaps.org protocol 0.9) of a site."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from provtrack.render.site.values import Entry, Site
from provtrack.text import visible

_NEWEST = 50
"""Entries of the feed; a reader asks for it every hour."""

_EPOCH = "1970-01-01T00:00:00Z"
"""For a record in no commit: Atom wants a time."""

MOST_URLS = 50_000
"""What one sitemap may list; a larger collection has several, and an index of them."""


def feed(listed: Iterable[Entry], site: Site) -> str:
    """The records that changed last, the newest first."""
    newest = sorted(listed, key=lambda each: (each.modified, each.id), reverse=True)[:_NEWEST]
    updated = next((each.modified for each in newest if each.modified), _EPOCH)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            f"<title>{_xml(site.title)}</title>",
            f"<id>{_xml(site.base_url)}</id>",
            f"<link href={quoteattr(site.base_url)}/>",
            f'<link rel="self" href={quoteattr(site.base_url + "feed.xml")}/>',
            f"<updated>{updated}</updated>",
            "<author><name>" + _xml(site.title) + "</name></author>",
            *(_entry(each, site) for each in newest),
            "</feed>\n",
        ]
    )


def _entry(each: Entry, site: Site) -> str:
    address = f"{site.base_url}records/{each.id}/"
    summary = f"<summary>{_xml(each.summary)}</summary>" if each.summary else ""
    return (
        f"<entry><title>{_xml(each.title)}</title><id>{_xml(address)}</id>"
        f"<link href={quoteattr(address)}/><updated>{each.modified or _EPOCH}</updated>"
        f"{summary}</entry>"
    )


def sitemaps(pages: Sequence[tuple[str, str]], site: Site) -> dict[str, str]:
    """The sitemap of pages, or several and their index.

    Args:
        pages: address below the site's, and when it changed (``""`` when not known).
        site: where they are published.

    Returns:
        Name of each file -> its content.
    """
    parts = [pages[start : start + MOST_URLS] for start in range(0, len(pages), MOST_URLS)] or [[]]
    if len(parts) == 1:
        return {"sitemap.xml": _urls(parts[0], site)}
    files = {f"sitemap-{n}.xml": _urls(part, site) for n, part in enumerate(parts, 1)}
    listed = "".join(
        f"<sitemap><loc>{_xml(site.base_url + name)}</loc></sitemap>\n" for name in files
    )
    index = f"{_HEAD}<sitemapindex {_SITEMAP}>\n{listed}</sitemapindex>\n"
    return {"sitemap.xml": index, **files}


_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def _urls(pages: Iterable[tuple[str, str]], site: Site) -> str:
    rows = "".join(
        f"<url><loc>{_xml(site.base_url + path)}</loc>"
        + (f"<lastmod>{modified}</lastmod>" if modified else "")
        + "</url>\n"
        for path, modified in pages
    )
    return f"{_HEAD}<urlset {_SITEMAP}>\n{rows}</urlset>\n"


def _xml(text: str) -> str:
    return escape(visible(text))
