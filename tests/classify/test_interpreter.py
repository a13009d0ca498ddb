"""Texts in two languages: what is held against each other are facts, not words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtrack.classify import language_of
from provtrack.diff import compare, segments
from provtrack.model import Alignment, Kind, Link, Significance, Text
from provtrack.names import Authority, Entry


def facts(
    left: str, right: str, languages: tuple[str, str] = ("ru", "en"), names: Authority | None = None
) -> list[tuple[str, str, str]]:
    """The substantive differences of two passages: kind, left, right."""
    one = Text("left", (left,), language=languages[0], date="1956-02-25")
    other = Text("right", (right,), language=languages[1], date="1956-02-25")
    found = compare(Alignment(one, other, (Link((1,), (1,), 1.0, 1.0),)), names=names)
    return [
        (edit.kind.value, edit.left.text, edit.right.text)
        for edit in found.edits
        if edit.significance is Significance.SUBSTANTIVE and edit.left and edit.right
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("На пленуме было 400-420 человек.", "Some 400 to 420 people attended the Plenum."),
        ("Он болел более трёх месяцев.", "He was ill for more than three months."),
        ("Это стоит 3000 рублей, 5 процентов.", "It costs 3,000 rubles, or five per cent."),
        ("Добыто 1,5 млн. тонн угля.", "1,500,000 tons of coal were mined."),
        (
            "Решения XX съезда были одобрены.",
            "The decisions of the Twentieth Congress were approved.",
        ),
        ("17-18 января он не приходил.", "He did not come on January 17 and 18."),
        ("24 февраля он прочёл доклад.", "On 24 February 1956 he read the report."),
        ("Он прочёл доклад дважды.", "He read the first report twice."),
    ],
)
def test_the_same_fact_in_another_language_is_no_difference(left: str, right: str) -> None:
    assert facts(left, right) == []


def test_a_number_that_became_another_is_found() -> None:
    found = facts("Он болел более трёх месяцев.", "He was ill for more than two months.")
    assert found == [("number", "трёх", "two")]


def test_a_day_that_was_lost_is_found() -> None:
    assert facts("17-18 января он не приходил.", "He did not come on 18 January.") == [
        ("date", "17-18 января", "18 January")
    ]


def test_facts_may_stand_in_another_order() -> None:
    left = "5 марта прибыло 12 тонн риса и 30 тонн пшеницы."
    assert facts(left, "30 tons of wheat and 12 of rice arrived on 5 March.") == []


def test_a_figure_that_one_side_lacks_is_found() -> None:
    left = "Приехали 12 инструкторов, и открылись курсы."
    assert facts(left, "Instructors came, and courses were opened.") == [("number", "12", "")]


def test_words_for_numbers_say_nothing_where_they_are_not_read() -> None:
    left = "Deux mille hommes et 26 canons arrivèrent."
    assert facts(left, "Two thousand men arrived, and 26 guns.", ("fr", "en")) == []
    assert facts(left, "Two thousand men arrived, and 36 guns.", ("fr", "en")) == [
        ("number", "26", "36")
    ]


def test_a_figure_that_nobody_would_write_in_words_is_missed_in_any_language() -> None:
    right = "The garrison had {} men."
    assert (
        facts("La garnison comptait trois cents hommes.", right.format("300"), ("fr", "en")) == []
    )
    assert facts("La garnison comptait des hommes.", right.format("1,342"), ("fr", "en")) == [
        ("number", "", "1,342")
    ]


def test_a_date_is_told_by_its_figures_where_months_are_not_read() -> None:
    left = "Le dernier article fut voté le 26 août 1789."
    right = "The last article was voted on {} 1789."
    assert facts(left, right.format("26 August"), ("fr", "en")) == []


KIM = Entry("kim", "Kim Il Sung", "Ким Ир Сен")
PAK = Entry("pak", "Pak Chang-ok", "Пак Чан Ок")


def test_names_are_decided_by_the_authority_file_alone() -> None:
    left = "Выступил Пак Чан Ок."
    known = Authority.of((KIM, PAK))
    assert facts(left, "Pak Chang-ok spoke.", names=known) == []
    assert facts(left, "Kim Il Sung spoke.", names=known) == [("name", "Пак Чан Ок", "Kim Il Sung")]
    assert facts(left, "Kim Il Sung spoke.") == []
    assert facts(left, "Somebody else spoke.", names=known) == []


def test_all_other_words_are_one_accidental_difference() -> None:
    one = Text("left", ("Выступил советник посольства.",))
    other = Text("right", ("The counsellor of the embassy spoke.",))
    (edit,) = compare(Alignment(one, other, (Link((1,), (1,), 1.0, 1.0),))).edits
    assert (edit.kind, edit.significance) == (Kind.WORDING, Significance.ACCIDENTAL)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (Text("a", ("Anything",), language="pt-BR"), "pt"),
        (Text("a", ("Запись беседы с товарищем",)), "ru"),
        (Text("a", ("대사관 참사관의 대화록",)), "ko"),
        (Text("a", ("The record of a conversation that he had with the counsellor",)), "en"),
        (Text("a", ("Le compte rendu d’un entretien avec le conseiller de l’ambassade",)), ""),
    ],
)
def test_a_language_is_told_by_its_label_script_or_small_words(text: Text, language: str) -> None:
    assert language_of(text) == language


RUSSIAN = st.sampled_from(("слово", "12", "трёх", "17-18 января", "XX", "и", ".", "1956 г."))
ENGLISH = st.sampled_from(("word", "12", "two", "18 January", "Twentieth", "and", ".", "1957"))


@given(
    st.lists(RUSSIAN, min_size=1, max_size=12).map(" ".join),
    st.lists(ENGLISH, min_size=1, max_size=12).map(" ".join),
)
def test_both_texts_can_be_put_together_again(left: str, right: str) -> None:
    one, other = Text("l", (left,), language="ru"), Text("r", (right,), language="en")
    (passage,) = compare(Alignment(one, other, (Link((1,), (1,), 1.0, 1.0),))).passages
    parts = segments(passage, one, other)
    assert "".join(part.left for part in parts) == left
    assert "".join(part.right for part in parts) == right
    assert all(part.left == part.right for part in parts if part.edit is None)
