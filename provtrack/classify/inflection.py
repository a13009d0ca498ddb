"""Which words are forms of one: by their endings, and irregular verbs by a list."""

from collections.abc import Iterable
from functools import cache, lru_cache

from provtrack.classify.lexicon import section
from provtrack.names import without_possessive
from provtrack.text import Vocabulary

_ENDINGS = (
    *("ations", "ation", "ingly", "ments", "ment", "ings", "ing", "edly"),
    *("ies", "ied", "ed", "es", "er", "ly", "s", "d", "e", "y"),
)
_STEM = 3
"""Letters that a word keeps at least when its ending is taken off."""


@lru_cache(maxsize=1 << 16)
def stem(key: str) -> str:
    """A key without its ending: agre of agreed and agreement."""
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= _STEM:
            return key[: -len(ending)]
    return key


@cache
def _irregular() -> dict[str, str]:
    verbs = map(str.split, section("lexicon")["speech"]["irregular"].split(","))
    return {form: forms[0] for forms in verbs for form in forms}


@lru_cache(maxsize=1 << 16)
def base(key: str) -> str:
    """A verb's own form, where it is irregular, without the ending of the possessive."""
    return without_possessive(base_form(key))


def base_form(key: str) -> str:
    """A word, of an irregular verb its first form: found, find."""
    return _irregular().get(key, key)


def is_inflected(one: str, other: str) -> bool:
    """Whether two keys look like forms of one word: agree, agreed, agreement."""
    one, other = base_form(one), base_form(other)
    if one == other:
        return True
    if one[:_STEM] != other[:_STEM]:
        return False
    if stem(one) == other or stem(other) == one:
        return True
    short, long = sorted((stem(one), stem(other)), key=len)
    return len(short) >= _STEM and long.startswith(short) and len(long) - len(short) <= 1


def may_share_forms(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether any of some keys begins as one of others does, as it must to be a form of it."""
    begun = frozenset().union(*map(_BEGINNINGS.__getitem__, some))
    return any(not begun.isdisjoint(_BEGINNINGS[key]) for key in others)


def _beginnings(key: str) -> frozenset[str]:
    """What the forms of a key begin with; *laid* is of *lay*, and that of *lie* as well."""
    first = {base_form(key), base_form(without_possessive(key))}
    return frozenset(form[:_STEM] for form in (*first, *map(base_form, first)))


_BEGINNINGS = Vocabulary(_beginnings)
