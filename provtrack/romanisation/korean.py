"""Romanised Korean: Revised, McCune-Reischauer, North Korean, through Russian, and customary forms.

Each system gives for a syllable's onset, vowel and coda the sounds that it may stand for; sounds
are written as the Revised Romanisation (2000) writes them. Sources of the tables: the Revised
Romanisation of the National Institute of Korean Language; G. M. McCune and E. O. Reischauer, "The
Romanization of the Korean Language" (1939); the system of 1992 of the DPRK; the Russian practice
of A. A. Kholodovich and older papers, where one letter stands for several vowels.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

Sounds = frozenset[str]
Syllable = tuple[Sounds, Sounds, Sounds]


@dataclass(frozen=True)
class System:
    """Letters to sounds, for the three parts of a syllable."""

    name: str
    onsets: Mapping[str, Sounds]
    vowels: Mapping[str, Sounds]
    codas: Mapping[str, Sounds]


def _table(text: str) -> dict[str, Sounds]:
    """``"k=g,k t=d"``: letters and what they may stand for; without ``=`` themselves."""
    table = {}
    for entry in text.split():
        letters, _, sounds = entry.partition("=")
        table[letters] = frozenset((sounds or letters).replace("0", "").split(","))
    return table


_NONE = {"": frozenset(("",))}
_CODAS = _table("k n t l m p ng")
_VOWELS = "a ae ya yae e ye wa wae oe we wi i"
_SYSTEMS = (
    System(
        "revised",
        _NONE | _table("g kk n d tt r m b pp s ss j jj ch k t p h"),
        _table(f"{_VOWELS} eo yeo o yo u yu wo eu ui"),
        _CODAS,
    ),
    System(
        "mccune-reischauer",
        _NONE
        | _table("k=g g k'=k kk n t=d d t'=t tt r l=r m p=b b p'=p pp")
        | _table("s ss sh=s ch=j j ch'=ch tch=jj h"),
        _table(f"{_VOWELS} ŏ=eo yŏ=yeo o yo u yu wŏ=wo ŭ=eu ŭi=ui"),
        _CODAS | _table("r=l"),
    ),
    System(
        "plain",  # McCune-Reischauer or North Korean in print without its marks
        _NONE
        | _table("k=g,k g kh=k kk n t=d,t d th=t tt r l=r m p=b,p b ph=p pp")
        | _table("s ss sh=s ch=j,ch j jj tch=jj h"),
        _table(f"{_VOWELS} o=o,eo yo=yo,yeo u=u,eu yu wo ui"),
        _CODAS | _table("r=l"),
    ),
    System(
        "customary",
        _NONE | _table("k=g,k g n t=d,t d r l=r m p=b,p b s sh=s ss j ch=j,ch h"),
        _table("a ah=a ae ya yae e=e,ae ye=ye,yeo wa wae oe oi=oe we wi i ee=i,ui")
        | _table("o=o,eo oh=o eo yo=yo,yeo yeo you=yeo u=u,eu,eo oo=u uh=eo yu=yu,yeo yoo=yu")
        | _table("wo wu=u woo=u weo=wo eu ui=ui,wi"),
        _CODAS | _table("r=l ck=k g=k"),
    ),
    System(
        "russian",
        _NONE
        | _table("k=g,k g kk n t=d,t d tt r l=r m p=b,p b s ss sh=s ch=j,ch ts=j,ch")
        | _table("tskh=ch chkh=ch kh=h,k h dz=j dzh=j zh=j tkh=t pkh=p"),
        _table("a ya ia=ya e=e,eo,yeo,ye,ae,yo ye=yeo,ye,yo ie=yeo,ye o=o,eo yo=yo,yeo io=yo,yeo")
        | _table("u=u,eu yu iu=yu i=i,ui,wi y=eu,ui ai=ae ay=ae oi=oe oy=oe ui=ui,wi uy=ui,wi")
        | _table("va=wa vo=wo ue=we,oe"),
        _table("k n=n,ng n'=n t l r=l m p"),
    ),
)

_GROUPS = re.compile(r"[\s\-]+")
_LONGEST = 14
"""Letters of the longest group that is cut into syllables; ``chyeongcheong`` has thirteen."""
_MOST = 24
"""Ways to cut one group into syllables that are followed."""


def same(one: str, other: str, surnames: Mapping[str, str]) -> bool:
    """Whether two names, in small letters, may romanise one Korean name.

    Args:
        one: a name.
        other: another.
        surnames: customary surnames and their Revised Romanisation.
    """
    names = [_GROUPS.split(name.strip()) for name in (one, other)]
    if any(not group or "." in group for groups in names for group in groups):
        return False
    known = [surnames.get(groups[0].replace("'", "")) for groups in names]
    if min(map(len, names)) == 1:
        is_surname = None not in known and known[0] == known[1]
        return len(names[0]) == len(names[1]) and (is_surname or _is_place(one, other))
    if None not in known and known[0] == known[1]:
        names = [groups[1:] for groups in names]
        if "".join(names[0]) == "".join(names[1]):
            return True
    readings = [
        [reading for reading in _name_readings(tuple(groups)) if reading[0] != "russian" or maybe]
        for groups, maybe in zip(names, map(_may_be_russian, (one, other)), strict=True)
    ]
    return any(
        first_system != second_system and _agree(first, second)
        for first_system, first in readings[0]
        for second_system, second in readings[1]
    )


_PRINTED = frozenset(("revised", "mccune-reischauer", "plain"))
"""The systems of maps and print, whose letters stand for few sounds each."""

_LONG = 6
"""Letters that a name in one piece has at least that is compared by its syllables: Suncheon."""


def _is_place(one: str, other: str) -> bool:
    """Whether two names in one piece, as places have, romanise one of two syllables or more."""
    if min(len(one), len(other)) < _LONG or one[-1] != other[-1] or not _begin_alike(one, other):
        return False
    readings = [
        [(system, cut) for system, cut in _name_readings((name,)) if system in _PRINTED]
        for name in (one, other)
    ]
    return any(
        first_system != second_system and len(first) > 1 and _agree(first, second)
        for first_system, first in readings[0]
        for second_system, second in readings[1]
    )


def _begin_alike(one: str, other: str) -> bool:
    """Whether the first letters of two names may be one sound; told without cutting syllables."""
    return one[0] == other[0] or any({one[0], other[0]} <= letters for letters in _ONSETS)


_ONSETS = (frozenset("kg"), frozenset("td"), frozenset("pb"), frozenset("cj"), frozenset("rnliy"))


def _may_be_russian(name: str) -> bool:
    """Whether a name has no *ng* at the end of a syllable, for which Russian writes *n*."""
    return not _NASAL.search(name)


_NASAL = re.compile("ng(?![aeiouy])")


def _agree(one: Sequence[Syllable], other: Sequence[Syllable]) -> bool:
    return len(one) == len(other) and all(
        all(not a.isdisjoint(b) for a, b in zip(first, second, strict=True))
        for first, second in zip(one, other, strict=True)
    )


@lru_cache(maxsize=2048)
def _name_readings(groups: tuple[str, ...]) -> tuple[tuple[str, tuple[Syllable, ...]], ...]:
    """The syllables of a name in each system that can read all of it."""
    result = []
    for name, spelt in _spellings(groups):
        readings: list[tuple[Syllable, ...]] = [()]
        for group in spelt:
            cut = _cut(group, name)
            readings = [done + more for done in readings for more in cut][:_MOST]
        result += [(name, reading) for reading in readings]
    return tuple(result)


def _spellings(groups: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The systems that a name may be in, and the name as each of them would have it."""
    for system in _SYSTEMS:
        yield system.name, groups
    soviet = tuple(_SOFTENED.sub("ts", group) for group in groups)
    if soviet != groups:
        yield "russian", soviet


