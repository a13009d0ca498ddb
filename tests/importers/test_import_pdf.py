import sys

import pytest
from grain import PARAGRAPHS
from tinypdf import pdf, set_paragraphs

from provtrack.errors import ProvtrackError
from provtrack.importers import detect, read

pytest.importorskip("pdfplumber")


@pytest.mark.parametrize(("gap", "indent"), [(10, 0), (0, 20), (10, 20)])
@pytest.mark.parametrize("lines", [12, 17, 21])
def test_paragraphs_are_told_by_gaps_and_by_indents_and_over_pages(
    gap: float, indent: float, lines: int
) -> None:
    data = pdf(set_paragraphs(PARAGRAPHS, gap, indent, lines))
    assert detect("scan", data) == "pdf"
    imported = read("grain.pdf", data)
    assert imported.paragraphs == PARAGRAPHS
    assert {each.why for each in imported.omissions} == {"running head"}
    assert "Look them over" in imported.notices[0]


def test_running_heads_and_page_numbers_are_listed_with_their_page() -> None:
    imported = read("grain.pdf", pdf(set_paragraphs(PARAGRAPHS, lines=15)))
    assert [(each.what, each.place) for each in imported.omissions][:4] == [
        ("On Grain and Seed", "page 1"),
        ("- 1 -", "page 1"),
        ("On Grain and Seed", "page 2"),
        ("- 2 -", "page 2"),
    ]


def test_a_line_on_the_only_page_is_no_running_head() -> None:
    assert read("x.pdf", pdf([[(72, 700, "One line.")]])).paragraphs == ("One line.",)


def test_words_broken_at_the_end_of_a_line_are_made_whole() -> None:
    lines = ["The deliv-", "eries fell. A right-wing and a right-", "wing view."]
    imported = read("x.pdf", pdf([[(72, 700 - 14 * n, text) for n, text in enumerate(lines)]]))
    assert (
        " ".join(imported.paragraphs) == "The deliveries fell. A right-wing and a right-wing view."
    )


def test_a_sensible_title_becomes_metadata() -> None:
    page = [(72.0, 700.0, "x")]
    assert read("x.pdf", pdf([page], info="/Title(On Grain)")).metadata == {"title": "On Grain"}
    assert read("x.pdf", pdf([page], info="/Title(Untitled)")).metadata == {}


def test_pages_without_text_are_named_and_a_file_without_any_is_refused() -> None:
    imported = read("x.pdf", pdf([[(72, 700, "One.")], []]))
    assert "No text on page 2" in imported.notices[1]
    with pytest.raises(ProvtrackError) as caught:
        read("scan.pdf", pdf([[], []]))
    assert caught.value.message == "scan.pdf: no text in it, only pictures of pages"
    assert "ocrmypdf" in caught.value.hint


def test_an_encrypted_file_is_named_for_what_it_is() -> None:
    lock = f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'01' * 32}>/U<{'02' * 32}>>>"
    with pytest.raises(ProvtrackError) as caught:
        read("locked.pdf", pdf([[(72, 700, "x")]], trailer=lock))
    assert caught.value.message == "locked.pdf: encrypted"


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", pdf([[(72, 700, "x")]])[:200]])
def test_a_broken_file_is_one_error(data: bytes) -> None:
    with pytest.raises(ProvtrackError) as caught:
        read("bad.pdf", data)
    assert caught.value.message.startswith("bad.pdf: ")
    assert caught.value.hint


def test_without_the_extra_the_hint_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(ProvtrackError) as caught:
        read("x.pdf", pdf([[(72, 700, "x")]]))
    assert caught.value.hint == 'pip install "provtrack[pdf]"'
