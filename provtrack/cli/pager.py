"""A long result on a terminal, a screen at a time.

The pager is the user's: it comes from the environment alone, never from a file of the repository,
which somebody else may have written.
"""

import os
import shlex
import shutil
import subprocess
import sys

from provtrack.errors import ProvtrackError

_DEFAULT = "less"

_LESS = "FRX"
"""Options for ``less`` where the user has none: leave when it fits, keep colours, keep the screen;
those that git sets."""


def command() -> list[str]:
    """The pager to use, empty for none.

    ``PROVTRACK_PAGER`` comes before ``PAGER``; either of them empty, or ``cat``, means none.
    """
    named = os.environ.get("PROVTRACK_PAGER", os.environ.get("PAGER", _DEFAULT))
    try:
        words = shlex.split(named)
    except ValueError:
        variable = "PROVTRACK_PAGER" if "PROVTRACK_PAGER" in os.environ else "PAGER"
        raise ProvtrackError(
            f"{variable}={named}: a quotation mark is not closed", f"unset {variable}, or close it"
        ) from None
    if not words or words == ["cat"] or os.environ.get("TERM") == "dumb":
        return []
    return words if shutil.which(words[0]) else []


def is_long(text: str) -> bool:
    """Whether a text needs more lines than the terminal has, its prompt included."""
    size = shutil.get_terminal_size()
    lines = sum(1 + max(len(line) - 1, 0) // size.columns for line in text.splitlines())
    return lines >= size.lines


def page(text: str) -> bool:
    """Shows a text in the user's pager, if it is long and there is one.

    Returns:
        Whether it was shown.
    """
    if not is_long(text) or not (words := command()):
        return False
    sys.stdout.flush()
    environment = {"LESS": _LESS, "LV": "-c", "LESSCHARSET": "utf-8"} | dict(os.environ)
    try:
        process = subprocess.Popen(words, stdin=subprocess.PIPE, env=environment)  # noqa: S603  # the user's own words
    except OSError:
        return False
    data: bytes | None = text.encode()
    with process:
        while process.poll() is None:
            try:
                process.communicate(data)
            except KeyboardInterrupt:
                data = None  # Ctrl-C is the pager's: it stops its search, and the reader goes on
    return True
