"""The command line: parse, call, render, exit. One module a verb; the only room with typer."""

import gc
import sys

_YOUNG = 100_000
"""Objects that are made before Python looks for cycles among them. Nearly all that a command makes
is a value without any, and it ends soon; looking took an eighth of the time of writing JSON."""


def main() -> None:
    """Runs provtrack as a process of its own."""
    for stream in (sys.stdout, sys.stderr):
        # Whatever the locale says: the texts are Unicode, and so are the documents we print.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    gc.set_threshold(_YOUNG, 50, 50)
    from provtrack.cli.app import app

    app(prog_name="provtrack")
