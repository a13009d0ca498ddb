"""From the tokens of a number to what it amounts to: one reader for each form that numbers have."""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from provtrack.numbers.amounts import LONGEST, amounts_of, scale_of
from provtrack.numbers.words import (
    COIN,
    COINS,
    COLLECTIVES,
    CURRENCIES,
    FRACTIONS,
    KOREAN,
    KOREAN_SCALES,
    MILITARY,
    ORDINAL,
    ORDINALS,
    PARTS_OF_MONEY,
    PENCE,
    RATIO,
    ROMAN,
    ROMAN_DIGITS,
    SMALL,
)
from provtrack.text import Token

Value = tuple[str, ...]
"""``("cardinal", "8")``, ``("ordinal", "20")``, ``("range", "400", "420")``; then the unit, ``"%"``
or a currency."""


def _plain(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    unit, length = _unit(tokens, shape)
    amounts = amounts_of(tokens[:length])
    values: tuple[Value, ...] = tuple(("cardinal", str(value), *unit) for value in amounts)
    if unit == ("%",):
        values += tuple(("cardinal", str(value / 100)) for value in amounts)
    if unit == ("guinea",):
        whole, worth = PARTS_OF_MONEY["guinea"]
        values += tuple(("cardinal", str(value * worth), whole) for value in amounts)
    return values


def _money(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    if shape[0] == "U":
        tokens, shape = tokens[1:], shape[1:]
    unit = CURRENCIES[tokens[0].text.casefold()]
    rest, letters = tokens[1:], shape[1:]
    cut = re.search("(?<=.)[-T]", letters)
    if cut is None or not {"d", "m"} & set(letters[cut.end() :]):
        return tuple(("cardinal", str(value), unit) for value in amounts_of(rest))
    second = rest[cut.end() + (letters[cut.end()] == "$") :]
    return _ranges(rest[: cut.start()], second, (unit,))


def _range(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    unit, length = _unit(tokens, shape)
    middle = [i for i in range(1, length - 1) if shape[i] in "-Tr"]
    for cut in middle:
        first, second = tokens[:cut], tokens[cut + 1 : length]
        is_words = all(letter in "wt" for letter in shape[cut - 1] + shape[cut + 1])
        if is_words and shape[cut] == "-" and shape[cut - 1] == "t":
            continue  # twenty-five is one number
        own, end = _unit(first, shape[:cut])
        return _ranges(first[:end], second, unit or own)
    return _plain(tokens, shape)


def _ranges(
    first: Sequence[Token], second: Sequence[Token], unit: tuple[str, ...]
) -> tuple[Value, ...]:
    low, high = amounts_of(first), amounts_of(second)
    if not low or not high:
        return ()
    start, end = low[0], high[0]
    scale = scale_of(second)
    if scale > 1 and scale_of(first) == 1 and start < end:
        start *= scale  # 3-5 million
    elif start * _THOUSAND < end and "," in second[0].text and "," not in first[0].text:
        start *= _THOUSAND  # 40-45,000
    return (("range", str(start), str(end), *unit),)


_THOUSAND = 1000


def _between(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    """Between 60 and 70: the range 60-70."""
    cut = shape.rindex("&")
    own, end = _unit(tokens[1:cut], shape[1:cut])
    unit, last = _unit(tokens[cut + 1 :], shape[cut + 1 :])
    return _ranges(tokens[1 : end + 1], tokens[cut + 1 : cut + 1 + last], unit or own)


def _negative(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    """A number below nothing: -20, minus twenty."""
    return tuple((kind, f"-{value}", *rest) for kind, value, *rest in _plain(tokens[1:], shape[1:]))


def _unit(tokens: Sequence[Token], shape: str) -> tuple[tuple[str, ...], int]:
    """Per cent or a currency after a number, and how many tokens are before it."""
    if shape.endswith("pP"):
        return ("%",), len(tokens) - 2
    if shape.endswith("%"):
        return ("%",), len(tokens) - 1
    if shape.endswith(("c", "cL", "C", "CL")):
        cut = len(shape) - 1 - shape.endswith("L")
        return (_currency(tokens[cut]),), cut
    return (), len(tokens)


def _currency(token: Token) -> str:
    """The unit of money that a word or a letter is."""
    word = token.text.casefold()
    return CURRENCIES.get(word) or COINS[word]


def _word_ordinal(tokens: Sequence[Token], _shape: str) -> tuple[Value, ...]:
    last = ORDINALS[tokens[-1].text.casefold()]
    rest = tokens[:-1]
    if rest and rest[-1].text in "-‑–":
        rest = rest[:-1]
    before = amounts_of(rest)[0] if rest else 0
    return (("ordinal", str(before + last)),)


def _ordinal(tokens: Sequence[Token], _shape: str) -> tuple[Value, ...]:
    match = ORDINAL.fullmatch(tokens[0].text.casefold())
    return (("ordinal", str(int(match[1]))),) if match and len(match[1]) < LONGEST else ()


def _ordinal_range(tokens: Sequence[Token], _shape: str) -> tuple[Value, ...]:
    """The 11th to the 12th: what 11-12 says."""
    first, last = _ordinal(tokens[:1], "O"), _ordinal(tokens[-1:], "O")
    return (("range", first[0][1], last[0][1]),) if first and last else ()


def _roman_range(tokens: Sequence[Token], _shape: str) -> tuple[Value, ...]:
    """Articles I to V: what 1 to 5 says."""
    ends = [_roman(tokens[place : place + 1], "R")[0][1] for place in (0, -1 % len(tokens))]
    return (("range", *ends),)


def _roman(tokens: Sequence[Token], _shape: str) -> tuple[Value, ...]:
    numeral = ROMAN.fullmatch(tokens[0].text)
    digits = [ROMAN_DIGITS[letter] for letter in numeral[1]] if numeral else []
    value = sum(
        -digit if digit < max(digits[index:]) else digit for index, digit in enumerate(digits)
    )
    return (("ordinal", str(value)), ("cardinal", str(value)))


_HALF_DAY = 12


def _clock(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    cut = shape.find("H") if "H" in shape else len(tokens)
    told = "".join(token.text for token in tokens[cut:]).casefold()
    military = MILITARY.fullmatch(tokens[0].text) if told.startswith("h") else None
    if military:
        hour, rest = int(military[1]), [int(military[2])]
    elif tokens[0].text.casefold() in _NAMED_HOURS:
        return (("clock", _NAMED_HOURS[tokens[0].text.casefold()], "0"),)
    elif shape[0] == "k":
        hour, *rest = (int(part) for part in re.split("[:.]", tokens[0].text))
    else:
        amounts = amounts_of(tokens[:cut])
        hour, rest = (int(amounts[0]) if amounts else 0), [0]
    values = _clock_values(hour, rest, told)
    is_hour = told.startswith("o") and not any(rest)  # eight o'clock, eight
    return (*values, ("cardinal", str(hour))) if is_hour else values


_NAMED_HOURS = {"noon": "12", "midnight": "0"}


def _clock_range(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    """From 10 to 12 a.m.: the half of the day that the second is told of counts for both."""
    cut = next(index for index, letter in enumerate(shape) if letter in "-T&")
    first, last = tokens[:cut], tokens[cut + 1 :]
    hours = [token for token, letter in zip(last, shape[cut + 1 :], strict=True) if letter == "H"]
    if shape[cut - 1] != "H":
        first = [*first, *hours]
    own = shape[:cut] if shape[cut - 1] == "H" else shape[:cut] + "H" * len(hours)
    starts, ends = _clock(first, own), _clock(last, shape[cut + 1 :])
    return tuple(("clocks", *one[1:], *other[1:]) for one in starts for other in ends)


_QUARTER = 15
_PARTS_OF_HOUR = {"half": 30, "quarter": _QUARTER}


def _past_hour(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    """Half past three, a quarter to five, ten past nine: in the morning or in the afternoon."""
    name = tokens[1 if shape[0] == "a" else 0].text.casefold()
    cut = next(index for index, letter in enumerate(shape) if letter in "YT")
    hours = amounts_of(tokens[cut + 1 : cut + 2])
    past = _PARTS_OF_HOUR.get(name) or next(iter(amounts_of(tokens[:1])), None)
    if past is None or not hours:
        return ()  # a quarter to 17.01.1956
    hour, minutes = int(hours[0]), int(past)
    if shape[cut] == "T":
        if minutes != _QUARTER:
            return ()
        hour, minutes = hour - 1 or _HALF_DAY, 60 - minutes
    told = "".join(token.text for token in tokens[cut + 2 :]).casefold()
    return _clock_values(hour, (minutes,), told)


def _clock_values(hour: int, rest: Sequence[int], told: str) -> tuple[Value, ...]:
    """An hour of the day, or the two that it may be where nothing tells which half."""
    half = _HALF.search(told)
    if half:
        is_late = bool(half["late"]) or (bool(half["night"]) and hour % _HALF_DAY >= _EVENING)
        hours = [hour % _HALF_DAY + (_HALF_DAY if is_late else 0)]
    elif told.startswith("h"):
        hours = [hour]
    else:
        hours = [hour, hour + _HALF_DAY] if 0 < hour <= _HALF_DAY else [hour]
    return tuple(("clock", *map(str, (h, *rest))) for h in hours)


_HALF = re.compile("(?P<early>^a(?!t)|morning)|(?P<late>^p|afternoon|evening)|(?P<night>atnight)")
"""How it is told which half of the day an hour is of: a.m., in the evening."""

_EVENING = 6
"""The hour from which *at night* is before midnight."""


def _mixed(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    """One and a half, two and three quarters million."""
    cut = shape.index("&")
    end = next(i for i in range(len(shape) - 1, cut, -1) if shape[i] in "fo") + 1
    wholes = amounts_of(tokens[:cut])
    part = _fraction(tokens[cut + 1 : end], shape[cut + 1 : end])
    scale = scale_of(tokens[end:])
    return tuple(("cardinal", str((whole + Fraction(part[0][1])) * scale)) for whole in wholes)


def _portion(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    """Half a million, three quarters of a million dollars."""
    unit, length = _unit(tokens, shape)
    end = next(index for index, letter in enumerate(shape) if letter in "fo") + 1
    part = _fraction(tokens[:end], shape[:end])
    return (("cardinal", str(Fraction(part[0][1]) * scale_of(tokens[end:length])), *unit),)


def _heaped(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    """Figures with a scale each, from the largest on: 4 billion 300 million rubles."""
    unit, length = _unit(tokens, shape)
    parts = [match.span() for match in re.finditer("dD*[hs]+", shape[:length].replace("_", ""))]
    plain = [token for token, letter in zip(tokens, shape, strict=True) if letter != "_"]
    scales = [scale_of(plain[start:end]) for start, end in parts]
    amounts = [amounts_of(plain[start:end]) for start, end in parts]
    if scales != sorted(set(scales), reverse=True) or not all(amounts):
        return ()
    return (("cardinal", str(sum(amount[0] for amount in amounts)), *unit),)


def _mixed_figures(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    """A whole and a fraction in figures: 2 1/2, 10-3/4 million."""
    unit, length = _unit(tokens, shape)
    cut = shape.index("/")
    whole, above, below = (amounts_of(tokens[place : place + 1]) for place in (0, cut - 1, cut + 1))
    if not whole or not above or not below or not above[0] < below[0]:
        return ()
    value = (whole[0] + above[0] / below[0]) * scale_of(tokens[cut + 2 : length])
    return (("cardinal", str(value), *unit),)


def _dozen(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    """A dozen, three dozen, a score of."""
    place = next(index for index, letter in enumerate(shape) if letter in "zS")
    count = amounts_of(tokens[:place]) if shape[0] in "wd" else (Fraction(1),)
    of_them = COLLECTIVES[tokens[place].text.casefold()]
    return tuple(("cardinal", str(value * of_them)) for value in count)


def _half_dozen(_tokens: Sequence[Token], _shape: str) -> tuple[Value, ...]:
    return (("cardinal", "6"),)


def _fraction(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    name = tokens[-1].text.casefold()
    below = FRACTIONS.get(name) or ORDINALS[name]
    above = SMALL[tokens[0].text.casefold()] if shape[0] == "w" else 1
    return (("cardinal", str(Fraction(above, below))),)


def _ratio(tokens: Sequence[Token], _shape: str) -> tuple[Value, ...]:
    """Three to two: what 3:2 says."""
    match = RATIO.fullmatch(tokens[0].text)
    return (("range", match[1], match[2]),) if match else ()


def _korean(tokens: Sequence[Token], _shape: str) -> tuple[Value, ...]:
    """Figures with the words that Korean writes on to them: 12만, 120명을."""
    match = KOREAN.fullmatch(tokens[0].text)
    if not match:
        return ()
    scale = 1
    for letter in match[2]:
        scale *= KOREAN_SCALES[letter]
    amounts = amounts_of([Token(match[1], 0, 0)])
    return tuple(("cardinal", str(value * scale)) for value in amounts)


def _share(tokens: Sequence[Token], _shape: str) -> tuple[Value, ...]:
    """One in ten, two out of three: a part of the whole."""
    above, below = amounts_of(tokens[:1]), amounts_of(tokens[-1:])
    if not above or not below or above[0] >= below[0]:
        return ()
    return (("cardinal", str(above[0] / below[0])),)


def _coins(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    """Pounds, shillings and pence: £12 10s., 11s. 6d."""
    cut = shape.index("j")
    pounds = amounts_of(tokens[1:cut])[0] if cut else Fraction(0)
    for token, letter in zip(tokens, shape, strict=True):
        if letter == "j":
            count, coin = _coins_of(token)
            pounds += count * PARTS_OF_MONEY[coin][1]
    return (("cardinal", str(pounds), "pound"),)


def _coins_of(token: Token) -> tuple[int, str]:
    """How many of which coin a word or figures are: 6d., sixpence."""
    word = token.text.casefold()
    match = COIN.fullmatch(word)
    if match:
        return int(match[1]), COINS[match[2]]
    return PENCE[word], "penny"


def _coin(tokens: Sequence[Token], _shape: str) -> tuple[Value, ...]:
    """Shillings or pence: 38s., 6d."""
    count, coin = _coins_of(tokens[0])
    return (("cardinal", str(count), coin),)


def _sum(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    """A sum in several units of money: twelve shillings and sixpence, 3 rubles 50 kopeks."""
    total, whole, start = Fraction(0), "", 0
    for index, letter in enumerate(shape):
        if letter in "cC":
            coin = _currency(tokens[index])
            count = next(iter(amounts_of(tokens[start:index])), Fraction(0))
        elif letter == "j":
            number, coin = _coins_of(tokens[index])
            count = Fraction(number)
        else:
            is_between = letter == "L" or (letter == "&" and shape[index - 1] in "cCL")
            start = index + 1 if is_between else start
            continue
        start = index + 1
        unit, worth = PARTS_OF_MONEY.get(coin, (coin, Fraction(1)))
        if whole not in ("", unit):
            return ()
        total, whole = total + count * worth, unit
    return (("cardinal", str(total), whole),)


_TIMES = {"once": 1, "twice": 2, "thrice": 3}


def _times(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    if shape == "x":
        word = tokens[0].text.casefold()
        return (("times", str(_TIMES.get(word) or SMALL[word.removesuffix("fold")])),)
    return tuple(("times", str(value)) for value in amounts_of(tokens[:-1]))


def _odd(tokens: Sequence[Token], shape: str) -> tuple[Value, ...]:
    """Thirty-odd: thirty and some more."""
    values = amounts_of(tokens[: -2 if "-" in shape else -1])
    return tuple(("cardinal", str(value), "odd") for value in values)


READERS: dict[str, Callable[[Sequence[Token], str], tuple[Value, ...]]] = {
    "money": _money,
    "fraction": _fraction,
    "share": _share,
    "coin": _coin,
    "coins": _coins,
    "sum": _sum,
    "odd": _odd,
    "times": _times,
    "range": _range,
    "wordordinal": _word_ordinal,
    "ordinal": _ordinal,
    "ordinalrange": _ordinal_range,
    "korean": _korean,
    "ratio": _ratio,
    "roman": _roman,
    "romanrange": _roman_range,
    "clockrange": _clock_range,
    "clock": _clock,
    "pasthour": _past_hour,
    "mixed": _mixed,
    "halfdozen": _half_dozen,
    "portion": _portion,
    "heaped": _heaped,
    "mixedfigures": _mixed_figures,
    "dozen": _dozen,
    "between": _between,
    "negative": _negative,
    "plain": _plain,
}
