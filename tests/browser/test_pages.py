"""The pages as a reader meets them: in a browser, with a mouse, a keyboard or neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe import SCREENS, violations
from pages import ACCIDENTAL, SUBSTANTIVE, harbour, linked, long, single

from provtrack.model import Alignment, Comparison, Edit, Kind, Link, Passage, Span, Status, Text
from provtrack.render import html

if TYPE_CHECKING:
    from opened import Open
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
pytest_plugins = ["opened"]

COMPARISON = html.comparison(harbour())
LONG = html.comparison(long(600))
ALIGNMENT = html.alignment(linked(harbour()))


def decoration(page: Page, selector: str) -> str:
    style = "element => getComputedStyle(element).textDecorationLine"
    return str(page.locator(selector).first.evaluate(style))


def in_view(page: Page, selector: str) -> bool:
    inside = (
        "e => { const r = e.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight }"
    )
    return bool(page.locator(selector).first.evaluate(inside))


def note(page: Page) -> str:
    return page.locator("#note").inner_text().replace("\n", " ")


def here_other_than(page: Page, before: str) -> str:
    """What the map draws of the reader's place, once that is not what it was."""
    script = """async before => {
        const here = document.querySelector(".map .here");
        for (let frame = 0; frame < 300; frame++) {
            if (here.getAttribute("d") !== before) return here.getAttribute("d");
            await new Promise(requestAnimationFrame);
        }
        return "";
    }"""
    return str(page.evaluate(script, before))


