"""Documents that go back to one text: chapters of many Bibles among documents of other books.

The chapter is the gold: ``precision`` counts every pair of documents in one group that are not one
chapter as an error. Some chapters stand in the scripture twice, however, and an editor would not
call it an error to put these together; ``but doubles`` leaves the pairs out that
:mod:`benchmarks.doubles` lists, as neither right nor wrong. A pair with a document of another book
is an error in both, unless the Book of Mormon quotes the chapter.

The other books are cut into pieces that share no run of words with each other
(:func:`benchmarks.books.unrelated`), so that every pair of them is an error too. The rows that are
called ``raw`` have pieces among which there are two formats of a manual and its translations: what
is counted as an error there need not be one.

Each row is a process of its own, so that its memory is its own.
"""

import os
import random
import resource
import sys
import time
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.books import Piece, half, pieces, scriptures, unrelated
from benchmarks.doubles import QUOTED, is_double
from benchmarks.scriptures import bible, quran
from benchmarks.worker import peak
from provtrack.corpus.executor import executor
from provtrack.corpus.kin import find
from provtrack.corpus.sources import files

TUNING = ("akjv", "asv", "bwe", "dar", "kjv", "mont", "roth", "tyn", "wbs", "web", "wmth", "lont")
"""What the constants of ``provtrack/kinship`` were tuned on."""

HELD = (
    "diaglot", "etheridge", "gb", "leeser", "mkjv1963", "nheb", "rwebster", "rylt", "ukjv",
    "wesley", "ylt", "dr",
)  # fmt: skip
"""Never looked at one by one. Left out of both: ``bbe``, ``wyc`` and ``oeb``, whose verse numbers
drift by whole chapters."""

_PSALMS = 19
"""Book; the Douay-Rheims counts its psalms otherwise."""

_SHORTEST = 3
"""Verses of a chapter; packages have stumps."""

Chapters = dict[tuple[str, int], str]
"""Translation and chapter -> its text, a verse a paragraph."""


def chapters(names: Sequence[str]) -> Chapters:
    """The chapters of translations."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name in names:
        for verse, text in bible(name).items():
            chapter = verse // 1000
            if not (name == "dr" and chapter // 1000 == _PSALMS):
                found[name, chapter].append(text)
    return {
        key: "\n\n".join(verses) + "\n" for key, verses in found.items() if len(verses) >= _SHORTEST
    }


def suras(languages: Sequence[str]) -> Chapters:
    """The chapters of the Quran in several languages."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for tag in languages:
        for verse, text in quran(tag).items():
            found[tag, verse // 1000].append(text)
    return {
        key: "\n\n".join(verses) + "\n" for key, verses in found.items() if len(verses) >= _SHORTEST
    }


@dataclass(frozen=True)
class Case:
    """A collection.

    Attributes:
        name: as the table calls it.
        translations: of which Bibles.
        chapters: how many chapters of them, drawn by chance; all when 0.
        strangers: documents of other books.
        half: of which half of these; of both when empty.
        is_raw: whether they may share text.
        is_excerpts: whether a chapter is a document of one translation, and the middle third of it
            one of another.
        languages: of the Quran, whose chapters are then the documents, instead of Bibles.
        is_large: whether it takes minutes.
    """

    name: str
    translations: tuple[str, ...]
    chapters: int = 0
    strangers: int = 0
    half: str = ""
    is_raw: bool = False
    is_excerpts: bool = False
    languages: tuple[str, ...] = ()
    is_large: bool = False


_ALL = (*TUNING, *HELD)

CASES = (
    Case("tuning half", TUNING),
    Case("other half", HELD),
    Case("all", _ALL),
    Case("excerpts", TUNING, is_excerpts=True),
    Case("other excerpts", HELD, is_excerpts=True),
    Case("tuning books", TUNING, 60, 8_000, half="tuning"),
    Case("other books", HELD, 60, 8_000, half="other"),
    Case("1,000", _ALL, 12, 800),
    Case("10,000", _ALL, 120, 8_000),
    Case("10,000 raw", _ALL, 120, 8_000, is_raw=True),
    Case("100,000", _ALL, 0, 80_000, is_large=True),
    Case("100,000 raw", _ALL, 0, 80_000, is_raw=True, is_large=True),
    Case("en fr es", (), languages=("en", "fr", "es")),
    Case("en ru", (), languages=("en", "ru")),
    Case("seven", (), languages=("en", "fr", "es", "ru", "sv", "tr", "id")),
)
"""Those of a round number of documents are a fifth Bible and four fifths other books. The constants
of ``provtrack/kinship/abroad.py`` were tuned on the first two of those in several languages."""

_OTHERS = "others"
"""Folder of the documents of other books."""

_LONG = {"all", "10,000", "10,000 raw", "tuning books", "other books"}
"""Cases that ``--quick`` leaves out."""

_WIDTHS = "{:<14}" + "{:>11}" * 11
_HEADER = (
    "documents", "groups", "precision", "but doubles", "recall", "strangers", "among", "s", "cpu s",
    "doc/s", "MB",
)  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    """Prints precision, recall, time and memory, for growing collections."""
    parser = ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="without the longer ones")
    parser.add_argument("--full", action="store_true", help="100,000 documents too")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--case", choices=[case.name for case in CASES], help="one row")
    options = parser.parse_args(arguments)
    print(
        f"{options.jobs} processes; 'strangers' are errors of a chapter with another book, 'among' "
        "those of two pieces of other books;\nMB are those of the largest process\n"
    )
    print(_WIDTHS.format("collection", *_HEADER), flush=True)
    for case in CASES:
        is_wanted = not case.is_large and not (options.quick and case.name in _LONG)
        if case.name == options.case or (not options.case and (options.full or is_wanted)):
            with TemporaryDirectory() as directory:
                for task in (_build, _row):
                    process = get_context("spawn").Process(
                        target=task, args=(case, Path(directory), options.jobs)
                    )
                    process.start()
                    process.join()


