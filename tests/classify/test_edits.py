"""What an editor sees: whole words, drawn as a person would."""

import time

import pytest

from provtrack.diff import compare
from provtrack.model import Alignment, Link, Text
from provtrack.names import Authority, Entry, Form


def edits(
    left: str,
    right: str,
    *,
    date: str = "",
    names: Authority | None = None,
    abbreviations: dict[str, str] | None = None,
) -> list[tuple[str, str, str, str]]:
    sides = [Text(ref, (text,), date=date) for ref, text in (("l", left), ("r", right))]
    alignment = Alignment(sides[0], sides[1], (Link((1,), (1,), 1.0, 1.0),))
    return [
        (
            edit.kind.value,
            edit.significance.value,
            edit.left.text.strip() if edit.left else "",
            edit.right.text.strip() if edit.right else "",
        )
        for edit in compare(alignment, names=names, abbreviations=abbreviations).edits
    ]


def test_a_date_is_one_edit_even_where_one_word_of_it_changed() -> None:
    assert edits("The plenum met on 17-18 January.", "The plenum met on 18 January.") == [
        ("date", "substantive", "17-18 January", "18 January")
    ]


def test_a_date_inside_a_rewritten_sentence_is_set_apart() -> None:
    kinds = [
        kind
        for kind, *_ in edits(
            "The commission inspected every bridge along the upper river on 3 April.",
            "It was on 4 April that a party of engineers went out to look at the crossings.",
        )
    ]
    assert "date" in kinds


def test_a_sentence_with_little_in_common_is_one_replacement() -> None:
    assert edits(
        "The weather in the north was cold and the crops failed.",
        "Because of drought the southern provinces received grain from the reserve.",
    ) == [
        (
            "wording",
            "substantive",
            "The weather in the north was cold and the crops failed",
            "Because of drought the southern provinces received grain from the reserve",
        )
    ]


def test_what_a_rewritten_sentence_begins_and_ends_with_on_both_sides_is_kept() -> None:
    assert edits(
        "The Minister assured me that he had never doubted our sincerity.",
        "The Minister gave me an assurance that our sincerity had never been in doubt for him.",
    ) == [
        (
            "wording",
            "substantive",
            "assured me that he had never doubted our sincerity",
            "gave me an assurance that our sincerity had never been in doubt for him",
        )
    ]


def test_words_of_weight_are_kept_rather_than_small_ones() -> None:
    assert edits(
        "On 12 August, at 5 p.m., I received the delegation.",
        "At 17:00 on August 12 I received, at his request, the delegation.",
    ) == [
        ("word-order", "accidental", "On 12 August, at 5 p.m.,", "At 17:00 on August 12"),
        ("addition", "substantive", "", ", at his request,"),
    ]


def test_what_is_new_is_drawn_where_it_reads_best() -> None:
    left = "Then the bell rang. The clock struck and the bell rang."
    right = "Then the gong and the bell rang. The clock struck, and at once the bell rang."
    assert [edit[3] for edit in edits(left, right)] == ["the gong and", ",", "at once"]
    long = "With this the conversation ended, and the Ambassador took his leave."
    assert [edit[3] for edit in edits("The Ambassador took his leave.", long)] == [
        "With this the conversation ended, and the"
    ]


def test_a_sentence_that_is_gone_is_one_omission() -> None:
    assert edits(
        "The minister greeted us and asked about our journey. Then he turned to credits.",
        "Then he turned to credits.",
    ) == [("omission", "substantive", "The minister greeted us and asked about our journey.", "")]


def test_years_and_relative_terms_are_held_against_the_date_of_the_document() -> None:
    assert edits("He came last year.", "He came in 1955.", date="1956-02-25") == [
        ("date", "accidental", "last year", "in 1955")
    ]
    assert edits("He came last year.", "He came in 1954.", date="1956-02-25") == [
        ("date", "substantive", "last year", "in 1954")
    ]


def test_the_authority_file_joins_what_no_rule_joins() -> None:
    entry = Entry("tito", "Josip Broz", forms=(Form("Tito"),))
    left, right = "He wrote to Tito again.", "He wrote to Josip Broz again."
    assert edits(left, right)[0][0] == "name"
    assert edits(left, right, names=Authority.of((entry,))) == [
        ("romanisation", "accidental", "Tito", "Josip Broz")
    ]


def test_a_repository_adds_its_own_abbreviations() -> None:
    left, right = "The PolCo met.", "The Political Council met."
    assert edits(left, right, abbreviations={"PolCo": "Political Council"}) == [
        ("abbreviation", "accidental", "PolCo", "Political Council")
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The Council will sanction it.", "The Council will forbid it."),
        ("In no small part it was luck.", "In large part it was luck."),
        ("There is no doubt that he won.", "There is every reason to think that he won."),
    ],
)
def test_what_only_looks_like_a_negation_is_wording(left: str, right: str) -> None:
    assert {kind for kind, *_ in edits(left, right)} == {"wording"}


