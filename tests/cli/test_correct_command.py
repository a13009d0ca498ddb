"""`provtrack correct`: the text, the ledger and the chain change together, and nothing else."""

import os
import re
import stat
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from commandline import process, provtrack, snapshot, successful
from holdings import DRAFT, ENVIRONMENT, NOTE, SECOND_STATE, TALK, Collection, commit, git, write

from provtrack.ledger import explain
from provtrack.store.ledgering import corrections_of
from provtrack.store.repository import find_repository
from provtrack.text import split_lines, text_sha256

TEXT = f"{TALK}/halloran"
TYPO = ("--kind", "typo", "--basis", "conjecture")
WAGONS = ("--old", "wagons of timber", "--new", "wagons of coal")


def toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def ledger(collection: Collection, record: str = TALK) -> list[dict[str, Any]]:
    path = collection.records / record / "corrections.toml"
    entries: list[dict[str, Any]] = toml(path)["correction"]
    return entries


def last_step(collection: Collection, record: str = TALK) -> dict[str, Any]:
    step: dict[str, Any] = toml(collection.records / record / "record.toml")["step"][-1]
    return step


def text(collection: Collection, variant: str = "halloran", record: str = TALK) -> tuple[str, ...]:
    return split_lines(collection.text(variant, record).read_text(encoding="utf-8"))


def identify(collection: Collection, name: str = "V. Halloran") -> None:
    collection.git("config", "user.name", name)
    collection.git("config", "user.email", "v@example.org")


def script(path: Path, code: str) -> str:
    """A program that stands for the user's editor."""
    write(path, f"#!/bin/sh\n{code}\n").chmod(stat.S_IRWXU)
    return str(path)


def test_text_ledger_and_chain_are_written_together(collection: Collection) -> None:
    identify(collection)
    before = collection.talk.read_text(encoding="utf-8")

    run = successful("correct", TEXT, *WAGONS, *TYPO, "--date", "2024-05-06")

    assert text(collection)[5] == SECOND_STATE[5].replace("timber", "coal")
    assert ledger(collection) == [
        {
            "id": "c1", "variant": "halloran", "from": "halloran@2", "to": "halloran@3",
            "paragraph": 6, "old": "wagons of timber", "new": "wagons of coal", "kind": "typo",
            "basis": "conjecture", "evidence": [], "proposed_by": "halloran", "reviewed_by": "",
            "date": "2024-05-06",
        }
    ]  # fmt: skip
    assert last_step(collection) == {
        "id": "s5", "activity": "correction", "uses": ["halloran@2"], "generates": "halloran@3",
        "agents": ["halloran"], "roles": {"halloran": "corrected by"}, "date": "2024-05-06",
        "status": "attested", "evidence": "corrections.toml",
        "text_sha256": text_sha256(text(collection)),
    }  # fmt: skip
    assert collection.talk.read_text(encoding="utf-8").startswith(before)
    assert "new state: talk-1957/halloran@3" in run.err
    assert successful("show", f"{TEXT}@3").out == successful("show", TEXT).out


