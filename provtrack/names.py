"""The authority file: which written names are one person's, place's or body's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import compress
from typing import Protocol

from provtrack.romanisation import sounds_same
from provtrack.text import Token, Vocabulary, fold, texts_of, tokenize

__all__ = ["Authority", "Entry", "Form", "same_name", "sounds_same"]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name, and the system that writes it so (``"wade-giles"``)."""

    form: str
    system: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One bearer of a name.

    Attributes:
        id: by which it is referred to.
        preferred: the form to use.
        original: in its own script, ``""`` when not known.
        forms: other romanisations, in any number.
    """

    id: str
    preferred: str
    original: str = ""
    forms: tuple[Form, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """All forms, each once."""
        every = (self.preferred, self.original, *(form.form for form in self.forms))
        return tuple(dict.fromkeys(form for form in every if form))


class WrittenForm(Protocol):
    """What a form of the authority file says of itself."""

    @property
    def form(self) -> str: ...
    @property
    def system(self) -> str: ...


class WrittenName(Protocol):
    """What an entry of the authority file says of itself, however it was read."""

    @property
    def id(self) -> str: ...
    @property
    def preferred(self) -> str: ...
    @property
    def original(self) -> str: ...
    @property
    def forms(self) -> Sequence[WrittenForm]: ...


@dataclass(frozen=True)
class Authority:
    """All bearers of names that a repository knows."""

    entries: tuple[Entry, ...] = field(default=())

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Authority":
        """The authority of these entries."""
        return cls(tuple(entries))

    @classmethod
    def of_file(cls, names: Iterable[WrittenName]) -> "Authority":
        """The authority of the entries of ``records/names.toml``."""
        return cls.of(
            Entry(
                name.id,
                name.preferred,
                name.original,
                tuple(Form(each.form, each.system) for each in name.forms),
            )
            for name in names
        )

    @cached_property
    def _exact(self) -> dict[tuple[str, ...], frozenset[str]]:
        return self._index(exact=True)

    @cached_property
    def _folded(self) -> dict[tuple[str, ...], frozenset[str]]:
        return self._index(exact=False)

    def _index(self, *, exact: bool) -> dict[tuple[str, ...], frozenset[str]]:
        result: dict[tuple[str, ...], frozenset[str]] = {}
        for entry in self.entries:
            for form in entry.written:
                key = tuple(_words(tokenize(form), exact=exact))
                result[key] = result.get(key, frozenset()) | {entry.id}
        return result

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset(key[0] for key in self._folded if key)

    @cached_property
    def most_words(self) -> int:
        """Words of the form that has most, hyphens apart."""
        return max(map(len, self._folded), default=0)

    @cached_property
    def longest_form(self) -> int:
        """Characters that the longest form takes up in a text, its possessive included."""
        return 8 + max((len(form) for entry in self.entries for form in entry.written), default=0)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of all forms, folded."""
        return frozenset(word for key in self._folded for word in key)

    @cached_property
    def _beginning(self) -> Vocabulary[bool]:
        """Whether a name begins with a word as it is written."""
        return Vocabulary(self._begins)

    def _begins(self, word: str) -> bool:
        return not word[0].islower() and self.may_begin(word)

    def may_begin(self, word: str) -> bool:
        """Whether a name that is known begins with this word."""
        return _folded_word(without_possessive(word)) in self._firsts

    def identify(self, name: str) -> str | None:
        """The id of the one entry that a name is a form of; None for none or several.

        A form that fits as it is written wins over one that fits without its diacritics.
        """
        tokens = tokenize(name)
        return self._at(tokens)

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
        """The longest known names, as first token, token after the last, and id.

        Names begin with a capital where their form does.
        """
        done = 0
        beginning = map(self._beginning.__getitem__, texts_of(tokens))
        for index in compress(range(len(tokens)), beginning):
            if index < done:
                continue
            end, identifier = self.longest_at(tokens, index)
            if identifier is not None:
                yield index, end, identifier
                done = end

    def longest_at(self, tokens: Sequence[Token], index: int) -> tuple[int, str | None]:
        """The token after the longest known name that begins at one, and its id if there is one."""
        if not self._beginning[tokens[index].text]:
            return index, None
        ends, exact, folded = self._ahead(tokens, index)
        for count in range(len(ends), 0, -1):
            identifier = self._only(exact[:count], folded[:count])
            if identifier:
                return ends[count - 1], identifier
        return index, None

    def _ahead(self, tokens: Sequence[Token], index: int) -> tuple[list[int], list[str], list[str]]:
        """The words from a token on that any name has, with the token after each.

        Hyphens are left out of the forms, so a name may take up to twice the tokens.
        """
        ends: list[int] = []
        exact: list[str] = []
        folded: list[str] = []
        for place in range(index, min(len(tokens), index + 2 * self.most_words)):
            text = tokens[place].text
            if text in _HYPHENS:
                continue
            word = _folded_word(_plain(text))
            if word not in self.words and without_possessive(word) not in self.words:
                break
            ends.append(place + 1)
            exact.append(_plain(text).casefold())
            folded.append(word)
        return ends, exact, folded

    def _at(self, tokens: Sequence[Token]) -> str | None:
        plain = [_plain(token.text) for token in tokens if token.text not in _HYPHENS]
        return self._only([each.casefold() for each in plain], list(map(_folded_word, plain)))

    def _only(self, exact: Sequence[str], folded: Sequence[str]) -> str | None:
        """The one entry that has a form of these words, as they are written or folded."""
        for words, table in ((tuple(exact), self._exact), (tuple(folded), self._folded)):
            bare = (*words[:-1], *map(without_possessive, words[-1:]))
            found = table.get(words) or table.get(bare) or frozenset()
            if len(found) == 1:
                return next(iter(found))
        return None


def without_possessive(word: str) -> str:
    """A word without the ending of the English possessive: *Hegai's* is a form of *Hegai*."""
    return word.removesuffix("'s").removesuffix("\u2019s")


_HYPHENS = frozenset("-‑–")


def _words(tokens: Iterable[Token], *, exact: bool) -> Iterator[str]:
    for token in tokens:
        if token.text not in _HYPHENS:
            plain = _plain(token.text)
            yield plain.casefold() if exact else _folded_word(plain)


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("ʼ", "'")


@lru_cache(maxsize=1 << 14)
def _folded_word(word: str) -> str:
    return fold(word)


def same_name(one: str, other: str, authority: Authority | None = None) -> bool:
    """Whether two written names are one bearer's.

    The authority decides where it knows both; otherwise the systems of romanisation do.
    """
    if authority:
        known = (authority.identify(one), authority.identify(other))
        if None not in known:
            return known[0] == known[1]
    return sounds_same(one, other)
