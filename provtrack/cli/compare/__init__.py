"""``provtrack compare``."""

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provtrack.cli.options import (
    Jobs,
    Output,
    Quiet,
    Repo,
    Scheduler,
    SchedulerFile,
    complete_format,
    complete_path,
    complete_text,
)
from provtrack.cli.session import Session, encoded
from provtrack.errors import ExitCode, ProvtrackError
from provtrack.kinds import Kind, Outcome
from provtrack.render import formats

if TYPE_CHECKING:
    from provtrack.corpus.comparing import Task
    from provtrack.schemas.documents.comparisons import Comparisons


def _complete_kind(incomplete: str) -> list[str]:
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{kind}" for kind in Kind if kind.startswith(last)]


def compare(
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="LEFT RIGHT",
            help="Two texts: RECORD/VARIANT[@REV][#p12-14], files, - for standard input. "
            "With --all: records, all when none is named.",
            autocompletion=complete_text,
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND,…",
            help=f"Only these kinds of difference: {', '.join(Kind)}.",
            autocompletion=_complete_kind,
            show_default=False,
        ),
    ] = None,
    substantive: Annotated[
        bool,
        typer.Option("--substantive", help="Only what changes what the text says."),
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 when there are differences.")
    ] = False,
    every: Annotated[
        bool,
        typer.Option("--all", help="Compare the texts of every record, each with each."),
    ] = False,
    base: Annotated[
        str,
        typer.Option(
            "--base",
            metavar="VARIANT",
            help="With --all: only with this variant, which stands on the left.",
            show_default=False,
        ),
    ] = "",
    pages: Annotated[
        str,
        typer.Option(
            "--pages",
            metavar="DIR",
            help="With --all: also write each comparison into this folder (or that of a URL in "
            "object storage), with an overview.",
            autocompletion=complete_path,
            show_default=False,
        ),
    ] = "",
    page_format: Annotated[
        str,
        typer.Option(
            "--page-format",
            metavar="FORMAT",
            help=f"The format of these pages: {', '.join(formats('comparison'))}.",
            autocompletion=complete_format("comparison"),
        ),
    ] = "html",
    jobs: Jobs = 0,
    scheduler: Scheduler = "",
    scheduler_file: SchedulerFile = None,
    output_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"One of {', '.join(formats('comparison'))}; with --all "
            f"{', '.join(formats('comparisons'))}. Without it: the ending of --output, or text.",
            autocompletion=complete_format("comparison"),
            show_default=False,
        ),
    ] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Show what differs between two texts, paragraph by paragraph, and whether it matters.

    Every difference has a kind (date, number, name, negation …) and is substantive, when it
    changes what the text says, or accidental, when it changes only how it is written.

    With `--all`, every record's texts are compared, and each pair has a line that says whether it
    differs in what it says or only in how it is written.

    **Examples:** `provtrack compare report-1956/goldberg@1 report-1956/goldberg`,
    `provtrack compare report-1956/goldberg draft.docx --substantive -o comparison.html`,
    `provtrack compare --all --substantive --pages differences`
    """
    kinds = _kinds(kind)
    session = Session(repo, quiet)
    if every:
        from provtrack.corpus.comparing import Knowledge, Task

        settings = session.collection.settings()
        knowledge = Knowledge(session.desk.authority, settings.abbreviations)
        page = page_format if pages else ""
        task = Task(knowledge, kinds, substantive, page)
        found = _compare_all(
            session, texts or [], base, task, pages, (jobs, scheduler, scheduler_file)
        )
        session.emit("comparisons", found, output_format, output)
        differ = any(pair.outcome not in _ALIKE for pair in found.pairs)
    else:
        _refuse_without_all(base=base, pages=pages, scheduler=scheduler or scheduler_file)
        left, right = _two(texts or [])
        comparison = session.desk.compare(left, right)
        if kinds or substantive:
            comparison = comparison.only(kinds, substantive=substantive)
        session.emit("comparison", comparison, output_format, output)
        differ = not comparison.identical
    if exit_code and differ:
        raise typer.Exit(ExitCode.FINDINGS)


_ALIKE = (Outcome.IDENTICAL, Outcome.FOREIGN)
"""Pairs in which ``--exit-code`` sees no difference; of two languages there is nothing to see."""

_SHOWN = 5
"""Texts that could not be compared which a message names; the others are counted."""


def _two(texts: list[str]) -> tuple[str, str]:
    if len(texts) != 2:  # noqa: PLR2004  # as many as can be compared
        raise ProvtrackError(
            f"compare takes two texts, not {len(texts)}",
            "name LEFT and RIGHT, or --all for every record: see 'provtrack compare --help'; "
            "'provtrack collate' takes any number",
        )
    return texts[0], texts[1]


def _refuse_without_all(**given: object) -> None:
    for name, value in given.items():
        if value:
            raise ProvtrackError(
                f"--{name} goes with --all", "name two texts without it, or --all instead of them"
            )


def _compare_all(
    session: Session,
    texts: list[str],
    base: str,
    task: "Task",
    pages: str,
    work: tuple[int, str, Path | None],
) -> "Comparisons":
    from contextlib import ExitStack
    from tempfile import TemporaryDirectory

    from provtrack.cli.compare.every import INDEX, Pairs, overview, written_in
    from provtrack.corpus.executor import workers
    from provtrack.store.folder import Folder
    from provtrack.store.places import name_of, place

    _check_page_format(task.page)
    for text in texts:
        session.repository.require(text)
    pairs = Pairs(session, texts or session.repository.record_ids(), base)
    jobs, scheduler, scheduler_file = work
    with ExitStack() as stack:
        folder = None
        where = place(pages) if pages else Path()
        here = where if isinstance(where, Path) else Path(stack.enter_context(TemporaryDirectory()))
        if isinstance(where, str):
            from provtrack.store.mirror import check

            check(where)
        if pages:
            folder = stack.enter_context(Folder(_place(session, here), INDEX))
        # By now there may be pipes to git, which no other process should hold open.
        executor = stack.enter_context(workers(jobs, scheduler, scheduler_file, afresh=True))
        found = overview(session, pairs, task, executor, folder)
        if folder is not None:
            for name, its_format in ((INDEX, "json"), ("index.html", "html")):
                folder.add(name, encoded(session.rendered("comparisons", found, its_format, None)))
            folder.publish(written_in(folder))
            if isinstance(where, str):
                session.copy(here, where)
            session.notify(f"written: {name_of(pages).rstrip('/')}/index.html")
    for each in found.skipped[:_SHOWN]:
        session.notify(f"skipped: {each.ref}: {each.why}")
    if len(found.skipped) > _SHOWN:
        session.notify(f"skipped: {len(found.skipped) - _SHOWN} more (--format json lists them)")
    return found


def _check_page_format(name: str) -> None:
    known = formats("comparison")
    if name and name not in known:
        near = get_close_matches(name, known, n=1)
        raise ProvtrackError(
            f"there is no format {name!r} for pages",
            (f"did you mean {near[0]}? " if near else "") + f"formats: {', '.join(known)}",
        )


def _place(session: Session, pages: Path) -> Path:
    """Where the pages go, which is not where the records are."""
    place = pages.resolve()
    if place == session.repository.top.resolve() or place.is_relative_to(
        session.repository.records.resolve()
    ):
        raise ProvtrackError(
            f"{pages}: the records are here", "name a folder of its own for the pages"
        )
    return pages


def _kinds(names: str | None) -> frozenset[Kind]:
    if names is None:
        return frozenset()
    found = set()
    for name in filter(None, (part.strip() for part in names.split(","))):
        if name not in set(Kind):
            near = get_close_matches(name, list(Kind), n=1)
            raise ProvtrackError(
                f"there is no kind of difference {name!r}",
                (f"did you mean {near[0]}? " if near else "") + f"kinds: {', '.join(Kind)}",
            )
        found.add(Kind(name))
    return frozenset(found)
