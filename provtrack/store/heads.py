"""Where the branches and tags of a repository stand, told without loading GitPython."""

import hashlib
from pathlib import Path

from provtrack.store.process import Git, Refused


def fingerprint(top: Path) -> str:
    """A line that changes when a branch, a tag or HEAD does.

    Args:
        top: of the working tree.

    Raises:
        ProvtrackError: git is not installed, or does not trust the repository.
    """
    git = Git(top)
    try:
        refs = git.ask("show-ref", "--head")
    except Refused:  # there is no commit yet
        refs = b""
    try:
        # The commits at which a shallow clone ends: fetching more changes no branch.
        ends = (top / git.ask("rev-parse", "--git-path", "shallow").decode().strip()).read_bytes()
    except (Refused, OSError):
        ends = b""
    return hashlib.sha256(refs + b"\0" + ends).hexdigest()
