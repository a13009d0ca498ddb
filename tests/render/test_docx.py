"""The word processor's file: tracked changes that an editor can accept and reject."""

import io
import zipfile

import docx
from exchange import HOSTILE, LEFT, RIGHT, compared, texts
from hypothesis import given, settings
from lxml import etree

from provtrack import importers
from provtrack.render.docx import comparison

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def settled(data: bytes, keep: str, drop: str) -> tuple[str, ...]:
    """The paragraphs after every change was accepted (keep "ins") or rejected (keep "del").

    A paragraph whose mark is dropped runs on into the next one, as ECMA-376 17.13.5.4 and
    17.13.5.19 say.
    """
    paragraphs: list[str] = []
    pending = ""
    for paragraph in document(data).iter(f"{W}p"):
        for run in paragraph.iter(f"{W}r"):
            parent = run.getparent()
            if parent is not None and parent.tag == f"{W}{drop}":
                continue
            pending += "".join(node.text or "" for node in run.iter(f"{W}t", f"{W}delText"))
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{drop}") is None:
            paragraphs.append(pending)
            pending = ""
    assert pending == "", "the last mark was dropped"
    return tuple(paragraphs)


def test_accepting_all_changes_gives_the_right_text() -> None:
    data = comparison(compared(LEFT, RIGHT))
    assert settled(data, "ins", "del") == RIGHT


def test_rejecting_all_changes_gives_the_left_text() -> None:
    data = comparison(compared(LEFT, RIGHT))
    assert settled(data, "del", "ins") == LEFT


@settings(max_examples=25, deadline=None)
@given(texts, texts)
def test_any_two_texts_come_out_of_their_changes(
    left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    data = comparison(compared(left, right))
    assert settled(data, "ins", "del") == right
    assert settled(data, "del", "ins") == left


def test_texts_that_share_nothing_come_out_of_their_changes() -> None:
    left, right = ("Whales swim north.", "Ice is cold."), ("Budgets grew.", "Taxes fell.", "Fin.")
    data = comparison(compared(left, right))
    assert settled(data, "ins", "del") == right
    assert settled(data, "del", "ins") == left


def test_python_docx_opens_it_and_sees_every_paragraph() -> None:
    opened = docx.Document(io.BytesIO(comparison(compared(LEFT, RIGHT))))
    words = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    assert "the envoy called on the minister" in words
    assert opened.core_properties.author == "provtrack"


def test_our_own_importer_reads_the_accepted_text() -> None:
    imported = importers.read("talk.docx", comparison(compared(LEFT, RIGHT)))
    assert imported.paragraphs == RIGHT


def test_every_change_names_an_author_and_a_date() -> None:
    data = comparison(compared(LEFT, RIGHT), author="An Editor", date="2026-01-02T03:04:05Z")
    changes = [*document(data).iter(f"{W}ins", f"{W}del")]
    assert changes
    assert {change.get(f"{W}author") for change in changes} == {"An Editor"}
    assert {change.get(f"{W}date") for change in changes} <= {
        "2026-01-02T03:04:05Z",
        "2026-01-02T03:06:05Z",
    }


def test_changes_on_both_sides_of_a_common_paragraph_mark_are_not_taken_for_one() -> None:
    left = ("The envoy spoke of the ice in the bay", "nets were lost in the storm at sea.")
    data = comparison(compared(left, (f"{left[0]} today", f"and {left[1]}")))
    first, second = document(data).iter(f"{W}p")
    ends, begins = [*first.iter(f"{W}ins")][-1], next(second.iter(f"{W}ins"))
    assert ends.get(f"{W}date") != begins.get(f"{W}date")


def test_every_change_has_an_id_of_its_own() -> None:
    changes = [*document(comparison(compared(LEFT, RIGHT))).iter(f"{W}ins", f"{W}del")]
    assert len({change.get(f"{W}id") for change in changes}) == len(changes)


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert comparison(compared(LEFT, RIGHT)) == comparison(compared(LEFT, RIGHT))


def test_texts_that_read_the_same_have_no_changes() -> None:
    data = comparison(compared(LEFT, LEFT))
    assert [*document(data).iter(f"{W}ins", f"{W}del")] == []
    assert settled(data, "ins", "del") == LEFT


def test_control_characters_are_shown_and_not_obeyed() -> None:
    data = comparison(compared(HOSTILE, (*HOSTILE, "More \x08 of it.")))
    words = "".join(settled(data, "ins", "del"))
    assert "\u241b[31m" in words
    assert "<U+202E>" in words
    assert "<U+FFFF>" in words
    assert "<b>ministry</b> & 'elsewhere'" in words
    assert not any(ord(character) < 32 for character in words)
