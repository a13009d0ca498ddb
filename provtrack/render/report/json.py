"""The report for programs."""

import re
from dataclasses import asdict

from provtrack.citation.words import ITALIC
from provtrack.render.citations import version_entry
from provtrack.render.json import edit
from provtrack.reporting import Report
from provtrack.schemas import documents
from provtrack.schemas.documents import report as document


def report(value: Report) -> str:
    """``provtrack.report/1``."""
    return documents.dump(
        document.ReportDocument(
            schema_="provtrack.report/1",
            ref=value.ref,
            title=value.title,
            version=version_entry(value.cited),
            citations={name: re.sub("|".join(ITALIC), "", text) for name, text in value.citations},
            weaknesses=value.weaknesses,
            record=value.record,
            archive=value.archive,
            chain=value.chain,
            corrections=tuple(
                document.CorrectionEntry(**asdict(entry)) for entry in value.corrections
            ),
            differences=tuple(
                document.DifferencesEntry(
                    ref=each.ref,
                    title=each.title,
                    language=each.language,
                    compared=each.comparison is not None,
                    identical=each.identical,
                    edits=tuple(
                        edit(found)
                        for passage in (each.comparison.passages if each.comparison else ())
                        for found in passage.edits
                    ),
                )
                for each in value.variants
            ),
            doubts=tuple(document.DoubtEntry(**asdict(doubt)) for doubt in value.doubts),
        )
    )
