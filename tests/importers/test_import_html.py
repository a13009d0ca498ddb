import re
import time

import pytest
from grain import DATA, PARAGRAPHS
from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.errors import ProvtrackError
from provtrack.importers import detect, read
from provtrack.model import Imported

SAVED = (DATA / "grain.html").read_text(encoding="utf-8")
PAGE = (DATA / "grain.page.txt").read_bytes()


def web(html: str) -> Imported:
    return read("saved.html", html.encode())


def body(html: str) -> tuple[str, ...]:
    return web(f"<!DOCTYPE html><body>{html}</body>").paragraphs


def test_a_web_page_is_known_by_its_first_element() -> None:
    assert detect("-", SAVED.encode()) == "html"
    assert detect("x", b"<?xml version='1.0'?>\n<!-- saved -->\n<html><p>a</html>") == "html"


def test_an_element_whose_name_cannot_be_one_is_read_like_any_other() -> None:
    assert web("<html><body, x=1><p>a</p><p>b</p></html>").paragraphs == ("a", "b")


def test_an_archive_page_gives_the_same_document_as_its_plain_text() -> None:
    imported = web(SAVED)
    assert imported.paragraphs == PARAGRAPHS
    plain = read("page.txt", PAGE).metadata
    assert imported.metadata.items() >= plain.items()
    assert {key: imported.metadata[key] for key in imported.metadata.keys() - plain.keys()} == {
        "url": "https://archive.example/document/grain",
        "uploaded": "2016-08-17",
        "original_language": "Russian",
        "record_id": "123456",
    }


def test_every_part_of_an_archive_page_is_listed_in_order_with_its_line() -> None:
    imported = web(SAVED)
    lines = [int(each.place.removeprefix("line ")) for each in imported.omissions]
    assert lines == sorted(lines)
    assert {each.what: each.why for each in imported.omissions}.items() >= {
        ("Browse Topics", "page furniture"),
        ("Download PDF", "page furniture"),
        ("Другая вкладка.", "another tab of the page"),
        ("Harvesting", "subject in the archive's index"),
        ("The archive's address", "page furniture"),
    }


@pytest.mark.parametrize("classes", ['class="text-block"', 'itemprop="description"'])
def test_the_abstract_is_told_by_its_markup(classes: str) -> None:
    imported = web(SAVED.replace('class="text-block"', classes))
    assert imported.paragraphs == PARAGRAPHS
    assert imported.metadata["abstract"].startswith("Han Gil-su explains")


def test_the_abstract_is_told_by_its_container_or_the_description_of_the_page() -> None:
    bare = web(SAVED.replace(' class="text-block"', ""))
    assert bare.paragraphs == PARAGRAPHS
    inside = SAVED.replace('</div>\n    <div class="text-block">', "").replace(
        "</head>",
        '<meta name="description" content="Han Gil-su explains to the Embassy why the grain'
        ' deliveries of 1957 fell short of the..."></head>',
    )
    assert "abstract" in web(inside).metadata


def test_a_class_that_holds_the_whole_document_is_no_abstract() -> None:
    wrapped = SAVED.replace('class="tab-content"', 'class="summary"').replace(
        'class="tab-pane active"', 'class="x"'
    )
    assert web(wrapped).paragraphs == PARAGRAPHS


