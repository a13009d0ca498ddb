"""The step that shows the comparison of each changed text."""

from pathlib import Path

import pytest
from github import Runner
from holdings import NOTE, OTHER, SECOND_STATE, TALK, Collection, commit, write


@pytest.fixture
def runner(collection: Collection, tmp_path: Path) -> Runner:
    """A checkout of a branch that changes a text, adds one and removes one."""
    collection.git("switch", "--quiet", "--create", "correction")
    write(collection.text("halloran"), [*SECOND_STATE[:7], SECOND_STATE[7].replace("June", "July")])
    write(collection.text("fresh"), OTHER)
    collection.text("fair", NOTE).unlink()
    commit(collection.root, "Correct the month")
    collection.git("update-ref", "refs/remotes/origin/main", "main")
    return Runner(collection.root, tmp_path / "runner")


def summary(runner: Runner, **variables: str) -> str:
    run = runner.step("changes", PROVTRACK_SUMMARY="true", **variables)
    assert run.returncode == 0, run.stderr
    return runner.wrote("summary.md")


def test_a_pull_request_shows_what_changed_in_each_text(runner: Runner) -> None:
    shown = summary(runner, GITHUB_BASE_REF="main")
    assert "<del>June</del><ins>July</ins>" in shown
    assert f"## `{TALK}/fresh`\n\nA new text." in shown
    assert f"## `{NOTE}/fair`\n\nThe text was removed." in shown
    assert f"{TALK}/archive" not in shown


def test_the_base_can_be_named(runner: Runner) -> None:
    assert "fourteen" in summary(runner, PROVTRACK_BASE="published")


def test_what_the_target_branch_did_since_is_not_shown(
    runner: Runner, collection: Collection
) -> None:
    collection.git("switch", "--quiet", "main")
    write(collection.text("archive"), [*OTHER[:-1], "Under review."])
    ahead = commit(collection.root, "Review the end")
    collection.git("switch", "--quiet", "correction")
    collection.git("update-ref", "refs/remotes/origin/main", ahead)
    assert "Under review" not in summary(runner, GITHUB_BASE_REF="main")


def test_without_a_base_nothing_is_compared(runner: Runner) -> None:
    assert summary(runner) == "No text was changed.\n"


def test_a_shallow_clone_is_told_what_is_missing(
    runner: Runner, collection: Collection, tmp_path: Path
) -> None:
    shallow = tmp_path / "shallow"
    collection.git("clone", "--quiet", "--depth=1", f"file://{collection.root}", str(shallow))
    run = Runner(shallow, runner.temporary).step(
        "changes", PROVTRACK_SUMMARY="true", GITHUB_BASE_REF="main"
    )
    assert run.returncode == 0
    assert "fetch-depth: 0" in run.stdout


def test_a_text_that_cannot_be_compared_is_named(runner: Runner, collection: Collection) -> None:
    collection.text("halloran").write_bytes(b"\xff\xfe\x00")
    commit(collection.root, "Break it")
    shown = summary(runner, GITHUB_BASE_REF="main")
    assert "The text cannot be compared" in shown
    assert f"records/{TALK}/halloran.txt" in shown


def test_the_summary_keeps_within_what_the_runner_takes(
    runner: Runner, collection: Collection
) -> None:
    for variant in ("halloran", "archive"):
        write(collection.text(variant), ["A wholly new beginning. " * 20_000, *OTHER])
    commit(collection.root, "Lengthen them")
    shown = summary(runner, GITHUB_BASE_REF="main")
    assert len(shown.encode()) < 1024 * 1024
    assert "*1 more changed text is too long to be shown here.*" in shown


def test_a_hostile_file_name_is_not_compared(runner: Runner, collection: Collection) -> None:
    write(collection.records / TALK / "--output=x\n::error::forged.txt", ["Words."])
    commit(collection.root, "Add a trap")
    run = runner.step("changes", PROVTRACK_SUMMARY="true", GITHUB_BASE_REF="main")
    assert run.returncode == 0
    assert "forged" not in run.stdout + runner.wrote("summary.md")
