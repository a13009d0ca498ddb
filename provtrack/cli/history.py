"""``provtrack history``."""

from typing import Annotated

from provtrack.cli.options import Output, Quiet, Repo, format_option
from provtrack.cli.past import IgnoreRevs, Ref, report
from provtrack.cli.session import Session


def history(
    ref: Ref,
    ignore_revs_file: IgnoreRevs = None,
    output_format: Annotated[str | None, format_option("history")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Show the life of paragraphs: who changed what in them, when, and on what evidence.

    They are followed through rewording, splits, merges, moves and renames, along git's history and
    the ledger. Without `#p` all paragraphs are shown, also those that are gone.

    **Examples:** `provtrack history report-1956/goldberg#p12`,
    `provtrack history report-1956/goldberg -o history.html`
    """
    session = Session(repo, quiet)
    found, numbers = report(session, ref, ignore_revs_file)
    from provtrack.history.reports import lives

    session.emit("history", lives(found, numbers), output_format, output)
