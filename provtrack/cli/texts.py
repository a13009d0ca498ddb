"""Two references to one alignment, with all that the repository knows about names."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.refs import RecordRef

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provtrack.cli.session import Session
    from provtrack.model import Alignment
    from provtrack.names import Authority


@dataclass(frozen=True)
class Aligned:
    """An alignment, and what the repository of its texts knows.

    Attributes:
        names: the authority file, ``None`` when no text is from a repository.
        abbreviations: what the collection's settings add, by the abbreviation.
    """

    alignment: "Alignment"
    names: "Authority | None"
    abbreviations: "Mapping[str, str]"


def align_references(session: "Session", left: str, right: str) -> Aligned:
    """Reads and aligns two texts.

    Raises:
        ProvtrackError: a reference names no text.
    """
    from provtrack.align import align

    texts = session.reader.text(left), session.reader.text(right)
    references = map(session.reader.parse, (left, right))
    if not any(isinstance(reference, RecordRef) for reference in references):
        return Aligned(align(*texts), None, {})
    names = _authority(session)
    spellings = [
        [entry.preferred, entry.original, *(form.form for form in entry.forms)]
        for entry in names.entries
    ]
    alignment = align(*texts, names=[list(filter(None, group)) for group in spellings])
    return Aligned(alignment, names, session.repository.settings().abbreviations)


def _authority(session: "Session") -> "Authority":
    from provtrack.names import Authority, Entry, Form

    return Authority.of(
        Entry(
            name.id,
            name.preferred,
            name.original,
            tuple(Form(each.form, each.system) for each in name.forms),
        )
        for name in session.repository.names()
    )
