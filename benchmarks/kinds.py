"""How well kinds of difference are told apart, on the pairs in ``tests/data/kinds*.toml``.

An expected difference is found when one of the same kind is reported that shares a word or a mark
with it on every side where both have text; each reported one answers for one expected. ``exact``
is the share of found ones whose two texts are the expected ones, ``significance`` the share with
the expected significance.

Run as ``python -m benchmarks.kinds [--show]``; ``--show`` prints every pair of the open split that
is not answered in full, and none of the others: rules were written with the open split in sight,
the held one was looked at less, and for what the fresh one shows no rule was written.
"""

import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from provtrack.diff import compare
from provtrack.model import Alignment, Link, Text
from provtrack.text import tokenize

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"


SPLITS = ("open", "held", "fresh")


class Difference(NamedTuple):
    """One labelled or reported difference: its two texts, without white space around them."""

    kind: str
    significance: str
    left: str
    right: str


@dataclass(frozen=True)
class Pair:
    """Two texts and the differences that a person marked between them."""

    left: str
    right: str
    expected: tuple[Difference, ...]
    split: str = "open"
    date: str = ""


@dataclass
class Tally:
    """Counts for one kind."""

    expected: int = 0
    found: int = 0
    reported: int = 0
    exact: int = 0
    significance: int = 0

    def add(self, other: "Tally") -> None:
        """Adds another tally's counts."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @property
    def recall(self) -> float:
        """The share of expected differences that were found."""
        return self.found / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """The share of reported differences that were expected."""
        return self.found / self.reported if self.reported else 1.0


@dataclass
class Score:
    """Tallies of a split by kind, and the pairs that went wrong."""

    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    pairs: int = 0
    wrong: list[tuple[Pair, Sequence[Difference]]] = field(default_factory=list)

    @property
    def total(self) -> Tally:
        """All kinds together."""
        total = Tally()
        for tally in self.kinds.values():
            total.add(tally)
        return total


def load(folder: Path = DATA) -> Iterator[Pair]:
    """The labelled pairs."""
    for path in sorted(folder.glob("kinds*.toml")):
        for pair in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]:
            expected = tuple(Difference(*edit) for edit in pair["edits"])
            split, date = pair.get("split", "open"), pair.get("date", "")
            yield Pair(pair["left"], pair["right"], expected, split, date)


def reported(pair: Pair) -> list[Difference]:
    """What provtrack says about a pair."""
    left = Text("left", (pair.left,), date=pair.date)
    right = Text("right", (pair.right,), date=pair.date)
    result = compare(Alignment(left, right, (Link((1,), (1,), 1.0, 1.0),)))
    return [
        Difference(edit.kind, edit.significance, edit.left.text.strip(), edit.right.text.strip())
        for edit in result.edits
        if edit.left and edit.right
    ]


def _touch(one: Difference, other: Difference) -> bool:
    sides = [(one.left, other.left), (one.right, other.right)]
    both = [(words(a), words(b)) for a, b in sides if a and b]
    return bool(both) and all(a & b for a, b in both)


def words(text: str) -> set[str]:
    """The words and marks of a text."""
    return {token.text for token in tokenize(text)}


def score(pairs: Iterable[Pair]) -> Score:
    """Holds what is reported about the pairs against what was marked."""
    result = Score()
    for pair in pairs:
        said = reported(pair)
        result.pairs += 1
        left_over = list(said)
        for difference in said:
            result.kinds[difference.kind].reported += 1
        for expected in pair.expected:
            tally = result.kinds[expected.kind]
            tally.expected += 1
            answers = [d for d in left_over if d.kind == expected.kind and _touch(d, expected)]
            if not answers:
                continue
            answer = max(answers, key=lambda d: (d == expected, d[2:] == expected[2:]))
            left_over.remove(answer)
            tally.found += 1
            tally.exact += answer[2:] == expected[2:]
            tally.significance += answer.significance == expected.significance
        if Counter(said) != Counter(pair.expected):
            result.wrong.append((pair, said))
    return result


def table(result: Score) -> str:
    """The figures by kind."""
    lines = [f"{'kind':14}{'marked':>8}{'recall':>8}{'precision':>11}{'exact':>8}{'signif.':>9}"]
    for kind, tally in [*sorted(result.kinds.items()), ("all", result.total)]:
        found = tally.found or 1
        lines.append(
            f"{kind:14}{tally.expected:8}{tally.recall:8.3f}{tally.precision:11.3f}"
            f"{tally.exact / found:8.3f}{tally.significance / found:9.3f}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] = ()) -> None:
    """Prints the splits."""
    pairs = list(load())
    for name in SPLITS:
        result = score(pair for pair in pairs if pair.split == name)
        print(f"{name}: {result.pairs} pairs\n{table(result)}\n")
        if "--show" in arguments and name == "open":
            for pair, said in result.wrong:
                print(f"  {pair.left}\n  {pair.right}")
                for mark, differences in (("marked", pair.expected), ("said", said)):
                    print(f"    {mark:8}" + "; ".join(" | ".join(d) for d in differences))


if __name__ == "__main__":
    main(sys.argv[1:])
