"""Romanised Chinese: Wade-Giles against Hanyu Pinyin.

From the tables of H. A. Giles, *A Chinese-English Dictionary* (1912), and of the Scheme for the
Chinese Phonetic Alphabet (1958). Apostrophes of Wade-Giles are often dropped in print, so that an
initial without one may be either.
"""

import re
from functools import lru_cache
from itertools import product

from provtrack.text import fold

_SYLLABLES = re.compile(r"[\s\-.]+")
_PARTS = re.compile(
    r"(ch|ts|tz|hs|sh|ss|sz|[pbtdkgmnflhjsyw])?(')?([aeiouêûüŭ][a-zêûüŭ]*)", re.IGNORECASE
)
_PLAIN = {"p": "b", "t": "d", "k": "g", "ts": "z", "tz": "z"}
_ASPIRATED = {"p": "p", "t": "t", "k": "k", "ts": "c", "tz": "c"}
_OTHER = {"hs": "x", "j": "r", "ss": "s", "sz": "s"}
_FINALS: dict[str, tuple[str, ...]] = {
    "ê": ("e",),
    "ên": ("en",),
    "êng": ("eng",),
    "êrh": ("er",),
    "erh": ("er",),
    "ieh": ("ie",),
    "ien": ("ian",),
    "iung": ("iong",),
    "ih": ("i",),
    "u": ("u", "i"),
    "û": ("i",),
    "ŭ": ("i",),
    "o": ("o", "uo", "e"),
    "ung": ("ong",),
    "ü": ("u",),
    "üeh": ("ue",),
    "üan": ("uan",),
    "ün": ("un",),
    "ueh": ("ue",),
    "uei": ("ui",),
    "eh": ("e", "ie"),
    "en": ("en", "an"),
    "ui": ("ui",),
}
_PALATAL = re.compile(r"i(?!h\b)|ü|u(?:eh|n)?$|uan$")
_MOST = 256
"""Combinations of readings that are tried for one name."""


def same(one: str, other: str) -> bool:
    """Whether one name, in small letters, is the other's Wade-Giles or Pinyin form."""
    if _PINYIN.fullmatch(one) and _PINYIN.fullmatch(other):
        return other in _readings(one) or one in _readings(other)
    if _letters(other) in pinyin(one) or _letters(one) in pinyin(other):
        return True
    return min(len(one), len(other)) >= _LONG and (
        _letters(other) in pinyin(_cut(one)) or _letters(one) in pinyin(_cut(other))
    )


_LONG = 6
"""Letters of a place in one piece that is cut into syllables: Tungchow."""


def _cut(name: str) -> str:
    """A place in one piece with its syllables parted, the post office's spelling undone."""
    if not name.isascii() or not name.isalpha():
        return ""
    for post, wade in _POSTAL:
        name = name.replace(post, wade)
    return "-".join(_SYLLABLE.findall(name))


_POSTAL = (("chow", "chou"), ("kow", "kou"), ("king", "ching"), ("kiang", "chiang"))
_SYLLABLE = re.compile("[^aeiou]*[aeiou]+(?:ng(?![aeiou])|n(?![aeiou])|[^aeiou]+$)?")


_PINYIN = re.compile(
    "(?:zh|ch|sh|hs|ts|[bpmfdtnlgkhjqxrzcsyw])"
    "(?:iang|iong|uang|ang|eng|ing|ong|ung|iao|ian|ien|uai|uan|uei|ai|ao|an|ei|en|ia|ie|iu|in|ou|"
    "ua|ui|un|uo|ueh|ieh)"
)
"""A syllable of some length in either system, apostrophes apart, as a name of one syllable is."""


def _letters(name: str) -> str:
    return "".join(character for character in fold(name) if character.isalpha())


@lru_cache(maxsize=4096)
def pinyin(name: str) -> frozenset[str]:
    """What a Wade-Giles name may be in Pinyin, written together; empty when it is none."""
    readings = [_readings(syllable) for syllable in _SYLLABLES.split(name) if syllable]
    count = 1
    for options in readings:
        count *= len(options)
    if not 0 < count <= _MOST or len(readings) < 2:  # noqa: PLR2004  # surname and given name
        return frozenset()
    return frozenset(map("".join, product(*readings)))


@lru_cache(maxsize=4096)
def _readings(syllable: str) -> tuple[str, ...]:
    parts = _PARTS.fullmatch(syllable)
    if not parts:
        return ()
    initial, apostrophe, final = parts[1] or "", parts[2], parts[3]
    finals = _FINALS.get(final, (final,))
    found = [
        start + end
        for start in _initials(initial, apostrophe, final)
        for end in _fitting(finals, initial)
    ]
    return tuple(dict.fromkeys([*found, _letters(syllable)]))


def _fitting(finals: tuple[str, ...], initial: str) -> tuple[str, ...]:
    """``u`` is the vowel of *tzu* after a sibilant only, ``en`` stands for *an* after y only."""
    result = finals
    if finals == ("u", "i") and initial not in ("tz", "ts", "ss", "sz"):
        result = ("u",)
    if finals == ("en", "an") and initial != "y":
        result = ("en",)
    if finals == ("ong",) and initial == "y":
        result = ("ong",)
    return result


def _initials(initial: str, apostrophe: str | None, final: str) -> tuple[str, ...]:
    if initial == "ch":
        palatal = bool(_PALATAL.match(final)) and not final.startswith(("ih", "ui"))
        plain, aspirated = ("j", "q") if palatal else ("zh", "ch")
        if final.startswith("u"):  # the dots of ü are often left out
            return ("ch", "q") if apostrophe else ("zh", "ch", "j", "q")
        return (aspirated,) if apostrophe else (plain, aspirated)
    if initial in _PLAIN:
        if apostrophe:
            return (_ASPIRATED[initial],)
        return (_PLAIN[initial], _ASPIRATED[initial])
    return (_OTHER.get(initial, initial),)
