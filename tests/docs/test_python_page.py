"""What the page on Python says is what Python answers."""

import doctest
import os
from pathlib import Path

import pytest
from console import ROOT, checkout

PAGE = ROOT / "docs" / "how-to" / "python.md"


def test_every_python_example_gives_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = PAGE.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    checkout(tmp_path / "provtrack", text)
    os.chdir(tmp_path / "provtrack")
    examples = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)

    result = doctest.DocTestRunner(verbose=False).run(examples)

    assert result.attempted
    assert not result.failed, capsys.readouterr().out
