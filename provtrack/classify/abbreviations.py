"""Short forms and what they stand for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress

from provtrack.classify.lexicon import fold, section, words
from provtrack.classify.spelling import american
from provtrack.numbers.words import MONEY_SIGNS, ROMAN, SCALES, SMALL, TENS
from provtrack.text import Token, Vocabulary, texts_of, tokenize


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write something that can be abbreviated.

    Attributes:
        tokens: of the form, folded; as they are where the form is all capitals.
        key: of what it stands for.
        exact: whether the case must be as written.
        is_short: whether it is an abbreviation, not the full form.
        place: where alone it is a short form: ``"before"`` or ``"after"`` a number, before a
            ``"name"``.
    """

    tokens: tuple[str, ...]
    key: str
    exact: bool
    is_short: bool
    place: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A form in a text: tokens ``start:end``, the key of what it stands for, and how it is put."""

    start: int
    end: int
    key: str
    is_short: bool
    form: tuple[str, ...]


class Abbreviations:
    """Finds abbreviations and full forms of several words in a text."""

    def __init__(self, forms: Sequence[_Form]) -> None:
        self._by_first: dict[str, list[_Form]] = {}
        for form in sorted(forms, key=lambda form: -len(form.tokens)):
            self._by_first.setdefault(fold(form.tokens[0]), []).append(form)
        self._beginning = Vocabulary(self._forms_of)

    def find(self, tokens: Sequence[Token]) -> Iterator[Found]:
        """The longest forms, in order."""
        done = 0
        beginning = map(self._beginning.__getitem__, texts_of(tokens))
        for index in compress(range(len(tokens)), beginning):
            if index < done:
                continue
            found = self._at(tokens, index, self._beginning[tokens[index].text])
            if found:
                yield found
                done = found.end

    def _forms_of(self, word: str) -> list[_Form]:
        """The forms that a word may begin."""
        return self._by_first.get(fold(word), [])

    @staticmethod
    def _at(tokens: Sequence[Token], index: int, forms: Sequence[_Form]) -> Found | None:
        second = tokens[index + 1].text if index + 1 < len(tokens) else ""
        seconds = (second, fold(second))
        for form in forms:
            if len(form.tokens) > 1 and form.tokens[1] not in seconds:
                continue
            end = index + len(form.tokens)
            texts = [token.text for token in tokens[index:end]]
            if len(texts) < len(form.tokens):
                continue
            if tuple(texts if form.exact else map(fold, texts)) != form.tokens:
                continue
            if form.tokens[-1] == "." and texts[0].isupper() and len(texts[0]) > _CAPITALS:
                continue  # INC. is no Inc.
            if form.tokens[-1] == "." and not _is_dotted(tokens, index, end):
                continue
            if not form.exact and _is_initials(tokens, index, end):
                continue
            if tokens[end : end + 1] and tokens[end].text == "$":
                continue  # US$ 5
            if form.place and not _stands(tokens, index, end, form.place):
                continue
            return Found(index, end, form.key, form.is_short, form.tokens)
        return None


def _is_dotted(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether the full stop touches the word and the word has the look of a short form.

    A word in small letters before a full stop that ends the text or a sentence is a word.
    """
    if tokens[end - 2].end != tokens[end - 1].start:
        return False
    word = tokens[index].text
    following = tokens[end].text if end < len(tokens) else ""
    if len(word) == 1 and word.isupper() and following[:1].isupper():
        return False  # an initial: V. Petrov
    if word[0].isupper() or end - index > 2 or word in _ALWAYS:  # noqa: PLR2004  # word and stop
        return True
    return bool(following) and not following[0].isupper()


def _is_initials(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether small letters of a short form are somebody's initials here: Orlov, P. A."""
    letters = [token.text for token in tokens[index:end:2]]
    if end - index < len("p.a.") or not all(len(text) == 1 and text.isupper() for text in letters):
        return False
    return not (index and tokens[index - 1].text[0].isdigit())  # 9 A.M.


_ALWAYS = frozenset(("etc", "vol", "vols", "pp", "govt", "dept", "hrs", "mins", "vs"))


def _stands(tokens: Sequence[Token], index: int, end: int, place: str) -> bool:
    if place == "name":
        return end < len(tokens) and tokens[end].text[0].isupper()
    if place == "before":
        following = tokens[end].text if end < len(tokens) else ""
        return following[:1].isdigit() or bool(ROMAN.fullmatch(following))
    is_money = index > 1 and tokens[index - 2].text in MONEY_SIGNS
    return index > 0 and _is_count(tokens[index - 1].text) and not is_money


def _is_count(word: str) -> bool:
    """Whether a word is a number, in figures or in letters."""
    word = word.casefold()
    return word[0].isdigit() or word in SMALL or word in TENS or word in SCALES


@lru_cache(maxsize=8)
def abbreviations(own: tuple[tuple[str, str], ...] = ()) -> Abbreviations:
    """Those that are known, and a repository's own.

    Args:
        own: pairs of a short form and what it stands for.
    """
    data = section("abbreviations")
    groups = [[full, short] for short, full in own] + data["groups"]
    places = {
        **dict.fromkeys(data["before_number"], "before"),
        **dict.fromkeys(data["after_number"], "after"),
    }
    forms = [form for names in groups for form in _forms(names, places)]
    return Abbreviations(forms)


def _forms(names: Sequence[str], places: Mapping[str, str]) -> Iterator[_Form]:
    key = key_of(names[0])
    for name in names:
        texts = tuple(token.text for token in tokenize(name))
        if len(texts) == 1 and key_of(name) == key:
            continue  # an ordinary word, whose key this is anyway
        is_sign = len(texts) == 1 and not name[0].isalnum()
        exact = is_sign or (name.isupper() and len(name) > 1 and name.replace(".", "").isalpha())
        tokens = texts if exact else tuple(map(fold, texts))
        place = places.get(name, "")
        is_short = exact or name.endswith(".") or len(name) < _SHORT or bool(place)
        yield _Form(tokens, key, exact, is_short, place)
        if name.endswith(".") and len(texts) == 2 and name[0].isupper():  # noqa: PLR2004
            yield _Form(texts[:1], key, exact=True, is_short=True, place=place or "name")


_CAPITALS = 2
"""Letters that a short form of a word has at most where it is written in capitals."""

_SHORT = 6
"""Letters under which a form is taken for a short one, however it is written: Secy, Gov't."""


@cache
def adjectives() -> frozenset[frozenset[str]]:
    """Keys of states, each with that of its adjective."""
    return frozenset(
        frozenset(map(key_of, pair)) for pair in section("abbreviations")["adjectives"]
    )


@lru_cache(maxsize=1 << 16)
def ends_sentence(word: str) -> bool:
    """Whether a full stop after a word surely ends a sentence: neither initial nor short form."""
    if not word.islower():
        return False
    return word not in _short_words() and (len(word) > _LONG or word in words())


_LONG = 4
"""Letters from which a word that nobody knows is hardly a short form."""


@cache
def _short_words() -> frozenset[str]:
    """The first words of all short forms, in small letters."""
    data = section("abbreviations")
    dotted = (form for group in data["groups"] for form in group if form.endswith("."))
    return frozenset(form.split(".")[0].casefold() for form in dotted) | _ALWAYS


def key_of(full: str) -> str:
    """The key of a full form; one of a single word is that word's own."""
    return " ".join(american(fold(token.text)) for token in tokenize(full))
