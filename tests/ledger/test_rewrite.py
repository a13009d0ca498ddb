"""A corrected file keeps every character that no correction touches."""

import re

import pytest
from entries import entry
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import Paragraphs, versions

from provtrack.ledger import draft, trace
from provtrack.ledger.rewriting import rewrite
from provtrack.text import join_paragraphs, split_lines

GAPS = st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", " \n \n", "\n\n\n", "\u2028"])


@settings(max_examples=60, deadline=None)
@given(versions())
def test_a_file_in_stored_form_stays_in_stored_form(texts: list[Paragraphs]) -> None:
    before, after = texts
    applied = trace(before, draft(before, after))

    assert rewrite(join_paragraphs(before), applied) == join_paragraphs(after)


@settings(max_examples=60, deadline=None)
@given(versions(), st.data())
def test_any_other_form_reads_as_it_should_and_keeps_its_own_lines(
    texts: list[Paragraphs], data: st.DataObject
) -> None:
    before, after = texts
    source = data.draw(st.sampled_from(["", "\n", "\ufeff", " \n"]))
    for paragraph in before:
        spaced = paragraph.replace(" ", data.draw(st.sampled_from([" ", "  ", "\t"])))
        source += f"{data.draw(st.sampled_from(['', ' ']))}{spaced}{data.draw(GAPS)}"
    if split_lines(source.removeprefix("\ufeff")) != before:
        return  # a mark that is white space to some and none to others stood at an end
    applied = trace(before, draft(before, after))
    body = source.removeprefix("\ufeff")
    written = rewrite(body, applied)

    assert split_lines(written) == after
    lines = [each for each in re.split(r"\r\n|[\n\r\f\v\x85\u2028\u2029]", body) if each.strip()]
    for descent in applied.descents:
        if not descent.entries:
            assert lines[descent.sources[0] - 1] in written


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("One.\r\nTwo. \r\nThree.", "One.\r\nTen.\r\nThree."),
        ("\n\nOne.\n\n\n\nTwo.\n\nThree.\n\n", "\n\nOne.\n\n\n\nTen.\n\nThree.\n\n"),
        ("  One.\nTwo.\nThree.\n", "  One.\nTen.\nThree.\n"),
    ],
)
def test_gaps_and_indents_stay(source: str, written: str) -> None:
    applied = trace(split_lines(source), [entry("c1", 2, "Two", "Ten")])

    assert rewrite(source, applied) == written


def test_new_paragraphs_are_set_off_as_the_others_are() -> None:
    source = "One.\r\n\r\nTwo.\r\n"
    added = [entry("c1", 1, "", "Zero."), entry("c2", 3, "", "Three.\nFour.")]

    assert rewrite(source, trace(split_lines(source), added)) == (
        "Zero.\r\n\r\nOne.\r\n\r\nTwo.\r\n\r\nThree.\r\n\r\nFour.\r\n"
    )
