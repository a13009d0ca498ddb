"""The page of a history as a reader meets it, with and without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe import SCREENS, violations
from pasts import REF, begin, eventful

from provtrack.history.reports import Lives, lives
from provtrack.refs import RecordRef, parse
from provtrack.render.html.history import history
from provtrack.store.past import past as read_past
from provtrack.store.repository import find_repository

if TYPE_CHECKING:
    from pathlib import Path

    from opened import Open

pytestmark = pytest.mark.browser
pytest_plugins = ["opened"]

HOSTILE = "<img src=x onerror=alert(1)> \x1b]0;owned\x07 \u202egnorw"


def told(root: Path) -> Lives:
    ref = parse(REF)
    assert isinstance(ref, RecordRef)
    return lives(read_past(find_repository(root), ref, frozenset()), None)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> str:
    return history(told(eventful(tmp_path_factory.mktemp("film") / "past").root))


@pytest.mark.parametrize("script", [True, False])
def test_a_strip_has_a_frame_for_each_version(open_page: Open, film: str, script: bool) -> None:
    page = open_page(film, java_script_enabled=script).page
    frames = page.locator("#p5 .shot")
    assert frames.count() == 3
    assert frames.nth(1).locator("ins.m").inner_text() == "fourteen"
    assert "forty" in frames.nth(1).locator(".notes").inner_text()
    assert "no commit of its own" in frames.nth(2).inner_text()
    assert "leaf 2 reads so" in frames.nth(2).locator(".entry").inner_text()


def test_a_strip_is_moved_with_the_arrow_keys(open_page: Open, film: str) -> None:
    page = open_page(film, viewport={"width": 700, "height": 900}).page
    strip = page.locator("#p5 .film")
    strip.focus()
    assert strip.evaluate("it => it.scrollLeft") == 0
    page.keyboard.press("ArrowRight")
    scrolled = """async it => {
        for (let frame = 0; frame < 300 && !it.scrollLeft; frame++)
            await new Promise(requestAnimationFrame);
        return it.scrollLeft;
    }"""
    assert strip.evaluate(scrolled) > 0


def test_every_anchor_is_there_once(open_page: Open, film: str) -> None:
    page = open_page(film, anchor="#p5-2").page
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    links = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(each => each.hash.slice(1))"
    )
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    assert page.locator(".shot:target").count() == 1


def test_on_paper_the_frames_stand_below_each_other(open_page: Open, film: str) -> None:
    page = open_page(film, viewport={"width": 700, "height": 900}).page
    page.emulate_media(media="print")
    left = page.locator("#p5 .shot").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().left)"
    )
    assert len(set(left)) == 1


def test_hostile_names_and_texts_do_nothing(open_page: Open, tmp_path: Path) -> None:
    made = begin(tmp_path / "past", [HOSTILE.replace("\x1b", "").replace("\x07", ""), "Two."])
    made.save(["<script>alert(2)</script> and more", "Two."], HOSTILE, "\u202eRoht \x1b[31m")
    page = open_page(history(told(made.root))).page
    assert page.locator("img").count() == 0
    assert page.locator(".ctl").count() > 0


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_axe_finds_nothing(open_page: Open, film: str, scheme: str, width: int) -> None:
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = open_page(film, **options).page
    assert violations(page) == []
