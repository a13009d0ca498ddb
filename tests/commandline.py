"""Running provtrack in a test: inside the process, or as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from provtrack.cli.app import app


@dataclass(frozen=True)
class Run:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)

    @property
    def complaint(self) -> tuple[str, str]:
        """The one error and the one hint that bad input is answered with."""
        assert self.code == 2, (self.code, self.out, self.err)
        lines = self.err.splitlines()
        assert len(lines) == 2, self.err
        assert lines[0].startswith("error: "), self.err
        assert lines[1].startswith("hint: "), self.err
        assert len(lines[0]) > len("error: "), self.err
        assert len(lines[1]) > len("hint: "), self.err
        assert not self.out, self.out
        return lines[0].removeprefix("error: "), lines[1].removeprefix("hint: ")


def provtrack(*arguments: str | Path, stdin: str | bytes = b"") -> Run:
    """Runs a command in this process."""
    result = CliRunner().invoke(app, [str(each) for each in arguments], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Run(result.exit_code, result.stdout, result.stderr)


def successful(*arguments: str | Path, stdin: str | bytes = b"") -> Run:
    """Runs a command that must end well."""
    run = provtrack(*arguments, stdin=stdin)
    assert run.code == 0, (run.code, run.err)
    return run


def process(
    *arguments: str | Path, env: Mapping[str, str] | None = None, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Runs a command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "provtrack", *map(str, arguments)],
        input=stdin,
        env={**os.environ, **(env or {})},
        capture_output=True,
        check=False,
        timeout=60,
    )


def snapshot(directory: Path) -> dict[str, bytes]:
    """Everything below a directory: the content of each file, and the names of directories."""
    return {
        str(path.relative_to(directory)): path.read_bytes() if path.is_file() else b"directory"
        for path in sorted(directory.rglob("*"))
    }
