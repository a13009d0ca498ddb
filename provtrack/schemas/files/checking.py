"""What the rules of `check` are told in the settings and in a record."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from provtrack.schemas.files.common import File
from provtrack.schemas.values import OptionalId


class RuleLevel(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class FailOn(StrEnum):
    """The least level that makes `check` fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


Rules = Annotated[
    tuple[str, ...],
    Field(
        description="Rules, by id (PT501), by the beginning of one (PT5), or by name.",
        examples=[["PT109", "mixed-quotes"]],
    ),
]

Levels = Annotated[
    dict[str, RuleLevel],
    Field(description="Another level for rules, named likewise.", examples=[{"PT109": "note"}]),
]


class CheckSettings(File):
    """Which rules are run and how much they matter."""

    select: Annotated[Rules, Field(description="Only these rules; empty: all.")] = ()
    ignore: Annotated[Rules, Field(description="All but these rules.")] = ()
    levels: Levels = {}
    fail_on: Annotated[
        FailOn,
        Field(alias="fail-on", description="The least level that makes the check fail."),
    ] = FailOn.ERROR


class RecordCheck(File):
    """What is different for this record."""

    ignore: Annotated[Rules, Field(description="Rules that are not run on this record.")] = ()
    levels: Levels = {}


class Waiver(File):
    """A finding that an editor has looked at and lets stand; what is not given does not matter."""

    rule: Annotated[str, Field(description="The rule, by id or name.")]
    reason: Annotated[str, Field(min_length=1, description="Why it may stand.")]
    variant: Annotated[OptionalId, Field(description="Only in the text of this variant.")] = ""
    paragraph: Annotated[
        int, Field(ge=0, description="Only in this paragraph, from 1; 0: in any.")
    ] = 0
    step: Annotated[OptionalId, Field(description="Only of this step of the chain.")] = ""
    correction: Annotated[OptionalId, Field(description="Only of this entry of the ledger.")] = ""
