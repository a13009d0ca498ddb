"""``history`` and ``blame`` on real repositories: renamed, merged, squashed, shallow, wrapped."""

import csv
import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
from commandline import provtrack, successful
from holdings import TALK, Collection, git, write
from pasts import (
    GRAIN,
    HARVEST,
    NEWSPAPERS,
    REF,
    TEXT,
    Past,
    begin,
    corrected,
    entry,
    eventful,
)

from provtrack.text import join_paragraphs

SECOND = corrected(TEXT, 3, "forty", "fourteen")


@pytest.fixture
def past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Past:
    """A repository with the text as it was taken in, entered."""
    made = begin(tmp_path / "past")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(made.root)
    return made


def blamed(*arguments: str | Path, ref: str = REF) -> Any:
    return successful("blame", ref, *arguments, "--format", "json").document


def origins(*arguments: str | Path, ref: str = REF) -> list[str]:
    """The commit of each paragraph, else what it has instead."""
    document = blamed(*arguments, ref=ref)
    versions = document["versions"]
    found = (versions[each["version"]] for each in document["paragraphs"])
    return [
        each["commit"] or (each["state"] if each["source"] == "ledger" else each["source"])
        for each in found
    ]


def words(number: int, *arguments: str | Path) -> dict[str, str]:
    """The words of a paragraph, by the commit (or the state) that they are from."""
    document = blamed("--words", *arguments, ref=f"{REF}#p{number}")
    found: dict[str, list[str]] = {}
    for each in document["paragraphs"][0]["words"]:
        version = document["versions"][each["version"]]
        found.setdefault(version["commit"] or version["state"], []).append(each["text"])
    return {key: " … ".join(texts) for key, texts in found.items()}


def lives(ref: str = REF) -> Any:
    return successful("history", ref, "--format", "json").document


def events(ref: str) -> list[list[str]]:
    """What happened to one paragraph, version by version."""
    (life,) = lives(ref)["paragraphs"]
    return [each["events"] for each in life["events"]]


def git_blame(past: Past) -> list[str]:
    """The commit that git blames each paragraph's line on."""
    lines = past.git("blame", "-l", "-s", "--root", past.text).splitlines()
    return [line.split()[0] for line in lines[::2]]


def test_blame_names_commit_author_date_and_subject(past: Past) -> None:
    commit = past.save(SECOND, "Correct the number of wagons", "I. Teresh")

    document = blamed()
    first, second = document["versions"]
    assert [each["version"] for each in document["paragraphs"]] == [0, 0, 1, 0, 0]
    assert second["commit"] == commit
    assert second["author"] == "I. Teresh"
    assert second["date"] == "2024-02-03T00:02:00+00:00"
    assert second["subject"] == "Correct the number of wagons"
    assert first["state"] == f"{REF.split('/')[1]}@1"


def test_where_a_line_is_a_paragraph_git_says_the_same(past: Past) -> None:
    past.save(SECOND, "Correct the number")
    past.save((*SECOND[:4], NEWSPAPERS.replace("complained", "spoke"), SECOND[4]), "Put one in")
    past.save((*SECOND[1:], "And with this he left."), "Take one out, put one in")

    assert origins() == git_blame(past)


def test_where_a_paragraph_is_moved_or_cut_git_is_wrong(past: Past) -> None:
    first = origins()[0]
    past.save((TEXT[0], HARVEST, GRAIN, *TEXT[2:]), "Cut one in two")
    past.save((TEXT[0], HARVEST, GRAIN, TEXT[4], TEXT[2], TEXT[3]), "Put one elsewhere")

    assert origins() == [first] * 6
    assert git_blame(past) != [first] * 6


def test_lines_wrapped_and_joined_again_change_nothing(past: Past) -> None:
    first = origins()[0]
    half = TEXT[1].split()
    wrapped = join_paragraphs(TEXT).replace(
        TEXT[1], "\n".join([" ".join(half[:11]), " ".join(half[11:22]), " ".join(half[22:])])
    )
    past.save(wrapped, "Wrap the lines")
    past.save(TEXT, "Join the lines again")

    assert origins() == [first] * 5
    assert events(f"{REF}#p2") == [["born"]]
    assert len(set(git_blame(past))) == 2


