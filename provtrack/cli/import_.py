"""``provtrack import``."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provtrack.cli.options import Output, Quiet, Repo, complete_path, complete_record, format_option
from provtrack.cli.session import Session, encoded

if TYPE_CHECKING:
    from provtrack.schemas.documents import ImportedFile
    from provtrack.store.intake import Wishes


def _complete_importer(incomplete: str) -> list[str]:
    from provtrack.importers import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def import_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help="Files to read, or their URLs.",
            autocompletion=complete_path,
            show_default=False,
        ),
    ],
    record: Annotated[
        str | None,
        typer.Option(
            "--record",
            metavar="ID",
            help="The record; without it an id is made of title and date.",
            autocompletion=complete_record,
            show_default=False,
        ),
    ] = None,
    variant: Annotated[
        str | None,
        typer.Option(
            "--variant",
            metavar="ID",
            help="The variant; without it: the translator's family name, the language or the file.",
            show_default=False,
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FORMAT",
            help="Read as this format: page, html, tei, docx, odt, markdown, text, pdf.",
            autocompletion=_complete_importer,
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="TAG",
            help="Language of the text as a BCP 47 tag, such as en, ru or ko.",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="How the text stands to the original: translation, transcription or paraphrase.",
            autocompletion=lambda: ["translation", "transcription", "paraphrase"],
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")
    ] = False,
    output_format: Annotated[str | None, format_option("import")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Read a saved archive page, TEI, DOCX, ODT, HTML, PDF, Markdown or plain text into a record.

    Says what was recognised and lists everything that was left out. The file itself is kept byte
    for byte in the record's `source/`.

    **Example:** `provtrack import page.html --record report-1956 --variant archive --dry-run`
    """
    from provtrack.schemas.documents import Import
    from provtrack.store.intake import Wishes
    from provtrack.store.places import place

    session = Session(repo, quiet)
    wishes = Wishes(
        today=dt.date.today().isoformat(),  # noqa: DTZ011  # the editor's own calendar
        record=record or "",
        variant=variant or "",
        language=language or "",
        kind=kind or "",
    )
    reports = tuple(_import(session, path, from_, wishes) for path in files)
    document = Import(schema_="provtrack.import/1", dry_run=dry_run, files=reports)
    report = session.rendered("import", document, output_format, output)
    beside = place(output) if output else None
    if isinstance(beside, Path) and not dry_run:
        session.repository.write_staged({beside: encoded(report)})
        session.notify(f"written: {output}")
        return
    if not dry_run:
        session.repository.write_staged()
    session.put(report, output)


def _import(session: Session, path: str, from_: str | None, wishes: "Wishes") -> "ImportedFile":
    """Reads one file and stages what becomes of it."""
    from provtrack import importers
    from provtrack.schemas.documents import ImportedFile, OmissionEntry
    from provtrack.store import places
    from provtrack.store.intake import Source, stage

    source = Source(places.document_name(path), places.read(path))
    name = places.name_of(path)
    importer = from_ or importers.detect(source.name, source.data)
    imported = importers.read(name, source.data, importer)
    intake = stage(session.repository, source, imported, wishes)
    return ImportedFile(
        file=name,
        format=importer,
        record=intake.record,
        variant=intake.variant,
        paragraphs=len(imported.paragraphs),
        metadata=imported.metadata,
        omissions=tuple(
            OmissionEntry(what=each.what, why=each.why, place=each.place)
            for each in imported.omissions
        ),
        notices=(*imported.notices, *intake.notices),
        written=intake.written,
    )
