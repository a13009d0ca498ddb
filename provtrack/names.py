"""The authority file: which written names are one person's, place's or body's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from provtrack.romanisation import sounds_same
from provtrack.text import Token, fold, tokenize

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


@dataclass(frozen=True)
class Authority:
    """All bearers of names that a repository knows."""

    entries: tuple[Entry, ...] = field(default=())

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Authority":
        """The authority of these entries."""
        return cls(tuple(entries))

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
    def _longest(self) -> int:
        return max(map(len, self._folded), default=0)

    def may_begin(self, word: str) -> bool:
        """Whether a name that is known begins with this word."""
        return fold(without_possessive(word)) in self._firsts

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
        index = 0
        while index < len(tokens):
            end, identifier = self._longest_at(tokens, index)
            if identifier is None:
                index += 1
                continue
            yield index, end, identifier
            index = end

    def _longest_at(self, tokens: Sequence[Token], index: int) -> tuple[int, str | None]:
        text = tokens[index].text
        if text[0].islower() or fold(without_possessive(text)) not in self._firsts:
            return index, None
        # Hyphens are left out of the forms, so a name may take up to twice the tokens.
        for end in range(min(len(tokens), index + 2 * self._longest), index, -1):
            if tokens[end - 1].text in _HYPHENS:
                continue
            identifier = self._at(tokens[index:end])
            if identifier:
                return end, identifier
        return index, None

    def _at(self, tokens: Sequence[Token]) -> str | None:
        for exact, table in ((True, self._exact), (False, self._folded)):
            words = tuple(_words(tokens, exact=exact))
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
            plain = token.text.replace("’", "'").replace("ʼ", "'")
            yield plain.casefold() if exact else fold(plain)


def same_name(one: str, other: str, authority: Authority | None = None) -> bool:
    """Whether two written names are one bearer's.

    The authority decides where it knows both; otherwise the systems of romanisation do.
    """
    if authority:
        known = (authority.identify(one), authority.identify(other))
        if None not in known:
            return known[0] == known[1]
    return sounds_same(one, other)