def test_who_did_it_to_whom_is_told_from_the_passive() -> None:
    assert edits("Stalin praised Mao.", "Mao praised Stalin.")[0][:2] == (
        "word-order",
        "substantive",
    )
    assert edits("Stalin praised Mao.", "Mao was praised by Stalin.")[0][:2] == (
        "word-order",
        "accidental",
    )


@pytest.mark.parametrize(
    "piece",
    ["a", "1", "[", "-", "1,", "one hundred ", "Kim ", "not ", "1 January ", "1956 ", "U.S.", "中"],
)
def test_a_hostile_paragraph_takes_no_more_than_seconds(piece: str) -> None:
    left = piece * (20_000 // len(piece))
    before = time.process_time()
    edits(left, left[:-1] + "x")
    assert time.process_time() - before < 5


def test_a_negation_beside_a_name_written_otherwise_is_drawn_with_its_verb() -> None:
    assert edits("Then Pak Yŏng-bin did not attend it.", "Then Pak Yeong-bin attended it.") == [
        ("romanisation", "accidental", "Pak Yŏng-bin", "Pak Yeong-bin"),
        ("negation", "substantive", "did not attend", "attended"),
    ]


@pytest.mark.parametrize(
    ("left", "right", "kind", "significance"),
    [
        ("15 km", "15 miles", "number", "substantive"),
        ("15 km", "15 kilometres", "abbreviation", "accidental"),
        ("two hours", "120 minutes", "number", "accidental"),
        ("two hours", "120 seconds", "number", "substantive"),
        ("a year", "twelve months", "number", "accidental"),
    ],
)
def test_a_unit_of_measure_counts_with_its_number(
    left: str, right: str, kind: str, significance: str
) -> None:
    said = edits(f"It was {left} more.", f"It was {right} more.")
    assert [each[:2] for each in said] == [(kind, significance)]


def test_what_differs_after_a_sentence_that_reads_the_same_keeps_its_place() -> None:
    left = "We met Mr. Kim. The talks [were long. They] ended. He came on 3 May. Nobody spoke."
    right = "We met Mr. Kim! The talks [were long. They] ended. He came on 4 May. Nobody spoke up."
    sides = [Text(ref, (text,)) for ref, text in (("l", left), ("r", right))]
    result = compare(Alignment(sides[0], sides[1], (Link((1,), (1,), 1.0, 1.0),)))
    for edit in result.edits:
        for span, text in ((edit.left, left), (edit.right, right)):
            assert span is not None
            assert text[span.start : span.end] == span.text
    assert [edit.left.text.strip() for edit in result.edits if edit.left] == [".", "3 May", ""]


@pytest.mark.parametrize(
    ("left", "right", "difference"),
    [
        (
            "They came the night before.",
            "They came the previous night.",
            ("wording", "substantive", "night before", "previous night"),
        ),
        (
            "They intended to withdraw.",
            "They planned to recall.",
            ("wording", "substantive", "intended to withdraw", "planned to recall"),
        ),
        (
            "He protests against the use of the fund for the purchase of a yacht.",
            "He objects to the fund being employed to buy a yacht.",
            (
                "wording",
                "substantive",
                "protests against the use of the fund for the purchase of",
                "objects to the fund being employed to buy",
            ),
        ),
        (
            "The harbour-master resigned.",
            "The harbor master resigned.",
            ("spelling", "accidental", "harbour-master", "harbor master"),
        ),
    ],
)
def test_what_a_few_kept_words_part_is_one_difference(
    left: str, right: str, difference: tuple[str, ...]
) -> None:
    assert edits(left, right) == [difference]


def test_an_adverb_comes_and_goes_by_itself() -> None:
    found = edits("The crowd stood behind him to a man.", "The crowd stood firmly behind him.")
    assert [kind for kind, *_ in found] == ["addition", "omission"]


def test_a_comma_behind_a_changed_word_is_a_difference_of_its_own() -> None:
    assert edits(
        "The beggars were removed, and a band played.",
        "The beggars were driven off and a band played.",
    ) == [
        ("wording", "substantive", "removed", "driven off"),
        ("punctuation", "accidental", ",", ""),
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("It ends unless he comes.", "It ends if he does not come."),
        ("He could bear neither light nor noise.", "He could not bear light or noise."),
        ("He left no stone unturned.", "He did everything."),
        ("It was useless to write.", "There was no point in writing."),
        ("I am not at all certain.", "I am by no means certain."),
        ("Not a single deputy spoke.", "No deputy spoke."),
        ("They are told to refrain from any comment.", "They are told not to comment."),
        ("It will not be known until May.", "It will be known only in May."),
    ],
)
def test_a_denial_in_other_words_is_wording(left: str, right: str) -> None:
    assert {kind for kind, *_ in edits(left, right)} == {"wording"}


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("You need not reply.", "You must reply.", "modality"),
        ("He cannot agree.", "He does not agree.", "modality"),
        ("He was able to speak.", "He could speak.", "wording"),
        ("I should like to speak.", "I would like to speak.", "wording"),
        ("He was to leave.", "He was not to leave.", "negation"),
        ("He is far from agreeing.", "He is agreeing.", "negation"),
        ("He is far from home.", "He is home.", "omission"),
    ],
)
def test_a_duty_a_power_and_their_absence_are_told_apart(left: str, right: str, kind: str) -> None:
    assert [found for found, *_ in edits(left, right)] == [kind]


