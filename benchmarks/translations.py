"""Numbers held against each other in translations: how often wrongly, how often not at all.

Verses of the Quran in two languages tell the same, so that a number that is reported to differ is
wrong, or the translators' own. Then every number of the translation is replaced by another, and a
report that touches it is right.

Run as ``python -m benchmarks --only translations``.
"""

from collections.abc import Iterator, Sequence

from benchmarks.scriptures import quran
from provtrack.classify.interpreter import Interpreter
from provtrack.model import Kind, Significance
from provtrack.numbers import numbers
from provtrack.text import tokenize

PAIRS = (("ru", "en"), ("en", "ru"), ("fr", "en"), ("es", "en"), ("sv", "en"), ("tr", "en"))
OTHER = {"figures": "4,713", "words": "forty-seven"}
"""What a number of the translation is replaced by; neither is told in any verse."""


def main(arguments: Sequence[str] = ()) -> None:
    """Prints a row a pair of languages."""
    print("languages   verses  reported  numbers  found in figures  found in words")
    for left, right in PAIRS[:1] if "--quick" in arguments else PAIRS:
        reader = Interpreter((left, right), ("", ""))
        verses = [(text, quran(right)[key]) for key, text in quran(left).items()]
        wrong = sum(len(list(_reported(reader, one, other))) for one, other in verses)
        count, found = 0, dict.fromkeys(OTHER, 0)
        for one, other in verses:
            for start, end in _numbers(other):
                count += 1
                for how, number in OTHER.items():
                    changed = other[:start] + number + other[end:]
                    found[how] += any(
                        first < start + len(number) and start < last
                        for first, last in _reported(reader, one, changed)
                    )
        shares = (f"{found[how] / count:.2f}" for how in OTHER)
        print(
            "{:11}{:7}{:10}{:9}{:>18}{:>16}".format(
                f"{left}-{right}", len(verses), wrong, count, *shares
            )
        )


def _reported(reader: Interpreter, left: str, right: str) -> Iterator[tuple[int, int]]:
    """Where on the right a number is said to be another."""
    for change in reader.changes(left, right):
        if change.kind is Kind.NUMBER and change.significance is Significance.SUBSTANTIVE:
            yield change.right


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """The numbers of a text that tell how many, as stretches of characters."""
    tokens = tokenize(text)
    for number in numbers(text):
        start, end = tokens[number.start].start, tokens[number.end - 1].end
        if number.readings[0][0] == "cardinal" and number.readings[0][1] != "1":
            yield start, end
