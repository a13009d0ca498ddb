"""What commands print, in which format, and where it goes."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from commandline import provtrack, successful
from holdings import FIRST_STATE, NOTE, OTHER, SECOND_STATE, TALK, Collection, write
from jsonschema import Draft202012Validator

from provtrack.schemas import SCHEMAS

LEFT, RIGHT = f"{TALK}/halloran", f"{TALK}/archive"

DOCUMENTS = [
    ["align", LEFT, RIGHT],
    ["align", LEFT, RIGHT, "--doubtful"],
    ["align", f"{NOTE}/draft", f"{NOTE}/fair"],
    ["compare", LEFT, RIGHT],
    ["compare", LEFT, LEFT],
    ["compare", LEFT, RIGHT, "--substantive"],
    ["compare", LEFT, RIGHT, "--kind", "date,negation"],
    ["compare", f"{LEFT}#p2-4", f"{RIGHT}#p3"],
    ["collate", TALK],
    ["locate", "forty wagons of timber", "Nobody knows when … open again", "of no text here"],
    ["history", LEFT],
    ["history", f"{LEFT}@1#p2-3"],
    ["blame", LEFT],
    ["blame", f"{LEFT}#p5-6", "--words"],
    ["names", "suggest"],
    ["list"],
    ["show", TALK],
    ["show", NOTE],
    ["show", f"{TALK}@published"],
    ["show", LEFT],
    ["show", f"{LEFT}@1#p2-3"],
    ["import", "letter.txt", "--dry-run"],
]
"""A command for each document that there is."""

FORMATS = {
    "align": ["text", "json", "html", "md", "csv", "svg"],
    "compare": ["text", "json", "html", "md", "csv"],
    "list": ["text", "json", "md", "csv"],
}


@pytest.fixture(autouse=True)
def _letter(collection: Collection) -> None:
    write(collection.root / "letter.txt", ["A letter.", "It is short."])


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = successful("schema", name).document
    return found


@pytest.mark.parametrize("command", DOCUMENTS, ids=" ".join)
def test_every_json_document_keeps_to_its_published_schema(command: list[str]) -> None:
    out = successful(*command, "--format", "json").out
    document = json.loads(out)

    Draft202012Validator(schema(document["schema"])).validate(document)
    assert out.startswith('{\n  "schema": "provtrack.')
    assert out.endswith("\n}\n")


@pytest.mark.parametrize("command", DOCUMENTS, ids=" ".join)
def test_json_keys_are_sorted_after_the_schema(command: list[str]) -> None:
    def check(value: Any) -> None:
        if isinstance(value, dict):
            assert list(value) == sorted(value)
            for each in value.values():
                check(each)
        elif isinstance(value, list):
            for each in value:
                check(each)

    document = successful(*command, "--format", "json").document
    assert next(iter(document)) == "schema"
    del document["schema"]
    check(document)


@pytest.mark.parametrize("command", DOCUMENTS, ids=" ".join)
def test_two_runs_are_byte_for_byte_equal(command: list[str]) -> None:
    for output_format in FORMATS.get(command[0], ["text", "json"]):
        runs = {successful(*command, "--format", output_format).out for _ in range(2)}
        assert len(runs) == 1, output_format


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_a_valid_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


def test_the_records_files_keep_to_their_published_schemas(collection: Collection) -> None:
    import tomllib

    for name, path in (
        ("record", collection.talk),
        ("agents", collection.records / "agents.toml"),
        ("names", collection.records / "names.toml"),
    ):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator(schema(name)).validate(document)


def test_schema_without_a_name_lists_the_names() -> None:
    assert successful("schema").out.split() == list(SCHEMAS)


def test_an_unknown_schema_is_answered_with_the_nearest() -> None:
    message, hint = provtrack("schema", "recrod").complaint

    assert message == "there is no schema 'recrod'"
    assert hint.startswith("did you mean record?")


def test_a_schema_can_be_written_to_a_file(collection: Collection) -> None:
    run = successful("schema", "record", "--output", "record.schema.json")

    assert run.out == ""
    assert json.loads((collection.root / "record.schema.json").read_text())["title"] == "Record"


def test_the_links_are_those_that_an_editor_would_make() -> None:
    links = successful("align", LEFT, RIGHT, "--format", "json").document["links"]

    assert [(link["left"], link["right"]) for link in links] == [
        ([1], [1]),
        ([2], [3]),
        ([3], [4, 5]),
        ([4, 5], [6]),
        ([6], [7]),
        ([7], []),
        ([8], [2]),
    ]
    assert [link["left"] for link in links if link["moved"]] == [[8]]


def edits(*options: str) -> list[dict[str, Any]]:
    document = successful("compare", LEFT, RIGHT, "--format", "json", *options).document
    return [edit for passage in document["passages"] for edit in passage["edits"]]


def words(edit: dict[str, Any], side: str) -> str:
    return str(edit[side]["text"]) if edit[side] else ""


def test_the_changed_date_and_the_lost_not_are_substantive_and_the_number_is_not() -> None:
    found = {
        (edit["kind"], edit["significance"], words(edit, "left"), words(edit, "right"))
        for edit in edits()
    }

    kinds = {(kind, significance) for kind, significance, _, _ in found}
    assert ("date", "substantive") in kinds
    assert ("negation", "substantive") in kinds
    assert ("number", "accidental") in kinds
    assert any("11" in left and "12" in right for kind, _, left, right in found if kind == "date")
    assert any("not" in left for kind, _, left, _ in found if kind == "negation")


def test_every_edit_quotes_the_text_that_its_place_names() -> None:
    for edit in edits():
        for side, text in (("left", SECOND_STATE), ("right", OTHER)):
            if span := edit[side]:
                paragraph = text[span["paragraph"] - 1]
                assert paragraph[span["start"] : span["end"]] == span["text"]


def test_only_the_kinds_asked_for_are_shown() -> None:
    assert {edit["kind"] for edit in edits("--kind", "date")} == {"date"}
    assert {edit["kind"] for edit in edits("--kind", "date, negation")} == {"date", "negation"}


def test_only_what_changes_the_meaning_is_shown() -> None:
    assert {edit["significance"] for edit in edits("--substantive")} == {"substantive"}
    assert len(edits("--substantive")) < len(edits())


def test_an_unknown_kind_is_answered_with_the_nearest() -> None:
    message, hint = provtrack("compare", LEFT, RIGHT, "--kind", "dates").complaint

    assert message == "there is no kind of difference 'dates'"
    assert hint.startswith("did you mean date?")


@pytest.mark.parametrize(
    ("left", "right", "options", "code"),
    [
        (LEFT, RIGHT, [], 1),
        (LEFT, LEFT, [], 0),
        (LEFT, f"{LEFT}@2", [], 0),
        (LEFT, RIGHT, ["--kind", "romanisation"], 0),
        (f"{LEFT}#p6", f"{LEFT}@1#p6", ["--kind", "number"], 1),
        (f"{LEFT}#p6", f"{LEFT}@1#p6", ["--kind", "date"], 0),
        (LEFT, "letter.txt", ["--substantive"], 1),
    ],
)
def test_differences_make_the_exit_code_1_when_asked(
    left: str, right: str, options: list[str], code: int
) -> None:
    assert provtrack("compare", left, right, "--exit-code", *options).code == code
    assert provtrack("compare", left, right, *options).code == 0


@pytest.mark.parametrize("output_format", ["text", "md", "html"])
def test_identical_texts_are_called_identical(output_format: str) -> None:
    run = successful("compare", LEFT, f"{LEFT}@2", "--format", output_format)

    assert "identical" in run.out.lower()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The bridge is closed. Forty wagons wait.", "The bridge is closed.\n\nForty wagons wait."),
        ("The bridge\u00a0is closed.", "The bridge is closed."),
    ],
)
def test_texts_that_differ_in_any_character_are_not_called_identical(
    collection: Collection, left: str, right: str
) -> None:
    write(collection.root / "left.txt", left)
    write(collection.root / "right.txt", right)

    for output_format in ("text", "md"):
        run = successful("compare", "left.txt", "right.txt", "--format", output_format)
        assert "identical" not in run.out


def test_no_differences_of_a_kind_is_not_the_same_as_identical() -> None:
    run = successful("compare", LEFT, RIGHT, "--kind", "romanisation")

    assert "no differences of the kinds asked for" in run.out
    assert "identical" not in run.out


@pytest.mark.parametrize("command", ["align", "compare", "list"])
def test_every_format_gives_something_that_looks_like_it(command: str) -> None:
    arguments = [] if command == "list" else [LEFT, RIGHT]
    begins = {
        "json": "{",
        "html": "<!DOCTYPE html>",
        "svg": "<svg",
        "csv": "record," if command == "list" else ("left," if command == "align" else "passage,"),
        "md": "|" if command == "list" else "## ",
    }
    for output_format in FORMATS[command]:
        out = successful(command, *arguments, "--format", output_format).out
        assert out.removeprefix('<?xml version="1.0" encoding="UTF-8"?>\n').startswith(
            begins.get(output_format, "")
        ), output_format
        assert out.endswith("\n")


def test_every_edit_has_its_row_in_the_table() -> None:
    rows = list(
        csv.DictReader(io.StringIO(successful("compare", LEFT, RIGHT, "--format", "csv").out))
    )

    assert [(row["kind"], row["left_text"], row["right_text"]) for row in rows] == [
        (edit["kind"], words(edit, "left"), words(edit, "right")) for edit in edits()
    ]


def test_every_edit_is_marked_in_markdown_and_on_the_terminal() -> None:
    markdown = successful("compare", LEFT, RIGHT, "--format", "md").out
    plain = " ".join(successful("compare", LEFT, RIGHT).out.split())

    for edit in edits():
        left, right = words(edit, "left"), words(edit, "right")
        assert not left or f"<del>{left}</del>" in markdown
        assert not right or f"<ins>{right}</ins>" in markdown
        left, right = left.strip(), right.strip()
        assert not left or f"[-{left}-]" in plain
        assert not right or f"{{+{right}+}}" in plain


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("out.json", "{"),
        ("out.HTML", "<!DOCTYPE html>"),
        ("out.htm", "<!DOCTYPE html>"),
        ("out.md", "## "),
        ("out.markdown", "## "),
        ("out.csv", "passage,"),
        ("out.txt", "- "),
        ("out", "- "),
        ("sub/out.json", "{"),
    ],
)
def test_the_ending_of_the_file_names_the_format(
    collection: Collection, name: str, begins: str
) -> None:
    run = successful("compare", LEFT, RIGHT, "--output", name)

    assert run.out == ""
    assert run.err == f"written: {name}\n"
    assert (collection.root / name).read_text(encoding="utf-8").startswith(begins)


def test_an_ending_that_names_no_format_is_an_error(collection: Collection) -> None:
    message, hint = provtrack("compare", LEFT, RIGHT, "--output", "out.xyz").complaint

    assert "out.xyz: there is no format 'xyz'" in message
    assert "--format" in hint
    assert not (collection.root / "out.xyz").exists()


def test_the_format_asked_for_comes_before_the_ending(collection: Collection) -> None:
    successful("compare", LEFT, RIGHT, "--output", "out.html", "--format", "json")

    assert json.loads((collection.root / "out.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--output", "out.htm"],
        ["list", "--output", "out.svg"],
        ["compare", LEFT, RIGHT, "--output", "out.svg"],
        ["show", TALK, "--output", "out.csv"],
    ],
)
def test_an_ending_that_names_a_format_of_other_documents_is_refused(
    collection: Collection, arguments: list[str]
) -> None:
    _, hint = provtrack(*arguments).complaint

    assert "formats: text, json" in hint
    assert not list(collection.root.glob("out.*"))


@pytest.mark.parametrize(
    ("command", "wrong", "meant"),
    [
        (["compare", LEFT, RIGHT], "jsn", "json"),
        (["align", LEFT, RIGHT], "htlm", "html"),
        (["list"], "cvs", "csv"),
        (["show", LEFT], "txt", "text"),
    ],
)
def test_an_unknown_format_is_answered_with_the_nearest(
    command: list[str], wrong: str, meant: str
) -> None:
    message, hint = provtrack(*command, "--format", wrong).complaint

    assert message == f"there is no format {wrong!r} for this command"
    assert hint.startswith(f"did you mean {meant}? formats: text, json")


def test_an_old_result_is_replaced_whole_and_keeps_its_permissions(
    collection: Collection,
) -> None:
    old = write(collection.root / "out.json", "x" * 100_000)
    old.chmod(0o640)

    successful("list", "--output", "out.json")

    assert json.loads(old.read_text())
    assert old.stat().st_mode & 0o777 == 0o640


def test_a_link_to_the_result_is_followed(collection: Collection, tmp_path: Path) -> None:
    target = write(tmp_path / "target.json", "old")
    (collection.root / "out.json").symlink_to(target)

    successful("list", "--output", "out.json")

    assert (collection.root / "out.json").is_symlink()
    assert json.loads(target.read_text())


@pytest.mark.parametrize("output", ["letter.txt/x.json", "records", "a" * 300])
def test_a_result_that_cannot_be_written_is_an_error(collection: Collection, output: str) -> None:
    message, hint = provtrack("list", "--output", output).complaint

    assert "cannot be written" in message
    assert "nothing was changed" in hint


def test_the_repository_can_be_named_before_and_after_the_verb(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    before = successful("--repo", collection.root, "show", LEFT)
    after = successful("show", LEFT, "--repo", collection.root)

    assert before.out == after.out
    assert "cannot" not in before.err
    assert "no git repository" in provtrack("show", LEFT).complaint[0]


def test_the_repository_named_after_the_verb_comes_first(
    collection: Collection, tmp_path: Path
) -> None:
    assert successful("--repo", tmp_path, "list", "--repo", collection.root).out


def test_a_repository_is_found_from_a_directory_inside_it(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(collection.talk.parent)

    assert successful("show", LEFT).out


def test_records_in_a_subdirectory_of_the_repository_are_found(
    desk: Path, original_collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    from holdings import commit, git

    git(desk, "init", "--quiet")
    shutil.copytree(original_collection.records, desk / "editions" / "records")
    commit(desk, "All at once")
    monkeypatch.chdir(desk / "editions")

    assert successful("show", f"{LEFT}@HEAD").out == successful("show", LEFT).out


def test_a_linked_working_tree_is_a_repository_too(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection.git("worktree", "add", "--quiet", tmp_path / "tree", "published")
    monkeypatch.chdir(tmp_path / "tree")

    assert successful("show", f"{LEFT}@main~1#p6").out == f"6  {SECOND_STATE[5]}\n"
    assert successful("show", f"{LEFT}@1#p6").out == f"6  {FIRST_STATE[5]}\n"


@pytest.mark.parametrize("arguments", [["--quiet", "show", "page.html"], ["show", "page.html"]])
def test_quiet_leaves_out_the_messages_and_keeps_the_result(
    collection: Collection, arguments: list[str]
) -> None:
    write(
        collection.root / "page.html",
        "<!DOCTYPE html><html><head><title>A title</title></head><body><nav>Home</nav>"
        "<p>A paragraph of text.</p></body></html>",
    )
    loud = successful(*arguments)
    quiet = successful(*arguments, "--quiet")

    assert quiet.out == loud.out != ""
    assert quiet.err == ""
    assert bool(loud.err) == ("--quiet" not in arguments)


def test_errors_are_printed_even_when_quiet() -> None:
    assert provtrack("show", "nothing", "--quiet").complaint


def test_a_pipe_gets_no_colour_unless_it_is_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = successful("compare", LEFT, RIGHT).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = successful("compare", LEFT, RIGHT).out

    assert "\x1b" not in plain
    assert "[-" in plain
    assert "\x1b[" in coloured


def test_colour_can_be_refused_even_where_it_is_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b" not in successful("compare", LEFT, RIGHT).out
    assert "\x1b" not in provtrack("show", "nothing").err


def test_a_file_gets_no_colour_even_where_it_is_forced(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    successful("compare", LEFT, RIGHT, "--output", "out.txt")

    assert "\x1b" not in (collection.root / "out.txt").read_text(encoding="utf-8")


def test_the_list_names_every_record_and_variant() -> None:
    document = successful("list", "--format", "json").document

    assert [record["id"] for record in document["records"]] == [NOTE, TALK]
    assert [
        (each["ref"], each["paragraphs"], each["states"])
        for each in document["records"][1]["variants"]
    ] == [(LEFT, 8, 2), (RIGHT, 7, 1)]


def test_a_variant_of_unknown_language_is_listed_with_its_paragraphs_alone(
    collection: Collection,
) -> None:
    write(collection.root / "letter.txt", "A letter of one paragraph.\n")
    successful("import", "letter.txt")

    assert "letter (1)" in successful("list").out


def test_a_record_is_shown_with_its_archive_reference_and_chain() -> None:
    out = successful("show", TALK).out

    for words_ in ("City Archive, Fond 012", "halloran@2", "correction", "1999~", "1957-03-11"):
        assert words_ in out


def test_a_record_is_shown_as_of_a_revision() -> None:
    steps = successful("show", f"{TALK}@published", "--format", "json").document["record"]["step"]

    assert [step["id"] for step in steps] == ["s1", "s2"]


def test_a_names_file_tells_that_two_spellings_are_one_person(collection: Collection) -> None:
    write(collection.root / "polish.txt", SECOND_STATE[1].replace("Teresh", "Teresz"))

    document = successful("compare", f"{LEFT}#p2", "polish.txt", "--format", "json").document

    (edit,) = document["passages"][0]["edits"]
    assert (edit["kind"], edit["significance"]) == ("romanisation", "accidental")
