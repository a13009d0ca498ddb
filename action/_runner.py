"""What the steps of the action share: the runner's files, and the revision to compare with."""

import os
import subprocess
import sys
from pathlib import Path


def temporary(name: str) -> Path:
    """A file of this job that the next steps find again."""
    return Path(os.environ["RUNNER_TEMP"]) / name


def append(variable: str, text: str) -> None:
    """Adds to a file that the runner reads when the step is over."""
    with Path(os.environ[variable]).open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def warn(message: str) -> None:
    """An annotation of the job; ``%`` and line ends are escaped as the runner wants it."""
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    sys.stdout.write(f"::warning title=provtrack::{escaped}\n")


def base() -> str:
    """The commit that the changes are judged against; empty when there is none.

    The merge base with the input, or with the branch that a pull request is for.
    """
    branch = os.environ.get("GITHUB_BASE_REF", "")
    wanted = os.environ.get("PROVTRACK_BASE", "") or (branch and f"origin/{branch}")
    if not wanted:
        return ""
    found = git("merge-base", "--end-of-options", wanted, "HEAD")
    if found.returncode:
        warn(
            f"no commit in common with {wanted}: give actions/checkout the input fetch-depth: 0 "
            "so that the comparison of the changed texts can be shown"
        )
    return found.stdout.strip() if not found.returncode else ""


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What git says; never through a pager, a hook or a monitor that the repository configures."""
    harmless = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat")
    return subprocess.run(
        ["git", *(part for setting in harmless for part in ("-c", setting)), *arguments],
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )


def provtrack(*arguments: str, capture: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs provtrack, with its output kept or passed on to the job's log."""
    return subprocess.run(
        [sys.executable, "-m", "provtrack", *arguments],
        stdout=subprocess.PIPE if capture else None,
        stderr=subprocess.PIPE if capture else None,
        encoding="utf-8",
        check=False,
    )
