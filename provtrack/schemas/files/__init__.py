"""The files of a repository: one definition each, for validation, for editors and for the docs.

All values are frozen. An unknown key is an error, a number where a string belongs is one too:
``delo = 0412`` must not lose its zero.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from provtrack.schemas.files.checking import (
        CheckSettings,
        FailOn,
        RecordCheck,
        RuleLevel,
        Waiver,
    )
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

_HOMES = {
    "Activity": "record",
    "Agent": "authority",
    "AgentKind": "authority",
    "Agents": "authority",
    "AlignmentFile": "alignment",
    "Archive": "record",
    "Basis": "ledger",
    "CheckSettings": "checking",
    "Correction": "ledger",
    "CorrectionKind": "ledger",
    "Corrections": "ledger",
    "FailOn": "checking",
    "Identifiers": "authority",
    "Name": "authority",
    "NameForm": "authority",
    "NameKind": "authority",
    "Names": "authority",
    "PinEntry": "alignment",
    "PinnedSide": "alignment",
    "Record": "record",
    "RecordCheck": "checking",
    "Role": "record",
    "RuleLevel": "checking",
    "Settings": "settings",
    "Standing": "record",
    "Step": "record",
    "Variant": "record",
    "VariantKind": "record",
    "Waiver": "checking",
}
"""Where each definition lives: a command that reads a record must not pay for the settings."""


def __getattr__(name: str) -> Any:
    """The definition of that name, imported now."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
