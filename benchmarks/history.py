"""Who wrote a paragraph, beside ``git blame``: repositories in which the answer is known.

The builder keeps the version of every word while it rewords, inserts, deletes, moves, cuts, joins
and wraps: the truth is not found by any of the programs compared. Needs no downloads.
"""

import compileall
import json
import random
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import provtrack
from provtrack.text import join_paragraphs

_PARAGRAPHS, _COMMITS = 300, 500
_REF, _PATH = "talk/fair", "records/talk/fair.txt"

_RECORD = """\
schema = 1
id = "talk"
title = "Talk"

[[variant]]
id = "fair"
kind = "translation"
"""

Word = tuple[str, int]
"""A word and the version that it is from."""


@dataclass(frozen=True)
class Case:
    """What is done to the text besides rewording, inserting and deleting."""

    name: str
    regroups: bool = False
    wraps: bool = False


CASES = (
    Case("reworded, inserted, deleted"),
    Case("also moved, cut in two, joined", regroups=True),
    Case("also wrapped and unwrapped once", regroups=True, wraps=True),
)


class Builder:
    """Makes the versions of a text.

    Args:
        seed: the same gives the same repository.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        letters = "aeiouaeioubcdfghlmnprstvw"
        self._words = [
            "".join(self._random.choices(letters, k=self._random.randint(2, 9)))
            for _ in range(4000)
        ]
        # Words are as frequent as in a language: the k-th has the share 1/k (Zipf).
        self._shares = [1 / (rank + 3) for rank in range(len(self._words))]
        self.text = [self._paragraph(0) for _ in range(_PARAGRAPHS)]

    def _paragraph(self, version: int) -> list[Word]:
        words = self._random.choices(self._words, self._shares, k=self._random.randint(20, 110))
        return [(word, version) for word in words]

    def change(self, version: int, case: Case) -> None:
        """Does to the text what a commit does."""
        text, choose = self.text, self._random
        for _ in range(choose.randint(1, 3)):
            own = text[choose.randrange(len(text))]
            for _ in range(choose.randint(1, 3)):
                old = choose.randrange(len(own))
                new = choose.choices(self._words, self._shares)[0]
                if new != own[old][0]:
                    own[old] = (new, version)
        chance = choose.random()
        if chance < 0.05:
            text.insert(choose.randrange(len(text)), self._paragraph(version))
        elif chance < 0.1:
            del text[choose.randrange(len(text))]
        elif case.regroups and chance < 0.2:
            text.insert(choose.randrange(len(text)), text.pop(choose.randrange(len(text))))
        elif case.regroups and chance < 0.25:
            place = choose.randrange(len(text))
            cut = len(text[place]) // 2
            text[place : place + 1] = [text[place][:cut], text[place][cut:]]
        elif case.regroups and chance < 0.3:
            place = choose.randrange(len(text) - 1)
            text[place : place + 2] = [text[place] + text[place + 1]]

    def content(self, *, wrapped: bool) -> bytes:
        """The file, each paragraph in one line or in lines of 70 columns."""
        paragraphs = (" ".join(word for word, _ in own) for own in self.text)
        return join_paragraphs(map(textwrap.fill, paragraphs) if wrapped else paragraphs).encode()


def build(directory: Path, case: Case, commits: int) -> list[list[Word]]:
    """Makes a repository and gives the truth about its last version."""
    builder = Builder(commits)
    stream = []
    for version in range(commits):
        if version:
            builder.change(version, case)
        content = builder.content(wrapped=case.wraps and version == commits * 9 // 10)
        files = {_PATH: content} | (
            {} if version else {"records/talk/record.toml": _RECORD.encode()}
        )
        stream.append(_commit(version, files))
    _git(directory, "init", "--quiet", "--initial-branch=main")
    subprocess.run(
        ["git", "fast-import", "--quiet"], input=b"".join(stream), cwd=directory, check=True
    )
    _git(directory, "reset", "--quiet", "--hard")
    return builder.text


def _commit(version: int, files: dict[str, bytes]) -> bytes:
    message = f"{version}\n".encode()
    head = f"commit refs/heads/main\ncommitter E <e@example.org> {10**9 + 3600 * version} +0000\n"
    parts = [head.encode(), b"data %d\n%s" % (len(message), message)]
    parts += [
        b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)
        for path, data in files.items()
    ]
    return b"".join(parts)


def _git(directory: Path, *arguments: str) -> str:
    run = subprocess.run(
        ["git", *arguments], cwd=directory, check=True, capture_output=True, text=True
    )
    return run.stdout


def main(arguments: Sequence[str]) -> None:
    """Prints accuracy and time for each case.

    Args:
        arguments: ``--quick`` for fewer commits and runs.
    """
    commits, runs = (60, 3) if "--quick" in arguments else (_COMMITS, 9)
    print(f"{commits} commits of {_PARAGRAPHS} paragraphs, median of {runs} runs in turn\n")
    _compile()
    header = f"{'':<36}{'paragraphs right':>24}{'words right':>20}{'time, git = 1':>20}"
    print(
        f"{header}\n{'':<36}{'provtrack':>14}{'git':>10}{'provtrack':>13}{'git':>7}"
        f"{'blame':>10}{'history':>10}"
    )
    for case in CASES:
        with tempfile.TemporaryDirectory() as name:
            directory = Path(name)
            truth = build(directory, case, commits)
            ours, theirs = _ours(directory), _theirs(directory)
            print(
                f"{case.name:<36}{_paragraphs(truth, ours):>14.3f}"
                f"{_paragraphs(truth, theirs):>10.3f}{_words(truth, ours):>13.3f}"
                f"{_words(truth, theirs):>7.3f}"
                f"{''.join(f'{ratio:>10.2f}' for ratio in _ratios(directory, runs))}"
            )


def _ours(directory: Path) -> list[tuple[int, list[int]]]:
    """For each paragraph, the version of its wording and those of its words."""
    command = [sys.executable, "-m", "provtrack", "--repo", str(directory), "blame", _REF]
    run = subprocess.run(
        [*command, "--words", "--format", "json"], check=True, capture_output=True, text=True
    )
    document = json.loads(run.stdout)
    versions = [int(each["subject"]) for each in document["versions"]]
    return [
        (
            versions[each["version"]],
            [versions[part["version"]] for part in each["words"] for _ in part["text"].split()],
        )
        for each in document["paragraphs"]
    ]


def _theirs(directory: Path) -> list[tuple[int, list[int]]]:
    """The same of ``git blame``, which has one version for a line and so for all of its words."""
    found = []
    subject = ""
    for line in _git(directory, "blame", "--line-porcelain", _PATH).splitlines():
        if line.startswith("summary "):
            subject = line.removeprefix("summary ")
        elif line.startswith("\t") and line.strip():
            found.append((int(subject), [int(subject)] * len(line.split())))
    return found


def _paragraphs(truth: list[list[Word]], found: list[tuple[int, list[int]]]) -> float:
    right = [
        max(version for _, version in own) == version
        for own, (version, _) in zip(truth, found, strict=True)
    ]
    return sum(right) / len(right)


def _words(truth: list[list[Word]], found: list[tuple[int, list[int]]]) -> float:
    right = [
        known == version
        for own, (_, versions) in zip(truth, found, strict=True)
        for (_, known), version in zip(own, versions, strict=True)
    ]
    return sum(right) / len(right)


def _compile() -> None:
    """Compiles the package as pip does when it installs it; an editable copy may not be."""
    compileall.compile_dir(Path(provtrack.__file__).parent, quiet=1)


def _ratios(directory: Path, runs: int) -> list[float]:
    """The time of ``blame``, and of ``history`` of one paragraph, as shares of git's."""
    ours = [sys.executable, "-m", "provtrack", "--repo", str(directory)]
    commands = (
        ["git", "blame", _PATH],
        [*ours, "blame", _REF],
        [*ours, "history", f"{_REF}#p12"],
    )
    seconds: list[list[float]] = [[] for _ in commands]
    for _ in range(runs):
        for taken, command in zip(seconds, commands, strict=True):
            start = time.perf_counter()
            subprocess.run(command, cwd=directory, check=True, capture_output=True)
            taken.append(time.perf_counter() - start)
    base, *others = map(statistics.median, seconds)
    return [other / base for other in others]


if __name__ == "__main__":
    main(sys.argv[1:])
