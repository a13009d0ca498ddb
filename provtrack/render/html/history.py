"""The page of a history: of each paragraph a strip of frames, one a version, oldest first.

A frame shows the paragraph as it then read, with what came in marked, and below it what went. The
strips scroll sideways by touch, wheel or the arrow keys, and need no script.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from provtrack.history.reports import Lives, changes
from provtrack.history.values import Gone, Source, Wording
from provtrack.model import Text
from provtrack.render.html import _passages as passages
from provtrack.render.html import head_of
from provtrack.render.html._page import asset, page
from provtrack.render.past import (
    basis_of,
    commit_of,
    day_of,
    heading_of,
    people_of,
    remark_on,
    state_of,
    what_of,
    who_of,
)
from provtrack.render.screen import runs
from provtrack.render.visible import plain, visible

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction


@dataclass(frozen=True, slots=True)
class _Version:
    """Who left the text so, when and where."""

    commit: Markup
    full: str
    day: Markup
    who: Markup
    state: Markup
    remark: Markup
    boundary: bool
    source: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A correction."""

    id: Markup
    basis: Markup
    evidence: tuple[Markup, ...]
    people: Markup


@dataclass(frozen=True, slots=True)
class _Frame:
    """A paragraph in one version; without a body where it was taken away."""

    anchor: str
    label: str
    version: _Version
    what: Markup
    body: Markup | None
    notes: tuple[passages.Note, ...] = ()
    entries: tuple[_Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Strip:
    """The frames of one paragraph."""

    anchor: str
    heading: str
    gone: bool
    frames: tuple[_Frame, ...]


def history(value: Lives) -> str:
    """The page: a filmstrip for each paragraph to which something happened.

    Anchors: ``#p12`` for a paragraph, ``#p12-3`` for a frame.

    Returns:
        A whole HTML document.
    """
    report = value.report
    title = report.title or report.ref
    return page(
        "history.html",
        styles=asset("history.css"),
        title=f"{plain(title)}, its history",
        heading=visible(title),
        head=head_of(Text(report.ref, (), language=report.language, title=report.title)),
        strips=tuple(_strips(value)),
        untouched=[
            (f"¶{runs(numbers)}", _version(value, place))
            for place, numbers in value.untouched.items()
        ],
        versions=len(value.versions),
        shallow=any(version.boundary for version in report.lineage.versions),
        skipped=[(visible(each.path), each.id[:8], each.why) for each in report.skipped],
    )


def _strips(value: Lives) -> Iterator[_Strip]:
    gone = 0
    for life in value.told:
        gone += not life.number
        anchor = f"p{life.number}" if life.number else f"gone-{gone}"
        frames = [
            _frame(value, wording, f"{anchor}-{k}") for k, wording in enumerate(life.wordings, 1)
        ]
        if life.gone:
            frames.append(_end(value, life.gone, f"{anchor}-{len(frames) + 1}"))
        yield _Strip(anchor, heading_of(life), bool(life.gone), tuple(frames))


def _frame(value: Lives, wording: Wording, anchor: str) -> _Frame:
    version = _version(value, wording.version)
    comparison = changes(wording)
    body = visible(wording.text)
    notes: tuple[passages.Note, ...] = ()
    if comparison:
        (row,) = passages.rows(comparison)
        body = Markup("").join(each.body for each in row.right)
        notes = row.notes
    what = what_of(value.report.lineage, wording)
    entries = map(_entry, value.report.made_by.get(wording, ()))
    return _Frame(anchor, plain(what), version, visible(what), body, notes, tuple(entries))


def _end(value: Lives, gone: Gone, anchor: str) -> _Frame:
    entries = map(_entry, value.report.ended_by.get(gone.wording, ()))
    return _Frame(
        anchor,
        "deleted",
        _version(value, gone.version),
        Markup("deleted"),
        None,
        entries=tuple(entries),
    )


def _version(value: Lives, place: int) -> _Version:
    version = value.report.lineage.versions[place]
    return _Version(
        visible(commit_of(version)) if version.source is Source.COMMIT else Markup(),
        plain(version.id),
        visible(day_of(version)),
        visible(who_of(version)),
        visible(state_of(version)),
        visible(remark_on(version)),
        version.boundary,
        str(version.source),
    )


def _entry(correction: "Correction") -> _Entry:
    return _Entry(
        visible(correction.id),
        visible(basis_of(correction)),
        tuple(map(visible, correction.evidence)),
        visible(people_of(correction)),
    )
