"""Where quotations come from, as Markdown."""

from collections.abc import Iterator

from provtrack.locate.values import Change, Located, Location, Match
from provtrack.model import Significance
from provtrack.render.markdown.words import code, line, table


def location(value: Location) -> str:
    """A section a quotation, each with a table of the passages that it may come from."""
    parts = [f"{value.found} of {len(value.quotations)} found."]
    for number, each in enumerate(value.quotations, 1):
        place = f" ({line(each.place)})" if each.place else ""
        parts += [f"#### {number}{place}", f"> {line(each.text)}", *_matches(each)]
    return "\n\n".join(parts) + "\n"


def _matches(value: Located) -> Iterator[str]:
    if not value.matches:
        yield "Not found."
        return
    rows = [(code(each.ref), f"{each.score:.2f}", _verdict(each)) for each in value.matches]
    yield table(rows, ("passage", "score", "it is"))
    if value.others:
        yield f"And {value.others} more."
    for match in value.matches:
        yield from _details(match)


def _verdict(match: Match) -> str:
    words = "to the letter" if match.verbatim else "the same words" if match.exact else "misquoted"
    return words if match.current else f"{words}, changed since"


def _details(match: Match) -> Iterator[str]:
    lines = [_change(each) for each in match.changes]
    if match.today:
        lines.append(f"today: {line(match.today.text) or 'gone'}")
        lines += [f"since then: {_change(each)}" for each in match.today.changes]
        lines += [f"corrected by {line(each)}" for each in match.today.corrections]
    if match.citation:
        lines.append(f"cite: {line(match.citation)}")
    if lines:
        yield "\n".join([f"{code(match.ref)}:", "", *(f"- {each}" for each in lines)])


def _change(change: Change) -> str:
    kind = change.kind.value
    mark = f"**{kind}**" if change.significance is Significance.SUBSTANTIVE else kind
    return f"{mark}: {line(change.source) or '—'} → {line(change.quotation) or '—'}"
