"""``provtrack index``."""

from typing import Annotated

import typer

from provtrack.cli.options import (
    Jobs,
    Output,
    Quiet,
    Repo,
    Scheduler,
    SchedulerFile,
    format_option,
)
from provtrack.cli.session import Session


def index(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Throw the index away and make it anew.")
    ] = False,
    jobs: Jobs = 0,
    scheduler: Scheduler = "",
    scheduler_file: SchedulerFile = None,
    output_format: Annotated[str | None, format_option("index")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Bring the index that `locate` and `find` search up to date, and say what it holds.

    Both do so by themselves; run it beforehand, at night for example, where the first search of
    many new texts should not have to wait. Only texts that the index has not seen are read. It is
    one SQLite file in git's own directory, and may be deleted at any time.

    **Examples:** `provtrack index`, `provtrack index --rebuild --format json`
    """
    from provtrack.corpus.executor import workers
    from provtrack.corpus.indexing import bring_up_to_date

    session = Session(repo, quiet)
    repository = session.collection
    with workers(jobs, scheduler, scheduler_file) as work:
        held = bring_up_to_date(
            repository,
            work,
            rebuild=rebuild,
            notify=session.notify,
            progress=session.progress("indexing"),
        )
    session.emit("index", held, output_format, output)
