"""The step that keeps one comment of the pull request up to date."""

from pathlib import Path

import pytest
from github import Comments, Runner, serving

MARK = "<!-- provtrack: changed texts -->"


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    made = Runner(tmp_path, tmp_path / "runner")
    made.temporary.mkdir()
    (made.temporary / "provtrack-comment.md").write_text("## A text\n", encoding="utf-8")
    return made


def test_the_first_run_writes_a_comment(runner: Runner) -> None:
    comments = Comments()
    with serving(comments) as address:
        run = runner.step("comment", GITHUB_API_URL=address)
    assert run.returncode == 0, run.stderr
    assert [entry["body"] for entry in comments.entries] == [f"{MARK}\n## A text\n"]
    assert comments.tokens == {"Bearer token-of-the-job"}


def test_a_later_run_writes_it_anew_among_many_others(runner: Runner) -> None:
    comments = Comments()
    for number in range(150):
        comments.add(f"remark {number}")
    comments.add(f"{MARK}\nold")
    with serving(comments) as address:
        runner.step("comment", GITHUB_API_URL=address)
    assert len(comments.entries) == 151
    assert comments.entries[-1]["body"] == f"{MARK}\n## A text\n"


def test_a_person_who_writes_the_mark_keeps_their_comment(runner: Runner) -> None:
    comments = Comments()
    comments.add(f"{MARK}\nmine", kind="User")
    with serving(comments) as address:
        runner.step("comment", GITHUB_API_URL=address)
    assert [entry["body"] for entry in comments.entries] == [
        f"{MARK}\nmine",
        f"{MARK}\n## A text\n",
    ]


def test_a_token_that_may_not_write_is_a_warning(runner: Runner) -> None:
    comments = Comments(refused=403)
    with serving(comments) as address:
        run = runner.step("comment", GITHUB_API_URL=address)
    assert run.returncode == 0
    assert run.stdout.startswith("::warning title=provtrack::")
    assert "pull-requests: write" in run.stdout
