"""MLA Handbook, 9th edition, with its guide to material in archives."""

from provtrack.citation.dates import MLA, print_date
from provtrack.citation.values import Cited, Name
from provtrack.citation.words import (
    archive,
    joined,
    listed,
    locator,
    printed,
    sentence,
    sentences,
    shelf_mark,
    titled,
    version_note,
)

_TWO = 2


def mla(cited: Cited) -> str:
    """Author. “Title.” Date. Translated by A, version, archive, mark. Digital archive, URL."""
    people = [f"{verb} by {_several(names)}" for verb, names in cited.contributions]
    first = joined(
        (
            *people,
            version_note(cited),
            archive(cited.holding),
            shelf_mark(cited.holding),
            locator(cited, "par.", "pars."),
        )
    )
    accessed = print_date(cited.accessed, MLA)
    return sentences(
        (
            _authors(cited.creators),
            titled(cited, "."),
            print_date(cited.date, MLA),
            sentence(first),
            joined((cited.publisher, cited.url)),
            f"Accessed {accessed}" if accessed else "",
        )
    )


def _authors(names: tuple[Name, ...]) -> str:
    if len(names) > _TWO:
        return f"{names[0].inverted}, et al."
    if len(names) == _TWO:
        comma = "," if names[0].inverted != names[0].printed else ""
        return f"{names[0].inverted}{comma} and {names[1].printed}"
    return names[0].inverted if names else ""


def _several(names: tuple[Name, ...]) -> str:
    return f"{names[0].printed} et al." if len(names) > _TWO else listed(printed(names))
