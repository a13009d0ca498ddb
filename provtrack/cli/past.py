"""What ``history`` and ``blame`` share: from a reference to the past of its text."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provtrack.cli.options import complete_text
from provtrack.cli.session import Session
from provtrack.errors import ProvtrackError
from provtrack.refs import RecordRef, parse

if TYPE_CHECKING:
    from provtrack.history.values import Report

Ref = Annotated[
    str,
    typer.Argument(
        metavar="REF",
        help="A variant, or paragraphs of it: RECORD/VARIANT[@REV][#p12-14].",
        autocompletion=complete_text,
        show_default=False,
    ),
]
IgnoreRevs = Annotated[
    list[Path] | None,
    typer.Option(
        "--ignore-revs-file",
        metavar="FILE",
        help="Commits to look through, a whole id a line: what they changed is not theirs.",
        show_default=False,
    ),
]


def report(
    session: Session, ref: str, ignored: Sequence[Path] | None
) -> "tuple[Report, Sequence[int] | None]":
    """The past of the text that a reference names, and which paragraphs it asks for.

    Tells the user what is out of reach.

    Raises:
        ProvtrackError: it names no variant, or no such paragraphs.
    """
    from provtrack.store.log import ahead
    from provtrack.store.repository import find_repository

    parsed = parse(ref)
    if not isinstance(parsed, RecordRef):
        raise ProvtrackError(
            f"{ref}: a file outside the records has no history here", "write RECORD/VARIANT[#p12]"
        )
    repository = find_repository(session.repo or Path.cwd())
    if not parsed.variant:
        record = repository.record_of(parsed)
        variants = ", ".join(f"{record.id}/{variant.id}" for variant in record.variant)
        raise ProvtrackError(
            f"{ref!r} is a record, not a text", f"name one of its variants: {variants}"
        )
    path = repository.git_path(f"{parsed.record}/{parsed.variant}.txt")
    head = None if parsed.revision else ahead(repository.top, path)
    # Git is at work while what makes sense of its answer is loaded.
    from provtrack.store.past import ignored_commits, past

    found = past(repository, parsed, ignored_commits(ignored or ()), head)
    _tell(session, found)
    return found, _numbers(ref, parsed, len(found.lineage.current))


def _numbers(ref: str, parsed: RecordRef, size: int) -> Sequence[int] | None:
    if not size:
        raise ProvtrackError(f"{ref}: the text is empty", "name a variant with text in it")
    wanted = parsed.paragraphs
    if wanted is None:
        return None
    if wanted.last > size:
        raise ProvtrackError(
            f"{ref}: there is no paragraph {wanted.last}", f"the text has {size}: #p1-{size}"
        )
    return range(wanted.first, wanted.last + 1)


def _tell(session: Session, found: "Report") -> None:
    edges = [version for version in found.lineage.versions if version.boundary]
    if edges:
        names = ", ".join(version.id[:8] for version in edges)
        session.notify(
            f"note: a shallow clone: what is before {names} is out of reach; its paragraphs are "
            "from then or earlier (git fetch --unshallow)"
        )
    for each in found.skipped:
        session.notify(
            f"note: {each.path} in {each.id[:8]}: left out, {each.why}; "
            "what it changed is credited to the version after it"
        )
