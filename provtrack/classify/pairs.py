"""What it means when one unit stands for another: a registry of small judgements.

Each takes two units and gives a verdict, or None when it has none; they are asked in the order of
:data:`JUDGES`.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from provtrack.classify.abbreviations import adjectives
from provtrack.classify.inflection import is_inflected, stem
from provtrack.classify.lexicon import fold, group, pairs, words
from provtrack.classify.memory import of_pairs
from provtrack.classify.naming import between_names
from provtrack.classify.spelling import is_misspelling, squash
from provtrack.classify.units import Unit, is_rough
from provtrack.classify.vocabulary import Type, modality
from provtrack.dates import Date
from provtrack.model import Kind, Significance
from provtrack.names import without_possessive
from provtrack.numbers import Number

Verdict = tuple[Kind, Significance]
ACCIDENTAL = Significance.ACCIDENTAL
SUBSTANTIVE = Significance.SUBSTANTIVE


@of_pairs
def judge(left: Unit, right: Unit) -> Verdict | None:
    """The verdict on a pair that differs in writing; None when nothing ties the two together."""
    for one in JUDGES:
        verdict = one(left, right)
        if verdict:
            return verdict
    return None


def _marks(left: Unit, right: Unit) -> Verdict | None:
    if not (left.is_mark and right.is_mark):
        return None
    question = ("?" in left.text) != ("?" in right.text)
    return Kind.PUNCTUATION, SUBSTANTIVE if question else ACCIDENTAL


def _case(left: Unit, right: Unit) -> Verdict | None:
    texts = (plain(left.text), plain(right.text))
    if texts[0] == texts[1] or texts[0].lower() != texts[1].lower():
        return None
    return Kind.CASE, ACCIDENTAL


def _curly(left: Unit, right: Unit) -> Verdict | None:
    """The same but for the form of apostrophes and quotation marks."""
    if {left.type, right.type} & {Type.NUMBER, Type.DATE}:
        return None
    texts = [plain(unit.text) for unit in (left, right)]
    return (Kind.PUNCTUATION, ACCIDENTAL) if texts[0] == texts[1] else None


def plain(text: str) -> str:
    """A text with straight quotation marks and plain hyphens."""
    return text if text.isascii() else text.translate(_CURLY)


_CURLY = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "–": "-", "‑": "-", "—": "-"})


def _dates(left: Unit, right: Unit) -> Verdict | None:
    if isinstance(left.value, Date) and isinstance(right.value, Date):
        kind = Kind.NUMBER if _are_ago(left, right) else Kind.DATE
        return kind, ACCIDENTAL if left.value.same(right.value) else SUBSTANTIVE
    return None


def _are_ago(left: Unit, right: Unit) -> bool:
    """Whether both count back from the same day: two years ago, three years ago."""
    return all(unit.text.casefold().endswith(" ago") for unit in (left, right))


def _numbers(left: Unit, right: Unit) -> Verdict | None:
    if not (isinstance(left.value, Number) and isinstance(right.value, Number)):
        return None
    if not left.value.same(right.value):
        return Kind.NUMBER, SUBSTANTIVE
    spelt = _spelt_alike(left.text, right.text)
    return Kind.SPELLING if spelt else Kind.NUMBER, ACCIDENTAL


def _spelt_alike(left: str, right: str) -> bool:
    """Whether only letters differ, and only as spelling goes: 5 roubles, 5 rubles."""
    from provtrack.classify.vocabulary import word_key

    both = [text.replace("per cent", "percent").split() for text in (left, right)]
    return (
        left.split() != right.split()
        and len(both[0]) == len(both[1])
        and len(both[0]) > 1
        and all(word_key(one) == word_key(other) for one, other in zip(*both, strict=True))
    )


def _date_and_number(left: Unit, right: Unit) -> Verdict | None:
    """A year for a number or the reverse: one of the two texts is mistaken about a figure."""
    if {left.type, right.type} != {Type.DATE, Type.NUMBER}:
        return None
    date, number = (left, right) if left.type is Type.DATE else (right, left)
    return Kind.DATE, ACCIDENTAL if _is_its_day(date, number) else SUBSTANTIVE


def _is_its_day(date: Unit, number: Unit) -> bool:
    """Whether a number is the day that a date without a year tells: the 14th, 14 March."""
    if not (isinstance(date.value, Date) and number.key.startswith("number ordinal")):
        return False
    return any(
        number.key == f"number ordinal {when.start.day}" and when.start == when.end
        for when in date.value.readings
    )


def _abbreviation(left: Unit, right: Unit) -> Verdict | None:
    short = [unit.type is Type.ABBREVIATION for unit in (left, right)]
    if not any(short):
        return None
    if left.key == right.key:
        texts = [unit.text.casefold().replace(".", "") for unit in (left, right)]
        if (
            texts[0] != texts[1]
            and squash(texts[0]) == squash(texts[1])
            and not any("." in unit.text for unit in (left, right))
        ):
            return Kind.SPELLING, ACCIDENTAL  # Major-General, Major General
        dots = all(short) and texts[0] == texts[1]
        return Kind.PUNCTUATION if dots else Kind.ABBREVIATION, ACCIDENTAL
    if frozenset((left.key, right.key)) in adjectives() or _is_cut(left, right):
        return Kind.ABBREVIATION, ACCIDENTAL
    return (Kind.NAME, SUBSTANTIVE) if all(short) and _are_acronyms(left, right) else None


def _is_cut(left: Unit, right: Unit) -> bool:
    """Whether a short form with a full stop may stand for another word as well: Rep., Republic."""
    return any(
        short.text.endswith(".") and is_shortened(fold(short.text).rstrip("."), fold(full.text))
        for short, full in ((left, right), (right, left))
    )


def _acronyms(left: Unit, right: Unit) -> Verdict | None:
    """Bodies that are called by their initials, as the NKVD and the KGB."""
    if not (left.text.isupper() and right.text.isupper()):
        return None
    types = (Type.WORD, Type.NAME, Type.ABBREVIATION)
    if left.type not in types or right.type not in types or left.key == right.key:
        return None
    if {fold(left.text), fold(right.text)} & words() or not _are_acronyms(left, right):
        return None
    return Kind.NAME, SUBSTANTIVE


def _are_acronyms(left: Unit, right: Unit) -> bool:
    texts = [unit.text.replace(".", "") for unit in (left, right)]
    return all(text.isupper() and text.isalpha() and len(text) > 1 for text in texts)


def _shortened(left: Unit, right: Unit) -> Verdict | None:
    """``govt`` for ``government``: told from a word by its lack of vowels."""
    short, full = sorted((fold(left.text).rstrip("."), fold(right.text)), key=len)
    if short[:1] != full[:1]:
        return None
    if has_vowels(short) or short in words() or not is_shortened(short, full):
        return None
    return Kind.ABBREVIATION, ACCIDENTAL


def has_vowels(word: str) -> bool:
    """Whether a word has as many different vowels as one that is written in full."""
    return len(set(word) & set("aeiou")) * 3 > len(word)


def is_shortened(short: str, full: str) -> bool:
    """Whether a key is the first letter of another and some of its letters, in their order."""
    if len(short) < 2 or len(full) < len(short) + 2 or short[0] != full[0]:  # noqa: PLR2004
        return False
    letters = iter(full)
    is_word = full in words() or full in group("offices")
    return short.isalpha() and is_word and all(letter in letters for letter in short)


def _spelling(left: Unit, right: Unit) -> Verdict | None:
    if left.is_mark or right.is_mark or {left.type, right.type} & _FIGURED:
        return None
    if Type.NAME in (left.type, right.type) and not _is_misspelt_office(left, right):
        return None
    if (
        left.key == right.key
        or squash(left.text) == squash(right.text)
        or is_misspelling(*map(without_possessive, (left.key, right.key)))
    ):
        return Kind.SPELLING, ACCIDENTAL
    return None


_FIGURED = frozenset((Type.NUMBER, Type.DATE))


def _is_misspelt_office(left: Unit, right: Unit) -> bool:
    """Whether what was taken for a name may be an office with a slip: Commisar, Commissar."""
    types = {left.type, right.type}
    word = left if left.type is Type.WORD else right
    if types != {Type.NAME, Type.WORD}:
        return False
    return word.key in group("offices") or (len(word.key) >= _UNLIKE and word.key in words())


_UNLIKE = 7
"""Letters of a word that hardly anybody is called like: Accommodation."""


def _opposites(left: Unit, right: Unit) -> Verdict | None:
    """A negating word against another, or a word against the same with a negating prefix."""
    if left.type is right.type is Type.NEGATION:
        return None
    if any(_is_idle(unit) for unit in (left, right)):
        return None
    pair = frozenset((left.key, right.key))
    if pair == {"or", "nor"}:
        return Kind.WORDING, ACCIDENTAL
    if pair in pairs("opposites") or is_negated(left.key, right.key):
        return Kind.NEGATION, SUBSTANTIVE
    if Type.NEGATION in (left.type, right.type):
        return Kind.NEGATION, SUBSTANTIVE
    return None


def are_opposites(left: Unit, right: Unit) -> bool:
    """Whether one of two words denies what the other says: with, without."""
    pair = frozenset((left.key, right.key))
    return pair in pairs("opposites") or is_negated(left.key, right.key)


def _is_idle(unit: Unit) -> bool:
    """Whether a negating word stands in a phrase that negates nothing."""
    return unit.key in group("negation") and unit.type is not Type.NEGATION


PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "non-")
"""Beginnings that negate a word."""


@lru_cache(maxsize=1 << 16)
def is_negated(one: str, other: str) -> bool:
    """Whether one word is the other with a prefix that negates it."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or frozenset((short, long)) in pairs("not_opposites"):  # noqa: PLR2004
        return False
    if long.endswith(short):
        prefix = long.removesuffix(short)
        return prefix in PREFIXES and (short in words() or prefix == "non")
    return any(
        _is_form(short, long.removeprefix(prefix)) for prefix in PREFIXES if long.startswith(prefix)
    )