class TestFilters:
    def test_switching_a_kind_off_takes_its_marks_away_and_no_others(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        assert decoration(page, ".m.k-number") == "underline"
        page.get_by_label("number").uncheck()
        assert decoration(page, ".m.k-number") == "none"
        assert decoration(page, ".m.k-date") == "underline"
        assert page.locator("li.k-number").first.is_hidden()

    def test_the_words_stay_when_their_mark_goes(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.get_by_role("button", name="None").click()
        assert page.locator("#L2 .t").inner_text() == harbour().left.paragraph(2)
        page.get_by_role("button", name="All kinds").click()
        assert decoration(page, ".m.k-number") == "underline"

    def test_s_leaves_only_what_is_substantive(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.keyboard.press("s")
        assert decoration(page, "#L2 .m.a") == "none"
        assert decoration(page, "#L2 .m.s") == "underline"
        page.keyboard.press("s")
        assert decoration(page, "#L2 .m.a") == "underline"

    def test_f_leaves_only_what_changes_a_fact(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.keyboard.press("f")
        assert decoration(page, "#R7 .m") == "none"
        assert decoration(page, "#L2 .m.k-date") == "underline"
        assert decoration(page, ".signs .m.a") == "underline"
        page.keyboard.press("n")
        assert note(page) == "1 of 5 · date, substantive 17 January ] 18 January"

    def test_e_hides_passages_that_are_equal(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.keyboard.press("e")
        assert page.locator("#passage-4").is_hidden()
        assert page.locator("#passage-2").is_visible()

    def test_what_is_equal_but_for_accidentals_hides_with_them(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.keyboard.press("s")
        page.keyboard.press("e")
        assert page.locator("#passage-1").is_hidden()
        assert page.locator("#passage-5").is_visible()
        assert page.locator("#passage-9").is_visible()


class TestKeys:
    def test_n_goes_through_the_differences_in_order_and_says_each(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        for key, said in (
            ("n", "1 of 16 · case, accidental talk ] Talk"),
            ("j", "2 of 16 · date, substantive 17 January ] 18 January"),
            ("n", "3 of 16 · romanisation, accidental Yŏng-su ] Yeong-su"),
            ("p", "2 of 16 · date, substantive 17 January ] 18 January"),
            ("k", "1 of 16 · case, accidental talk ] Talk"),
            ("k", "16 of 16 · modality, substantive would ] will"),
        ):
            page.keyboard.press(key)
            assert note(page) == said
        assert in_view(page, ".m.current")
        assert page.evaluate("document.activeElement.textContent") == "would"

    def test_n_steps_over_what_the_filters_hide(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.keyboard.press("s")
        page.keyboard.press("n")
        assert note(page) == "1 of 8 · date, substantive 17 January ] 18 January"

    def test_a_place_where_nothing_stands_is_said_so(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.locator("#R7 .m.only").click()
        assert "nothing ] warmly" in note(page)

    def test_a_opens_and_closes_the_apparatus(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.keyboard.press("a")
        assert page.locator("#passage-2 li").all_inner_texts()[0].startswith("17 January")
        page.keyboard.press("a")
        assert page.locator("#passage-2 li").first.is_hidden()

    def test_a_question_mark_shows_the_keys_and_escape_puts_them_away(
        self, open_page: Open
    ) -> None:
        page = open_page(COMPARISON).page
        page.keyboard.press("?")
        assert page.get_by_role("dialog", name="Keys and signs").is_visible()
        page.keyboard.press("Escape")
        assert page.locator("dialog").is_hidden()

    def test_single_letters_can_be_switched_off(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.keyboard.press("?")
        page.get_by_label("Keys of a single letter are on").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("s")
        assert not page.get_by_label("Substantive only").is_checked()

    def test_letters_typed_into_the_search_are_no_commands(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.keyboard.press("/")
        page.keyboard.type("ses")
        assert page.locator("#search").input_value() == "ses"
        assert not page.get_by_label("Substantive only").is_checked()

    def test_the_buttons_do_what_the_keys_do(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.get_by_role("button", name="Next difference").click()
        page.get_by_role("button", name="Next difference").click()
        page.get_by_role("button", name="Previous difference").click()
        assert note(page).startswith("1 of 16")


class TestWays:
    def test_a_moved_paragraph_leads_to_its_place_and_back(self, open_page: Open) -> None:
        page = open_page(LONG).page
        page.goto(page.url + "#passage-50")
        assert in_view(page, "#passage-50")
        page.locator("#passage-50 a", has_text="moved").click()
        assert page.url.endswith("#from-R50")
        assert in_view(page, "#from-R50")
        page.locator("#from-R50 a").click()
        assert page.url.endswith("#passage-50")
        assert in_view(page, "#passage-50")

    def test_its_old_place_stands_after_the_paragraph_before_it(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        before = page.locator("#from-R3").evaluate("e => e.previousElementSibling.id")
        assert before == "passage-2"

    @pytest.mark.parametrize("anchor", ["#L590", "#R590", "#passage-590"])
    def test_a_link_opens_the_page_at_its_paragraph(self, open_page: Open, anchor: str) -> None:
        page = open_page(LONG, anchor=anchor).page
        page.wait_for_timeout(100)
        assert in_view(page, anchor)

    def test_the_number_of_a_paragraph_is_its_link(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.get_by_role("link", name="right paragraph 7").click()
        assert page.url.endswith("#R7")

    def test_the_map_leads_to_the_passage(self, open_page: Open) -> None:
        page = open_page(LONG).page
        page.locator('.map a[href="#passage-200"] .l').click()
        assert in_view(page, "#passage-200")

    def test_the_map_shows_where_the_reader_is(self, open_page: Open) -> None:
        page = open_page(LONG).page
        top = here_other_than(page, "")
        page.goto(page.url + "#passage-250")
        assert here_other_than(page, top)

    def test_n_goes_on_from_where_the_reader_scrolled_to(self, open_page: Open) -> None:
        page = open_page(LONG, anchor="#passage-200").page
        page.wait_for_timeout(200)
        page.keyboard.press("n")
        row = page.evaluate("document.querySelector('.current').closest('.row').id")
        assert 199 <= int(row.removeprefix("passage-")) <= 202


class TestSearch:
    def test_it_finds_words_that_marks_cut_in_two(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.keyboard.press("/")
        page.keyboard.type("him warmly and")
        page.keyboard.press("Enter")
        assert page.locator("#found").inner_text() == "1 of 1"
        assert (
            page.evaluate("[...CSS.highlights.get('found-now')][0].toString()") == "him warmly and"
        )

    def test_it_minds_neither_case_nor_diacritics(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.locator("#search").fill("YONG-SU")
        page.locator("#search").press("Enter")
        assert page.locator("#found").inner_text() == "1 of 1"

    def test_enter_and_shift_enter_step_round(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.locator("#search").fill("harbo")
        for key, position in (("Enter", 1), ("Enter", 2), ("Enter", 1), ("Shift+Enter", 2)):
            page.locator("#search").press(key)
            assert page.locator("#found").inner_text() == f"{position} of 2"

    def test_it_shows_a_passage_that_was_hidden(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.keyboard.press("e")
        page.locator("#search").fill("old chart")
        page.locator("#search").press("Enter")
        assert page.locator("#passage-4").is_visible()

    def test_it_says_when_there_is_nothing(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.locator("#search").fill("aubergine")
        page.locator("#search").press("Enter")
        assert page.locator("#found").inner_text() == "not found"


class TestHostileTexts:
    HOSTILE = (
        "<script>alert(1)</script> <img src=x onerror=alert(2)> {{ 7 * 7 }} </p></div>",
        "\x1b[31mred\x1b[0m \x07 \u202eevil\u202c \u2066iso\u2069 & \" ' </style><style>*{top:0}",
        'javascript:alert(3) <svg/onload=alert(4)> <a href="https://example.org/">go</a>',
    )

    @pytest.fixture
    def page(self, open_page: Open) -> Page:
        left, right = (
            Text(ref, self.HOSTILE, language='en" onload="alert(5)', title=self.HOSTILE[0])
            for ref in ("<script>alert(6)</script>", "</title><script>alert(7)</script>")
        )
        spans = [Span(text, n, 0, len(text)) for n, text in enumerate(self.HOSTILE, 1)]
        edits = [Edit(Kind.WORDING, SUBSTANTIVE, each, each) for each in spans]
        passages = tuple(
            Passage(Link((n,), (n,), 0.5, 0.5, moved=n == 3), Status.CHANGED, (edit,))
            for n, edit in enumerate(edits, 1)
        )
        page = open_page(html.comparison(Comparison(left, right, passages))).page
        page.keyboard.press("n")
        page.keyboard.press("a")
        return page

    def test_markup_in_them_is_only_text(self, page: Page) -> None:
        assert page.locator("#L1 .t").inner_text() == self.HOSTILE[0]
        assert page.locator("main :is(script, img, style, svg)").count() == 0
        assert page.locator("script").count() == 1
        assert page.locator("a[href^=http], [onload], [onerror]").count() == 0

    def test_control_and_direction_characters_are_boxes(self, page: Page) -> None:
        assert page.locator("#L2 .ctl").all_inner_texts() == [
            "ESC",
            "ESC",
            "BEL",
            "RLO",
            "PDF",
            "LRI",
            "PDI",
        ]
        whole = page.evaluate("document.documentElement.outerHTML")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", whole)

    def test_a_language_that_is_no_tag_is_left_out(self, page: Page) -> None:
        assert page.locator("#L1 .t").get_attribute("lang") is None


class TestLooks:
    def test_it_follows_the_system_into_the_dark(self, open_page: Open) -> None:
        background = "getComputedStyle(document.body).backgroundColor"
        light = open_page(COMPARISON, color_scheme="light").page
        dark = open_page(COMPARISON, color_scheme="dark").page
        assert light.evaluate(background) != dark.evaluate(background)

    def test_the_reader_may_choose_otherwise(self, open_page: Open) -> None:
        background = "getComputedStyle(document.body).backgroundColor"
        page = open_page(COMPARISON, color_scheme="dark").page
        dark = page.evaluate(background)
        page.keyboard.press("t")
        assert page.evaluate(background) != dark
        page.keyboard.press("t")
        assert page.evaluate(background) == dark
        assert page.locator("#theme").inner_text() == "Theme: dark"

    def test_significance_shows_in_form_and_weight_not_in_colour_alone(
        self, open_page: Open
    ) -> None:
        page = open_page(COMPARISON).page
        form = "e => (s => [s.textDecorationStyle, s.fontWeight])(getComputedStyle(e))"
        assert page.locator("#L2 .m.k-date").evaluate(form) == ["solid", "650"]
        assert page.locator("#R7 .m.k-addition").evaluate(form) == ["solid", "400"]
        assert page.locator("#L2 .m.a").first.evaluate(form) == ["dotted", "400"]

    def test_print_leaves_the_texts_and_drops_the_tools(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.emulate_media(media="print")
        for gone in (".search", ".map", ".bar", ".kinds", "#theme"):
            assert page.locator(gone).is_hidden()
        assert page.locator("#L8").is_visible()
        assert decoration(page, ".m.s") == "underline"
        left = "e => e.getBoundingClientRect().left"
        assert page.locator(".signs").evaluate(left) == page.locator("h1").evaluate(left)

    @pytest.mark.parametrize("width", [320, 390, 900, 1280, 1920])
    def test_it_fits_every_width(self, open_page: Open, width: int) -> None:
        page = open_page(COMPARISON, viewport={"width": width, "height": 800}).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_on_a_phone_the_texts_stand_under_each_other(self, open_page: Open) -> None:
        page = open_page(COMPARISON, viewport={"width": 390, "height": 844}).page
        left, right = (page.locator(each).bounding_box() for each in ("#L2", "#R2"))
        assert left
        assert right
        assert right["y"] >= left["y"] + left["height"]

    def test_each_column_has_its_language_and_direction(self, open_page: Open) -> None:
        left, right = Text("a", ("سلام",), language="fa"), Text("b", ("Peace",), language="en")
        passage = Passage(Link((1,), (1,), 0.5, 0.9), Status.CHANGED)
        page = open_page(html.comparison(Comparison(left, right, (passage,)))).page
        assert page.locator("#L1 .t").evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert page.locator("#L1 .t").get_attribute("lang") == "fa"
        assert page.locator("#R1 .t").evaluate("e => getComputedStyle(e).direction") == "ltr"


class TestWithoutJavaScript:
    def test_everything_can_be_read_and_filtered(self, open_page: Open) -> None:
        page = open_page(COMPARISON, java_script_enabled=False).page
        assert page.locator("#R9").is_visible()
        for useless in (".search", ".bar", "#theme", "#help", "#all"):
            assert page.locator(useless).is_hidden()
        page.get_by_label("Substantive only").check()
        page.get_by_label("Hide what is equal").check()
        assert page.locator("#passage-4").is_hidden()
        page.locator("#passage-2 summary").click()
        assert page.locator("#passage-2 li.s").is_visible()
        assert page.locator("#passage-2 li.a").first.is_hidden()


class TestAccessibility:
    @pytest.mark.parametrize(
        "document",
        [COMPARISON, ALIGNMENT, html.text(harbour().left)],
        ids=["comparison", "alignment", "text"],
    )
    @pytest.mark.parametrize(("scheme", "width"), SCREENS)
    def test_axe_finds_nothing(
        self, open_page: Open, document: str, scheme: str, width: int
    ) -> None:
        options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
        page = open_page(document, **options).page
        page.keyboard.press("a")
        page.keyboard.press("n")
        assert violations(page) == []

    def test_axe_would_find_something(self, open_page: Open) -> None:
        pale = "<html lang=en><title>Pale</title><main><h1 style='color:#ddd'>Pale</h1></main>"
        [(rule, where, _)] = violations(open_page(pale).page)
        assert (rule, where) == ("color-contrast", ["h1"])

    def test_the_dialog_passes_too(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.keyboard.press("?")
        assert violations(page, "dialog") == []

    def test_the_first_tab_offers_to_skip_to_the_texts(self, open_page: Open) -> None:
        page = open_page(COMPARISON).page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the texts"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "texts"


class TestEdges:
    def test_identical_texts_say_so_and_n_has_nothing_to_show(self, open_page: Open) -> None:
        text = Text("same", ("One.", "Two."))
        passages = tuple(Passage(Link((n,), (n,), 1, 1), Status.EQUAL) for n in (1, 2))
        page = open_page(html.comparison(Comparison(text, text, passages))).page
        page.keyboard.press("n")
        assert page.locator(".lead").inner_text().startswith("The two texts are identical.")
        assert "nothing to see" in note(page)

    def test_texts_without_paragraphs_open(self, open_page: Open) -> None:
        empty = Text("empty", ())
        open_page(html.comparison(Comparison(empty, empty, ())))
        open_page(html.alignment(Alignment(empty, empty, ())))

    def test_a_no_break_space_is_seen_where_it_is_all_the_difference(self, open_page: Open) -> None:
        edit = Edit(
            Kind.PUNCTUATION,
            ACCIDENTAL,
            Span("5 km", 1, 0, 4),
            Span("5\xa0km", 1, 0, 4),
        )
        page = open_page(html.comparison(single("5 km off", "5\xa0km off", edit))).page
        assert page.locator("#R1 .ctl").inner_text() == "NBSP"
        assert page.locator("#L1 .ctl").count() == 0


@pytest.mark.slow
def test_of_two_thousand_paragraphs_only_those_near_the_window_are_drawn(open_page: Open) -> None:
    page = open_page(html.comparison(long(2000))).page
    drawn = """() => [...document.querySelectorAll('.para')].filter(
        each => each.checkVisibility({ contentVisibilityAuto: true })).length"""
    assert page.locator(".para").count() == 4000
    assert 0 < page.evaluate(drawn) < 400
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert 0 < page.evaluate(drawn) < 800
    page.get_by_label("Substantive only").check()
    assert decoration(page, "#texts .m.a") == "none"
