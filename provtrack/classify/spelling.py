"""One word under two spellings: British and American, hyphenated or not, misspelt."""

import re
from functools import cache, lru_cache

from provtrack.classify.lexicon import fold, section, words

_RULES = tuple(
    (letters, re.compile(pattern), replacement)
    for letters, pattern, replacement in (
        (
            "our",
            r"(?<=[a-z]{3})our(?=s?$|ed$|ing$|ers?$|ful|less|ite|able|ist|ably|hood|y$|al$)",
            "or",
        ),
        ("our", r"(?<=[a-z]{3})our(?=[a-z]{2,}$)", "or"),
        ("is", r"(?<=[a-z]{2})is(?=e[sdr]?$|ers$|ing$|ations?$|ational(ly)?$|able$)", "iz"),
        ("ys", r"(?<=[a-z]{2})ys(?=e[sdr]?$|ers$|ing$)", "yz"),
        ("re", r"(?<=[a-z])([bt])re(?=s?$)", r"\1er"),
        ("red", r"(?<=[bt])red$", "ered"),
        (
            "ll",
            r"^([a-z]*[aeiou][a-z]*[^aeiou][aeiou]|[a-z]+(?:ia|ue))ll(?=(?:ed|ing|[eo]rs?|ist|able)$)",
            r"\1l",
        ),
        ("ogue", r"(?<=[a-z])ogue(?=s?$)", "og"),
        ("ogue", r"(?<=[a-z])ogue(?=d$|rs?$)", "oge"),
        ("ogu", r"(?<=[a-z])oguing$", "oging"),
        ("ae", r"^(an|h|f|p|di|ar|p|c)?ae(?=[a-z]{3})", r"\1e"),
        ("oe", r"(?<=[a-z])oe(?=[a-z]{3})", "e"),
        ("gement", r"(?<=[dg])gement(?=s?$)", "gment"),
    )
)
"""Each takes a British ending to the American one; applied to folded words of five letters up that
have the letters."""

_SHORTEST = 5
"""Letters of the shortest word that the rules touch: they are made for longer ones."""

_LONGEST = 40
"""Letters of the longest word that is looked into; what is longer is not a word."""


@cache
def _irregular() -> dict[str, str]:
    flat = section("spelling")["pairs"].split()
    pairs = zip(flat[::2], flat[1::2], strict=True)
    return {british.replace("_", " "): american.replace("_", " ") for british, american in pairs}


@cache
def _exceptions() -> frozenset[str]:
    return frozenset(section("spelling")["exceptions"].split())


@lru_cache(maxsize=1 << 16)
def american(word: str) -> str:
    """A folded word in its American spelling, so far as known; others come back as they are."""
    if word.endswith("'s"):
        return american(word[:-2]) + "'s"
    irregular = _irregular().get(word)
    if irregular:
        return irregular
    if (
        not _SHORTEST <= len(word) <= _LONGEST
        or word in _exceptions()
        or word.rstrip("sd") in _exceptions()
    ):
        return word
    for letters, pattern, replacement in _RULES:
        if letters not in word:
            continue
        changed = pattern.sub(replacement, word)
        if changed != word and (changed in words() or word not in words()):
            return changed
    return word


def squash(text: str) -> str:
    """The letters and digits of a text, folded, without what stands between them."""
    folded = fold(text)
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def is_misspelling(one: str, other: str) -> bool:
    """Whether two folded words are near and one of them is none of the language's.

    One wrong, missing, doubled or swapped letter in a word of four letters up, two in one of
    eight up; that is what proofreading finds (F. J. Damerau, "A technique for computer detection
    and correction of spelling errors", 1964: over 80 % of misspellings are one such slip).
    """
    from rapidfuzz.distance import OSA

    if (one in words()) == (other in words()) or not (one.isalpha() and other.isalpha()):
        return False
    if max(len(one), len(other)) > _LONGEST:
        return False
    length = min(len(one), len(other))
    allowed = 0 if length < 4 else 1 if length < 8 else 2  # noqa: PLR2004  # said above
    return bool(allowed) and OSA.distance(one, other, score_cutoff=allowed) <= allowed
