"""The hooks for pre-commit, run by pre-commit itself on a real repository.

The hooks install provtrack from its repository; here they run the one under test, so that no test
needs the network.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from holdings import ENVIRONMENT, SECOND_STATE, Collection, commit, git, write

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture
def hooked(collection: Collection, tmp_path: Path) -> Collection:
    """The collection with both hooks in its configuration, each to be asked for by its id."""
    hooks = tmp_path / "hooks"
    source = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert source.count("language: python") == 2
    write(hooks / ".pre-commit-hooks.yaml", source.replace("language: python", "language: system"))
    git(hooks, "init", "--quiet")
    revision = commit(hooks, "Add the hooks")
    ids = re.findall(r"^- id: (\S+)", source, re.MULTILINE)
    wanted = "\n".join(f"      - id: {id_}" for id_ in ids)
    write(
        collection.root / ".pre-commit-config.yaml",
        f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks:\n{wanted}\n",
    )
    commit(collection.root, "Check before every commit")
    return collection


def pre_commit(collection: Collection, tmp_path: Path, *arguments: str) -> tuple[int, str]:
    programs = Path(sys.executable).parent
    run = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", *arguments],
        cwd=collection.root,
        env={
            **os.environ,
            **ENVIRONMENT,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return run.returncode, run.stdout + run.stderr


def test_a_change_without_a_correction_is_stopped(hooked: Collection, tmp_path: Path) -> None:
    write(hooked.text("halloran"), [*SECOND_STATE[:7], SECOND_STATE[7].replace("June", "July")])
    hooked.git("add", "records")
    code, output = pre_commit(hooked, tmp_path, "provtrack-check-changed")
    assert code == 1, output
    assert "PT301 undeclared-change" in output


def test_a_declared_correction_passes(hooked: Collection, tmp_path: Path) -> None:
    subprocess.run(
        [
            *(sys.executable, "-m", "provtrack", "correct", "talk-1957/halloran#p8"),
            *("--old", "June", "--new", "July", "--kind", "date", "--basis", "original"),
            *("--folio", "6", "--evidence", "the typescript", "--proposed-by", "halloran"),
        ],
        cwd=hooked.root,
        check=True,
        capture_output=True,
    )
    hooked.git("add", "records")
    code, output = pre_commit(hooked, tmp_path, "provtrack-check-changed")
    assert code == 0, output


def test_everything_can_be_checked(hooked: Collection, tmp_path: Path) -> None:
    write(hooked.talk, "no TOML")
    code, output = pre_commit(hooked, tmp_path, "provtrack-check", "--all-files")
    assert code == 1, output
    assert "records/talk-1957/record.toml" in output


def test_other_files_do_not_call_it(hooked: Collection, tmp_path: Path) -> None:
    write(hooked.root / "notes.md", "Nothing to check.\n")
    hooked.git("add", "notes.md")
    code, output = pre_commit(hooked, tmp_path, "provtrack-check-changed")
    assert code == 0, output
    assert "no files to check" in output
