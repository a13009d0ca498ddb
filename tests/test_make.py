"""The two commands of the README's first screen, as real processes in a copy of the checkout.

The virtual environment of this test run is lent to them, so that nothing is downloaded; that a
fresh one can be made is what continuous integration shows on a clean clone.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed"),
    pytest.mark.skipif(
        not (Path(sys.prefix) / ".develop").exists(), reason="not in the environment of make test"
    ),
]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A clone of the last commit, with what the working tree has changed since."""
    clone = tmp_path / "provtrack"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, clone / name)
    return clone


def make(checkout: Path, target: str, *variables: str) -> subprocess.CompletedProcess[str]:
    venv = Path(sys.prefix)
    names = (".installed", ".develop", "crate/.installed")
    stamps = [f"--old-file={venv / name}" for name in names]
    # Nor is it to know that it is run by another make, which would have it name its directories.
    ours = ("PYTEST", "MAKE", "MFLAGS")
    environment = {
        name: value for name, value in os.environ.items() if not any(word in name for word in ours)
    }
    return subprocess.run(
        ["make", *stamps, target, f"VENV={venv}", *variables],
        cwd=checkout,
        env={**environment, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_make_demo_compares_two_renderings_and_names_a_page(checkout: Path) -> None:
    run = make(checkout, "demo")

    assert run.returncode == 0, run.stderr
    assert "[-not-]" in run.stdout or "{+not+}" in run.stdout
    assert "links:" in run.stdout
    page = Path(run.stdout.strip().splitlines()[-1].strip())
    assert page.parent == checkout
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_make_test_runs_the_tests(checkout: Path) -> None:
    run = make(checkout, "test", "TESTS=tests/pins")

    assert run.returncode == 0, run.stdout
    assert "passed" in run.stdout
