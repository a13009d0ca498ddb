"""Writes the comparison of each changed text with what it was, for the summary and the comment."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from _runner import append, base, git, provtrack, temporary

_ID = r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}"
_TEXT = re.compile(rf"records/(?P<record>{_ID})/(?P<variant>{_ID})\.txt")

_ROOM = {"PROVTRACK_SUMMARY": 900_000, "PROVTRACK_COMMENT": 60_000}
"""Bytes; a runner takes 1 MiB of a step's summary, a comment 65,536 characters."""


@dataclass(frozen=True)
class Change:
    """A text that differs from the base, and how git calls that: A, M or D."""

    status: str
    record: str
    variant: str

    @property
    def ref(self) -> str:
        """How provtrack names it."""
        return f"{self.record}/{self.variant}"


def changes(commit: str) -> Iterator[Change]:
    """The texts that differ between a commit and what is checked out, in the order of git."""
    listing = git(
        "diff", "--name-status", "--no-renames", "--no-ext-diff", "--relative", "-z",
        commit, "HEAD", "--", "records",
    ).stdout.split("\0")  # fmt: skip
    for status, path in zip(listing[::2], listing[1::2], strict=False):
        found = _TEXT.fullmatch(path)
        if found:
            yield Change(status, found["record"], found["variant"])


def section(change: Change, commit: str) -> str:
    """What changed in a text, in Markdown."""
    if change.status == "A":
        return f"## `{change.ref}`\n\nA new text.\n"
    if change.status == "D":
        return f"## `{change.ref}`\n\nThe text was removed.\n"
    compared = provtrack("compare", f"{change.ref}@{commit}", change.ref, "--format=md")
    if compared.returncode:
        reason = compared.stderr.strip().splitlines() or ["no reason was given"]
        return f"## `{change.ref}`\n\nThe text cannot be compared.\n\n```text\n{reason[0]}\n```\n"
    return compared.stdout.replace(f"@{commit}", f"@{commit[:10]}", 1)


def fitted(sections: list[str], room: int) -> str:
    """As many whole sections as there is room for, and how many there was none for."""
    kept: list[str] = []
    for part in sections:
        room -= len(part.encode())
        if room < 0:
            break
        kept.append(part)
    missing = len(sections) - len(kept)
    if missing:
        texts = "text is" if missing == 1 else "texts are"
        kept.append(f"*{missing} more changed {texts} too long to be shown here.*\n")
    return "\n".join(kept)


def main() -> int:
    """The exit status of the step."""
    commit = base()
    sections = [section(change, commit) for change in changes(commit)] if commit else []
    if not sections:
        sections = ["No text was changed.\n"]
    if os.environ.get("PROVTRACK_SUMMARY") == "true":
        append("GITHUB_STEP_SUMMARY", fitted(sections, _ROOM["PROVTRACK_SUMMARY"]))
    if os.environ.get("PROVTRACK_COMMENT") == "true":
        shown = fitted(sections, _ROOM["PROVTRACK_COMMENT"])
        temporary("provtrack-comment.md").write_text(shown, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
