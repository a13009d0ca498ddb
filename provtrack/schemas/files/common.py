"""What all tables of all files have in common."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class File(BaseModel):
    """What all tables of all files have in common."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, populate_by_name=True)


Note = Annotated[str, Field(description="Anything worth saying, for people.")]

SchemaOne = Annotated[Literal[1], Field(alias="schema", description="Version of the file format.")]


def first_repeated(ids: Iterable[str]) -> str | None:
    """The first id that was there before, ``None`` when each is there once."""
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            return id_
        seen.add(id_)
    return None
