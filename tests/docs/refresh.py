"""Brings the output that pages show up to date: ``python tests/docs/refresh.py [PAGE…]``.

What a page leaves out stays left out. The result is read over before it is committed: the sentences
around the output are not changed with it.
"""

import os
import sys
import tempfile
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from console import ROOT, Command, checkout, shows, steps
from holdings import ENVIRONMENT

SAME_LINE = 0.6
"""Likeness from which a line of the new output is taken for the line that the page shows."""


def refreshed(shown: str, output: str) -> str:
    """What to show instead: of each line that was shown, the line that is most like it now.

    An output that was shown whole is shown whole again.
    """
    lines = [line.rstrip() for line in output.strip("\n").splitlines()]
    if not any("…" in line and line.rstrip() not in lines for line in shown.splitlines()):
        return "\n".join(lines)
    result, place = [], 0
    for line in shown.splitlines():
        at = None if line.strip() == "…" else _place(line, lines, place)
        if at is None:
            result.append(line)
        else:
            result.append(line if shows(line, lines[at]) else lines[at])
            place = at + 1
    return "\n".join(result)


def _place(line: str, lines: list[str], first: int) -> int | None:
    """Where the line that a page shows stands now, ``None`` when it is gone."""
    rest = range(first, len(lines))
    same = next((at for at in rest if shows(line, lines[at])), None)
    if same is not None or not rest:
        return same
    likest = max(rest, key=lambda at: _likeness(line, lines[at]))
    return likest if _likeness(line, lines[likest]) >= SAME_LINE else None


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def refresh(page: Path) -> None:
    """Runs the commands of a page and rewrites what it shows of them."""
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as home:
        os.environ.update({**ENVIRONMENT, "HOME": home, "PYTHONPATH": str(ROOT)})
        reader = checkout(Path(home) / "provtrack", text)
        for step in steps(text):
            _, output = reader.do(step)
            if isinstance(step, Command) and step.shown and not shows(step.shown, output):
                new = refreshed(step.shown, output)
                text = text.replace(f"{step.line}\n{step.shown}", f"{step.line}\n{new}", 1)
        os.chdir(ROOT)
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    pages = [Path(name).resolve() for name in sys.argv[1:]]
    for each in pages or [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        refresh(each)
