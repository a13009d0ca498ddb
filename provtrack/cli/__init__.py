"""The command line: parse, call, render, exit. One module a verb; the only room with typer."""

import sys


def main() -> None:
    """Runs provtrack as a process of its own."""
    for stream in (sys.stdout, sys.stderr):
        # Whatever the locale says: the texts are Unicode, and so are the documents we print.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    from provtrack.cli.app import app

    app(prog_name="provtrack")
