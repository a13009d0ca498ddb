"""What every command needs: a way to read texts, a screen, a place for results and messages."""

import os
import shutil
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from provtrack.errors import ProvtrackError
from provtrack.render import Screen, formats, render

if TYPE_CHECKING:
    from provtrack.api import Desk
    from provtrack.store.repository import Repository

_PIPE_WIDTH = 100
"""Columns of text output that no terminal reads."""


@dataclass(frozen=True)
class Session:
    """One run of a command."""

    repo: Path | None
    quiet: bool

    @cached_property
    def desk(self) -> "Desk":
        """Reads, aligns and compares the texts that the user named."""
        from provtrack.api import Desk
        from provtrack.cli.progress import Bar

        shows_progress = sys.stderr.isatty() and not self.quiet
        return Desk(self.repo, self.notify, Bar("aligning") if shows_progress else None)

    @property
    def repository(self) -> "Repository":
        """The repository the user is in.

        Raises:
            ProvtrackError: there is none.
        """
        return self.desk.reader.repository

    def notify(self, message: str) -> None:
        """A message for the user, on standard error."""
        if not self.quiet:
            from provtrack.text import visible

            typer.echo(visible(message), err=True)

    def emit(
        self, document: str, value: object, output_format: str | None, output: Path | None
    ) -> None:
        """Renders a value and puts it where the user wants it.

        Raises:
            ProvtrackError: the document has no such format, or the file cannot be written.
        """
        chosen = _choose_format(document, output_format, output)
        screen = _screen() if output is None else Screen(_PIPE_WIDTH)
        result = render(document, chosen, value, screen)
        if output is not None:
            from provtrack.store.files import write_atomically

            write_atomically(output, result if isinstance(result, bytes) else result.encode())
            self.notify(f"written: {output}")
        elif isinstance(result, str):
            sys.stdout.write(result)
        elif sys.stdout.isatty():
            raise ProvtrackError(
                f"{chosen} is not for a terminal", f"write it to a file: --output FILE.{chosen}"
            )
        else:
            sys.stdout.buffer.write(result)


def _choose_format(document: str, output_format: str | None, output: Path | None) -> str:
    """The format asked for, else the one that the file's ending names, else text."""
    known = formats(document)
    if output_format is None:
        ending = output.suffix[1:].lower() if output else ""
        return {"htm": "html", "markdown": "md"}.get(ending, ending if ending in known else "text")
    if output_format not in known:
        near = get_close_matches(output_format, known, n=1)
        raise ProvtrackError(
            f"there is no format {output_format!r} for this command",
            (f"did you mean {near[0]}? " if near else "") + f"formats: {', '.join(known)}",
        )
    return output_format


def _screen() -> Screen:
    if not sys.stdout.isatty():
        return Screen(_PIPE_WIDTH, colour=bool(os.environ.get("FORCE_COLOR")))
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Screen(shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns, colour=not plain)
