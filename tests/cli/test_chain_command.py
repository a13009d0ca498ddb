"""``provtrack chain`` on a collection in git, with good input and bad."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from commandline import process, provtrack, snapshot, successful
from holdings import FIRST_STATE, OTHER, SECOND_STATE, TALK, Collection, write

from provtrack.schemas import json_schema

ADD = ("chain", "add", TALK, "--evidence", "a letter")


def upload(collection: Collection, state: str = "halloran@1", *more: str) -> None:
    """Appends an upload of a state."""
    successful(*ADD, "--activity", "upload", "--uses", state, "--date", "2015-03", *more)


def test_show_prints_the_tree(collection: Collection) -> None:
    tree = successful("chain", "show", TALK).out
    assert "● original\n│ s1 creation by V. Halloran · 1957-03-13\n" in tree
    assert "├─● halloran@1\n│ │ s2 translation by ? · 1999~\n" in tree
    assert "│ ● halloran@2  the text as it stands\n" in tree
    assert "└─● archive@1  the text as it stands\n" in tree


def test_show_of_a_text_leaves_other_branches_out(collection: Collection) -> None:
    tree = successful("chain", "show", f"{TALK}/archive").out
    assert "archive@1" in tree
    assert "halloran@" not in tree
    earlier = successful("chain", "show", f"{TALK}/halloran@1", "-f", "json").document
    assert [step["id"] for step in earlier["steps"]] == ["s1", "s2", "s4"]


def test_show_of_a_revision_shows_the_chain_as_it_was(collection: Collection) -> None:
    run = successful("chain", "show", f"{TALK}@published", "-f", "json")
    assert [step["id"] for step in run.document["steps"]] == ["s1", "s2"]


def test_the_document_is_as_its_schema_says(collection: Collection) -> None:
    run = successful("chain", "show", TALK, "--format", "json")
    assert run.out.startswith('{\n  "schema": "provtrack.chain/1"')
    jsonschema.validate(run.document, json_schema("provtrack.chain/1"))
    run = provtrack("chain", "verify", f"{TALK}/halloran@1", "--format", "json")
    jsonschema.validate(run.document, json_schema("provtrack.verification/1"))


def test_show_lists_what_cannot_be(collection: Collection) -> None:
    collection.edit('date = "1957-03-13"', 'date = "2020-03-13"')
    run = successful("chain", "show", TALK)
    assert "is older than step s1" in run.out  # "about 1999" may be ten years off, not twenty-one
    collection.edit('uses = ["halloran@1"]', 'uses = ["haloran@1"]')
    assert "uses 'haloran@1', which no step makes" in successful("chain", "show", TALK).out


def test_add_appends_and_touches_nothing_else(collection: Collection) -> None:
    before = collection.talk.read_bytes()
    run = successful(
        *ADD, "-a", "upload", "--uses", "halloran", "--agent", "city-archive=uploaded",
        "--agent", "halloran=contributed-by", "--date", "2015-03-02~",
        "--url", "https://example.org/7", "--identifier", "record id=7",
    )  # fmt: skip
    after = collection.talk.read_bytes()
    assert after.startswith(before)
    assert "step s5" in run.err
    assert (
        after[len(before) :].decode()
        == """
