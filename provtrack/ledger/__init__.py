"""The ledger of corrections: what an entry says, what it makes of a text, what it explains."""

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
from provtrack.ledger.replaying import replay

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
    "draft",
    "explain",
    "find_everywhere",
    "places",
    "replay",
    "trace",
]
