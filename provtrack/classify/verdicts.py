"""Kind and significance of a difference between two runs of units.

A registry of recognisers: each takes the units that are gone and those that are new and gives a
verdict, or None. They are asked in the order of :data:`RECOGNISERS`; the last always answers.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from provtrack.classify.denials import negation
from provtrack.classify.lexicon import fold, group, pairs, words
from provtrack.classify.memory import of_runs
from provtrack.classify.modals import ability, modality_changed
from provtrack.classify.pairs import (
    ACCIDENTAL,
    SUBSTANTIVE,
    Verdict,
    is_shortened,
    judge,
    plain,
)
from provtrack.classify.runs import Units, core, expanded
from provtrack.classify.spelling import american, squash
from provtrack.classify.strangers import nothing_ties
from provtrack.classify.units import Unit, is_rough
from provtrack.classify.vocabulary import Type
from provtrack.dates import Date
from provtrack.model import Kind

Recogniser = Callable[[Units, Units], Verdict | None]


def verdict(gone: Units, new: Units) -> tuple[Verdict, bool]:
    """The verdict, and whether it stands on its own: a difference that nothing should swallow."""
    if nothing_ties(gone, new):
        return residue(gone, new), False
    return _recognised(gone, new)


@of_runs
def _recognised(gone: Units, new: Units) -> tuple[Verdict, bool]:
    small = len(gone) + len(new) <= _MOST
    for recogniser in RECOGNISERS if small else (_marks, _interpolation):
        found = recogniser(gone, new)
        if found:
            return found, True
    return residue(gone, new), False


_MOST = 400
"""Units of the largest difference that is looked into word by word; ten long sentences."""


def _same_letters(gone: Units, new: Units) -> Verdict | None:
    """Nothing but hyphens, spaces, apostrophes or case between them."""
    every = (*gone, *new)
    if not gone or not new or all(u.is_mark for u in every):
        return None
    texts = [" ".join(unit.text for unit in side) for side in (gone, new)]
    letters = squash(texts[0])
    # "To-day" is "today", a word; "4-5" is not 45, and "Il-sung" may stand in two romanisations.
    is_same = letters == squash(texts[1]) or (
        len(gone) != len(new) and _american(texts[0]) == _american(texts[1])
    )
    if not is_same or (letters not in words() and any(unit.type in _VALUED for unit in every)):
        return None
    bare = [plain(text) for text in texts]
    if bare[0] != bare[1] and bare[0].lower() == bare[1].lower():
        return Kind.CASE, ACCIDENTAL
    types = {unit.type for unit in every}
    is_name = Type.NAME in types and (letters not in words() or "-" not in "".join(bare))
    if Type.ABBREVIATION in types or is_name:
        return None
    parts = [[u.text.casefold() for u in side if not u.is_mark] for side in (gone, new)]
    same = bare[0] == bare[1] or parts[0] == parts[1]
    return Kind.PUNCTUATION if same else Kind.SPELLING, ACCIDENTAL


_VALUED = frozenset((Type.NUMBER, Type.DATE))


def _american(text: str) -> str:
    """The letters of a text, each of its words in American spelling: harbour-master."""
    return "".join(american(squash(word)) for word in text.replace("-", " ").split())


def _pair(gone: Units, new: Units) -> Verdict | None:
    """One unit of weight on either side, whatever small words stand with it."""
    left, right = core(gone) or gone, core(new) or new
    if len(left) != 1 or len(right) != 1:
        return None
    if _notes(gone, new) and not all(unit.bracketed for unit in (*gone, *new)):
        return None
    if (len(gone) > 1 or len(new) > 1) and not _settles(left[0], right[0], gone, new):
        return None
    return judge(left[0], right[0])


_SMALL_BESIDE = frozenset(("the", "a", "an", "in", "on", "of", "at", "to"))


def _settles(left: Unit, right: Unit, gone: Units, new: Units) -> bool:
    """Whether the pair alone decides: nothing beside it but articles, prepositions and marks."""
    if left.type is not right.type or left.type not in (Type.NUMBER, Type.DATE, Type.NAME):
        return False
    beside = [u for u in (*gone, *new) if u is not left and u is not right]
    return all(unit.key in _SMALL_BESIDE for unit in beside)


def _dates(gone: Units, new: Units) -> Verdict | None:
    """Dates against dates: 1932 and 1933 against the years 1931 to 1933."""
    sides = [core(side) for side in (gone, new)]
    if not all(side and all(u.type is Type.DATE for u in side) for side in sides):
        return None
    if max(map(len, sides)) < 2 or any(  # noqa: PLR2004  # two dates
        u.key not in _BETWEEN_DATES for side in (gone, new) for u in side if u.weak
    ):
        return None
    told = [_years(side) for side in sides]
    return Kind.DATE, ACCIDENTAL if told[0] and told[0] == told[1] else SUBSTANTIVE


_BETWEEN_DATES = frozenset(("and", "or", "to", ",", "-", "in", "of", "the", "from", "between"))


def _years(units: Units) -> set[int]:
    """The years that dates of years alone amount to; none where any tells more."""
    years: set[int] = set()
    for unit in units:
        when = unit.value.readings[0] if isinstance(unit.value, Date) else None
        if when is None or when.start.month or when.sort != "date" or when.part:
            return set()
        years.update(range(when.start.year, when.end.year + 1))
    return years


def _contraction(gone: Units, new: Units) -> Verdict | None:
    if not gone or not new:
        return None
    if not any("'" in unit.key for unit in (*gone, *new)):
        return None
    both = [" ".join(map(expanded, side)) for side in (gone, new)]
    return (Kind.ABBREVIATION, ACCIDENTAL) if both[0] == both[1] else None


def _notes(gone: Units, new: Units) -> bool:
    return any(unit.bracketed for unit in (*gone, *new))


def _interpolation(gone: Units, new: Units) -> Verdict | None:
    """Editorial brackets, or what stands in them, gained or lost."""
    if not _notes(gone, new):
        return None
    inside = [all(unit.bracketed for unit in side) for side in (gone, new)]
    if not gone or not new:
        return (Kind.INTERPOLATION, ACCIDENTAL) if all(inside) else None
    if any(inside):
        bare = [[u.key for u in side if not u.is_mark] for side in (gone, new)]
        same = bare[0] == bare[1] or all(inside)
        return Kind.INTERPOLATION, ACCIDENTAL if same else SUBSTANTIVE
    return None


def _abbreviation(gone: Units, new: Units) -> Verdict | None:
    """The same words, some of them short on one side, in whatever order their system wants."""
    if not gone or not new:
        return None
    if any(unit.type is Type.ABBREVIATION for unit in (*gone, *new)):
        bags = [_expanded_words(side) for side in (gone, new)]
        if bags[0] and bags[0] == bags[1]:
            return Kind.ABBREVIATION, ACCIDENTAL
    if _is_cut_short(gone, new) or _is_cut_short(new, gone):
        return Kind.ABBREVIATION, ACCIDENTAL
    if _is_acronym(gone, new) or _is_acronym(new, gone):
        return Kind.ABBREVIATION, ACCIDENTAL
    return None


def _is_cut_short(short: Units, full: Units) -> bool:
    """``Min.`` for ``Minister``: a full stop, and the letters of the word in their order."""
    if len(short) != 2 or len(full) != 1 or short[1].text != ".":  # noqa: PLR2004
        return False
    return short[1].touches and is_shortened(short[0].key, full[0].key)


def _expanded_words(units: Units) -> Counter[str]:
    words = (word for unit in units if not unit.weak for word in unit.key.split())
    return Counter(
        word.removesuffix("'s").rstrip("'") for word in words if word not in group("function")
    )


_SHORTEST_ACRONYM = 2


def _is_acronym(short: Units, full: Units) -> bool:
    """Whether one side is the initials of the words of the other."""
    letters = "".join([unit.text.replace(".", "") for unit in short])
    if letters.islower():
        return False
    capitals = sum(letter.isupper() for letter in letters)
    if capitals < _SHORTEST_ACRONYM or not letters.isalpha() or len(letters) > 2 * capitals:
        return False
    words = [
        word
        for unit in full
        for word in fold(unit.text).replace("-", " ").split()
        if word[0].isalpha()
    ]
    heavy = [word for word in words if word not in group("function")]
    initials = {"".join(word[0] for word in some) for some in (words, heavy)}
    return len(heavy) > 1 and letters.casefold() in initials


def _marks(gone: Units, new: Units) -> Verdict | None:
    if not all(unit.is_mark and not unit.bracketed for unit in (*gone, *new)):
        return None
    question = [sum(unit.text == "?" for unit in side) for side in (gone, new)]
    return Kind.PUNCTUATION, ACCIDENTAL if question[0] == question[1] else SUBSTANTIVE


RECOGNISERS: Sequence[Recogniser] = (
    _marks,
    _same_letters,
    _pair,
    _interpolation,
    _dates,
    _contraction,
    _abbreviation,
    negation,
    ability,
    modality_changed,
)


def residue(gone: Units, new: Units) -> Verdict:
    """What is said where no recogniser says more: words came, went or changed."""
    if not new or not gone:
        if all(map(is_rough, gone or new)):
            return Kind.NUMBER, SUBSTANTIVE
        kind = Kind.OMISSION if gone else Kind.ADDITION
        return kind, SUBSTANTIVE if _matters(gone or new) else ACCIDENTAL
    if core(gone) and _are_articles(new):
        return Kind.OMISSION, SUBSTANTIVE
    if core(new) and _are_articles(gone):
        return Kind.ADDITION, SUBSTANTIVE
    says_other = bool(core(gone) or core(new)) or _small_matter(gone, new)
    return Kind.WORDING, SUBSTANTIVE if says_other else ACCIDENTAL


def _small_matter(gone: Units, new: Units) -> bool:
    """Whether small words that stand for others say something else."""
    if _tenses(gone) != _tenses(new) and _tenses(gone) and _tenses(new):
        return True
    keys = [{u.key for u in side if _matters([u])} for side in (gone, new)]
    return keys[0] != keys[1] and not _same_small(gone, new)


def _are_articles(units: Units) -> bool:
    """Whether only an article stands there: a short answer, an answer."""
    return all(unit.key in group("articles") for unit in units)


_TENSES = {
    **dict.fromkeys(("is", "are", "am", "has", "have", "does", "do"), "present"),
    **dict.fromkeys(("was", "were", "had", "did"), "past"),
}


def _tenses(units: Units) -> set[str]:
    return {_TENSES[unit.key] for unit in units if unit.key in _TENSES}


def _same_small(gone: Units, new: Units) -> bool:
    """Whether one small word stands for another that leads to the same: of, from; at, for."""
    keys = [[unit.key for unit in side] for side in (gone, new)]
    return len(gone) == len(new) and all(
        one == other or any({one, other} <= same for same in pairs("small_alike"))
        for one, other in zip(*keys, strict=True)
    )


def _matters(units: Units) -> bool:
    """Whether any unit can change what is said."""
    return any(
        not unit.weak or unit.key in group("pronouns") or unit.key in group("directions")
        for unit in units
    )
