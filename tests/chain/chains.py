"""Records for the tests of the chain, written as their files would be."""

from typing import Any

from provtrack.model import Defect
from provtrack.schemas.files import Agents, Correction, Corrections, Record
from provtrack.text import text_sha256

TEXT = ("The bridge at Sarn is closed.", "Forty wagons stand before it.")
MENDED = ("The bridge at Sarn is closed.", "Fourteen wagons stand before it.")


def step(
    id_: str, activity: str, uses: str = "", generates: str = "", **keys: Any
) -> dict[str, Any]:
    """A step; the states that it uses are parted by spaces."""
    made = {"id": id_, "activity": activity, "uses": uses.split(), "generates": generates}
    return made | {"status": "attested", "evidence": "a letter"} | keys


ORIGINAL = step("s1", "creation", "", "original", date="1956-02-25")
FIRST = step("s2", "translation", "original", "fair@1", text_sha256=text_sha256(TEXT))
SECOND = step("s3", "correction", "fair@1", "fair@2", text_sha256=text_sha256(MENDED))


def record(*steps: dict[str, Any], variants: str = "fair", **keys: Any) -> Record:
    """A record with these steps and the variants named."""
    return Record.model_validate(
        {
            "schema": 1,
            "id": "bridge",
            "title": "A note on the bridge",
            "variant": [{"id": id_, "kind": "translation"} for id_ in variants.split()],
            "step": list(steps),
        }
        | keys
    )


def agents(*ids: str) -> Agents:
    """An agents file with these persons."""
    return Agents.model_validate(
        {"schema": 1, "agent": [{"id": id_, "name": id_, "kind": "person"} for id_ in ids]}
    )


def correction(id_: str, **keys: Any) -> Correction:
    """An entry of the ledger."""
    made = {"id": id_, "variant": "fair", "from": "fair@1", "to": "fair@2", "paragraph": 2}
    made |= {"old": "Forty", "new": "Fourteen", "kind": "number", "basis": "original"}
    return Correction.model_validate(made | keys)


def ledger(*entries: Correction) -> Corrections:
    """A ledger with these entries."""
    return Corrections(schema_=1, correction=entries)


def seen(defects: tuple[Defect, ...]) -> list[tuple[object, ...]]:
    """What each is and where."""
    return [(defect.code, *(defect.place or (defect.file,))) for defect in defects]
