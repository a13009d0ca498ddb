"""What is kept in place when words change their order."""

from hypothesis import given
from hypothesis import strategies as st

from provtrack.collation.reorder import kept_apart


def parts(left: str, right: str) -> list[tuple[str, str]]:
    return [
        (left[slice(*here)].strip(), right[slice(*there)].strip())
        for here, there in kept_apart(left, right, (0, len(left)), (0, len(right)))
    ]


def test_words_of_the_matter_are_kept_in_place() -> None:
    left = "nets that the northern fishermen had lost"
    assert parts(left, "nets lost by the northern fishermen") == [
        ("that", "lost by"),
        ("had lost", ""),
    ]


def test_an_article_alone_keeps_nothing_apart() -> None:
    left = "the cat and the dog and the bird and the fish and the crow"
    assert parts(left, "snow fell on the roof") == [(left, "snow fell on the roof")]


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    left, right = "of course and of old and of late: ice of", "of course and of old: of ice"
    here, there = (len("of course and of old and of late: "), len(left)), (22, len(right))
    found = kept_apart(left, right, here, there)
    assert [(left[slice(*a)].strip(), right[slice(*b)].strip()) for a, b in found] == [
        ("", "of"),
        ("of", ""),
    ]


WORDS = st.lists(st.sampled_from(["the", "of", "ice", "net", "17", ","]), min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_outside_the_parts_both_read_the_same(left: list[str], right: list[str]) -> None:
    one, other = " ".join(left), " ".join(right)
    done = [0, 0]
    outside = ["", ""]
    for here, there in kept_apart(one, other, (0, len(one)), (0, len(other))):
        assert done[0] <= here[0] <= here[1]
        assert done[1] <= there[0] <= there[1]
        outside[0] += one[done[0] : here[0]]
        outside[1] += other[done[1] : there[0]]
        done = [here[1], there[1]]
    outside[0] += one[done[0] :]
    outside[1] += other[done[1] :]
    assert outside[0].split() == outside[1].split() or "".join(outside[0].split()) == "".join(
        outside[1].split()
    )
