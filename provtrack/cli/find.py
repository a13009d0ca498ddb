"""``provtrack find``."""

from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from provtrack.cli.options import (
    Jobs,
    Output,
    Quiet,
    Repo,
    Scheduler,
    SchedulerFile,
    complete_path,
    format_option,
)
from provtrack.cli.session import Session
from provtrack.errors import ExitCode
from provtrack.refs import is_url

if TYPE_CHECKING:
    from provtrack.kinship.values import Finding

_NAMED = 5
"""Skipped files that a message names; the others are counted."""


def find(
    places: Annotated[
        list[str] | None,
        typer.Option(
            "--in",
            metavar="PATH",
            help="A folder of files, or a file, or the URL of one; may be given several times. "
            "Without it: the texts of all records.",
            autocompletion=complete_path,
            show_default=False,
        ),
    ] = None,
    record: Annotated[
        str | None,
        typer.Option(
            "--record",
            metavar="FILE",
            help="Which record (or file of --in) does this file (or URL) belong to?",
            autocompletion=complete_path,
            show_default=False,
        ),
    ] = None,
    jobs: Jobs = 0,
    scheduler: Scheduler = "",
    scheduler_file: SchedulerFile = None,
    output_format: Annotated[str | None, format_option("finding")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Find documents that are variants of one another: translations, versions, excerpts, copies.

    Each group comes with what speaks for it: names, numbers, dates and rare words that both have,
    the archive reference, and the passage where they agree most clearly. Exits with 1 when nothing
    was found.

    **Examples:** `provtrack find`, `provtrack find --in letter.docx --in typescript.txt`,
    `provtrack find --record new.docx`
    """
    from provtrack.corpus.executor import workers
    from provtrack.corpus.kept import Kept
    from provtrack.corpus.kin import find as search
    from provtrack.corpus.kin import find_one
    from provtrack.corpus.quotations import index
    from provtrack.corpus.sources import check_exists, files, source, variants

    session = Session(repo, quiet)
    named = [*(places or []), *([record] if record else [])]
    check_exists(named)
    progress = session.progress("looking")
    with (
        # What drivers of remote storage have running, no other process can take over.
        workers(jobs, scheduler, scheduler_file, afresh=any(map(is_url, named))) as work,
        nullcontext() if places else index(session.repository) as database,
    ):
        found = files(places) if places else variants(session.collection, database)
        kept = Kept(database, None if places else session.repository.authority())
        if record:
            wanted = source(record)
            finding = find_one(wanted, found, executor=work, kept=kept, progress=progress)
        else:
            finding = search(found, executor=work, kept=kept, progress=progress)
    _tell_skipped(session, finding)
    session.emit("finding", finding, output_format, output)
    if not finding.groups:
        raise typer.Exit(ExitCode.FINDINGS)


def _tell_skipped(session: Session, finding: "Finding") -> None:
    for each in finding.skipped[:_NAMED]:
        session.notify(f"skipped: {each.path}: {each.why}")
    if len(finding.skipped) > _NAMED:
        session.notify(
            f"skipped: {len(finding.skipped) - _NAMED} more (--format json lists them all)"
        )
