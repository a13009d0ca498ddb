import csv
import io
from pathlib import Path
from typing import Any

import pytest
from commandline import Run, provtrack, successful
from holdings import (
    FIRST_STATE,
    LEDGER,
    NOTE,
    OTHER,
    SECOND_STATE,
    TALK,
    Collection,
    commit,
    step,
    write,
)

import provtrack as package

WAGONS = "forty wagons of timber stand in front of it"

UNTOUCHED = """
[[correction]]
id = "c2"
variant = "halloran"
from = "halloran@1"
to = "halloran@2"
paragraph = 7
old = "has no bearing"
new = "has no bearing"
kind = "style"
basis = "conjecture"
"""


def located(*arguments: str) -> list[Any]:
    run = provtrack("locate", *arguments, "--format", "json")
    assert run.code in {0, 1}, run.err
    found: list[Any] = run.document["quotations"]
    return found


def matches(quotation: str, *arguments: str) -> list[Any]:
    (found,) = located(quotation, *arguments)
    listed: list[Any] = found["matches"]
    return listed


def refs(quotation: str, *arguments: str) -> list[str]:
    return [each["ref"] for each in matches(quotation, *arguments)]


def test_a_quotation_of_an_older_state_is_found_there_and_today_is_said(
    collection: Collection,
) -> None:
    (match,) = matches(WAGONS)

    assert match["ref"] == f"{TALK}/halloran@1#p6"
    assert (match["record"], match["variant"]) == (TALK, "halloran")
    assert (match["revision"], match["revisions"], match["paragraphs"]) == ("1", ["1"], [6])
    assert (match["score"], match["exact"], match["verbatim"]) == (1, True, True)
    assert not match["current"]
    assert match["today"]["ref"] == f"{TALK}/halloran#p6"
    assert match["today"]["text"] == WAGONS.replace("forty", "fourteen")
    assert [
        (each["kind"], each["source"], each["quotation"]) for each in match["today"]["changes"]
    ] == [("number", "forty", "fourteen")]


def test_the_entry_of_the_ledger_that_touches_the_words_is_named(collection: Collection) -> None:
    write(collection.records / TALK / "corrections.toml", LEDGER + UNTOUCHED)

    assert matches(WAGONS)[0]["today"]["corrected_by"] == ["c1"]
    assert matches("Sarn is closed, he went on, and")[0]["today"] is None


def test_words_that_no_correction_touched_are_current(collection: Collection) -> None:
    (match,) = matches("I answered that I would not decide this alone")

    assert match["current"]
    assert match["today"] is None
    assert (match["revision"], match["revisions"]) == ("2", ["2", "1"])


def test_between_which_it_cannot_be_told_apart(collection: Collection) -> None:
    assert refs("the harvest in the northern districts had failed") == [
        f"{TALK}/archive@1#p4",
        f"{TALK}/halloran@2#p3",
    ]


def test_a_word_tells_them_apart(collection: Collection) -> None:
    assert refs("who called on Deputy Minister Ilan Teresh at his request") == [
        f"{TALK}/halloran@2#p2"
    ]
    assert refs("On 12 March I visited Deputy Minister Ilan Teresh") == [f"{TALK}/archive@1#p3"]


def test_a_refrain_is_found_at_each_of_its_places(collection: Collection) -> None:
    write(
        collection.text("draft", NOTE),
        ["The bell rang twice.", "Then rain.", "The bell rang twice."],
    )

    assert refs("the bell rang twice") == [f"{NOTE}/draft#p1", f"{NOTE}/draft#p3"]


def test_what_the_quotation_changed_is_named_with_its_kind(collection: Collection) -> None:
    (match,) = matches(
        "I answered that I would decide this alone and that his request", "--record", TALK
    )[:1]
    assert match["variant"] == "archive"
    assert match["exact"]

    (match,) = matches("Counsellor Orban is to leave his post in July.")
    assert not match["exact"]
    assert 0.8 < match["score"] < 1
    (change,) = match["changes"]
    assert (change["kind"], change["significance"]) == ("date", "substantive")
    assert ("June" in change["source"], "July" in change["quotation"]) == (True, True)


