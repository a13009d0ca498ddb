"""Words as numbers: what counts as the same word."""

import pytest

from provtrack.kinship.signatures import key, signature


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vnto", "unto"),
        ("hym", "him"),
        ("synne", "sin"),
        ("booke", "book"),
        ("Yŏng", "yong"),
        ("don’t", "dont"),
        ("Iesus", "Jesus"),
        ("governments", "government"),
    ],
)
def test_spelling_case_and_ending_do_not_count(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("January", "February"), ("412", "413"), ("1956", "195"), ("Pak", "Kim")]
)
def test_other_words_and_numbers_are_others(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_a_signature_keeps_order_and_knows_no_paragraphs() -> None:
    one = signature(["The bridge is closed.", "Nobody knows why."])
    other = signature(["The bridge is closed. Nobody knows why."])
    assert one.tolist() == other.tolist()
    assert len(one) == 7
    assert signature(["?!", ""]).tolist() == []
