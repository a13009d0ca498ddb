"""What becomes of a paragraph from version to version, and where its words are from."""

from collections.abc import Sequence

from pasts import BRIDGE, GRAIN, HARVEST, NEWSPAPERS, OPENING, PARTING

from provtrack.history.lineage import trace
from provtrack.history.origins import blame
from provtrack.history.reports import before
from provtrack.history.values import Lineage, Source, Version


def line(*texts: Sequence[str], ignored: frozenset[int] = frozenset()) -> Lineage:
    """Versions that follow each other."""
    versions = [
        Version(Source.COMMIT, str(place), (place - 1,) if place else (), ignored=place in ignored)
        for place in range(len(texts))
    ]
    return trace(versions, texts)


def graph(*versions: tuple[tuple[int, ...], Sequence[str]]) -> Lineage:
    """Versions with the places of their parents."""
    return trace(
        [Version(Source.COMMIT, str(k), parents) for k, (parents, _) in enumerate(versions)],
        [text for _, text in versions],
    )


def origins(lineage: Lineage) -> list[int]:
    """For each paragraph, the version that its wording is from."""
    return [each.origin.version for each in blame(lineage)]


def words(lineage: Lineage, number: int) -> list[tuple[int, str]]:
    """The words of a paragraph with the versions that they are from."""
    (found,) = blame(lineage, [number], by_word=True)
    return [(each.origin.version, each.text) for each in found.stretches]


def events(lineage: Lineage) -> list[str]:
    """What happened last to each paragraph."""
    return [", ".join(each.events) for each in lineage.current]


def test_what_does_not_change_is_from_the_first_version() -> None:
    text = [OPENING, HARVEST, BRIDGE]

    assert origins(line(text, text, text)) == [0, 0, 0]


def test_an_empty_history_has_no_paragraphs() -> None:
    assert blame(line()) == ()
    assert blame(line([])) == ()


def test_a_reworded_paragraph_is_from_the_version_that_reworded_it() -> None:
    lineage = line([OPENING, BRIDGE], [OPENING, BRIDGE.replace("forty", "fourteen")])

    assert origins(lineage) == [0, 1]
    assert events(lineage) == ["born", "reworded"]
    assert words(lineage, 2) == [
        (0, "The bridge at Sarn is closed and"),
        (1, "fourteen"),
        (0, "wagons of timber stand in front of it."),
    ]


def test_a_moved_paragraph_keeps_its_origin() -> None:
    lineage = line([OPENING, HARVEST, BRIDGE, GRAIN], [OPENING, BRIDGE, GRAIN, HARVEST])

    assert origins(lineage) == [0, 0, 0, 0]
    assert events(lineage) == ["born", "born", "born", "moved"]


def test_a_paragraph_that_was_moved_and_reworded_is_still_followed() -> None:
    changed = HARVEST.replace("second", "third")
    lineage = line([OPENING, HARVEST, BRIDGE, GRAIN], [OPENING, BRIDGE, GRAIN, changed])

    assert events(lineage) == ["born", "born", "born", "reworded, moved"]
    assert [version for version, _ in words(lineage, 4)] == [0, 1, 0]


def test_the_pieces_of_a_split_paragraph_keep_their_origin() -> None:
    lineage = line([OPENING, f"{HARVEST} {GRAIN}", BRIDGE], [OPENING, HARVEST, GRAIN, BRIDGE])

    assert origins(lineage) == [0, 0, 0, 0]
    assert events(lineage)[1:3] == ["split", "split"]
    assert [before(each) for each in lineage.current[1:3]] == [(HARVEST,), (GRAIN,)]


def test_each_piece_has_the_origin_of_its_own_words() -> None:
    joined = f"{HARVEST} {GRAIN}"
    changed = joined.replace("second", "third")
    lineage = line([joined], [changed], [changed.replace(GRAIN, "").strip(), GRAIN])

    assert origins(lineage) == [1, 0]


def test_a_split_that_loses_a_word_touches_only_the_piece_that_ended_with_it() -> None:
    lineage = line([f"{HARVEST} Thereupon {GRAIN}"], [HARVEST, GRAIN])

    assert origins(lineage) == [1, 0]


def test_joined_paragraphs_are_from_the_newest_of_them() -> None:
    changed = GRAIN.replace("May", "June")
    lineage = line([HARVEST, GRAIN], [HARVEST, changed], [f"{HARVEST} {changed}"])

    assert origins(lineage) == [1]
    assert events(lineage) == ["merged"]
    assert words(lineage, 1) == [
        (0, HARVEST),
        (0, GRAIN.partition(" May")[0]),
        (1, "June"),
        (0, "."),
    ]


