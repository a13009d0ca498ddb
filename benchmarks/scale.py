"""What growing collections cost: each command that looks at all of one, in time and memory.

The collections are made up from a fixed seed: records of two renderings of one letter, which have
about six words in ten in common, over a vocabulary as uneven as that of a language (Zipf's law).
They share nothing with real texts but these proportions, so that the figures tell of cost and
growth; what is found and missed is measured by ``find``, on real ones.
"""

import bisect
import json
import os
import pickle
import random
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from benchmarks.check import AGENTS, RECORD, VARIANT
from provtrack.kinship.candidates import candidates, index
from provtrack.kinship.collection import collect
from provtrack.kinship.signatures import signature
from provtrack.text import join_paragraphs, split_lines, text_sha256

SEED = 1957
_VOCABULARY = 50_000
_WORDS = 350
"""Of a document: a page, as memoranda and reports of talks have it."""
_PARAGRAPH = 50
_KEPT = 0.6
"""Share of the words that the second rendering has from the first, in their places."""

_SIZES = (1_000, 10_000)
_FULL = (100_000,)
_CHANGED = 10

_SYLLABLES = ("ba", "ke", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")

_COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("list, no index yet", ("list",)),
    ("index", ("index",)),
    ("index, nothing new", ("index",)),
    ("list", ("list",)),
    ("find", ("find",)),
    ("find, nothing new", ("find",)),
    ("check", ("check", "--fail-on", "never")),
    ("check, nothing new", ("check", "--fail-on", "never")),
    ("check by one process", ("check", "--fail-on", "never", "--no-cache", "--jobs", "1")),
    ("compare --all", ("compare", "--all")),
)
"""What is measured before the site, in this order. The processes of a check are not this one's
children, so that their time is not counted; hence the one by one process."""

_ALONE = frozenset({"list"})
"""Commands that have no other processes do the work."""


def main(arguments: Sequence[str]) -> None:
    """Prints a row for each command and size."""
    parser = ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="1,000 documents only")
    parser.add_argument("--full", action="store_true", help="100,000 documents too")
    parser.add_argument("--documents", type=int, nargs="+", help="these sizes instead")
    parser.add_argument("--commands", nargs="+", help="these only: index, check, site …")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    sizes = _SIZES[:1] if options.quick else (*_SIZES, *(_FULL if options.full else ()))
    sizes = options.documents or sizes
    print(
        f"{options.jobs} processes; s on the clock, and of processor time, which other programs "
        "disturb less;\ndoc/s and growth are of processor time, MB of the largest process\n"
    )
    print(("{:<26}" + "{:>10}" * 6).format("", "documents", "s", "cpu s", "doc/s", "MB", "growth"))
    before: dict[str, tuple[int, float]] = {}
    for size in sizes:
        for label, elapsed, seconds, megabytes in _rows(size, options.jobs, options.commands):
            known = before.get(label)
            # 1 is a cost that grows as the collection does, 2 one that grows with its square.
            growth = f"{_exponent(known, (size, seconds)):.2f}" if known else ""
            before[label] = size, seconds
            row = (
                size, f"{elapsed:.1f}", f"{seconds:.1f}", f"{size / seconds:.0f}",
                f"{megabytes:.0f}", growth,
            )  # fmt: skip
            print(("{:<26}" + "{:>10}" * 6).format(label, *row), flush=True)


def _exponent(before: tuple[int, float], now: tuple[int, float]) -> float:
    from math import log

    return log(now[1] / before[1]) / log(now[0] / before[0])


def _rows(
    size: int, jobs: int, wanted: Sequence[str] | None
) -> Iterator[tuple[str, float, float, float]]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "collection"
        _build(root, size)
        out = str(Path(name) / "site")
        site = ("site", out, "--base-url", "https://records.example.org")
        for label, command in (
            *_COMMANDS,
            (f"find, {_CHANGED} texts changed", ("find",)),
            ("site", site),
            ("site, nothing new", site),
        ):
            if wanted and command[0] not in wanted:
                continue
            if "changed" in label:
                _change(root)
            is_alone = command[0] in _ALONE or "--jobs" in command
            yield label, *_run(root, *command, *(() if is_alone else ("--jobs", str(jobs))))
        _tell_sizes(root, Path(out), size)


def _tell_sizes(root: Path, site: Path, size: int) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "provtrack", "index", "--format", "json"],
        cwd=root, check=True, capture_output=True,
    )  # fmt: skip
    held = json.loads(run.stdout)
    _tell_volumes(root, size)
    files = [each.stat().st_size for each in site.rglob("*") if each.is_file()]
    print(
        f"  bytes a document: {held['text_bytes'] / held['texts']:.0f} of text, "
        f"{held['bytes'] / held['texts']:.0f} of index, {sum(files) / size:.0f} of site "
        f"in {len(files) / size:.2f} files",
        flush=True,
    )


