"""A text as one letter a token, as the patterns of numbers read it."""

import re
from collections.abc import Callable, Sequence

from provtrack.numbers.words import (
    COINS,
    FRACTIONS,
    HEADS,
    MILITARY,
    MONEY_SIGNS,
    NUMBERED_AFTER,
    ORDINAL,
    PARTS_OF_MONEY,
    ROMAN,
    RULERS,
    SHORT_SCALES,
    SMALL,
    TENS,
    class_of,
    is_group,
)
from provtrack.text import Token, Vocabulary, texts_of


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def shape_of(tokens: Sequence[Token], taken: Sequence[bool] | None) -> str:
    """A text as one letter a token; ``#`` for those that are taken."""
    shape = "".join(map(_LETTERS.__getitem__, texts_of(tokens)))
    if not TELLING.search(shape):
        return shape
    letters = list(shape)
    for match in _SAYING.finditer(shape):
        index, letter = match.start(), match[0]
        if taken and taken[index]:
            letters[index] = "#"
        elif letter in _IN_CONTEXT:
            letters[index] = _IN_CONTEXT[letter](tokens, index)
    _mark_hours(tokens, letters)
    _mark_coins(tokens, letters)
    _mark_short_scales(tokens, letters)
    return "".join(letters)


TELLING = re.compile(r"[^.#\-TraeFbU&/iu]")
"""What a run of tokens has at least one of that is a number: more than small words and marks."""


_SAYING = re.compile(r"[^.]")


def _letter(text: str) -> str:
    """The letter of a token; ``?`` for what may be a Roman numeral, ``2`` for *second*."""
    letter = class_of(text.casefold())
    if letter == ".":
        return "?" if text[0].isupper() and ROMAN.fullmatch(text) else "."
    return "2" if letter == "o" and text.casefold() == "second" else letter


_LETTERS = Vocabulary(_letter)


_COINED = re.compile("[jd]")


def _mark_coins(tokens: Sequence[Token], letters: list[str]) -> None:
    """Sets the letter of a coin behind figures, and its full stop, to those of a currency."""
    for match in _COINED.finditer("".join(letters)):
        index, letter = match.start(), letters[match.start()]
        if letter not in "jd" or index + 1 >= len(tokens):
            continue
        end = index + (letter == "d") + 1
        stop = tokens[end : end + 1]
        if not stop or stop[0].text != "." or stop[0].start != tokens[end - 1].end:
            continue
        if end + 1 < len(tokens) and tokens[end + 1].text[0].isupper():
            continue  # the full stop may be the sentence's
        if letter == "j":
            letters[end] = "L"
        elif tokens[end - 1].text in COINS:
            is_part = COINS[tokens[end - 1].text] in PARTS_OF_MONEY
            letters[end - 1 : end + 1] = "CL" if is_part else "cL"


def _mark_short_scales(tokens: Sequence[Token], letters: list[str]) -> None:
    """Sets the full stop of a scale that is cut short to ``_``: 25 mln. rubles, 5 тыс. чел."""
    for match in _SCALED.finditer("".join(letters[:-2])):
        index = match.start()
        scale, stop, after = tokens[index : index + 3]
        is_its_own = stop.text == "." and stop.start == scale.end and not after.text[0].isupper()
        if is_its_own and scale.text.casefold().lstrip("0123456789,.") in SHORT_SCALES:
            letters[index + 1] = "_"


_SCALED = re.compile("[sm]")


_TIMED = re.compile("[kdwt]")


def _mark_hours(tokens: Sequence[Token], letters: list[str]) -> None:
    """Sets what makes an hour of the number before it to ``H``: a.m., p.m., o'clock, hours."""
    for match in _TIMED.finditer("".join(letters[:-1])):
        index = match.end()
        if letters[index - 1] not in "kdwt":
            continue  # a part of an hour by now
        _mark_half_day(tokens, letters, index)
        word = tokens[index].text.casefold().replace("’", "'")
        rest = "".join(token.text for token in tokens[index : index + 4]).casefold()
        if word in ("o'clock", "am", "pm") or (word in _HOURS and _is_military(tokens, index - 1)):
            letters[index] = "H"
        elif rest.startswith(("a.m", "p.m")):
            # The last full stop may be the sentence's.
            end = index + 4
            goes_on = end < len(tokens) and not tokens[end].text[0].isupper()
            count = 4 if rest.endswith(".") and goes_on else 3
            letters[index : index + count] = "H" * count
        _mark_half_day(tokens, letters, index + 1)


