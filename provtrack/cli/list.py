"""``provtrack list``."""

from typing import Annotated

import typer

from provtrack.cli.complaint import complain
from provtrack.cli.options import Output, Quiet, Repo, format_option
from provtrack.cli.session import Session
from provtrack.errors import ExitCode


def list_(
    output_format: Annotated[str | None, format_option("records")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """List the records and their variants.

    Records and texts that cannot be read are named, each with what is wrong, while the others are
    listed; the exit status is 2 then. What the index of `provtrack index` knows and has not changed
    since is not read again, which a large collection is listed in a fraction of the time by.

    **Example:** `provtrack list --format csv --output records.csv`
    """
    from provtrack.corpus.listing import listed

    session = Session(repo, quiet)
    found = listed(session.collection, session.progress("reading"))
    session.emit("records", found.records, output_format, output)
    for message, hint in found.troubles:
        complain(message, hint)
    if found.troubles:
        raise typer.Exit(ExitCode.USAGE)
