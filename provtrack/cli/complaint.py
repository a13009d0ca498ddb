"""How the user is told of what is wrong: an ``error:`` line and a ``hint:`` line."""

import os

import typer


def complain(message: str, hint: str) -> None:
    """Says on standard error what is wrong and what to do about it, each in a line."""
    from provtrack.text import visible

    for label, colour, words in (("error:", "red", message), ("hint:", "cyan", hint)):
        line = visible(" ".join(words.splitlines()))
        typer.echo(f"{typer.style(label, fg=colour, bold=True)} {line}", err=True, color=_colour())


def _colour() -> bool | None:
    """``False`` where colour is unwanted; ``None`` leaves it to whether a terminal reads."""
    return False if os.environ.get("NO_COLOR") else None
