"""A site in the browser, opened from the disk: search, filters, and a way to every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe import violations
from commandline import successful
from holdings import NOTE, TALK, Collection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
pytest_plugins = ["opened"]


@pytest.fixture(scope="module")
def site(original_collection: Collection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("public") / "site"
    successful("site", out, "--repo", original_collection.root, "--title", "Letters", "--jobs", "1")
    return out


@pytest.fixture
def page(chromium: Browser, site: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab in which nothing may go wrong and nothing beyond the site be asked for."""
    options: dict[str, Any] = getattr(request, "param", {})
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, **options)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            complaints.append(asked.url) if not asked.url.startswith(site.as_uri()) else None
        ),
    )
    page.goto(f"{site.as_uri()}/index.html")
    yield page
    assert complaints == []
    context.close()


def titles(page: Page) -> list[str]:
    return page.locator("#records a").all_inner_texts()


def search(page: Page, words: str) -> None:
    page.get_by_label("Words in titles and texts").fill(words)
    page.wait_for_function("q => new URLSearchParams(location.search).get('q') === q", arg=words)


def test_a_word_of_a_text_finds_its_record(page: Page) -> None:
    search(page, "museum guide")
    assert titles(page) == ["Talk with Deputy Minister Teresh"]
    assert page.locator("#count").inner_text() == "1 of 2 records"


def test_the_beginning_of_a_word_and_another_spelling_are_enough(page: Page) -> None:
    search(page, "WÁGONS timb")
    assert titles(page) == ["Talk with Deputy Minister Teresh"]


def test_a_word_that_nobody_has_says_so(page: Page) -> None:
    search(page, "zeppelin")
    assert titles(page) == []
    assert page.locator("#count").inner_text() == "No record has this."


def test_a_search_is_in_the_address_and_comes_back_with_it(page: Page) -> None:
    search(page, "bridge note")
    page.reload()
    page.wait_for_function("document.querySelectorAll('#records a').length === 1")
    assert titles(page) == ["A note on the bridge"]


def test_an_emptied_search_brings_the_page_back(page: Page) -> None:
    before = page.locator("#records li").all_inner_texts()
    search(page, "zeppelin")
    page.get_by_label("Words in titles and texts").fill("")
    page.wait_for_function("document.querySelectorAll('#records a').length === 2")
    assert page.locator("#records li").all_inner_texts() == before
    assert page.url.endswith("index.html")
    assert page.locator("#count").inner_text() == ""


def test_from_the_list_to_a_parallel_reader_and_back(page: Page) -> None:
    page.get_by_role("link", name="Talk with Deputy Minister Teresh").click()
    page.get_by_role("link", name="halloran and archive").click()
    assert page.locator("del.fact").count() > 0
    page.get_by_role("link", name="Talk with Deputy Minister Teresh").click()
    page.get_by_role("link", name="Letters").click()
    assert len(titles(page)) == 2


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_everything_can_be_reached_without_a_script(page: Page) -> None:
    assert not page.locator(".finder").is_visible()
    page.get_by_role("link", name="Talk with Deputy Minister Teresh").click()
    page.get_by_role("link", name="halloran and archive").click()
    assert page.locator(".row").count() > 5


@pytest.mark.parametrize(
    "page", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True
)
def test_axe_finds_nothing(page: Page, site: Path) -> None:
    for address in ("index.html", f"records/{TALK}/index.html", f"records/{NOTE}/draft.html"):
        page.goto(f"{site.as_uri()}/{address}")
        assert violations(page) == [], address
