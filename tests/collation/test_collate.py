"""What a collation says of small texts that a person can collate by eye."""

import pytest

from provtrack.align import align
from provtrack.collation import Collation, Place, collate, collation_of
from provtrack.collation.values import siglum
from provtrack.diff import compare
from provtrack.model import Alignment, Kind, Link, Significance, Text


def collated(*texts: tuple[str, ...] | Text) -> Collation:
    witnesses = [
        text if isinstance(text, Text) else Text(f"w{index}", text)
        for index, text in enumerate(texts)
    ]
    return collate(witnesses, lambda i, j: align(witnesses[i], witnesses[j]), compare)


def apparatus(place: Place) -> str:
    """A place in the classical form."""
    readings = [
        f"{each.text or 'om.'} {''.join(siglum(index) for index in each.witnesses)}"
        for each in place.readings[1:]
    ]
    return f"{place.lemma.text}] {'; '.join(readings)}"


def lines(collation: Collation) -> list[str]:
    return [apparatus(place) for place in collation.places]


OPENING = "Record of a talk at the ministry of fisheries"
DATE = "On 17 January the envoy called on the minister and spoke of the ice."
NETS = "They asked for twelve nets and were promised six of them by spring."
WHALES = "A note about the whales of the northern sea was added by a clerk."


def test_those_who_read_the_same_are_one_group() -> None:
    table = collated((DATE,), (DATE.replace("17", "18"),), (DATE,), (DATE.replace("17", "18"),))
    assert lines(table) == ["17 January] 18 January BD"]
    (place,) = table.places
    assert place.lemma.witnesses == (0, 2)
    assert place.readings[1].kinds == (Kind.DATE,)
    assert place.significance is Significance.SUBSTANTIVE


def test_a_stretch_that_two_change_differently_is_one_place() -> None:
    table = collated(
        ("He came by the night train.",),
        ("He came by the early train.",),
        ("He came by the last train.",),
    )
    assert lines(table) == ["night] early B; last C"]


def test_the_same_insertion_is_one_reading_of_two_witnesses() -> None:
    table = collated(
        ("He thanked the minister.",),
        ("He thanked the deputy minister.",),
        ("He thanked the deputy minister.",),
    )
    assert lines(table) == ["] deputy BC"]


def test_an_insertion_beside_a_replacement_with_the_same_word_is_one_place() -> None:
    table = collated(
        ("The quick fox ran.",), ("The very fast fox ran.",), ("The very quick fox ran.",)
    )
    assert lines(table) == ["quick] very fast B; very quick C"]


ENVOY = "On 17 January the envoy called on the minister in the old town."


def test_what_stayed_in_place_when_words_moved_keeps_its_agreement() -> None:
    table = collated(
        (ENVOY,), ("The envoy called on the minister in the old town on 17 January.",), (ENVOY,)
    )
    assert lines(table) == ["On 17 January the] The B", "] on 17 January B"]
    assert {reading.kinds for place in table.places for reading in place.readings[1:]} == {
        (Kind.WORD_ORDER,)
    }


def test_a_word_is_never_broken() -> None:
    table = collated(("It was 400-420 men.",), ("It was 400–420 men.",), ("It was 400-430 men.",))
    for place in table.places:
        assert not place.lemma.text.startswith("-")
        assert all(each.text == "" or each.text[0].isalnum() for each in place.readings)


def test_a_moved_paragraph_is_one_passage_however_many_moved_it() -> None:
    base = (OPENING, DATE, NETS, WHALES)
    moved = (WHALES, OPENING, DATE, NETS)
    table = collated(base, moved, moved, base)
    assert len(table.rows) == 4
    (row,) = (row for row in table.rows if row.moved)
    assert row.numbers == ((4,), (1,), (1,), (4,))
    assert row.moved == (1, 2)
    assert not [*table.places]


def test_what_the_base_lacks_is_one_passage_of_all_who_have_it() -> None:
    table = collated(
        (OPENING, DATE, NETS), (OPENING, WHALES, DATE, NETS), (OPENING, WHALES, DATE, NETS)
    )
    (row,) = (row for row in table.rows if row.absent)
    assert row.numbers == ((), (2,), (2,))
    assert table.rows.index(row) == 1
    assert not [*table.places]


