"""The authority file: which written names are one person's, place's or body's."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from provtrack.romanisation import letters, sounds_same
from provtrack.text import Token, fold, tokenize

if TYPE_CHECKING:
    from provtrack.model import Text

__all__ = ["Authority", "Entry", "Form", "Suggestion", "same_name", "sounds_same", "suggest"]


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
        if text[0].islower() or fold(text) not in self._firsts:
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
            found = table.get(tuple(_words(tokens, exact=exact)), frozenset())
            if len(found) == 1:
                return next(iter(found))
        return None


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


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that the authority file could take in.

    Attributes:
        name: as it is written.
        count: how often it occurs.
        entry: id of the entry that it may be a form of, ``""`` when none is near.
        like: other names in the texts, or the entry's form, that it is near to.
        reason: ``"romanisation"`` where a system's rules lead from the one to the other,
            ``"spelling"`` where they differ by little.
    """

    name: str
    count: int
    entry: str
    like: tuple[str, ...]
    reason: str


_NEAR = 0.84
"""Likeness (normalised Indel similarity of letters) from which two names may be one by mistake:
*Suzdalev* and *Suzdaliev* have 0.94, *Pak Chang-ok* and *Pak Chang-ik* 0.90, which an editor has to
tell apart; *Suzdalev* and *Suslov* 0.71."""


def suggest(texts: "Iterable[Text]", authority: Authority) -> tuple[Suggestion, ...]:
    """Names that the authority does not know, near to one that it does or to each other.

    Only names of two words up are considered, and single words that a known form has.
    """
    from provtrack.classify.namelike import names_in

    found: Counter[str] = Counter()
    for text in texts:
        for paragraph in text.paragraphs:
            found.update(name for name in names_in(paragraph) if not authority.identify(name))
    known = [(entry.id, form) for entry in authority.entries for form in entry.written]
    result = []
    for name, count in sorted(found.items()):
        suggestion = _near_known(name, count, known) or _near_other(name, count, found)
        if suggestion:
            result.append(suggestion)
    return tuple(result)


def _near_known(name: str, count: int, known: Sequence[tuple[str, str]]) -> Suggestion | None:
    for identifier, form in known:
        if sounds_same(name, form):
            return Suggestion(name, count, identifier, (form,), "romanisation")
    near = [(identifier, form) for identifier, form in known if _is_near(name, form)]
    if not near:
        return None
    return Suggestion(name, count, near[0][0], tuple(form for _, form in near), "spelling")


def _near_other(name: str, count: int, found: Iterable[str]) -> Suggestion | None:
    others = [other for other in sorted(found) if other != name]
    alike = tuple(other for other in others if sounds_same(name, other))
    if alike:
        return Suggestion(name, count, "", alike, "romanisation")
    near = tuple(other for other in others if _is_near(name, other))
    return Suggestion(name, count, "", near, "spelling") if near else None


def _is_near(one: str, other: str) -> bool:
    from rapidfuzz.distance import Indel

    plain = (letters(one), letters(other))
    return min(map(len, plain)) > 4 and Indel.normalized_similarity(*plain) >= _NEAR  # noqa: PLR2004