_SAMPLE = 300
"""Documents whose neighbours are looked for, to tell how many pairs all have."""


def _tell_volumes(root: Path, size: int) -> None:
    """What ``find`` hands from process to process, as it would go over a network."""
    paths = sorted(root.glob("records/*/*.txt"))
    signatures = [signature(split_lines(path.read_text("utf-8"))) for path in paths]
    collection = collect(signatures)
    start = time.perf_counter()
    turned = index(collection)
    seconds = time.perf_counter() - start
    some = random.Random(SEED).sample(range(size), min(_SAMPLE, size))
    start = time.perf_counter()
    pairs = set(candidates(turned, some))
    each = (time.perf_counter() - start) / len(some)
    entries = sum(int(turned.starts[w + 1] - turned.starts[w]) for s in some
                  for w in turned.terms[s][0].tolist()) / len(some)  # fmt: skip
    told = (
        (4 * sum(map(len, signatures)) / size, "bytes of signature"),
        (len(pickle.dumps(collection, 5)) / size, "bytes of collection"),
        (len(pickle.dumps(turned, 5)) / size, "bytes of inverted index"),
        (len(turned.holders) / size, "postings"),
        (entries, "postings to be read"),
        (len(pairs) / len(some), "pairs"),
        (each * 1000, "ms to rank"),
    )
    print(f"  a document: {', '.join(f'{value:.0f} {what}' for value, what in told)}")
    print(f"  the inverted index is made in {seconds:.1f} s by one process", flush=True)


_PEAK = """
import resource, subprocess, sys
run = subprocess.run([sys.executable, "-m", "provtrack", *sys.argv[1:]], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, run.returncode)
"""


def _run(root: Path, *arguments: str) -> tuple[float, float, float]:
    """Seconds, those of all processors, and the memory of the largest process in megabytes."""
    start = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-c", _PEAK, *arguments, "--quiet"],
        cwd=root, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    used, kilobytes, code = map(float, run.stdout.split())
    if code not in {0, 1}:
        raise SystemExit(f"provtrack {' '.join(arguments)} exits with {code:.0f}")
    return seconds, used, kilobytes / 1024


# --- the collection ------------------------------------------------------------------------------


def _build(root: Path, size: int) -> None:
    """Makes a collection of so many documents, and commits it."""
    chance = random.Random(SEED)
    words = vocabulary(chance)
    steps = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    records = root / "records"
    records.mkdir(parents=True)
    (records / "agents.toml").write_text(AGENTS, "utf-8")
    (records / "names.toml").write_text("schema = 1\n", "utf-8")
    for number in range(1, size // 2 + 1):
        folder = records / f"letter-{number:06}"
        folder.mkdir()
        first = _drawn(chance, words, steps, _WORDS)
        other = [
            each if chance.random() < _KEPT else new
            for each, new in zip(first, _drawn(chance, words, steps, _WORDS), strict=True)
        ]
        record = RECORD.format(id=folder.name, number=number)
        for name, step, drawn in (("first", "s2", first), ("other", "s3", other)):
            text = [
                f"{' '.join(drawn[start : start + _PARAGRAPH]).capitalize()}."
                for start in range(0, len(drawn), _PARAGRAPH)
            ]
            (folder / f"{name}.txt").write_text(join_paragraphs(text), "utf-8")
            record += VARIANT.format(
                id=name, step=step, activity="translation", uses="original",
                sha256=text_sha256(text),
            )  # fmt: skip
        (folder / "record.toml").write_text(record, "utf-8")
    git = ["git", "-c", "user.name=editor", "-c", "user.email=editor@example.org"]
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "records"]):
        subprocess.run([*git, "-c", "gc.auto=0", *command], cwd=root, check=True)


def vocabulary(chance: random.Random) -> list[str]:
    """The words that there are, the most frequent first: the n-th comes a n-th as often."""
    words = list({_word(chance) for _ in range(_VOCABULARY)})
    return sorted(words, key=lambda each: (len(each), each))


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 5)))


def _drawn(
    chance: random.Random, words: Sequence[str], steps: Sequence[float], count: int
) -> list[str]:
    total = steps[-1]
    return [words[bisect.bisect(steps, chance.random() * total)] for _ in range(count)]


def _change(root: Path) -> None:
    """Adds a sentence to some texts."""
    for path in sorted(root.glob("records/*/first.txt"))[:_CHANGED]:
        path.write_text(path.read_text("utf-8") + "\nA last word was added.\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
