"""The page of a provenance report: for everybody, on paper, and inert."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe import SCREENS, violations
from commandline import successful
from holdings import TALK, Collection, commit, write

if TYPE_CHECKING:
    from opened import Open

pytestmark = pytest.mark.browser
pytest_plugins = ["opened"]


@pytest.fixture
def page(collection: Collection) -> str:
    """The report on a text whose record has words that a browser would obey."""
    collection.edit(
        "Talk with Deputy", "<script>alert(1)</script> & <b>Talk</b> \\u202e with Deputy"
    )
    write(collection.root / "notes.txt", "Nothing.")
    commit(collection.root, "Make the title hostile")
    return successful("report", f"{TALK}/halloran", "-q", "--format", "html").out


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_axe_finds_nothing(open_page: Open, page: str, scheme: str, width: int) -> None:
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    shown = open_page(page, **options).page
    assert violations(shown) == []
    # Only tables may be wider than a telephone, and those scroll by themselves.
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_the_drawing_of_the_chain_is_shown_and_said(open_page: Open, page: str) -> None:
    shown = open_page(page).page
    drawing = shown.locator("figure img")

    assert drawing.evaluate("image => image.complete && image.naturalWidth > 0")
    assert "the table below says the same" in str(drawing.get_attribute("alt"))
    assert shown.locator("#chain ~ .scroll table").first.locator("tbody tr").count() > 2


def test_the_contents_lead_to_every_section(open_page: Open, page: str) -> None:
    shown = open_page(page).page
    links = shown.locator(".contents a")

    assert links.count() == shown.locator("main h2").count() == 8
    for link in links.all():
        assert shown.locator(str(link.get_attribute("href"))).count() == 1


def test_it_prints_on_a_few_pages_without_what_only_a_screen_needs(
    open_page: Open, page: str
) -> None:
    import pypdfium2

    shown = open_page(page).page
    printed = pypdfium2.PdfDocument(shown.pdf(prefer_css_page_size=True))
    words = " ".join(each.get_textpage().get_text_range() for each in printed)

    assert len(printed) < 8
    assert "Skip to the texts" not in words
    assert "Open doubts" in words
    shown.emulate_media(media="print")
    assert not shown.locator(".contents").is_visible()
