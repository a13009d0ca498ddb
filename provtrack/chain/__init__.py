"""The provenance chain: its graph, whether it is sane, what a text in hand is in it."""

from provtrack.chain.appended import corrections_appended_only, steps_appended_only
from provtrack.chain.graph import Chain, chain_of
from provtrack.chain.intervals import ANY, Interval, interval
from provtrack.chain.sanity import defects

__all__ = [
    "ANY",
    "Chain",
    "Interval",
    "chain_of",
    "corrections_appended_only",
    "defects",
    "interval",
    "steps_appended_only",
]
