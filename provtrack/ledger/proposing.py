"""What a drafted entry probably mends; a proposal, which an editor confirms."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from provtrack.kinds import Kind, Significance
from provtrack.ledger.placing import BREAK, Words, only_place
from provtrack.schemas.files.ledger import CorrectionKind

if TYPE_CHECKING:
    from provtrack.classify import Reader

_MENDS = {
    Kind.NUMBER: CorrectionKind.NUMBER,
    Kind.DATE: CorrectionKind.DATE,
    Kind.NAME: CorrectionKind.NAME,
    Kind.NEGATION: CorrectionKind.MISTRANSLATION,
    Kind.MODALITY: CorrectionKind.MISTRANSLATION,
    # A text that has more than before lacked it, and the other way round.
    Kind.ADDITION: CorrectionKind.OMISSION,
    Kind.OMISSION: CorrectionKind.ADDITION,
    Kind.WORDING: CorrectionKind.MISTRANSLATION,
    Kind.ROMANISATION: CorrectionKind.NAME,
    Kind.WORD_ORDER: CorrectionKind.STYLE,
    Kind.ABBREVIATION: CorrectionKind.STYLE,
    Kind.INTERPOLATION: CorrectionKind.STYLE,
    Kind.SPELLING: CorrectionKind.TYPO,
    Kind.CASE: CorrectionKind.TYPO,
    Kind.PUNCTUATION: CorrectionKind.TYPO,
}
"""What a kind of difference mends, those that matter most first."""

_ORDER = list(_MENDS)


def propose(paragraphs: Sequence[str], entry: Words, reader: "Reader") -> CorrectionKind:
    """The kind of correction that an entry probably is.

    Of several differences in one entry that which matters most counts. What only parts or joins
    paragraphs is style.

    Args:
        paragraphs: the state before.
        entry: with words that stand there once.
        reader: tells the kinds of differences.

    Raises:
        ProvtrackError: its words do not stand there once.
    """
    if not entry.old:
        return CorrectionKind.OMISSION
    if entry.old.strip() and not entry.new.strip():
        return CorrectionKind.ADDITION
    place = only_place(paragraphs, entry)
    reach = BREAK.join(paragraphs[place.paragraph - 1 :][: 1 + entry.old.count(BREAK)])
    after = reach[: place.start] + entry.new + reach[place.end :]
    changes = reader.changes(reach, after)
    if not changes:
        return CorrectionKind.STYLE
    first = min(
        changes,
        key=lambda each: (
            each.significance is not Significance.SUBSTANTIVE,
            _ORDER.index(each.kind),
        ),
    )
    return _MENDS[first.kind]
