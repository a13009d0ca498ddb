"""The documents of ``provtrack check`` and ``provtrack rule``."""

from typing import Annotated, Literal

from pydantic import Field

from provtrack.schemas.documents import Part
from provtrack.schemas.files import RuleLevel


class RelatedPlace(Part):
    """The second place of a finding that needs two."""

    path: str
    line: Annotated[int, Field(ge=1)]
    column: Annotated[int, Field(ge=1)]
    message: str


class FindingEntry(Part):
    """Something wrong at a place."""

    rule: Annotated[str, Field(description="The rule's id.", examples=["PT301"])]
    name: Annotated[str, Field(description="The rule's name.", examples=["undeclared-change"])]
    level: RuleLevel
    path: Annotated[str, Field(description="The file, from the root of the records' repository.")]
    line: Annotated[int, Field(ge=1)]
    column: Annotated[int, Field(ge=1, description="In characters, from 1.")]
    end_column: Annotated[
        int, Field(ge=0, description="After the last character; 0: the whole line.")
    ]
    message: str
    hint: str
    record: Annotated[str, Field(description="The record; empty for the files that all share.")]
    related: RelatedPlace | None
    fixable: Annotated[bool, Field(description="Whether `--fix` mends it.")]
    fingerprint: Annotated[
        str, Field(description="The same for the same finding wherever its line has gone.")
    ]


class CheckSummary(Part):
    """How many findings of each level."""

    records: Annotated[int, Field(description="How many records were looked at.")]
    error: int
    warning: int
    note: int


class Check(Part):
    """`provtrack check`: what the rules found."""

    schema_: Annotated[Literal["provtrack.check/1"], Field(alias="schema")]
    base: Annotated[str, Field(description="The commit compared with; empty: none.")]
    findings: tuple[FindingEntry, ...]
    summary: CheckSummary


class RuleExample(Part):
    """Files in which a rule finds something, or nothing."""

    fails: bool
    files: Annotated[dict[str, str], Field(description="Fragments, by name of the file.")]


class RuleEntry(Part):
    """A rule."""

    id: str
    name: str
    family: str
    level: RuleLevel
    needs_base: Annotated[bool, Field(description="Whether it needs `--base`.")]
    manual: Annotated[str, Field(description="What, why and how to mend it; Markdown.")]
    examples: tuple[RuleExample, ...]


class RuleList(Part):
    """`provtrack rule`: the catalogue, or one rule of it."""

    schema_: Annotated[Literal["provtrack.rules/1"], Field(alias="schema")]
    rules: tuple[RuleEntry, ...]
