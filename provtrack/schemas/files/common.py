"""What all tables of all files have in common."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class File(BaseModel):
    """What all tables of all files have in common."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, populate_by_name=True)


Note = Annotated[str, Field(description="Anything worth saying, for people.")]

SchemaOne = Annotated[Literal[1], Field(alias="schema", description="Version of the file format.")]


class RepeatedIdError(ValueError):
    """Two tables of a file claim one id.

    Attributes:
        place: the way to the second one's id.
    """

    def __init__(self, table: str, index: int, id_: str, hint: str) -> None:
        super().__init__(f"two [[{table}]] tables have the id {id_!r}; {hint}")
        self.place = (table, index, "id")


def refuse_repeated(
    table: str, ids: Iterable[str], hint: str = "give the second one an id of its own"
) -> None:
    """Passes only tables of which each has an id of its own.

    Raises:
        RepeatedIdError: two have the same; names the second.
    """
    seen: set[str] = set()
    for index, id_ in enumerate(ids):
        if id_ in seen:
            raise RepeatedIdError(table, index, id_, hint)
        seen.add(id_)
