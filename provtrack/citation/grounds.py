"""What a citation rests on: the steps that lead to a version, and what is weak about them."""

from typing import TYPE_CHECKING

from provtrack.chain import defects
from provtrack.citation.gather import steps_to
from provtrack.schemas.files import Standing

if TYPE_CHECKING:
    from provtrack.citation.values import Version
    from provtrack.schemas.files import Agents, Record

_ELSEWHERE = frozenset({"hash-differs", "variant-not-in-chain"})
"""Defects of the text as it stands, which is not what a state says."""


def weaknesses(record: "Record", agents: "Agents", version: "Version") -> tuple[str, ...]:
    """Sentences on what is broken in the chain that leads to a version, or not attested.

    Args:
        record: the record.
        agents: the agents file.
        version: what is cited of it.
    """
    steps = steps_to(record, version)
    ids = {step.id for step in steps}
    found = []
    if version.variant and not version.state:
        found.append("the chain vouches for no such text: it is not one of the variant's states")
    for defect in defects(record, agents):
        place = defect.place
        of_step = len(place) > 1 and place[0] == "step" and isinstance(place[1], int)
        if of_step and record.step[int(place[1])].id not in ids:
            continue
        if defect.code not in _ELSEWHERE:
            found.append(f"the chain is broken: {defect.message}")
    weak = {Standing.ASSUMED: "assumed", Standing.UNKNOWN: "not known"}
    found += [
        f"step {step.id} of the chain ({step.activity}) is {weak[step.status]}"
        for step in steps
        if step.status in weak
    ]
    return tuple(found)
