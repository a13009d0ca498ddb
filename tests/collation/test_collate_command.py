"""`provtrack collate`: any number of texts in one table."""

import csv
import io
import json
from pathlib import Path

import pytest
from commandline import provtrack, successful
from holdings import FIRST_STATE, NOTE, OTHER, SECOND_STATE, TALK, Collection, write
from jsonschema import Draft202012Validator

from provtrack.render import formats

LEFT, RIGHT = f"{TALK}/halloran", f"{TALK}/archive"


def rebuilt(document: dict[str, object]) -> list[list[str]]:
    """The paragraphs of every witness, from the JSON document alone."""
    found = []
    for witness in document["witnesses"]:  # type: ignore[attr-defined]
        paragraphs: dict[int, str] = {}
        for passage in document["passages"]:  # type: ignore[attr-defined]
            words = "".join(
                place["stretches"].get(witness["siglum"], "") for place in passage["places"]
            )
            paragraphs |= dict(
                zip(passage["paragraphs"][witness["siglum"]], words.split("\n"), strict=False)
            )
        found.append([paragraphs[number] for number in sorted(paragraphs)])
    return found


def witnesses(*arguments: str) -> list[str]:
    document = successful("collate", *arguments, "-f", "json").document
    return [each["ref"] for each in document["witnesses"]]


def test_a_record_alone_is_collated_with_all_its_variants(collection: Collection) -> None:
    assert witnesses(TALK) == [LEFT, RIGHT]


def test_variants_are_named_by_their_ids_in_the_record(collection: Collection) -> None:
    assert witnesses(TALK, "archive", "halloran@1", "halloran#p1-3") == [
        RIGHT,
        f"{LEFT}@1",
        f"{LEFT}#p1-3",
    ]


def test_the_base_comes_first(collection: Collection) -> None:
    assert witnesses(TALK, "--base", "archive") == [RIGHT, LEFT]
    assert witnesses(LEFT, RIGHT, "--base", RIGHT) == [RIGHT, LEFT]
    assert witnesses(LEFT, RIGHT, "--base", "archive") == [RIGHT, LEFT]


def test_a_base_outside_the_list_joins_it(collection: Collection) -> None:
    assert witnesses(TALK, "halloran", "--base", "archive") == [RIGHT, LEFT]


def test_a_record_at_a_revision_gives_its_variants_as_they_were(collection: Collection) -> None:
    assert witnesses(f"{TALK}@HEAD") == [f"{LEFT}@HEAD", f"{RIGHT}@HEAD"]


def test_files_and_standard_input_need_no_repository(desk: Path) -> None:
    write(desk / "one.txt", ["The harbour was closed.", "It was cold."])
    write(desk / "two.md", ["The harbor was closed.", "It was cold."])
    run = successful(
        "collate", "one.txt", "./two.md", "-", stdin="The harbour was open.\n\nIt was cold.\n"
    )
    assert "harbour] harbor B (accidental: spelling)" in run.out
    assert "closed] open C (substantive: wording)" in run.out
    assert "A ¶2 | B ¶2 | C ¶2  all agree" in run.out


def test_a_file_can_stand_beside_a_records_variants(collection: Collection) -> None:
    write(collection.root / "draft.txt", list(FIRST_STATE))
    assert witnesses(TALK, "halloran", "./draft.txt") == [LEFT, "./draft.txt"]


def test_every_witness_is_rebuilt_from_the_json_document(collection: Collection) -> None:
    document = successful("collate", f"{LEFT}@1", LEFT, RIGHT, "-f", "json").document
    assert rebuilt(document) == [list(FIRST_STATE), list(SECOND_STATE), list(OTHER)]


def test_the_json_document_is_as_its_schema_says(collection: Collection) -> None:
    schema = successful("schema", "provtrack.collation/1").document
    document = successful("collate", f"{LEFT}@1", LEFT, RIGHT, "-f", "json").document
    Draft202012Validator(schema).validate(document)
    assert next(iter(document)) == "schema"


def test_the_csv_table_has_a_column_for_each_witness(collection: Collection) -> None:
    table = successful("collate", f"{LEFT}@1", LEFT, RIGHT, "-f", "csv").out
    rows = [*csv.DictReader(io.StringIO(table))]
    column = f"C {RIGHT}"
    timber = next(row for row in rows if row[f"A {LEFT}@1"].strip() == "forty")
    assert timber["groups"] == "A | B C"
    assert timber["significance"] == "substantive"
    assert timber[column].strip() == "fourteen"


@pytest.mark.parametrize("output_format", formats("collation"))
def test_every_format_is_the_same_twice(collection: Collection, output_format: str) -> None:
    arguments = ("collate", LEFT, RIGHT, "-f", output_format)
    assert successful(*arguments).out == successful(*arguments).out


@pytest.mark.parametrize("output_format", formats("collation"))
def test_hostile_characters_come_out_inert(desk: Path, output_format: str) -> None:
    hostile = "An \x1b[31mescape\x1b[0m, <script>alert(1)</script>, \u202eright to left\u202c."
    write(desk / "one.txt", [hostile, "It was cold."])
    write(desk / "two.txt", [hostile.replace("escape", "\x07bell"), "It was cold."])
    out = successful("collate", "one.txt", "two.txt", "-f", output_format).out
    assert not set("\x1b\x07\u202e\u202c") & set(out)
    if output_format in {"html", "md", "tei"}:
        assert "<script>alert" not in out


def test_a_text_collated_with_itself_is_identical(collection: Collection) -> None:
    run = successful("collate", LEFT, LEFT, LEFT)
    assert run.out.endswith("identical: 8 paragraphs in all 3 texts\n")


def test_another_language_is_put_beside_by_paragraph_only(collection: Collection) -> None:
    made = """<html lang="ru"><body><p>Порт был закрыт в 1956.</p><p>Никто не пришёл.</p></html>"""
    (collection.root / "ru.html").write_text(made, encoding="utf-8")
    document = successful("collate", f"{LEFT}#p1-2", "ru.html", "-f", "json").document
    assert [each["foreign"] for each in document["witnesses"]] == [False, True]
    assert document["summary"]["places"] == 0


def test_only_what_changes_the_sense_can_be_asked_for(collection: Collection) -> None:
    summary = successful("collate", LEFT, RIGHT, "--substantive", "-f", "json").document["summary"]
    assert summary["accidental"] == 0
    assert summary["substantive"] > 0


def test_one_text_alone_is_refused(collection: Collection) -> None:
    error, hint = provtrack("collate", LEFT).complaint
    assert error == "there is nothing to collate with"
    assert hint


def test_a_record_with_a_single_variant_says_so(collection: Collection) -> None:
    error, hint = provtrack("collate", f"{TALK}@published").complaint
    assert error == f"{TALK}@published has a single variant"
    assert f"provtrack collate {LEFT}@published FILE" in hint


def test_an_unknown_variant_is_answered_with_the_nearest(collection: Collection) -> None:
    error, hint = provtrack("collate", TALK, "halloran", "archiv").complaint
    assert "archiv" in error
    assert RIGHT in hint


def test_an_unknown_record_is_answered_with_the_nearest(collection: Collection) -> None:
    assert TALK in provtrack("collate", "talk-1958").complaint[1]


def test_the_output_can_be_a_file(collection: Collection) -> None:
    successful("collate", LEFT, RIGHT, "-o", "table.html")
    assert "witnesses" in (collection.root / "table.html").read_text(encoding="utf-8")
    successful("collate", f"{NOTE}/draft", f"{NOTE}/fair", "-o", "table.json")
    assert json.loads((collection.root / "table.json").read_text())["schema"]
