"""The pages as strings, and the drawings; what they do in a browser is tested in a browser."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pages import SUBSTANTIVE, harbour, linked, long, place, single, span

from provtrack.model import Alignment, Comparison, Edit, Kind, Link, Passage, Span, Status, Text
from provtrack.render import html, ribbons, svg
from provtrack.render.visible import plain, visible

HARBOUR = html.comparison(harbour())

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


class Reader(HTMLParser):
    """The text of every element of class ``t``, by the id of the paragraph around it.

    Boxes for characters that cannot be seen are read back as the characters.
    """

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: dict[str, str] = {}
        self._id = ""
        self._inside = False
        self._box = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("class") == "para":
            self._id = values["id"] or ""
        if tag == "p" and values.get("class") == "t":
            self._inside = True
            self.paragraphs[self._id] = ""
        if self._inside and values.get("class") == "ctl":
            self._box = chr(int((values["title"] or "")[2:].split()[0], 16))

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.paragraphs[self._id] += self._box or data
        self._box = ""


def read(document: str) -> dict[str, str]:
    reader = Reader()
    reader.feed(document)
    return reader.paragraphs


@st.composite
def marked(draw: st.DrawFn) -> Comparison:
    """One paragraph against one, with edits anywhere, overlapping or not."""
    sides = [Text(ref, (draw(ANY_TEXT),)) for ref in ("left", "right")]

    def anywhere(text: Text) -> Span:
        paragraph = text.paragraphs[0]
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(paragraph))] * 2)))
        return Span(paragraph[start:end], 1, start, end)

    edits = [
        Edit(draw(st.sampled_from(Kind)), SUBSTANTIVE, anywhere(sides[0]), anywhere(sides[1]))
        for _ in range(draw(st.integers(0, 4)))
    ]
    return single(sides[0].paragraphs[0], sides[1].paragraphs[0], *edits)


@given(marked())
def test_the_page_holds_both_texts_to_the_letter_whatever_is_marked(comparison: Comparison) -> None:
    assert read(html.comparison(comparison)) == {
        "L1": comparison.left.paragraphs[0],
        "R1": comparison.right.paragraphs[0],
    }


def test_every_paragraph_is_on_the_page_once_under_its_anchor() -> None:
    comparison = harbour()
    texts = (("L", comparison.left), ("R", comparison.right))
    assert read(HARBOUR) == {
        f"{letter}{number}": text.paragraph(number)
        for letter, text in texts
        for number in text.numbers
    }


def test_a_run_of_paragraphs_keeps_its_numbers() -> None:
    page = html.text(Text("a#p12-13", ("Twelve.", "Thirteen."), first=12))
    assert read(page) == {"p12": "Twelve.", "p13": "Thirteen."}


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert html.comparison(harbour()) == HARBOUR
    assert html.alignment(linked(harbour())) == html.alignment(linked(harbour()))
    assert svg.alignment(linked(harbour())) == svg.alignment(linked(harbour()))


@pytest.mark.parametrize("element", ["style", "script"])
def test_only_our_own_style_and_script_may_run(element: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', HARBOUR)
    content = re.search(f"<{element}>(.*?)</{element}>", HARBOUR, re.DOTALL)
    assert policy
    assert content
    digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
    assert policy[1].startswith("default-src 'none'; ")
    assert f"{element}-src 'sha256-{digest}'" in policy[1]
    assert "unsafe" not in policy[1]
    assert HARBOUR.count(f"<{element}>") == 1
    assert not re.search(r'<[^>]+ style=|<[^>]+ on\w+="', HARBOUR)


def test_the_page_names_no_other_place() -> None:
    for page in (HARBOUR, html.alignment(linked(harbour())), html.text(harbour().left)):
        assert not re.search(r"https?:|url\(|@import|//[a-z]", page.replace("http-equiv", ""))


def test_the_summary_counts_what_there_is() -> None:
    words = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", HARBOUR))
    assert "15 differences in 8 of 9 passages: 7 substantive , which" in words
    assert "4 of the substantive touch a fact" in words
    for figure in ("equal 1", "changed 6", "only left 1", "only right 1", "moved 1"):
        assert figure in words


def test_kinds_that_do_not_occur_are_not_offered() -> None:
    offered = re.findall(r'<input type="checkbox" id="k-([a-z-]+)"', HARBOUR)
    assert "date" in offered
    assert "word-order" not in offered
    assert offered == [kind for kind in Kind if kind in offered]


def test_words_of_one_text_alone_and_the_place_they_lack_have_their_own_signs() -> None:
    assert (
        '<ins class="m s k-addition only" data-e="11" title="addition, substantive">warmly</ins>'
        in (HARBOUR)
    )
    assert (
        '<del class="m s k-addition gap" data-e="11" title="addition, substantive"></del>'
        in HARBOUR
    )


def test_white_space_around_changed_words_is_not_marked() -> None:
    comparison = single("a b c", "a d c")
    edit = Edit(
        Kind.WORDING, SUBSTANTIVE, span(comparison.left, 1, " b "), place(comparison.right, 1, "d")
    )
    page = html.comparison(single("a b c", "a d c", edit))
    assert ">b</del>" in page


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("", "auto"),
        ("en", "ltr"),
        ("ru-Latn", "ltr"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("fa", "rtl"),
        ("ur-PK", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
    ],
)
def test_the_language_decides_the_direction(language: str, direction: str) -> None:
    page = html.text(Text("a", ("x",), language=language))
    lang = f' lang="{language}"' if language else ""
    assert f'<p class="t"{lang} dir="{direction}">' in page


@given(st.text())
def test_nothing_dangerous_is_ever_written(text: str) -> None:
    for written in (visible(text), plain(text)):
        assert not re.search(
            "[\x00-\x1f\x7f-\x9f\u2028-\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", written
        )
    assert "<" not in re.sub("</?span[^<>]*>", "", visible(text))


@given(st.lists(ANY_TEXT, min_size=1, max_size=5), st.booleans())
def test_a_drawing_is_well_formed_whatever_the_texts_hold(
    paragraphs: list[str], moved: bool
) -> None:
    text = Text(paragraphs[0], tuple(paragraphs), title=paragraphs[-1])
    links = [Link((n,), (n,), 1, 0.3, moved=moved) for n in text.numbers]
    root = etree.fromstring(svg.alignment(Alignment(text, text, tuple(links))).encode())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_a_drawing_shows_moved_doubtful_lonely_and_ruled_links_by_form() -> None:
    drawing = svg.alignment(linked(harbour()))
    assert drawing.count('<g class="moved"><title>left 8, right 3') == 1
    assert drawing.count('<g class="doubtful"><title>left 6, right 7') == 1
    assert "left 5: only left" in drawing
    assert "right 9: only right" in drawing
    assert "left 3, right 4: linked by an editor" in drawing
    assert ".moved .band{" in drawing
    assert "stroke-dasharray" in drawing


def test_a_drawing_of_a_long_text_stays_readable() -> None:
    drawing = svg.alignment(linked(long(700)))
    height = re.search(r'viewBox="0 0 960 ([\d.]+)"', drawing)
    assert height
    assert 3000 < float(height[1]) < 3300
    assert ">650</text>" in drawing
    assert ">651</text>" not in drawing


def test_what_an_editor_ruled_is_never_doubtful() -> None:
    assert Link((1,), (1,), 0.2, 0.2).doubtful
    assert not Link((1,), (1,), 0.2, 0.2, pinned=True).doubtful


@given(st.lists(ANY_TEXT, min_size=1, max_size=8))
def test_paragraphs_stand_on_the_ribbon_in_order_and_apart(paragraphs: list[str]) -> None:
    text = Text("a", tuple(paragraphs))
    placed = list(ribbons.extents(text, 0.5, 0.1).values())
    assert all(each.height > 0 for each in placed)
    assert all(a.bottom < b.top for a, b in pairwise(placed))


def test_a_moved_passage_at_the_head_of_the_right_text_is_told_at_the_head_of_the_page() -> None:
    left, right = Text("a", ("One.", "Two.")), Text("b", ("Two.", "One."))
    passages = (
        Passage(Link((1,), (2,), 1, 1), Status.EQUAL),
        Passage(Link((2,), (1,), 1, 1, moved=True), Status.EQUAL),
    )
    page = html.comparison(Comparison(left, right, passages))
    assert page.index('id="from-R1"') < page.index('id="passage-1"')


def test_a_megabyte_in_one_paragraph_is_written_whole() -> None:
    page = html.comparison(single("word " * 200_000, "word " * 200_000))
    assert page.count("word word") > 100
    assert 'class="leaf h500"' in page
