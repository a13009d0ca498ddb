"""What the pages tell the reader to type does what the pages show."""

import os
from pathlib import Path

import pytest
from console import ROOT, Command, checkout, shows, steps
from holdings import ENVIRONMENT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WITH_COMMANDS = [page for page in PAGES if "```console" in page.read_text(encoding="utf-8")]


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A person with a name, a home, a wide terminal, and an editor that changes nothing."""
    monkeypatch.chdir(tmp_path)  # and back again, wherever the page leads
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "true")
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT)]))


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_of_a_page_runs_and_gives_what_the_page_shows(
    page: Path, tmp_path: Path
) -> None:
    text = page.read_text(encoding="utf-8")
    reader = checkout(tmp_path / "provtrack", text)
    for step in steps(text):
        code, output = reader.do(step)
        if not isinstance(step, Command):
            continue
        assert code in _expected_codes(step), f"$ {step.line}\n{output}"
        if step.shown:
            assert shows(step.shown, output), f"$ {step.line}\n{output}"


def _expected_codes(command: Command) -> set[int]:
    if "\nerror: " in f"\n{command.shown}":
        return {2}
    telling = ("--exit-code", "--check ", "provtrack check", "locate ", "verify ", "find ")
    tells = any(option in command.line for option in telling)
    return {0, 1} if tells else {0}


def test_an_ellipsis_on_its_own_line_stands_for_any_lines() -> None:
    assert shows("first\n…\nlast", "first\nsecond\nthird\nlast\n")
    assert not shows("first\n…\nlast", "first\nsecond\n")


def test_an_ellipsis_in_a_line_stands_for_the_rest_of_that_line_only() -> None:
    assert shows("made: a repository in …", "made: a repository in /home/editor\n")
    assert not shows("made: …", "made: one\nmade: two\n")