@pytest.mark.parametrize(
    "quotation",
    [
        "[H]e thanked me … the tone of our newspapers",
        "He thanked me and then complained [. . .] of the tone of our newspapers.",
        "he thanked ME and then complained, at some length, of the tone",
        "[Teresh] thanked me and then complained at some length",
        "“He thanked me and then complained at some length”",
    ],
)
def test_ellipses_brackets_case_and_marks_leave_a_quotation_exact(
    collection: Collection, quotation: str
) -> None:
    found = matches(quotation)

    assert all(each["exact"] for each in found)
    assert f"{TALK}/halloran@2#p5" in [each["ref"] for each in found]


def test_a_quotation_may_go_over_paragraphs(collection: Collection) -> None:
    assert refs("the capital the same evening. He thanked me and then complained") == [
        f"{TALK}/archive@1#p6",
        f"{TALK}/halloran@2#p4-5",
    ]
    assert refs("the harvest in the northern districts … stand before it") == [
        f"{TALK}/archive@1#p4-7"
    ]


def test_a_passage_that_moved_is_current(collection: Collection) -> None:
    write(collection.text("halloran"), [SECOND_STATE[-1], *SECOND_STATE[:-1]])
    (match,) = matches("Counsellor Orban is to leave his post")

    assert match["current"]
    assert match["ref"].endswith("#p1")


def test_a_passage_that_was_taken_out_is_gone(collection: Collection) -> None:
    write(collection.text("halloran"), SECOND_STATE[:6])
    (match,) = matches("A guide to the city museum was handed over")

    assert (match["revision"], match["current"]) == ("2", False)
    assert match["today"] == {"ref": "", "text": "", "changes": [], "corrected_by": []}
    assert "the passage is gone" in successful("locate", "guide to the city museum").out


def test_a_variant_that_is_no_more_is_still_found(collection: Collection) -> None:
    collection.text("draft", NOTE).unlink()
    (match,) = matches("The bridge at Sarn was closed on Monday.")

    assert match["variant"] == "draft"
    assert not match["current"]


def test_a_record_alone_is_searched_when_it_is_named(collection: Collection) -> None:
    assert {each.partition("/")[0] for each in refs("the bridge at Sarn")} == {TALK, NOTE}
    assert {each.partition("/")[0] for each in refs("the bridge at Sarn", "--record", NOTE)} == {
        NOTE
    }


# --- not found -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quotation",
    [
        "It is a truth universally acknowledged that a single man must be in want of a wife",
        "the minister said that he would not come",
        "He asked whether the bridge had been closed on the first of May and thanked me",
        "Сообщаю, что урожай в северных районах погиб.",
        "수확은 실패했다",
        "收获失败了",
    ],
)
def test_what_comes_from_elsewhere_is_not_found(collection: Collection, quotation: str) -> None:
    run = provtrack("locate", quotation)

    assert run.code == 1
    assert "not found" in run.out
    assert "0 of 1 quotation found" in run.out


def test_one_that_is_found_among_others_is_enough(collection: Collection) -> None:
    assert provtrack("locate", "nothing of this is written", WAGONS).code == 0


# --- bad input -----------------------------------------------------------------------------------


def test_two_words_are_found_where_they_stand(collection: Collection) -> None:
    assert refs("forty wagons") == [f"{TALK}/halloran@1#p6"]
    assert refs("wagons forty") == []


def test_one_word_is_found_where_it_stands(collection: Collection) -> None:
    assert refs("museum") == [f"{TALK}/halloran@2#p7"]


def test_a_quotation_of_ten_thousand_words_is_found(collection: Collection) -> None:
    long = [
        f"Paragraph {number} speaks of number {number * 7} and of no other."
        for number in range(1200)
    ]
    write(collection.text("draft", NOTE), long)
    text = " ".join(long)
    assert len(text.split()) > 10_000

    (match,) = matches(text)
    assert match["exact"]
    assert match["paragraphs"] == list(range(1, 1201))
    assert refs(" ".join(["never a word of this"] * 2000)) == []


def test_a_text_is_no_quotation(collection: Collection) -> None:
    message, hint = provtrack("locate", "word " * 60_000).complaint

    assert "60,000 words" in message
    assert "provtrack compare" in hint