def test_each_word_has_its_origin(past: Past) -> None:
    first = origins()[0]
    commit = past.save(SECOND, "Correct the number")

    assert words(3) == {
        first: "The bridge at Sarn is closed and … wagons of timber stand in front of it.",
        commit: "fourteen",
    }


def test_what_is_not_committed_yet_is_said_to_be_so(past: Past) -> None:
    write(past.text, SECOND)

    assert origins()[2] == "working-tree"
    assert "not committed yet" in successful("blame", REF).out
    assert origins(ref=f"{REF}@HEAD")[2] == origins()[0]


def test_a_repository_without_commits(tmp_path: Path) -> None:
    past = begin(tmp_path / "one")
    fresh = tmp_path / "fresh"
    git(tmp_path, "init", "--quiet", fresh)
    (past.root / "records").rename(fresh / "records")

    assert set(origins("--repo", fresh)) == {"working-tree"}
    assert "not committed yet" in successful("history", REF, "--repo", fresh).out


def test_a_file_that_git_does_not_have(past: Past) -> None:
    past.git("rm", "--quiet", "--cached", past.text)
    past.git("commit", "--quiet", "--message", "Forget the text")

    # It was there before, and reads as it did then.
    assert set(origins()) != {"working-tree"}
    other = past.record / "other.txt"
    write(other, TEXT)
    description = past.record / "record.toml"
    source = description.read_text(encoding="utf-8")
    write(description, source.replace('id = "fair"', 'id = "other"', 1))
    assert set(origins(ref="talk/other")) == {"working-tree"}


def test_a_record_that_was_renamed(past: Past) -> None:
    first = origins()[0]
    past.git("mv", "records/talk", "records/conversation")
    description = past.root / "records" / "conversation" / "record.toml"
    source = description.read_text(encoding="utf-8")
    write(description, source.replace('id = "talk"', 'id = "conversation"', 1))
    staged = origins(ref="conversation/fair")
    past.commit("Call it a conversation")
    text = description.parent / "fair.txt"
    write(text, SECOND)
    commit = past.commit("Correct the number")

    assert staged == [first] * 5
    assert origins(ref="conversation/fair") == [first, first, commit, first, first]
    paths = {each["path"] for each in lives("conversation/fair")["versions"]}
    assert paths == {"records/talk/fair.txt", "records/conversation/fair.txt"}


def test_a_change_on_a_branch_is_the_branchs(past: Past) -> None:
    first = origins()[0]
    past.git("switch", "--quiet", "--create", "review")
    branch = past.save(SECOND, "Correct the number on a branch", "I. Teresh")
    past.git("switch", "--quiet", "main")
    main = past.save(corrected(TEXT, 5, "June", "July"), "Correct the month")
    past.git("merge", "--quiet", "--message", "Merge the review", "review")

    assert origins() == [first, first, branch, first, main]
    assert origins() == git_blame(past)


def test_a_branch_from_before_a_renaming(past: Past) -> None:
    first = origins()[0]
    past.git("switch", "--quiet", "--create", "review")
    branch = past.save(SECOND, "Correct the number on a branch")
    past.git("switch", "--quiet", "main")
    past.git("mv", "records/talk", "records/conversation")
    description = past.root / "records" / "conversation" / "record.toml"
    source = description.read_text(encoding="utf-8")
    write(description, source.replace('id = "talk"', 'id = "conversation"', 1))
    past.commit("Call it a conversation")
    past.git("merge", "--quiet", "--message", "Merge the review", "review")

    assert origins(ref="conversation/fair") == [first, first, branch, first, first]


def test_a_rebased_branch_has_its_new_commits(past: Past) -> None:
    first = origins()[0]
    past.git("switch", "--quiet", "--create", "review")
    old = past.save(SECOND, "Correct the number")
    past.git("switch", "--quiet", "main")
    write(past.root / "README.md", "Read me.\n")
    past.commit("Say what this is")
    past.git("rebase", "--quiet", "main", "review")
    new = past.git("rev-parse", "HEAD")

    assert new != old
    assert origins() == [first, first, new, first, first]


