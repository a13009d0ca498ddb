"""The files of a repository: one definition each, for validation, for editors and for the docs.

All values are frozen. An unknown key is an error, a number where a string belongs is one too:
``delo = 0412`` must not lose its zero.
"""

from provtrack.schemas.files.alignment import AlignmentFile, PinEntry, PinnedSide
from provtrack.schemas.files.authority import (
    Agent,
    AgentKind,
    Agents,
    Identifiers,
    Name,
    NameForm,
    NameKind,
    Names,
)
from provtrack.schemas.files.checking import CheckSettings, FailOn, RecordCheck, RuleLevel, Waiver
from provtrack.schemas.files.ledger import Basis, Correction, CorrectionKind, Corrections
from provtrack.schemas.files.record import (
    Activity,
    Archive,
    Record,
    Role,
    Standing,
    Step,
    Variant,
    VariantKind,
)
from provtrack.schemas.files.settings import Settings

__all__ = [
    "Activity",
    "Agent",
    "AgentKind",
    "Agents",
    "AlignmentFile",
    "Archive",
    "Basis",
    "CheckSettings",
    "Correction",
    "CorrectionKind",
    "Corrections",
    "FailOn",
    "Identifiers",
    "Name",
    "NameForm",
    "NameKind",
    "Names",
    "PinEntry",
    "PinnedSide",
    "Record",
    "RecordCheck",
    "Role",
    "RuleLevel",
    "Settings",
    "Standing",
    "Step",
    "Variant",
    "VariantKind",
    "Waiver",
]
