"""``provtrack check``."""

import datetime as dt
import os
from difflib import get_close_matches, unified_diff
from pathlib import Path, PurePosixPath
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
    complete_record,
    format_option,
)
from provtrack.cli.session import Session
from provtrack.errors import ExitCode, ProvtrackError

if TYPE_CHECKING:
    from provtrack.corpus.checking import Inspection
    from provtrack.rules.model import Report

_LEVELS = ("error", "warning", "note", "never")


def _complete_rule(incomplete: str) -> list[str]:
    from provtrack.rules import rules

    before, comma, last = incomplete.rpartition(",")
    known = [name for rule in rules().values() for name in (rule.id, rule.name)]
    return [f"{before}{comma}{name}" for name in known if name.startswith(last)]


def check(
    records: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RECORD]...",
            help="Only these records.",
            autocompletion=complete_record,
            show_default=False,
        ),
    ] = None,
    base: Annotated[
        str,
        typer.Option(
            "--base",
            metavar="REV",
            help="Judge only what changed since the merge base with this revision. "
            "In a pull or merge request: its target.",
            show_default=False,
        ),
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Judge everything, in a pull request too.")
    ] = False,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="LEVEL",
            help="Exit with 1 from this level on: error (the default), warning, note or never.",
            autocompletion=lambda incomplete: [
                each for each in _LEVELS if each.startswith(incomplete)
            ],
            show_default=False,
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="RULE,…",
            help="Only these rules, by id, beginning of an id (PT5), name or family.",
            autocompletion=_complete_rule,
            show_default=False,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="RULE,…",
            help="All but these rules, named likewise.",
            autocompletion=_complete_rule,
            show_default=False,
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help="Report only what is not in this JSON report of an earlier check.",
            show_default=False,
        ),
    ] = None,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help="Mend what needs no judgement: the form of texts, no word. "
            "For words that were edited by hand, draft the entry of the ledger.",
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    jobs: Jobs = 0,
    scheduler: Scheduler = "",
    scheduler_file: SchedulerFile = None,
    no_cache: Annotated[
        bool,
        typer.Option("--no-cache", help="Forget what was found in records that did not change."),
    ] = False,
    output_format: Annotated[str | None, format_option("check")] = None,
    output: Output = None,
    output_as: Annotated[
        str | None,
        typer.Option(
            "--output-format",
            metavar="FORMAT",
            help="The format of the file, where its ending does not tell. "
            "The screen then shows --format.",
            autocompletion=complete_format("check"),
            show_default=False,
        ),
    ] = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Check the records against the rules: is every change declared, justified and harmless?

    Without `--base` everything is judged. With it, each record that changed is held against what
    it was: texts that changed without a correction, a chain or a ledger that was rewritten, and
    of everything else only what is new.

    **Examples:** `provtrack check`, `provtrack check report-1956 --select text`,
    `provtrack check --base HEAD --output findings.sarif`
    """
    from provtrack.corpus.executor import workers

    session = Session(repo, quiet)
    if fail_on is not None and fail_on not in _LEVELS:
        near = get_close_matches(fail_on, _LEVELS, n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise ProvtrackError(
            f"there is no level {fail_on!r}", f"{meant}levels: {', '.join(_LEVELS)}"
        )
    target = "" if everything else base or _target()
    inspection = _inspection(session, records or [], target, _names(select), _names(ignore))
    known = _known(baseline) if baseline else ()

    def judged() -> "Report":
        # By now there are pipes to git, which no other process should hold open.
        with workers(jobs, scheduler, scheduler_file, afresh=True) as work:
            found = inspection.report(work, session.progress("checking"), remember=not no_cache)
        return found.without(known)

    report = judged()
    if diff or fix:
        _stage(session, inspection, report)
    if diff:
        session.put(_difference(session), output)
        return
    if fix and session.repository.staged:
        for path in session.repository.staged:
            session.notify(f"written: records/{path}")
        session.repository.write_staged()
        report = judged()
    _emit(session, report, output_format, output, output_as)
    if report.fails(fail_on or inspection.settings.fail_on):
        raise typer.Exit(ExitCode.FINDINGS)


_EDITED_BY_HAND = ("undeclared-change", "text-not-vouched")
"""Rules that find a text whose words are no state of the chain."""


def _stage(session: Session, inspection: "Inspection", report: "Report") -> None:
    """Stages all that can be mended: the form of texts, and drafts of entries for edited words."""
    for path, (_, after) in inspection.fixes(report.findings).items():
        session.repository.stage(path, after)
    edited = dict.fromkeys(
        (finding.record, PurePosixPath(finding.path).stem)
        for finding in report.findings
        if finding.name in _EDITED_BY_HAND and finding.path.endswith(".txt")
    )
    for record_id, variant_id in edited:
        _draft(session, record_id, variant_id)


def _draft(session: Session, record_id: str, variant_id: str) -> None:
    """Stages entries for what was edited by hand; says why where that cannot be."""
    from provtrack.classify import Reader
    from provtrack.store.ledgering import stage_drafts

    settings = session.repository.settings()
    reader = Reader(names=session.desk.authority, abbreviations=settings.abbreviations)
    today = dt.date.today().isoformat()  # noqa: DTZ011  # the editor's own calendar
    try:
        stage_drafts(session.repository, record_id, variant_id, reader, date=today)
    except ProvtrackError as error:
        session.notify(f"note: no entry drafted for {record_id}/{variant_id}: {error.message}")


def _difference(session: Session) -> str:
    """What mending would change, as a unified diff."""
    from provtrack.text import visible

    lines: list[str] = []
    for path, after in session.repository.staged.items():
        place = session.repository.records / path
        before = place.read_bytes() if place.is_file() else b""
        old, new = (
            data.decode("utf-8", "replace").splitlines(keepends=True) for data in (before, after)
        )
        name = visible(path).replace("\n", "\u240a")
        for line in unified_diff(old, new, f"a/records/{name}", f"b/records/{name}"):
            end = "" if line.endswith("\n") else "\n\\ No newline at end of file\n"
            lines.append(visible(line) + end)
    return "".join(lines)


def _known(baseline: Path) -> list[str]:
    """The fingerprints of a report.

    Raises:
        ProvtrackError: the file cannot be read, or is no report.
    """
    import json

    from provtrack.store.files import read_bytes

    try:
        findings = json.loads(read_bytes(baseline))["findings"]
        return [str(finding["fingerprint"]) for finding in findings]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ProvtrackError(
            f"{baseline}: not a report of a check",
            f"write one: provtrack check --format json --output {baseline}",
        ) from None


def _inspection(
    session: Session, records: list[str], target: str, select: list[str], ignore: list[str]
) -> "Inspection":
    from provtrack.corpus.checking import Inspection

    return Inspection(session.collection, records, target, select, ignore)


def _names(given: list[str] | None) -> list[str]:
    """Names that were given one by one, or with commas between them."""
    return [name.strip() for part in given or () for name in part.split(",") if name.strip()]


def _target() -> str:
    """What a pull request on GitHub or a merge request on GitLab is for; empty elsewhere."""
    branch = os.environ.get("GITHUB_BASE_REF")
    if branch:
        return f"origin/{branch}"
    return os.environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "")


_FILES = {".xml": "junit", ".md": "markdown", ".txt": "text", "": "text"}
"""Ending of a file -> the format that it is taken for; other endings are names of formats."""

_OF_JSON = ("json", "sarif", "gitlab", "rdjson")


def _emit(
    session: Session,
    report: "Report",
    shown: str | None,
    output: str | None,
    output_as: str | None,
) -> None:
    """Shows the report, and writes it to a file in a format of its own where one is wanted.

    The format that is asked for is the file's where its ending names no other, else the screen's.
    """
    from provtrack.render import formats

    wanted = shown or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    if output is not None:
        ending = PurePosixPath(output).suffix.lower()
        named = _FILES.get(ending, ending.removeprefix("."))
        fits = (
            wanted in (named, ending.removeprefix("."))
            or (wanted in _OF_JSON and ending == ".json")
            or named not in formats("check")
        )
        if output_as is None and shown and fits:
            output_as, wanted = shown, "text"
        written = output_as or _FILES.get(ending)
        result = session.rendered("check", report, written, output)
        shown_first = session.rendered("check", report, wanted, None)
        session.put(result, output)
        session.put(shown_first, None)
    else:
        session.emit("check", report, wanted, None)
