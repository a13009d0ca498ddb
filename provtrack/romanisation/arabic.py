"""Names of Arabic, Persian and Ottoman papers: Hussein, Husayn; Ayn al-Dawla, Ain ed-Dowleh.

Their letters were written by ear in English, French and German long before there were tables
(ALA-LC romanisation tables, Arabic and Persian; the Turkish alphabet of 1928). Each form is brought
to one skeleton: consonants that no European ear told apart are the same, and vowels are three.
"""

import re
import unicodedata
from functools import lru_cache

from provtrack.romanisation.steps import respelt, steps

_ARTICLE = re.compile(r"(?:a[lnsz]|e[lnsz]|u[lnsz]|ou?l|il|[aeu](?:d|r|t|sh))")
_SIGN = re.compile(
    r"\b(?:[aeu][lndrstz]|ul|ou?l|[aeu]sh|abd\w*|abu|ibn|bin|beni|haji|hajji|mirza|mulla|sheikh|shaykh)"
    r"(?:[\s\-]|\b)|\w[\s\-](?:pasha|pacha|bey|beg|efendi|effendi|khan|aga|agha|hanim)\b|"
    r"[āīūḥṣḍṭẓʿʾğşıēō]|ull?ah\b|allah\b|[ae]dd?[iy]n\b"
)
_TURKISH_J = re.compile("c(?!h)")
"""What the Turkish alphabet writes for a sound that others write j or dj: Cemal, Djemal."""
_TURKISH = re.compile("[ğşıç]")
_STEPS = steps(
    (r"['\u0060]", ""),
    (r"\babd(?:[uaeo]+[lrsnz]|u[sn]h)\b", "abd"),
    (r"ou|oo|eu", "u"),
    (r"ee|ie", "i"),
    (r"[ae][iy]", "Y"),
    (r"[aeo](?:w|v(?![aeiou]))|au", "W"),
    (r"tch|dj|dsch|dzh|j|ch", "J"),
    (r"sch|sh", "S"),
    (r"kh", "h"),
    (r"gh", "g"),
    (r"dh|th", "d"),
    (r"ck|q|c", "k"),
    (r"w", "v"),
    (r"t(?=\b)", "d"),
    (r"[ae]+", "a"),
    (r"[iy]+", "i"),
    (r"[ou]+", "u"),
    (r"(?<=[aiuYW])h\b", ""),
    (r"(.)\1+", r"\1"),
)
_SON = frozenset(("ibn", "bin", "ben"))
_SHORTEST = 4
"""Letters of the shortest skeleton that the rules are trusted with."""


def same(one: str, other: str) -> bool:
    """Whether two names, in small letters, may write one name of an Islamic language."""
    if not (_SIGN.search(one) or _SIGN.search(other)):
        return False
    own, others = ({skeleton(name), skeleton(_TURKISH_J.sub("j", name))} for name in (one, other))
    return any(len(shared) >= _SHORTEST for shared in own & others)


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """A name without its articles, each sound written one way."""
    if _TURKISH.search(name):
        name = _TURKISH_J.sub("j", name)
    name = name.replace("ç", "ch").replace("ş", "sh").replace("ğ", "gh").replace("ı", "i")
    decomposed = unicodedata.normalize("NFKD", name)
    name = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "ʿʾ")
    parts = [part for part in re.split(r"[\s\-.]+", name) if part]
    kept = [part for part in parts if not _ARTICLE.fullmatch(part)] or parts
    name = " ".join("bn" if part in _SON else part for part in kept)
    name = respelt(name, _STEPS)
    return name.replace(" ", "")
