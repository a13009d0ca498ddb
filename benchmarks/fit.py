"""Fits the coefficients of ``provtrack/align/confidence.py`` on the tuning half and prints them.

Run as ``python -m benchmarks.fit``; what it prints is pasted into the module.
"""

from collections.abc import Iterable, Iterator, Sequence
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks import align as benchmark
from benchmarks import gold
from benchmarks.cases import Case
from provtrack.align import align, confidence
from provtrack.align.found import Found
from provtrack.align.links import Group

Floats = NDArray[np.float64]

_RIDGE = 1.0
"""Penalty on the square of a coefficient, so that rare features don't run away."""


def main() -> None:
    """Prints both pairs of tuples."""
    tuned = (maker() for _, maker, tuning in gold.makers() if tuning)
    foreign = (maker() for maker in benchmark.across(tuning=True))
    for names, cases in (
        (("LINKED", "ALONE"), tuned),
        (("ACROSS_LINKED", "ACROSS_ALONE"), foreign),
    ):
        rows = [*_observed(cases)]
        for name, linked in zip(names, (True, False), strict=True):
            chosen = [(seen, right) for seen, right, two in rows if two is linked]
            seen = np.array([row for row, _ in chosen])
            fitted = fit(seen, np.array([right for _, right in chosen], float))
            print(
                f"{name} = ({', '.join(f'{value:.2f}' for value in fitted)})  # {len(chosen)} links"
            )


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
