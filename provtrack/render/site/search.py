"""The search of a site without a server: which records have a word, in files fetched one by one.

A shard holds all words that begin with the same two characters. A page that searches for a word
loads only the shard of its beginning, as a script, so that a site opened from a disk works too.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import sub

from provtrack.render.site.values import Entry
from provtrack.text import fold, visible
from provtrack.text import words as split_words

_BEGINNING = 2
"""Characters that the words of a shard share. Two give some hundred shards for English."""

LONGEST_WORD = 40
"""Characters; what is longer is no word that somebody types, and would only swell the shards."""


def words(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts as they are searched for: without case, diacritics and punctuation."""
    found = {word for text in texts for word in split_words(fold(text))}
    return frozenset(word for word in found if word[0].isalnum() and len(word) <= LONGEST_WORD)


def shard_name(word: str) -> str:
    """The file that has a word: the code points of its first two characters, in hexadecimal."""
    return "-".join(f"{ord(character):x}" for character in word[:_BEGINNING]) + ".js"


def shards(places: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str]]:
    """The files of the index: name and content, in the order of the names.

    Args:
        places: word -> the places in the list, from 0 and ascending, of the records that have it.
    """
    words_of: dict[str, list[str]] = defaultdict(list)
    for word in sorted(places):
        words_of[shard_name(word)].append(word)
    for name in sorted(words_of):
        content = {word: _gaps(places[word]) for word in words_of[name]}
        yield name, f"{_BEFORE}{_script(name)},{_script(content)}{_AFTER}"


def read_shard(content: str) -> dict[str, list[int]]:
    """What :func:`shards` was given, of one file that it made.

    Raises:
        ValueError: it made no such file.
    """
    start = content.find(",", len(_BEFORE)) + 1
    gaps = json.loads(content[start:].removesuffix(_AFTER))
    return {word: list(accumulate(each)) for word, each in gaps.items()}


_BEFORE = "provtrackSite.shard("
_AFTER = ");\n"


def _gaps(places: Sequence[int]) -> list[int]:
    """Ascending numbers as the first and the steps between them, which take less room."""
    return [*places[:1], *map(sub, places[1:], places)]


def entries(listed: Iterable[Entry], shard_names: Iterable[str]) -> str:
    """The list of the records as a script, each a row of the values that the list page shows.

    Args:
        listed: the records, in order.
        shard_names: the files of the index, so that a page asks for none that is not there.
    """
    rows = [
        [
            each.id,
            each.title,
            each.date,
            each.type,
            each.archive,
            list(each.languages),
            each.variants,
        ]
        for each in listed
    ]
    return f"provtrackSite.records({_script(rows)},{_script(sorted(shard_names))});\n"


def _script(value: object) -> str:
    """A value as JavaScript that is inert even inside a page, with nothing in it that is unseen."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return visible(text).replace("<", "\\u003c")
