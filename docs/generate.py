"""Writes ``docs/reference/`` and ``docs/rules.md`` from the code: ``python -m docs.generate``.

Nothing on those pages is written by hand, so nothing on them can be out of date; a test compares
them with what this module gives.
"""

import sys
from pathlib import Path

from docs._api import api, exit_codes
from docs._commands import commands
from docs._rules import catalogue
from docs._schemas import documents, files

ROOT = Path(__file__).parent / "reference"

PAGES = {
    "commands.md": commands,
    "exit-codes.md": exit_codes,
    "files.md": files,
    "json.md": documents,
    "api.md": api,
    "../rules.md": catalogue,
}
"""File name from ``docs/reference/`` -> what writes its content."""


def main() -> None:
    """Writes all pages, and names those that changed."""
    ROOT.mkdir(exist_ok=True)
    for name, write in PAGES.items():
        path, content = (ROOT / name).resolve(), write()
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8")
            sys.stdout.write(f"written: {path.relative_to(ROOT.parents[1])}\n")


if __name__ == "__main__":
    main()
