"""``provtrack compare --all``: every record's texts, a line a pair, and a page where wanted."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from commandline import provtrack, snapshot, successful
from holdings import NOTE, TALK, Collection, write
from jsonschema import Draft202012Validator

from provtrack.schemas import json_schema

ALL = ("compare", "--all")


def overview(*arguments: str | Path) -> Any:
    document = successful(*ALL, *arguments, "--format", "json").document
    Draft202012Validator(json_schema("provtrack.comparisons/1")).validate(document)
    return document


def outcomes(document: Any) -> dict[tuple[str, str], str]:
    return {
        (pair["left"]["ref"], pair["right"]["ref"]): pair["outcome"] for pair in document["pairs"]
    }


def describe(collection: Collection, variant: str, language: str = "en") -> None:
    """Adds a variant to the first record's description."""
    collection.edit(
        "[[step]]",
        f'[[variant]]\nid = "{variant}"\nlanguage = "{language}"\nkind = "translation"\n\n[[step]]',
    )


def test_each_pair_of_a_record_has_its_line(collection: Collection) -> None:
    document = overview()

    assert outcomes(document) == {
        (f"{NOTE}/draft", f"{NOTE}/fair"): "substantive",
        (f"{TALK}/halloran", f"{TALK}/archive"): "substantive",
    }
    for pair in document["pairs"]:
        alone = successful("compare", pair["left"]["ref"], pair["right"]["ref"], "--format", "json")
        assert pair["summary"] == alone.document["summary"]
        assert (pair["left"], pair["right"]) == (alone.document["left"], alone.document["right"])


def test_what_is_only_editorial_is_told_from_what_is_not(collection: Collection) -> None:
    text = collection.text("halloran").read_text("utf-8")
    for variant, content in [
        ("same", text),
        ("punctuated", text.replace("request.", "request;", 1)),
        ("regrouped", text.replace("\n\n", " ", 1)),
        ("other", "\n\n".join(f"Nothing {place} alike." for place in "abcd") + "\n"),
    ]:
        write(collection.text(variant), content)
        describe(collection, variant)
    write(collection.text("russian"), "Мост в Сарне закрыт.\n")
    describe(collection, "russian", "ru")

    document = overview(TALK, "--base", "halloran")

    assert {right.partition("/")[2]: each for (_, right), each in outcomes(document).items()} == {
        "archive": "substantive",
        "same": "identical",
        "punctuated": "accidental",
        "regrouped": "accidental",
        "other": "unrelated",
        "russian": "foreign",
    }
    counted = document["summary"]
    assert counted["pairs"] == 6
    assert all(counted[each] == 1 for each in ("identical", "unrelated", "foreign", "substantive"))


def test_only_what_matters(collection: Collection) -> None:
    write(collection.text("punctuated"), collection.text("halloran").read_text().replace(".", ";"))
    describe(collection, "punctuated")

    document = overview("--substantive", "--kind", "number,date", "--base", "halloran")

    (pair,) = document["pairs"]
    assert pair["right"]["ref"] == f"{TALK}/archive"
    assert set(pair["summary"]["kinds"]) <= {"number", "date"}
    assert pair["summary"]["accidental"] == 0
    assert document["summary"]["pairs"] == 2
    assert document["summary"]["others"] == 1


@pytest.mark.parametrize(("extra", "code"), [((), 1), (("--kind", "interpolation"), 0)])
def test_the_exit_code_is_that_of_compare(
    collection: Collection, extra: tuple[str, ...], code: int
) -> None:
    assert provtrack(*ALL).code == 0
    assert provtrack(*ALL, "--exit-code", *extra).code == code


def test_a_person_sees_a_line_a_pair(collection: Collection) -> None:
    lines = successful(*ALL).out.splitlines()

    assert lines[0] == NOTE
    assert lines[1].split()[:3] == ["draft", "fair", "substantive"]
    assert "date 1" in lines[1]
    assert lines[-1] == "2 pairs in 2 records: 2 with substantive differences"
    assert max(map(len, lines)) <= 100


def test_a_spreadsheet_has_a_column_for_each_kind(collection: Collection) -> None:
    rows = list(csv.DictReader(io.StringIO(successful(*ALL, "--format", "csv").out)))

    assert [(row["left"], row["date"], row["negation"]) for row in rows] == [
        (f"{NOTE}/draft", "1", "0"),
        (f"{TALK}/halloran", "1", "1"),
    ]


def test_markdown_has_a_row_a_pair(collection: Collection) -> None:
    assert f"| `{NOTE}/draft`" in successful(*ALL, "--format", "md").out


# --- pages ---------------------------------------------------------------------------------------


def test_each_comparison_has_a_page_and_the_overview_leads_to_it(collection: Collection) -> None:
    run = successful(*ALL, "--pages", "pages")

    assert run.err == "written: pages/index.html\n"
    made = snapshot(collection.root / "pages")
    document = json.loads(made.pop("comparisons.json"))
    index = made.pop("index.html").decode()
    pages = [pair["page"] for pair in document["pairs"]]
    assert pages == [f"{NOTE}/draft..fair.html", f"{TALK}/halloran..archive.html"]
    assert set(made) - {NOTE, TALK} == set(pages)
    assert all(f'href="{page}"' in index for page in pages)
    assert b'href="../index.html"' in made[pages[0]]
    assert not [path for path in collection.root.iterdir() if path.name.endswith(".tmp")]


