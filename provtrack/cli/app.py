"""The command line as a whole: the commands, and what stands before their names."""

from pathlib import Path
from typing import Annotated

import typer

import provtrack
from provtrack.cli.group import Group

app = typer.Typer(
    name="provtrack",
    cls=Group,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"provtrack {provtrack.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def provtrack_command(
    context: typer.Context,
    repo: Annotated[  # noqa: ARG001  # read by the commands' own --repo
        Path | None,
        typer.Option("--repo", metavar="DIR", help="Work in this repository.", show_default=False),
    ] = None,
    quiet: Annotated[  # noqa: ARG001  # likewise
        bool, typer.Option("--quiet", "-q", help="No messages but errors.")
    ] = False,
    version: Annotated[  # noqa: ARG001  # acts in its callback
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Compare translations of one document, and track where each of them came from."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
