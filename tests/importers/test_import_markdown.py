import time

import pytest
from grain import DATA, PARAGRAPHS
from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.errors import ProvtrackError
from provtrack.importers import detect, read
from provtrack.model import Imported

NOTES = (DATA / "grain.md").read_bytes()


def markdown(text: str) -> Imported:
    return read("x.md", text.encode())


def test_a_hard_wrapped_file_gives_the_same_paragraphs() -> None:
    assert detect("grain.md", NOTES) == "markdown"
    assert read("grain.md", NOTES).paragraphs == PARAGRAPHS


def test_front_matter_becomes_metadata_and_is_listed() -> None:
    imported = read("grain.md", NOTES)
    assert imported.metadata == {
        "title": "A conversation about grain",
        "date": "1958-02-04",
        "language": "en",
        "translator": "Ivan Sample",
        "archive.as_printed": "AVPRF Fond 0102, Opis 99, Papka 17, Delo 3, Listy 41-44ob",
        "archive.repository": "AVPRF",
        "archive.fond": "0102",
        "archive.opis": "99",
        "archive.papka": "17",
        "archive.delo": "3",
        "archive.listy": "41-44ob",
    }
    listed = {each.what: each.why for each in imported.omissions}
    assert listed["editor: not asked for"] == "front matter"
    assert listed["title: A conversation about grain"] == "filed as title"
    assert listed["checked against the film"] == "comment"
    assert listed["That is, in threshed weight."] == "footnote"
    assert listed["https://archive.example/seed"] == "link target"
    assert imported.notices == ("1 footnote left out, with the marks in the text.",)
    assert markdown('+++\ntitle = "Grain"\n+++\nText').metadata == {"title": "Grain"}


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("# On *Grain* #\ntext", ("On Grain", "text")),
        ("On Grain\n========\n\nSeed\n----\ntext", ("On Grain", "Seed", "text")),
        ("one\ntwo  \nthree\\\nfour", ("one two three four",)),
        ("> quoted\n> on\n\nafter", ("quoted on", "after")),
        ("- a\n- b\n* c", ("a", "b", "c")),
        ("1. a\n   goes on\n2) b", ("1. a goes on", "2) b")),
        ("in the year\n1956. He came", ("in the year 1956. He came",)),
        ("one\n\n***\n\ntwo", ("one", "two")),
        ("```\n*kept*\n```", ("*kept*",)),
        ("| Province | Tons |\n|---|---:|\n| North | *310* |\n\nafter",
         ("Province | Tons", "North | 310", "after")),
        ("**bold** __bold__ _it_ ***both***", ("bold bold it both",)),
        ("2 * 3 * 4, snake_case_name, a*b*c, *open", ("2 * 3 * 4, snake_case_name, a*b*c, *open",)),
        (r"\*kept\* `*code*` 1956\. R&amp;D", ("*kept* *code* 1956. R&D",)),
        ("[he] said [sic] [known](u) [also][k] ![pic](p.png)\n\n[k]: u",
         ("[he] said [sic] known also",)),
        ("a<br>b <em>c</em> 2 < 3 <https://x.example>", ("a b c 2 < 3 https://x.example",)),
        ("a ~~b~~ c <!-- d --> e", ("a c e",)),
        ("<!-- open\nstill --> text", ("text",)),
        ("tons[^1], [^2]\n\n[^1]: weight\n    more\n\nend", ("tons, [^2]", "end")),
        ("---\n\nno front matter", ("no front matter",)),
    ],
)  # fmt: skip
def test_marks_go_and_words_stay(text: str, paragraphs: tuple[str, ...]) -> None:
    assert markdown(text).paragraphs == paragraphs


def test_what_is_not_the_text_is_listed_with_its_line() -> None:
    imported = markdown("one ![the scan](s.png)\n\n~~two~~ three\n\n---\n\n[^1]: note\n")
    assert [(each.what, each.why, each.place) for each in imported.omissions] == [
        ("the scan", "picture", "line 1"),
        ("two", "struck out", "line 3"),
        ("---", "rule", "line 5"),
        ("note", "footnote", "line 7"),
    ]


@settings(deadline=None)
@given(st.lists(st.text("ab1. *_`[]()<>!#|-=\\~^:\n&;", max_size=12), max_size=12))
def test_no_text_is_too_odd(parts: list[str]) -> None:
    text = "word\n\n" + "".join(parts)
    said = markdown(text)
    everything = "".join([*said.paragraphs, *(each.what for each in said.omissions)])
    if not set("()<>&;") & set(text) and "[" not in text:  # links, tags, entities are dropped
        for letter in "ab":
            assert everything.count(letter) == text.count(letter)


@pytest.mark.parametrize(
    "unit", ["*a ", "(*a", "[", "[a](", "`", "``a`", "<!--", "| ", "~~a", "![", "\\", "<a "]
)
def test_a_megabyte_of_almost_a_mark_is_no_trap(unit: str) -> None:
    started = time.process_time()
    markdown("word " + unit * (300_000 // len(unit)))
    assert time.process_time() - started < 5


def test_a_file_of_nothing_but_marks_has_no_text() -> None:
    with pytest.raises(ProvtrackError) as caught:
        markdown("---\n\n<!-- nothing -->\n")
    assert caught.value.message == "x.md: the file has no text"