def test_a_shallow_clone_says_what_is_out_of_reach(past: Past, tmp_path: Path) -> None:
    second = past.save(SECOND, "Correct the number")
    third = past.save(corrected(SECOND, 5, "June", "July"), "Correct the month")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "2", past.root.as_uri(), clone)

    run = successful("blame", REF, "--repo", clone, "--format", "json")
    versions = {each["commit"]: each["boundary"] for each in run.document["versions"]}
    assert run.document["shallow"]
    assert versions == {second: True, third: False}
    assert f"what is before {second[:8]} is out of reach" in run.err
    assert "git fetch --unshallow" in run.err
    shown = successful("blame", REF, "--repo", clone)
    assert shown.out.startswith(f"^{second[:8]}")
    page = successful("history", REF, "--repo", clone, "--format", "html")
    assert "out of reach in this shallow clone" in page.out


def test_reformatting_commits_can_be_looked_through(past: Past) -> None:
    first = origins()[0]
    second = past.save(SECOND, "Correct the number")
    capitals = past.save([text.upper() for text in SECOND], "Set it in capitals")
    listed = write(past.root / "ignored", f"# Only its dress.\n{capitals}\n\n")

    assert origins() == [capitals] * 5
    assert origins("--ignore-revs-file", listed) == [first, first, second, first, first]
    assert second in words(3, "--ignore-revs-file", listed)


def test_a_list_of_commits_that_is_none_is_refused(past: Past) -> None:
    listed = write(past.root / "ignored", "# Remarks are fine.\nmain\n")

    error, hint = provtrack("blame", REF, "--ignore-revs-file", listed).complaint
    assert error == f"{listed}:2: not the id of a commit"
    assert "git rev-parse" in hint


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"\x00\x01\x02\xff", "binary"), ("Grüße".encode("cp1252") + b"\n", "not UTF-8")],
)
def test_a_version_that_cannot_be_read_is_left_out(past: Past, content: bytes, why: str) -> None:
    first = origins()[0]
    past.text.write_bytes(content)
    broken = past.commit("Break the file")
    mended = past.save(SECOND, "Mend the file")

    run = successful("blame", REF, "--format", "json")
    assert origins() == [first, first, mended, first, first]
    assert [each["commit"] for each in run.document["skipped"]] == [broken]
    assert broken[:8] in run.err
    assert why in run.err


def test_a_file_that_was_deleted_and_restored_keeps_its_past(past: Past) -> None:
    first = origins()[0]
    past.git("rm", "--quiet", past.text)
    past.commit("Take the text away")
    past.save(TEXT, "Bring it back")

    assert origins() == [first] * 5
    assert set(git_blame(past)) != {first}


def test_a_state_that_only_the_ledger_still_has(tmp_path: Path) -> None:
    past = eventful(tmp_path / "past")
    document = blamed("--words", "--repo", past.root, ref=f"{REF}#p5")
    (paragraph,) = document["paragraphs"]
    version = document["versions"][paragraph["version"]]

    assert (version["source"], version["state"], version["commit"]) == ("ledger", "fair@4", "")
    owed = {
        each["text"]: (document["versions"][each["version"]]["state"], each["corrections"])
        for each in paragraph["words"]
    }
    assert owed["has been"] == ("fair@4", ["c2"])
    assert owed["fourteen"] == ("fair@2", ["c1"])
    assert {each["id"]: each["folio"] for each in document["corrections"]} == {
        "c1": "1ob",
        "c2": "2ob",
    }
    assert (
        "in the ledger; no commit of its own"
        in successful("history", f"{REF}#p5", "--repo", past.root).out
    )


def test_states_before_the_first_commit_are_made_again_backwards(tmp_path: Path) -> None:
    third = corrected(SECOND, 5, "month of June", "month of July")
    past = begin(tmp_path / "squashed", third)
    entries = entry(1, 3, "forty wagons", "fourteen wagons", after=2)
    entries += entry(2, 5, "of June", "of July", after=3, kind="date")
    past.describe(TEXT, SECOND, third, ledger=entries)
    past.git("add", "--all")
    past.git("commit", "--quiet", "--amend", "--no-edit")

    document = blamed("--repo", past.root)
    found = [document["versions"][each["version"]] for each in document["paragraphs"]]
    assert [each["state"] for each in found] == [
        "fair@1", "fair@1", "fair@2", "fair@1", "fair@3",
    ]  # fmt: skip
    assert [each["source"] for each in found] == [
        "ledger", "ledger", "ledger", "ledger", "commit",
    ]  # fmt: skip


