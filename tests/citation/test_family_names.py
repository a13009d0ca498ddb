"""Which part of a name is the family name, and where nobody can say."""

import pytest

from provtrack.citation import NameOrder
from provtrack.citation.names import name_of


@pytest.mark.parametrize(
    ("printed", "id_", "inverted"),
    [
        ("Gary Goldberg", "goldberg-gary", "Goldberg, Gary"),
        ("S. N. Filatov", "", "Filatov, S. N."),
        ("Ludwig van Beethoven", "beethoven-ludwig-van", "Beethoven, Ludwig van"),
        ("Ludwig van Beethoven", "van-beethoven-ludwig", "van Beethoven, Ludwig"),
        ("Martin Luther King, Jr.", "king-martin-luther", "King, Martin Luther, Jr."),
        ("Kim Philby", "philby-kim", "Philby, Kim"),
        ("Lee Harvey Oswald", "oswald-lee-harvey", "Oswald, Lee Harvey"),
    ],
)
def test_western_names_are_inverted(printed: str, id_: str, inverted: str) -> None:
    assert name_of(printed, id_=id_).inverted == inverted


@pytest.mark.parametrize(
    "printed",
    [
        "Pak Yeong-bin", "Pak Yŏng-bin", "Kim Il Sung", "Park Chung Hee", "Ri Ju-yeon",
        "Choe Yong-geon", "Mao Zedong", "Chou En-lai", "Deng Xiaoping", "Ho Chi Minh",
        "김일성", "毛泽东", "Филатов С. Н.",
    ],
)  # fmt: skip
def test_names_that_have_the_family_name_in_front_stay_as_they_are(printed: str) -> None:
    # Not even an id made by a program that took the last word for the family name turns it round.
    words = printed.lower().split()
    for id_ in ("", "-".join([words[-1], *words[:-1]])):
        assert name_of(printed, id_=id_).inverted == printed


@pytest.mark.parametrize(("printed", "id_"), [("Nagy Imre", "nagy-imre"), ("Jung Chang", "")])
def test_a_name_of_which_nothing_is_known_is_not_guessed_at(printed: str, id_: str) -> None:
    name = name_of(printed, id_=id_)

    assert name.order is NameOrder.UNKNOWN
    assert name.inverted == printed


def test_the_agents_file_has_the_last_word() -> None:
    assert name_of("Jung Chang", order="given-first").inverted == "Chang, Jung"
    assert name_of("Nagy Imre", order="family-first").short == "Nagy"
    assert name_of("Anna van Dijk", family="van Dijk", given="Anna").inverted == "van Dijk, Anna"
    assert name_of("Nagy Imre", family="Nagy", given="Imre").inverted == "Nagy Imre"
