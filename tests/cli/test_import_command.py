"""``provtrack import``: from a file to a variant of a record."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest
from commandline import provtrack, snapshot, successful
from holdings import DRAFT, FIRST_STATE, NOTE, OTHER, TALK, Collection, write

from provtrack.text import join_paragraphs, text_sha256

PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><title>{title}</title></head>
<body><nav>Home | About us</nav>
<h1>{title}</h1><p>One paragraph of the body, which ends with a full stop.</p>
<p>Another paragraph of the body, which ends with a full stop as well.</p></body></html>
"""


def description(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_becomes_a_record_with_text_source_and_chain(collection: Collection) -> None:
    file = write(collection.root / "letter.txt", DRAFT)

    run = successful("import", "letter.txt", "--format", "json")

    (report,) = run.document["files"]
    assert (report["record"], report["variant"], report["format"]) == ("letter", "letter", "text")
    assert collection.text("letter", "letter").read_text() == join_paragraphs(DRAFT)
    record = description(collection.records / "letter" / "record.toml")
    assert record["variant"] == [{"id": "letter", "language": "", "kind": "transcription"}]
    assert [step["activity"] for step in record["step"]] == ["creation", "transcription", "import"]
    assert record["step"][1]["text_sha256"] == text_sha256(DRAFT)
    kept = collection.records / "letter" / record["step"][2]["source"]
    assert kept.read_bytes() == file.read_bytes()
    assert record["step"][2]["source_sha256"] == sha256(file)
    assert set(report["written"]) == {
        "records/agents.toml",
        "records/letter/letter.txt",
        "records/letter/record.toml",
        f"records/letter/{record['step'][2]['source']}",
    }


def test_what_was_imported_is_a_state_that_can_be_shown(collection: Collection) -> None:
    write(collection.root / "letter.txt", DRAFT)
    successful("import", "letter.txt")

    shown = successful("show", "letter/letter@1", "--format", "json").document

    assert [each["text"] for each in shown["paragraphs"]] == list(DRAFT)


def test_hard_wrapped_lines_and_a_paragraph_a_line_give_the_same_variant(
    collection: Collection,
) -> None:
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(each, 60) for each in FIRST_STATE)
    write(collection.root / "wrapped.txt", wrapped)
    write(collection.root / "lines.txt", FIRST_STATE)

    successful("import", "wrapped.txt", "lines.txt", "--record", "both")

    one, two = (collection.text(each, "both").read_bytes() for each in ("wrapped", "lines"))
    assert one == two


def test_a_second_variant_is_added_and_every_old_line_stays(collection: Collection) -> None:
    before = collection.talk.read_text(encoding="utf-8")
    write(collection.root / "third.txt", DRAFT)

    successful("import", "third.txt", "--record", TALK, "--variant", "third", "--language", "fr")

    after = collection.talk.read_text(encoding="utf-8")
    added = after
    for line in before.splitlines(keepends=True):  # the old lines, in the old order
        _, found, added = added.partition(line)
        assert found, line
    assert "# The deputy minister's request." in after
    assert 'fond = "012"                   # with its zero' in after
    record = description(collection.talk)
    assert [each["id"] for each in record["variant"]] == ["halloran", "archive", "third"]
    assert record["variant"][2]["language"] == "fr"
    assert [step["id"] for step in record["step"]] == ["s1", "s2", "s3", "s4", "s5", "s6"]
    assert sum(step["generates"] == "original" for step in record["step"] if "generates" in step)


def test_the_old_lines_of_a_record_are_kept_byte_for_byte(collection: Collection) -> None:
    """Git shows additions only."""
    write(collection.root / "third.txt", DRAFT)

    successful("import", "third.txt", "--record", TALK)

    changes = collection.git("diff", "--numstat", "--", "records").splitlines()
    assert {line.split("\t")[1] for line in changes} == {"0"}


def test_importing_the_same_file_again_changes_nothing(collection: Collection) -> None:
    write(collection.root / "letter.txt", DRAFT)
    successful("import", "letter.txt")
    before = snapshot(collection.root)

    run = successful("import", "letter.txt")

    assert snapshot(collection.root) == before
    assert "nothing to write: this file is in the record already" in run.out


def test_the_same_text_in_another_form_changes_nothing_either(collection: Collection) -> None:
    write(collection.root / "letter.txt", DRAFT)
    successful("import", "letter.txt")
    write(collection.root / "again.txt", "\r\n\r\n".join(DRAFT))
    before = snapshot(collection.root)

    successful("import", "again.txt", "--record", "letter", "--variant", "letter")

    assert snapshot(collection.root) == before


