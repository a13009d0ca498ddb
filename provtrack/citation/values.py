"""What a citation is made of, before any style has a say."""

from dataclasses import dataclass, field
from enum import StrEnum

from provtrack.references import ArchiveReference


class NameOrder(StrEnum):
    """What is known of the order in which a name is printed."""

    GIVEN_FIRST = "given-first"
    FAMILY_FIRST = "family-first"
    WHOLE = "whole"
    """An institution, or a person of one name: there is nothing to turn round."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is to be printed, and the parts that a bibliography may turn round.

    Attributes:
        printed: the whole name; its case and order are nobody's to change.
        order: how it is printed; only a name that is known to be given-first is ever inverted.
        family: family name, ``""`` when not known.
        given: given names or initials, ``""`` when not known.
        suffix: what follows the family name even when inverted: ``"Jr."``.
        original: the name in its own script, ``""`` when not known.
    """

    printed: str
    order: NameOrder = NameOrder.WHOLE
    family: str = ""
    given: str = ""
    suffix: str = ""
    original: str = ""

    @property
    def inverted(self) -> str:
        """With the family name in front, where a bibliography sorts by it."""
        if self.order is not NameOrder.GIVEN_FIRST or not (self.family and self.given):
            return self.printed
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))

    @property
    def short(self) -> str:
        """What a shortened note calls the person by."""
        return self.family or self.printed


@dataclass(frozen=True, slots=True)
class Holding:
    """Where the original is kept.

    Attributes:
        repository: the archive's name, ``""`` when not known.
        short: what references abbreviate it to: ``"RGANI"``.
        original: its abbreviation or name in its own script: ``"РГАНИ"``.
        place: the town, ``""`` when not known.
        reference: the shelf mark in its parts.
        as_printed: the shelf mark as the publisher prints it, for one that has no such parts.
    """

    repository: str = ""
    short: str = ""
    original: str = ""
    place: str = ""
    reference: ArchiveReference = field(default_factory=ArchiveReference)
    as_printed: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.repository or self.as_printed or self.reference.is_located)


@dataclass(frozen=True, slots=True)
class Version:
    """Exactly which text is cited.

    Attributes:
        record: the record's id.
        variant: the variant's id, ``""`` for the record as a whole.
        state: the number of the state that the text is, 0 when it is none.
        first: first paragraph cited, from 1; 0 for all of them.
        last: last paragraph cited.
        text_sha256: hash of the whole variant in that version, ``""`` for a record.
        commit: the commit that the text stands in, whole; ``""`` when it was never committed.
        committed: when that was, ISO 8601 in UTC.
    """

    record: str
    variant: str = ""
    state: int = 0
    first: int = 0
    last: int = 0
    text_sha256: str = ""
    commit: str = ""
    committed: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """One thing to cite: a record, a variant, some paragraphs of it.

    Dates are EDTF, ``""`` when not known. ``doubts`` are sentences for the user: what the citation
    rests on that nobody has said.
    """

    title: str = ""
    type: str = ""
    date: str = ""
    language: str = ""
    classification: str = ""
    creators: tuple[Name, ...] = ()
    obtained_by: tuple[Name, ...] = ()
    contributed_by: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    transcribers: tuple[Name, ...] = ()
    revisers: tuple[Name, ...] = ()
    paraphrasers: tuple[Name, ...] = ()
    holding: Holding = field(default_factory=Holding)
    publisher: str = ""
    url: str = ""
    accessed: str = ""
    names: tuple[str, ...] = ()
    version: Version | None = None
    doubts: tuple[str, ...] = ()

    @property
    def contributions(self) -> tuple[tuple[str, tuple[Name, ...]], ...]:
        """What people did for the text, in order, without what nobody did: verb and names."""
        done = (
            ("obtained", self.obtained_by),
            ("contributed", self.contributed_by),
            ("transcribed", self.transcribers),
            ("translated", self.translators),
            ("revised", self.revisers),
            ("paraphrased", self.paraphrasers),
        )
        return tuple((verb, names) for verb, names in done if names)

    @property
    def description(self) -> str:
        """What to call a document that has no title."""
        return f"Untitled {self.type.lower()}" if self.type else "Untitled document"