def test_the_main_part_of_any_page_is_read_and_the_rest_listed() -> None:
    imported = web(
        "<html lang=fr><head><title>T</title><meta name=dcterms.date content=1956-02-25></head>"
        "<body><a href=#m>Skip</a> here<header><h2>Site</h2></header><nav>Menu</nav>"
        "<main><h1>On Grain</h1>"
        "<p>One.</p><aside>More</aside><div hidden>Later</div>"
        "<p>Two <del>not</del> now.</p><script>x()</script></main><footer>Address</footer>"
    )
    assert imported.paragraphs == ("On Grain", "One.", "Two now.")
    assert imported.metadata == {"title": "On Grain", "date": "1956-02-25", "language": "fr"}
    assert [(each.what, each.why) for each in imported.omissions] == [
        ("Skip", "page furniture"),
        ("here", "page furniture"),
        ("Site", "page furniture"),
        ("Menu", "page furniture"),
        ("More", "page furniture"),
        ("Later", "hidden on the page"),
        ("not", "struck out"),
        ("Address", "page furniture"),
    ]


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        ("<p>One<br>line</p>", ("One line",)),
        ("<p>One<br><br>Two</p>", ("One", "Two")),
        ("<p>A <b>bold</b>er\n word</p>", ("A bolder word",)),
        ("loose<p>tight</p>loose again", ("loose", "tight", "loose again")),
        ("<ol><li>a<li><p>b</p><p>c</p><li value=7>d</ol>", ("1. a", "2. b", "c", "7. d")),
        ("<ol type=a start=3><li>x</ol><ul><li>y</ul>", ("c. x", "y")),
        ("<ol><li>a<ol type=i><li>b</ol></ol>", ("1. a", "i. b")),
        ("<blockquote><p>q</p></blockquote><h3>h</h3>", ("q", "h")),
        ("<table><tr><th>Province<th>Tons<tr><td>North<td>310</table>",
         ("Province | Tons", "North | 310")),
        ("<table><tr><td><p>One</p><p>Two</p></td></tr></table>", ("One", "Two")),
        ("<pre>one\n\ntwo  three</pre>", ("one", "two three")),
        ("<a href=x><div>block in a link</div></a>", ("block in a link",)),
        ("<dl><dt>Fond<dd>5</dl>", ("Fond", "5")),
        ("<p>deliv&shy;eries of&nbsp;5 t</p>", ("deliveries of\u00a05 t",)),
    ],
)  # fmt: skip
def test_blocks_come_out_as_a_browser_shows_them(html: str, paragraphs: tuple[str, ...]) -> None:
    assert body(html) == paragraphs


def test_footnotes_are_listed_and_their_marks_taken_out() -> None:
    imported = web(
        '<p>310 tons<a href="#f1" name="r1"><sup>[1]</sup></a> came, see <a href="#f1">there</a>.'
        '</p><hr><p><a name="f1" href="#r1">[1]</a> In threshed weight.</p>'
    )
    assert imported.paragraphs == ("310 tons came, see there.",)
    assert [(each.what, each.why) for each in imported.omissions] == [
        ("[1] In threshed weight.", "footnote")
    ]
    assert imported.notices == ("1 footnote left out, with the marks in the text.",)


def test_an_older_page_is_read_in_the_encoding_that_it_declares() -> None:
    data = '<meta charset="windows-1251"><p>Хлеб</p>'.encode("windows-1251")
    assert read("old.html", data).paragraphs == ("Хлеб",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html><p>Caf\xe9</p>", "bad.html:1: not UTF-8"),
        (b"<html><body></body></html>", "bad.html: the file has no text"),
        (b"<!DOCTYPE html [\n<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a;</p>",
         "bad.html:2: declares an entity"),
        (b"<html><body>" + b"<div>" * 220 + b"x", "bad.html:1: elements nested deeper than"),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_read_is_one_error(data: bytes, message: str) -> None:
    with pytest.raises(ProvtrackError) as caught:
        read("bad.html", data)
    assert caught.value.message.startswith(message)
    assert caught.value.hint


TAGS = ["p", "div", "li", "ol", "b", "td", "tr", "table", "br", "nav", "h1", "del", "pre", "dd"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TAGS), st.booleans(), st.integers(0, 99)), max_size=25))
def test_no_word_of_a_page_is_lost_or_said_twice(parts: list[tuple[str, bool, int]]) -> None:
    html = "".join(
        f"<{'/' * closing}{tag}> w{number}x{place} "
        for place, (tag, closing, number) in enumerate(parts)
    )
    expected = re.findall(r"w\d+x\d+", html)
    if not expected:
        return
    try:
        imported = read("x.html", f"<html><body><p>start</p>{html}".encode())
    except ProvtrackError:
        pytest.fail(html)
    said = " ".join([*imported.paragraphs, *(each.what for each in imported.omissions)])
    assert sorted(re.findall(r"w\d+x\d+", said)) == sorted(expected)


def test_a_long_page_of_deep_markup_is_no_trap() -> None:
    paragraphs = "".join(f"<p>Paragraph {number}.</p>" for number in range(5000))
    started = time.process_time()
    imported = web("<html><body>" + "<div>" * 100 + paragraphs)
    assert len(imported.paragraphs) == 5000
    assert time.process_time() - started < 5


def test_a_page_whose_body_tag_is_left_out_is_read() -> None:
    imported = web(
        "<!DOCTYPE html><title>Barges</title><meta charset=utf-8>"
        "<main><p>Four barges lie below the lock.</p><p>They wait for the thaw.</p></main>"
    )

    assert imported.paragraphs == ("Four barges lie below the lock.", "They wait for the thaw.")