def test_a_piece_that_was_cut_off_and_put_elsewhere_is_found() -> None:
    lineage = line(
        [f"{HARVEST} {GRAIN}", BRIDGE, NEWSPAPERS, PARTING],
        [HARVEST, BRIDGE, NEWSPAPERS, PARTING, GRAIN],
    )

    assert events(lineage)[-1] == "split, moved"
    assert origins(lineage) == [0] * 5


def test_wrapping_lines_changes_nothing() -> None:
    text = [f"{HARVEST} {GRAIN}", BRIDGE]
    half = f"{HARVEST} {GRAIN}".split()
    wrapped = [" ".join(half[:9]), " ".join(half[9:18]), " ".join(half[18:]), BRIDGE]

    assert origins(line(text, wrapped, text)) == [0, 0]
    assert origins(line(text, wrapped)) == [0] * 4


def test_a_change_of_spaces_only_is_no_origin() -> None:
    lineage = line([BRIDGE], [BRIDGE.replace("forty wagons", "forty\u00a0wagons")])

    assert events(lineage) == ["reformatted"]
    assert origins(lineage) == [0]


def test_a_deleted_paragraph_is_told_with_the_version_that_lacks_it() -> None:
    lineage = line([OPENING, HARVEST, BRIDGE], [OPENING, BRIDGE], [OPENING, BRIDGE])

    assert [(each.wording.text, each.version) for each in lineage.gone] == [(HARVEST, 1)]


def test_another_paragraph_in_the_same_place_is_new() -> None:
    lineage = line([OPENING, HARVEST, PARTING], [OPENING, BRIDGE, PARTING])

    assert events(lineage)[1] == "born"
    assert [each.wording.text for each in lineage.gone] == [HARVEST]


def test_what_a_branch_changed_is_from_the_branch() -> None:
    changed = [OPENING, HARVEST.replace("second", "third"), BRIDGE]
    other = [OPENING, HARVEST, BRIDGE.replace("forty", "fourteen")]
    lineage = graph(
        ((), [OPENING, HARVEST, BRIDGE]),
        ((0,), changed),
        ((0,), other),
        ((1, 2), [OPENING, changed[1], other[2]]),
    )

    assert origins(lineage) == [0, 1, 2]


def test_what_only_the_merge_has_is_from_the_merge_and_its_words_from_the_branches() -> None:
    one = "The bridge at Sarn has been closed and forty wagons of timber stand before it."
    other = "The bridge at Sarn is closed and fourteen wagons of timber stand in front of it."
    both = "The bridge at Sarn has been closed and fourteen wagons of timber stand before it."
    lineage = graph(
        ((), [OPENING, BRIDGE]),
        ((0,), [OPENING, one]),
        ((0,), [OPENING, other]),
        ((1, 2), [OPENING, both]),
    )

    assert origins(lineage) == [0, 3]
    assert (1, "has been") in words(lineage, 2)
    assert (2, "fourteen") in words(lineage, 2)
    assert 3 not in {version for version, _ in words(lineage, 2)}


def test_a_paragraph_taken_from_an_older_branch_is_not_new() -> None:
    lineage = graph(
        ((), [OPENING]),
        ((0,), [OPENING, BRIDGE]),
        ((0,), [OPENING, HARVEST]),
        ((1, 2), [OPENING, BRIDGE, HARVEST]),
    )

    assert origins(lineage) == [0, 1, 2]
    assert lineage.gone == ()


def test_an_ignored_version_passes_its_changes_on() -> None:
    texts = (
        [OPENING, BRIDGE],
        [OPENING, BRIDGE.replace("forty", "fourteen")],
        [OPENING.upper(), BRIDGE.replace("forty", "fourteen").upper()],
    )

    assert origins(line(*texts)) == [2, 2]
    assert origins(line(*texts, ignored=frozenset({2}))) == [0, 1]


def test_the_words_of_an_ignored_version_are_owed_to_those_they_stand_for() -> None:
    changed = BRIDGE.replace("forty", "fourteen")
    lineage = line(
        [BRIDGE], [changed], [changed.replace("fourteen", "Fourteen")], ignored=frozenset({2})
    )

    assert (1, "Fourteen") in words(lineage, 1)


def test_what_an_ignored_version_brings_stays_its_own() -> None:
    lineage = line([OPENING], [OPENING, BRIDGE], ignored=frozenset({1}))

    assert origins(lineage) == [0, 1]


def test_many_equal_paragraphs_do_not_take_for_ever() -> None:
    rule = ["* * *"] * 3000
    lineage = line([*rule, OPENING], [*rule, "* * *", BRIDGE], [*rule[1:], OPENING])

    assert len(origins(lineage)) == 3000