def test_pages_in_another_format_are_those_of_compare(collection: Collection) -> None:
    successful(*ALL, "--pages", "pages", "--page-format", "json")

    page = (collection.root / "pages" / TALK / "halloran..archive.json").read_text("utf-8")
    alone = successful("compare", f"{TALK}/halloran", f"{TALK}/archive", "--format", "json")
    assert page == alone.out


def test_a_later_run_leaves_no_page_of_what_is_gone_and_no_other_file_out(
    collection: Collection,
) -> None:
    successful(*ALL, "--pages", "pages")
    write(collection.root / "pages" / TALK / "notes.txt", "mine")

    successful(*ALL, NOTE, "--pages", "pages")

    pages = collection.root / "pages"
    assert sorted(path.name for path in pages.iterdir()) == [
        NOTE, "comparisons.json", "index.html", TALK,
    ]  # fmt: skip
    assert [path.name for path in (pages / TALK).iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("place", ["full", "records", "records/talk-1957", ".", "full/file"])
def test_a_folder_with_other_files_is_not_written_to(collection: Collection, place: str) -> None:
    write(collection.root / "full" / "file", "mine")
    before = snapshot(collection.root)

    assert provtrack(*ALL, "--pages", place).complaint

    assert snapshot(collection.root) == before


def test_a_link_does_not_lead_out_of_the_folder(collection: Collection, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    pages = collection.root / "pages"
    write(pages / "comparisons.json", '{"pairs": [{"page": "../README.md"}]}')
    write(collection.root / "README.md", "mine")
    (pages / NOTE).symlink_to(outside)

    error, _ = provtrack(*ALL, "--pages", "pages").complaint

    assert error == f"pages/{NOTE}/draft..fair.html: not a file in the folder"
    assert not list(outside.iterdir())
    assert (collection.root / "README.md").exists()


# --- what cannot be compared ---------------------------------------------------------------------


def test_what_cannot_be_read_is_named_and_the_rest_compared(collection: Collection) -> None:
    write(collection.talk, "not toml")
    collection.text("fair", NOTE).unlink()
    write(collection.records / "third" / "record.toml", 'schema = 1\nid = "third"\ntitle = "T"\n')

    document = overview()

    assert document["pairs"] == []
    assert [each["ref"] for each in document["skipped"]] == [f"{NOTE}/fair", TALK]
    assert document["summary"]["others"] == 3
    err = successful(*ALL).err
    assert f"skipped: {NOTE}/fair: " in err
    assert f"skipped: {TALK}: records/{TALK}/record.toml:1" in err


def test_an_empty_text_is_named(collection: Collection) -> None:
    write(collection.text("fair", NOTE), "")

    (skipped,) = overview()["skipped"]
    assert skipped == {
        "ref": f"{NOTE}/fair",
        "why": f"records/{NOTE}/fair.txt: the file has no text",
    }


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (("--all", "--base", "harloran"), "no record has a variant 'harloran'", "mean halloran?"),
        (("--all", "talk-1975"), "no record 'talk-1975'", f"did you mean '{TALK}'?"),
        (("--all", "--pages", "p", "--page-format", "jsn"), "no format 'jsn'", "did you mean json"),
        (("--all", "--format", "tei"), "there is no format 'tei'", "formats: text, json"),
        ((f"{TALK}/archive",), "compare takes two texts, not 1", "--all"),
        (("a.txt", "b.txt", "--base", "x"), "--base goes with --all", "--all"),
        (("a.txt", "b.txt", "--pages", "x"), "--pages goes with --all", "--all"),
    ],
)  # fmt: skip
def test_what_is_asked_for_wrongly(
    collection: Collection, arguments: tuple[str, ...], error: str, hint: str
) -> None:
    complaint = provtrack("compare", *arguments).complaint

    assert error in complaint[0]
    assert hint in complaint[1]
    assert not (collection.root / "p").exists()


def test_the_editors_rulings_hold_here_too(collection: Collection) -> None:
    successful("pin", f"{TALK}/halloran#p1", f"{TALK}/archive", "--reason", "a heading of its own")

    alone = successful("compare", f"{TALK}/halloran", f"{TALK}/archive", "--format", "json")
    (pair,) = overview(TALK)["pairs"]
    assert pair["summary"] == alone.document["summary"]


# --- many hands ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_however_many_processes_work_the_bytes_are_the_same(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provtrack.corpus.comparing._PAIRS", 1)  # so that there are batches
    arguments = ("--substantive", "--format", "json")

    alone = successful(*ALL, *arguments, "--jobs", "1", "--pages", "one")
    together = successful(*ALL, *arguments, "--jobs", "2", "--pages", "two")

    assert alone.out == together.out
    assert len(alone.document["pairs"]) == 2
    assert snapshot(collection.root / "one") == snapshot(collection.root / "two")
