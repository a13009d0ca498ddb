"""A text in the user's editor.

The editor is the user's: it comes from the environment alone, never from a file of the repository,
which somebody else may have written.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from provtrack.errors import ProvtrackError


def command() -> list[str]:
    """The editor to use: ``VISUAL``, else ``EDITOR``, else what the system always has.

    Raises:
        ProvtrackError: it is not there.
    """
    for variable in ("VISUAL", "EDITOR"):
        named = os.environ.get(variable, "").strip()
        if named:
            try:
                words = shlex.split(named)
            except ValueError:
                raise ProvtrackError(
                    f"{variable}={named}: a quotation mark is not closed",
                    f"correct {variable}, for example: export {variable}=nano",
                ) from None
            break
    else:
        variable, words = "EDITOR", ["notepad"] if sys.platform == "win32" else ["vi"]
    if not shutil.which(words[0]):
        raise ProvtrackError(
            f"the editor {words[0]!r} is not on PATH",
            f"name one: export {variable}=nano",
        )
    return words


class Draftsheet:
    """A file of its own for a text that the user edits; what was written in it is never lost."""

    def __init__(self) -> None:
        self._directory = Path(tempfile.mkdtemp(prefix="provtrack-"))
        self.path = self._directory / "text.txt"
        self._given = b""

    def edit(self, text: str) -> str:
        """The text as the user leaves it.

        Raises:
            ProvtrackError: the editor cannot be started or reports a failure.
        """
        words = command()
        self._given = text.encode()
        self.path.write_bytes(self._given)
        try:
            status = subprocess.run([*words, str(self.path)], check=False).returncode  # noqa: S603  # the user's own words
        except OSError as error:
            raise ProvtrackError(
                f"the editor {words[0]!r} cannot be started: {error.strerror}",
                "name another one: export EDITOR=nano",
            ) from None
        if status:
            raise ProvtrackError(
                f"the editor {words[0]!r} ended with status {status}", "nothing was changed"
            )
        try:
            return self.path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            raise ProvtrackError(
                f"{self.path}: not UTF-8 text any more", "save it as UTF-8 in the editor"
            ) from None

    def has_news(self) -> bool:
        """Whether the user has written anything in it."""
        try:
            return self.path.read_bytes() != self._given
        except OSError:
            return False

    def discard(self) -> None:
        """Takes the file away."""
        shutil.rmtree(self._directory, ignore_errors=True)
