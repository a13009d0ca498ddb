"""Expressions of several words that act as one: had to, no one, by no means, a few."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import compress

from provtrack.classify.lexicon import fold, group, modal_class
from provtrack.classify.vocabulary import Type

Phrase = tuple[str, ...]


def find(texts: Sequence[str]) -> Iterator[tuple[int, Phrase, Type]]:
    """Where an expression begins, its words, folded, and what it is.

    Args:
        texts: the tokens of a text.
    """
    for index in compress(range(len(texts)), map(_firsts().__contains__, texts)):
        second = fold(texts[index + 1]) if index + 1 < len(texts) else ""
        for phrase, type_ in _beginning(texts[index]):
            if phrase[1] != second:
                continue
            end = index + len(phrase)
            if tuple(map(fold, texts[index:end])) == phrase and _stands(texts, index, end, type_):
                yield index, phrase, type_
                break


def _stands(texts: Sequence[str], start: int, end: int, type_: Type) -> bool:
    """Whether what is around an expression lets it be one."""
    before = fold(texts[start - 1]) if start else ""
    after = texts[end] if end < len(texts) else ""
    if type_ is Type.MODAL:
        word = fold(after) if after else ""
        return before not in group("articles") and word.isalpha() and word not in _NO_VERB
    if tuple(map(fold, texts[start:end])) == _FAR_FROM:
        return after.islower() and (after in _QUALITIES or after.endswith(_QUALITY_ENDINGS))
    return True


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


_FAR_FROM = ("far", "from")
_QUALITIES = frozenset(
    [
        "clear",
        "certain",
        "sure",
        "easy",
        "simple",
        "ideal",
        "perfect",
        "good",
        "true",
        "so",
        "new",
        "rare",
        "dead",
        "over",
    ]
)
_QUALITY_ENDINGS = ("ing", "ed", "able", "ible", "ful", "ent", "ous", "ic", "ive", "ory", "ary")
"""What shows that *far from* negates and tells no distance."""


_NO_VERB = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "him",
        "her",
        "them",
        "us",
        "me",
        "his",
        "its",
        "their",
        "our",
        "my",
        "your",
        "which",
        "whom",
        "what",
    ]
)
"""After these ``was to`` is a place or a person: it was to him a riddle."""
