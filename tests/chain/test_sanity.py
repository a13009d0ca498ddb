"""A chain that cannot be, or that says less than it should."""

import time
from typing import Any

import pytest
from chains import FIRST, MENDED, ORIGINAL, SECOND, TEXT, agents, record, seen, step
from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.chain import defects
from provtrack.schemas.files import Record


def test_a_chain_from_the_original_to_a_correction_is_sane() -> None:
    chain = record(ORIGINAL, FIRST, SECOND)
    assert defects(chain, agents(), {"fair": MENDED}, {}) == ()


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([ORIGINAL, FIRST | {"uses": ["orginal"]}], ("undefined-state", "step", 1, "uses")),
        ([ORIGINAL, FIRST, FIRST | {"id": "s3"}], ("state-made-twice", "step", 2, "generates")),
        (
            [ORIGINAL | {"uses": ["fair@1"]}, FIRST],
            ("cycle", "step", 0, "uses"),
        ),
        ([ORIGINAL, FIRST | {"uses": ["fair@1"]}], ("cycle", "step", 1, "uses")),
        ([ORIGINAL, FIRST | {"date": "1956-02-24"}], ("date-before-source", "step", 1, "date")),
        ([ORIGINAL, FIRST | {"date": "1960/1959"}], ("reversed-dates", "step", 1, "date")),
        ([ORIGINAL, FIRST | {"uses": []}], ("not-from-original", "step", 1, "uses")),
        ([ORIGINAL, FIRST, step("s3", "upload")], ("nothing-used", "step", 2, "uses")),
        (
            [ORIGINAL, FIRST, step("s3", "revision", "fair@1")],
            ("nothing-made", "step", 2, "generates"),
        ),
        (
            [ORIGINAL, FIRST, step("s3", "revision", "fair@1", "fair")],
            ("state-unnumbered", "step", 2, "generates"),
        ),
        ([ORIGINAL, FIRST | {"generates": "fair@2"}], ("state-missing", "step", 1, "generates")),
        ([ORIGINAL], ("variant-not-in-chain", "variant", 0, "id")),
        ([ORIGINAL, FIRST | {"text_sha256": ""}], ("hash-missing", "step", 1, "text_sha256")),
        (
            [ORIGINAL | {"text_sha256": "0" * 64}, FIRST],
            ("hash-of-nothing", "step", 0, "text_sha256"),
        ),
        ([ORIGINAL, FIRST | {"text_sha256": "0" * 64}], ("hash-differs", "fair.txt")),
        (
            [ORIGINAL, FIRST, step("s3", "import", "fair@1", source="source/a.html")],
            ("source-missing", "step", 2, "source"),
        ),
        (
            [
                ORIGINAL,
                FIRST,
                step("s3", "import", "fair@1", source="source/b", source_sha256="0" * 64),
            ],
            ("source-differs", "step", 2, "source_sha256"),
        ),
        ([ORIGINAL, FIRST | {"agents": ["orbn"]}], ("unknown-agent", "step", 1, "agents")),
        (
            [ORIGINAL, FIRST | {"agents": ["orban"], "roles": {"orban": "uploaded by"}}],
            ("role-unfit", "step", 1, "roles"),
        ),
        ([ORIGINAL, FIRST | {"evidence": " "}], ("evidence-missing", "step", 1, "evidence")),
        (
            [ORIGINAL, FIRST | {"evidence": "archive.as_printed"}],
            ("evidence-empty", "step", 1, "evidence"),
        ),
        (
            [ORIGINAL, FIRST | {"evidence": "archive.shelf"}],
            ("evidence-empty", "step", 1, "evidence"),
        ),
        ([ORIGINAL, FIRST | {"evidence": "heading"}], ("evidence-empty", "step", 1, "evidence")),
        (
            [ORIGINAL, FIRST, step("s3", "withdrawal", "fair@1")],
            ("withdrawn-not-uploaded", "step", 2, "uses"),
        ),
        (
            [
                ORIGINAL,
                FIRST,
                step("s3", "upload", "fair@1", date="2015-03"),
                step("s4", "withdrawal", "fair@1", date="2015-02"),
            ],
            ("withdrawn-before-upload", "step", 3, "date"),
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_found_where_it_stands(
    steps: list[dict[str, Any]], expected: tuple[object, ...]
) -> None:
    found = defects(record(*steps), agents("orban"), {"fair": TEXT}, {"source/b": "1" * 64})
    assert seen(found) == [expected]
    assert all(defect.message and defect.hint for defect in found)


def test_a_defect_of_the_description_stands_before_those_of_steps() -> None:
    chain = record(
        ORIGINAL, FIRST | {"agents": ["nobody"]}, creators=["x"], archive={"repository": "y"}
    )
    assert seen(defects(chain, agents())) == [
        ("unknown-agent", "creators"),
        ("unknown-agent", "archive", "repository"),
        ("unknown-agent", "step", 1, "agents"),
    ]


def test_a_misspelled_state_is_answered_with_the_nearest() -> None:
    found = defects(record(ORIGINAL, FIRST | {"uses": ["orginal"]}))
    assert found[0].hint == "did you mean 'original'?"


@pytest.mark.parametrize(
    "steps",
    [
        [ORIGINAL, FIRST | {"uses": [], "status": "unknown"}],
        [ORIGINAL, FIRST | {"date": "1956-02~"}],
        [ORIGINAL, FIRST | {"date": "1955?"}],
        [ORIGINAL, FIRST | {"date": "../1957"}],
        [ORIGINAL, FIRST | {"status": "assumed", "evidence": ""}],
        [ORIGINAL, FIRST | {"evidence": "the heading"}],
        [ORIGINAL, FIRST, step("s3", "copy", "original", agents=["nobody"])],
    ],
    ids=["unknown", "about", "doubtful", "open", "assumed", "prose", "no agents file"],
)
def test_what_may_be_is_let_pass(steps: list[dict[str, Any]]) -> None:
    assert defects(record(*steps), None, {"fair": TEXT}) == ()


def test_branches_are_normal() -> None:
    again = step("s4", "translation", "fair@1", "again@1", text_sha256="0" * 64)
    other = step("s5", "translation", "original", "other@1")
    chain = record(ORIGINAL, FIRST, SECOND, again, other)
    assert defects(chain) == ()


def test_a_date_reaches_through_steps_without_one() -> None:
    copy = step("s2", "copy", "original", "copy")
    translation = step("s3", "translation", "copy", "fair@1", date="1955", text_sha256="0" * 64)
    found = defects(record(ORIGINAL, copy, translation))
    assert seen(found) == [("date-before-source", "step", 2, "date")]
    assert "step s1 (creation, 1956-02-25)" in found[0].message


def test_a_cycle_names_its_states() -> None:
    chain = record(
        ORIGINAL,
        step("s2", "revision", "c", "a"),
        step("s3", "revision", "a", "b"),
        step("s4", "revision", "b original", "c"),
        variants="",
    )
    found = defects(chain)
    assert seen(found) == [("cycle", "step", 1, "uses")]
    assert "a → b → c → a" in found[0].message


@pytest.mark.parametrize("closed", [False, True])
def test_a_chain_of_five_thousand_steps_is_neither_slow_nor_too_deep(closed: bool) -> None:
    first = ORIGINAL | {"uses": ["fair@4999"]} if closed else ORIGINAL
    steps = [first]
    for number in range(1, 5000):
        before = f"fair@{number - 1}" if number > 1 else "original"
        steps.append(FIRST | {"id": f"t{number}", "uses": [before], "generates": f"fair@{number}"})
    chain = record(*steps)
    started = time.process_time()
    found = defects(chain, agents(), {"fair": TEXT})
    assert time.process_time() - started < 5
    assert [defect.code for defect in found] == (["cycle"] if closed else [])
    assert all(len(defect.message) < 200 for defect in found)


_STATES = st.sampled_from(["original", "a@1", "a@2", "b@1", "c"])
_STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "activity": st.sampled_from(["creation", "copy", "translation", "upload"]),
            "uses": st.lists(_STATES, max_size=2),
            "generates": st.one_of(st.just(""), _STATES),
            "date": st.sampled_from(["", "1956", "1957-02-03", "1955?", "1960/1950", "19XX"]),
            "status": st.sampled_from(["attested", "assumed", "unknown"]),
        }
    ),
    max_size=7,
)


@settings(deadline=None)
@given(_STEPS)
def test_every_defect_points_into_the_file_and_a_cycle_is_one(steps: list[dict[str, Any]]) -> None:
    named = [{"id": f"s{number}", **keys} for number, keys in enumerate(steps)]
    chain = record(*named, variants="a b")
    found = defects(chain, agents())
    for defect in found:
        if defect.place[:1] == ("step",):
            assert defect.place[1] in range(len(steps))
    assert ("cycle" in {defect.code for defect in found}) == _returns(chain)


def _returns(chain: Record) -> bool:
    """Whether some step rests on itself, by following every way."""
    edges = {
        index: {
            other
            for other, user in enumerate(chain.step)
            if maker.generates and maker.generates in user.uses
        }
        for index, maker in enumerate(chain.step)
    }
    for start, nexts in edges.items():
        reached, waiting = set[int](), list(nexts)
        while waiting:
            node = waiting.pop()
            if node not in reached:
                reached.add(node)
                waiting.extend(edges[node])
        if start in reached:
            return True
    return False
