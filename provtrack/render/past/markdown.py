"""The past of a text for a pull request: everything from the texts and from git escaped."""

from collections.abc import Iterator

from provtrack.history.reports import Blamed, Lives, changes
from provtrack.history.values import Version, Wording
from provtrack.render.markdown import marked, quote
from provtrack.render.markdown.words import code, escape, line, table
from provtrack.render.past import (
    commit_of,
    day_of,
    entry_of,
    heading_of,
    remark_on,
    state_of,
    what_of,
    who_of,
)


def blame(value: Blamed) -> str:
    """A table: a row a paragraph, or with the origin of words as many as it needs."""
    versions = value.report.lineage.versions
    rows = []
    for each in value.lines:
        parts = [(one.version, one.corrections, one.text) for one in each.credits]
        if not value.by_word:
            parts = [(each.blame.origin.version, each.corrections, each.blame.wording.text)]
        rows += [
            (
                each.blame.number,
                *_cells(versions[place]),
                ", ".join(line(entry.id) for entry in entries),
                line(text),
            )
            for place, entries, text in parts
        ]
    header = ("¶", "commit", "date", "author", "state", "corrections", "text")
    entries = [f"- {line(entry_of(entry))}" for entry in value.corrections]
    blocks = [f"## {code(value.report.ref)}", table(rows, header), "\n".join(entries)]
    return "\n\n".join(filter(None, blocks)) + "\n"


def history(value: Lives) -> str:
    """Each paragraph's life under a heading of its own."""
    parts = [f"## {code(value.report.ref)}"]
    for life in value.told:
        parts.append(f"#### {line(heading_of(life))}")
        for wording in life.wordings:
            parts += _event(value, wording)
        if life.gone:
            ended = value.report.ended_by.get(life.gone.wording, ())
            parts.append(f"- {_version(value, life.gone.version)}: deleted")
            parts += [f"  - {line(entry_of(entry))}" for entry in ended]
    if value.untouched:
        rows = [
            (", ".join(f"¶{number}" for number in numbers), _version(value, place))
            for place, numbers in value.untouched.items()
        ]
        parts.append(table(rows, ("unchanged", "since")))
    return "\n\n".join(parts) + "\n"


def _event(value: Lives, wording: Wording) -> Iterator[str]:
    what = line(what_of(value.report.lineage, wording))
    entries = value.report.made_by.get(wording, ())
    told = [f"- {_version(value, wording.version)}: {what}"]
    yield "\n".join([*told, *(f"  - {line(entry_of(entry))}" for entry in entries)])
    comparison = changes(wording)
    body = marked(comparison) if comparison else escape(wording.text)
    yield "\n".join(f"  {each}" for each in quote(body).split("\n"))


def _version(value: Lives, place: int) -> str:
    version = value.report.lineage.versions[place]
    cells = [*filter(None, _cells(version)), line(remark_on(version))]
    return " · ".join(filter(None, cells))


def _cells(version: Version) -> tuple[str, str, str, str]:
    return (
        commit_of(version).replace("^", "\\^"),
        line(day_of(version)),
        line(who_of(version)),
        line(state_of(version)),
    )
