"""One name in several systems of romanisation: Korean, Chinese, Russian, Arabic.

Rules say yes only where the systems' own tables lead from the one form to the other; what they
leave open belongs in the authority file.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from provtrack.romanisation import arabic, byear, chinese, korean, russian
from provtrack.text import fold

_LONGEST = 60
"""Characters of the longest name that is looked into."""


@cache
def _data() -> dict[str, Any]:
    text = (files("provtrack.romanisation") / "data" / "names.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _customary() -> dict[str, int]:
    groups: list[list[str]] = _data()["same"]
    return {form.replace(" ", ""): n for n, forms in enumerate(groups) for form in forms}


@cache
def places() -> dict[str, list[tuple[str, ...]]]:
    """Names of several words, folded, by their first: Ho Chi Minh City, Port Arthur."""
    groups: list[list[str]] = _data()["same"]
    result: dict[str, list[tuple[str, ...]]] = {}
    for form in (form for forms in groups for form in forms if " " in form):
        words = tuple(form.split())
        result.setdefault(words[0], []).append(words)
    return result


@cache
def surnames() -> dict[str, str]:
    """Korean surnames in customary spelling, each with its Revised Romanisation."""
    flat = _data()["korean_surnames"].split()
    customary = dict(zip(flat[::2], flat[1::2], strict=True))
    return {form: form for form in customary.values()} | customary


def letters(name: str) -> str:
    """The letters of a name, folded, without spaces, hyphens and apostrophes."""
    return "".join(character for character in fold(name) if character.isalpha())


@lru_cache(maxsize=4096)
def sounds_same(one: str, other: str) -> bool:
    """Whether two names may be one under different systems of romanisation.

    Case, hyphens, spaces, apostrophes and diacritics alone never make a difference.
    """
    plain = (letters(one), letters(other))
    if plain[0] == plain[1]:
        return bool(plain[0])
    if letters(_umlauts(one)) == plain[1] or letters(_umlauts(other)) == plain[0]:
        return True
    if max(len(one), len(other)) > _LONGEST:
        return False
    custom = _customary()
    if plain[0] in custom and custom[plain[0]] == custom.get(plain[1]):
        return True
    names = (normal(one), normal(other))
    if chinese.same(*names) or korean.same(*names, surnames()):
        return True
    return not all(map(_is_korean, names)) and (
        russian.same(*names) or arabic.same(*names) or byear.same(*names) or _same_by_part(*names)
    )


def _same_by_part(one: str, other: str) -> bool:
    """Whether each part of one name may be that of the other: Nicholas, Nikolai Gorchakov."""
    parts = (one.split(), other.split())
    return len(parts[0]) == len(parts[1]) > 1 and all(map(sounds_same, *parts))


def _umlauts(name: str) -> str:
    """A name as German and the Nordic languages write it without dots and rings: Muennich."""
    return unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS)


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def _is_korean(name: str) -> bool:
    """Whether a name begins with a Korean surname and goes on in syllables."""
    first, *given = re.split(r"[\s\-]+", name)
    return first in surnames() and bool(given) and all(len(part) <= _SYLLABLES for part in given)


_SYLLABLES = 6
"""Letters of a Korean syllable at most."""


def normal(name: str) -> str:
    """A name in small letters, composed, with straight apostrophes; marks and spaces kept."""
    name = unicodedata.normalize("NFC", name).casefold()
    return name.translate(_APOSTROPHES)


_APOSTROPHES = str.maketrans(
    dict.fromkeys("’‘ʼʻ`´ʹ′", "'") | {"ʺ": "", "″": "", "ǒ": "ŏ", "ǔ": "ŭ"}
)
