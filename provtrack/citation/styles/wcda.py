"""The digital archive's own form (its guide "How to cite")."""

from provtrack.citation.dates import LONG, print_date
from provtrack.citation.values import Cited
from provtrack.citation.words import (
    archive,
    contributions,
    joined,
    quoted,
    sentence,
    shelf_mark,
    titled,
    version_note,
)

_PARENT = ", Wilson Center"
"""What the archive leaves out of its own name."""


def wcda(cited: Cited) -> str:
    """``“Title,” April 16, 1969, Archive, RGANI: fond 5. Translated by A. URL.``."""
    holding = cited.holding
    mark = shelf_mark(holding)
    where = joined((archive(holding, abbreviated=True, place=False), mark), ": ")
    if holding.as_printed and mark == holding.as_printed:
        where = mark
    rest = joined((print_date(cited.date, LONG), cited.publisher.removesuffix(_PARENT), where))
    title = quoted(cited.title, "," if rest else ".") if cited.title else titled(cited, ",")
    return " ".join(
        filter(
            None,
            (
                sentence(f"{title} {rest}".strip()),
                sentence(contributions(cited)),
                sentence(cited.url),
                sentence(version_note(cited)),
            ),
        )
    )
