"""Documents in different languages that are one: names and numbers."""

import numpy as np
import pytest

from provtrack.kinship import abroad
from provtrack.kinship.abroad import Foreign
from provtrack.kinship.candidates import index
from provtrack.kinship.collection import collect
from provtrack.kinship.lasting import language, lasting
from provtrack.names import Authority, Entry

TALKS = [
    "On 25 February 1956 Molotov met Mikoyan in Moscow.",
    "25 февраля 1956 г. Молотов встретился в Москве с Микояном.",
    "On 3 March 1957 Suslov spoke of 88 railway cars.",
    "2 апреля 1958 г. Иванов осмотрел в Киеве 19 станков.",
]


def test_names_in_two_scripts_and_numbers_last() -> None:
    english, russian = (lasting([text]) for text in TALKS[:2])
    assert len(set(english.tolist()) & set(russian.tolist())) >= 4


def test_a_name_that_is_romanised_otherwise_needs_the_authority_file() -> None:
    known = Authority.of([Entry("kim", "Kim Il-sung", "Ким Ир Сен")])
    texts = ["the comrade Kim Il-sung came", "прибыл товарищ Ким Ир Сен"]
    alone, told = (
        set.intersection(*(set(lasting([text], names).tolist()) for text in texts))
        for names in (None, known)
    )
    assert not alone
    assert len(told) == 1


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (TALKS[0], "en"),
        (TALKS[1], "ru"),
        ("Le président de la commission est arrivé à Varsovie pour la paix.", "fr"),
        ("Der Präsident ist nach Warschau gekommen, und die Kommission hat sich getroffen.", "de"),
        ("El presidente de la comisión llegó con los delegados a la ciudad.", "es"),
        ("会谈记录", "CJK"),
    ],
)
def test_a_language_is_told_by_its_small_words_or_its_script(text: str, tag: str) -> None:
    assert language([text]) == tag


def test_the_search_finds_the_one_pair_among_four() -> None:
    collection = collect([lasting([text]) for text in TALKS])
    tongues = np.array([0, 1, 0, 1])
    near = sorted(set(abroad.candidates(index(collection), tongues, range(4))))
    pairs = list(abroad.examine(collection, near))
    assert [(each.left, each.right) for each in pairs] == [(0, 1)]
    assert pairs[0].worth > abroad.SURE


def pair(left: int, right: int, worth: float) -> Foreign:
    return Foreign(left, right, 0.5, worth)


def test_groups_join_over_their_best_pair() -> None:
    pairs = [pair(0, 2, 3.0), pair(1, 2, 4.0)]
    assert abroad.join([[0, 1], [2]], pairs, [0, 0, 1], [""] * 3) == [pairs[1]]


def test_what_speaks_for_two_groups_alike_joins_neither() -> None:
    pairs = [pair(0, 2, 3.0), pair(1, 2, 2.5)]
    assert abroad.join([[0], [1], [2]], pairs, [0, 0, 1], [""] * 3) == []


def test_the_same_archive_reference_decides_where_the_text_says_little() -> None:
    pairs = [pair(0, 1, 0.4)]
    assert abroad.join([[0], [1]], pairs, [0, 1], ["", ""]) == []
    joined = abroad.join([[0], [1]], pairs, [0, 1], ["RGANI 5/28/412", "RGANI 5/28/412"])
    assert [(each.left, each.right) for each in joined] == [(0, 1)]


def shaped(left: int, right: int, nats: float, worth: float = 0.0) -> Foreign:
    return Foreign(left, right, 0.0, worth, nats)


def test_a_shape_joins_where_no_name_does_and_more_so_among_few() -> None:
    nats = abroad.AHEAD_BY + 1
    assert abroad.join([[0], [1]], [shaped(0, 1, nats)], [0, 1], [""] * 2)
    many = [[number] for number in range(200)]
    tongues = [0] * 100 + [1] * 100
    assert not abroad.join(many, [shaped(0, 100, nats)], tongues, [""] * 200)
    assert abroad.join(many, [shaped(0, 100, nats + 2)], tongues, [""] * 200)


def test_a_shape_that_two_others_have_too_joins_neither() -> None:
    groups, tongues = [[0], [1], [2]], [0, 1, 1]
    near = [shaped(0, 1, 20.0), shaped(0, 2, 20.1 - abroad.AHEAD_BY)]
    far = [shaped(0, 1, 20.0), shaped(0, 2, 19.9 - abroad.AHEAD_BY)]
    assert abroad.join(groups, near, tongues, [""] * 3) == []
    assert abroad.join(groups, far, tongues, [""] * 3) == far[:1]


def test_names_and_shape_that_are_not_enough_alone_are_together() -> None:
    many = [[number] for number in range(20)]
    tongues = [0] * 10 + [1] * 10
    half = [shaped(0, 10, 4.5), Foreign(1, 11, 0.3, 1.0)]
    assert abroad.join(many, half, tongues, [""] * 20) == []
    both = [shaped(0, 10, 4.5, worth=1.0)]
    assert abroad.join(many, both, tongues, [""] * 20) == both


def test_two_groups_in_one_language_are_never_joined_over_a_third_language() -> None:
    pairs = [pair(0, 1, 9.0), pair(1, 2, 8.0), pair(2, 3, 7.0)]
    joined = abroad.join([[0], [1], [2], [3]], pairs, [0, 1, 2, 0], [""] * 4)
    assert joined == pairs[:2]
