"""``provtrack list``."""

from typing import Annotated

from provtrack.cli.options import Output, Quiet, Repo, format_option
from provtrack.cli.session import Session


def list_(
    output_format: Annotated[str | None, format_option("records")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """List the records and their variants.

    **Example:** `provtrack list --format csv --output records.csv`
    """
    from provtrack.cli.describe import records

    session = Session(repo, quiet)
    session.emit("records", records(session.collection), output_format, output)
