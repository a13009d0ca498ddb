"""What every command needs: a way to read texts, a screen, a place for results and messages."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import typer

from provtrack.errors import ProvtrackError
from provtrack.render import Screen, formats, render

if TYPE_CHECKING:
    from provtrack.api import Desk
    from provtrack.store.repository import Repository

_PIPE_WIDTH = 100
"""Columns of text output that no terminal reads."""


_ENDINGS = {
    "bib": "biblatex",
    "htm": "html",
    "patch": "diff",
    "txt": "text",
    "xml": "tei",
    "zip": "ro-crate",
}
"""Endings of file names that are not the format's own name."""

_ALSO = {"md": "markdown", "markdown": "md"}
"""Another name of a format; each is understood wherever the other one is."""


@dataclass(frozen=True)
class Session:
    """One run of a command."""

    repo: Path | None
    quiet: bool

    @cached_property
    def desk(self) -> "Desk":
        """Reads, aligns and compares the texts that the user named."""
        from provtrack.api import Desk

        jobs = os.cpu_count() or 1
        return Desk(self.repo, self.notify, self.progress("aligning"), jobs)

    def progress(self, label: str) -> Callable[[float], None]:
        """Takes the share of the work done, from 0 to 1, and shows it to a user who watches.

        Args:
            label: what is being done.
        """
        if self.quiet or not sys.stderr.isatty():
            return lambda _: None
        from provtrack.cli.progress import Bar

        return Bar(label)

    @property
    def repository(self) -> "Repository":
        """The repository the user is in.

        Raises:
            ProvtrackError: there is none.
        """
        return self.desk.reader.repository

    @property
    def collection(self) -> "Repository":
        """The repository, for a command on all its records; says so where they lie below it.

        Raises:
            ProvtrackError: there is none.
        """
        repository = self.repository
        if not repository.records.is_dir():
            for place in repository.elsewhere():
                self.notify(f"note: no records here, but in {place}: --repo {place}")
        return repository

    def notify(self, message: str) -> None:
        """A message for the user, on standard error."""
        if not self.quiet:
            from provtrack.text import visible

            typer.echo(visible(" ".join(message.splitlines())), err=True)

    def emit(
        self, document: str, value: object, output_format: str | None, output: str | None
    ) -> None:
        """Renders a value and puts it where the user wants it.

        Raises:
            ProvtrackError: the document has no such format, or the file cannot be written.
        """
        self.put(self.rendered(document, value, output_format, output), output)

    def rendered(
        self, document: str, value: object, output_format: str | None, output: str | None
    ) -> str | bytes:
        """The value as the user wants to read it.

        Raises:
            ProvtrackError: the document has no such format.
        """
        chosen = _choose_format(document, output_format, output)
        screen = _screen() if output is None else Screen(_PIPE_WIDTH)
        result = render(document, chosen, value, screen)
        if isinstance(result, bytes) and output is None and sys.stdout.isatty():
            raise ProvtrackError(
                f"{chosen} is not for a terminal", f"write it to a file: --output FILE.{chosen}"
            )
        return result

    def put(self, result: str | bytes, output: str | None) -> None:
        """Puts a result where the user wants it.

        Raises:
            ProvtrackError: it cannot be written there.
        """
        if output is None:
            if not _paged(result):
                print_result(result)
        else:
            from provtrack.store.places import name_of

            write_result(result, output)
            self.notify(f"written: {name_of(output)}")

    def copy(self, folder: Path, url: str) -> None:
        """Brings a remote folder up to date with a local one, and says what that took.

        Raises:
            ProvtrackError: it cannot be written there.
        """
        from provtrack.store.mirror import mirror
        from provtrack.store.places import name_of

        put, gone = mirror(folder, url, self.progress("copying"))
        taken = f", {gone} taken away" if gone else ""
        self.notify(f"{name_of(url)}: {put} files put there{taken}")


def _paged(result: str | bytes) -> bool:
    """Whether the user has read it in a pager, which only a terminal has."""
    if isinstance(result, bytes) or not sys.stdout.isatty():
        return False
    from provtrack.cli.pager import page

    return page(result)


def write_result(result: str | bytes, output: str) -> None:
    """Writes a result to a file.

    Raises:
        ProvtrackError: it cannot be written.
    """
    from provtrack.store import places

    places.write(output, encoded(result))


def encoded(result: str | bytes) -> bytes:
    """A result as the bytes of a file."""
    return result if isinstance(result, bytes) else result.encode()


def print_result(result: str | bytes) -> None:
    """Writes a result to standard output, as far as its reader wants it.

    Raises:
        ProvtrackError: it cannot be written, the disk being full for example.
    """
    try:
        if isinstance(result, str):
            sys.stdout.write(result)
        else:
            sys.stdout.buffer.write(result)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, a pager) has seen enough, and the exit code still says what was found.
        _discard_stdout()
    except OSError as error:
        _discard_stdout()
        raise ProvtrackError(
            f"standard output: cannot be written: {error.strerror}", "check the disk"
        ) from None


def _discard_stdout() -> None:
    """What is still in the buffer goes nowhere, so that nothing fails again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _choose_format(document: str, output_format: str | None, output: str | None) -> str:
    """The format asked for, else the one that the file's ending names, else text."""
    known = formats(document)
    for named in (output_format, _ALSO.get(output_format or "")):
        if named in known:
            return named
    choice = f"formats: {', '.join(known)}"
    if output_format is not None:
        near = get_close_matches(output_format, known, n=1)
        raise ProvtrackError(
            f"there is no format {output_format!r} for this command",
            (f"did you mean {near[0]}? " if near else "") + choice,
        )
    ending = PurePath(output).suffix[1:].lower() if output else ""
    chosen = _ENDINGS.get(ending, ending) or "text"
    chosen = chosen if chosen in known else _ALSO.get(chosen, chosen)
    if chosen not in known:
        raise ProvtrackError(
            f"{output}: there is no format {chosen!r} for this command",
            f"name another ending, or the format itself with --format; {choice}",
        )
    return chosen


def _screen() -> Screen:
    is_terminal = sys.stdout.isatty()
    size = shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns if is_terminal else _PIPE_WIDTH
    return Screen(size, colour=_wants_colour(is_terminal))


def _wants_colour(is_terminal: bool) -> bool:
    """In Python's own order (3.13, "Controlling color"): a refusal comes before all else."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (is_terminal and os.environ.get("TERM") != "dumb")
