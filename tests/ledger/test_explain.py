"""Which changes the ledger explains, and which entries explain nothing."""

from itertools import pairwise

from entries import entry
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import Paragraphs, versions

from provtrack.ledger import Change, Explanation, apply, draft, explain
from provtrack.schemas.files import Correction

TEXT = (
    "From the diary of the second secretary.",
    "The bridge at Sarn is closed, and forty wagons of timber stand in front of it.",
    "He thanked me and then complained of the tone of our newspapers.",
    "In parting he mentioned that the counsellor is to leave his post.",
)


def edited(*changes: tuple[int, str, str], text: Paragraphs = TEXT) -> Paragraphs:
    return apply(text, [entry(f"x{n}", *each) for n, each in enumerate(changes)])


def idle(explanation: Explanation) -> list[str]:
    return [each.id for each in explanation.idle]


NUMBER = entry("c1", 2, "forty", "fourteen")
SPLIT = entry("c2", 3, "me and then", "me.\nHe then")
JOIN = entry("c3", 1, "secretary.\nThe bridge", "secretary: the bridge")
INSERT = entry("c4", 1, "", "Secret.")
DELETE = entry("c5", 4, TEXT[3], "")


def test_nothing_changed_needs_no_entry() -> None:
    assert explain(TEXT, TEXT, []) == Explanation(())


def test_each_sort_of_correction_explains_what_it_changed() -> None:
    for one, change in (
        (NUMBER, Change((2,), (2,), ("c1",))),
        (SPLIT, Change((3,), (3, 4), ("c2",))),
        (JOIN, Change((1, 2), (1,), ("c3",))),
        (INSERT, Change((), (1,), ("c4",))),
        (DELETE, Change((4,), (), ("c5",))),
    ):
        assert explain(TEXT, apply(TEXT, [one]), [one]) == Explanation((change,))


def test_all_sorts_at_once() -> None:
    entries = [NUMBER, SPLIT, INSERT, DELETE]
    after = apply(TEXT, entries)

    assert explain(TEXT, after, entries).changes == (
        Change((), (1,), ("c4",)),
        Change((2,), (3,), ("c1",)),
        Change((3,), (4, 5), ("c2",)),
        Change((4,), (), ("c5",)),
    )


def test_a_change_without_an_entry_is_found_with_its_words() -> None:
    explanation = explain(TEXT, edited((2, "forty", "fourteen")), [])

    assert explanation.unexplained == (Change((2,), (2,), (), (("forty", "fourteen"),)),)
    assert not explanation.complete


def test_a_second_change_in_an_explained_paragraph_is_found() -> None:
    after = edited((2, "forty", "fourteen"), (2, "timber", "coal"))
    explanation = explain(TEXT, after, [NUMBER])

    assert explanation.changes == (Change((2,), (2,), ("c1",), (("timber", "coal"),)),)
    assert idle(explanation) == []


def test_an_entry_whose_words_are_not_in_the_text_explains_nothing() -> None:
    after = edited((2, "forty", "fifteen"))
    explanation = explain(TEXT, after, [NUMBER])

    assert explanation.changes == (Change((2,), (2,), (), (("forty", "fifteen"),)),)
    assert [(each.id, each.why) for each in explanation.idle] == [
        ("c1", "the text does not have its new words")
    ]


def test_an_entry_for_a_change_that_was_not_made_explains_nothing() -> None:
    for one in (NUMBER, SPLIT, JOIN, INSERT, DELETE):
        explanation = explain(TEXT, TEXT, [one])
        assert explanation.changes == ()
        assert idle(explanation) == [one.id]


def test_an_entry_whose_old_words_never_stood_there_explains_nothing() -> None:
    wrong = entry("c1", 3, "forty", "fourteen")
    explanation = explain(TEXT, edited((2, "forty", "fourteen")), [wrong])

    assert len(explanation.unexplained) == 1
    assert [each.why for each in explanation.idle] == ["“forty” does not stand in paragraph 3"]


def test_of_two_entries_the_one_that_was_not_made_is_named() -> None:
    for pair in ([NUMBER, SPLIT], [SPLIT, NUMBER]):
        explanation = explain(TEXT, apply(TEXT, [SPLIT]), pair)
        assert explanation.changes == (Change((3,), (3, 4), ("c2",)),)
        assert idle(explanation) == ["c1"]


def test_states_in_between_are_gone_through() -> None:
    second = entry("c6", 5, "He then", "He", to=3)
    third = entry("c7", 3, "fourteen", "a dozen", to=4)
    entries = [NUMBER, SPLIT, INSERT, second, third]
    after = apply(apply(apply(TEXT, [NUMBER, SPLIT, INSERT]), [second]), [third])
    explanation = explain(TEXT, after, entries)

    assert explanation.complete
    assert explanation.changes == (
        Change((), (1,), ("c4",)),
        Change((2,), (3,), ("c1", "c7")),
        Change((3,), (4, 5), ("c2", "c6")),
    )


def test_a_correction_that_was_taken_back_leaves_no_change() -> None:
    back = entry("c2", 2, "fourteen", "forty", to=3, reverts="c1")

    assert explain(TEXT, TEXT, [NUMBER, back]) == Explanation(())


def test_an_inserted_paragraph_that_was_corrected_later() -> None:
    second = entry("c6", 1, "Secret.", "Top secret.", to=3)
    after = ("Top secret.", *TEXT)

    assert explain(TEXT, after, [INSERT, second]).changes == (Change((), (1,), ("c4", "c6")),)


def ledger(texts: list[Paragraphs]) -> list[Correction]:
    return [
        entry(f"c{to}-{n}", each.paragraph, each.old, each.new, to)
        for to, (before, after) in enumerate(pairwise(texts), 2)
        for n, each in enumerate(draft(before, after))
    ]


@settings(max_examples=50, deadline=None)
@given(versions(3))
def test_what_the_ledger_leads_to_is_explained_whatever_it_is(texts: list[Paragraphs]) -> None:
    explanation = explain(texts[0], texts[2], ledger(texts))

    assert explanation.complete


@settings(max_examples=50, deadline=None)
@given(versions(2), st.data())
def test_nothing_that_changed_stays_unmentioned(
    texts: list[Paragraphs], data: st.DataObject
) -> None:
    entries = ledger(texts)
    kept = [one for one in entries if data.draw(st.booleans())]
    explanation = explain(texts[0], texts[1], kept)

    spoken = {number for change in explanation.changes for number in change.before}
    silent = [text for number, text in enumerate(texts[0], 1) if number not in spoken]
    named = {number for change in explanation.changes for number in change.after}
    assert silent == [text for number, text in enumerate(texts[1], 1) if number not in named]
    assert bool(explanation.unexplained) == (apply(texts[0], kept) != texts[1])
