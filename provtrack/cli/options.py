"""Options and arguments that several commands share: one name, one meaning."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from provtrack.render import formats


def _inherit(context: typer.Context, parameter: typer.CallbackParam, value: Any) -> Any:
    """The value given to the command, else the one given before the command's name."""
    return value or context.find_root().params.get(str(parameter.name), value)


def complete_text(incomplete: str) -> list[str]:
    """References that begin with what was typed: records with their variants, then files."""
    return [*_references(incomplete, with_variants=True), *_paths(incomplete)]


def complete_record(incomplete: str) -> list[str]:
    """Record ids that begin with what was typed."""
    return list(_references(incomplete, with_variants=False))


def _references(incomplete: str, *, with_variants: bool) -> Iterator[str]:
    from provtrack.errors import ProvtrackError
    from provtrack.store.repository import find_repository

    try:
        repository = find_repository(Path.cwd())
    except (ProvtrackError, OSError):
        return
    for record_id in repository.record_ids():
        variants = repository.variant_ids(record_id) if with_variants else []
        names = [record_id, *(f"{record_id}/{variant}" for variant in variants)]
        yield from (name for name in names if name.startswith(incomplete))


def _paths(incomplete: str) -> Iterator[str]:
    head, slash, _ = incomplete.rpartition("/")
    try:
        entries = sorted(Path(head + slash).iterdir())
    except OSError:
        return
    for entry in entries:
        shown = f"{head}{slash}{entry.name}"
        if shown.startswith(incomplete) and not entry.name.startswith("."):
            yield f"{shown}/" if entry.is_dir() else shown


def complete_path(incomplete: str) -> list[str]:
    """Files and folders that begin with what was typed."""
    return list(_paths(incomplete))


def complete_format(document: str) -> Callable[[str], list[str]]:
    """Completes the formats of a document."""
    return lambda incomplete: [name for name in formats(document) if name.startswith(incomplete)]


def format_option(document: str) -> Any:
    """``--format`` for a document; its help names the formats."""
    return typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"One of {', '.join(formats(document))}. Without it: the ending of --output, or text.",
        autocompletion=complete_format(document),
        show_default=False,
    )


Repo = Annotated[
    Path | None,
    typer.Option(
        "--repo",
        metavar="DIR",
        help="The repository's directory, instead of the one you are in.",
        callback=_inherit,
        show_default=False,
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet", "-q", help="No messages on standard error but errors.", callback=_inherit
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write the result to a file instead of standard output.",
        autocompletion=complete_path,
        show_default=False,
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=0,
        help="How many processes work; one for each processor by default.",
        show_default=False,
    ),
]
Scheduler = Annotated[
    str,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Have the workers of a Dask cluster do the work (needs the extra dask): "
        "tcp://host:8786.",
        show_default=False,
    ),
]
SchedulerFile = Annotated[
    Path | None,
    typer.Option(
        "--scheduler-file",
        metavar="FILE",
        help="The same, with the address in the file that the scheduler wrote.",
        show_default=False,
    ),
]
Left = Annotated[
    str,
    typer.Argument(
        metavar="LEFT",
        help="A text: RECORD/VARIANT[@REV][#p12-14], a file, or - for standard input.",
        autocompletion=complete_text,
        show_default=False,
    ),
]
Right = Annotated[
    str,
    typer.Argument(
        metavar="RIGHT",
        help="The text to hold against it, in any of the same forms.",
        autocompletion=complete_text,
        show_default=False,
    ),
]
