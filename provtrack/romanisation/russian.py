"""Romanised Russian: BGN/PCGN, ALA-LC, scholarly transliteration and customary English forms.

The systems differ in how they write the same letters (BGN/PCGN 1947 system for Russian; ALA-LC
romanisation tables, Russian; ISO/R 9:1968 for the scholarly one). Each form is brought to one
skeleton in which these letters are the same. What German, French and Polish papers write is first
spelt as English does.
"""

import re
import unicodedata
from functools import lru_cache

from provtrack.romanisation.steps import respelt, steps

_SCHOLARLY = re.compile("[čšž]|šč")
_STEPS = steps(
    (r"['\"]", ""),
    (r"shch|sch|šč|ŝ", "Q"),
    (r"zh|ž", "Z"),
    (r"kh", "h"),
    (r"ch|č", "C"),
    (r"sh|š", "S"),
    (r"ts|tz", "c"),
    (r"w", "v"),
    (r"ff\b", "v"),
    (r"x", "ks"),
    (r"[iyj]u|ü", "U"),
    (r"[iyj]a", "A"),
    (r"[iyj]?[eë]|[iyj]o", "e"),
    (r"(?<=[QZCS])o", "e"),  # ё is written e or o: Khrushchev, Khrushchov
    (r"[iyj]+", "i"),
    (r"[\s.\-]+", " "),
)
_WESTERN = steps(
    (r"(?:sch|sh|ch)tsch|szcz", "shch"),
    (r"tsch|tch|cz", "ch"),
    (r"sch|sz", "sh"),
    (r"ou", "u"),
    (r"ine\b", "in"),
)
"""What German, French and Polish papers write for a Russian letter: Gortschakow, Stolypine."""

_RUSSIAN = re.compile(
    r"(?:[oe](?:v|w|ff)|[iy]n|sk(?:y|i|ii|iy|ij|yi)|ko|ich|ych|i[ca]n|ya[nk]|enk|"
    r"[oe]va|ina|skaya|skaia|skaja|[ktgn](?:y|ii|iy|ij|yi|yy)|o[yij]|a[yij])\b"
)
_LETTERS = re.compile(r"kh|zh|shch|[iyj][au]|yo|\bye|[čšžë]|\w'")
_CH = re.compile("(?<![st])ch")
"""What German and scholarly papers write for kh: Tichonov."""
_SH = re.compile(r"(?<![st])sh(?=\w+ow\b)")
"""What German papers write for zh: Shukow."""
_S = re.compile(r"(?<!\b)s(?=[aeiouywbdglmnr])")
"""What German papers write for z, as they write w for v: Iswolsky."""
_SHORTEST = 4
"""Letters of the shortest name that the rules are trusted with."""


def same(one: str, other: str) -> bool:
    """Whether two names, in small letters, transliterate one Russian name."""
    if not (_is_russian(one) or _is_russian(other)):
        return False
    own, others = (
        {
            skeleton(name),
            skeleton(respelt(name, _WESTERN)),
            skeleton(_CH.sub("kh", name)),
            skeleton(_SH.sub("zh", name)),
            skeleton(_S.sub("z", name) if "w" in name else name),
        }
        for name in (one, other)
    )
    shared = own & others
    return any(len(found) >= _SHORTEST for found in shared)


def _is_russian(name: str) -> bool:
    return bool(_RUSSIAN.search(name) or _LETTERS.search(name))


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """A name with each Russian letter written one way."""
    name = name.replace("i͡u", "iu").replace("i͡a", "ia").replace("t͡s", "ts")
    name = name.replace("ĭ", "i").replace("ė", "e").replace("ë", "e")
    if _SCHOLARLY.search(name):
        name = name.replace("ch", "kh").replace("x", "kh")
        name = re.sub("c(?!h)", "ts", name)
    name = respelt(name, _STEPS)
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip()