def _mark_half_day(tokens: Sequence[Token], letters: list[str], index: int) -> None:
    """Sets *in the morning*, *in the afternoon*, *at night* behind an hour to ``H``."""
    told = [token.text for token in tokens[index : index + 3]]
    count = next((len(half) for half in _HALVES if told[: len(half)] == half), 0)
    if count and letters[index - 1] in "kdwtH":
        letters[index : index + count] = "H" * count


_HALVES = [
    ["in", "the", "morning"],
    ["in", "the", "afternoon"],
    ["in", "the", "evening"],
    ["at", "night"],
]
_HOURS = frozenset(("hours", "hrs"))
_AT = _set("at by before after from until till to about around since")


def _is_military(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number tells the time in the manner of armies: at 2200 hours, at 15:00 hours."""
    before = tokens[index - 1].text.casefold() if index else ""
    return before in _AT and bool(MILITARY.fullmatch(tokens[index].text))


def _is_roman(tokens: Sequence[Token], index: int) -> bool:
    text = tokens[index].text
    before = tokens[index - 1].text.casefold() if index else ""
    if before in RULERS or not text.isupper():
        return True
    if len(text) > 1:
        return not set(text) <= set("CDMLI") or before in HEADS or set(text) == {"I"}
    after = tokens[index + 1].text.casefold() if index + 1 < len(tokens) else ""
    if before == "." and index > 1:
        before = tokens[index - 2].text.casefold()  # vol. I
    if before in ("-", "–", "to") and index > 1 and ROMAN.fullmatch(tokens[index - 2].text):
        return _is_roman(tokens, index - 2)
    return before in HEADS or (text in "VX" and after in NUMBERED_AFTER)


def _is_time(tokens: Sequence[Token], index: int) -> bool:
    """Whether ``second`` is the sixtieth of a minute, or to support a motion."""
    before = tokens[index - 1].text.casefold() if index else ""
    after = tokens[index + 1].text.casefold() if index + 1 < len(tokens) else ""
    if before in {"a", "one", "per", "split", "every", "each"}:
        return not after.isalpha() or after in _AFTER_TIME
    return before in {"to", "will", "would"} or before.isdigit()


def _is_weight(tokens: Sequence[Token], index: int) -> bool:
    """Whether pounds are those of a scale: twenty pounds of tea."""
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return tokens[index].text.casefold() in ("pound", "pounds") and after == "of"


_HYPHENS = frozenset("-‑–")


def _is_half_alone(tokens: Sequence[Token], index: int) -> bool:
    """Whether *half* is a number by itself: by at least half."""
    before = tokens[index - 1].text.casefold() if index else ""
    after = tokens[index + 1].text if index + 1 < len(tokens) else "."
    is_half = tokens[index].text.casefold() == "half" and before in _BEFORE_HALF
    return is_half and not after[0].isalnum() and after not in _HYPHENS


_BEFORE_HALF = _set("by to than least most about nearly almost over under only")


def _is_count_of_one(tokens: Sequence[Token], index: int) -> bool:
    """Whether *once* says how often, and not when: once a day, only once."""
    before = tokens[index - 1].text.casefold() if index else ""
    after = tokens[index + 1].text.casefold() if index + 1 < len(tokens) else ""
    return after in _HOW_OFTEN or before in ("only", "than", "but", "just")


_HOW_OFTEN = _set("a an per every each or daily weekly fortnightly monthly yearly annually")


def _is_part(tokens: Sequence[Token], index: int) -> bool:
    """Whether an ordinal is a part of a whole: a third, one fifth, before a mark or the end."""
    before = tokens[index - 1].text.casefold() if index else ""
    after = tokens[index + 1].text if index + 1 < len(tokens) else "."
    is_part = tokens[index].text.casefold() in FRACTIONS and before in ("a", "one")
    return is_part and not after[0].isalnum() and after not in _HYPHENS


def _is_twenty(tokens: Sequence[Token], index: int) -> bool:
    """Whether *score* counts: a score of deserters, three score; not a score of 3 to 2."""
    before = tokens[index - 1].text.casefold() if index else ""
    if before in SMALL:
        return True
    leads = [token.text for token in tokens[index + 1 : index + 3]]
    return before == "a" and len(leads) > 1 and leads[0] == "of" and leads[1].islower()


def _is_ordinal(tokens: Sequence[Token], index: int) -> bool:
    """Whether a *d* behind figures is no penny's: the 2d Division, the 33d Congress."""
    if not ORDINAL.fullmatch(tokens[index].text) or index + 1 >= len(tokens):
        return False
    after = tokens[index + 1].text
    before = tokens[index - 1].text if index else "the"
    return after[0].isalpha() and (after[0].isupper() or before.casefold() == "the")


def _is_million(tokens: Sequence[Token], index: int) -> bool:
    """Whether ``m`` behind figures counts money: £2.5m."""
    return (
        index > 1
        and tokens[index - 2].text in MONEY_SIGNS
        and tokens[index - 1].end == tokens[index].start
    )


def _is_counted(tokens: Sequence[Token], index: int) -> bool:
    """Whether a scale in the plural is counted, as old prints do: 1.6 millions, two milliards."""
    before = tokens[index - 1].text.casefold() if index else "."
    return before[0].isdigit() or before in SMALL or before in TENS


def _is_minus(tokens: Sequence[Token], index: int) -> bool:
    """Whether a hyphen is the sign of a number: a space before it, none behind."""
    if not 0 < index < len(tokens) - 1 or tokens[index].text not in "-−":
        return False
    before, sign, after = tokens[index - 1 : index + 2]
    return before.end < sign.start and sign.end == after.start and before.text.isalpha()


_AFTER_TIME = _set(
    "and or but to before after later ago of that he she it they we i then with as in at for"
)


_IN_CONTEXT: dict[str, Callable[[Sequence[Token], int], str]] = {
    "?": lambda tokens, index: "R" if _is_roman(tokens, index) else ".",
    "2": lambda tokens, index: "." if _is_time(tokens, index) else "o",
    "d": lambda tokens, index: (
        "D" if _is_thousands(tokens, index) else "k" if _is_dotted_time(tokens, index) else "d"
    ),
    "1": lambda tokens, index: "x" if _is_count_of_one(tokens, index) else ".",
    "o": lambda tokens, index: "f" if _is_part(tokens, index) else "o",
    "f": lambda tokens, index: "A" if _is_half_alone(tokens, index) else "f",
    "c": lambda tokens, index: "." if _is_weight(tokens, index) else "c",
    "j": lambda tokens, index: "O" if _is_ordinal(tokens, index) else "j",
    "S": lambda tokens, index: "S" if _is_twenty(tokens, index) else ".",
    "Q": lambda tokens, index: "s" if _is_million(tokens, index) else ".",
    "M": lambda tokens, index: "s" if _is_counted(tokens, index) else ".",
    "-": lambda tokens, index: "N" if _is_minus(tokens, index) else "-",
}
"""What the letters stand for that what is around a token decides."""


_DOTTED_TIME = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_AFTER_DOTTED = frozenset((".", ",", ";", ":", ")", "a", "p", "am", "pm", "on", "in", "the", "and"))


def _is_dotted_time(tokens: Sequence[Token], index: int) -> bool:
    """Whether figures with a full stop are an hour: arrived at 8.15, but not at 8.15 rubles."""
    if not _DOTTED_TIME.fullmatch(tokens[index].text) or not index:
        return False
    after = tokens[index + 1].text.casefold() if index + 1 < len(tokens) else "."
    return tokens[index - 1].text.casefold() in _AT and after in _AFTER_DOTTED


def _is_thousands(tokens: Sequence[Token], index: int) -> bool:
    """Whether three figures go on with the number before them, set off by a space alone."""
    token = tokens[index]
    if not index or len(token.text) != 3 or not token.text.isdigit():  # noqa: PLR2004
        return False
    before = tokens[index - 1]
    if token.start - before.end != 1 or not before.text.isdigit():
        return False
    first = index - 1
    while first and is_group(tokens[first]) and _touches(tokens, first):
        first -= 1
    return 1 <= len(tokens[first].text) <= 3 and tokens[first].text[0] != "0"  # noqa: PLR2004


def _touches(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1]
    return before.text.isdigit() and tokens[index].start - before.end == 1
