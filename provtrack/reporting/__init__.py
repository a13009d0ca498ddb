"""What a provenance report says, put together once and rendered in any format.

Nothing in it tells when or where it was made: the same version gives the same report.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.citation import Cited
from provtrack.model import Comparison, Text

if TYPE_CHECKING:
    from provtrack.schemas.documents.chain import Chain
    from provtrack.schemas.files import Record


@dataclass(frozen=True, slots=True)
class Entry:
    """A correction, with people by their names; ``""`` for what the ledger does not say."""

    id: str
    before: str
    after: str
    paragraph: int
    old: str
    new: str
    kind: str
    basis: str
    folio: str
    evidence: tuple[str, ...]
    proposed_by: str
    reviewed_by: str
    reverts: str
    date: str
    note: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What ``check`` finds, and what to do about it."""

    rule: str
    name: str
    level: str
    path: str
    line: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Variant:
    """Another text of the record beside the one that is reported on.

    Attributes:
        ref: what it was read by.
        title: what to call it.
        language: BCP 47 tag.
        comparison: the substantive differences alone, the reported text being the left one;
            ``None`` where no words can be compared: another language, or no text is kept.
        identical: whether both texts read the same, down to the last comma.
    """

    ref: str
    title: str
    language: str
    comparison: Comparison | None
    identical: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that an editor, a referee or a court would ask.

    Attributes:
        ref: what is reported on.
        record: the record, as of the version.
        archive: the archive's name.
        cited: what there is to cite.
        citations: name of a style -> the citation, with italics marked; the chosen style first.
        weaknesses: what is broken or not attested in the chain that leads to the version.
        chain: the whole chain.
        corrections: those of the variant, or of all variants where none was named.
        variants: the others.
        doubts: what ``check`` finds in the record, of every level.
        text: the text that is reported on; ``None`` for a record without one.
        files: name below the record's directory -> content, of everything that the report rests
            on.
    """

    ref: str
    record: "Record"
    archive: str
    cited: Cited
    citations: tuple[tuple[str, str], ...]
    weaknesses: tuple[str, ...]
    chain: "Chain"
    corrections: tuple[Entry, ...]
    variants: tuple[Variant, ...]
    doubts: tuple[Doubt, ...]
    text: Text | None
    files: tuple[tuple[str, bytes], ...]

    @property
    def title(self) -> str:
        """What to call it in a heading."""
        return self.cited.title or f"[{self.cited.description}]"
