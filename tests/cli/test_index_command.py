"""``provtrack index``: what the searches keep, and that they keep it."""

import contextlib
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from commandline import provtrack, successful
from holdings import NOTE, Collection, write
from jsonschema import Draft202012Validator

from provtrack.corpus import kin, reading, telling
from provtrack.corpus.database import NAME
from provtrack.kinship.traits import Traits, traits
from provtrack.names import Authority
from provtrack.schemas import json_schema

FIND = ("find", "--format", "json", "--jobs", "1")


def path(collection: Collection) -> Path:
    return collection.root / ".git" / "provtrack" / NAME


@contextlib.contextmanager
def opened(collection: Collection) -> Iterator[sqlite3.Connection]:
    """As any other tool opens it."""
    with contextlib.closing(
        sqlite3.connect(f"file:{path(collection)}?mode=ro", uri=True)
    ) as database:
        yield database


def held(*arguments: str) -> Any:
    document = successful("index", *arguments, "--format", "json", "--jobs", "1").document
    Draft202012Validator(json_schema("provtrack.index/1")).validate(document)
    return document


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of the signatures that were made."""
    lengths: list[int] = []

    def noted(paragraphs: Sequence[str], authority: Authority | None) -> Traits:
        found = traits(paragraphs, authority)
        lengths.append(len(found.words))
        return found

    for reader in (kin, reading):
        monkeypatch.setattr(reader, "traits", noted)
    return lengths


def test_it_says_what_it_holds(collection: Collection) -> None:
    document = held()
    assert not Path(f"{path(collection)}-wal").exists()

    with opened(collection) as database:
        counted = {
            key: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for key, table in (
                ("variants", "today"),
                ("texts", "text"),
                ("paragraphs", "paragraph"),
                ("versions", "version"),
                ("signatures", "signature"),
            )
        }
    assert {key: document[key] for key in counted} == counted
    assert counted["signatures"] == counted["variants"] == 4
    assert counted["texts"] > 4
    assert document["path"] == f".git/provtrack/{NAME}"
    assert document["bytes"] == path(collection).stat().st_size
    assert held() == document


def test_it_is_told_in_words(collection: Collection) -> None:
    lines = successful("index").out.splitlines()

    assert lines[0].split() == ["variants", "4", "in", "the", "working", "tree"]
    assert lines[-1].startswith(f".git/provtrack/{NAME}: 0.")


def test_a_search_reads_only_what_is_new(collection: Collection, made: list[int]) -> None:
    first = successful(*FIND)
    assert len(made) == 4

    made.clear()
    assert successful(*FIND).out == first.out
    assert made == []

    write(collection.text("draft", NOTE), ["Words of this morning, and no others."])
    provtrack(*FIND)
    assert made == [7]


def test_what_index_has_read_the_search_need_not(collection: Collection, made: list[int]) -> None:
    held()
    made.clear()

    successful(*FIND)

    assert made == []


def test_a_search_aligns_only_what_is_new(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    aligned: list[tuple[str, ...]] = []

    def noted(one: Sequence[str], other: Sequence[str], languages: tuple[str, str]) -> object:
        aligned.append(tuple(one))
        return passage(one, other, languages)

    passage = telling._passage
    monkeypatch.setattr(telling, "_passage", noted)
    first = successful(*FIND)
    groups = len(first.document["groups"])
    assert len(aligned) == groups == 2

    assert successful(*FIND).out == first.out
    assert len(aligned) == groups

    draft = collection.text("draft", NOTE)
    write(draft, [*draft.read_text("utf-8").split("\n\n"), "And a line more."])
    changed = successful(*FIND)
    assert len(aligned) == groups + 1
    path(collection).unlink()
    assert successful(*FIND).out == changed.out


def test_a_file_is_held_against_the_records_that_are_kept(
    collection: Collection, made: list[int], tmp_path: Path
) -> None:
    new = write(tmp_path / "new.txt", collection.text("archive").read_text("utf-8"))
    first = successful(*FIND, "--record", new)
    made.clear()

    assert successful(*FIND, "--record", new).out == first.out
    assert len(made) == 1


def test_signatures_of_another_version_are_made_anew(
    collection: Collection, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    held()
    made.clear()
    monkeypatch.setattr("provtrack.corpus.kept.VERSION", 1000)

    held()

    assert len(made) == 4


def test_rebuilt_it_holds_the_same(collection: Collection, made: list[int]) -> None:
    before = held()
    made.clear()

    assert held("--rebuild") == before
    assert len(made) == 4


def test_rebuilding_leaves_out_what_is_nobodys_any_more(collection: Collection) -> None:
    draft = collection.text("draft", NOTE)
    saved = draft.read_text("utf-8")
    write(draft, ["A thought that was never committed."])
    before = held()["texts"]
    write(draft, saved)

    assert held()["texts"] == before
    assert held("--rebuild")["texts"] == before - 1


KILLED = """
import os, signal, sys
from pathlib import Path
from provtrack.corpus import kin, reading, telling
from provtrack.corpus.executor import Here
from provtrack.corpus.indexing import bring_up_to_date
from provtrack.store.repository import find_repository

reading._READ = 1
bring_up_to_date(find_repository(Path(sys.argv[1])), Here(),
                 progress=lambda share: share > 0.7 and os.kill(os.getpid(), signal.SIGKILL))
"""


def test_what_was_kept_before_a_kill_is_not_done_again(
    collection: Collection, made: list[int]
) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, collection.root], check=False)
    assert killed.returncode == -signal.SIGKILL
    with opened(collection) as database:
        (done,) = database.execute("SELECT count(*) FROM signature").fetchone()
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert 0 < done < 4

    assert held()["signatures"] == 4
    assert len(made) == 4 - done


def test_a_reader_sees_the_old_state_while_it_is_written(collection: Collection) -> None:
    held()
    with opened(collection) as database:
        database.execute("BEGIN")
        (before,) = database.execute("SELECT count(*) FROM signature").fetchone()
        write(collection.text("draft", NOTE), ["Something new."])
        assert held()["signatures"] == before + 1
        assert database.execute("SELECT count(*) FROM signature").fetchone() == (before,)


def test_where_it_cannot_be_written_it_says_so_and_the_search_does_without(
    collection: Collection,
) -> None:
    first = successful(*FIND)
    path(collection).unlink()
    for each in path(collection).parent.iterdir():
        each.unlink()
    path(collection).parent.rmdir()
    path(collection).parent.write_bytes(b"a file in the way")

    error, hint = provtrack("index").complaint
    assert error.endswith(f"{NAME}: the index cannot be written: its directory is not writable")
    assert hint.startswith("make the directory writable")
    assert successful(*FIND).out == first.out