@pytest.mark.parametrize(
    ("ref", "old", "new", "result"),
    [
        (f"{TEXT}#p5", "me and then", "me. ¶ Then he", ("He thanked me.", "Then he complained")),
        (f"{TEXT}#p5", "newspapers.¶The", "newspapers, for the", ("He thanked me and then",)),
        (f"{TEXT}#p7", SECOND_STATE[6], "", ("In parting",)),
        (f"{TEXT}#p9", "", "The end.\nReally.", None),
        (f"{TEXT}#p1", "", "Secret.", None),
        (f"{TEXT}#p5-6", "he went on", "he said", None),
        (TEXT, "forty", "x", None),
    ],
)
def test_paragraphs_are_split_joined_put_in_and_taken_away(
    collection: Collection, ref: str, old: str, new: str, result: tuple[str, ...] | None
) -> None:
    if old == "forty":
        assert "does not stand" in provtrack("correct", ref, "--old", old, "--new", new, *TYPO).err
        return
    successful("correct", ref, "--old", old, "--new", new, *TYPO)

    after = text(collection)
    entries = corrections_of(find_repository(collection.root), TALK)
    assert explain(SECOND_STATE, after, entries).complete
    assert after != SECOND_STATE
    for expected, found in zip(result or (), after[int(ref[-1]) - 1 :], strict=False):
        assert found.startswith(expected)


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        ((TEXT, "--old", "the", "--new", "a", *TYPO), "stands 13 times", "#p1"),
        ((TEXT, "--old", "the", "--new", "a", *TYPO), "¶3 “…minister said that the", "more"),
        ((f"{TEXT}#p3", "--old", "the", "--new", "a", *TYPO), "7 times in paragraph 3", "more"),
        ((TEXT, "--old", "waggons of timber", "--new", "x", *TYPO), "does not stand", "¶6"),
        ((f"{TEXT}#p2", *WAGONS, *TYPO), "does not stand in paragraph 2", "¶6"),
        ((f"{TEXT}#p99", *WAGONS, *TYPO), "no paragraph 99", "#p1-8"),
        ((f"{TEXT}@1", *WAGONS, *TYPO), "working tree", "RECORD/VARIANT"),
        ((TALK, *WAGONS, *TYPO), "only a variant", "RECORD/VARIANT"),
        ((f"{TALK}/haloran", *WAGONS, *TYPO), "no variant", "halloran"),
        ((TEXT, *TYPO), "what to correct", "--edit"),
        ((TEXT, "--old", "x", *TYPO), "--new is missing", "both"),
        ((TEXT, *WAGONS, "--edit", *TYPO), "three ways", "one"),
        ((TEXT, "--old", "", "--new", "x", *TYPO), "where the new paragraphs go", "#p9"),
        ((TEXT, "--old", "", "--new", " ", *TYPO), "both empty", "words"),
        ((f"{TEXT}#p1", "--from-diff", *TYPO), "all that was changed", "#p"),
        ((TEXT, *WAGONS, "--kind", "tipo"), "--kind cannot be 'tipo'", "did you mean typo?"),
        ((TEXT, *WAGONS, "--kind", "typo", "--basis", "guess"), "--basis cannot be", "conjecture"),
        ((TEXT, *WAGONS), "what the correction mends", "--kind mistranslation (a guess)"),
        ((TEXT, *WAGONS, "--kind", "typo"), "what it rests on", "--basis"),
        ((TEXT, *WAGONS, "--kind", "typo", "--basis", "original"), "rests on", "--folio"),
        ((TEXT, *WAGONS, "--kind", "typo", "--basis", "publisher"), "rests on", "--evidence"),
        ((TEXT, *WAGONS, *TYPO, "--date", "30 February"), "--date", "1956-02-25"),
        ((TEXT, *WAGONS, *TYPO, "--proposed-by", "haloran"), "no agent 'haloran'", "'halloran'"),
        ((TEXT, *WAGONS, *TYPO, "--commit"), "who commits", "user.email"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    collection: Collection, arguments: tuple[str, ...], error: str, hint: str
) -> None:
    before = snapshot(collection.root)

    message, advice = provtrack("correct", *arguments).complaint

    assert error in message
    assert hint in advice
    assert snapshot(collection.root) == before


def test_a_dry_run_prints_the_entry_and_the_step(collection: Collection) -> None:
    before = snapshot(collection.records)
    out = successful("correct", TEXT, *WAGONS, *TYPO, "--dry-run").out

    assert tomllib.loads(out)["correction"][0]["new"] == "wagons of coal"
    assert tomllib.loads(out)["step"][0]["generates"] == "halloran@3"
    assert snapshot(collection.records) == before


