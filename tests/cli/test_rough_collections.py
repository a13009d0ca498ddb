"""Commands over a collection that is not as it should be: nothing hangs, breaks off or is lost."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from commandline import provtrack, successful
from holdings import DRAFT, NOTE, TALK, Collection, write

from provtrack.store import files

WAGONS = "forty wagons of timber stand in front of it"
OVERALL = (
    ("list",),
    ("index", "--jobs", "1"),
    ("check",),
    ("compare", "--all"),
    ("locate", WAGONS),
)


@pytest.fixture
def rough(collection: Collection) -> Collection:
    """One record whose description is a pipe, and one with each sort of file that is none."""
    stray = collection.records / "stray"
    stray.mkdir()
    os.mkfifo(stray / "record.toml")
    for name in ("circle", "nowhere", "fifo", "folder", "huge"):
        collection.edit("[[step]]", f'[[variant]]\nid = "{name}"\nkind = "translation"\n\n[[step]]')
    collection.text("circle").symlink_to("circle.txt")
    collection.text("nowhere").symlink_to("never.txt")
    os.mkfifo(collection.text("fifo"))
    collection.text("folder").mkdir()
    with collection.text("huge").open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    (collection.records / "ring").symlink_to("ring")
    return collection


WRONG = {
    "circle": "a link that leads nowhere",
    "nowhere": "a link that leads nowhere",
    "fifo": "not a regular file",
    "folder": "a directory, not a file",
    "huge": "larger than 128 MB",
}


@pytest.mark.parametrize("command", [OVERALL[0], OVERALL[1], (*OVERALL[3], "--format", "json")])
def test_every_file_that_is_none_is_named_with_what_it_is(
    rough: Collection, command: tuple[str, ...]
) -> None:
    run = provtrack(*command)

    assert run.code in {0, 2}
    told = run.out + run.err
    for name, why in WRONG.items():
        assert f"records/{TALK}/{name}.txt: {why}" in told
    assert "records/stray/record.toml: not a regular file" in told
    assert "records/ring/record.toml: a link that leads nowhere" in told


def test_a_check_finds_them(rough: Collection) -> None:
    findings = provtrack("check", "--format", "json").document["findings"]

    found = {each["path"]: each["message"] for each in findings if each["rule"] == "PT101"}
    assert found.keys() == {
        f"records/{TALK}/{name}.txt" for name in WRONG
    } | {"records/stray/record.toml", "records/ring/"}  # fmt: skip


def test_a_quotation_is_found_beside_them(rough: Collection) -> None:
    run = successful("locate", WAGONS)

    assert f"{TALK}/halloran@1#p6" in run.out
    for name in WRONG:
        assert f"note: not searched: records/{TALK}/{name}.txt: " in run.err


def test_an_empty_text_that_was_never_committed(collection: Collection) -> None:
    write(collection.text("draft", NOTE), "")

    for command in OVERALL[1:]:
        assert provtrack(*command).code in {0, 1}
    assert f"records/{NOTE}/draft.txt: the file has no text" in provtrack("list").err


def test_thousands_of_empty_files(collection: Collection) -> None:
    for number in range(2_000):
        (collection.records / f"empty{number}").touch()
        collection.text(f"empty{number}").touch()

    run = provtrack("check", "--format", "json")
    assert sum(each["rule"] == "PT101" for each in run.document["findings"]) > 0
    for command in (OVERALL[0], OVERALL[1], OVERALL[3]):
        assert successful(*command).out
    assert f"{TALK}/halloran@1#p6" in successful("locate", WAGONS).out


def test_a_thousand_copies_of_a_text_are_read_once(collection: Collection) -> None:
    for number in range(1_000):
        write(collection.text(f"copy{number}", NOTE), DRAFT)

    held = successful("index", "--jobs", "1", "--format", "json").document
    assert held["variants"] == 1_004
    before = held["texts"]
    write(collection.text("copy1000", NOTE), DRAFT)
    assert successful("index", "--jobs", "1", "--format", "json").document["texts"] == before


@contextmanager
def vanishing(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A file that is there when it is looked for and gone when it is opened."""
    theirs = files.read_bytes

    def read(place: Path, shown: str | None = None) -> bytes:
        if place == path:
            path.unlink(missing_ok=True)
        return theirs(place, shown)

    with monkeypatch.context() as patch:
        patch.setattr("provtrack.store.repository.read_bytes", read)
        yield


@pytest.mark.parametrize("command", [*OVERALL[:2], *OVERALL[3:]])
def test_a_file_that_vanishes_while_it_is_read_is_told(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    with vanishing(collection.text("draft", NOTE), monkeypatch):
        run = provtrack(*command)

    assert run.code in {0, 2}
    assert f"records/{NOTE}/draft.txt: no such file" in run.err
