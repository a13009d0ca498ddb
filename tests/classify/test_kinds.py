"""The labelled pairs as a floor: figures may rise, not fall."""

import pytest

from benchmarks.kinds import Score, load, score

GOALS = {"number": 0.97, "date": 0.97, "name": 0.97, "negation": 0.97}
PRECISION = {"number": 0.95, "date": 0.95, "name": 0.95, "negation": 0.94}
"""Short of the goal for negations, since long free renderings are among the open pairs."""


@pytest.fixture(scope="module", params=["open", "held"])
def result(request: pytest.FixtureRequest) -> Score:
    return score(pair for pair in load() if pair.split == request.param)


def test_three_hundred_pairs_cover_each_kind_from_both_sides() -> None:
    pairs = list(load())
    assert len(pairs) >= 300
    kinds = {difference.kind for pair in pairs for difference in pair.expected}
    assert len(kinds) == 15


@pytest.mark.parametrize("kind", GOALS)
def test_what_changes_the_sense_is_found(result: Score, kind: str) -> None:
    assert result.kinds[kind].recall >= GOALS[kind]
    assert result.kinds[kind].precision >= PRECISION[kind]


def test_kinds_are_told_apart_on_the_whole(result: Score) -> None:
    assert result.total.recall >= 0.95
    assert result.total.precision >= 0.93
