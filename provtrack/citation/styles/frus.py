"""The source note of *Foreign Relations of the United States*."""

import re

from provtrack.citation.dates import LONG, print_date
from provtrack.citation.values import Cited
from provtrack.citation.words import (
    archive,
    contributions,
    headed,
    joined,
    listed,
    printed,
    sentence,
    sentences,
    shelf_mark,
    version_note,
)

_PARTS = re.compile(r"\b(?:fond|opis|delo|papka|listy?)\b")


def frus(cited: Cited) -> str:
    """Title, date. Source: archive, Fond 5, Opis 28, …. Secret. Drafted by A. Translated by B."""
    date = print_date(cited.date, LONG) or "undated"
    where = joined((archive(cited.holding), _capitals(shelf_mark(cited.holding))))
    digital = joined((cited.publisher, cited.url))
    drafted = f"Drafted by {listed(printed(cited.creators))}" if cited.creators else ""
    return sentences(
        (
            headed(cited, date, "paragraph", "paragraphs"),
            f"Source: {where or digital}" if where or digital else "",
            cited.classification.capitalize(),
            drafted,
            contributions(cited),
            digital if where else "",
            f"Accessed {print_date(cited.accessed, LONG)}" if cited.accessed else "",
            sentence(version_note(cited)),
        )
    )


def _capitals(mark: str) -> str:
    return _PARTS.sub(lambda found: found[0].capitalize(), mark)
