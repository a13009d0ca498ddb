"""What a single word is: its key, its type, whether it carries meaning."""

from enum import IntEnum
from functools import cache, lru_cache

from provtrack.classify.lexicon import fold, group, modal_class
from provtrack.classify.spelling import american

HYPHENS = frozenset("-‑–\xad")


class Type(IntEnum):
    """What a unit is."""

    __hash__ = int.__hash__  # a tenth of what an enumeration's own costs

    WORD = 0
    MARK = 1
    NUMBER = 2
    DATE = 3
    NAME = 4
    NEGATION = 5
    MODAL = 6
    QUANTITY = 7
    ABBREVIATION = 8


@lru_cache(maxsize=1 << 16)
def letters_of(text: str) -> str:
    """The letters and figures of a word, folded."""
    return "".join(character for character in fold(text) if character.isalnum())


@lru_cache(maxsize=1 << 16)
def word_key(text: str) -> str:
    """A word without case, diacritics, apostrophe's form and British spelling."""
    return american(fold(text))


@lru_cache(maxsize=1 << 16)
def type_of(key: str) -> tuple[Type, bool]:
    """The type of a word in small letters, and whether it carries little meaning."""
    weak = key in group("function")
    if key in group("negation") or key in group("lacking") or key.endswith("n't"):
        return Type.NEGATION, False
    if key in modal_class():
        return Type.MODAL, False
    if key in group("quantity"):
        return Type.QUANTITY, False
    return Type.WORD, weak


def modality(key: str) -> str:
    """The class of a modal word, ``""`` for others."""
    return modal_class().get(key, "")


@lru_cache(maxsize=1 << 16)
def reading_of(text: str) -> tuple[str, Type, bool, bool]:
    """Key and type of a word, whether it is weak, and whether its neighbours change nothing."""
    key = word_key(text)
    type_, weak = type_of(text.casefold().replace("’", "'"))
    is_plain = type_ not in (Type.NEGATION, Type.MODAL) and not is_negating(key)
    return key, type_, weak, is_plain


def is_negating(key: str) -> bool:
    """Whether a verb negates what follows it with *to*: failed to, refused to."""
    return key in group("negating_verbs")


@cache
def hedges() -> frozenset[str]:
    """Words that make a number inexact, or bound it, when they stand before one."""
    return group("roughly") | group("hedges")


@lru_cache(maxsize=1 << 16)
def plain_reading(text: str) -> tuple[str, Type, bool] | None:
    """Key and type of a word or mark, and whether it is weak; None where its neighbours matter."""
    if not text[0].isalnum():
        return None if text == "." else (mark_key(text), Type.MARK, True)
    key, type_, weak, is_plain = reading_of(text)
    return (key, type_, weak) if is_plain and key not in hedges() else None


def mark_key(text: str) -> str:
    """The key of a mark; all quotation marks have one, all dashes another."""
    return _MARK_KEYS.get(text, text)


_MARK_KEYS = {
    **dict.fromkeys('“”„«»"″', '"'),
    **dict.fromkeys("‘’‚'`´′", "'"),
    **dict.fromkeys("–—‑−―-", "-"),
    "…": "...",
}
