import tomllib
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from provtrack.diff import compare, segments
from provtrack.model import Alignment, Comparison, Kind, Link, Status, Text


def comparison(left: str, right: str) -> Comparison:
    """Each side as one passage; a line feed parts paragraphs."""
    sides = [
        Text(ref, tuple(side.split("\n")) if side else ())
        for ref, side in (("l", left), ("r", right))
    ]
    link = Link(tuple(sides[0].numbers), tuple(sides[1].numbers), 1.0, 1.0)
    return compare(Alignment(sides[0], sides[1], (link,)))


def edits(left: str, right: str) -> list[tuple[str, str, str, str]]:
    return [
        (
            edit.kind.value,
            edit.significance.value,
            edit.left.text if edit.left else "",
            edit.right.text if edit.right else "",
        )
        for edit in comparison(left, right).edits
    ]


_LABELLED = [
    pair
    for file in sorted((Path(__file__).parents[1] / "data").glob("kinds-*.toml"))
    for pair in tomllib.loads(file.read_text(encoding="utf-8"))["pair"]
]
# The words that every kind of difference was written with, in whatever order.
_VOCABULARY = {word for pair in _LABELLED for word in f"{pair['left']} {pair['right']}".split()}
WORDS = st.sampled_from([*sorted(_VOCABULARY), *'.,;-([]?\u2019"'])
PROSE = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
ANY = st.text(
    st.characters(exclude_categories=["Cs", "Zl", "Zp"], exclude_characters="\n\r\f\v\x85")
)
_SENTENCES = sorted({pair[side] for pair in _LABELLED for side in ("left", "right")})
PARAGRAPH = (PROSE | st.sampled_from(_SENTENCES) | ANY.map(str.strip)).filter(
    lambda text: bool(text.strip())
)
SIDE = st.lists(PARAGRAPH, min_size=1, max_size=3).map(tuple)


def whole(left: tuple[str, ...], right: tuple[str, ...]) -> Comparison:
    texts = (Text("l", left, first=3), Text("r", right))
    link = Link(tuple(texts[0].numbers), tuple(texts[1].numbers), 1.0, 1.0)
    return compare(Alignment(*texts, (link,)))


@given(SIDE, SIDE)
@example(('"Arturo". "Arturo".',), ('"Falk" "had',))
def test_segments_rebuild_both_texts(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    result = whole(left, right)
    parts = segments(result.passages[0], result.left, result.right)
    assert "".join(part.left for part in parts) == "\n".join(left)
    assert "".join(part.right for part in parts) == "\n".join(right)
    for part in parts:
        if part.edit is None:
            assert part.left.replace("\n", "").replace(" ", "") == part.right.replace(
                "\n", ""
            ).replace(" ", "")
            if "\n" not in part.left + part.right:
                assert part.left == part.right


@given(SIDE, SIDE)
@example(("Half a million hectares were sown.",), ("He spoke for three hours and left.",))
@example(("Roughly 2.5 million hectares were sown.",), ("He spoke for three hours and then left.",))
def test_spans_are_what_they_say_in_order_without_overlap(
    left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    result = whole(left, right)
    for text, side in ((result.left, "left"), (result.right, "right")):
        done = (0, 0)
        for edit in result.edits:
            span = getattr(edit, side)
            assert text.paragraph(span.paragraph)[span.start : span.end] == span.text
            assert done <= (span.paragraph, span.start)
            done = (span.paragraph, span.end)
    assert all(edit.left and edit.right for edit in result.edits)
    assert all(edit.left != edit.right for edit in result.edits)


@given(SIDE)
def test_a_text_against_itself_has_no_edits(side: tuple[str, ...]) -> None:
    result = whole(side, side)
    assert result.identical
    assert not result.edits


@given(SIDE)
def test_paragraphs_that_were_only_joined_read_the_same(side: tuple[str, ...]) -> None:
    result = whole(side, (" ".join(side),))
    assert result.passages[0].status is Status.EQUAL
    assert not result.edits


def test_a_particle_alone_is_compared_with_a_name() -> None:
    assert edits("this Declaration, all.", "la Constitution") != []


def test_what_has_no_counterpart_is_one_edit_a_paragraph() -> None:
    result = comparison("One.\nTwo.", "")
    assert [edit.kind for edit in result.edits] == [Kind.OMISSION] * 2
    assert all(edit.right is None for edit in result.edits)
    assert result.passages[0].status is Status.REMOVED
    back = comparison("", "One.\nTwo.")
    assert [edit.kind for edit in back.edits] == [Kind.ADDITION] * 2
    assert back.passages[0].status is Status.ADDED
    assert "".join(part.right for part in segments(back.passages[0], back.left, back.right)) == (
        "One.\nTwo."
    )


def test_an_edit_is_cut_at_a_paragraph_break() -> None:
    assert edits("He left early.\nNobody saw him.", "He came back.") == [
        ("wording", "substantive", "left early", "came back"),
        ("omission", "substantive", "Nobody saw him.", ""),
    ]


def test_a_no_break_space_is_a_difference_of_writing() -> None:
    assert edits("on page\u00a04", "on page 4") == [("punctuation", "accidental", "\u00a0", " ")]


def test_in_a_rewritten_sentence_a_date_is_held_against_the_one_it_is_like() -> None:
    found = edits(
        "In part I learned what I stood accused of from the December plenum and the wider December "
        "session (400-420 men were there) of 17-18 January; in full no sooner than 24 February.",
        "Some of these charges had reached him by way of an enlarged sitting, on January 18, "
        "before 400 to 420 persons, all of them only on February 24.",
    )
    dates = [edit[1:] for edit in found if edit[0] == "date"]
    assert ("substantive", "17-18 January", "January 18") in dates
    assert ("accidental", "24 February", "February 24") in dates


def test_a_sentence_ends_behind_a_short_name_and_behind_an_acronym() -> None:
    for end in ("KWP", "Rim", "Li"):
        found = edits(
            f"It was he who had once betrayed the {end}. Nobody in the hall objected to it.",
            f"Long ago this man proved false to the {end}. No voice was raised there in protest.",
        )
        assert not any("betrayed" in left and "hall" in left for _, _, left, _ in found)
        assert any("hall" in left for _, _, left, _ in found)
