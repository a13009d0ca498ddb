"""Which words are forms of one: by their endings, and irregular verbs by a list."""

from functools import cache, lru_cache

from provtrack.classify.lexicon import section
from provtrack.names import without_possessive

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
    if stem(one) == other or stem(other) == one:
        return True
    short, long = sorted((stem(one), stem(other)), key=len)
    return len(short) >= _STEM and long.startswith(short) and len(long) - len(short) <= 1
