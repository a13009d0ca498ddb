"""Ledger entries, briefly."""

from typing import Any

from provtrack.schemas.files import Correction


def entry(id_: str, paragraph: int, old: str, new: str, to: int = 2, **more: Any) -> Correction:
    """An entry that leads to a state of the variant ``fair`` from the state before it."""
    return Correction.model_validate(
        {
            "id": id_,
            "variant": "fair",
            "from": f"fair@{to - 1}",
            "to": f"fair@{to}",
            "paragraph": paragraph,
            "old": old,
            "new": new,
            "kind": "typo",
            "basis": "conjecture",
            **more,
        }
    )
