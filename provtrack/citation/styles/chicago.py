"""The Chicago Manual of Style, notes and bibliography (17th ed., 14.221-231, manuscripts)."""

import re

from provtrack.citation.dates import LONG, print_date
from provtrack.citation.values import Cited, Name
from provtrack.citation.words import (
    SMALL_WORDS,
    archive,
    contributions,
    headed,
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

_UNKNOWN = "n.d."
_MOST_IN_A_NOTE = 3
_MOST_IN_A_LIST = 10
_SHORT_TITLE = 4
"""Words of a shortened title (14.33)."""


def full_note(cited: Cited) -> str:
    """Author, “Title,” date, shelf mark, archive, place, who did what, digital archive, URL."""
    return sentence(
        joined(
            (
                _authors(cited.creators),
                headed(cited, print_date(cited.date, LONG) or _UNKNOWN, "para.", "paras."),
                shelf_mark(cited.holding),
                archive(cited.holding),
                _brief_contributions(cited),
                cited.publisher,
                _accessed(cited, "accessed"),
                cited.url,
                version_note(cited),
            )
        )
    )


def short_note(cited: Cited) -> str:
    """Family name, “Short Title,” paragraph, version."""
    names = [name.short for name in cited.creators]
    if len(names) > _MOST_IN_A_NOTE:
        names = [f"{names[0]} et al."]
    title = short_title(cited.title)
    where = joined((locator(cited, "para.", "paras."), version_note(cited)))
    shown = f"“{title}{',' if where else '.'}”" if title else f"[{cited.description}],"
    return sentence(f"{joined((listed(names), shown))} {where}".strip())


def bibliography(cited: Cited) -> str:
    """Name, inverted. “Title.” Date. Shelf mark. Archive, place. Who did what. URL."""
    names = [name.inverted if not i else name.printed for i, name in enumerate(cited.creators)]
    if len(names) > _MOST_IN_A_LIST:
        names = [*names[:7], "et al."]
    inverted = bool(cited.creators) and "," in names[0]
    heading = listed(names)
    if len(names) == 2 and inverted:  # noqa: PLR2004  # Goldberg, Gary, and Anna Ross
        heading = ", and ".join(names)
    return sentences(
        (
            heading,
            titled(cited, "."),
            print_date(cited.date, LONG) or _UNKNOWN,
            shelf_mark(cited.holding),
            archive(cited.holding),
            contributions(cited),
            cited.publisher,
            _accessed(cited, "Accessed"),
            cited.url,
            version_note(cited, whole=True),
        )
    )


def short_title(title: str) -> str:
    """The first words of a title, without an article in front or a preposition at the end."""
    main = re.split(r"[:?!]\s", title)[0]
    words = re.sub(r"^(?:A|An|The)\s+", "", main).split()[:_SHORT_TITLE]
    while len(words) > 1 and words[-1].lower() in SMALL_WORDS:
        words.pop()
    return " ".join(words).rstrip(",;:.").replace("“", "‘").replace("”", "’").replace('"', "’")


def _authors(names: tuple[Name, ...]) -> str:
    if len(names) > _MOST_IN_A_NOTE:
        return f"{names[0].printed} et al."
    return listed(printed(names))


def _brief_contributions(cited: Cited) -> str:
    """``trans. Gary Goldberg``; what else was done in whole words."""
    words = {"translated": "trans."}
    return joined(
        [
            f"{words.get(verb, f'{verb} by')} {listed(printed(names))}"
            for verb, names in cited.contributions
        ]
    )


def _accessed(cited: Cited, word: str) -> str:
    return f"{word} {print_date(cited.accessed, LONG)}" if cited.accessed else ""
