"""GOST R 7.0.5-2008, reference to an archival document (section 11) with the page on the web.

The title is printed in its own language; what the standard supplies is Russian.
"""

import re
from dataclasses import replace

from provtrack.citation.dates import GOST, print_date
from provtrack.citation.styles.apa import initials
from provtrack.citation.values import Cited, Holding, Name, NameOrder
from provtrack.citation.words import joined, sentence, version_note
from provtrack.references import ReferenceStyle, print_reference

_VERBS = {
    "obtained": "получил(а)",
    "contributed": "предоставил(а)",
    "transcribed": "транскрипция",
    "translated": "пер.",
    "revised": "ред.",
    "paraphrased": "пересказ",
}
_MOST = 3


def gost(cited: Cited) -> str:
    """``Филатов С. Н. Title. Date // РГАНИ. Ф. 5. Оп. 28. Д. 412. URL: …``, and the version."""
    people = "; ".join(
        f"{_VERBS[verb]} {', '.join(name.printed for name in names)}"
        for verb, names in cited.contributions
    )
    title = cited.title or f"[{cited.description}]"
    title = joined((title, people), " / ")
    date = print_date(cited.date, GOST)
    document = ". ".join(filter(None, (_heading(cited), title, date or "Б. д.")))
    where = joined((document, _shelf(cited.holding)), " // ")
    publisher = f"{cited.publisher}. " if cited.publisher and cited.url else ""
    url = f"{publisher}URL: {cited.url}{_accessed(cited)}" if cited.url else ""
    return " ".join(
        filter(None, (sentence(where), sentence(url), sentence(version_note(cited, "версия"))))
    )


def _heading(cited: Cited) -> str:
    if not cited.creators or len(cited.creators) > _MOST:
        return ""
    return ", ".join(_name(name) for name in cited.creators).removesuffix(".")


def _name(name: Name) -> str:
    """Family name and initials without a comma; a family-first name as it is printed."""
    if name.order is not NameOrder.GIVEN_FIRST or not (name.family and name.given):
        return name.printed
    return f"{name.family} {initials(name.given)}"


def _shelf(holding: Holding) -> str:
    archive = holding.original or holding.short or holding.repository
    if not holding.reference.is_located and holding.as_printed:
        return joined((archive, holding.as_printed), ". ")
    return print_reference(replace(holding.reference, repository=archive), ReferenceStyle.RUSSIAN)


def _accessed(cited: Cited) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", cited.accessed):
        return f" (дата обращения: {cited.accessed})" if cited.accessed else ""
    year, month, day = cited.accessed.split("-")
    return f" (дата обращения: {day}.{month}.{year})"
