"""The note that every citation carries: which text it was, exactly; printed, and found again.

``filatov-pak/goldberg@2#p14 (text 160634d4, commit 07935c9a)``: a reference that every command
takes, the beginning of the text's hash, and of the commit that it stands in. It is plain words and
survives copying, line breaks, typographic dashes and LaTeX's escapes.
"""

import re
from dataclasses import dataclass

from provtrack.citation.values import Version

DIGITS = 8
"""Of each hash. Enough to find a commit among millions of objects, short enough for a footnote."""

UNCOMMITTED = "uncommitted"


def note(version: Version, *, whole: bool = False) -> str:
    """The version in one phrase.

    Args:
        version: what is cited.
        whole: without the paragraphs, as a bibliography lists it.
    """
    commit = version.commit[:DIGITS]
    hashes = [f"text {version.text_sha256[:DIGITS]}"] if version.text_sha256 else []
    if not commit:
        hashes.append(UNCOMMITTED)
    elif version.state or not version.variant:
        hashes.append(f"commit {commit}")
    return f"{reference(version, whole=whole)} ({', '.join(hashes)})"


def reference(version: Version, *, whole: bool = False) -> str:
    """The reference that every command takes: ``filatov-pak/goldberg@2#p14``."""
    if not version.variant:
        return version.record
    revision = str(version.state) if version.state else version.commit[:DIGITS]
    at = f"@{revision}" if revision else ""
    return f"{version.record}/{version.variant}{at}{'' if whole else _paragraphs(version)}"


def _paragraphs(version: Version) -> str:
    if not version.first:
        return ""
    run = f"-{version.last}" if version.last > version.first else ""
    return f"#p{version.first}{run}"


@dataclass(frozen=True, slots=True)
class Note:
    """A version note as it was found in a citation; hashes are as short as they were printed."""

    record: str
    variant: str = ""
    state: int = 0
    revision: str = ""
    first: int = 0
    last: int = 0
    text: str = ""
    commit: str = ""


_ID = r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}"
_NOTE = re.compile(
    rf"(?<![\w/@#-])(?P<record>{_ID})"
    rf"(?:/(?P<variant>{_ID})(?:@(?P<revision>[1-9]\d{{0,5}}(?![0-9a-f])|[0-9a-f]{{7,64}}))?"
    r"(?:#p(?P<first>\d{1,9})(?:-p?(?P<last>\d{1,9}))?)?)?"
    r"\s?[(\[]\s?(?:text\s(?P<text>[0-9a-f]{6,64}))?(?:[,;]?\s?)"
    rf"(?:commit\s(?P<commit>[0-9a-f]{{6,64}})|(?P<none>{UNCOMMITTED}))?\s?[)\]]"
)
_ESCAPES = re.compile(r"\\(?:text(?:hash|underscore)\s?(?:\{\})?|([#_&%$@/]))")
_JOINTS = re.compile(r"(?<=[-/@#])\s+(?=\S)|\s+(?=[/@#])")


def find(citation: str) -> Note | None:
    """The version note in the text of a citation, ``None`` when there is none.

    Line breaks at a hyphen, slash or sign, soft hyphens, other dashes and LaTeX's escapes are
    seen through.
    """
    text = _ESCAPES.sub(lambda found: found[1] or ("#" if "hash" in found[0] else "_"), citation)
    text = re.sub("[\u00ad\u200b\u2060\ufeff]", "", text)
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"(#p\d+)--(?=p?\d)", r"\1-", text)  # an en dash of LaTeX
    text = re.sub(r"(?<=\w[-/@#])[ \t]*\n\s*", "", text)  # broken there by a line's end
    text = " ".join(text.split())
    for attempt in (text, _JOINTS.sub("", text)):
        match = next(filter(_says_something, _NOTE.finditer(attempt)), None)
        if match:
            return _note(match)
    return None


def _says_something(match: re.Match[str]) -> bool:
    return bool(match["text"] or match["commit"] or match["none"])


def _note(match: re.Match[str]) -> Note:
    revision = match["revision"] or ""
    is_state = 0 < len(revision) <= len("999999")
    first = int(match["first"] or 0)
    return Note(
        match["record"],
        match["variant"] or "",
        int(revision) if is_state else 0,
        "" if is_state else revision,
        first,
        int(match["last"] or first),
        match["text"] or "",
        match["commit"] or "",
    )
