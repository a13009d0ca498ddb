"""The page that lists the pairs of texts of a collection, each with a way to its comparison."""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from provtrack.render.html._page import page
from provtrack.render.pairs import WORDS, kinds, names, summary, sums
from provtrack.render.visible import visible

if TYPE_CHECKING:
    from provtrack.schemas.documents.comparisons import Comparisons, PairEntry

_STYLES = """
.comparisons .top,.comparisons main{max-width:64rem;padding-inline:2rem}
.comparisons main{margin:0 auto;padding-bottom:4rem;overflow-x:auto}
.comparisons table{border-collapse:collapse;width:100%;min-width:38rem;line-height:1.45}
.comparisons table{overflow-wrap:normal}
.comparisons td:first-child{min-width:13rem;overflow-wrap:anywhere}
.comparisons :is(th,td){text-align:start;vertical-align:top;font-weight:400}
.comparisons :is(th,td){padding:.35rem 1rem .35rem 0}
.comparisons tbody td{border-top:1px solid var(--rule)}
.comparisons thead th{font:.8rem/1.4 var(--sans);color:var(--quiet)}
.comparisons tbody th{font-weight:600;padding-top:1.4rem}
.comparisons :is(td,th).n{text-align:end;font-variant-numeric:lining-nums tabular-nums}
.comparisons .s{font-weight:600}
.comparisons .quiet{color:var(--quiet);font-size:.92rem}
.comparisons h2{font-size:1.15rem;font-weight:600;margin:2rem 0 .4rem}
.comparisons ul{padding-left:1.2rem}
.comparisons td a{display:inline-block;min-height:1.5rem}
@media (max-width:40rem){.comparisons .top,.comparisons main{padding-inline:1rem}}
@media print{.comparisons main{overflow:visible}.comparisons tr{break-inside:avoid-page}}
"""


@dataclass(frozen=True, slots=True)
class _Row:
    """A pair, ready to be printed; ``href`` is empty where it has no page."""

    href: str
    left: Markup
    right: Markup
    outcome: str
    matters: bool
    substantive: str
    accidental: str
    kinds: str


def comparisons(value: "Comparisons") -> str:
    """A table with a row a pair, under a heading a record.

    Returns:
        A whole HTML document; its links are those of a page at the top of the folder of pages.
    """
    return page(
        "comparisons.html",
        styles=_STYLES,
        title="Comparisons",
        summary=visible(summary(value)),
        records=[
            (visible(record), [_row(pair) for pair in pairs])
            for record, pairs in groupby(value.pairs, key=lambda pair: pair.record)
        ],
        skipped=[(visible(each.ref), visible(each.why)) for each in value.skipped],
    )


def _row(pair: "PairEntry") -> _Row:
    left, right = map(visible, names(pair))
    substantive, accidental = sums(pair)
    return _Row(
        href=pair.page,
        left=left,
        right=right,
        outcome=WORDS[pair.outcome],
        matters=substantive not in {"", "0"},
        substantive=substantive,
        accidental=accidental,
        kinds=kinds(pair),
    )
