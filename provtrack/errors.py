"""The one error that provtrack raises on purpose, and what a process may exit with.

Nothing here imports anything of ours: every other module may import this one.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the exit status of every command means."""

    DONE = 0
    """Done, nothing found."""
    FINDINGS = 1
    """Differences under ``--exit-code``."""
    USAGE = 2
    """Usage, configuration or input that cannot be read."""
    DEFECT = 3
    """A defect of provtrack itself."""
    INTERRUPTED = 130
    """Interrupted by the user."""


class ProvtrackError(Exception):
    """Something that the user can mend.

    Args:
        message: what is wrong, with the file and the place, in one line and without a full stop.
        hint: what to do about it, in one line.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type["ProvtrackError"], tuple[str, str]]:
        """Both arguments, so that it passes from one process to another."""
        return type(self), (self.message, self.hint)