def test_in_another_script(collection: Collection) -> None:
    write(
        collection.text("draft", NOTE),
        ["수확은 실패했다고 그가 말했다.", "他说收获失败了。", "Урожай погиб, сказал он."],
    )

    assert refs("수확은 실패했다고") == [f"{NOTE}/draft#p1"]
    assert refs("收获失败了") == [f"{NOTE}/draft#p2"]
    assert refs("урожай погиб") == [f"{NOTE}/draft#p3"]


@pytest.mark.parametrize("quotation", ["", "  ", "“”", "…", "?!", "\x1b[31m"[:1]])
def test_a_quotation_without_words_is_refused(collection: Collection, quotation: str) -> None:
    message, _ = provtrack("locate", quotation).complaint

    assert "quotation" in message


def test_neither_a_quotation_nor_an_article_or_both(collection: Collection) -> None:
    write(collection.root / "a.txt", ["“One.”"])

    assert "nothing to locate" in provtrack("locate").complaint[0]
    assert "exclude each other" in provtrack("locate", "x", "--file", "a.txt").complaint[0]


def test_an_unknown_record_is_answered_with_the_nearest(collection: Collection) -> None:
    message, hint = provtrack("locate", "x", "--record", "talk-1975").complaint

    assert "talk-1975" in message
    assert TALK in hint


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert "no git repository" in provtrack("locate", "x").complaint[0]


def test_nothing_in_a_text_or_quotation_reaches_the_terminal_unseen(collection: Collection) -> None:
    write(collection.text("draft", NOTE), ["The bell \x1b[31mrang twice in the night."])
    run = successful("locate", "the bell [31mrang twice in the night", "and \x1b]0;title\x07 more")

    assert "\x1b" not in run.out
    assert "\x07" not in run.out


def test_marks_of_a_query_language_are_only_marks(collection: Collection) -> None:
    for quotation in [
        'forty" OR "wagons',
        "forty_wagons AND NOT timber*",
        "'; DROP TABLE text; --",
    ]:
        provtrack("locate", quotation)

    assert refs(WAGONS)


# --- articles ------------------------------------------------------------------------------------

ARTICLE = f"""\
# The talk

Halloran wrote that “{WAGONS}” and that he “would not decide this alone … the same evening”.

> On 12 March I visited Deputy Minister Ilan Teresh at his request.

The “so-called” minister “never said a word of this to anybody”.
"""


def article(collection: Collection, *options: str) -> Run:
    write(collection.root / "article.md", ARTICLE)
    return provtrack("locate", "--file", "article.md", *options)


def test_every_quotation_of_an_article_is_located_in_its_place(collection: Collection) -> None:
    document = article(collection, "--format", "json").document

    assert [
        (each["place"], [match["ref"] for match in each["matches"]])
        for each in document["quotations"]
    ] == [
        ("paragraph 2", [f"{TALK}/halloran@1#p6"]),
        ("paragraph 2", [f"{TALK}/halloran@2#p4"]),
        ("paragraph 3", [f"{TALK}/archive@1#p3"]),
        ("paragraph 4", []),
    ]
    assert document["passed_over"] == ["so-called"]
    assert document["summary"] == {
        "exact": 3, "found": 3, "outdated": 1, "passed_over": 1, "quotations": 4,
        "texts": document["summary"]["texts"], "variants": 4,
    }  # fmt: skip


def test_a_quotation_inside_one_that_is_not_found_is_located_too(collection: Collection) -> None:
    said = "As they say, ‘mentioned that Counsellor Orban is to leave’, which nobody believed then"
    outer, inner = located(f"“{said} or later.”")

    assert outer["matches"] == []
    assert inner["text"] == "mentioned that Counsellor Orban is to leave"
    assert [match["ref"] for match in inner["matches"]] == [f"{TALK}/halloran@2#p8"]
    assert len(located("“Nobody ever said this ‘in any way’ here.”")) == 1


def test_shorter_ones_are_located_when_they_are_asked_for(collection: Collection) -> None:
    document = article(collection, "--format", "json", "--min-words", "2").document

    assert document["passed_over"] == []
    assert len(document["quotations"]) == 5


