"""APA Style, 7th edition, with its reference examples for archival documents.

Titles keep their capitals: which of their words are names, nothing says.
"""

import re

from provtrack.citation.dates import APA, LONG, print_date
from provtrack.citation.values import Cited, Name, NameOrder
from provtrack.citation.words import (
    archive,
    italic,
    joined,
    listed,
    locator,
    sentence,
    shelf_mark,
    version_note,
)

_MOST = 20


def apa(cited: Cited) -> str:
    """Author, A. (date). Title [Type] (A. Translator, Trans.; version). Archive (mark). URL."""
    names = [_inverted(name) for name in cited.creators]
    if len(names) > _MOST:
        names = [*names[: _MOST - 1], f"… {names[-1]}"]
    authors = f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)
    date = f"({print_date(cited.date, APA) or 'n.d.'})"
    title = italic(cited.title) if cited.title else ""
    kind = f"[{cited.type if cited.title else cited.description}]"
    version = version_note(cited).replace("(", "[").replace(")", "]")
    notes = joined((_contributions(cited), version), "; ")
    work = joined((title, kind if kind != "[]" else "", f"({notes})" if notes else ""), " ")
    head = [sentence(authors), date] if authors else []
    body = [work] if authors else [work, date]
    mark = joined((shelf_mark(cited.holding), locator(cited, "para.", "paras.")))
    # The town stands behind the mark.
    place = cited.holding.place
    where = archive(cited.holding, place=False)
    if mark:
        where = f"{where[:-1]}; {mark})" if where.endswith(")") else f"{where} ({mark})".strip()
    accessed = print_date(cited.accessed, LONG)
    url = f"Retrieved {accessed}, from {cited.url}" if accessed and cited.url else cited.url
    parts = [*head[:1], *(f"{each}." for each in [*head[1:], *body[:1]])]
    parts += [f"{each}." for each in body[1:]]
    parts += [sentence(joined((where, place))), sentence(cited.publisher), url]
    return " ".join(filter(None, parts))


def _inverted(name: Name) -> str:
    """``Goldberg, G.``; a family-first name and an institution as they are printed."""
    if name.order is not NameOrder.GIVEN_FIRST or not (name.family and name.given):
        return name.printed
    return joined((name.family, initials(name.given), name.suffix))


def initials(given: str) -> str:
    """``G.`` of Gary, ``J.-P.`` of Jean-Paul, ``S. N.`` of itself."""
    words = re.findall(r"[^\s.]+", given)
    return " ".join(
        "-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in words
    )


def _contributions(cited: Cited) -> str:
    """Who did what, such as ``G. Goldberg, Trans.``, with semicolons between."""
    words = {
        "translated": "Trans.",
        "transcribed": "Transcriber",
        "revised": "Rev.",
        "paraphrased": "Paraphraser",
        "obtained": "Obtained by",
        "contributed": "Contributed by",
    }
    parts: list[str] = []
    for verb, names in cited.contributions:
        shown = listed([_natural(name) for name in names], "&", comma=True)
        word = words[verb]
        parts.append(f"{word} {shown}" if word.endswith(" by") else f"{shown}, {word}")
    return "; ".join(parts)


def _natural(name: Name) -> str:
    if name.order is not NameOrder.GIVEN_FIRST or not (name.family and name.given):
        return name.printed
    return f"{initials(name.given)} {name.family}"