def test_a_ledger_that_does_not_fit_the_hashes_is_not_believed(tmp_path: Path) -> None:
    third = corrected(SECOND, 5, "month of June", "month of July")
    past = begin(tmp_path / "squashed", third)
    entries = entry(1, 3, "forty wagons", "fourteen wagons", after=2)
    entries += entry(2, 5, "of May", "of July", after=3, kind="date")
    past.describe(TEXT, SECOND, third, ledger=entries)

    assert {each["source"] for each in blamed("--repo", past.root)["versions"]} == {"commit"}


def test_a_correction_that_is_not_committed_yet_is_told(past: Past) -> None:
    past.describe(TEXT, SECOND, ledger=entry(1, 3, "forty wagons", "fourteen wagons", after=2))
    write(past.text, SECOND)

    document = blamed()
    version = document["versions"][document["paragraphs"][2]["version"]]
    assert document["paragraphs"][2]["corrections"] == ["c1"]
    assert (version["source"], version["state"]) == ("working-tree", "fair@2")


def test_a_correction_is_found_by_its_words_where_a_hand_changed_more(past: Past) -> None:
    past.describe(TEXT, SECOND, ledger=entry(1, 3, "forty wagons", "fourteen wagons", after=2))
    past.save(corrected(SECOND, 1, "own request", "urgent request"), "Two things at once")

    assert [each["corrections"] for each in blamed()["paragraphs"]] == [[], [], ["c1"], [], []]


def test_a_paragraph_that_the_ledger_took_away(past: Past) -> None:
    without = (*TEXT[:3], TEXT[4])
    past.describe(TEXT, without, ledger=entry(1, 4, NEWSPAPERS, "", after=2, kind="addition"))
    past.save(without, "Take out what does not belong here")

    gone = lives()["paragraphs"][-1]
    assert gone["number"] is None
    assert gone["events"][-1]["events"] == ["deleted"]
    assert gone["events"][-1]["corrections"] == ["c1"]


def test_history_tells_a_life_from_birth_to_today(tmp_path: Path) -> None:
    past = eventful(tmp_path / "past")
    document = successful("history", f"{REF}#p2", "--repo", past.root, "--format", "json").document
    (life,) = document["paragraphs"]

    assert [each["events"] for each in life["events"]] == [["born"], ["split"], ["reworded"]]
    assert [each["corrections"] for each in life["events"]] == [[], [], ["c3"]]
    (edit,) = life["events"][-1]["edits"]
    assert (edit["left"]["text"], edit["right"]["text"]) == ("second", "third")
    assert life["events"][1]["before"] == [HARVEST]


def test_history_as_text_marks_the_words_and_tells_the_evidence(tmp_path: Path) -> None:
    past = eventful(tmp_path / "past")
    out = successful("history", REF, "--repo", past.root).out

    assert "for the [-second-]{+third+} year." in out
    assert "c3: number, original f. 3ob · leaf 3 reads so · proposed by halloran" in out
    assert "split from ¶2" in out
    assert "moved from ¶6 to ¶4" in out
    assert "¶4, gone" in out
    assert f"¶1 as in {origins('--repo', past.root)[0][:8]}" in out
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize("rev", ["2", "HEAD~1", "main"])
def test_the_history_ends_where_the_reference_says(past: Past, rev: str) -> None:
    past.describe(TEXT, SECOND)
    second = past.save(SECOND, "Correct the number")
    past.save(corrected(SECOND, 5, "June", "July"), "Correct the month")
    number = 5 if rev == "main" else 3

    document = blamed(ref=f"{REF}@{rev}")
    assert document["ref"] == f"{REF}@{rev}"
    last = document["versions"][document["paragraphs"][number - 1]["version"]]
    assert (last["commit"] == second) is (rev != "main")


