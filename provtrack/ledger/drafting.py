"""Entries for edits that somebody made by hand: few, short, and exact."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from provtrack.ledger.passages import passages
from provtrack.ledger.placing import BREAK, apply, places
from provtrack.ledger.words import Hunk, hunks, pieces


@dataclass(frozen=True, slots=True)
class Draft:
    """What an entry will say of the words; who, why and on what evidence is not known yet."""

    paragraph: int
    old: str
    new: str


def draft(before: Sequence[str], after: Sequence[str]) -> tuple[Draft, ...]:
    """Entries that make the one text of the other, in the order of the text before.

    A changed paragraph gets an entry for each run of words that changed, with as much around them
    as makes them unique; one that was written anew gets one for the whole of it. A moved paragraph
    is taken away in one place and put in at the other.

    Args:
        before: paragraphs in stored form.
        after: likewise.

    Returns:
        Entries of which ``apply(before, entries) == after`` holds, for every pair of texts.
    """
    before, after = tuple(before), tuple(after)
    drafts: list[Draft] = []
    for passage in passages(before, after):
        old, new = before[passage.left], after[passage.right]
        drafts += [
            replace(entry, paragraph=entry.paragraph + passage.left.start)
            for entry in (_drafts(old, new) if old != new else ())
        ]
    return tuple(drafts)


def _drafts(old: tuple[str, ...], new: tuple[str, ...]) -> list[Draft]:
    """Entries for one passage; the paragraphs are counted from its first."""
    left, right = pieces(BREAK.join(old)), pieces(BREAK.join(new))
    if not old or not new:
        return [Draft(1, "".join(left), "".join(right))]
    wanted = _anchored(hunks(left, right), left)
    at = 0
    while at < len(wanted):
        if _is_unique(_draft(wanted[at], left, right), old):
            at += 1
        else:
            # Widening may reach the neighbours, which are then one with it.
            wanted[at] = _wider(wanted[at], left)
            at = _merge(wanted, at)
    exact = [_draft(hunk, left, right) for hunk in wanted]
    readable = [_trimmed(entry, old) for entry in exact]
    return readable if apply(old, readable) == new else exact


def _anchored(found: Sequence[Hunk], left: Sequence[str]) -> list[Hunk]:
    """Hunks with the words around where they have none: what is put in must have a place."""
    wanted: list[Hunk] = []
    for hunk in found:
        wanted.append(hunk)
        if not any(map(str.isalnum, "".join(left[slice(*hunk.left)]))):
            wanted[-1] = _wider(hunk, left)
            _merge(wanted, len(wanted) - 1)
    at = 0
    while at < len(wanted):
        at = max(_merge(wanted, at), at) + 1
    return wanted


def _wider(hunk: Hunk, left: Sequence[str]) -> Hunk:
    """One piece more on either side; over a paragraph's end only where nothing else is left."""
    (start, end), (other_start, other_end) = hunk.left, hunk.right
    before = start > 0 and left[start - 1] != BREAK
    after = end < len(left) and left[end] != BREAK
    if not before and not after:
        before, after = start > 0, end < len(left)
    return Hunk(
        (start - before, end + after),
        (other_start - before, other_end + after),
    )


def _merge(wanted: list[Hunk], at: int) -> int:
    """Makes one of a hunk and its neighbours where they touch; gives its place then."""
    while at > 0 and wanted[at - 1].left[1] >= wanted[at].left[0]:
        wanted[at - 1 : at + 1] = [_union(wanted[at - 1], wanted[at])]
        at -= 1
    while at + 1 < len(wanted) and wanted[at].left[1] >= wanted[at + 1].left[0]:
        wanted[at : at + 2] = [_union(wanted[at], wanted[at + 1])]
    return at


def _union(one: Hunk, other: Hunk) -> Hunk:
    return Hunk(
        (min(one.left[0], other.left[0]), max(one.left[1], other.left[1])),
        (min(one.right[0], other.right[0]), max(one.right[1], other.right[1])),
    )


def _draft(hunk: Hunk, left: Sequence[str], right: Sequence[str]) -> Draft:
    return Draft(
        1 + sum(piece == BREAK for piece in left[: hunk.left[0]]),
        "".join(left[slice(*hunk.left)]),
        "".join(right[slice(*hunk.right)]),
    )


def _is_unique(entry: Draft, passage: tuple[str, ...]) -> bool:
    """Whether its words have one place, without the space behind the last as well."""
    words = entry.old.rstrip(" ")
    return bool(words) and len(places(passage, replace(entry, old=words))) == 1


def _trimmed(entry: Draft, passage: tuple[str, ...]) -> Draft:
    """Without the spaces at the end that only hold the pieces together, where that works."""
    shorter = replace(entry, old=entry.old.rstrip(" "), new=entry.new.rstrip(" "))
    return shorter if apply(passage, [shorter]) == apply(passage, [entry]) else entry