def _row(case: Case, root: Path, jobs: int) -> None:
    chapters_there = (path for path in root.glob("*/*.txt") if path.parent.name != _OTHERS)
    known = Counter(int(path.stem) for path in chapters_there)
    before = _used()
    start = time.perf_counter()
    finding = find(files([str(root)]), executor=executor(jobs))
    seconds = time.perf_counter() - start
    used = _used() - before
    tally = _tally([[Path(member) for member in each.members] for each in finding.groups])
    wanted = sum(n * (n - 1) // 2 for n in known.values())
    memory = max(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, peak())
    row = (
        finding.documents,
        len(finding.groups),
        f"{tally['right'] / max(tally.total(), 1):.4f}",
        f"{tally['right'] / max(tally.total() - tally['double'], 1):.4f}",
        f"{tally['right'] / wanted:.4f}",
        tally["stranger"],
        tally["among strangers"],
        f"{seconds:.0f}",
        f"{used:.0f}",
        f"{finding.documents / used:.0f}",
        f"{memory / 1024:.0f}",
    )
    print(_WIDTHS.format(case.name, *row), flush=True)


def _used() -> float:
    """Seconds of processor time, of this process and those that it started."""
    return sum(os.times()[:4])


def _build(case: Case, root: Path, _jobs: int) -> None:
    known = chapters(case.translations) if case.translations else suras(case.languages)
    if case.chapters:
        every = sorted({chapter for _, chapter in known})
        some = set(random.Random(1).sample(every, case.chapters))
        known = {key: text for key, text in known.items() if key[1] in some}
    if case.is_excerpts:
        known = _excerpts(known)
    for (translation, chapter), text in known.items():
        (root / translation).mkdir(exist_ok=True)
        (root / translation / f"{chapter}.txt").write_text(text, "utf-8")
    (root / _OTHERS).mkdir()
    for name, text in _strangers(case):
        (root / _OTHERS / f"{name}.txt").write_text(text, "utf-8")


def _excerpts(known: Chapters) -> Chapters:
    """Of each chapter two translations, the one whole and of the other the middle third."""
    found: Chapters = {}
    for place, chapter in enumerate(sorted({chapter for _, chapter in known})):
        having = [translation for translation, other in known if other == chapter]
        verses = known[having[place % len(having)], chapter].split("\n\n")
        third = len(verses) // 3
        if len(having) > 1 and third >= _SHORTEST:
            found[having[place % len(having)], chapter] = "\n\n".join(verses[third : 2 * third])
            whole = having[(place + 1) % len(having)]
            found[whole, chapter] = known[whole, chapter]
    return found


def _strangers(case: Case) -> Iterator[tuple[str, str]]:
    """Documents of other books, by name: the Book of Mormon, as far as it goes, and pieces."""
    count = case.strangers
    mormon = list(scriptures())
    if count < len(mormon) * 4:
        mormon = mormon[:: len(mormon) * 4 // max(count, 1)]
    yield from islice(mormon, count)
    more = count - len(mormon)
    if more > 0:
        every: list[Piece] = pieces(80_000) if case.is_raw else unrelated()
        found = [piece for piece in every if case.half in {"", half(piece[0])}]
        for number, (book, text) in enumerate(random.Random(1).sample(found, more)):
            yield f"{book}-{number}", text


def _tally(groups: Iterable[Sequence[Path]]) -> Counter[str]:
    """How many pairs of documents in one group are what."""
    tally: Counter[str] = Counter()
    for group in groups:
        for one, other in combinations(group, 2):
            tally[_kind(*sorted((one, other), key=lambda each: each.parent.name == _OTHERS))] += 1
    return tally


def _kind(one: Path, other: Path) -> str:
    """What a pair is; the second is the document of another book where there is one."""
    if other.parent.name == _OTHERS:
        quoted = one.parent.name != _OTHERS and (other.stem, int(one.stem)) in QUOTED
        if one.parent.name == _OTHERS:
            return "among strangers"
        return "double" if quoted else "stranger"
    if one.stem == other.stem:
        return "right"
    return "double" if is_double(int(one.stem), int(other.stem)) else "wrong"


if __name__ == "__main__":
    main(sys.argv[1:])
