"""The search of a site without a server: which records have a word, in files fetched one by one.

A shard holds all words that begin with the same two characters. A page that searches for a word
loads only the shard of its beginning, as a script, so that a site opened from a disk works too.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

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


def shards(vocabulary: Mapping[int, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """The files of the index: name and content, in the order of the names.

    Args:
        vocabulary: place of a record in the list, from 0 -> its words.
    """
    places: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place in sorted(vocabulary):
        for word in vocabulary[place]:
            places[shard_name(word)][word].append(place)
    for name in sorted(places):
        content = {word: _gaps(places[name][word]) for word in sorted(places[name])}
        yield name, f"provtrackSite.shard({_script(name)},{_script(content)});\n"


def _gaps(places: list[int]) -> list[int]:
    """Ascending numbers as the first and the steps between them, which take less room."""
    return [place - before for before, place in zip([0, *places], places, strict=False)]


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
