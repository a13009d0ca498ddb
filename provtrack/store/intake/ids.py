"""The ids of what is new: made of titles and names, within what an id may hold."""

import re
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import PurePath

from provtrack.citation.names import name_of
from provtrack.citation.values import NameOrder
from provtrack.citation.words import SMALL_WORDS
from provtrack.errors import ProvtrackError
from provtrack.schemas.values import ID_PATTERN, PATTERNS
from provtrack.store.intake.values import MAX_ID, names_in
from provtrack.text import fold


def check_id(option: str, value: str) -> str:
    """Passes on an id that the user gave, or nothing.

    Raises:
        ProvtrackError: it holds what an id may not.
    """
    if value and not re.fullmatch(ID_PATTERN, value):
        raise ProvtrackError(f"{option} cannot be {value!r}", PATTERNS[ID_PATTERN])
    return value


_LONGEST = 48
"""Characters of a record's id with its date, so that it can be read at a glance and typed."""


def new_record_id(
    name: str, metadata: Mapping[str, str], title_of: Callable[[str], str] = lambda _: ""
) -> str:
    """An id for a record: title and date, or the name of the file.

    A long title is cut at the end of a word and loses its small words and initials. Where another
    document has that id already, a number tells them apart.

    Args:
        name: of the file.
        metadata: of the document.
        title_of: gives the title of the record that has an id, ``""`` when none has.
    """
    titles = (metadata.get("title", ""), PurePath(name).stem)
    # A number alone, all that is left of a title in another script, says too little.
    slugs = (slug for slug in map(slug, titles) if re.search("[a-z]", slug))
    title = next(slugs, "record")
    date = re.sub(r"[^\d-]", "", metadata.get("date", ""))
    tail = f"-{date}" if date and date not in title else ""
    if len(title) + len(tail) <= _LONGEST:
        return f"{title}{tail}"
    short = f"{_shortened(title, _LONGEST - len(tail))}{tail}"
    numbered = (f"{short}-{number}" if number > 1 else short for number in count(1))
    return next(each for each in numbered if slug(title_of(each)) in ("", title))


def _shortened(title: str, room: int) -> str:
    """The first words of a slug that says something, as many as there is room for."""
    all_words = title.split("-")
    telling = [word for word in all_words if len(word) > 1 and word not in SMALL_WORDS]
    words = telling or all_words
    shown = words[0][:room]
    for word in words[1:]:
        if len(shown) + 1 + len(word) > room:
            break
        shown += f"-{word}"
    return shown


def new_variant_id(name: str, metadata: Mapping[str, str]) -> str:
    """An id for a variant: the translator's family name, the language, or the name of the file."""
    translators = names_in(metadata, "translator")
    family = slug(family_first(translators[0]).split()[0])[:MAX_ID] if translators else ""
    language = metadata.get("language", "")
    tag = language if re.fullmatch(ID_PATTERN, language) else ""
    return family or tag or slug(PurePath(name).stem)[:MAX_ID].strip("-") or "text"


def family_first(name: str) -> str:
    """The family name before the others: the last word, unless the name begins with it anyway."""
    if name_of(name).order is NameOrder.FAMILY_FIRST:
        return name
    *given, family = name.split()
    return " ".join([family, *given])


def is_latin(words: str) -> bool:
    """Whether every letter of it can stand in an id."""
    return all(character.isascii() for character in fold(words) if character.isalnum())


def slug(words: str) -> str:
    """Lower-case ASCII letters and digits with hyphens between; empty for another script."""
    ascii_only = fold(words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
