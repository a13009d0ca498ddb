"""What is one recasting, and what stays two differences."""

import pytest

from provtrack.diff import compare
from provtrack.model import Alignment, Link, Text


def edits(left: str, right: str) -> list[tuple[str, str, str, str]]:
    texts = (Text("left", (left,)), Text("right", (right,)))
    compared = compare(Alignment(*texts, (Link((1,), (1,), 1.0, 1.0),)))
    return [
        (
            edit.kind.value,
            edit.significance.value,
            edit.left.text.strip() if edit.left else "",
            edit.right.text.strip() if edit.right else "",
        )
        for edit in compared.edits
    ]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            "The fate of the gold reserve is unknown.",
            "What became of the gold reserve remains a secret.",
            ("The fate of the gold reserve is unknown", None),
        ),
        (
            "In the evening a concert was given for the delegates.",
            "In the evening there was a concert for the delegates.",
            ("a concert was given", "there was a concert"),
        ),
        (
            "On hearing of the mutiny, the Viceroy came home.",
            "When news of the mutiny reached him, the Viceroy came home.",
            ("On hearing of the mutiny", "When news of the mutiny reached him"),
        ),
        (
            "The talks broke down after the Icelandic side had demanded a limit of 50 miles.",
            "The talks broke down over the Icelandic demand for a limit of 50 miles.",
            ("after the Icelandic side had demanded", "over the Icelandic demand for"),
        ),
        (
            "Its report, which runs to many pages, is enclosed.",
            "I enclose its report, which runs to many pages.",
            ("Its report, which runs to many pages, is enclosed", None),
        ),
    ],
)
def test_what_is_no_phrase_by_itself_is_a_part_of_what_was_recast(
    left: str, right: str, expected: tuple[str, str | None]
) -> None:
    found = edits(left, right)
    assert [kind for kind, *_ in found] == ["wording"]
    assert found[0][2] == expected[0]
    assert expected[1] in (None, found[0][3])


@pytest.mark.parametrize(
    ("left", "right", "kinds"),
    [
        ("He secretly met the rebels.", "He met the rebels in the port.", ["omission", "addition"]),
        (
            "The envoy complained that he was being watched.",
            "The envoy complained of being watched by three policemen.",
            ["wording", "addition"],
        ),
        (
            "The peasants, who had lost everything, refused to pay the tithe gladly.",
            "The peasants refused to pay the tithe cheerfully.",
            ["omission", "wording"],
        ),
        ("The treasury is empty and the barracks full.", None, ["wording", "wording"]),
        (
            "They said he sharply attacked us.",
            "They said he had sharply attacked us.",
            ["addition"],
        ),
    ],
)
def test_what_is_a_phrase_comes_and_goes_by_itself(
    left: str, right: str | None, kinds: list[str]
) -> None:
    found = edits(left, right or "The treasury is full and the barracks empty.")
    assert [kind for kind, *_ in found] == kinds


def test_a_kept_verb_parts_what_is_told_from_what_is_told_of_it() -> None:
    assert [
        said[2:] for said in edits("The boundary was drawn in May.", "The border was fixed in May.")
    ] == [("boundary", "border"), ("drawn", "fixed")]
    assert (
        len(edits("He thinks it was useless to write.", "He thinks there was no point in it.")) == 1
    )


def test_next_to_nothing_kept_in_the_midst_of_a_recasting_keeps_nothing_apart() -> None:
    left = "The questions which the Swiss legation put to us on Monday can be answered briefly."
    right = "It takes us only a line to deal with what the Swiss envoys asked us on Monday."
    assert len(edits(left, right)) <= 2


def test_a_duty_is_told_however_much_is_recast_about_it() -> None:
    left = "The belligerent who interns the crew must give them back at the end of the war."
    right = "A belligerent interning the crew may return them as soon as the war has ended."
    assert ("modality", "substantive", "must", "may") in edits(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The officers looked the other way.", "The officers pretended not to see."),
        ("Given the lack of transport, they wait.", "Since they have no wagons, they wait."),
        ("It proved a great success.", "It did not end in disgrace."),
    ],
)
def test_a_denial_in_a_replacement_is_a_part_of_it(left: str, right: str) -> None:
    assert "negation" not in [kind for kind, *_ in edits(left, right)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The others refused to pay.", "The rest agreed to pay."),
        ("The arrests were made without warning.", "The arrests were carried out with warning."),
        ("He did not sign the treaty.", "He signed the treaty."),
    ],
)
def test_a_word_and_its_opposite_are_a_negation_whatever_stands_beside_them(
    left: str, right: str
) -> None:
    assert "negation" in [kind for kind, *_ in edits(left, right)]


def test_another_tense_is_told_with_its_verb() -> None:
    assert edits("The observers counted the guns.", "The observers have counted the guns.") == [
        ("wording", "accidental", "counted", "have counted")
    ]
    assert edits("They sharply attacked us.", "They had sharply attacked us.") == [
        ("addition", "accidental", "", "had")
    ]


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("It ended a week ago.", "It ended a fortnight ago.", "number"),
        (
            "His pension is 1,800 forints a month.",
            "His pension is 1,800 forints a year.",
            "wording",
        ),
    ],
)
def test_a_fortnight_says_how_many_weeks_it_is(left: str, right: str, kind: str) -> None:
    assert [said[0] for said in edits(left, right)] == [kind]


def test_has_yet_to_denies_as_has_not_yet_does() -> None:
    kinds = [said[0] for said in edits("He has yet to sign it.", "He has not yet signed it.")]
    assert "negation" not in kinds
    assert "negation" in [said[0] for said in edits("He has yet to sign it.", "He has signed it.")]
