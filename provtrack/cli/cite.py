"""``provtrack cite``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provtrack.cli.options import Output, Quiet, Repo, complete_text, format_option
from provtrack.cli.session import Session
from provtrack.errors import ExitCode, ProvtrackError

if TYPE_CHECKING:
    from provtrack.citation import Cited
    from provtrack.render.citations import Citation

STYLES = (
    "wcda", "chicago-note", "chicago-short", "chicago-bibliography", "mla", "apa", "gost", "frus",
)  # fmt: skip
"""The names of :data:`provtrack.citation.STYLES`, which help must not pay the import of."""


def complete_style(incomplete: str) -> list[str]:
    """Names of styles that begin with what was typed."""
    return [style for style in STYLES if style.startswith(incomplete)]


def cite(
    refs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="REF…",
            help="RECORD or RECORD/VARIANT[@REV][#p12-14]; any number of them.",
            autocompletion=complete_text,
            show_default=False,
        ),
    ] = None,
    style: Annotated[
        str,
        typer.Option(
            "--style",
            "-s",
            metavar="STYLE",
            help=f"One of {', '.join(STYLES)}; for text, Markdown and JSON.",
            autocompletion=complete_style,
        ),
    ] = "chicago-note",
    csl: Annotated[
        Path | None,
        typer.Option(
            "--csl",
            metavar="FILE",
            help="A style of the Citation Style Language instead (needs the extra csl).",
            show_default=False,
        ),
    ] = None,
    accessed: Annotated[
        str,
        typer.Option(
            "--accessed",
            metavar="DATE",
            help="The day on which the page was read: 2026-11-24.",
            show_default=False,
        ),
    ] = "",
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Refuse what rests on a broken, assumed or unknown chain."),
    ] = False,
    check: Annotated[
        str,
        typer.Option(
            "--check",
            metavar="CITATION",
            help="Say whether what was cited is still current: the text of a citation, or a file "
            "of them (one a line, .bib, .ris, CSL-JSON), or -.",
            show_default=False,
        ),
    ] = "",
    output_format: Annotated[str | None, format_option("citations")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Cite exactly one version of a record, a variant, or paragraphs of it.

    Every citation names the version: a reference that every command takes, the beginning of the
    text's hash, and the commit. With `--check` it is looked up again, and the exit code is 1 when
    something that was cited has been superseded or is unknown.

    **Examples:** `provtrack cite report-1956/goldberg@2#p14 --style mla`,
    `provtrack cite report-1956/goldberg -o report.bib`,
    `provtrack cite --check "Record of a Talk, version report-1956/goldberg@1 (text 3f2a9c1b)"`
    """
    session = Session(repo, quiet)
    if check:
        if refs:
            raise ProvtrackError(
                "--check takes the text of a citation, and no reference beside it",
                f"leave out {refs[0]!r}, or leave out --check",
            )
        _check(session, check, output_format, output)
        return
    if not refs:
        raise ProvtrackError(
            "nothing was named to cite", "name it: provtrack cite RECORD/VARIANT[@REV][#p12]"
        )
    accessed = _day(accessed)
    cited = [session.desk.cited(ref, accessed) for ref in refs]
    for ref, each in zip(refs, cited, strict=True):
        _warn(session, ref, each, strict=strict)
    written = [_written(each, style, csl) for each in cited]
    turns_names = output_format in {"csl-json", "biblatex", "ris"} or _inverts(style)
    for doubt in dict.fromkeys(doubt for each in cited for doubt in each.doubts):
        if turns_names:
            session.notify(f"warning: {doubt}")
    session.emit("citations", written, output_format, output)


def _written(cited: "Cited", style: str, csl: Path | None) -> "Citation":
    from provtrack.citation import marked
    from provtrack.render.citations import Citation

    if csl is None:
        return Citation(style, marked(cited, style), cited)
    from provtrack.render.csl import rendered
    from provtrack.store.files import read_bytes

    return Citation(csl.name, rendered(cited, read_bytes(csl), str(csl)), cited)


def _inverts(style: str) -> bool:
    from provtrack.citation import STYLES

    return style in STYLES and STYLES[style].inverts


def _day(accessed: str) -> str:
    """Passes on a day of the calendar, or nothing.

    Raises:
        ProvtrackError: it is none.
    """
    import datetime as dt

    try:
        return accessed and dt.date.fromisoformat(accessed).isoformat()
    except ValueError:
        raise ProvtrackError(
            f"--accessed: {accessed!r} is not a day", "write it as 2026-11-24"
        ) from None


def _warn(session: Session, ref: str, cited: "Cited", *, strict: bool) -> None:
    """Tells what the citation rests on.

    Raises:
        ProvtrackError: under ``strict``, when it rests on something broken or not known.
    """
    from provtrack.citation.grounds import weaknesses

    version = cited.version
    assert version is not None  # noqa: S101  # it was read from a repository
    if version.variant and not version.commit:
        session.notify(
            f"warning: {ref}: this text is in no commit yet, so that nobody else can look it up; "
            "commit it, and cite it then"
        )
    repository = session.repository
    record = repository.record_of(session.desk.reader.parse_record(ref))
    weak = weaknesses(record, repository.agents(), version)
    if strict and weak:
        more = f" (and {len(weak) - 1} more)" if len(weak) > 1 else ""
        raise ProvtrackError(
            f"{ref}: {weak[0]}{more}",
            f"see 'provtrack chain verify {version.record}', or cite it without --strict",
        )
    for sentence in weak:
        session.notify(f"warning: {ref}: {sentence}")


def _check(session: Session, citation: str, output_format: str | None, output: str | None) -> None:
    from provtrack.citation.standing import Standing
    from provtrack.store.currency import entries_of, standing_of

    citations = [citation]
    read = session.desk.reader.raw(citation)
    if read is not None:
        citations = entries_of(citation, read)
        if not citations:
            raise ProvtrackError(f"{citation}: no citation in it", "write one a line")
    verdicts = [standing_of(session.repository, each) for each in citations]
    session.emit("citation-check", verdicts, output_format, output)
    if any(verdict.standing is not Standing.CURRENT for verdict in verdicts):
        raise typer.Exit(ExitCode.FINDINGS)
