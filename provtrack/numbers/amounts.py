"""What figures, number words and scales come to."""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from provtrack.numbers.words import MIXED, SCALED, SCALES, SIGNS, SMALL, TENS, is_group
from provtrack.text import Token

LONGEST = 30
"""Figures of the longest number that is read; a longer one is a code."""


def amounts_of(tokens: Sequence[Token]) -> tuple[Fraction, ...]:
    """What a run of figures, number words and scales may amount to, the likeliest first."""
    if not tokens:
        return ()
    text = tokens[0].text.casefold()
    scaled = SCALED.fullmatch(text)
    if scaled:
        factor = {"m": 10**6, "mln": 10**6, "bn": 10**9, "k": 1000}[scaled[2]]
        return tuple(value * factor for value in _figures(scaled[1]))
    if text[0].isdigit() or text in SIGNS:
        return _figured(tokens)
    return (Fraction(_spelt(tokens)),)


def _figured(tokens: Sequence[Token]) -> tuple[Fraction, ...]:
    figures = tokens[0].text
    index = 1
    while index < len(tokens) and is_group(tokens[index]):
        figures += tokens[index].text
        index += 1
    mixed = MIXED.fullmatch(figures)
    if mixed:
        values: tuple[Fraction, ...] = (int(mixed[1]) + SIGNS[mixed[2]],)
    else:
        values = (SIGNS[figures],) if figures in SIGNS else _figures(figures)
    if index + 1 < len(tokens) and tokens[index].text == "/" and tokens[index + 1].text.isdigit():
        below = int(tokens[index + 1].text[:LONGEST])
        return tuple(value / below for value in values) if below else ()
    scale = scale_of(tokens[index:])
    return tuple(value * scale for value in values)


@lru_cache(maxsize=1 << 16)
def _figures(text: str) -> tuple[Fraction, ...]:
    """Figures with marks between: ``1,500``, ``1.5``, ``1,5``, ``1.500.000``."""
    if len(text) > LONGEST:
        return ()
    parts = re.split("[.,]", text)
    marks = [character for character in text if character in ".,"]
    if not marks:
        return (Fraction(int(text)),)
    grouped = all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3  # noqa: PLR2004
    whole = Fraction(int("".join(parts)))
    if len(set(marks)) == 1 and len(marks) > 1:
        return (whole,) if grouped else ()
    decimal = Fraction(f"{''.join(parts[:-1])}.{parts[-1]}")
    if len(set(marks)) > 1 or not grouped or parts[0] == "0":
        return (decimal,)
    return (whole,) if marks[0] == "," else (decimal, whole)


def _spelt(tokens: Sequence[Token]) -> int:
    """The value of number words: ``three hundred and fifty thousand``."""
    total = current = 0
    for token in tokens:
        word = token.text.casefold()
        if word in SMALL or word in TENS:
            current += SMALL.get(word, 0) + TENS.get(word, 0)
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in SCALES:
            total += (current or 1) * SCALES[word]
            current = 0
    return total + current


def scale_of(tokens: Sequence[Token]) -> int:
    """What the scale words among tokens multiply by: hundred thousand."""
    result = 1
    for token in tokens:
        result *= SCALES.get(token.text.casefold(), 1)
    return result