def test_a_text_in_another_form_keeps_every_byte_that_is_not_corrected(
    collection: Collection,
) -> None:
    odd = "\ufeff" + "\r\n".join(f"{each} " for each in SECOND_STATE) + "\r\n\r\n"
    collection.text("halloran").write_bytes(odd.encode())

    successful("correct", TEXT, *WAGONS, *TYPO)
    successful("correct", f"{TEXT}#p1", "--old", "", "--new", "Secret.", *TYPO)

    written = collection.text("halloran").read_bytes().decode()
    line = SECOND_STATE[5] + " "
    corrected = line.replace("timber", "coal").strip()
    assert written == odd.replace("\ufeff", "\ufeffSecret.\r\n").replace(line, corrected)


def test_the_first_correction_of_a_variant_without_a_state_makes_two(
    collection: Collection,
) -> None:
    run = successful("correct", f"{NOTE}/draft", "--old", "Monday", "--new", "Tuesday", *TYPO)

    first, second = toml(collection.records / NOTE / "record.toml")["step"]
    assert (first["generates"], first["status"]) == ("draft@1", "unknown")
    assert first["text_sha256"] == text_sha256(DRAFT)
    assert (second["uses"], second["generates"]) == (["draft@1"], "draft@2")
    assert "entered as draft@1" in run.err
    assert ledger(collection, NOTE)[0]["from"] == "draft@1"


def test_a_text_that_was_changed_by_hand_is_not_corrected_over(collection: Collection) -> None:
    write(collection.text("halloran"), [*SECOND_STATE[:-1], "Changed by hand."])
    before = snapshot(collection.records)

    message, hint = provtrack("correct", TEXT, *WAGONS, *TYPO).complaint

    assert "is not halloran@2" in message
    assert "--from-diff" in hint
    assert snapshot(collection.records) == before


def test_entries_are_made_of_what_was_changed_by_hand(collection: Collection) -> None:
    changed = [each.replace("fourteen", "40") for each in SECOND_STATE[:-1]]
    write(collection.text("halloran"), changed)

    successful("correct", TEXT, "--from-diff", "--kind", "number", "--basis", "conjecture")

    assert [(each["paragraph"], each["new"]) for each in ledger(collection)] == [(6, "40"), (8, "")]
    assert text(collection) == tuple(changed)
    # Nothing of this was committed: the state before is made by the ledger.
    write(collection.text("halloran"), [*changed, "The end."])
    successful("correct", TEXT, "--from-diff", *TYPO)
    assert ledger(collection)[-1]["from"] == "halloran@3"
    assert "nothing to correct" in successful("correct", TEXT, "--from-diff", *TYPO).err


def test_changes_by_hand_of_a_variant_without_a_state_are_held_against_the_last_commit(
    collection: Collection,
) -> None:
    write(collection.text("draft", NOTE), [DRAFT[0], "It opened on Friday."])

    successful("correct", f"{NOTE}/draft", "--from-diff", *TYPO)

    first = toml(collection.records / NOTE / "record.toml")["step"][0]
    assert first["text_sha256"] == text_sha256(DRAFT)


