import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commandline import process, provtrack, successful
from holdings import DRAFT, NOTE, TALK, Collection, commit, write

from provtrack.corpus import batch, build
from provtrack.corpus.database import NAME, open_database
from provtrack.corpus.quotations import index
from provtrack.store.repository import find_repository

WAGONS = "forty wagons of timber stand in front of it"


def path(collection: Collection) -> Path:
    return collection.root / ".git" / "provtrack" / NAME


def refs(*quotations: str) -> list[list[str]]:
    found = provtrack("locate", *quotations, "--format", "json").document["quotations"]
    return [[match["ref"] for match in each["matches"]] for each in found]


def texts(collection: Collection) -> int:
    """How many texts the index has read."""
    with index(find_repository(collection.root)) as database:
        row = database.execute("SELECT count(*) FROM text").fetchone()
    return int(row[0])


def test_it_lies_in_gits_own_directory(collection: Collection) -> None:
    refs(WAGONS)

    assert path(collection).is_file()
    assert collection.git("status", "--porcelain") == ""


def test_a_text_that_several_commits_and_branches_have_is_read_once(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(collection)
    read: list[str] = []
    take_apart = batch.take_apart

    def noted(blob: str, *rest: Any) -> None:
        read.append(blob)
        take_apart(blob, *rest)

    monkeypatch.setattr(batch, "take_apart", noted)
    write(collection.text("other"), collection.text("archive").read_text("utf-8"))
    commit(collection.root, "The same text under another name")
    assert texts(collection) == before
    assert read == []

    write(collection.text("other"), ["Something that nobody has said before."])
    assert texts(collection) == before + 1
    assert len(read) == 1


def test_what_is_not_committed_counts_and_is_forgotten_when_it_is_undone(
    collection: Collection,
) -> None:
    draft = collection.text("draft", NOTE)
    write(draft, [*DRAFT, "A sentence of this morning."])
    assert refs("a sentence of this morning") == [[f"{NOTE}/draft#p3"]]

    write(draft, DRAFT)
    assert refs("a sentence of this morning") == [[]]


def test_all_branches_are_searched(collection: Collection) -> None:
    review = collection.git("rev-parse", "review")[:12]

    assert refs("Under review.") == [[f"{TALK}/archive@{review}#p7"]]


def test_a_new_commit_is_noticed(collection: Collection) -> None:
    refs(WAGONS)
    write(collection.text("draft", NOTE), ["Every word of this is new."])
    new = commit(collection.root, "Write it anew")[:12]

    assert refs("every word of this is new") == [[f"{NOTE}/draft@{new}#p1"]]


def test_a_branch_that_is_deleted_is_searched_no_more(collection: Collection) -> None:
    assert refs("Under review.") != [[]]
    collection.git("branch", "--delete", "--force", "review")

    assert refs("Under review.") == [[]]


def test_it_may_be_deleted_at_any_time(collection: Collection) -> None:
    first = refs(WAGONS)
    path(collection).unlink()

    assert refs(WAGONS) == first


def test_those_of_older_versions_go_when_it_is_made(collection: Collection, tmp_path: Path) -> None:
    folder = path(collection).parent
    folder.mkdir(exist_ok=True)
    elsewhere = write(tmp_path / "precious.txt", ["Not ours."])
    old = [folder / f"corpus-1.sqlite3{ending}" for ending in ("", "-wal", "-shm")]
    kept = [folder / "corpus-99.sqlite3", folder / "corpus-1.sqlite3.bak", elsewhere]
    for each in (*old, *kept[:2]):
        each.write_bytes(b"an index")
    (folder / "corpus-2.sqlite3").symlink_to(elsewhere)

    refs(WAGONS)

    assert not any(each.exists() for each in old)
    assert all(each.exists() for each in kept)
    assert not (folder / "corpus-2.sqlite3").is_symlink()


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 500])
def test_a_damaged_one_is_made_anew(collection: Collection, damage: bytes) -> None:
    first = refs(WAGONS)
    path(collection).write_bytes(damage)

    assert refs(WAGONS) == first


