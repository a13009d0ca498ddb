"""One definition of every file and every JSON document.

From it come the checks of what a user wrote, ``provtrack schema NAME`` and the reference pages.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

SCHEMAS = {
    "record": "provtrack.schemas.files:Record",
    "agents": "provtrack.schemas.files:Agents",
    "names": "provtrack.schemas.files:Names",
    "corrections": "provtrack.schemas.files:Corrections",
    "alignment": "provtrack.schemas.files:AlignmentFile",
    "settings": "provtrack.schemas.files:Settings",
    "provtrack.alignment/1": "provtrack.schemas.documents:Alignment",
    "provtrack.comparison/1": "provtrack.schemas.documents:Comparison",
    "provtrack.comparisons/1": "provtrack.schemas.documents.comparisons:Comparisons",
    "provtrack.collation/1": "provtrack.schemas.documents:Collation",
    "provtrack.location/1": "provtrack.schemas.documents.location:LocationDocument",
    "provtrack.history/1": "provtrack.schemas.documents.past:HistoryDocument",
    "provtrack.blame/1": "provtrack.schemas.documents.past:BlameDocument",
    "provtrack.records/1": "provtrack.schemas.documents:Records",
    "provtrack.record/1": "provtrack.schemas.documents:RecordDocument",
    "provtrack.text/1": "provtrack.schemas.documents:TextDocument",
    "provtrack.citations/1": "provtrack.schemas.documents.citation:Citations",
    "provtrack.citation-check/1": "provtrack.schemas.documents.citation:CitationCheck",
    "provtrack.report/1": "provtrack.schemas.documents.report:ReportDocument",
    "provtrack.suggestions/1": "provtrack.schemas.documents:Suggestions",
    "provtrack.check/1": "provtrack.schemas.documents.check:Check",
    "provtrack.rules/1": "provtrack.schemas.documents.check:RuleList",
    "provtrack.find/1": "provtrack.schemas.documents.find:Find",
    "provtrack.index/1": "provtrack.schemas.documents.index:Index",
    "provtrack.import/1": "provtrack.schemas.documents:Import",
    "provtrack.chain/1": "provtrack.schemas.documents.chain:Chain",
    "provtrack.verification/1": "provtrack.schemas.documents.verification:Verification",
}
"""Names that ``provtrack schema`` knows: files by what they hold, documents by their schema."""


def model(name: str) -> "type[BaseModel]":
    """The definition of that name.

    Raises:
        KeyError: there is none.
    """
    module, _, attribute = SCHEMAS[name].partition(":")
    found: type[BaseModel] = getattr(importlib.import_module(module), attribute)
    return found


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of that name.

    Raises:
        KeyError: there is none.
    """
    schema = model(name).model_json_schema(
        by_alias=True, mode="serialization" if name.startswith("provtrack.") else "validation"
    )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
