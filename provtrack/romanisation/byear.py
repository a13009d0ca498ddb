"""Foreign names that were written by ear: Shendi, Shendy; Khartum, Khartoum; Nuri, Noury.

What differs between English, French and German ways to write one sound says nothing about who is
meant, whatever the language of the name.
"""

from functools import lru_cache

from provtrack.romanisation.steps import respelt, steps
from provtrack.text import fold

_STEPS = steps(
    (r"[^a-z]", ""),
    (r"oo|ou", "u"),
    (r"ee", "i"),
    (r"[iy]+(?=[aeou]|$)|(?<=[aeou])[iy]+", "i"),  # but Smith is not Smyth
    (r"tsch|tch", "ch"),
    (r"dzh|dj", "j"),
    (r"tz", "ts"),
    (r"sch", "sh"),
    (r"(?<=[^aeiouds])j(?=[aeou])", "i"),
    (r"q", "k"),
    (r"w", "v"),
    (r"(?<=[ae])[uv](?!$)", "f"),  # Greek: Eleutherios, Eleftherios
    (r"x", "ks"),
    (r"ph", "f"),
    (r"(?<=[aeiou])h$", ""),
    (r"(?<=[aei]d)es$|(?<=ak)es$", "is"),  # Greek: Vafiades
    (r"(.)\1+", r"\1"),
)
_SHORTEST = 4
"""Letters of the shortest name that the rules are trusted with."""
_LONG = 7
"""Letters of a name in which *y* between consonants says nothing either: Wladislaw, Wladyslaw."""


def same(one: str, other: str) -> bool:
    """Whether two names may be written differently for one sound."""
    return len(skeleton(one)) >= _SHORTEST and skeleton(one) == skeleton(other)


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """A name with each sound that is written in several ways written in one."""
    name = fold(name)
    name = respelt(name, _STEPS)
    return name.replace("y", "i") if len(name) >= _LONG else name
