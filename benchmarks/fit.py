"""Fits the models of ``provtrack/align`` on the tuning half and prints their coefficients.

Run as ``python -m benchmarks.fit settle``; what it prints is pasted into ``settle.py``. Then, since
it depends on the first, ``python -m benchmarks.fit confidence``, for ``confidence.py``.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks import align as benchmark
from benchmarks import gold
from benchmarks.cases import Case
from provtrack.align import align, confidence, settle
from provtrack.align.cells import Cells
from provtrack.align.found import Found
from provtrack.align.links import Group
from provtrack.align.rates import Rates
from provtrack.align.tokens import Encoded

Floats = NDArray[np.float64]

Integers = NDArray[np.intp]

_RIDGE = 1.0
"""Penalty on the square of a coefficient, so that rare features don't run away."""


def main() -> None:
    """Prints what is asked for."""
    for name in sys.argv[1:] or ("settle", "confidence"):
        {"settle": _settle, "confidence": _confidence}[name]()


def _settle() -> None:
    """Fits what drops and adds pairs, to what it is asked about as it is now."""
    kept: list[settle.Judged] = []
    joined: list[settle.Judged] = []
    right: dict[str, list[bool]] = {"KEEP": [], "JOIN": []}

    def keep(encoded: Encoded, cells: Cells, rates: Rates) -> tuple[Integers, settle.Judged]:
        doubtful, judged = asked[0](encoded, cells, rates)
        kept.append(judged)
        right["KEEP"] += _right(case, judged)
        return doubtful, judged

    def join(encoded: Encoded, cells: Cells, rates: Rates) -> settle.Judged:
        judged = asked[1](encoded, cells, rates)
        joined.append(judged)
        right["JOIN"] += _right(case, judged)
        return judged

    asked = settle.kept, settle.joined
    with patch.object(settle, "kept", keep), patch.object(settle, "joined", join):
        for case in (maker() for maker in gold.fitting()):
            align(case.left, case.right)
    for name, judged in (("KEEP", kept), ("JOIN", joined)):
        seen = np.concatenate([one.seen for one in judged])
        _print(name, fit(seen, np.array(right[name], float)), f"{len(seen)} pairs")


def _right(case: Case, judged: settle.Judged) -> list[bool]:
    pairs = zip((judged.rows + 1).tolist(), (judged.columns + 1).tolist(), strict=True)
    return [pair in case.pairs for pair in pairs]


def _confidence() -> None:
    tuned = (maker() for maker in gold.fitting())
    foreign = (maker() for maker in benchmark.across(tuning=True))
    for names, cases in (
        (("LINKED", "ALONE"), tuned),
        (("ACROSS_LINKED", "ACROSS_ALONE"), foreign),
    ):
        rows = [*_observed(cases)]
        for name, linked in zip(names, (True, False), strict=True):
            chosen = [(seen, right) for seen, right, two in rows if two is linked]
            seen = np.array([row for row, _ in chosen])
            right = np.array([right for _, right in chosen], float)
            _print(name, fit(seen, right), f"{len(chosen)} links")


def _print(name: str, fitted: Floats, size: str) -> None:
    print(f"{name} = ({', '.join(f'{value:.2f}' for value in fitted)})  # {size}")


def fit(seen: Floats, right: Floats) -> Floats:
    """Coefficients of a logistic regression, by Newton's method."""
    found: Floats = np.zeros(seen.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-seen @ found))
        curve = seen.T @ (seen * (likely * (1 - likely))[:, None])
        slope = seen.T @ (likely - right) + _RIDGE * found
        found = found - np.linalg.solve(curve + _RIDGE * np.eye(len(found)), slope)
    return found


def _observed(cases: Iterable[Case]) -> Iterator[tuple[Floats, bool, bool]]:
    """Features of every link, whether it is right, and whether it has two sides."""
    caught: list[tuple[Floats, Sequence[Group]]] = []

    def catch(found: Found, groups: Sequence[Group], away: set[int]) -> Floats:
        kept = np.ones(len(found.encoded.words)) if found.kept is None else found.kept
        caught.append((confidence.features(found.encoded, kept, groups, away), groups))
        return np.ones(len(groups))

    for case in cases:
        with patch.object(confidence, "confidence", catch):
            align(case.left, case.right)
        seen, groups = caught.pop()
        for row, (left, right) in zip(seen, groups, strict=True):
            link = frozenset(i + 1 for i in left), frozenset(j + 1 for j in right)
            yield row, link in case.gold, bool(left and right)


if __name__ == "__main__":
    main()
