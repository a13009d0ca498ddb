"""Runs a command that is killed, as by ``kill -9``, just before its nth step that touches the disk."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_SCRIPT = """
import os, pathlib, signal, sys
limit, count = int(sys.argv[1]), [0]

def fatal(function):
    def wrapped(*args, **kwargs):
        count[0] += 1
        if count[0] == limit:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return wrapped

os.fsync = fatal(os.fsync)
pathlib.Path.replace = fatal(pathlib.Path.replace)
pathlib.Path.unlink = fatal(pathlib.Path.unlink)
pathlib.Path.mkdir = fatal(pathlib.Path.mkdir)
sys.argv = ["provtrack", *sys.argv[2:]]
from provtrack.cli import main
main()
"""


def run_killed(
    nth: int, *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None
) -> bool:
    """Whether the command was killed: it had as many steps."""
    run = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(nth), *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        check=False,
        timeout=60,
    )
    if run.returncode == -signal.SIGKILL:
        return True
    assert run.returncode == 0, run.stderr
    return False
