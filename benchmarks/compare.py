"""What it costs to compare two texts of 2,000 paragraphs: whole processes, in time and memory."""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.scriptures import bible
from benchmarks.start import as_installed
from provtrack.text import join_paragraphs

_SEED = 1956
_PARAGRAPHS = 2000
_CHANGED = 3
"""Words of each paragraph that are others in the second text."""
_TOGETHER = 3
"""Verses that make a paragraph of about 80 words."""

_FORMATS = ("text", "json", "html", "md", "csv", "tei", "docx", "diff")
_QUICK = ("text", "json", "html")

_PEAK = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "provtrack", *sys.argv[1:]], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def main(arguments: Sequence[str]) -> None:
    """Prints a row for each pair of texts and format: medians, and the largest process.

    Args:
        arguments: ``--quick`` for one run of each, and three formats only.
    """
    runs = 1 if "--quick" in arguments else 3
    formats = _QUICK if "--quick" in arguments else _FORMATS
    columns = ("format", "s", "cpu s", "MB")
    print(f"{_PARAGRAPHS:,} paragraphs, medians of {runs}; MB of the largest process\n")
    print(("{:<34}" + "{:>9}" * len(columns)).format("", *columns))
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        for label, sides in _pairs().items():
            paths = [directory / "left.txt", directory / "right.txt"]
            for path, side in zip(paths, sides, strict=True):
                path.write_text(join_paragraphs(side), "utf-8")
            for kind in formats:
                command = ("compare", *map(str, paths), "--format", kind, "--quiet")
                taken = [_run(command) for _ in range(runs)]
                seconds, used, size = (statistics.median(each) for each in zip(*taken, strict=True))
                print(f"{label:<34}{kind:>9}{seconds:>9.1f}{used:>9.1f}{size:>9.0f}", flush=True)


def _pairs() -> dict[str, tuple[list[str], list[str]]]:
    bibles = {name: bible(name) for name in ("kjv", "asv", "web")}
    verses = [number for number in bibles["kjv"] if all(number in each for each in bibles.values())]
    first = {name: [each[number] for number in verses] for name, each in bibles.items()}
    joined = [
        " ".join(first["kjv"][start : start + _TOGETHER])
        for start in range(0, _PARAGRAPHS * _TOGETHER, _TOGETHER)
    ]
    single = {name: each[:_PARAGRAPHS] for name, each in first.items()}
    return {
        f"{_CHANGED} words of 25 changed": (single["kjv"], _reworded(single["kjv"])),
        f"{_CHANGED} words of 80 changed": (joined, _reworded(joined)),
        "verses, KJV and ASV": (single["kjv"], single["asv"]),
        "verses, KJV and WEB": (single["kjv"], single["web"]),
    }


def _reworded(paragraphs: Sequence[str]) -> list[str]:
    chance = random.Random(_SEED)
    words = sorted({word for each in paragraphs for word in each.split() if word.islower()})
    result = []
    for paragraph in paragraphs:
        own = paragraph.split()
        for place in chance.sample(range(len(own)), min(_CHANGED, len(own))):
            own[place] = chance.choice(words)
        result.append(" ".join(own))
    return result


def _run(command: Sequence[str]) -> tuple[float, float, float]:
    """Seconds by the clock, of all processors, and the memory of the largest process in MB."""
    start = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-c", _PEAK, *command],
        check=True, stdout=subprocess.PIPE, env=as_installed(),
    )  # fmt: skip
    seconds = time.perf_counter() - start
    used, kilobytes = map(float, run.stdout.split())
    return seconds, used, kilobytes / 1024
