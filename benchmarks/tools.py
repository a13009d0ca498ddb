"""provtrack and its peers, each as a function from two lists of paragraphs to links.

Tools that compare words are read as generously as can be: they get folded words without marks,
and two paragraphs count as linked when the words matched between them are at least 30 % of the
shorter one; what is connected is one link.
"""

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from benchmarks.cases import Group
from provtrack.align import align
from provtrack.align.links import group
from provtrack.model import Text
from provtrack.text import fold

Paragraphs = Sequence[str]
SHARE = 0.3
"""Of the shorter paragraph's words, that are matched from which two paragraphs are linked."""

_MARKS = ("\x01[", "\x01]", "\x01{", "\x01}")


@dataclass(frozen=True)
class Tool:
    """A way to align two texts.

    Attributes:
        name: what the tables call it.
        links: the function.
        available: whether it can run here.
        words: length of the longer text up to which it is asked.
    """

    name: str
    links: Callable[[Paragraphs, Paragraphs, tuple[str, str]], Iterable[Group]]
    available: bool = True
    words: float = float("inf")


def _provtrack(left: Paragraphs, right: Paragraphs, languages: tuple[str, str]) -> list[Group]:
    texts = [
        Text(name, tuple(paragraphs), language=language)
        for name, paragraphs, language in zip("lr", (left, right), languages, strict=True)
    ]
    return [(frozenset(link.left), frozenset(link.right)) for link in align(*texts).links]


def _projected(
    matches: Iterable[tuple[int, int]], left: list[list[str]], right: list[list[str]]
) -> list[Group]:
    homes = [[number for number, words in enumerate(side) for _ in words] for side in (left, right)]
    shared = Counter((homes[0][a], homes[1][b]) for a, b in matches)
    cells = [
        (i, j)
        for (i, j), count in shared.items()
        if count >= SHARE * max(1, min(len(left[i]), len(right[j])))
    ]
    return [
        (frozenset(i + 1 for i in one), frozenset(j + 1 for j in other))
        for one, other in group(cells, len(left), len(right))
    ]


def _words(paragraphs: Paragraphs) -> list[list[str]]:
    return [re.findall(r"[^\W_]+", fold(paragraph)) for paragraph in paragraphs]


def _word_tool(
    match: Callable[[list[list[str]], list[list[str]]], Iterable[tuple[int, int]]],
) -> Callable[[Paragraphs, Paragraphs, tuple[str, str]], list[Group]]:
    def links(left: Paragraphs, right: Paragraphs, _: tuple[str, str]) -> list[Group]:
        sides = _words(left), _words(right)
        return _projected(match(*sides), *sides)

    return links


def _marked(
    command: list[str],
) -> Callable[[list[list[str]], list[list[str]]], list[tuple[int, int]]]:
    """Matches of a tool that writes both texts with marks around what differs (wdiff, dwdiff)."""

    def match(left: list[list[str]], right: list[list[str]]) -> list[tuple[int, int]]:
        options = [
            part for o, m in zip("wxyz", _MARKS, strict=True) for part in (f"-{o}", f" {m} ")
        ]
        output = _run([*command, *options], left, right)
        matches: list[tuple[int, int]] = []
        a = b = 0
        inside = ""
        for word in output.split():
            if word in _MARKS:
                inside = word if word in (_MARKS[0], _MARKS[2]) else ""
            elif inside == _MARKS[0]:
                a += 1
            elif inside == _MARKS[2]:
                b += 1
            else:
                matches.append((a, b))
                a, b = a + 1, b + 1
        return matches

    return match


def _git(left: list[list[str]], right: list[list[str]]) -> list[tuple[int, int]]:
    command = ["git", "diff", "--no-index", "--word-diff=porcelain", "-U99999999"]
    output = _run([*command, "--word-diff-regex=[^[:space:]]+"], left, right)
    matches: list[tuple[int, int]] = []
    a = b = 0
    _, _, body = output.partition("\n@@")
    for line in body.split("\n")[1:]:
        count = len(line[1:].split())
        if line.startswith(" "):
            matches += [(a + k, b + k) for k in range(count)]
        a += count * line.startswith((" ", "-"))
        b += count * line.startswith((" ", "+"))
    return matches or [(k, k) for k in range(sum(map(len, left)))] * (left == right)


def _run(command: list[str], left: list[list[str]], right: list[list[str]]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, side in (("left", left), ("right", right)):
            path = Path(folder) / name
            path.write_text("".join(" ".join(words) + "\n" for words in side), "utf-8")
            paths.append(str(path))
        # Exit status 1 says that the files differ.
        done = subprocess.run([*command, *paths], check=False, capture_output=True)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout.decode()


def _difflib(left: list[list[str]], right: list[list[str]]) -> list[tuple[int, int]]:
    one, other = ([word for words in side for word in words] for side in (left, right))
    blocks = SequenceMatcher(None, one, other).get_matching_blocks()
    return [(block.a + k, block.b + k) for block in blocks for k in range(block.size)]


def _collatex(left: list[list[str]], right: list[list[str]]) -> list[tuple[int, int]]:
    from collatex import Collation, collate

    collation = Collation()
    for name, side in (("L", left), ("R", right)):
        collation.add_plain_witness(name, " ".join(word for words in side for word in words))
    matches: list[tuple[int, int]] = []
    a = b = 0
    for column in collate(collation, segmentation=False).columns:
        tokens = [column.tokens_per_witness.get(name) for name in "LR"]
        if all(tokens) and str(tokens[0]) == str(tokens[1]):
            matches.append((a, b))
        a, b = a + (tokens[0] is not None), b + (tokens[1] is not None)
    return matches


def _gale_church(left: Paragraphs, right: Paragraphs, _: tuple[str, str]) -> list[Group]:
    import galechurch

    return [
        (
            frozenset(range(bead.source_start + 1, bead.source_end + 1)),
            frozenset(range(bead.target_start + 1, bead.target_end + 1)),
        )
        for bead in galechurch.align(list(left), list(right)).beads
    ]


def _hunalign(left: Paragraphs, right: Paragraphs, _: tuple[str, str]) -> list[Group]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("dictionary", "left", "right")]
        paths[0].write_text("", "utf-8")
        for path, side in zip(paths[1:], (left, right), strict=True):
            path.write_text("".join(paragraph + "\n" for paragraph in side), "utf-8")
        command = ["hunalign", "-realign", *map(str, paths)]
        output = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    rungs = [tuple(map(int, line.split("\t")[:2])) for line in output.splitlines()]
    return [
        (frozenset(range(a + 1, c + 1)), frozenset(range(b + 1, d + 1)))
        for (a, b), (c, d) in pairwise(rungs)
    ]


TOOLS = {
    tool.name: tool
    for tool in (
        Tool("provtrack", _provtrack),
        Tool("wdiff", _word_tool(_marked(["wdiff"])), shutil.which("wdiff") is not None),
        Tool("dwdiff", _word_tool(_marked(["dwdiff"])), shutil.which("dwdiff") is not None),
        Tool("git", _word_tool(_git), shutil.which("git") is not None),
        Tool("difflib", _word_tool(_difflib), words=30_000),
        Tool("collatex", _word_tool(_collatex), find_spec("collatex") is not None, words=1_500),
        Tool("hunalign", _hunalign, shutil.which("hunalign") is not None, words=100_000),
        Tool("galechurch", _gale_church, find_spec("galechurch") is not None, words=200_000),
    )
}
"""Every tool by name; another is one line."""
