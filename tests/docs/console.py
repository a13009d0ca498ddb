"""The console blocks of a page: reading them, running them, comparing what they show."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

from holdings import ENVIRONMENT, commit, git, write
from typer.testing import CliRunner

from provtrack.cli.app import app
from provtrack.text import text_sha256

ROOT = Path(__file__).parents[2]
SAVED_PAGE = ROOT / "tests" / "importers" / "data"

ELSEWHERE = (
    "make",
    "pip",
    "git clone",
    "cd provtrack",
    "ocrmypdf",
    "source",
    "provtrack --install-completion",
    "provtrack serve",
)
"""Commands that change the machine, need the network or belong to others' programs."""


@dataclass(frozen=True)
class Command:
    """A command line of a page, and what the page shows as its output ("" when nothing)."""

    line: str
    shown: str


@dataclass(frozen=True)
class SavedFile:
    """A block of a page that the reader is told to save."""

    name: str
    content: str


Step = Command | SavedFile

_BLOCK = re.compile(
    r"^(?:.*\bas `(?P<name>[^`]+)`.*:\n\n)?```(?P<language>\w*)\n(?P<body>[\s\S]*?)^```$"
    r"|^<!-- \$ (?P<silent>.*) -->$",
    re.MULTILINE,
)


def steps(page: str) -> Iterator[Step]:
    """What a reader of the page does, in order.

    A block after "… as `NAME`:" is a file to save; `<!-- $ … -->` stands for what the page tells
    in words, such as an edit in a text editor.
    """
    for found in _BLOCK.finditer(page):
        if found["silent"]:
            yield Command(found["silent"], "")
        elif found["language"] == "console":
            yield from _commands(found["body"])
        elif found["name"]:
            yield SavedFile(found["name"], found["body"])


def _commands(body: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        line, _, shown = part.partition("\n")
        yield Command(line.partition("  # ")[0].rstrip(), shown.strip("\n"))


def shows(shown: str, output: str) -> bool:
    """Whether the page shows the output: whole, or with `…` for what it leaves out.

    A line of `…` stands for any lines, `…` inside a line for any characters.
    """
    pattern = ""
    for line in shown.splitlines():
        if line.strip() == "…":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            pattern += "[^\n]*".join(re.escape(part) for part in line.rstrip().split("…")) + "\n"
    lines = "".join(f"{line.rstrip()}\n" for line in output.strip("\n").splitlines())
    return re.fullmatch(pattern, lines) is not None


class Session:
    """A reader at work: a directory, and the commands typed in it."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def do(self, step: Step) -> tuple[int, str]:
        """Does what the page says; gives the exit code and everything that was printed."""
        if isinstance(step, SavedFile):
            write(self._directory / step.name, step.content)
            return 0, ""
        if step.line.startswith(ELSEWHERE):
            return 0, ""
        if step.line.startswith("cd "):
            self._directory = (self._directory / step.line[3:].strip()).resolve()
            return 0, ""
        self._lend_files(step.line)
        os.chdir(self._directory)
        if step.line.startswith("provtrack ") and not re.search(r"[|<>;&]", step.line):
            result = CliRunner().invoke(app, shlex.split(step.line)[1:])
            return result.exit_code, result.output
        return self._shell(step.line)

    def _shell(self, line: str) -> tuple[int, str]:
        bin_ = self._directory.parent / ".bin"
        shim = write(bin_ / "provtrack", f'#!/bin/sh\nexec "{sys.executable}" -m provtrack "$@"\n')
        shim.chmod(0o755)
        run = subprocess.run(
            ["bash", "-c", line],
            cwd=self._directory,
            env={**os.environ, **ENVIRONMENT, "PATH": f"{bin_}:{os.environ['PATH']}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return run.returncode, run.stdout

    def _lend_files(self, line: str) -> None:
        """The files that a reader would have: a saved page, a translator's draft."""
        for name in _inputs(shlex.split(line)):
            path = self._directory / name
            if not path.exists():
                write_bytes(path, line)


def _inputs(words: list[str]) -> list[str]:
    """The names of the files that a command line reads."""
    outputs = {after for word, after in pairwise(words) if word in OUTPUT}
    positional = words[2:]
    if words[1:2] == ["import"]:
        options = [place for place, word in enumerate(positional) if word.startswith("-")]
        return positional[: options[0] if options else None]
    return [
        word
        for word in positional
        if re.fullmatch(r"[\w./-]+\.(txt|docx|html|md)", word) and word not in outputs
    ]


OUTPUT = ("-o", "--output")


def write_bytes(path: Path, line: str) -> None:
    """A file that stands for one of the reader's own."""
    paragraphs = [*PARAGRAPHS[:4], f"This is the text of {path.stem}.", *PARAGRAPHS[4:]]
    if path.suffix == ".docx":
        _write_docx(path, paragraphs)
    elif path.suffix == ".html":
        body = "".join(f"<p>{each}</p>" for each in paragraphs)
        write(path, _HTML.format(body))
    elif "page" in line:
        shutil.copyfile(next(SAVED_PAGE.glob("*.page.txt")), path)
    else:
        write(path, paragraphs)


_HTML = "<!DOCTYPE html><html><head><title>A report</title></head><body>{}</body></html>"


def _write_docx(path: Path, paragraphs: Sequence[str]) -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    with ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
        )


PARAGRAPHS = tuple(
    f"On {day} March the commission heard witness number {day}, who spoke of the {subject} at "
    f"{place} and was thanked by the chairman."
    for day, (subject, place) in enumerate(
        (
            (subject, place)
            for subject in ("ferry", "granary", "school", "telegraph", "orchard", "mill")
            for place in ("Sarn", "Port Marlow", "Elden", "Tresk", "Abbot's Ford")
        ),
        start=1,
    )
)
"""Thirty paragraphs, as many as the examples speak of."""

_RECORD = """\
schema = 1
id = "report-1956"
title = "Report of the commission"
date = "1956-03-30"

[[variant]]
id = "goldberg"
language = "en"
kind = "translation"

[[variant]]
id = "draft"
language = "en"
kind = "translation"

[[step]]
id = "s0"
activity = "creation"
generates = "original"
status = "attested"
evidence = "the heading of the document"

[[step]]
id = "s1"
activity = "translation"
uses = ["original"]
generates = "goldberg@1"
status = "attested"
text_sha256 = "{first}"

[[step]]
id = "s2"
activity = "correction"
uses = ["goldberg@1"]
generates = "goldberg@2"
status = "attested"
text_sha256 = "{second}"
"""


def checkout(directory: Path, page: str) -> Session:
    """A reader's copy of the project, with the record that the examples speak of, if they do."""
    directory.mkdir()
    git(directory, "init", "--quiet")
    shutil.copytree(ROOT / "records", directory / "records")
    commit(directory, "Take in the records")
    if "report-1956/" in page:  # as a record that is there, not as one to be made
        _add_report(directory)
    return Session(directory)


def _add_report(directory: Path) -> None:
    record = directory / "records" / "report-1956"
    second = [each.replace("witness number 9", "witness number 19") for each in PARAGRAPHS]
    described = _RECORD.format(first=text_sha256(PARAGRAPHS), second=text_sha256(second))
    write(record / "record.toml", described)
    write(record / "draft.txt", [each.replace("spoke of", "described") for each in PARAGRAPHS])
    write(record / "goldberg.txt", PARAGRAPHS)
    commit(directory, "Take in the report")
    write(record / "goldberg.txt", second)
    commit(directory, "Correct a number")
