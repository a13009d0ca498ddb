"""What the comparison of two passages counts in: words, marks, and whatever must not be torn.

A number, a date, a name, an abbreviation and what it stands for, a hyphenated word: each is one
unit, with a key that is the same for whatever says the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import compress
from operator import add, eq, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from provtrack import dates, numbers
from provtrack.classify import expressions
from provtrack.classify.abbreviations import Abbreviations
from provtrack.classify.brackets import bracketed
from provtrack.classify.lexicon import fold, group
from provtrack.classify.spelling import american
from provtrack.names import without_possessive
from provtrack.romanisation import places
from provtrack.text import Token, Vocabulary, texts_of

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

_MARK = Type.MARK  # asked for again and again, and a member of an enumeration is slow to get at


class Unit(NamedTuple):
    """A stretch of text that is kept or changed as a whole.

    Attributes:
        text: its characters; a space stands for a paragraph break.
        key: units with the same key answer each other, however they are written.
        type: what it is.
        value: a :class:`~provtrack.numbers.Number`, a :class:`~provtrack.dates.Date`, or None.
        bracketed: whether it stands in an editor's or translator's brackets, these included.
        weak: whether it carries little meaning of its own: a function word, a mark.
        touches: whether no space parts it from what is before it.
        start: of its first character, in the text.
        end: after its last character.
    """

    text: str
    key: str
    type: Type
    value: numbers.Number | dates.Date | None
    bracketed: bool
    weak: bool
    touches: bool
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation, not a word."""
        return self.type is _MARK


_new_unit = partial(tuple.__new__, Unit)

meaning: Callable[[Unit], tuple[object, ...]] = itemgetter(slice(Unit._fields.index("start")))
"""What a unit says, wherever it stands."""


def _said(word: str) -> tuple[str, str, Type, None, bool, bool]:
    """What a unit says that is this word or mark, as far as the word alone tells."""
    key, type_, weak = plain_reading(word) or (word, Type.WORD, False)
    return word, key, type_, None, False, weak


_PLAIN = Vocabulary(_said)
_SWAYED = Vocabulary(lambda word: plain_reading(word) is None)
"""Whether what is around a word can change what it says."""


_CAPITAL = Vocabulary(lambda word: len(word) == 1 and word.isupper())
_PLACES = Vocabulary(lambda word: () if word[0].islower() else places().get(fold(word), ()))
"""The names of several words that a word may begin."""
_PLACE_MARKS = frozenset(("-", "‑", "–", "."))
"""What may stand inside of them: Brest-Litovsk, St. Petersburg."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What units are recognised with."""

    abbreviations: Abbreviations
    names: "Authority | None" = None
    date: str = ""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


KNOWN = "name "
"""Begins the key of a name that the authority file knows."""


