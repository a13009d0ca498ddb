"""Text in, places out."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.rules import run
from provtrack.rules.case import Case
from provtrack.rules.examples import case_of
from provtrack.rules.fixes import fixed
from provtrack.rules.model import Example


def check(text: str, **files: str) -> list[tuple[str, int, int]]:
    """The rule, line and column of everything that is found in a text of 25 February 1956."""
    record = {"record.toml": 'date = "1956-02-25"\n', "goldberg.txt": text}
    given = {name.replace("_", "."): content for name, content in files.items()}
    findings = run(case_of(Example({**record, **given}, fails=True)))
    return [
        (each.rule, each.line, each.column)
        for each in findings
        if each.path.endswith("goldberg.txt") and each.rule != "PT209"
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Nothing is wrong here.\n", []),
        ("One.\n\nHe met the the chairman.\n", [("PT507", 3, 8)]),
        ("Had he had had that that, very very much so. Duran Duran.\n", []),
        ("One (two.\n\n[Three.\n\nFour.]\n\nFive) six.\n", [("PT506", 1, 5), ("PT506", 7, 5)]),
        ("First a) this, then 2) that; iii) the rest (as is right).\n", []),
        ("It\u200b lasted.\n", [("PT502", 1, 3)]),
        ("A no-break\xa0space stays.\n", []),
        ("Yo\u0306ng spoke.\n", [("PT503", 1, 1)]),
        ("the Party’s work and the Union's\n", [("PT504", 1, 31)]),
        ("No end of line", [("PT508", 1, 1)]),
        ("Two lines.\nThat touch.\n", [("PT508", 1, 1)]),
        ("He stayed until 28 February.\n", [("PT509", 1, 17)]),
        ("He was there on 23 February, and will come on 3 March.\n", []),
        ("On 17-18 January and in May 1955 all was well; the plan of 1957 too.\n", []),
        ("[Published on 3 May 1957.]\n", []),
        ("On Saturday, 25 February, it snowed. Monday 24 February 1956.\n", [("PT510", 1, 38)]),
        ("Share\n\nPrint\n\nA report.\n", [("PT505", 1, 1), ("PT505", 3, 1)]),
        ("Document\n\nA report.\n", []),
        ("\x07hidden\n", [("PT501", 1, 1)]),
    ],
)
def test_a_text_and_its_places(text: str, places: list[tuple[str, int, int]]) -> None:
    assert check(text) == places


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert check("می\u200cخواهم\n") == []
    assert check("co\u200coperate\n") == [("PT502", 1, 3)]


UNTIDY = st.text(
    st.one_of(
        st.sampled_from("ab \t\n\r\xa0\xad\u200b\u0306\u2028oŏ-’'()\ufeff\x0c"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=60,
)


def case(text: str) -> Case:
    record = b'schema = 1\nid = "r"\ntitle = "t"\n\n[[variant]]\nid = "v"\nkind = "translation"\n'
    return Case("r", {"record.toml": record, "v.txt": text.encode()})


def seen(text: str) -> str:
    """What a reader sees of a text: neither white space nor what has no shape."""
    unseen = "\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
    composed = unicodedata.normalize("NFC", "".join(c for c in text if c not in unseen))
    return "".join(composed.split())


@settings(max_examples=60, deadline=None)
@given(UNTIDY)
def test_a_fix_changes_no_word_leaves_nothing_to_fix_and_is_made_once(text: str) -> None:
    before = case(text)
    for document in before.readable:
        after = fixed(before, document).decode()
        assert seen(after) == seen(text)
        again = case(after)
        assert [finding for finding in run(again) if finding.fixable] == []
        for mended in again.readable:
            assert fixed(again, mended).decode() == after
