"""Which state of a chain a text in hand is, by hashes alone; its text only says how near it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from provtrack.schemas.documents.verification import Outcome, Upload
from provtrack.schemas.files import Activity, Agents, Record
from provtrack.text import text_sha256


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a text stands to the state that it should be.

    Attributes:
        outcome: the verdict.
        state: the number of the state that the text is; 0 when it is none that the chain knows.
    """

    outcome: Outcome
    state: int = 0


def verify(
    record: Record,
    variant: str,
    expected: int,
    paragraphs: Sequence[str],
    wanted: Sequence[str] | None = None,
) -> Verdict:
    """Which state of a variant a text is.

    Args:
        record: the record.
        variant: the variant's id.
        expected: the number of the state that the text should be.
        paragraphs: the text.
        wanted: the text of the expected state, where it is at hand; it is only needed to tell
            whether an unknown text differs from it in more than accidentals.
    """
    sha256 = text_sha256(paragraphs)
    hashes = {number: step.text_sha256 for number, step in record.states(variant).items()}
    if hashes.get(expected) == sha256:
        return Verdict(Outcome.EQUAL, expected)
    same = [number for number, known in hashes.items() if known == sha256]
    if same:
        nearest = min(same, key=lambda number: (abs(number - expected), number))
        return Verdict(Outcome.EARLIER if nearest < expected else Outcome.LATER, nearest)
    if not hashes.get(expected):
        return Verdict(Outcome.UNKNOWN)
    if wanted is not None and without_accidentals(wanted) == without_accidentals(paragraphs):
        return Verdict(Outcome.ACCIDENTALS)
    return Verdict(Outcome.CHANGED)


_QUOTES = str.maketrans(
    {**dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u02bc`\u00b4", "'")}
    | {**dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"')}
    | {"\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None}
)


def without_accidentals(paragraphs: Sequence[str]) -> str:
    """A text in one line, all quotation marks straight, all white space one space."""
    return re.sub(r"\s+", " ", " ".join(paragraphs).translate(_QUOTES)).strip()


def uploads(record: Record, variant: str, agents: Agents) -> tuple[Upload, ...]:
    """The uploads of a variant's states that the chain tells of, in its order."""
    names = {agent.id: agent.name for agent in agents.agent}
    found: list[Upload] = []
    for step in record.step:
        for state in step.uses:
            if state.partition("@")[0] != variant:
                continue
            if step.activity is Activity.UPLOAD:
                found.append(
                    Upload(
                        step=step.id,
                        state=state,
                        date=step.date,
                        url=step.url,
                        by=tuple(names.get(id_, id_) for id_ in step.agents),
                        withdrawn=False,
                    )
                )
            elif step.activity is Activity.WITHDRAWAL:
                found = [
                    each.model_copy(update={"withdrawn": True}) if each.state == state else each
                    for each in found
                ]
    return tuple(found)
