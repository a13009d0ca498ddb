"""The authority file: which written names are one person's, place's or body's."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name, and the system that writes it so (``"wade-giles"``)."""

    form: str
    system: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One bearer of a name."""

    id: str
    preferred: str
    original: str = ""
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True)
class Authority:
    """All bearers of names that a repository knows."""

    entries: tuple[Entry, ...] = field(default=())

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Authority":
        """The authority of these entries."""
        return cls(tuple(entries))
