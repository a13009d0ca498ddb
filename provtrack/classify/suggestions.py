"""Names that an authority file could take in."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from provtrack.classify.namelike import names_in
from provtrack.model import Text
from provtrack.names import Authority
from provtrack.romanisation import letters, sounds_same


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that the authority file could take in.

    Attributes:
        name: as it is written.
        count: how often it occurs.
        entry: id of the entry that it may be a form of, ``""`` when none is near.
        like: other names in the texts, or the entry's form, that it is near to.
        reason: ``"romanisation"`` where a system's rules lead from the one to the other,
            ``"spelling"`` where they differ by little.
    """

    name: str
    count: int
    entry: str
    like: tuple[str, ...]
    reason: str


_NEAR = 0.84
"""Likeness (normalised Indel similarity of letters) from which two names may be one by mistake:
*Suzdalev* and *Suzdaliev* have 0.94, *Pak Chang-ok* and *Pak Chang-ik* 0.90, which an editor has to
tell apart; *Suzdalev* and *Suslov* 0.71."""


_POSSESSIVE = re.compile("['’]s$")
"""English's ending, which is no spelling of the name that it is put to."""


def suggest(texts: Iterable[Text], authority: Authority) -> tuple[Suggestion, ...]:
    """Names that the authority does not know, near to one that it does or to each other.

    Names that are near to each other are told of once, by the first of them.

    A word and what is derived from it (Korea, Koreans) are no two spellings.
    """
    found: Counter[str] = Counter()
    for text in texts:
        for paragraph in text.paragraphs:
            names = (_POSSESSIVE.sub("", name) for name in names_in(paragraph))
            found.update(name for name in names if not authority.identify(name))
    known = [(entry.id, form) for entry in authority.entries for form in entry.written]
    result: list[Suggestion] = []
    told: dict[str, set[str]] = {}
    for name, count in sorted(found.items()):
        suggestion = _near_known(name, count, known) or _near_other(name, count, found)
        if suggestion is None or told.get(name, set()).issuperset(suggestion.like):
            continue  # one of them has told of all
        if not suggestion.entry:
            for other in suggestion.like:
                told.setdefault(other, set()).update((name, *suggestion.like))
        result.append(suggestion)
    return tuple(result)


def _near_known(name: str, count: int, known: Sequence[tuple[str, str]]) -> Suggestion | None:
    for identifier, form in known:
        if sounds_same(name, form):
            return Suggestion(name, count, identifier, (form,), "romanisation")
    near = [(identifier, form) for identifier, form in known if _is_near(name, form)]
    if not near:
        return None
    return Suggestion(name, count, near[0][0], tuple(form for _, form in near), "spelling")


def _near_other(name: str, count: int, found: Iterable[str]) -> Suggestion | None:
    others = [other for other in sorted(found) if other.casefold() != name.casefold()]
    alike = tuple(other for other in others if sounds_same(name, other))
    if alike:
        return Suggestion(name, count, "", alike, "romanisation")
    near = tuple(other for other in others if _is_near(name, other))
    return Suggestion(name, count, "", near, "spelling") if near else None


def _is_near(one: str, other: str) -> bool:
    from rapidfuzz.distance import Indel

    plain = (letters(one), letters(other))
    if all(name.isalpha() for name in (one, other)) and _is_derived(*plain):
        return False
    return min(map(len, plain)) > 4 and Indel.normalized_similarity(*plain) >= _NEAR  # noqa: PLR2004


_ENDING = re.compile("(?:|a|y|o|e|ia|[ai]?a?ns?|ese|i[ck]?s?|ish|s)")
"""Endings of a place and of its people: Chin-a, Chin-ese; Hungar-y, Hungar-ians."""


def _is_derived(one: str, other: str) -> bool:
    """Whether two words are a place and its people, or one and several."""
    from rapidfuzz.distance import Prefix

    stem = Prefix.similarity(one, other)
    return all(_ENDING.fullmatch(word, stem) for word in (one, other))
