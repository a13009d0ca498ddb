"""What is wrong with a ledger, and in which entry."""

from typing import Any

import pytest
from entries import entry

from provtrack.ledger import apply, defects
from provtrack.schemas.files import Correction, Record
from provtrack.text import text_sha256

TEXT = ("One and one.", "Two wagons.", "Three bridges.")
FIRST = [entry("c1", 2, "Two", "Ten"), entry("c2", 3, "", "New.")]
SECOND = apply(TEXT, FIRST)
LAST = [entry("c3", 2, "Ten", "Nine", to=3)]
THIRD = apply(SECOND, LAST)


def record(*texts: tuple[str, ...]) -> Record:
    steps: list[dict[str, Any]] = [
        {
            "id": f"s{number}",
            "activity": "correction" if number > 1 else "translation",
            "uses": [f"fair@{number - 1}"] if number > 1 else [],
            "generates": f"fair@{number}",
            "status": "attested",
            "text_sha256": text_sha256(text),
        }
        for number, text in enumerate(texts, 1)
    ]
    return Record.model_validate(
        {
            "schema": 1,
            "id": "note",
            "title": "A note",
            "variant": [{"id": "fair", "kind": "translation"}],
            "step": steps,
        }
    )


def found(*entries: Correction, agents: list[str] | None = None) -> list[tuple[str, Any, Any]]:
    texts = [TEXT, SECOND, THIRD]

    def text_of(variant: str, number: int) -> tuple[str, ...] | None:
        return texts[number - 1] if variant == "fair" and number <= len(texts) else None

    return [
        (defect.code.removeprefix("correction-"), defect.place[1], defect.place[2])
        for defect in defects(entries, record(*texts), text_of, agents)
    ]


def test_a_ledger_that_leads_from_state_to_state_is_sound() -> None:
    assert found(*FIRST, *LAST) == []


@pytest.mark.parametrize("state", [1, 2])
def test_a_wrong_hash_of_a_state_that_no_file_has_is_found(state: int) -> None:
    entries = [entry("c1", 2, "Two", "Ten"), entry("c2", 2, "Ten", "Nine", to=3)]
    texts = [TEXT, apply(TEXT, entries[:1]), apply(apply(TEXT, entries[:1]), entries[1:])]
    sound = record(*texts)
    step = sound.step[state - 1].model_copy(update={"text_sha256": "0" * 64})
    changed = sound.model_copy(
        update={"step": [*sound.step[: state - 1], step, *sound.step[state:]]}
    )

    def last(variant: str, number: int) -> tuple[str, ...] | None:
        return texts[-1] if (variant, number) == ("fair", 3) else None

    assert not [*defects(entries, sound, last)]
    (defect,) = defects(entries, changed, last)
    assert defect.place == ("correction", state - 1, "from")
    assert f"step s{state} vouches for" in defect.message


@pytest.mark.parametrize(
    ("more", "defect"),
    [
        ({"variant": "fare"}, ("variant-unknown", "variant")),
        ({"to": "fair@9"}, ("state-unknown", "to")),
        ({"from": "other@2"}, ("state-foreign", "from")),
        ({"from": "fair@3", "to": "fair@2"}, ("states-reversed", "to")),
        ({"from": "fair@1"}, ("states-do-not-chain", "from")),
        ({"old": "Eleven"}, ("does-not-fit", "old")),
        ({"old": "n"}, ("does-not-fit", "old")),
        ({"new": "Eight"}, ("result-differs", "to")),
        ({"new": "Ten"}, ("changes-nothing", "new")),
        ({"reverts": "c7"}, ("reverts-unknown", "reverts")),
        ({"proposed_by": "nobody"}, ("agent-unknown", "proposed_by")),
    ],
)
def test_each_defect_is_found_in_its_entry(more: dict[str, Any], defect: tuple[str, str]) -> None:
    values = {
        "id": "c3", "variant": "fair", "from": "fair@2", "to": "fair@3", "paragraph": 2,
        "old": "Ten", "new": "Nine", "kind": "typo", "basis": "conjecture", **more,
    }  # fmt: skip
    assert (defect[0], 2, defect[1]) in found(
        *FIRST, Correction.model_validate(values), agents=["editor"]
    )


def test_two_entries_for_the_same_words_are_found() -> None:
    again = entry("c4", 2, "Two wagons", "No wagon")

    assert ("overlaps", 2, "old") in found(*FIRST, again)


def test_two_branches_that_made_one_state_from_different_ones_are_found() -> None:
    other = entry("c4", 3, "Three", "Four", to=3, **{"from": "fair@1"})

    codes = [(code, place) for code, place, _ in found(*FIRST, *LAST, other)]
    assert ("states-disagree", 3) in codes
