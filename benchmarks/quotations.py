"""Quotations cut from texts with fixed seeds: exact, elided, misquoted; and ones from elsewhere."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

SHORTEST, LONGEST = 5, 60
"""Words."""


@dataclass(frozen=True)
class Cut:
    """A quotation and where it was cut.

    Attributes:
        kind: ``exact``, ``elided``, ``misquoted 1`` to ``3``, or ``foreign``.
        text: the quotation.
        source: the words that it was made of, as they stood.
        name: of the text.
        paragraphs: numbers, from 1, of the paragraphs that it was cut from.
    """

    kind: str
    text: str
    source: str
    name: str
    paragraphs: tuple[int, ...]


KINDS = ("exact", "exact", "elided", "misquoted 1", "misquoted 2", "misquoted 3")


def cuts(texts: Mapping[str, Sequence[str]], number: int, seed: str) -> Iterator[Cut]:
    """So many quotations.

    Args:
        texts: name -> paragraphs.
        number: how many; the kinds come in turn.
        seed: of the random numbers.
    """
    chance = random.Random(seed)
    names = sorted(texts)
    made = 0
    for turn in count():
        if made == number:
            return
        name = names[turn % len(names)]
        found = _cut(texts[name], chance)
        if found:
            words, paragraphs = found
            kind = KINDS[made % len(KINDS)]
            quotation = _damaged(kind, words, texts[name], chance)
            yield Cut(kind, quotation, " ".join(words), name, paragraphs)
            made += 1


def foreign(texts: Mapping[str, Sequence[str]], number: int, seed: str) -> Iterator[Cut]:
    """So many quotations of texts that are not searched, unchanged."""
    for cut in cuts(texts, number, seed):
        yield Cut("foreign", cut.source, cut.source, cut.name, cut.paragraphs)


def _cut(
    paragraphs: Sequence[str], chance: random.Random
) -> tuple[list[str], tuple[int, ...]] | None:
    length = chance.randint(SHORTEST, LONGEST)
    first = chance.randrange(len(paragraphs))
    words: list[str] = []
    homes: list[int] = []
    for number in range(first, min(first + 4, len(paragraphs))):
        own = paragraphs[number].split()
        words += own
        homes += [number + 1] * len(own)
    # Mostly within a paragraph, as people quote; as long as it goes on, across its end.
    room = homes.count(first + 1) if chance.random() < 0.9 else len(words)
    if room < length or len(words) < length:
        return None
    start = chance.randint(0, room - length)
    return words[start : start + length], tuple(sorted(set(homes[start : start + length])))


def _damaged(
    kind: str, words: Sequence[str], paragraphs: Sequence[str], chance: random.Random
) -> str:
    words = list(words)
    if kind == "elided":
        if len(words) >= 8:
            start = chance.randint(3, len(words) - 4)
            end = chance.randint(start + 1, min(len(words) - 3, start + len(words) // 3 + 1))
            words[start:end] = [chance.choice(("…", "...", "[…]", ". . ."))]
    elif kind.startswith("misquoted"):
        wrong = min(int(kind[-1]), len(words) // 4)
        for place in chance.sample(range(len(words)), wrong):
            other = chance.choice(chance.choice(paragraphs).split())
            words[place] = chance.choice((other, "", f"{words[place]} {other}"))
    return " ".join(filter(None, words))
