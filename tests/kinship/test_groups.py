"""From pairs to groups."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from provtrack.kinship.groups import group
from provtrack.kinship.pairs import Kinship


def pair(
    left: int, right: int, shared: float, covered: float = 1.0, chance: float = 0.0
) -> Kinship:
    return Kinship(min(left, right), max(left, right), shared, covered, chance)


def clique(*members: int, shared: float = 0.6) -> list[Kinship]:
    return [pair(left, right, shared) for left, right in combinations(members, 2)]


def test_documents_that_are_all_alike_are_one_group() -> None:
    assert group(clique(0, 3, 5)) == [[0, 3, 5]]


def test_one_strong_pair_does_not_weld_two_groups() -> None:
    assert group([*clique(0, 1, 2), *clique(3, 4, 5), pair(2, 3, 0.5)]) == [[0, 1, 2], [3, 4, 5]]


def test_what_every_pair_says_faintly_keeps_two_groups_apart() -> None:
    between = [pair(left, right, 0.1) for left in (0, 1, 2) for right in (3, 4, 5)]
    assert group([*clique(0, 1, 2), *clique(3, 4, 5), *between]) == [[0, 1, 2], [3, 4, 5]]


def test_a_free_rendering_is_given_to_the_group_that_is_nearest_by_far() -> None:
    faint = [pair(each, 9, 0.05) for each in (0, 1, 2)]
    assert group([*clique(0, 1, 2), *faint]) == [[0, 1, 2, 9]]


def test_a_document_between_two_groups_stays_alone() -> None:
    faint = [pair(each, 9, 0.05) for each in range(6)]
    assert group([*clique(0, 1, 2), *clique(3, 4, 5), *faint]) == [[0, 1, 2], [3, 4, 5]]


def excerpt(whole: int, part: int, shared: float = 0.8) -> Kinship:
    return Kinship(whole, part, shared, 1.0, 0.0, 0.2, 0.4)


def test_an_excerpt_is_in_the_group_of_what_it_is_from() -> None:
    assert group([*clique(0, 1, 2), *(excerpt(each, 9) for each in (0, 1, 2))]) == [[0, 1, 2, 9]]


def test_renderings_of_an_excerpt_are_a_group_beside_those_of_the_whole() -> None:
    between = [excerpt(whole, part) for whole in (0, 1, 2) for part in (3, 4, 5)]
    groups = group([*clique(0, 1, 2), *clique(3, 4, 5), *between])
    assert groups == [[0, 1, 2], [3, 4, 5]]


def test_words_in_common_that_leave_gaps_are_no_common_origin() -> None:
    assert group([pair(0, 1, 0.3, covered=0.0)]) == []


def test_words_in_common_that_would_be_in_any_order_are_no_common_origin() -> None:
    assert group([pair(0, 1, 0.4, chance=0.38)]) == []
    assert group([pair(0, 1, 0.4, chance=0.1)]) == [[0, 1]]


@given(
    st.lists(
        st.builds(
            Kinship,
            st.integers(0, 9),
            st.integers(10, 19),
            st.floats(0, 1),
            st.floats(0, 1),
            st.floats(0, 1),
        ),
        max_size=40,
    )
)
def test_every_document_is_in_one_group_at_most(pairs: list[Kinship]) -> None:
    groups = group(pairs)
    members = [member for each in groups for member in each]
    assert len(members) == len(set(members))
    assert groups == sorted(groups)
    assert all(len(each) > 1 and each == sorted(each) for each in groups)
    assert group(pairs[::-1]) == groups
