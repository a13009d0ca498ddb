"""What goes into an import, and what comes of it."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

MAX_ID = 60
"""Characters of an id made from a title; the whole title would make paths hard to type."""

OBTAINED = {"obtained_by": "Obtained by", "contributed_by": "Contributed by"}
"""Who brought a copy out of the archive, as a publisher words it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import: its name as the user typed it, and its bytes."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash that the chain keeps."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def path(self) -> str:
        """Where it is kept in the record; its hash keeps two files of one name apart."""
        path = PurePath(self.name.replace("\\", "/"))
        stem = re.sub(r"[^\w.-]+", "-", path.stem).strip("-.") or "source"
        suffix = re.sub(r"[^\w.]", "", path.suffix)
        return f"source/{stem[:MAX_ID]}-{self.sha256[:8]}{suffix}"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for beyond the file itself; empty where provtrack should decide.

    Attributes:
        today: EDTF date of the import.
        kind: one of the values of :class:`VariantKind`.
    """

    today: str
    record: str = ""
    variant: str = ""
    language: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """Where an imported file went: ids, and the paths below the root that were staged.

    Attributes:
        notices: what the user should know of how it was filed, a sentence each.
    """

    record: str
    variant: str
    written: tuple[str, ...]
    notices: tuple[str, ...] = ()


def names_in(metadata: Mapping[str, str], role: str) -> list[str]:
    """The people or bodies in a role; several are parted by semicolons."""
    return [name.strip() for name in metadata.get(role, "").split(";") if name.strip()]


def table_of(values: Mapping[str, Any]) -> Any:
    """A TOML table with these values; empty ones that say nothing are left out."""
    import tomlkit

    table = tomlkit.table()
    table.trivia.indent = "\n"  # a blank line before its header
    for key, value in values.items():
        if value or key not in {"url", "generates"}:
            table.add(key, str(value) if isinstance(value, str) else value)
    return table
