"""The past is appended to, never rewritten."""

import pytest
from chains import FIRST, ORIGINAL, SECOND, correction, ledger, record, seen
from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.chain import corrections_appended_only, steps_appended_only
from provtrack.schemas.files import Record

BASE = record(ORIGINAL, FIRST)


def test_appending_is_what_it_is_for() -> None:
    assert steps_appended_only(BASE, BASE) == ()
    assert steps_appended_only(BASE, record(ORIGINAL, FIRST, SECOND, title="Another")) == ()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (record(ORIGINAL), [("step-removed", "step")]),
        (record(ORIGINAL, FIRST | {"date": "1957"}), [("step-changed", "step", 1, "date")]),
        (record(FIRST, ORIGINAL), [("step-moved", "step", 0, "id")]),
        (record(ORIGINAL, SECOND, FIRST), [("step-moved", "step", 1, "id")]),
        (record(SECOND), [("step-removed", "step"), ("step-removed", "step")]),
        (
            record(ORIGINAL, FIRST | {"id": "s9"}),
            [("step-removed", "step")],
        ),
    ],
    ids=["removed", "changed", "moved", "put between", "replaced", "renamed"],
)
def test_anything_else_is_found(head: Record, expected: list[tuple[object, ...]]) -> None:
    assert seen(steps_appended_only(BASE, head)) == expected


def test_the_ledger_is_held_to_the_same() -> None:
    base = ledger(correction("c1"), correction("c2"))
    assert corrections_appended_only(base, ledger(*base.correction, correction("c3"))) == ()
    changed = ledger(correction("c1"), correction("c2", new="Fifteen"))
    (found,) = corrections_appended_only(base, changed)
    assert (found.code, found.file, found.place) == (
        "correction-changed",
        "corrections.toml",
        ("correction", 1, "new"),
    )
    (found,) = corrections_appended_only(base, ledger(correction("c2")))
    assert found.code == "correction-removed"


def test_who_reviewed_an_entry_may_be_added_once() -> None:
    base = ledger(correction("c1"))
    reviewed = ledger(correction("c1", reviewed_by="orban"))
    assert corrections_appended_only(base, reviewed) == ()
    (found,) = corrections_appended_only(reviewed, ledger(correction("c1", reviewed_by="teresh")))
    assert found.code == "correction-changed"


@settings(deadline=None)
@given(st.permutations(range(5)), st.integers(0, 5), st.integers(0, 5))
def test_only_a_beginning_that_stays_is_let_pass(order: list[int], kept: int, first: int) -> None:
    steps = [ORIGINAL | {"id": f"s{number}"} for number in range(5)]
    base, head = record(*steps[:first]), record(*[steps[number] for number in order[:kept]])
    stays = order[:first] == list(range(first)) and kept >= first
    assert (steps_appended_only(base, head) == ()) == stays
