"""What a user types to name a text, taken apart.

``RECORD``, ``RECORD/VARIANT``, with ``@REVISION`` and ``#p12`` or ``#p12-14`` behind it, a file,
its URL, or ``-`` for standard input. A record's id has no dot, so whatever has one (or begins like
a path) is a file.
"""

import re
from dataclasses import dataclass

from provtrack.errors import ProvtrackError

_FORMS = "write RECORD/VARIANT, RECORD/VARIANT@REV, RECORD/VARIANT#p12-14, a file, or - for stdin"


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A run of paragraphs, from 1, both ends included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file outside the records by its path or URL, or standard input when ``path`` is ``-``."""

    path: str
    paragraphs: Paragraphs | None = None


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A record, or one of its variants; ``revision`` is a state's number or git's, or empty."""

    record: str
    variant: str = ""
    revision: str = ""
    paragraphs: Paragraphs | None = None


def is_identifier(name: str) -> bool:
    """Whether a record or a variant can have this name."""
    return re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}", name) is not None


def is_url(name: str) -> bool:
    """Whether it is an address: ``s3://bucket/a.txt``, ``zip://a.txt::https://host/all.zip``."""
    return re.match(r"[a-z][a-z0-9+.-]*(?:::[a-z][a-z0-9+.-]*)*://", name) is not None


def parse(ref: str) -> FileRef | RecordRef:
    """The parts of a reference.

    Raises:
        ProvtrackError: it has none of the forms above.
    """
    body, paragraphs = _split_paragraphs(ref)
    if body == "-" or _is_path(body):
        return FileRef(body, paragraphs)
    name, at, revision = body.partition("@")
    record, slash, variant = name.partition("/")
    well_formed = is_identifier(record) and (is_identifier(variant) if slash else True)
    if not well_formed or (at and not revision):
        raise ProvtrackError(f"{ref!r} is not a reference to a text", _FORMS)
    if revision.startswith("-") or any(ord(character) < ord(" ") for character in revision):
        raise ProvtrackError(
            f"{ref!r}: a revision cannot begin with '-' or hold control characters",
            "name a state (@2), a commit, a tag, a branch or HEAD~3",
        )
    return RecordRef(record, variant, revision, paragraphs)


def _split_paragraphs(ref: str) -> tuple[str, Paragraphs | None]:
    found = re.fullmatch(r"(.*)#p(\d{1,9})(?:[-\u2013]p?(\d{1,9}))?", ref, re.DOTALL)
    if not found:
        return ref, None
    first = int(found[2])
    last = int(found[3] or first)
    if not 1 <= first <= last:
        raise ProvtrackError(
            f"{ref!r}: no such run of paragraphs",
            "paragraphs are counted from 1 and a run goes upwards: #p12-14",
        )
    return found[1], Paragraphs(first, last)


def _is_path(body: str) -> bool:
    name = body.partition("@")[0]
    return is_url(body) or name.startswith(("/", "~", ".")) or "." in name or "\\" in name