[[step]]
id = "s5"
activity = "upload"
uses = ["halloran@2"]
generates = ""
agents = ["city-archive", "halloran"]
roles = {city-archive = "uploaded by", halloran = "contributed by"}
date = "2015-03-02~"
status = "attested"
evidence = "a letter"
url = "https://example.org/7"
identifiers = {"record id" = "7"}
"""
    )
    assert "s5 upload: uploaded by City Archive, contributed by V. Halloran" in (
        successful("chain", "show", TALK).out
    )


def test_a_new_state_gets_its_number_and_the_hash_of_the_text(collection: Collection) -> None:
    text = [*SECOND_STATE[:-1], "In parting he said nothing."]
    write(collection.text("halloran"), text)
    successful(*ADD, "-a", "revision", "--uses", "halloran", "--generates", "halloran")
    assert 'generates = "halloran@3"' in collection.talk.read_text(encoding="utf-8")
    assert provtrack("chain", "verify", f"{TALK}/halloran").code == 0


def test_a_dry_run_prints_the_step_and_writes_nothing(collection: Collection) -> None:
    before = snapshot(collection.records)
    run = successful(*ADD, "-a", "upload", "--uses", "halloran", "--dry-run")
    assert run.out.startswith('[[step]]\nid = "s5"\n')
    assert snapshot(collection.records) == before


@pytest.mark.parametrize(
    ("options", "problem", "hint"),
    [
        (["-a", "uplod"], "--activity cannot be 'uplod'", "did you mean 'upload'"),
        (["-a", "upload", "--status", "sure"], "--status cannot be 'sure'", "attested"),
        (["-a", "upload", "--uses", "haloran"], "makes the state 'haloran'", "halloran@"),
        (["-a", "upload", "--uses", "halloran@9"], "'halloran@9'", "did you mean"),
        (["-a", "upload", "--agent", "haloran"], "no agent 'haloran'", "did you mean 'halloran'"),
        (["-a", "upload", "--agent", "City Archive"], "no agent", "did you mean 'city-archive'"),
        (["-a", "upload", "--agent", "halloran=uplod"], "the role of halloran", "uploaded"),
        (["-a", "upload", "--date", "1957-02-30"], "a day that does not exist", "calendar"),
        (["-a", "upload", "--date", "March 1957"], "not an EDTF date", "1956-02"),
        (["-a", "upload", "--identifier", "7"], "has no value", "KEY=VALUE"),
        (["-a", "copy", "--uses", "original", "--generates", "a b"], "--generates", "goldberg@2"),
        (["-a", "upload"], "an upload of nothing", "uses"),
        (["-a", "revision", "--uses", "halloran", "--generates", "halloran@2"], "both", "next"),
        (["-a", "revision", "--uses", "halloran", "--generates", "halloran@7"], "not", "counted"),
        (["-a", "upload", "--uses", "archive", "--date", "1950"], "is older than", "dates"),
        (["-a", "withdrawal", "--uses", "archive"], "no step uploads", "upload before"),
        (["-a", "upload", "--uses", "archive", "--evidence", "archive.papka"], "is empty", "fill"),
    ],
)  # fmt: skip
def test_a_step_that_cannot_be_is_refused(
    collection: Collection, options: list[str], problem: str, hint: str
) -> None:
    before = snapshot(collection.records)
    error, advice = provtrack(*ADD, *options).complaint
    assert problem in error
    assert hint in advice
    assert snapshot(collection.records) == before


def test_a_chain_that_is_wrong_already_can_still_grow(collection: Collection) -> None:
    collection.edit('uses = ["halloran@1"]', 'uses = ["lost"]')
    upload(collection)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('<<<<<<< HEAD\nid = "a"\n=======\nid = "b"\n>>>>>>> other\n', "merge conflict"),
        ("step = [\n", "not TOML"),
        ('schema = 1\nid = "talk-1957"\ntitle = "x"\nstep = []\n', "record.toml"),
        ("\ufeff", "record.toml"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_alone(
    collection: Collection, content: str, problem: str
) -> None:
    write(collection.talk, content)
    before = snapshot(collection.records)
    for command in (
        (*ADD, "-a", "upload", "--status", "unknown"),
        ("chain", "verify", f"{TALK}/halloran", collection.text("halloran")),
    ):
        assert problem in provtrack(*command).complaint[0] or content.startswith("schema")
    assert snapshot(collection.records) == before


def test_what_is_online_is_the_uploaded_state(collection: Collection) -> None:
    upload(collection)
    page = write(Path("online.txt"), FIRST_STATE)
    run = successful("chain", "verify", f"{TALK}/halloran", page)
    assert "equal to halloran@1, the state that was uploaded last" in run.out
    assert "halloran@1 stands in commit" in run.out


def test_a_saved_page_is_read_as_the_import_reads_it(collection: Collection) -> None:
    page = "<html><body><main>{}</main></body></html>"
    saved = write(Path("page.html"), page.format("".join(f"<p>{each}</p>" for each in FIRST_STATE)))
    successful("import", saved, "--record", "online", "--variant", "page")
    assert provtrack("chain", "verify", "online/page", saved).code == 0
    upload(collection)
    assert provtrack("chain", "verify", f"{TALK}/halloran", saved).code == 0


def test_what_is_online_is_another_state(collection: Collection) -> None:
    upload(collection, "halloran@2", "--url", "https://example.org/7")
    page = write(Path("online.txt"), FIRST_STATE)
    run = provtrack("chain", "verify", f"{TALK}/halloran", page)
    assert run.code == 1
    assert "not halloran@2, the state that was uploaded last, but halloran@1" in run.out
    assert "https://example.org/7" in run.out
    assert "{+forty+}" in run.out
    upload(collection, "halloran@1")
    newer = write(Path("newer.txt"), SECOND_STATE)
    run = provtrack("chain", "verify", f"{TALK}/halloran", newer, "-f", "json")
    assert (run.code, run.document["outcome"], run.document["state"]) == (1, "later", "halloran@2")
    assert run.document["commit"] == collection.git("log", "-1", "--format=%H", "--", "records/"
                                                    f"{TALK}/halloran.txt")  # fmt: skip


def test_what_is_online_was_changed_without_us(collection: Collection) -> None:
    upload(collection)
    text = [each.replace("the grain", "no grain") for each in FIRST_STATE]
    page = write(Path("online.txt"), text)
    output = Path("what.html")
    run = provtrack("chain", "verify", f"{TALK}/halloran", page)
    assert run.code == 1
    assert "changed: neither halloran@1" in run.out
    assert "[-the-]{+no+}" in run.out
    assert provtrack("chain", "verify", f"{TALK}/halloran", page, "-o", output).code == 1
    assert "<html" in output.read_text(encoding="utf-8")


def test_quotes_and_spaces_are_told_from_words(collection: Collection) -> None:
    quoted = [each.replace("museum", "“museum”") for each in SECOND_STATE]
    write(collection.text("halloran"), quoted)
    successful(*ADD, "-a", "revision", "--uses", "halloran", "--generates", "halloran")
    straight = " ".join(quoted).replace("“", '"').replace("”", '"')
    page = write(Path("online.txt"), straight)
    run = provtrack("chain", "verify", f"{TALK}/halloran@3", page)
    assert run.code == 1
    assert "but for quotation marks, spaces" in run.out


def test_the_text_in_hand_is_held_against_the_last_state(collection: Collection) -> None:
    assert successful("chain", "verify", f"{TALK}/halloran").out.startswith(
        f"{TALK}/halloran: equal to halloran@2, the last state\n"
    )
    write(collection.text("halloran"), OTHER)
    run = provtrack("chain", "verify", f"{TALK}/halloran")
    assert run.code == 1
    assert "changed" in run.out
    write(collection.text("halloran"), FIRST_STATE)
    assert "but halloran@1, an earlier one" in provtrack("chain", "verify", f"{TALK}/halloran").out


def test_hashes_are_enough(collection: Collection) -> None:
    upload(collection)
    shutil.rmtree(collection.root / ".git")
    collection.git("init", "--quiet")
    page = write(Path("online.txt"), FIRST_STATE)
    assert provtrack("chain", "verify", f"{TALK}/halloran", page).code == 0
    other = write(Path("other.txt"), OTHER)
    run = provtrack("chain", "verify", f"{TALK}/halloran", other)
    assert run.code == 1
    assert "the text of halloran@1 is not kept here" in run.out
    error, _ = provtrack("chain", "verify", f"{TALK}/halloran", other, "-f", "html").complaint
    assert "halloran@1 is not kept here" in error


def test_an_uploaded_state_without_a_hash_cannot_be_verified(collection: Collection) -> None:
    successful(*ADD, "-a", "translation", "--uses", "original", "--generates", "lost@1")
    upload(collection, "lost@1")
    page = write(Path("online.txt"), OTHER)
    run = provtrack("chain", "verify", f"{TALK}/lost", page, "-f", "json")
    assert (run.code, run.document["outcome"], run.document["comparison"]) == (1, "unknown", None)


@pytest.mark.parametrize(
    ("reference", "problem"),
    [
        (TALK, "one text is verified at a time"),
        (f"{TALK}/halloran@9", "knows no such state"),
        (f"{TALK}/nobody", "knows no state of 'nobody'"),
        (f"{TALK}/halloran#p2", "whole texts"),
        ("./x.txt", "only records have a chain"),
    ],
)
def test_a_reference_that_names_no_state(
    collection: Collection, reference: str, problem: str
) -> None:
    assert problem in provtrack("chain", "verify", reference, "-").complaint[0]


def test_the_chain_reads_from_a_pipe(collection: Collection) -> None:
    upload(collection)
    text = "\n\n".join(FIRST_STATE).encode()
    run = process("chain", "verify", f"{TALK}/halloran", "-", "-f", "json", stdin=text)
    assert run.returncode == 0
    assert json.loads(run.stdout)["outcome"] == "equal"