def _is_form(word: str, rest: str) -> bool:
    """Whether what a prefix leaves of a word is a form of another: (dis)agrees, agree."""
    if min(len(word), len(rest)) < _SURE or not {word, rest} <= words():
        return False
    return is_inflected(word, rest) and stem(rest) not in _same_stems()


@cache
def _same_stems() -> frozenset[str]:
    """Stems of the words that a prefix does not negate."""
    return frozenset(stem(word) for pair in pairs("not_opposites") for word in pair)


_SURE = 4
"""Letters that a word has at least whose form with a prefix is looked for."""


@lru_cache(maxsize=1 << 16)
def without_prefix(word: str) -> str:
    """A word without the prefix that negates it, where it has one."""
    rests = (word.removeprefix(prefix) for prefix in PREFIXES if word.startswith(prefix))
    return next((rest for rest in rests if is_negated(rest, word)), word)


def _modals(left: Unit, right: Unit) -> Verdict | None:
    if not (left.type is right.type is Type.MODAL):
        return None
    if modality(left.key) == modality(right.key):
        return Kind.WORDING, ACCIDENTAL
    return Kind.MODALITY, SUBSTANTIVE


_SAME_QUANTITY = (
    frozenset(("each", "every", "all")),
    frozenset(("everyone", "everybody")),
    frozenset(("many", "numerous")),
    frozenset(("most", "majority")),
)