def test_a_page_of_noise_in_it_is_noticed(collection: Collection) -> None:
    first = refs(WAGONS)
    with sqlite3.connect(path(collection)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    data = bytearray(path(collection).read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path(collection).write_bytes(data)

    assert refs(WAGONS) == first


KILLED = """
import os, signal, sys
from pathlib import Path
from provtrack.corpus import batch
from provtrack.corpus.quotations import index
from provtrack.store.repository import find_repository

batch._BATCH = 1
with index(find_repository(Path(sys.argv[1])),
           progress=lambda share: share > 0.3 and os.kill(os.getpid(), signal.SIGKILL)):
    pass
"""


def test_a_process_that_is_killed_leaves_an_index_that_the_next_one_completes(
    collection: Collection,
) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, collection.root], check=False)
    assert killed.returncode == -signal.SIGKILL
    with sqlite3.connect(path(collection)) as database:
        (done,) = database.execute("SELECT count(*) FROM text").fetchone()
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
    assert done >= 1

    assert refs(WAGONS) == [[f"{TALK}/halloran@1#p6"]]
    assert texts(collection) > done


def test_processes_that_begin_at_once_do_not_harm_each_other(collection: Collection) -> None:
    command = [sys.executable, "-m", "provtrack", "locate", WAGONS, "--format", "json"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    results = [each.communicate(timeout=60)[0] for each in running]

    assert [each.returncode for each in running] == [0, 0, 0]
    assert len(set(results)) == 1


def test_a_reader_is_not_kept_waiting_by_a_writer(collection: Collection) -> None:
    refs(WAGONS)
    writer = open_database(path(collection).parent)
    writer.execute("BEGIN IMMEDIATE")
    try:
        assert process("locate", WAGONS).returncode == 0
    finally:
        writer.close()


def test_a_writer_that_takes_too_long_costs_nobody_the_index(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    refs(WAGONS)
    monkeypatch.setattr("provtrack.corpus.database._PATIENCE", 0.2)
    write(collection.text("draft", NOTE), ["Every word of this is new."])
    writer = open_database(path(collection).parent)
    writer.execute("BEGIN IMMEDIATE")
    try:
        error, hint = provtrack("locate", WAGONS).complaint
    finally:
        writer.close()

    assert error.endswith("the index cannot be written: another process is writing it")
    assert hint == "wait until that is done"
    assert refs("every word of this is new") == [[f"{NOTE}/draft#p1"]]


def test_a_full_disk_costs_nobody_the_index(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    refs(WAGONS)
    before = texts(collection)
    words = " ".join(f"word{number}" for number in range(20_000))
    write(collection.text("draft", NOTE), [words])

    def small(directory: Path) -> sqlite3.Connection:
        database = open_database(directory)
        database.execute("PRAGMA max_page_count = 1")  # as many as there are
        return database

    with monkeypatch.context() as patch:
        patch.setattr("provtrack.corpus.quotations.open_database", small)
        error, hint = provtrack("locate", WAGONS).complaint

    assert error.endswith("the index cannot be written: the disk is full")
    assert hint == "make room"
    assert texts(collection) == before + 1


def test_where_it_cannot_be_written_the_search_goes_on_without(collection: Collection) -> None:
    (collection.root / ".git" / "provtrack").write_bytes(b"a file in the way")

    assert refs(WAGONS) == [[f"{TALK}/halloran@1#p6"]]


def test_litter_is_swept_out(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_LITTER", 3)
    kept = texts(collection)
    for number in range(2 * kept):
        write(collection.text("draft", NOTE), [f"Draft number {number}."])
        texts(collection)

    assert texts(collection) < 2 * kept + 3
    assert refs(WAGONS) == [[f"{TALK}/halloran@1#p6"]]


def test_a_repository_without_a_commit(collection: Collection, tmp_path: Path) -> None:
    root = tmp_path / "new"
    successful("init", root)
    write(root / "records" / "a" / "record.toml", 'schema = 1\nid = "a"\ntitle = "A"\n')
    write(root / "records" / "a" / "b.txt", ["Written, but never committed."])
    run = successful("locate", "written but never committed", "--repo", root)

    assert "a/b#p1" in run.out
    assert "not committed yet" in run.out


def test_a_text_that_is_no_text_harms_nothing(collection: Collection) -> None:
    collection.text("draft", NOTE).write_bytes(b"\x00\x01\xff binary")
    collection.text("fair", NOTE).write_bytes("Café of Sarn".encode("latin-1"))
    commit(collection.root, "Noise")

    assert refs(WAGONS) == [[f"{TALK}/halloran@1#p6"]]


def test_names_that_no_reference_can_have_are_left_out(collection: Collection) -> None:
    odd = collection.records / TALK / "-x\nrm.txt"
    odd.write_text("A sentence in a file of an odd name.\n")
    commit(collection.root, "An odd name")

    assert refs("a sentence in a file of an odd name", WAGONS)[0] == []
    assert refs(WAGONS) == [[f"{TALK}/halloran@1#p6"]]


def test_a_link_that_leads_out_of_the_repository_is_not_read(
    collection: Collection, tmp_path: Path
) -> None:
    secret = write(tmp_path / "secret.txt", ["A secret of the house of Marlow."])
    (collection.records / TALK / "link.txt").symlink_to(secret)

    assert refs("a secret of the house of Marlow") == [[]]


def test_a_working_tree_of_its_own_shares_the_index(collection: Collection, tmp_path: Path) -> None:
    refs(WAGONS)
    collection.git("worktree", "add", "--quiet", tmp_path / "second", "review")
    run = successful("locate", "Under review.", "--repo", tmp_path / "second")

    assert f"{TALK}/archive@" in run.out
    assert not (tmp_path / "second" / ".git").is_dir()
    assert path(collection).is_file()


def test_a_shallow_clone_says_that_it_lacks_older_texts(
    collection: Collection, tmp_path: Path
) -> None:
    clone = tmp_path / "shallow"
    collection.git("clone", "--quiet", "--depth", "1", f"file://{collection.root}", clone)
    run = provtrack("locate", WAGONS, "--repo", clone, "--limit", "1")
    assert "shallow clone" in run.err
    assert "fourteen" in run.out

    collection.git("-C", clone, "fetch", "--quiet", "--unshallow")
    run = provtrack("locate", WAGONS, "--repo", clone)
    assert "shallow" not in run.err
    assert f"{TALK}/halloran@1#p6" in run.out


def test_a_record_that_cannot_be_read_is_told_and_its_texts_are_found(
    collection: Collection,
) -> None:
    collection.edit("title =", "titel =")
    run = provtrack("locate", WAGONS)

    assert f"note: records/{TALK}/record.toml:4: unknown key 'titel'" in run.err
    assert f"{TALK}/halloran@" in run.out
    assert provtrack("locate", WAGONS).err == run.err


def test_a_variant_without_its_file_is_told(collection: Collection) -> None:
    assert provtrack("locate", WAGONS).err == ""
    collection.text("draft", NOTE).unlink()
    run = provtrack("locate", DRAFT[0])

    assert f"note: {NOTE}/draft: record.toml names it, but its file is missing" in run.err
    assert f"{NOTE}/draft@" in run.out


def test_texts_without_a_record_are_told(collection: Collection) -> None:
    write(collection.records / "stray" / "a.txt", ["Nobody knows what this belongs to."])
    run = provtrack("locate", "nobody knows what this belongs to")

    assert run.err.splitlines() == ["note: stray: not searched, since it has no record.toml"]
    assert run.code == 1


def test_a_ledger_that_cannot_be_read_is_told(collection: Collection) -> None:
    write(collection.records / TALK / "corrections.toml", "schema = 1\n[[correction")
    run = provtrack("locate", WAGONS)

    assert f"note: records/{TALK}/corrections.toml" in run.err
    assert "changed since" in run.out