def test_a_state_of_another_branch(past: Past) -> None:
    past.describe(TEXT, SECOND)
    past.git("switch", "--quiet", "--create", "review")
    branch = past.save(SECOND, "Correct the number")
    past.git("switch", "--quiet", "main")
    past.describe(TEXT, SECOND)

    assert origins(ref=f"{REF}@2")[2] == branch


def test_names_and_subjects_are_inert(past: Past) -> None:
    evil = "<script>alert(1)</script> \x1b[31m=cmd|'x'!A1 [x](http://e.example)"
    past.save(SECOND, f"{evil} subject", "=author \x1b[31m [x](http://e.example)")

    for command in ("blame", "history"):
        for output_format in ("text", "md", "html", "csv", "json"):
            if (command, output_format) in {("blame", "html"), ("history", "csv")}:
                continue
            out = successful(command, REF, "--format", output_format).out
            assert "\x1b" not in out, (command, output_format)
            if output_format in {"md", "html"}:
                assert "<script>alert" not in out
                assert output_format == "html" or "[x](http" not in out
    rows = csv.reader(io.StringIO(successful("blame", REF, "--format", "csv").out))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def test_an_author_is_named_as_the_mailmap_says(past: Past) -> None:
    write(past.root / ".mailmap", "Ilan Teresh <i.@example.org>\n")
    past.save(SECOND, "Correct the number", "I. Teresh")

    assert "Ilan Teresh" in successful("blame", REF).out


def test_nothing_that_the_repository_configures_is_run(past: Past) -> None:
    trap = past.root / "sprung"
    program = write(past.root / "trap.sh", f"#!/bin/sh\ntouch {trap}\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program"):
        past.git("config", key, program)
    past.git("config", "log.showSignature", "true")
    write(past.root / ".gitattributes", "*.txt diff=evil\n")
    past.git("config", "diff.evil.textconv", program)

    successful("blame", REF)
    successful("history", REF)
    assert not trap.exists()


def test_the_repository_is_left_as_it_was(past: Past) -> None:
    before = past.git("status", "--porcelain=v2", "--branch")
    successful("history", REF)
    successful("blame", REF, "--words")

    assert past.git("status", "--porcelain=v2", "--branch") == before


@pytest.mark.parametrize(
    ("ref", "error", "hint"),
    [
        ("talk", "is a record, not a text", "talk/fair"),
        ("talk/fiar", "has no variant", "did you mean talk/fair?"),
        ("tlak/fair", "no record", "did you mean 'talk'?"),
        ("talk/fair#p9", "there is no paragraph 9", "#p1-5"),
        ("talk/fair@9", "no such state", "the last state is talk/fair@1"),
        ("talk/fair@nonsense", "no revision", ""),
        ("./fair.txt", "has no history here", "RECORD/VARIANT"),
        ("-", "has no history here", "RECORD/VARIANT"),
    ],
)
def test_a_reference_that_names_no_variant_is_refused(
    past: Past, ref: str, error: str, hint: str
) -> None:
    for command in ("history", "blame"):
        found = provtrack(command, ref).complaint
        assert error in found[0]
        assert hint in found[1]


def test_a_record_that_is_not_valid_is_refused_as_everywhere(past: Past) -> None:
    write(past.record / "record.toml", "schema = 1\n<<<<<<< HEAD\n")

    assert "an unresolved merge conflict" in provtrack("blame", REF).complaint[0]


def test_the_lines_of_blame_fit_eighty_columns(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for arguments in ([], ["--words"]):
        out = successful("blame", f"{TALK}/halloran", *arguments).out
        assert max(map(len, out.splitlines())) <= 100


def test_a_linked_working_tree_and_a_hook_see_the_same(past: Past, tmp_path: Path) -> None:
    second = past.save(SECOND, "Correct the number")
    linked = tmp_path / "linked"
    past.git("worktree", "add", "--quiet", linked, "HEAD")

    assert origins("--repo", linked)[2] == second
    hook = write(past.root / ".git" / "hooks" / "pre-commit", "#!/bin/sh\nenv | grep ^GIT_ >&2\n")
    hook.chmod(0o755)
    run = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=past.root, check=True, capture_output=True, text=True
    )
    assert run.stdout.strip() == second