def _how_often(left: Unit, right: Unit) -> Verdict | None:
    """*Once* is a number where the other side counts: once, twice; once, one time."""
    other = right if left.key == "once" else left if right.key == "once" else None
    if other is None or not other.key.startswith("number times"):
        return None
    return Kind.NUMBER, ACCIDENTAL if other.key == "number times 1" else SUBSTANTIVE


def _quantities(left: Unit, right: Unit) -> Verdict | None:
    if not all(unit.type in (Type.QUANTITY, Type.NUMBER) for unit in (left, right)):
        return None
    keys = {left.key, right.key}
    if any(keys <= same for same in _SAME_QUANTITY):
        return Kind.WORDING, ACCIDENTAL
    if keys == {"both", "number cardinal 2"}:
        return Kind.NUMBER, ACCIDENTAL
    return Kind.NUMBER, SUBSTANTIVE


def _synonyms(left: Unit, right: Unit) -> Verdict | None:
    """A short list of words that say the same in any sentence."""
    if is_rough(left) and is_rough(right):
        return Kind.WORDING, ACCIDENTAL
    pair = frozenset(unit.key.replace(" ", "_") for unit in (left, right))
    if left.type is right.type is Type.NEGATION and any(pair <= one for one in pairs("alike")):
        return Kind.WORDING, ACCIDENTAL
    return (Kind.WORDING, ACCIDENTAL) if pair in pairs("synonyms") else None


def _one_and_a(left: Unit, right: Unit) -> Verdict | None:
    """``one`` for ``a``: the number is the same."""
    is_one = [unit.key == "number cardinal 1" for unit in (left, right)]
    is_article = [unit.key in ("a", "an") for unit in (left, right)]
    is_count = [
        unit.key.startswith("number cardinal") and unit.text.isalpha() for unit in (left, right)
    ]
    if (is_count[0] and is_article[1] and not is_one[0]) or (
        is_count[1] and is_article[0] and not is_one[1]
    ):
        return Kind.NUMBER, SUBSTANTIVE
    if (is_one[0] and is_article[1]) or (is_one[1] and is_article[0]):
        return Kind.NUMBER, ACCIDENTAL
    return None


JUDGES: Sequence[Callable[[Unit, Unit], Verdict | None]] = (
    _marks,
    _case,
    _dates,
    _numbers,
    _date_and_number,
    _curly,
    between_names,
    _abbreviation,
    _acronyms,
    _synonyms,
    _how_often,
    _quantities,
    _opposites,
    _modals,
    _one_and_a,
    _spelling,
    _shortened,
)
