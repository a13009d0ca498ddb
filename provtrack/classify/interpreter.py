"""Two passages in two languages: which numbers, dates and known names the one tells otherwise.

The words of a translation are all other words, so that nothing is said of them but that they are
another language's. What can be held against the original are its facts: a number that became
another, a day that was lost. A fact counts as told wherever it stands in the other passage and
however it is written there, since word order differs between languages; and where nothing can be
said for sure, nothing is said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from provtrack.align.across import script
from provtrack.classify.abbreviations import abbreviations as known_abbreviations
from provtrack.classify.facts import is_vague
from provtrack.classify.lexicon import fold, group
from provtrack.classify.reader import Change
from provtrack.classify.units import KNOWN, Builder, Knowledge, Unit
from provtrack.dates import Date, When
from provtrack.model import Kind, Significance, Text
from provtrack.names import Authority
from provtrack.numbers import Number
from provtrack.text import primary_language, tokenize

_SPELT = frozenset(("en", "ru"))
"""Languages whose numbers are read in words as well."""
_MONTHS = _SPELT | {"ko", "zh"}
"""Languages whose months are read."""
_OF_SCRIPT = {"CYRILLIC": "ru", "HANGUL": "ko", "CJK": "zh"}
_ENGLISH = 0.2
"""Share of small English words from which a text is taken for English, which has two fifths."""
_SAMPLE = 400
"""Words of a text that its language is told from."""

Figures = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Fact:
    """A number, a date or a known name.

    Attributes:
        unit: where it stands, and what it is.
        kind: what a difference in it is called.
        needs: of each of its readings, what the other side must have to tell the same.
        is_plain: whether the other language would be understood, if it told the same.
    """

    unit: Unit
    kind: Kind
    needs: tuple[Figures, ...]
    is_plain: bool = True


def _has_figure(text: str) -> bool:
    return any(character.isdecimal() for character in text)


class Interpreter:
    """Reads pairs of passages in two languages, as :class:`~provtrack.classify.Reader` does in one.

    Args:
        languages: primary subtags of the two texts, ``""`` where not known.
        dates: EDTF dates of the documents that they render, ``""`` where not known.
        names: the authority file. A name counts only where the file knows both bearers.
        abbreviations: a repository's own.
    """

    def __init__(
        self,
        languages: tuple[str, str],
        dates: tuple[str, str],
        names: Authority | None = None,
        abbreviations: Mapping[str, str] | None = None,
    ) -> None:
        known = known_abbreviations(tuple(sorted((abbreviations or {}).items())))
        self._knowledge = [Knowledge(known, names, date) for date in dates]
        self._is_spelt = _SPELT.issuperset(languages)
        self._has_months = _MONTHS.issuperset(languages)

    def changes(self, left: str, right: str) -> list[Change]:
        """The differences of two passages, in order: facts, and between them all other words."""
        sides = [
            self._facts(text, knowledge)
            for text, knowledge in zip((left, right), self._knowledge, strict=True)
        ]
        return list(_told((left, right), _differing(sides[0], sides[1], is_spelt=self._is_spelt)))

    def _facts(self, text: str, knowledge: Knowledge) -> list[_Fact]:
        units = Builder(text, tokenize(text), knowledge).build({})
        return [fact for unit in units if (fact := self._fact(unit))]

    def _fact(self, unit: Unit) -> _Fact | None:
        if is_vague(unit):
            return None
        if isinstance(unit.value, Number):
            needs = (frozenset(filter(_has_figure, reading)) for reading in unit.value.readings)
            return _Fact(unit, Kind.NUMBER, tuple(needs), self._is_plain(unit))
        if isinstance(unit.value, Date):
            needs = (self._figures(when) for when in unit.value.readings)
            return _Fact(unit, Kind.DATE, tuple(needs), self._is_plain(unit))
        if unit.key.startswith(KNOWN):
            return _Fact(unit, Kind.NAME, (frozenset((unit.key,)),))
        return None

    def _is_plain(self, unit: Unit) -> bool:
        return self._is_spelt or _has_figure(unit.text)

    def _figures(self, when: When) -> Figures:
        days = (when.start, when.end)
        parts = {str(part) for day in days for part in (day.year, day.day) if part}
        months = {f"month {day.month}" for day in days if day.month} if self._has_months else set()
        return frozenset(parts | months)


def language_of(text: Text) -> str:
    """The primary language of a text: as it is labelled, else as its script or words tell.

    Returns:
        A subtag of BCP 47, ``""`` for one that cannot be told.
    """
    if text.language:
        return primary_language(text.language)
    written = script(text.paragraphs)
    if written != "LATIN":
        return _OF_SCRIPT.get(written, "")
    words = [fold(word) for word in " ".join(text.paragraphs[:_SAMPLE]).split()[:_SAMPLE]]
    small = sum(word in group("function") for word in words)
    return "en" if small >= _ENGLISH * len(words) else ""


Pair = tuple[_Fact | None, _Fact | None]
"""A fact of the left side and what stands for it on the right; None for nothing."""


def _differing(left: Sequence[_Fact], right: Sequence[_Fact], *, is_spelt: bool) -> list[Pair]:
    """The facts that the other side does not tell, each with what is told in its place, in order.

    Args:
        left: the facts of the left passage.
        right: those of the right one.
        is_spelt: whether numbers in words are read in both languages.
    """
    untold = (_untold(left, right), _untold(right, left))
    result: list[Pair] = []
    for gone, new in _between_same(left, right):
        rest = [fact for fact in new if fact.is_plain]
        for fact in (fact for fact in gone if fact.is_plain):
            partner = next((other for other in rest if _replaces(fact, other, untold)), None)
            if partner:
                place = rest.index(partner)
                result += [(None, other) for other in rest[:place]]
                result.append((fact, partner))
                rest = rest[place + 1 :]
            else:
                result.append((fact, None))
        result += [(None, other) for other in rest]
    return [pair for pair in result if all(pair) or _is_missed(pair, untold, is_spelt=is_spelt)]


def _untold(own: Sequence[_Fact], others: Sequence[_Fact]) -> set[_Fact]:
    """The facts that the other side does not tell, and would be understood to tell if it did."""
    pool = frozenset().union(*(need for other in others for need in other.needs))
    return {
        fact
        for fact in own
        if fact.is_plain
        and not any(need <= pool for need in fact.needs)
        and not any(_same_day(fact, other) for other in others)
    }


def _same_day(one: _Fact, other: _Fact) -> bool:
    """Whether two dates may be the same: 17 January, 17 January 1956."""
    values = one.unit.value, other.unit.value
    return isinstance(values[0], Date) and isinstance(values[1], Date) and values[0].same(values[1])


def _between_same(
    left: Sequence[_Fact], right: Sequence[_Fact]
) -> Iterator[tuple[Sequence[_Fact], Sequence[_Fact]]]:
    """What stands before, between and behind the facts that both sides tell in the same order."""
    from rapidfuzz.distance import Indel

    numbers: dict[object, int] = {}
    keys = [
        [numbers.setdefault(fact.needs, len(numbers)) for fact in side] for side in (left, right)
    ]
    done = (0, 0)
    for code in Indel.opcodes(*keys):
        if code.tag == "equal":
            yield left[done[0] : code.src_start], right[done[1] : code.dest_start]
            done = (code.src_end, code.dest_end)
    yield left[done[0] :], right[done[1] :]


def _replaces(gone: _Fact, new: _Fact, untold: tuple[set[_Fact], set[_Fact]]) -> bool:
    """Whether one fact stands where the other was told; of two names neither is told elsewhere."""
    told = (gone not in untold[0], new not in untold[1])
    return gone.kind is new.kind and not (any(told) if gone.kind is Kind.NAME else all(told))


def _is_missed(pair: Pair, untold: tuple[set[_Fact], set[_Fact]], *, is_spelt: bool) -> bool:
    """Whether it is worth telling that one side has nothing for a fact: a figure that is lost."""
    return any(
        fact in own
        and fact.kind is not Kind.NAME
        and (_has_figure(fact.unit.text) if is_spelt else _is_exact(fact.unit.text))
        for fact, own in zip(pair, untold, strict=True)
        if fact
    )


def _is_exact(text: str) -> bool:
    """Whether figures are such as nobody writes in words: three or more before the noughts."""
    return len("".join(filter(str.isdecimal, text)).strip("0")) >= _EXACT


_EXACT = 3


def _told(texts: tuple[str, str], pairs: Sequence[Pair]) -> Iterator[Change]:
    """The differing facts, and before, between and behind them all other words."""
    done = (0, 0)
    for place, pair in enumerate(pairs):
        spans = [
            (fact.unit.start, fact.unit.end) if fact else _gap(texts, pairs[place:], side, done)
            for side, fact in enumerate(pair)
        ]
        (left, left_end), (right, right_end) = spans
        yield from _words(texts, done, (left, right))
        kind = next(fact.kind for fact in pair if fact)
        yield Change(kind, Significance.SUBSTANTIVE, (left, left_end), (right, right_end))
        done = (left_end, right_end)
    yield from _words(texts, done, (len(texts[0]), len(texts[1])))


def _gap(
    texts: tuple[str, str], pairs: Sequence[Pair], side: int, done: tuple[int, int]
) -> tuple[int, int]:
    """Where a side would tell what it lacks: between words, as far on as the other side is.

    Args:
        texts: both passages.
        pairs: those that are left, the first of which lacks this side.
        side: which one.
        done: the characters of each side that are gone through.
    """
    other = pairs[0][1 - side]
    ahead = next((fact.unit.start for pair in pairs if (fact := pair[side])), len(texts[side]))
    share = other.unit.start / len(texts[1 - side]) if other else 0.0
    place = texts[side].rfind(" ", 0, int(share * len(texts[side])) + 1) + 1
    place = min(max(place, done[side]), ahead)
    return place, place


def _words(
    texts: tuple[str, str], starts: tuple[int, int], ends: tuple[int, int]
) -> Iterator[Change]:
    """Two stretches of other words, without the white space that both have at their ends."""
    left, right = (text[start:end] for text, start, end in zip(texts, starts, ends, strict=True))
    if left == right:
        return
    before = min(len(side) - len(side.lstrip(" ")) for side in (left, right))
    after = min(len(side) - len(side.rstrip(" ")) for side in (left[before:], right[before:]))
    spans = [(start + before, end - after) for start, end in zip(starts, ends, strict=True)]
    yield Change(Kind.WORDING, Significance.ACCIDENTAL, spans[0], spans[1])