def test_each_paragraph_that_was_edited_becomes_an_entry(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = script(
        tmp_path / "ed it", 'sed -i -e s/Orban/Urban/ -e s/timber/coal/ -e "/^A guide/d" "$1"'
    )
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", f"'{editor}'")

    successful("correct", TEXT, "--edit", *TYPO)

    assert [(each["paragraph"], each["old"]) for each in ledger(collection)] == [
        (6, "timber"), (7, SECOND_STATE[6]), (8, "Orban"),
    ]  # fmt: skip
    assert {each["to"] for each in ledger(collection)} == {"halloran@3"}


def test_only_the_named_paragraphs_are_opened(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = script(tmp_path / "edit", f'cp "$1" {tmp_path}/seen; echo "It is open." > "$1"')
    monkeypatch.setenv("EDITOR", editor)

    successful("correct", f"{TEXT}#p6", "--edit", *TYPO)

    assert (tmp_path / "seen").read_text(encoding="utf-8") == SECOND_STATE[5] + "\n"
    assert text(collection)[5] == "It is open."


def test_the_repository_does_not_choose_the_editor(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = script(tmp_path / "evil", f"touch {tmp_path}/ran")
    collection.git("config", "core.editor", evil)
    monkeypatch.setenv("EDITOR", "true")

    assert "nothing to correct" in successful("correct", TEXT, "--edit", *TYPO).err
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("editor", "error"),
    [("false", "status 1"), ("no-such-editor", "not on PATH"), ("'", "quotation mark")],
)
def test_an_editor_that_fails_changes_nothing(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, editor: str, error: str
) -> None:
    monkeypatch.setenv("EDITOR", editor)
    before = snapshot(collection.records)

    message, hint = provtrack("correct", TEXT, "--edit", *TYPO).complaint
    assert error in message
    assert "kept in" not in hint
    assert snapshot(collection.records) == before


def test_what_was_written_in_the_editor_is_kept_when_it_cannot_be_used(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    path = collection.text("halloran")
    editor = script(tmp_path / "edit", f'sed -i s/timber/coal/ "$1"; echo "Else." >> {path}')
    monkeypatch.setenv("EDITOR", editor)

    message, hint = provtrack("correct", TEXT, "--edit", *TYPO).complaint

    assert "halloran.txt" in message
    kept = Path(hint.rpartition(" ")[2])
    assert "wagons of coal" in kept.read_text(encoding="utf-8")
    assert not (collection.records / TALK / "corrections.toml").exists()


def test_what_is_missing_is_asked_on_a_terminal(collection: Collection) -> None:
    code, said = on_a_terminal("correct", TEXT, *WAGONS, typed=b"tpyo\ntypo\noriginal\n4ob\n")

    assert code == 0, said
    assert "kind [mistranslation]" in said
    assert "did you mean typo?" in said
    entry = ledger(collection)[0]
    assert (entry["kind"], entry["basis"], entry["folio"]) == ("typo", "original", "4ob")


def test_who_breaks_off_is_told_where_the_text_is(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", script(tmp_path / "edit", 'sed -i s/timber/coal/ "$1"'))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = snapshot(collection.records)

    code, said = on_a_terminal("correct", TEXT, "--edit", typed=b"typo\n\x04")

    assert code == 130, said
    kept = re.search(r"kept in (\S+)", said)
    assert kept, said
    assert "wagons of coal" in Path(kept[1]).read_text(encoding="utf-8")
    assert snapshot(collection.records) == before


def on_a_terminal(*arguments: str, typed: bytes) -> tuple[int, str]:
    """How a command ended whose user sits at a terminal, and what stood there."""
    import pty
    import sys

    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "provtrack", *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "dumb"},
    ) as running:
        os.close(slave)
        os.write(master, typed)
        said = b""
        while chunk := _read(master):
            said += chunk
    os.close(master)
    return running.returncode, said.decode()


def _read(master: int) -> bytes:
    try:
        return os.read(master, 4096)
    except OSError:  # the other end is closed
        return b""


def test_only_the_corrected_files_are_committed(collection: Collection, tmp_path: Path) -> None:
    identify(collection)
    write(collection.root / "staged.txt", "one\n")
    collection.git("add", "staged.txt")
    write(collection.root / "staged.txt", "two\n")
    write(collection.text("archive"), "Changed, and not staged.\n")
    collection.git("add", "--all", "records/bridge-note")
    hooks = collection.root / ".git" / "hooks"
    for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction"):
        script(hooks / name, f"touch {tmp_path}/{name}; exit 1")

    successful("correct", TEXT, *WAGONS, *TYPO, "--commit")

    files = collection.git("show", "--name-only", "--format=", "HEAD").splitlines()
    assert files == [f"records/{TALK}/{name}" for name in
                     ("corrections.toml", "halloran.txt", "record.toml")]  # fmt: skip
    assert collection.git("status", "--short").splitlines() == [
        "M records/talk-1957/archive.txt", "AM staged.txt",
    ]  # fmt: skip
    assert collection.git("show", ":staged.txt") == "one"
    assert sorted(tmp_path.glob("*commit*")) == []
    trailers = collection.git("log", "-1", "--format=%(trailers)").splitlines()
    assert trailers == [
        f"Record: {TALK}", "Variant: halloran", "Paragraph: 6", "Correction-Kind: typo",
        "Basis: conjecture",
    ]  # fmt: skip
    assert collection.git("log", "-1", "--format=%an") == "V. Halloran"
    assert collection.git("fsck", "--strict") == ""


def test_corrections_left_uncommitted_are_committed_with_the_next_and_named(
    collection: Collection,
) -> None:
    identify(collection)
    (other,) = [p.stem for p in (collection.records / TALK).glob("*.txt") if p.stem != "halloran"]
    successful("correct", TEXT, *WAGONS, *TYPO)
    successful("correct", f"{TALK}/{other}#p1", "--old", "", "--new", "Before.", *TYPO)

    result = successful("correct", TEXT, "--old", "coal", "--new", "peat", *TYPO, "--commit")

    assert "committed with it, since it was not yet: c1, c2" in result.err
    body = collection.git("log", "-1", "--format=%b")
    assert "Corrected before, and not committed until now:" in body
    assert "c1: halloran, ¶6:" in body
    assert f"c2: {other}, before ¶1: put in “Before.”" in body
    assert collection.git("status", "--short") == ""
    later = successful("correct", TEXT, "--old", "peat", "--new", "tar", *TYPO, "--commit")
    assert "not yet" not in later.err


def test_a_commit_without_a_parent_on_a_detached_head_and_in_a_worktree(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identify(collection)
    successful("correct", TEXT, *WAGONS, *TYPO, "--commit")
    collection.git("worktree", "add", "--quiet", "--detach", tmp_path / "tree")
    monkeypatch.chdir(tmp_path / "tree" / "records" / TALK)
    successful("correct", TEXT, "--old", "coal", "--new", "peat", *TYPO, "--commit")
    assert git(tmp_path / "tree", "log", "--format=%s").count("Correct paragraph 6") == 2
    assert git(tmp_path / "tree", "status", "--short") == ""
    assert collection.git("log", "--format=%s").count("Correct paragraph 6") == 1

    collection.git("checkout", "--quiet", "--orphan", "empty")
    monkeypatch.chdir(collection.root)
    successful("correct", TEXT, "--old", "coal", "--new", "tar", *TYPO, "--commit")
    assert collection.git("log", "--format=%s") == f"Correct paragraph 6 of {TEXT} (typo)"


def test_no_commit_in_the_middle_of_a_merge(collection: Collection) -> None:
    identify(collection)
    collection.git("switch", "--quiet", "--create", "other", "HEAD~1")
    write(collection.root / "new.txt", "new\n")
    commit(collection.root, "New")
    collection.git("merge", "--quiet", "--no-commit", "main")
    before = snapshot(collection.root)

    message, hint = provtrack("correct", TEXT, *WAGONS, *TYPO, "--commit").complaint

    assert "merge" in message
    assert "--commit" in hint
    assert snapshot(collection.root) == before


def test_no_program_of_the_repository_signs(collection: Collection, tmp_path: Path) -> None:
    identify(collection)
    evil = script(tmp_path / "evil", f"touch {tmp_path}/ran; exit 1")
    collection.git("config", "commit.gpgsign", "true")
    collection.git("config", "gpg.program", evil)
    collection.git("config", "filter.evil.clean", evil)
    write(collection.root / ".gitattributes", "*.txt filter=evil\n")

    successful("correct", TEXT, *WAGONS, *TYPO, "--commit")

    assert not (tmp_path / "ran").exists()


def test_a_correction_is_taken_back_by_an_entry(collection: Collection) -> None:
    successful("correct", TEXT, *WAGONS, *TYPO)
    successful("correct", f"{TEXT}#p1", "--old", "", "--new", "Secret.", *TYPO)
    run = successful(
        "revert-correction", TALK, "c1", "--basis", "original", "--folio", "5", "--reason", "So."
    )

    assert text(collection) == ("Secret.", *SECOND_STATE)
    entry = ledger(collection)[-1]
    assert (entry["reverts"], entry["paragraph"], entry["note"]) == ("c1", 7, "So.")
    assert (entry["kind"], entry["basis"], entry["folio"]) == ("typo", "original", "5")
    assert "c3: ¶7" in run.err

    again = provtrack("revert-correction", "c1", "--basis", "conjecture").complaint
    assert "by c3" in again[0]
    assert "no record has a correction 'c9'" in provtrack("revert-correction", "c9").err
    successful("revert-correction", TALK, "c3", "--basis", "conjecture")
    assert "coal" in text(collection)[6]


@pytest.mark.parametrize(
    ("old", "new"),
    [("me and then", "me.¶Then"), ("newspapers.¶The", "newspapers. The"), (SECOND_STATE[4], "")],
)
def test_splits_joins_and_deletions_are_taken_back(
    collection: Collection, old: str, new: str
) -> None:
    successful("correct", f"{TEXT}#p5", "--old", old, "--new", new, *TYPO)
    successful("revert-correction", TALK, "c1", "--basis", "conjecture")

    assert text(collection) == SECOND_STATE
    assert collection.text("halloran").read_bytes() == git_show(collection)


def git_show(collection: Collection) -> bytes:
    return (collection.git("show", f"HEAD:records/{TALK}/halloran.txt") + "\n").encode()


def test_a_correction_whose_words_changed_since_is_not_taken_back(collection: Collection) -> None:
    successful("correct", TEXT, *WAGONS, *TYPO)
    successful("correct", TEXT, "--old", "wagons of coal", "--new", "carts of peat", *TYPO)
    before = snapshot(collection.records)

    message, hint = provtrack("revert-correction", TALK, "c1", "--basis", "conjecture").complaint

    assert "c1 cannot be taken back" in message
    assert "The bridge at Sarn" in hint
    assert snapshot(collection.records) == before
    assert "c1, c2" in provtrack("revert-correction", TALK, "x9", "--basis", "conjecture").err


def test_two_at_once_do_not_undo_each_other(collection: Collection) -> None:
    import sys

    commands = [
        [sys.executable, "-m", "provtrack", "correct", TEXT, "--old", old, "--new", new, *TYPO]
        for old, new in (("wagons of timber", "wagons of coal"), ("Orban", "Urban"))
    ]
    running = [
        subprocess.Popen(each, stderr=subprocess.PIPE, env={**os.environ, **ENVIRONMENT})
        for each in commands
    ]
    complaints = [each.communicate()[1].decode() for each in running]

    codes = [each.returncode for each in running]
    assert set(codes) <= {0, 2}
    assert 0 in codes, complaints
    assert len(ledger(collection)) == codes.count(0)
    entries = corrections_of(find_repository(collection.root), TALK)
    assert explain(SECOND_STATE, text(collection), entries).complete


def test_a_process_of_its_own_reads_an_escape_in_a_text_as_words(collection: Collection) -> None:
    run = process("correct", TEXT, "--old", "timber", "--new", "\x1b[31mcoal", *TYPO)

    assert run.returncode == 0
    assert b"\x1b" not in run.stderr


@pytest.mark.parametrize("leaf", ["4ob", "f. 4ob", "л. 4 об.", "folio 4 ob"])
def test_a_leaf_is_stored_without_its_sign(collection: Collection, leaf: str) -> None:
    successful("correct", TEXT, *WAGONS, "--kind", "typo", "--basis", "original", "--folio", leaf)
    assert ledger(collection)[-1]["folio"] == "4ob"
