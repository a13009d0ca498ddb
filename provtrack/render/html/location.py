"""The page of located quotations: one card a quotation, with the passages it may come from."""

from dataclasses import dataclass

from markupsafe import Markup

from provtrack.locate.values import Change, Located, Location, Match
from provtrack.model import Significance
from provtrack.render.html._page import page
from provtrack.render.visible import visible

_STYLES = """
body{--num:0rem} /* nothing is numbered in the margin, so the heading begins where all begins */
.located{padding-block:1rem}
.located section{border-top:1px solid;padding:1rem 0}
.located blockquote{margin:0 0 .6rem;font-size:1.1em}
.located .place,.located .kind{opacity:.75;font-size:.9em}
.located ol{padding-left:1.2rem}
.located li{margin:.5rem 0}
.located .ref{font-family:ui-monospace,monospace;font-size:.9em;overflow-wrap:anywhere}
.located dl{margin:.3rem 0 0;display:grid;grid-template-columns:max-content 1fr;gap:.15rem .8rem}
.located dl{align-items:baseline}
.located dd{margin:0;overflow-wrap:anywhere}
.located .s{font-weight:600}
"""


@dataclass(frozen=True, slots=True)
class _Line:
    """A change: its kind, both readings, and whether it changes what the text says."""

    kind: str
    source: Markup
    quotation: Markup
    substantive: bool


@dataclass(frozen=True, slots=True)
class _Passage:
    """A match, ready to be printed."""

    ref: Markup
    verdict: str
    source: Markup
    changes: tuple[_Line, ...]
    today: Markup
    today_ref: Markup
    since: tuple[_Line, ...]
    corrections: Markup
    citation: Markup
    is_gone: bool


def location(value: Location) -> str:
    """The page of quotations and where they come from.

    Anchors: ``#q3`` for the third quotation.

    Returns:
        A whole HTML document.
    """
    return page(
        "location.html",
        styles=_STYLES,
        title="Quotations, located",
        found=value.found,
        quotations=[_entry(each) for each in value.quotations],
        passed_over=[visible(each) for each in value.passed_over],
        texts=value.texts,
        variants=value.variants,
    )


def _entry(value: Located) -> tuple[Markup, Markup, list[_Passage], int]:
    passages = [_passage(match) for match in value.matches]
    return visible(value.text), visible(value.place), passages, value.others


def _passage(match: Match) -> _Passage:
    now = match.today
    return _Passage(
        ref=visible(match.ref),
        verdict=_verdict(match),
        source=Markup("") if match.verbatim else visible(match.source),
        changes=tuple(map(_line, match.changes)),
        today=visible(now.text) if now else Markup(""),
        today_ref=visible(now.ref) if now else Markup(""),
        since=tuple(map(_line, now.changes)) if now else (),
        corrections=visible(", ".join(now.corrections)) if now else Markup(""),
        citation=visible(match.citation),
        is_gone=bool(now and not now.ref),
    )


def _verdict(match: Match) -> str:
    words = "to the letter" if match.verbatim else "the same words"
    if not match.exact:
        words = f"misquoted (score {match.score:.2f})"
    return words if match.current else f"{words}, changed since"


def _line(change: Change) -> _Line:
    return _Line(
        change.kind.value,
        visible(change.source),
        visible(change.quotation),
        change.significance is Significance.SUBSTANTIVE,
    )
