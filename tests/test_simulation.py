"""The simulation of `find` that docs/scale.md quotes, held against whole small collections."""

import pytest

from benchmarks.simulate import MADE, REAL, draw, measured, simulated, stored, volumes, whole

FIELDS = ("signature", "collection", "index", "postings", "read")


@pytest.mark.parametrize("documents", [500, 2_000])
def test_what_is_drawn_is_near_what_find_makes_of_all(documents: int) -> None:
    guess = simulated(draw(MADE, documents))
    truth = measured(whole(MADE, documents))

    for field in FIELDS:
        assert getattr(guess, field) == pytest.approx(getattr(truth, field), rel=0.03), field


@pytest.mark.slow
def test_volumes_grow_with_the_collection_and_reading_does_not() -> None:
    sizes = {size: simulated(draw(REAL, size)) for size in (100_000, 1_000_000)}
    small, large = (volumes(REAL, size, found) for size, found in sizes.items())

    assert large.index == pytest.approx(10 * small.index, rel=0.05)
    assert large.first == pytest.approx(10 * small.first, rel=0.05)
    assert sizes[1_000_000].read == pytest.approx(sizes[100_000].read, rel=0.1)
    assert sizes[1_000_000].unread > sizes[100_000].unread


def test_it_is_the_same_each_time() -> None:
    assert simulated(draw(MADE, 10_000)) == simulated(draw(MADE, 10_000))
    assert stored(MADE, 200) == stored(MADE, 200)
