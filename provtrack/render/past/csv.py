"""``blame`` as a table: a row a paragraph, or with the origin of words as many as it needs."""

from provtrack.history.reports import Blamed
from provtrack.render.csv import table


def blame(value: Blamed) -> str:
    """Paragraph, commit, date, author, state, corrections, text."""
    rows = []
    for line in value.lines:
        parts = [(each.version, each.corrections, each.text) for each in line.credits]
        if not value.by_word:
            parts = [(line.blame.origin.version, line.corrections, line.blame.wording.text)]
        for place, entries, text in parts:
            version = value.report.lineage.versions[place]
            rows.append(
                (
                    str(line.blame.number),
                    version.id,
                    version.date,
                    version.author,
                    str(version.source),
                    version.state,
                    "yes" if version.boundary else "no",
                    " ".join(entry.id for entry in entries),
                    text,
                )
            )
    header = ("paragraph", "commit", "date", "author", "source", "state", "or earlier",
              "corrections", "text")  # fmt: skip
    return table(header, rows)
