"""Commits of certain files and of nothing else, whatever is staged beside them.

The commit is made from git's own parts and not by ``git commit``: no hook and no filter runs that
the repository configures, and what is staged of other files stays staged and uncommitted.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError

if TYPE_CHECKING:
    from provtrack.store.repository import Repository


def check_ready(repository: "Repository") -> None:
    """Whether a commit could be made now, before anything is written.

    Raises:
        ProvtrackError: git does not know who commits, or a merge is not finished.
    """
    history = repository.history
    for role in ("AUTHOR", "COMMITTER"):
        try:
            history.run("var", f"GIT_{role}_IDENT")
        except ProvtrackError:
            raise ProvtrackError(
                "git does not know who commits",
                "tell it: git config --global user.name NAME; "
                "git config --global user.email ADDRESS",
            ) from None
    if history.ask("rev-parse", "--verify", "--quiet", "MERGE_HEAD") or history.ask(
        "ls-files", "--unmerged"
    ):
        raise ProvtrackError(
            "a merge is not finished, so nothing can be committed by itself",
            "finish it with 'git commit', or leave out --commit",
        )


def commit(repository: "Repository", paths: Sequence[str], message: str) -> str:
    """Commits files as they stand in the working tree, and nothing else.

    Args:
        repository: after :func:`check_ready`.
        paths: below ``records/``.
        message: the whole of it.

    Returns:
        The id of the new commit.

    Raises:
        ProvtrackError: git refuses; the files are written all the same.
    """
    history = repository.history
    top = repository.top.resolve()
    names = [(repository.records / path).resolve().relative_to(top).as_posix() for path in paths]
    head = history.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    with tempfile.TemporaryDirectory(prefix="provtrack-") as directory:
        index = {"GIT_INDEX_FILE": str(Path(directory) / "index")}
        history.run("read-tree", *([head] if head else ["--empty"]), env=index)
        infos = []
        for name in names:
            blob = history.run("hash-object", "-w", "--no-filters", "--", str(top / name))
            infos += ["--cacheinfo", f"{_mode(repository, head, name)},{blob},{name}"]
        history.run("update-index", "--add", *infos, env=index)
        tree = history.run("write-tree", env=index)
        text = Path(directory) / "message"
        text.write_text(message, encoding="utf-8")
        parents = ["-p", head] if head else []
        made = history.run("commit-tree", *_signing(repository), *parents, "-F", str(text), tree)
    # First the index: interrupted between the two, the files are staged and nothing is lost.
    history.run("update-index", "--add", *infos)
    subject = message.partition("\n")[0]
    history.run("update-ref", "-m", f"commit: {subject}", "HEAD", made, head)
    return made


def _mode(repository: "Repository", head: str, name: str) -> str:
    """The mode that the file has in the last commit."""
    entry = repository.history.ask("ls-tree", "-z", head, "--", name) if head else ""
    return entry.split(" ", 1)[0] if entry.startswith("100") else "100644"


def _signing(repository: "Repository") -> list[str]:
    """Signs where the user's settings want it, with no program that the repository names."""
    history = repository.history
    wanted = history.ask("config", "--type=bool", "--get", "commit.gpgsign").strip() == "true"
    programs = history.ask("config", "--show-scope", "--get-regexp", r"^gpg\.")
    is_own = not any(line.startswith(("local", "worktree")) for line in programs.splitlines())
    return ["-S"] if wanted and is_own else []
