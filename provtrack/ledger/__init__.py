"""The ledger of corrections: what an entry says, what it makes of a text, what it explains."""

from provtrack.ledger.defects import defects
from provtrack.ledger.drafting import Draft, draft
from provtrack.ledger.explaining import Change, Explanation, Idle, explain
from provtrack.ledger.placing import (
    Applied,
    Descent,
    Place,
    Words,
    apply,
    find_everywhere,
    places,
    trace,
)
from provtrack.ledger.proposing import propose
from provtrack.ledger.replaying import number_of, replay

__all__ = [
    "Applied",
    "Change",
    "Descent",
    "Draft",
    "Explanation",
    "Idle",
    "Place",
    "Words",
    "apply",
    "defects",
    "draft",
    "explain",
    "find_everywhere",
    "number_of",
    "places",
    "propose",
    "replay",
    "trace",
]
