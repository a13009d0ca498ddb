"""Where every exception becomes an exit code, once, for all commands."""

import os
import sys
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from provtrack.cli.coercion import spare_validators
from provtrack.cli.commands import LazyCommands
from provtrack.cli.complaint import complain
from provtrack.errors import ExitCode, ProvtrackError


class Group(TyperGroup):
    """The root command: finds the verbs, and reports errors in provtrack's own form."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        spare_validators(self)
        self.commands = LazyCommands()

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Runs the command line and exits with a code of :class:`ExitCode`."""
        kwargs["standalone_mode"] = False
        try:
            status = super().main(*args, **kwargs)
            sys.stdout.flush()
            if status == ExitCode.INTERRUPTED:  # typer has caught the KeyboardInterrupt
                raise typer.Abort  # noqa: TRY301  # one place says what an interrupt is
        except ProvtrackError as error:
            _fail(error.message, error.hint, ExitCode.USAGE)
        except typer.Abort:
            _fail("interrupted", _AGAIN, ExitCode.INTERRUPTED)
        except typer.TyperException as error:
            _fail(*_usage(error), ExitCode.USAGE)
        except BrokenPipeError:
            # The reader (head, a pager) has seen enough; closing quietly is what it expects.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(ExitCode.DONE)
        except Exception as error:  # noqa: BLE001  # the last stop before the user
            _defect(error)
        sys.exit(status if isinstance(status, int) else ExitCode.DONE)


_AGAIN = "no record was changed; run it again to finish"


def _fail(message: str, hint: str, code: ExitCode) -> NoReturn:
    progress = sys.modules.get("provtrack.cli.progress")
    if progress:  # or the lines stand behind a bar, on a terminal without its cursor
        progress.Bar.clear()
    complain(message, hint)
    sys.exit(code)


def _usage(error: typer.TyperException) -> tuple[str, str]:
    """What typer complains of, and where to read on."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "provtrack"
    message, _, meant = error.format_message().partition(" Did you mean ")
    possibilities = getattr(error, "possibilities", None)
    if possibilities:
        message, meant = error.message, f"{' or '.join(possibilities)}?"
    read_on = f"see '{command} --help'"
    message = message.strip().rstrip(".")
    return (
        message[:1].lower() + message[1:],
        f"did you mean {meant.strip()} {read_on}" if meant else read_on,
    )


def _defect(error: Exception) -> NoReturn:
    import traceback
    from pathlib import Path

    if os.environ.get("PROVTRACK_TRACEBACK"):
        traceback.print_exception(error)
    place = traceback.extract_tb(error.__traceback__)[-1]
    _fail(
        f"a defect of provtrack: {type(error).__name__}: {error} "
        f"({Path(place.filename).name}:{place.lineno})",
        "please report it with what PROVTRACK_TRACEBACK=1 prints; your files are as they were",
        ExitCode.DEFECT,
    )
