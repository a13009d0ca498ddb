"""How well and how fast paragraphs are linked, beside other tools on the same texts."""

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import fmean, median

from tabulate import tabulate

import provtrack
from benchmarks import gold, hard
from benchmarks.cases import Case, Maker, Recipe, make
from benchmarks.score import Score, mean, score
from benchmarks.scriptures import bible, quran
from benchmarks.tools import TOOLS
from benchmarks.worker import Run, run
from provtrack.align import align
from provtrack.model import Text

PEERS = ("provtrack", "wdiff", "dwdiff", "git", "difflib", "collatex")
ACROSS = ("provtrack", "galechurch", "hunalign")
_ROOT = Path(__file__).resolve().parent.parent
_RECORD = "filatov-pak-1956-02-25"
_TIMES = 30
_COLUMNS = ("strict", "lenient", "moved", "precision", "recall", "unmatched", "grouped", "s", "MB")


def main(arguments: Sequence[str] = ()) -> None:
    """Prints all tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks --only align")
    parser.add_argument("--quick", action="store_true", help="a few cases only")
    quick = parser.parse_args(arguments).quick
    cases = [*gold.makers()]
    tuning, report = ([c for c in cases if c[2] is half] for half in (True, False))
    halves = {
        "Half that constants were tuned on": tuning[:2] if quick else tuning,
        "Half that no constant was tuned on": report[:3] if quick else report,
        "Hard cases of our own": [*hard.makers()],
    }
    calibration: list[tuple[float, bool]] = []
    for title, makers in halves.items():
        print(f"## {title}\n", flush=True)
        made = [maker() for _, maker, _ in makers]
        _compare(made, PEERS)
        if title.startswith("Half that no"):
            calibration = [pair for case in made for pair in _confidences(case)]
    print("## Confidence, on the half that no constant was tuned on\n")
    print(_calibration_table(calibration), end="\n\n", flush=True)
    print("## Across languages\n", flush=True)
    _compare([maker() for maker in across(quick=quick)], ACROSS)
    print("## Length\n", flush=True)
    _lengths((40, 400, 2_000) if quick else (40, 200, 2_000, 20_000))
    print("## Short texts, in a process that has aligned before\n", flush=True)
    _short()
    print("## Text of another kind, of one length\n", flush=True)
    _pathological(500 if quick else 5_000)


def _compare(cases: Iterable[Case], names: Sequence[str]) -> None:
    """One line a case and tool, as they come, and the mean of each tool."""
    tools = [TOOLS[name] for name in names if TOOLS[name].available]
    missing = [name for name in names if not TOOLS[name].available]
    results: dict[str, list[tuple[Case, Score, Run]]] = {tool.name: [] for tool in tools}
    rows = []
    for case in cases:
        for tool in tools:
            if _words(case) <= tool.words:
                done = run(tool.name, case)
                result = score(case, done.links)
                results[tool.name].append((case, result, done))
                size = f"{len(case.left.paragraphs)} x {len(case.right.paragraphs)}"
                rows.append([case.name, size, tool.name, *_cells(result, done)])
    for tool in tools:
        answered = results[tool.name]
        if answered:
            runs = [one for _, _, one in answered]
            total = Run([], fmean(r.seconds for r in runs), fmean(r.megabytes for r in runs))
            rows.append(
                [
                    f"mean of {len(runs)}",
                    "",
                    tool.name,
                    *_cells(mean(s for _, s, _ in answered), total),
                ]
            )
    print(tabulate(rows, ("case", "paragraphs", "tool", *_COLUMNS), disable_numparse=True))
    for line in _beaten(results):
        print(line)
    for name in missing:
        print(f"not installed: {name}")
    print(flush=True)


def _beaten(results: dict[str, list[tuple[Case, Score, Run]]]) -> Iterator[str]:
    """Cases of over 40 paragraphs in which a peer comes out ahead."""
    ours = {case.name: result for case, result, _ in results["provtrack"]}
    for name, done in results.items():
        for case, result, _ in done:
            if len(case.left.paragraphs) > 40 and result.strict > ours[case.name].strict:
                yield f"ahead of provtrack on {case.name}: {name}"


def _words(case: Case) -> int:
    return max(
        sum(len(paragraph.split()) for paragraph in text.paragraphs)
        for text in (case.left, case.right)
    )


def _cells(result: Score, done: Run) -> list[str]:
    figures = [getattr(result, name) for name in Score.__dataclass_fields__]
    shown = ["" if value is None else f"{value:.3f}" for value in figures]
    return [*shown, f"{done.seconds:.3f}", f"{done.megabytes:.0f}"]


def _confidences(case: Case) -> Iterator[tuple[float, bool]]:
    """Confidence of each link that provtrack makes, and whether the gold has it."""
    for link in align(case.left, case.right).links:
        yield link.confidence, (frozenset(link.left), frozenset(link.right)) in case.gold


def _calibration_table(pairs: Sequence[tuple[float, bool]]) -> str:
    rows = []
    for low, high in ((0.9, 1.01), (0.7, 0.9), (0.5, 0.7), (0.3, 0.5), (0.0, 0.3)):
        inside = [(confidence, right) for confidence, right in pairs if low <= confidence < high]
        if inside:
            stated = fmean(confidence for confidence, _ in inside)
            rows.append(
                [
                    f"{low:.1f} to {min(high, 1):.1f}",
                    len(inside),
                    stated,
                    fmean(r for _, r in inside),
                ]
            )
    return tabulate(rows, ("confidence", "links", "stated", "right"), floatfmt=".3f")


def across(*, tuning: bool = False, quick: bool = False) -> Iterator[Maker]:
    """Cases in two languages: the Quran, whose verse numbers are the same in every one.

    Args:
        tuning: the pairs of languages that constants may be tuned on, not the others.
        quick: two pairs only.
    """
    pairs = _TUNING_LANGUAGES if tuning else _LANGUAGES
    recipes = {"plain": gold.PLAIN, "verses": gold.VERSES, "own": gold.INDEPENDENT_SHORT}
    for left, right in pairs[:2] if quick else pairs:
        for (kind, recipe), chapters in zip(
            recipes.items(), (range(2, 4), range(18, 24), range(7, 9)), strict=True
        ):
            yield partial(_quran, f"{left}-{right}-{kind}", left, right, chapters, recipe)


_TUNING_LANGUAGES = (("es", "en"), ("id", "fr"), ("bn", "sv"))
_LANGUAGES = (("ru", "en"), ("fr", "en"), ("tr", "es"), ("sv", "fr"), ("zh", "en"), ("ar", "en"))


def _quran(name: str, left: str, right: str, chapters: Iterable[int], recipe: Recipe) -> Case:
    sides = quran(left), quran(right)
    units = [key for key in sides[0] if key in sides[1] and key // 1000 in chapters]
    return make(name, *sides, units, replace(recipe, move=0), languages=(left, right))


def _lengths(sizes: Sequence[int]) -> None:
    """Time and memory as texts grow, with the tool whose speed is the mark."""
    rows = []
    names = [name for name in ("provtrack", "wdiff", "dwdiff") if TOOLS[name].available]
    for size in sizes:
        case = _long(size)
        for name in names:
            done = run(name, case)
            result = score(case, done.links)
            rows.append([len(case.left.paragraphs), _words(case), name, *_cells(result, done)])
    print(tabulate(rows, ("paragraphs", "words", "tool", *_COLUMNS), disable_numparse=True))
    print(flush=True)


def _short() -> None:
    """Time for a record's two texts, and for as many paragraphs of the Bible."""
    verses = _long(40)
    record = [provtrack.read_text(f"{_RECORD}/{name}", repo=_ROOT) for name in ("plain", "close")]
    rows = []
    for name, (left, right) in (("record", record), ("Bible", (verses.left, verses.right))):
        align(left, right)
        taken = []
        for _ in range(_TIMES):
            start = time.perf_counter()
            align(left, right)
            taken.append(1000 * (time.perf_counter() - start))
        size = f"{len(left.paragraphs)} x {len(right.paragraphs)}"
        rows.append([name, size, len(" ".join(left.paragraphs).split()), median(taken), min(taken)])
    print(tabulate(rows, ("text", "paragraphs", "words", "ms", "least"), floatfmt=".1f"))
    print(flush=True)