def test_what_the_base_lacks_is_collated_among_the_others() -> None:
    other = WHALES.replace("clerk", "guest")
    table = collated((OPENING, DATE), (OPENING, DATE, WHALES), (OPENING, DATE, other))
    (place,) = table.places
    assert {each.text for each in place.readings} == {"clerk", "guest"}


def test_a_split_and_a_merger_are_no_difference_in_words() -> None:
    halves = ("On 17 January the envoy called on the minister.", "He spoke of the ice in the bay.")
    table = collated((" ".join(halves),), halves, (" ".join(halves),))
    assert [row.numbers for row in table.rows] == [((1,), (1, 2), (1,))]
    assert not [*table.places]
    assert not table.identical


def test_spaces_that_differ_are_told_from_the_words_beside_them() -> None:
    table = collated(("It weighs 10 kg in all.",), ("It weighs 10\xa0kg in all.",))
    assert lines(table) == ["10 kg] 10\xa0kg B"]


def test_texts_that_read_the_same_are_identical() -> None:
    table = collated((OPENING, DATE), (OPENING, DATE), (OPENING, DATE))
    assert table.identical
    assert table.counts["agreeing"] == 2
    assert table.counts["places"] == 0


def test_accidental_readings_count_as_the_lemma_where_only_substance_is_asked_for() -> None:
    table = collated(
        ("The harbour was closed.",), ("The harbor was closed.",), ("The harbor was open.",)
    ).only_substantive()
    assert lines(table) == ["closed] open C"]
    assert table.rebuild(1) == ("The harbor was closed.",)


def test_how_often_two_witnesses_agree_is_counted_at_the_places_that_vary() -> None:
    table = collated(
        ("The harbour was closed.",), ("The harbor was closed.",), ("The harbor was open.",)
    )
    assert table.agreements == {(0, 1): (1, 2), (0, 2): (0, 2), (1, 2): (1, 2)}


def test_the_words_of_another_language_are_not_in_the_table() -> None:
    texts = Text("a", (DATE,), language="en"), Text("b", ("Le ministre.",), language="fr")
    link = Link((1,), (1,), 0.0, 0.5)
    table = collate(texts, lambda *_: Alignment(*texts, (link,)), compare)
    with pytest.raises(ValueError, match="no words of witness 1"):
        table.rebuild(1)


def test_a_witness_in_another_language_is_put_beside_by_paragraph() -> None:
    table = collate(
        [
            Text("a", (DATE,), language="en"),
            Text("b", ("Посланник был у министра.",), language="ru"),
        ],
        lambda *_: Alignment(Text("a", (DATE,)), Text("b", ("",)), (Link((1,), (1,), 0.0, 0.5),)),
        compare,
    )
    assert table.witnesses[1].foreign
    assert table.rows[0].numbers == ((1,), (1,))
    assert table.rows[0].beside == (1,)
    assert not [*table.places]


def test_a_paragraph_that_only_another_witness_explains_joins_its_passage() -> None:
    base, middle, far = (Text(name, (name,)) for name in "abc")
    links = {
        (0, 1): (Link((1,), (1,), 0.5, 0.9),),
        (0, 2): (Link((1,), (), 0, 0.9), Link((), (1,), 0, 0.9)),
        (1, 2): (Link((1,), (1,), 0.6, 0.9),),
    }
    texts = (base, middle, far)
    table = collate(
        texts,
        lambda i, j: Alignment(texts[i], texts[j], links.get((i, j)) or _turned(links[j, i])),
        compare,
    )
    assert [row.numbers for row in table.rows] == [((1,), (1,), (1,))]


def _turned(links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(Link(link.right, link.left, link.score, link.confidence) for link in links)


def test_a_comparison_is_a_collation_of_two() -> None:
    comparison = compare(align(Text("a", (DATE,)), Text("b", (DATE.replace("17", "18"),))))
    assert lines(collation_of(comparison)) == ["17 January] 18 January B"]


def test_sigla_go_on_after_the_alphabet() -> None:
    assert [siglum(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA")
    ]
