"""The page of a collation as a reader meets it, with and without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe import SCREENS, violations
from exchange import HOSTILE, LEFT, RIGHT

from provtrack.align import align
from provtrack.collation import collate
from provtrack.diff import compare
from provtrack.model import Alignment, Link, Text
from provtrack.render.html.collation import collation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from opened import Open

pytestmark = pytest.mark.browser
pytest_plugins = ["opened"]


def page_of(*texts: Sequence[str], languages: str = "en en en") -> str:
    witnesses = [
        Text(f"talk/w{index}", tuple(own), language=language)
        for index, (own, language) in enumerate(zip(texts, languages.split(), strict=False))
    ]
    return collation(collate(witnesses, lambda i, j: align(witnesses[i], witnesses[j]), compare))


TALK = page_of(LEFT, RIGHT, LEFT[:4])


@pytest.mark.parametrize("script", [True, False])
def test_a_column_can_be_switched_off_and_on_again(open_page: Open, script: bool) -> None:
    page = open_page(TALK, java_script_enabled=script).page
    column = page.locator(".passage .w1").first
    assert column.is_visible()
    page.get_by_label("B talk/w1").uncheck()
    assert not column.is_visible()
    assert not page.locator(".names .w1").is_visible()
    assert page.locator(".passage .w2").first.is_visible()
    page.get_by_label("B talk/w1").check()
    assert column.is_visible()


def test_the_other_columns_take_the_room(open_page: Open) -> None:
    page = open_page(TALK).page
    width = "element => element.getBoundingClientRect().width"
    before = page.locator(".passage .w0").first.evaluate(width)
    page.get_by_label("B talk/w1").uncheck()
    assert page.locator(".passage .w0").first.evaluate(width) > 1.3 * before


def test_substantive_only_hides_what_is_accidental(open_page: Open) -> None:
    page = open_page(TALK).page
    lines = page.locator(".apparatus > li")
    every = [lines.nth(index) for index in range(lines.count())]
    page.get_by_label("Substantive only").check()
    shown = [line for line in every if line.is_visible()]
    assert 0 < len(shown) < len(every)
    assert all("s" in (line.get_attribute("class") or "").split() for line in shown)


def test_passages_on_which_all_agree_can_be_hidden(open_page: Open) -> None:
    page = open_page(page_of(LEFT, LEFT, (*LEFT[:2], "Nobody was told of the harbour."))).page
    agreeing = page.locator(".agrees").first
    assert agreeing.is_visible()
    page.get_by_label("Hide where all agree").check()
    assert not agreeing.is_visible()


def test_a_number_in_the_base_leads_to_its_line(open_page: Open) -> None:
    page = open_page(TALK).page
    link = page.locator(".passage .w0 a.n").first
    target = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    assert page.locator(f"#{target}").is_visible()
    assert page.url.endswith(f"#{target}")


def test_every_anchor_is_there_once(open_page: Open) -> None:
    page = open_page(TALK).page
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    links = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(each => each.hash.slice(1))"
    )
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)


def test_the_words_of_every_witness_are_on_the_page(open_page: Open) -> None:
    page = open_page(TALK).page
    for index, own in enumerate((LEFT, RIGHT, LEFT[:4])):
        shown = page.locator(f".passage .w{index} .t").evaluate_all(
            "all => all.map(each => [...each.childNodes].filter(node => node.className !== 'n')"
            ".map(node => node.textContent).join(''))"
        )
        assert sorted(" ".join(each.split()) for each in shown) == sorted(own)


def test_another_language_stands_beside_with_its_own_attributes(open_page: Open) -> None:
    texts = Text("a", LEFT[:1], language="en"), Text("b", ("محضر الحديث.",), language="ar")
    alignment = Alignment(*texts, (Link((1,), (1,), 0.0, 0.5),))
    page = open_page(collation(collate(texts, lambda *_: alignment, compare))).page
    paragraph = page.locator(".passage .w1 .t").first
    assert paragraph.get_attribute("lang") == "ar"
    assert paragraph.get_attribute("dir") == "rtl"
    assert page.locator(".apparatus").count() == 0
    assert "B is in another language than A" in page.locator("header").inner_text()


def test_hostile_texts_do_nothing(open_page: Open) -> None:
    attack = ("<img src=x onerror=alert(1)>", "</td></table><script>alert(2)</script>")
    page = open_page(page_of((*HOSTILE, *attack), (*attack, "\x1b]0;owned\x07"))).page
    assert page.locator(".witnesses").count() == 1
    assert page.locator("img").count() == 0
    assert page.locator(".ctl").count() > 0


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_axe_finds_nothing(open_page: Open, scheme: str, width: int) -> None:
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = open_page(TALK, **options).page
    assert violations(page) == []
