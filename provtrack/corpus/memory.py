"""What a check found before, by content: a small database inside ``.git`` that may be deleted.

The key of an entry is a hash of everything that a finding can depend on: provtrack's own code, the
chosen rules and their levels, the shared files and the settings, and every byte of the record.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from provtrack.corpus.engine import engine
from provtrack.corpus.remembered import Remembered
from provtrack.rules.case import Case
from provtrack.rules.model import Finding, Level, Related
from provtrack.rules.run import Selection


class Memory:
    """The findings of one repository.

    Args:
        directory: where they are kept; made when it is not there.
        selection: which rules run.
        context: everything else that all records share, in any stable form.
    """

    def __init__(self, directory: Path, selection: Selection, context: bytes) -> None:
        chosen = json.dumps([sorted(selection.ids), sorted(selection.levels.items())])
        self._start = hashlib.sha256(
            b"\0".join([engine().encode(), chosen.encode(), hashlib.sha256(context).digest()])
        )
        self._found = Remembered(directory / "check.sqlite", engine())

    def key(self, case: Case) -> bytes:
        """The key of a case: a hash of all that its findings depend on."""
        digest = self._start.copy()
        parts = [case.id, *_named(case.files), "", *_named(case.base)]
        parts += ["", *(f"{name}\0{value}" for name, value in sorted((case.sources or {}).items()))]
        parts += ["", *(f"{name}\0{value}" for name, value in sorted(case.troubles.items()))]
        parts.append(f"{case.base is None} {case.sources is None}")
        for part in parts:
            data = part.encode("utf-8", "surrogateescape")
            digest.update(len(data).to_bytes(4, "big") + data)
        return digest.digest()

    def known(self, key: bytes) -> list[Finding] | None:
        """The findings of a key, ``None`` when nothing is remembered."""
        value = self._found.get(key)
        try:
            return None if value is None else [_finding(each) for each in json.loads(value)]
        except (ValueError, TypeError, KeyError):
            return None

    def keep(self, found: Iterable[tuple[bytes, list[Finding]]]) -> None:
        """Keeps findings under their keys."""
        self._found.keep(
            (key, json.dumps([asdict(each) for each in findings]).encode())
            for key, findings in found
        )

    def close(self) -> None:
        """Ends it."""
        self._found.close()


def _named(files: Mapping[str, bytes] | None) -> list[str]:
    """Each file with the hash of its content."""
    return [
        f"{name}\0{hashlib.sha256(data).hexdigest()}"
        for name, data in sorted((files or {}).items())
    ]


def _finding(value: dict[str, Any]) -> Finding:
    related, level = value.pop("related"), Level(value.pop("level"))
    return Finding(**value, level=level, related=Related(**related) if related else None)