class Builder:
    """Finds the long units first; what is left are words and marks."""

    def __init__(self, text: str, tokens: Sequence[Token], knowledge: Knowledge) -> None:
        self.text = text
        self.tokens = tokens
        self.texts = list(texts_of(tokens))
        self.knowledge = knowledge
        self.taken = [False] * len(tokens)
        self.found: dict[int, tuple[int, Unit]] = {}
        self.compounds: set[str] = set()
        self.modal_pairs = 0
        self.abbreviations = list(knowledge.abbreviations.find(tokens))
        self.forms: dict[str, set[tuple[str, ...]]] = {}
        for one in self.abbreviations:
            self.forms.setdefault(one.key, set()).add(one.form)

    @property
    def names(self) -> dict[str, str]:
        """By their keys, the names that were found, each as it was written last."""
        found = (unit for _, unit in self.found.values())
        return {unit.key: unit.text for unit in found if unit.type is Type.NAME}

    @property
    def has_brackets(self) -> bool:
        """Whether an editor may have put something in, or a note stand, in the text."""
        return "[" in self.text or "(" in self.text

    def build(self, others: Mapping[str, set[tuple[str, ...]]]) -> list[Unit]:
        """The units, given the forms of abbreviations in the other text."""
        self._authority()
        self._places()
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
        self._initials()
        return bracketed(self._rest()) if self.has_brackets else self._rest()

    def _initials(self) -> None:
        """Capitals with full stops that stand for a body or an office: R.N., M.P."""
        texts = self.texts
        done = 0
        for index in compress(range(len(texts)), map(_CAPITAL.__getitem__, texts)):
            if index < done:
                continue
            end = index
            while end + 1 < len(texts) and _CAPITAL[texts[end]] and texts[end + 1] == ".":
                if self.tokens[end].end != self.tokens[end + 1].start or (
                    end > index and self.tokens[end - 1].end != self.tokens[end].start
                ):
                    break
                end += 2
            done = end
            if end > index + 2:
                key = "".join(texts[index:end:2]).casefold()
                self._take(index, end, key, Type.ABBREVIATION)

    def _authority(self) -> None:
        names = self.knowledge.names
        if names is None:
            return
        for start, end, identifier in names.find(self.tokens):
            self._take(start, end, f"{KNOWN}{identifier}", Type.NAME)

    def _places(self) -> None:
        """Places that are called by several words: Ho Chi Minh City, St. Petersburg."""
        for index in compress(range(len(self.tokens)), map(_PLACES.__getitem__, self.texts)):
            for words in _PLACES[self.texts[index]]:
                end = self._end_of_place(index, words)
                if end:
                    self._take(index, end, "".join(words), Type.NAME)
                    break

    def _end_of_place(self, start: int, words: Sequence[str]) -> int:
        """Where a place of these words ends that begins at a token; 0 where another stands."""
        end = start
        for word in words:
            if end < len(self.texts) and self.texts[end] in _PLACE_MARKS and end > start:
                end += 1
            if end >= len(self.texts) or fold(without_possessive(self.texts[end])) != word:
                return 0
            end += 1
        return end

    def _expressions(self) -> None:
        """Expressions of several words that act as one: had to, no one, by no means, a few."""
        for index, phrase, type_ in expressions.find(self.texts):
            self._take(index, index + len(phrase), " ".join(phrase), type_)
            self.modal_pairs += type_ is Type.MODAL

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
        self.found[start] = (end, self._unit(start, end, key, type_, value))

    def _unit(
        self,
        start: int,
        end: int,
        key: str,
        type_: Type = Type.WORD,
        value: numbers.Number | dates.Date | None = None,
        *,
        weak: bool = False,
    ) -> Unit:
        """What a run of tokens makes."""
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        touches = start > 0 and self.tokens[start - 1].end == first
        text = _flat(self.text[first:last])
        return Unit(text, key, type_, value, False, weak, touches, first, last)

    def _rest(self) -> list[Unit]:
        """All units in order: the long ones that were found, and single words and marks."""
        plain = self._as_if_plain()
        result: list[Unit] = []
        done = 0
        for index in self._special():
            if index < done:
                continue
            result += plain[done:index]
            if self.taken[index]:
                done, unit = self.found[index]
            else:
                done = self._end(index)
                unit = self._single(index) if done == index + 1 else self._compound(index, done)
            result.append(unit)
        result += plain[done:]
        return result

    def _as_if_plain(self) -> list[Unit]:
        """Each token as the unit that it is wherever it stands; of some it only has the place."""
        if not self.tokens:
            return []
        texts, starts, ends = zip(*self.tokens, strict=True)
        touches = map(eq, starts, (-1, *ends))
        places = zip(touches, starts, ends, strict=False)
        return list(map(_new_unit, map(add, map(_PLAIN.__getitem__, texts), places)))

    def _special(self) -> list[int]:
        """Where a long unit begins, or stands a word that its neighbours sway."""
        texts = self.texts
        special = {*self.found, *compress(range(len(texts)), map(_SWAYED.__getitem__, texts))}
        if not HYPHENS.isdisjoint(texts):
            special.update(i for i, text in enumerate(texts[1:]) if text in HYPHENS)
        return sorted(special)

    def _end(self, index: int) -> int:
        """Where a row of full stops ends, or a word that hyphens hold together."""
        following = self.tokens[index + 1].text if index + 1 < len(self.tokens) else ""
        if following == ".":
            return self._dots_end(index)
        return self._compound_end(index) if following in HYPHENS else index + 1

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
        if self.tokens[start].text == ".":
            return self._unit(start, end, "...", Type.MARK, weak=True)
        words = (token.text for token in self.tokens[start:end] if token.text not in HYPHENS)
        key = "".join(american(letters_of(word)) for word in words)
        self.compounds.add(key)
        return self._unit(start, end, key)

    def _single(self, index: int) -> Unit:
        text = self.tokens[index].text
        end = index + 1
        if not text[0].isalnum():
            return self._unit(index, end, mark_key(text), Type.MARK, weak=True)
        key, type_, weak, is_plain = reading_of(text)
        if key == "should" and self._is_polite(index):
            return self._unit(index, end, "would", type_, weak=weak)
        if key in hedges() and self._is_before_number(index):
            return self._unit(index, end, f"{_ROUGHLY}{key}" if key in group("roughly") else key)
        if is_plain:
            return self._unit(index, end, key, type_, weak=weak)
        if (type_ is Type.NEGATION and self._is_idle(index, "not_negating")) or (
            type_ is Type.MODAL and (self._is_idle(index, "not_modal") or not self._is_verb(index))
        ):
            type_ = Type.WORD
        elif is_negating(key) and self._next(index) == "to":
            type_ = Type.NEGATION
        return self._unit(index, end, key, type_, weak=weak)

    def _is_before_number(self, index: int) -> bool:
        found = self.found.get(index + 1)
        return found is not None and found[1].type is Type.NUMBER

    def _next(self, index: int) -> str:
        return fold(self.tokens[index + 1].text) if index + 1 < len(self.tokens) else ""

    def _is_verb(self, index: int) -> bool:
        """Whether a modal word is used as one: not after an article, nor at the end of a phrase."""
        if self.texts[index] not in _NOUNS:
            return True
        before = fold(self.tokens[index - 1].text) if index else ""
        after = self._next(index)
        if before in group("articles") or after in {"of", "."}:
            return False
        return after != "," or before in _BEFORE_VERB

    def _is_polite(self, index: int) -> bool:
        """Whether *should* says what *would* says: I should like."""
        before = fold(self.texts[index - 1]) if index else ""
        return before in ("i", "we") and self._next(index) in _POLITE

    def _is_idle(self, index: int, phrases: str) -> bool:
        """Whether a word stands in a phrase that takes its usual force from it."""
        around = self.tokens[max(0, index - 4) : index + 5]
        text = f" {' '.join(fold(token.text) for token in around)} "
        word = fold(self.tokens[index].text)
        return any(f" {phrase} " in text for phrase in _phrases_with(phrases, word))


_NOUNS = _set("might can will need must May Might Can Will Need Must")
"""Modal words that are nouns or names as well."""
_POLITE = _set("like prefer say think imagine welcome appreciate wish")
_BEFORE_VERB = _set("and or but i he she it we you they who which that this there")
"""Before such a word and a comma these show that it is a verb: he must, if need be, resign."""


_ROUGHLY = "roughly "
"""Begins the key of a word that makes a number inexact."""


def is_rough(unit: Unit) -> bool:
    """Whether a word makes the number after it inexact: about, some, circa."""
    return unit.key.startswith(_ROUGHLY)


@lru_cache(maxsize=1 << 16)
def _phrases_with(name: str, word: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in group(name) if word in phrase.split())


def _flat(text: str) -> str:
    return text.replace("\n", " ")