def test_another_text_for_a_variant_that_exists_is_refused(collection: Collection) -> None:
    write(collection.root / "new.txt", DRAFT)
    before = snapshot(collection.root)

    message, hint = provtrack(
        "import", "new.txt", "--record", TALK, "--variant", "halloran"
    ).complaint

    assert (
        message == f"new.txt: records/{TALK}/halloran.txt is there already, with a different text"
    )
    assert f"provtrack compare {TALK}/halloran new.txt" in hint
    assert "--variant" in hint
    assert snapshot(collection.root) == before


def test_a_text_file_that_its_record_does_not_name_is_taken_into_the_record(
    collection: Collection,
) -> None:
    write(collection.text("third"), DRAFT)
    write(collection.root / "third.txt", DRAFT)

    successful("import", "third.txt", "--record", TALK)

    assert [each["id"] for each in description(collection.talk)["variant"]][-1] == "third"


def test_a_dry_run_says_what_it_would_write_and_writes_nothing(collection: Collection) -> None:
    write(collection.root / "letter.txt", DRAFT)
    before = snapshot(collection.root)

    run = successful("import", "letter.txt", "--dry-run")

    assert "would write\n" in run.out
    assert "records/letter/letter.txt" in run.out
    assert snapshot(collection.root) == before


def test_several_files_are_imported_together(collection: Collection) -> None:
    write(collection.root / "one.txt", DRAFT)
    write(collection.root / "two.txt", OTHER)

    successful("import", "one.txt", "two.txt", "--record", "both")

    assert [each["id"] for each in description(collection.records / "both/record.toml")["variant"]]
    assert successful("compare", "both/one", "both/two").out


@pytest.mark.parametrize("bad", ["missing.txt", "binary.bin", "empty.txt"])
def test_of_several_files_none_is_imported_when_one_cannot_be_read(
    collection: Collection, bad: str
) -> None:
    write(collection.root / "one.txt", DRAFT)
    (collection.root / "binary.bin").write_bytes(b"\x00\x01\x02" * 99)
    write(collection.root / "empty.txt", "")
    before = snapshot(collection.root)

    message, _ = provtrack("import", "one.txt", bad, "--record", "both").complaint

    assert message.startswith(bad)
    assert snapshot(collection.root) == before


def test_two_files_for_one_variant_are_refused_before_either_is_written(
    collection: Collection,
) -> None:
    write(collection.root / "one.txt", DRAFT)
    write(collection.root / "two.txt", OTHER)
    before = snapshot(collection.root)

    message, _ = provtrack(
        "import", "one.txt", "two.txt", "--record", "both", "--variant", "v"
    ).complaint

    assert "records/both/v.txt is there already" in message
    assert snapshot(collection.root) == before


def test_two_files_of_one_name_are_both_kept(collection: Collection) -> None:
    write(collection.root / "a" / "scan.txt", DRAFT)
    write(collection.root / "b" / "scan.txt", OTHER)

    successful("import", "a/scan.txt", "--record", "both", "--variant", "a")
    successful("import", "b/scan.txt", "--record", "both", "--variant", "b")

    assert len(list((collection.records / "both" / "source").iterdir())) == 2


