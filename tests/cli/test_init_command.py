"""``provtrack init``: a place for records, without harm to what is there."""

import os
from pathlib import Path

import pytest
from commandline import process, provtrack, snapshot, successful
from holdings import TALK, Collection, git, write

MADE = ["records", "records/agents.toml", "records/names.toml"]


def visible_files(directory: Path) -> list[str]:
    return [name for name in snapshot(directory) if not name.startswith(".git")]


def test_a_new_directory_becomes_a_repository_with_a_place_for_records(desk: Path) -> None:
    run = successful("init", "mine")

    assert run.out == ""
    assert visible_files(desk / "mine") == MADE
    assert git(desk / "mine", "status", "--porcelain") == "?? records/"
    assert "made: a git repository in" in run.err
    assert "made: mine/records/agents.toml" in run.err


def test_what_init_makes_can_be_listed_at_once(desk: Path) -> None:
    successful("init")

    assert successful("list", "--format", "json").document["records"] == []
    assert "no records yet" in successful("list").out


def test_an_existing_repository_only_gets_the_records(desk: Path) -> None:
    git(desk, "init", "--quiet")
    write(desk / "README", "mine\n")
    head = (desk / ".git" / "HEAD").read_bytes()

    run = successful("init")

    assert visible_files(desk) == ["README", *MADE]
    assert (desk / ".git" / "HEAD").read_bytes() == head
    assert "git repository" not in run.err


def test_a_directory_inside_a_repository_gets_no_repository_of_its_own(desk: Path) -> None:
    git(desk, "init", "--quiet")

    successful("init", "sub/deep")

    assert not (desk / "sub" / "deep" / ".git").exists()
    assert visible_files(desk / "sub" / "deep") == MADE


def test_init_twice_changes_nothing_and_says_so(desk: Path) -> None:
    successful("init")
    write(desk / "records" / "names.toml", "schema = 1  # mine\n")
    before = snapshot(desk)

    run = successful("init")

    assert snapshot(desk) == before
    assert "left as it is: records/agents.toml" in run.err
    assert "left as it is: records/names.toml" in run.err


def test_only_what_is_missing_is_made(collection: Collection) -> None:
    (collection.records / "names.toml").unlink()
    agents = (collection.records / "agents.toml").read_bytes()

    successful("init")

    assert (collection.records / "names.toml").is_file()
    assert (collection.records / "agents.toml").read_bytes() == agents
    assert collection.talk.is_file()


@pytest.mark.parametrize("name", ["place", "place/records"])
def test_a_file_in_the_way_is_an_error_and_nothing_is_made(desk: Path, name: str) -> None:
    write(desk / name, "a file")
    before = snapshot(desk)

    assert provtrack("init", "place").complaint
    assert snapshot(desk) == before


@pytest.mark.parametrize("name", ["file/sub", "a" * 300, "nul\x00"])
def test_a_directory_that_cannot_be_made_is_an_error(desk: Path, name: str) -> None:
    write(desk / "file", "a file")
    before = snapshot(desk)

    assert provtrack("init", name).complaint
    assert snapshot(desk) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_directory_that_may_not_be_written_is_an_error(desk: Path) -> None:
    desk.chmod(0o500)
    try:
        assert provtrack("init", "mine").complaint
    finally:
        desk.chmod(0o700)


def test_a_hook_of_another_repository_does_not_lead_init_astray(
    desk: Path, original_collection: Collection
) -> None:
    run = process("init", "mine", env={"GIT_DIR": str(original_collection.root / ".git")})

    assert run.returncode == 0, run.stderr
    assert (desk / "mine" / ".git").is_dir()


def test_quiet_says_nothing(desk: Path) -> None:
    run = successful("init", "mine", "--quiet")

    assert (run.out, run.err) == ("", "")


def test_the_examples_in_the_authority_files_are_valid(desk: Path) -> None:
    """What stands there as a comment works once its marks are taken away."""
    successful("init")
    for name in ("agents.toml", "names.toml"):
        path = desk / "records" / name
        lines = path.read_text(encoding="utf-8").splitlines()
        lines = [line.removeprefix("# ") for line in lines if not line[2:3].isupper()]
        write(path, "\n".join(lines))
    write(desk / "one.txt", ["One."])

    successful("import", "one.txt", "--record", TALK)
    successful("compare", f"{TALK}/one", f"{TALK}/one")
