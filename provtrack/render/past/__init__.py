"""The past of a text, written out: ``blame`` and ``history`` in every format but HTML."""

from typing import TYPE_CHECKING

from provtrack.history.reports import Life
from provtrack.history.values import Event, Lineage, Source, Version, Wording

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction

_SHORT = 8
"""Digits of a commit's id; git shows as many in a repository of a few thousand commits."""


def commit_of(version: Version) -> str:
    """A version's commit, shortened; ``^`` before it where it may be older."""
    if version.source is not Source.COMMIT:
        return "(ledger)" if version.source is Source.LEDGER else "-"
    return f"{'^' if version.boundary else ''}{version.id[:_SHORT]}"


def day_of(version: Version) -> str:
    """The day, or the EDTF date, of a version."""
    return version.date[:10]


def who_of(version: Version) -> str:
    """Whose a version is."""
    if version.source is Source.WORKING_TREE:
        return "not committed yet"
    if version.source is Source.LEDGER:
        return version.author or "not known"
    return version.author


def state_of(version: Version) -> str:
    """The number of the state that a version is: ``@2``; empty for none."""
    _, at, number = version.state.partition("@")
    return at + number


def remark_on(version: Version) -> str:
    """What a version is: the commit's subject, or why it has none."""
    if version.source is Source.WORKING_TREE:
        return "the working tree"
    if version.source is Source.LEDGER:
        return f"state {state_of(version)} (in the ledger; no commit of its own)"
    return version.subject


def basis_of(correction: "Correction") -> str:
    """What a correction mends, and what it rests on: ``number, original f. 4ob``."""
    folio = f" f. {correction.folio}" if correction.folio else ""
    return f"{correction.kind}, {correction.basis}{folio}"


def people_of(correction: "Correction") -> str:
    """Who proposed a correction and who reviewed it, and when."""
    parts = (
        f"proposed by {correction.proposed_by}" if correction.proposed_by else "",
        f"reviewed by {correction.reviewed_by}" if correction.reviewed_by else "",
        correction.date,
    )
    return ", ".join(filter(None, parts))


def entry_of(correction: "Correction") -> str:
    """A correction in one line: its id, what it mends and rests on, its evidence, who and when."""
    evidence = "; ".join(correction.evidence)
    return " · ".join(
        filter(
            None,
            (f"{correction.id}: {basis_of(correction)}", evidence, people_of(correction)),
        )
    )


def heading_of(life: Life) -> str:
    """What a paragraph is called: ``¶12``, or by its last number when it is gone."""
    return f"¶{life.number}" if life.number else f"¶{life.wordings[-1].number}, gone"


def what_of(lineage: Lineage, wording: Wording) -> str:
    """What happened to a paragraph: ``split from ¶6, reworded``."""
    numbers = [lineage.number_before(wording, each) for each in wording.sources]
    named = ", ".join(f"¶{number}" for number in dict.fromkeys(numbers))
    phrases = []
    for event in wording.events:
        if event is Event.BORN:
            phrases.append(f"born as ¶{wording.number}")
        elif event is Event.SPLIT:
            phrases.append(f"split from {named}")
        elif event is Event.MERGED:
            phrases.append(f"merged from {named}")
        elif event is Event.MOVED:
            phrases.append(f"moved from {named} to ¶{wording.number}")
        else:
            phrases.append(str(event))
    return ", ".join(phrases)
