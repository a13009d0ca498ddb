"""Tables for a spreadsheet."""

import csv
import io

from pages import harbour, linked

from provtrack.model import Text
from provtrack.render.csv import alignment, comparison, text


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table)))


def test_a_comparison_has_a_row_for_each_edit_with_its_places() -> None:
    table = rows(comparison(harbour()))

    assert len(table) == len(harbour().edits)
    assert table[1] == {
        "passage": "2",
        "status": "changed",
        "moved": "no",
        "kind": "date",
        "significance": "substantive",
        "left_paragraph": "2",
        "left_start": "3",
        "left_end": "13",
        "left_text": "17 January",
        "right_paragraph": "2",
        "right_start": "3",
        "right_end": "13",
        "right_text": "18 January",
    }


def test_a_side_that_is_not_there_has_empty_cells() -> None:
    removed = next(row for row in rows(comparison(harbour())) if row["status"] == "removed")

    assert removed["right_paragraph"] == removed["right_start"] == removed["right_text"] == ""


def test_an_alignment_has_a_row_for_each_link() -> None:
    table = rows(alignment(linked(harbour())))

    assert [row["right"] for row in table] == ["1", "2", "4", "5 6", "", "7", "8", "9", "3"]
    assert [row["moved"] for row in table].count("yes") == 1
    assert table[2]["pinned"] == "yes"


def test_cells_with_commas_quotes_and_long_texts_are_read_back_as_they_were() -> None:
    paragraphs = ('He said, "no".', "One; two, three", "-5 degrees"[1:], "word " * 5000 + "end")

    table = rows(text(Text("x", paragraphs, first=7)))

    assert [row["text"] for row in table] == list(paragraphs)
    assert [row["paragraph"] for row in table] == ["7", "8", "9", "10"]


def test_a_negative_number_stays_a_number_and_a_formula_does_not_stay_one() -> None:
    table = rows(text(Text("x", ("-5", "-5.25", "-2+3", "=1", "- a dash"))))

    assert [row["text"] for row in table] == ["-5", "-5.25", "'-2+3", "'=1", "'- a dash"]