def _long(paragraphs: int) -> Case:
    """A case of about as many paragraphs, of about 37 words each."""
    left, right = bible("kjv"), bible("web")
    # A paragraph has 1.4 verses at first; a tenth of them are then joined or left out.
    units = [key for key in left if key in right][: paragraphs * 153 // 100]
    recipe = Recipe(sizes=(1, 1, 1, 2, 2))
    return make(f"kjv-web-{paragraphs}", left, right, units, recipe)


def _pathological(paragraphs: int) -> None:
    """Time for texts that could make an engine slow, against ordinary text of their length."""
    left, right = bible("kjv"), bible("web")
    units = [key for key in left if key in right]
    ordinary = [left[key] for key in units[:paragraphs]]
    other = [right[key] for key in units[-paragraphs:]]
    texts = {
        "ordinary": (ordinary, [right[key] for key in units[:paragraphs]]),
        "one paragraph again and again": (
            [ordinary[0]] * paragraphs,
            [ordinary[0]] * (paragraphs - 10),
        ),
        "two unrelated books": (ordinary, other),
        "one word again and again": (["word " * 20] * paragraphs, ["word " * 21] * paragraphs),
        "one paragraph of everything": (
            [" ".join(ordinary)],
            [right[k] for k in units[:paragraphs]],
        ),
    }
    rows = []
    for name, (one, two) in texts.items():
        case = Case(name, Text("l", tuple(one)), Text("r", tuple(two)), frozenset())
        done = run("provtrack", case)
        rows.append([name, _words(case), done.seconds, done.megabytes])
    print(tabulate(rows, ("text", "words", "s", "MB"), floatfmt=".2f"))
