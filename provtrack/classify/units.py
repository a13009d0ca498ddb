"""What the comparison of two passages counts in: words, marks, and whatever must not be torn.

A number, a date, a name, an abbreviation and what it stands for, a hyphenated word: each is one
unit, with a key that is the same for whatever says the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from provtrack import dates, numbers
from provtrack.classify.abbreviations import Abbreviations
from provtrack.classify.lexicon import fold, group, modal_class
from provtrack.classify.spelling import american
from provtrack.names import without_possessive
from provtrack.romanisation import sounds_same
from provtrack.text import Token, tokenize

if TYPE_CHECKING:
    from provtrack.names import Authority
from provtrack.classify.namelike import name_runs
from provtrack.classify.vocabulary import (
    HYPHENS,
    Type,
    hedges,
    is_negating,
    letters_of,
    mark_key,
    plain_reading,
    reading_of,
)


class Unit(NamedTuple):
    """A stretch of text that is kept or changed as a whole.

    Attributes:
        text: its characters; a space stands for a paragraph break.
        start: of the first, in the text.
        end: after the last.
        key: units with the same key answer each other, however they are written.
        type: what it is.
        value: a :class:`~provtrack.numbers.Number`, a :class:`~provtrack.dates.Date`, or None.
        bracketed: whether it stands in an editor's or translator's brackets, these included.
        weak: whether it carries little meaning of its own: a function word, a mark.
    """

    text: str
    start: int
    end: int
    key: str
    type: Type = Type.WORD
    value: numbers.Number | dates.Date | None = None
    bracketed: bool = False
    weak: bool = False

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation, not a word."""
        return self.type is Type.MARK


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What units are recognised with."""

    abbreviations: Abbreviations
    names: "Authority | None" = None
    date: str = ""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NOTE_WORDS = _set("sic translator translators note editor editors illegible handwritten")


_LONGEST_NOTE = 200
"""Tokens. A bracket that is not closed within so many is a mark like others."""


def unit_pair(
    texts: tuple[str, str], knowledge: tuple[Knowledge, Knowledge]
) -> tuple[list[Unit], list[Unit]]:
    """The units of two texts that are to be compared.

    A full form of several words is one unit only where the other text has a short or another form
    of it; elsewhere its words are compared one by one.
    """
    left, right = (
        _Builder(text, tokenize(text), known) for text, known in zip(texts, knowledge, strict=True)
    )
    units = (left.build(right.forms), right.build(left.forms))
    return units[0], _named_alike(*units)


def _named_alike(left: Sequence["Unit"], right: list["Unit"]) -> list["Unit"]:
    """The right units, names that only another romanisation sets apart under the left one's key."""
    own, other = ({u.key: u.text for u in side if u.type is Type.NAME} for side in (left, right))
    keys = {
        strange: key
        for strange in other.keys() - own.keys()
        for key in sorted(own.keys() - other.keys())
        if not (strange.startswith(KNOWN) and key.startswith(KNOWN))
        and sounds_same(*map(without_possessive, (own[key], other[strange])))
    }
    if not keys:
        return right
    return [unit._replace(key=keys.get(unit.key, unit.key)) for unit in right]


KNOWN = "name "
"""Begins the key of a name that the authority file knows."""


