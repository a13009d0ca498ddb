"""``provtrack names suggest``."""

from typing import TYPE_CHECKING, Annotated

import typer

from provtrack.cli.options import Output, Quiet, Repo, complete_record, format_option
from provtrack.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provtrack.model import Text

names = typer.Typer(
    add_completion=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Keep the authority file of names.

    **Example:** `provtrack names suggest`
    """,
)


@names.command("suggest")
def suggest(
    records: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RECORD]…",
            help="Only these records; all by default.",
            autocompletion=complete_record,
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[str | None, format_option("suggestions")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """List names in the texts that `names.toml` does not know but that are near to others.

    A name may be another spelling of one that is known, by the rules of a romanisation or by its
    letters. provtrack only suggests; whether two names are one person is the editor's to decide.

    **Example:** `provtrack names suggest filatov-pak-1956-02-25`
    """
    from provtrack.classify.suggestions import suggest as suggest_names
    from provtrack.schemas.documents import Suggestion, Suggestions

    session = Session(repo, quiet)
    found = suggest_names(_texts(session, records), session.desk.authority)
    document = Suggestions(
        schema_="provtrack.suggestions/1",
        suggestions=tuple(
            Suggestion(
                name=each.name,
                count=each.count,
                entry=each.entry,
                like=each.like,
                reason=each.reason,
            )
            for each in found
        ),
    )
    session.emit("suggestions", document, output_format, output)


def _texts(session: Session, records: list[str] | None) -> "Iterator[Text]":
    repository = session.repository
    for record_id in records or repository.record_ids():
        for variant in repository.record(record_id).variant:
            yield session.desk.text(f"{record_id}/{variant.id}")
