"""The words that differences are described with; apart, since the command line needs them early."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of difference an edit is; the values are those of the JSON documents."""

    __hash__ = str.__hash__  # a tenth of what an enumeration\'s own costs

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    ROMANISATION = "romanisation"
    NEGATION = "negation"
    MODALITY = "modality"
    OMISSION = "omission"
    ADDITION = "addition"
    INTERPOLATION = "interpolation"
    """The translator's square brackets, ``[sic]``, notes."""
    ABBREVIATION = "abbreviation"
    SPELLING = "spelling"
    WORD_ORDER = "word-order"
    PUNCTUATION = "punctuation"
    CASE = "case"
    WORDING = "wording"


class Significance(StrEnum):
    """Textual criticism's division of variants (W. W. Greg, "The Rationale of Copy-Text", 1950)."""

    __hash__ = str.__hash__  # a tenth of what an enumeration\'s own costs

    SUBSTANTIVE = "substantive"
    """Changes what the text says."""
    ACCIDENTAL = "accidental"
    """Changes only how it is written."""


class Status(StrEnum):
    """What became of a passage on the way from the left text to the right one."""

    EQUAL = "equal"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Outcome(StrEnum):
    """What a comparison of two whole texts comes to, in a word."""

    IDENTICAL = "identical"
    ACCIDENTAL = "accidental"
    """Editorial only: differences in how it is written or arranged, none in what it says."""
    SUBSTANTIVE = "substantive"
    UNRELATED = "unrelated"
    """Hardly any wording in common."""
    FOREIGN = "foreign"
    """In different languages, so that no words can be compared."""


class Source(StrEnum):
    """Where a version is known from."""

    COMMIT = "commit"
    WORKING_TREE = "working-tree"
    LEDGER = "ledger"


class Event(StrEnum):
    """What happened to a paragraph in a version; several can happen at once."""

    BORN = "born"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    REFORMATTED = "reformatted"
    DELETED = "deleted"


class Relation(StrEnum):
    """How the members of a group stand to each other."""

    DUPLICATES = "duplicates"
    VERSIONS = "versions"
    FORMS = "forms"
    EXCERPTS = "excerpts"
    TRANSLATIONS = "translations"