def test_the_agents_that_a_file_names_are_added_after_those_that_are_there(
    collection: Collection,
) -> None:
    before = (collection.records / "agents.toml").read_text(encoding="utf-8")
    write(collection.root / "letter.txt", DRAFT)

    successful("import", "letter.txt")

    after = (collection.records / "agents.toml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert [agent["id"] for agent in tomllib.loads(after)["agent"]][-1] == "provtrack"


def stage(collection: Collection, name: str, archive: str, translators: str) -> None:
    """Imports a text with this metadata, whatever the importers make of a page."""
    from provtrack.model import Imported
    from provtrack.store.intake import Source, Wishes
    from provtrack.store.intake import stage as stage_import
    from provtrack.store.repository import find_repository

    metadata = {"translator": translators, "archive.repository": archive, "publisher": archive}
    repository = find_repository(collection.root)
    imported = Imported((f"The text of {name}.",), metadata)
    stage_import(
        repository, Source(f"{name}.txt", name.encode()), imported, Wishes(today="2024-02-03")
    )
    repository.write_staged()


def agents(collection: Collection) -> dict[str, str]:
    from provtrack.store.repository import find_repository

    return {agent.id: agent.name for agent in find_repository(collection.root).agents().agent}


def test_people_and_archives_with_names_in_another_script_are_told_apart(
    collection: Collection,
) -> None:
    stage(collection, "one", "Государственный архив", "Анна Иванова; Пётр Смирнов")
    stage(collection, "two", "Государственный архив", "Пётр Смирнов")

    by_name = {name: id_ for id_, name in agents(collection).items()}
    assert len({by_name[name] for name in ("Анна Иванова", "Пётр Смирнов")}) == 2
    assert by_name["Государственный архив"]
    record = description(collection.records / "two" / "record.toml")
    assert record["step"][1]["agents"] == [by_name["Пётр Смирнов"]]
    assert record["step"][2]["agents"] == [by_name["Государственный архив"]]
    assert record["publisher"] == by_name["Государственный архив"]


def test_ids_have_the_family_name_in_front_wherever_it_stands_in_the_name(
    collection: Collection,
) -> None:
    stage(collection, "one", "Archive", "Pak Yeong-bin; Gary Goldberg")

    assert agents(collection).keys() >= {"pak-yeong-bin", "goldberg-gary"}
    assert description(collection.records / "one" / "record.toml")["variant"][0]["id"] == "pak"


def test_an_agent_with_a_very_long_name_gets_an_id_that_is_valid(collection: Collection) -> None:
    stage(collection, "one", "Archive of " + "very " * 60 + "old papers", "Gary " + "X" * 200)

    assert successful("show", "one")


def test_an_agent_that_is_known_by_its_id_is_not_added_again(collection: Collection) -> None:
    stage(collection, "one", "City Archive", "V. Halloran")

    assert [name for name in agents(collection).values() if name == "City Archive"] == [
        "City Archive"
    ]


HOSTILE = [
    "Запись беседы с послом",
    "대사와의 대담",
    "../../outside",
    "--upload-pack=touch x",
    "He said \"no\" \\ and 'left' = [x] # not a comment",
    "''' \"\"\"",
    "con",
    "a" * 3000,
    ".",
    "…",
    "<b>bold</b> &amp; [[step]]",
    "tab\there",
    "\u202eevil\u2066",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_an_odd_title_gives_a_valid_record_that_keeps_it(
    collection: Collection, title: str
) -> None:
    import html

    page = PAGE.format(title=html.escape(title))
    write(collection.root / "page.html", page)
    outside = snapshot(collection.root.parent)

    report = successful("import", "page.html", "--format", "json").document["files"][0]

    record = description(collection.records / report["record"] / "record.toml")
    assert record["title"] == report["metadata"].get("title", "page")
    assert set(report["record"]) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not report["record"].startswith("-")
    assert len(report["record"]) <= 100
    assert successful("show", report["record"]).out
    new = set(snapshot(collection.root.parent)) - set(outside)
    assert {name.split("/")[:2] == ["collection", "records"] for name in new} == {True}


@pytest.mark.parametrize(
    "name",
    [
        "письмо.txt",
        "-rf.txt",
        "--output=x.txt",
        "a b;rm -rf $HOME.txt",
        "quo\"te's.txt",
        "line\nbreak.txt",
        "\x1b[31mred.txt",
        "\udcff\udcfe.txt",
        "..txt",
        "x" * 200 + ".txt",
        "no ending",
        ".hidden",
    ],
)
def test_an_odd_file_name_gives_a_valid_record(collection: Collection, name: str) -> None:
    write(collection.root / name, DRAFT)

    report = successful("import", "--format", "json", "--", name).document["files"][0]

    assert successful("show", report["record"]).out
    assert "\x1b" not in successful("list").out
    assert successful("import", "--", name).out.endswith("in the record already\n")


@pytest.mark.parametrize("wish", ["../x", "a/b", ".", "-x", "a b", "é", "x\n", "a" * 101])
@pytest.mark.parametrize("option", ["--record", "--variant"])
def test_an_id_that_cannot_be_one_is_refused(
    collection: Collection, option: str, wish: str
) -> None:
    write(collection.root / "letter.txt", DRAFT)
    before = snapshot(collection.root)

    message, hint = provtrack("import", "letter.txt", f"{option}={wish}").complaint

    assert message.startswith(f"{option} cannot be")
    assert "letters, digits" in hint
    assert snapshot(collection.root) == before


@pytest.mark.parametrize(
    ("options", "about"),
    [
        (["--kind", "novel"], "--kind cannot be 'novel'"),
        (["--from", "doc"], "unknown format 'doc'"),
        (["--from", "docx"], "letter.txt"),
        (["--format", "jsom"], "there is no format 'jsom' for this command"),
        (["--output", "report.csv"], "there is no format 'csv' for this command"),
        (["--output", "letter.txt/report.json"], "cannot be written"),
        (["--output", "records"], "cannot be written"),
    ],
)
def test_a_wish_that_cannot_be_fulfilled_leaves_everything_as_it_was(
    collection: Collection, options: list[str], about: str
) -> None:
    write(collection.root / "letter.txt", DRAFT)
    before = snapshot(collection.root)

    message, _ = provtrack("import", "letter.txt", *options).complaint

    assert about in message
    assert snapshot(collection.root) == before


def test_what_was_left_out_of_a_file_is_listed(collection: Collection) -> None:
    write(collection.root / "page.html", PAGE.format(title="A title"))

    run = successful("import", "page.html", "--dry-run")

    assert "not in the text (1)" in run.out
    assert "Home | About us" in run.out


def test_a_record_that_cannot_be_read_is_not_added_to(collection: Collection) -> None:
    collection.edit("title =", "titel =")
    write(collection.root / "third.txt", DRAFT)
    before = snapshot(collection.root)

    message, hint = provtrack("import", "third.txt", "--record", TALK).complaint

    assert message.startswith(f"records/{TALK}/record.toml:4: unknown key 'titel'")
    assert hint == "did you mean 'title'?"
    assert snapshot(collection.root) == before


def test_a_variant_may_not_leave_the_repository_through_a_link(
    collection: Collection, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (collection.records / "linked").symlink_to(outside)
    write(collection.root / "letter.txt", DRAFT)

    message, _ = provtrack("import", "letter.txt", "--record", "linked").complaint

    assert "a link that leads out of the repository" in message
    assert snapshot(outside) == {}


def test_the_note_is_still_there_after_all_this(collection: Collection) -> None:
    write(collection.root / "third.txt", DRAFT)
    successful("import", "third.txt", "--record", NOTE)

    assert len(successful("show", NOTE, "--format", "json").document["variants"]) == 3


def test_a_language_that_is_no_tag_is_refused_and_nothing_is_written(
    collection: Collection,
) -> None:
    write(collection.root / "letter.txt", DRAFT)
    before = snapshot(collection.root)

    message, hint = provtrack("import", "letter.txt", "--language", "old French").complaint

    assert message == "--language cannot be 'old French'"
    assert "BCP 47" in hint
    assert snapshot(collection.root) == before


def test_a_wrong_kind_is_refused_even_where_nothing_would_be_written(
    collection: Collection,
) -> None:
    write(collection.root / "letter.txt", DRAFT)
    successful("import", "letter.txt")

    message, _ = provtrack("import", "letter.txt", "--kind", "transl").complaint

    assert message == "--kind cannot be 'transl'"


def test_a_kind_that_nobody_named_is_said_to_be_a_guess(collection: Collection) -> None:
    write(collection.root / "letter.txt", DRAFT)

    guessed = successful("import", "letter.txt", "--dry-run").out
    told = successful("import", "letter.txt", "--kind", "translation").out

    assert "nothing says how the text stands to the original" in guessed
    assert "nothing says how" not in told


def test_a_language_that_nobody_named_is_missed(collection: Collection) -> None:
    write(collection.root / "letter.txt", DRAFT)

    missed = successful("import", "letter.txt", "--record", NOTE).out
    told = successful("import", "letter.txt", "--language", "en", "--dry-run").out

    assert "nothing says in which language the text is" in missed
    assert "--language names it" in missed
    assert "in which language" not in told


LONG = "Record of a Conversation between Embassy Counsellor V. Halloran and the Deputy Minister"


def imported(name: str, title: str) -> str:
    """The id of the record that a page with this title goes into."""
    write(Path(name), PAGE.format(title=title))
    (report,) = successful("import", name, "--variant", "page", "--format", "json").document[
        "files"
    ]
    return str(report["record"])


def test_a_long_title_makes_a_short_id_of_whole_words(collection: Collection) -> None:
    assert imported("one.html", LONG) == "record-conversation-embassy-counsellor-halloran"
    assert imported("two.html", "A Note on the Weather") == "a-note-on-the-weather"
    assert imported("three.html", "x" * 80) == "x" * 48


def test_two_titles_with_the_same_beginning_are_two_records(collection: Collection) -> None:
    first = imported("one.html", LONG)

    assert imported("two.html", f"{LONG} of Agriculture") == f"{first}-2"
    assert imported("one.html", LONG) == first
    assert imported("two.html", f"{LONG} of Agriculture") == f"{first}-2"