def test_an_article_without_a_quotation(collection: Collection) -> None:
    write(collection.root / "a.txt", ["Nothing is quoted here."])
    run = provtrack("locate", "--file", "a.txt")

    assert run.code == 1
    assert "no quotation to look for" in run.out


def test_an_article_from_standard_input(collection: Collection) -> None:
    run = successful("locate", "--file", "-", stdin=f"He wrote “{WAGONS}”.")

    assert f"{TALK}/halloran@1#p6" in run.out


def test_an_article_that_is_not_there_or_empty(collection: Collection) -> None:
    assert "no such file" in provtrack("locate", "--file", "nowhere.docx").complaint[0]
    write(collection.root / "empty.txt", "")
    assert "no text" in provtrack("locate", "--file", "empty.txt").complaint[0]


# --- results -------------------------------------------------------------------------------------


def test_the_table_has_a_row_for_each_match_and_each_quotation_from_nowhere(
    collection: Collection,
) -> None:
    rows = list(csv.DictReader(io.StringIO(article(collection, "--format", "csv").out)))

    assert [(row["quotation"], row["reference"]) for row in rows] == [
        ("1", f"{TALK}/halloran@1#p6"),
        ("2", f"{TALK}/halloran@2#p4"),
        ("3", f"{TALK}/archive@1#p3"),
        ("4", ""),
    ]
    assert rows[0]["current"] == "no"
    assert rows[3]["text"] == "never said a word of this to anybody"


def test_a_page_shows_a_text_and_runs_nothing_of_it(collection: Collection) -> None:
    write(collection.text("draft", NOTE), ["The <b>bell</b> rang & the <script>x()</script> dog."])
    page = provtrack("locate", "bell rang & the x() dog <img src=x>", WAGONS, "-f", "html").out

    body = page.partition("<main")[2].partition("</main>")[0]
    assert "<b>" not in body
    assert "<script" not in body
    assert "<img" not in body
    assert f"{TALK}/halloran@1#p6" in body
    assert '<del dir="auto">forty</del> <ins dir="auto">fourteen</ins>' in body


def test_markdown_text_and_page_name_the_passages(collection: Collection) -> None:
    for output_format in ("md", "text", "html"):
        out = article(collection, "--format", output_format).out
        assert f"{TALK}/halloran@1#p6" in out
        assert "changed since" in out
        assert "number" in out


def test_two_runs_are_byte_for_byte_equal(collection: Collection) -> None:
    assert (
        article(collection, "--format", "json").out == article(collection, "--format", "json").out
    )


def test_no_more_passages_are_named_than_asked_for(collection: Collection) -> None:
    write(collection.text("draft", NOTE), ["The bell rang."] * 30)
    (found,) = located("the bell rang", "--limit", "4")

    assert len(found["matches"]) == 4
    assert found["others"] == 26


def test_the_newest_commit_names_a_text_that_no_state_vouches_for(collection: Collection) -> None:
    write(collection.text("halloran"), [*FIRST_STATE[:5], "Snow lies on the pass."])
    first = commit(collection.root, "Try a new end")[:12]
    write(collection.text("halloran"), SECOND_STATE)
    commit(collection.root, "Take it back")

    assert refs("snow lies on the pass") == [f"{TALK}/halloran@{first}#p6"]
    assert refs("fourteen wagons of timber stand in front") == [f"{TALK}/halloran@2#p6"]


def test_a_state_that_two_numbers_vouch_for_is_named_by_the_last(collection: Collection) -> None:
    again = step("s5", "halloran@2", "halloran@3", FIRST_STATE, "revision")
    write(collection.talk, collection.talk.read_text("utf-8") + again)

    assert refs(WAGONS) == [f"{TALK}/halloran@3#p6"]


def test_from_python(collection: Collection) -> None:
    found = package.locate(WAGONS, OTHER[1])

    assert [[match.ref for match in each.matches] for each in found.quotations] == [
        [f"{TALK}/halloran@1#p6"],
        [f"{TALK}/archive@1#p2"],
    ]
    assert found.found == 2
    assert '"provtrack.location/1"' in str(package.render(found, "json"))
