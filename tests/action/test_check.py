"""The step that checks: it annotates, leaves SARIF behind, and lets the last step judge."""

import json
from pathlib import Path

import pytest
from github import Runner
from holdings import SECOND_STATE, Collection, commit, write


@pytest.fixture
def runner(collection: Collection, tmp_path: Path) -> Runner:
    """A checkout of a branch on which a text was changed without a correction."""
    collection.git("switch", "--quiet", "--create", "sneaky")
    write(collection.text("halloran"), [*SECOND_STATE[:7], SECOND_STATE[7].replace("June", "July")])
    commit(collection.root, "Tidy up")
    collection.git("update-ref", "refs/remotes/origin/main", "main")
    return Runner(collection.root, tmp_path / "runner")


def test_an_undeclared_change_is_annotated_and_judged_at_the_end(runner: Runner) -> None:
    run = runner.step("check", GITHUB_BASE_REF="main", PROVTRACK_SARIF="true")
    assert run.returncode == 0, run.stderr
    assert "::error file=records/talk-1957/halloran.txt" in run.stdout
    assert runner.wrote("output") == "status=1\n"
    sarif = json.loads(runner.wrote("provtrack.sarif"))
    assert sarif["version"] == "2.1.0"
    assert "PT301" in {result["ruleId"] for result in sarif["runs"][0]["results"]}


def test_the_inputs_reach_the_check(runner: Runner) -> None:
    run = runner.step("check", PROVTRACK_BASE="main", PROVTRACK_SELECT="source")
    assert run.returncode == 0, run.stderr
    assert runner.wrote("output") == "status=0\n"


def test_a_check_that_cannot_be_done_fails_at_once(runner: Runner) -> None:
    run = runner.step("check", PROVTRACK_BASE="--upload-pack=x")
    assert run.returncode == 2
    assert "error:" in run.stderr