class _Builder:
    """Finds the long units first; what is left are words and marks."""

    def __init__(self, text: str, tokens: Sequence[Token], knowledge: Knowledge) -> None:
        self.text = text
        self.tokens = tokens
        self.knowledge = knowledge
        self.taken = [False] * len(tokens)
        self.found: dict[int, tuple[int, Unit]] = {}
        self.abbreviations = list(knowledge.abbreviations.find(tokens))
        self.forms: dict[str, set[tuple[str, ...]]] = {}
        for one in self.abbreviations:
            self.forms.setdefault(one.key, set()).add(one.form)

    def build(self, others: Mapping[str, set[tuple[str, ...]]]) -> list[Unit]:
        """The units, given the forms of abbreviations in the other text."""
        self._authority()
        for date in dates.find(self.tokens, self.knowledge.date):
            when = date.readings[0]
            key = f"date {when.edtf} {when.sort} {when.part}"
            self._take(date.start, date.end, key, Type.DATE, date)
        for one in self.abbreviations:
            if one.is_short or others.get(one.key, set()) - {one.form}:
                self._take(one.start, one.end, one.key, Type.ABBREVIATION)
        self._expressions()
        for number in numbers.find(self.tokens, self.taken):
            self._take(
                number.start,
                number.end,
                "number " + " ".join(number.readings[0]),
                Type.NUMBER,
                number,
            )
        for start, end in name_runs(self.tokens, self.taken):
            words = [token.text for token in self.tokens[start:end]]
            words[-1] = without_possessive(words[-1])
            key = "".join(map(letters_of, words))
            self._take(start, end, key, Type.NAME)
        return self._bracketed(list(self._rest()))

    def _authority(self) -> None:
        names = self.knowledge.names
        if names is None:
            return
        for start, end, identifier in names.find(self.tokens):
            self._take(start, end, f"{KNOWN}{identifier}", Type.NAME)

    def _expressions(self) -> None:
        """Expressions of several words that act as one: had to, no one, by no means, a few."""
        firsts = _firsts()
        for index, token in enumerate(self.tokens):
            if token.text not in firsts:
                continue
            for phrase, type_ in _beginning(token.text):
                end = index + len(phrase)
                if tuple(fold(one.text) for one in self.tokens[index:end]) != phrase:
                    continue
                if type_ is Type.MODAL and not self._leads_to_verb(index, end):
                    continue
                self._take(index, end, " ".join(phrase), type_)
                break

    def _leads_to_verb(self, start: int, end: int) -> bool:
        before = fold(self.tokens[start - 1].text) if start else ""
        after = fold(self.tokens[end].text) if end < len(self.tokens) else ""
        return before not in group("articles") and after.isalpha() and after not in _NO_VERB

    def _take(
        self,
        start: int,
        end: int,
        key: str,
        type_: Type,
        value: numbers.Number | dates.Date | None = None,
    ) -> None:
        if any(self.taken[start:end]):
            return
        self.taken[start:end] = [True] * (end - start)
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        self.found[start] = (
            end,
            Unit(_flat(self.text[first:last]), first, last, key, type_, value),
        )

    def _rest(self) -> Iterator[Unit]:
        """All units in order: the long ones that were found, and single words and marks."""
        index = 0
        count = len(self.tokens)
        while index < count:
            if self.taken[index]:
                index, unit = self.found[index]
                yield unit
                continue
            text, start, stop = self.tokens[index]
            plain = plain_reading(text)
            following = self.tokens[index + 1].text if index + 1 < count else ""
            if plain and following not in HYPHENS:
                yield Unit(text, start, stop, plain[0], plain[1], None, False, plain[2])
                index += 1
                continue
            end = index + 1
            if following == ".":
                end = self._dots_end(index)
            elif following in HYPHENS:
                end = self._compound_end(index)
            yield self._compound(index, end) if end - index > 1 else self._single(index)
            index = end

    def _dots_end(self, index: int) -> int:
        """Where a row of full stops ends, or any other token."""
        end = index + 1
        while end < len(self.tokens) and self.tokens[index].text == self.tokens[end].text == ".":
            if self.tokens[end - 1].end != self.tokens[end].start:
                break
            end += 1
        return end

    def _compound_end(self, index: int) -> int:
        """Where a word ends that hyphens hold together."""
        end = index + 1
        if not self.tokens[index].text[0].isalpha():
            return end
        while end + 1 < len(self.tokens) and not (self.taken[end] or self.taken[end + 1]):
            before, hyphen, after = self.tokens[end - 1 : end + 2]
            if (
                hyphen.text not in HYPHENS
                or before.end != hyphen.start
                or hyphen.end != after.start
            ):
                break
            if not after.text[0].isalnum():
                break
            end += 2
        return end

    def _compound(self, start: int, end: int) -> Unit:
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        text = _flat(self.text[first:last])
        if text[0] == ".":
            return Unit(text, first, last, "...", Type.MARK, weak=True)
        return Unit(text, first, last, american(letters_of(text)))

    def _single(self, index: int) -> Unit:
        token = self.tokens[index]
        if not token.text[0].isalnum():
            key = mark_key(token.text)
            return Unit(token.text, token.start, token.end, key, Type.MARK, weak=True)
        key, type_, weak, is_plain = reading_of(token.text)
        if key in hedges() and self._is_before_number(index):
            key = f"{_ROUGHLY}{key}" if key in group("roughly") else key
            return Unit(token.text, token.start, token.end, key)
        if is_plain:
            return Unit(token.text, token.start, token.end, key, type_, weak=weak)
        if (type_ is Type.NEGATION and self._is_idle(index, "not_negating")) or (
            type_ is Type.MODAL and (self._is_idle(index, "not_modal") or not self._is_verb(index))
        ):
            type_ = Type.WORD
        elif is_negating(key) and self._next(index) == "to":
            type_ = Type.NEGATION
        return Unit(token.text, token.start, token.end, key, type_, weak=weak)

    def _is_before_number(self, index: int) -> bool:
        found = self.found.get(index + 1)
        return found is not None and found[1].type is Type.NUMBER

    def _next(self, index: int) -> str:
        return fold(self.tokens[index + 1].text) if index + 1 < len(self.tokens) else ""

    def _is_verb(self, index: int) -> bool:
        """Whether a modal word is used as one: not after an article, nor at the end of a phrase."""
        before = fold(self.tokens[index - 1].text) if index else ""
        return before not in group("articles") and self._next(index) not in {"of", ".", ","}

    def _is_idle(self, index: int, phrases: str) -> bool:
        """Whether a word stands in a phrase that takes its usual force from it."""
        around = self.tokens[max(0, index - 4) : index + 5]
        text = f" {' '.join(fold(token.text) for token in around)} "
        word = fold(self.tokens[index].text)
        return any(f" {phrase} " in text for phrase in _phrases_with(phrases, word))

    def _bracketed(self, found: list[Unit]) -> list[Unit]:
        if "[" not in self.text and "(" not in self.text:
            return found
        stack: list[int] = []
        for index, unit in enumerate(found):
            if unit.text in _PARTNERS:
                stack.append(index)
            elif unit.text in _PARTNERS.values() and stack:
                start = stack.pop()
                if self._is_note(found[start : index + 1]):
                    for inside in range(start, index + 1):
                        found[inside] = _in_brackets(found[inside])
        return found

    @staticmethod
    def _is_note(inside: Sequence[Unit]) -> bool:
        if len(inside) > _LONGEST_NOTE or _PARTNERS[inside[0].text] != inside[-1].text:
            return False
        return inside[0].text == "[" or any(unit.key in _NOTE_WORDS for unit in inside[1:3])


