"""What provtrack itself is, as a hash: what it made before may be another with new code."""

import hashlib
from functools import cache
from pathlib import Path


@cache
def engine(*without: str) -> str:
    """A hash of provtrack's own code, data and templates: what it finds can change with any.

    Args:
        without: rooms that are left out, for what cannot depend on them.
    """
    digest = hashlib.sha256()
    root = Path(__file__).parent.parent
    for path in sorted(root.rglob("*.*")):
        room = path.relative_to(root).parts[0]
        if room not in without and path.suffix not in {".pyc", ".pyo"} and path.is_file():
            digest.update(f"{path.relative_to(root)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
