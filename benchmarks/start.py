"""What it costs to start: whole processes, in turn, so that a drifting machine harms none."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from provtrack.text import join_paragraphs, split_lines

ROOT = Path(__file__).parent.parent

_HELLO = """
import typer

app = typer.Typer()

def show(value: bool):
    if value:
        typer.echo("hello 1.0")
        raise typer.Exit

@app.command()
def hello(version: bool = typer.Option(False, "--version", callback=show, is_eager=True)):
    print("hello")

app()
"""
"""The least typer program that has the same option."""

_PARAGRAPHS = 40


def main(arguments: Sequence[str]) -> None:
    """Prints medians and ratios.

    Args:
        arguments: ``--quick`` for fewer runs.
    """
    runs = 5 if "--quick" in arguments else 21
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / "hello.py").write_text(_HELLO, encoding="utf-8")
        left, right = _texts(directory)
        commands = {
            "hello-world typer --version": [
                sys.executable, str(directory / "hello.py"), "--version",
            ],
            "provtrack --version": [sys.executable, "-m", "provtrack", "--version"],
            f"provtrack align, {_PARAGRAPHS} paragraphs": [
                sys.executable, "-m", "provtrack", "align", left, right,
            ],
            f"provtrack compare, {_PARAGRAPHS} paragraphs": [
                sys.executable, "-m", "provtrack", "compare", left, right,
            ],
        }  # fmt: skip
        medians = _medians(list(commands.values()), runs)
    print(f"median of {runs} runs in turn\n")
    for label, median in zip(commands, medians, strict=True):
        print(f"{label:<36}{1000 * median:6.0f} ms   {median / medians[0]:5.2f} x")


def _texts(directory: Path) -> tuple[str, str]:
    """Two files of so many paragraphs, from the two renderings that ship as a record."""
    paths = []
    for name in ("plain", "close"):
        source = ROOT / "records" / "filatov-pak-1956-02-25" / f"{name}.txt"
        paragraphs = split_lines(source.read_text(encoding="utf-8"))
        path = directory / f"{name}.txt"
        path.write_text(join_paragraphs((paragraphs * 2)[:_PARAGRAPHS]), encoding="utf-8")
        paths.append(str(path))
    return paths[0], paths[1]


def as_installed() -> dict[str, str]:
    """The environment, but that what is compiled is kept, as pip does when it installs."""
    name = "PYTHONDONTWRITEBYTECODE"
    return {key: value for key, value in os.environ.items() if key != name}


def _medians(commands: Sequence[Sequence[str]], runs: int) -> list[float]:
    seconds: list[list[float]] = [[] for _ in commands]
    for run in range(runs + 1):
        for taken, command in zip(seconds, commands, strict=True):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=as_installed())
            if run:  # the first one fills the caches of the disk
                taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in seconds]


if __name__ == "__main__":
    main(sys.argv[1:])
