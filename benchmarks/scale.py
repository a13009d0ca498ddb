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
from dataclasses import dataclass
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

_JUDGED = "--fail-on", "never"
_OF_SITE = "--base-url", "https://records.example.org"

_COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("list, no index yet", ("list",)),
    ("index", ("index",)),
    ("index, nothing new", ("index",)),
    ("list", ("list",)),
    ("locate", ("locate",)),
    ("find", ("find",)),
    ("find, nothing new", ("find",)),
    ("check", ("check", *_JUDGED)),
    ("check, nothing new", ("check", *_JUDGED)),
    ("compare --all", ("compare", "--all")),
    ("site", ("site", *_OF_SITE)),
    ("site, nothing new", ("site", *_OF_SITE)),
)
"""What is measured, in this order; then the same with some texts changed."""

_ALONE = frozenset({"list", "locate"})
"""Commands that have no other processes do the work."""

_AGAIN = ("index", "find", "check", "site")
"""Commands that keep what they found; they are measured with some texts changed, too."""

_ROW = "{:<26}{:>10}{:>8}{:>9}{:>9}{:>7}{:>8}"


def main(arguments: Sequence[str]) -> None:
    """Prints a row for each command and size; exits with 1 where one of them failed."""
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
        f"{options.jobs} processes. Seconds on the clock, and of processor time, which other\n"
        "programs disturb less; documents a second of that, and how it grows: 1 as the\n"
        "collection does, 2 as its square. MB of the largest process.\n"
    )
    print(_ROW.format("", "documents", "clock", "cpu", "doc/s", "MB", "growth"))
    before: dict[str, tuple[int, float]] = {}
    failed = 0
    for size in sizes:
        for label, cost in _costs(size, options.jobs, options.commands):
            if isinstance(cost, str):
                failed += 1
                print(f"{label:<26}{size:>10,}  failed: {cost}", flush=True)
                continue
            known = before.get(label)
            growth = f"{_exponent(known, (size, cost.seconds)):.2f}" if known else ""
            before[label] = size, cost.seconds
            row = (
                f"{size:,}", f"{cost.elapsed:.1f}", f"{cost.seconds:.1f}",
                f"{size / cost.seconds:,.0f}", f"{cost.megabytes:.0f}", growth,
            )  # fmt: skip
            print(_ROW.format(label, *row).rstrip(), flush=True)
    if failed:
        raise SystemExit(1)


@dataclass(frozen=True)
class Cost:
    """Of one command.

    Attributes:
        elapsed: seconds on the clock.
        seconds: of processor time, of all its processes.
        megabytes: memory of the largest process.
    """

    elapsed: float
    seconds: float
    megabytes: float


def _exponent(before: tuple[int, float], now: tuple[int, float]) -> float:
    from math import log

    return log(now[1] / before[1]) / log(now[0] / before[0])


def _costs(
    size: int, jobs: int, wanted: Sequence[str] | None
) -> Iterator[tuple[str, "Cost | str"]]:
    """What each command costs, or why it failed, which costs the others nothing."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "collection"
        _build(root, size)
        out = Path(name) / "site"
        given = {"locate": (_quotation(root),), "site": (str(out),)}
        changed = [
            (f"{label}, {_CHANGED} changed", command)
            for label, command in _COMMANDS
            if command[0] in _AGAIN and "," not in label
        ]
        is_changed = False
        for label, (verb, *options) in (*_COMMANDS, *changed):
            if wanted and verb not in wanted:
                continue
            if "changed" in label and not is_changed:
                _change(root)
                is_changed = True
            its_jobs = () if verb in _ALONE else ("--jobs", str(jobs))
            yield label, _run(root, verb, *given.get(verb, ()), *options, *its_jobs)
        if not wanted:
            _tell_sizes(root, out, size)


def _quotation(root: Path) -> str:
    """Twelve words from the middle of a text in the middle of the collection."""
    paths = sorted(root.glob("records/*/first.txt"))
    words = paths[len(paths) // 2].read_text("utf-8").split()
    return " ".join(words[len(words) // 2 :][:12])


def _tell_sizes(root: Path, site: Path, size: int) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "provtrack", "index", "--format", "json"],
        cwd=root, check=False, capture_output=True,
    )  # fmt: skip
    print(f"\nOf each of {size:,} documents, on the average:")
    if not run.returncode:
        held = json.loads(run.stdout)
        _tell(held["text_bytes"] / held["texts"], "bytes of text")
        _tell(held["bytes"] / held["texts"], "bytes of index")
    files = [each.stat().st_size for each in site.rglob("*") if each.is_file()]
    _tell(sum(files) / size, f"bytes of site, in {len(files) / size:.2f} files")
    _tell_volumes(root, size)
    print()


def _tell(value: float, what: str) -> None:
    digits = 0 if value >= _DIGIT_BELOW else 1
    print(f"{value:>12,.{digits}f} {what}", flush=True)


_DIGIT_BELOW = 100


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
    _tell(4 * sum(map(len, signatures)) / size, "bytes of signature")
    _tell(len(pickle.dumps(collection, 5)) / size, "bytes of collection")
    _tell(len(pickle.dumps(turned, 5)) / size, "bytes of inverted index")
    _tell(len(turned.holders) / size, "postings")
    _tell(entries, "postings to be read")
    _tell(len(pairs) / len(some), "pairs")
    _tell(each * 1000, "ms to rank the others")
    _tell(seconds, "s for one process to make the inverted index, of all")


_MEASURED = """
import ctypes, os, resource, subprocess, sys
try:  # PR_SET_CHILD_SUBREAPER: processes whose parent has ended are counted here, too
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
except (AttributeError, OSError):
    pass
run = subprocess.run(
    [sys.executable, "-m", "provtrack", *sys.argv[1:]],
    stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
)
try:
    while True:
        os.wait()
except ChildProcessError:
    pass
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, run.returncode)
print(run.stderr.decode(errors="replace").strip().partition(chr(10))[0])
"""
"""A process that runs a command and waits for all that it started, also those that a server of
processes did (Linux; elsewhere the processor time of ``check`` and ``compare --all`` comes out as
that of the first process)."""


def _run(root: Path, *arguments: str) -> "Cost | str":
    """What a command costs, or what it exits with and complains of."""
    start = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-c", _MEASURED, *arguments, "--quiet"],
        cwd=root, check=False, stdout=subprocess.PIPE,
    )  # fmt: skip
    elapsed = time.perf_counter() - start
    if run.returncode:
        return f"it could not be measured ({run.returncode})"
    figures, _, complaint = run.stdout.decode().partition("\n")
    seconds, kilobytes, code = map(float, figures.split())
    if code not in {0, 1}:
        return f"exit {code:.0f}: {complaint.strip()}"
    return Cost(elapsed, seconds, kilobytes / 1024)


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