_SOFTENED = re.compile(r"[dt](?:[iy](?=[aou])|(?=e))")
"""What Soviet papers wrote for *ch* before a soft vowel: Ten Ir Len, Pak Den Ai, Li San Dio."""


@cache
def _by_name() -> dict[str, System]:
    return {system.name: system for system in _SYSTEMS}


@lru_cache(maxsize=4096)
def _cut(group: str, system_name: str) -> tuple[tuple[Syllable, ...], ...]:
    """The ways to read a group of letters as syllables."""
    if len(group) > _LONGEST:
        return ()
    system = _by_name()[system_name]
    found = _from(group, 0, system)
    return tuple((_loose(reading[0]), *reading[1:]) for reading in found)


def _from(group: str, start: int, system: System) -> list[tuple[Syllable, ...]]:
    if start == len(group):
        return [()]
    result: list[tuple[Syllable, ...]] = []
    for onset in _prefixes(group, start, system.onsets):
        after_onset = start + len(onset)
        for vowel in _prefixes(group, after_onset, system.vowels):
            after_vowel = after_onset + len(vowel)
            for coda in ("", *_prefixes(group, after_vowel, system.codas)):
                rest = _from(group, after_vowel + len(coda), system)
                sounds = system.codas[coda] if coda else frozenset(("",))
                syllable = (system.onsets[onset], system.vowels[vowel], sounds)
                result += [(syllable, *more) for more in rest]
                if len(result) > _MOST:
                    return result[:_MOST]
    return result


def _prefixes(group: str, start: int, table: Mapping[str, Sounds]) -> list[str]:
    return [
        group[start : start + length]
        for length in range(4, -1, -1)
        if group[start : start + length] in table and start + length <= len(group)
    ]


def _loose(syllable: Syllable) -> Syllable:
    """A first syllable with the onsets that North and South write differently (Ri, Yi; Rim, Im)."""
    onset, vowel, coda = syllable
    if onset & {"r", "n", ""}:
        soft = any(sound.startswith(("i", "y")) for sound in vowel)
        if soft and onset & {"r", ""}:
            onset |= {"r", ""}
        elif "r" in onset:
            onset |= {"n"}
    return onset, vowel, coda
