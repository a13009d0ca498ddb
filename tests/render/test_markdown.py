"""Markdown for a pull request: what the texts say stays words."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import harbour, linked

from provtrack.model import Comparison, Kind, Link, Passage, Status, Text
from provtrack.render.markdown import alignment, comparison, text


def test_every_edit_is_struck_out_or_inserted() -> None:
    out = comparison(harbour())

    assert "<del>17 January</del><ins>18 January</ins>" in out
    assert "<del>did not agree</del><ins>agreed</ins>" in out
    assert "<ins>Translated from the file copy.</ins>" in out
    assert "<del>The weather was discussed at some length.</del>" in out


def test_each_passage_has_a_heading_with_its_paragraphs() -> None:
    out = comparison(harbour())

    assert "#### ¶2 → ¶2" in out
    assert "#### ¶5 → —" in out
    assert "#### — → ¶9" in out
    assert "#### ¶4 → ¶5, ¶6" in out


def test_no_difference_is_told_in_a_sentence() -> None:
    nothing = harbour().only({Kind.WORD_ORDER}, substantive=False)
    same = Text("x", ("One.",))
    equal = Passage(Link((1,), (1,), 1, 1), Status.EQUAL)

    assert "No differences of the kinds asked for." in comparison(nothing)
    assert "The two texts are identical." in comparison(Comparison(same, same, (equal,)))


def test_a_paragraph_that_was_only_split_is_shown() -> None:
    whole, halves = Text("x", ("One. Two.",)), Text("y", ("One.", "Two."))
    split = Passage(Link((1,), (1, 2), 1, 1), Status.EQUAL)

    assert "#### ¶1 → ¶1, ¶2" in comparison(Comparison(whole, halves, (split,)))


def test_an_alignment_is_a_table() -> None:
    lines = alignment(linked(harbour())).splitlines()

    assert len([line for line in lines if line.startswith("|")]) == 2 + 9


@pytest.mark.parametrize(
    "words",
    [
        "<script>",
        "*bold*",
        "_it_",
        "[a](b)",
        "![a](b)",
        "`x`",
        "a|b",
        "~~x~~",
        "$x$",
        "\\*",
        "&amp;",
    ],
)
def test_markup_in_a_text_is_escaped(words: str) -> None:
    out = text(Text("x", (words,)))

    line = out.splitlines()[-1].removeprefix("**1** ")
    unescaped = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line))
    assert unescaped == words
    assert not re.search(r"(?<!\\)[*_`\[\]|<~$]", line)


@pytest.mark.parametrize("words", ["- item", "+ item", "1. item", "1) item", "> quote", "=== x"])
def test_what_would_begin_a_list_or_a_quotation_does_not(words: str) -> None:
    left, right = Text("x", (words,)), Text("y", (f"{words} more",))
    changed = Passage(Link((1,), (1,), 1, 1), Status.CHANGED)

    quoted = comparison(Comparison(left, right, (changed,))).splitlines()[-1]

    assert not re.match(r"> ([-+>=]|\d+[.)])", quoted)


@pytest.mark.parametrize("words", ["@somebody", "#12", "https://example.org", "www.example.org"])
def test_nobody_is_called_and_nothing_is_linked(words: str) -> None:
    assert words not in text(Text("x", (f"see {words} there",)))


@given(st.text(max_size=80))
def test_no_text_opens_a_tag_of_its_own(words: str) -> None:
    out = text(Text("x", (words or "x",)))

    assert set(re.findall(r"<[^>]*>", out)) <= {"<!-- -->"} | set(re.findall(r"<U\+\w+>", out))