_ROUGHLY = "roughly "
"""Begins the key of a word that makes a number inexact."""


def is_rough(unit: Unit) -> bool:
    """Whether a word makes the number after it inexact: about, some, circa."""
    return unit.key.startswith(_ROUGHLY)


@lru_cache(maxsize=1 << 16)
def _beginning(text: str) -> tuple[tuple[tuple[str, ...], Type], ...]:
    """The expressions of several words that a word may begin, the longest of each type first."""
    return tuple(_expressions_by_first().get(text.casefold(), ()))


@cache
def _firsts() -> frozenset[str]:
    """The words that begin such an expression, as they may be written."""
    words = _expressions_by_first()
    return frozenset(form for word in words for form in (word, word.capitalize(), word.upper()))


@cache
def _expressions_by_first() -> dict[str, list[tuple[tuple[str, ...], Type]]]:
    modal = [tuple(expression.split()) for expression in modal_class()]
    result: dict[str, list[tuple[tuple[str, ...], Type]]] = {}
    for phrases, type_ in (
        (modal, Type.MODAL),
        ([tuple(one.split("_")) for one in group("negating")], Type.NEGATION),
        ([tuple(one.split("_")) for one in group("quantifying")], Type.QUANTITY),
    ):
        for phrase in sorted(phrases, key=len, reverse=True):
            if len(phrase) > 1:
                result.setdefault(phrase[0], []).append((phrase, type_))
    return result


_NO_VERB = _set(
    "the a an this that these those him her them us me his its their our my your which whom what"
)
"""After these ``was to`` is a place or a person: it was to him a riddle."""


_PARTNERS = {"[": "]", "(": ")"}


def _in_brackets(unit: Unit) -> Unit:
    return unit._replace(bracketed=True)


@lru_cache(maxsize=1 << 16)
def _phrases_with(name: str, word: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in group(name) if word in phrase.split())


def _flat(text: str) -> str:
    return text.replace("\n", " ")