@pytest.mark.parametrize(
    ("left", "right", "significance"),
    [
        ("He heard the first point only.", "He heard only the first point.", "accidental"),
        (
            "Only the chairman could dismiss him.",
            "The chairman could only dismiss him.",
            "substantive",
        ),
        ("Then he spoke.", "He then spoke.", "accidental"),
        ("Elections to the Diet were held.", "Diet elections were held.", "accidental"),
        ("The deputies from Galicia left.", "The Galician deputies left.", "accidental"),
    ],
)
def test_another_order_matters_where_another_word_is_meant(
    left: str, right: str, significance: str
) -> None:
    assert [found[:2] for found in edits(left, right)] == [("word-order", significance)]


def test_a_paragraph_is_the_same_by_its_number_and_in_its_order() -> None:
    assert edits("The fourth paragraph was struck out.", "Paragraph 4 was struck out.") == [
        ("number", "accidental", "The fourth paragraph", "Paragraph 4")
    ]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Captain J. Smith fell.", "Captain John Smith fell.", ("name", "J. Smith", "John Smith")),
        (
            "Ambassador Ivanov V.I. reported.",
            "Ambassador V. I. Ivanov reported.",
            ("name", "Ivanov V.I.", "V. I. Ivanov"),
        ),
        (
            "The note was read by Sidorov, P. A. and others.",
            "The note was read by P. A. Sidorov and others.",
            ("name", "Sidorov, P. A.", "P. A. Sidorov"),
        ),
        (
            "It was signed by Captain Ney, R.N. and others.",
            "It was signed by Captain Ney, Royal Navy and others.",
            ("abbreviation", "R.N.", "Royal Navy"),
        ),
        (
            "He paid 5 P.A. for it.",
            "He paid 5 per annum for it.",
            ("abbreviation", "P.A.", "per annum"),
        ),
        ("See annex B. Workers left.", "See Annex B. Workers left.", ("case", "annex", "Annex")),
        (
            "The organisation's aim is peace.",
            "The organization's aim is peace.",
            ("spelling", "organisation's", "organization's"),
        ),
        ("He didn't come.", "He did not come.", ("abbreviation", "didn't", "did not")),
        ("It cost Rs 500.", "It cost 500 rupees.", ("number", "Rs 500", "500 rupees")),
        (
            "He refused to sign it.",
            "He would not sign it.",
            ("wording", "refused to", "would not"),
        ),
        ("It was sent on the 14th.", "It was sent on 14 March.", ("date", "the 14th", "14 March")),
        (
            "He came three years ago.",
            "He came 3 years ago.",
            ("number", "three years ago", "3 years ago"),
        ),
    ],
)
def test_what_is_written_otherwise_is_one_accidental_difference(
    left: str, right: str, expected: tuple[str, str, str]
) -> None:
    kind, *sides = expected
    assert edits(left, right) == [(kind, "accidental", *sides)]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Comrade Will spoke.", "Comrade Wills spoke.", ("name", "Will", "Wills")),
        ("He called once.", "He called twice.", ("number", "once", "twice")),
        ("About 300 men fell.", "300 men fell.", ("number", "About", "")),
        ("It weighed 12 oz.", "It weighed 12 lb.", ("number", "12 oz", "12 lb")),
        ("He came two years ago.", "He came in 1953.", ("date", "two years ago", "in 1953")),
    ],
)
def test_another_name_number_or_date_matters(
    left: str, right: str, expected: tuple[str, str, str]
) -> None:
    kind, *sides = expected
    assert edits(left, right, date="1956-03-01") == [(kind, "substantive", *sides)]
