"""A progress bar for what takes long: on standard error, on a terminal, past the first second."""

import sys
import time
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0
"""Seconds before a bar appears; most work is done by then."""


class Bar:
    """Takes the share of the work done, from 0 to 1; 1 takes the bar away.

    Args:
        label: what is being done.
    """

    shown: "ClassVar[Bar | None]" = None
    """The one on the terminal."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._start = time.monotonic()
        self._progress: Progress | None = None

    @classmethod
    def clear(cls) -> None:
        """Takes the bar away, if there is one: whatever was going on is over."""
        if cls.shown:
            cls.shown(1)

    def __call__(self, share: float) -> None:
        """Shows the share of the work done."""
        if self._progress is None:
            if share >= 1 or time.monotonic() - self._start < _PATIENCE:
                return
            from rich.console import Console
            from rich.progress import Progress

            self._progress = Progress(console=Console(file=sys.stderr), transient=True)
            self._progress.add_task(self._label, total=1.0)
            self._progress.start()
            Bar.shown = self
        self._progress.update(self._progress.task_ids[0], completed=share)
        if share >= 1:
            self._progress.stop()
            self._progress = Bar.shown = None
