"""Rules on corrections that change more than they say."""

from collections.abc import Iterator

from provtrack.model import Alignment, Kind, Link, Significance, Text
from provtrack.rules.case import Case
from provtrack.rules.model import Hit, Level, rule
from provtrack.schemas.files import Correction, CorrectionKind

_ENTRY = """\
[[correction]]
id = "c1"
variant = "goldberg"
from = "goldberg@1"
to = "goldberg@2"
paragraph = 1
old = "{}"
new = "{}"
kind = "{}"
basis = "publisher"
"""

_MILD = frozenset((CorrectionKind.TYPO, CorrectionKind.STYLE))

_GRAVE = {
    Kind.NUMBER: "a number",
    Kind.DATE: "a date",
    Kind.NAME: "a name",
    Kind.NEGATION: "a negation",
}

_TRUE_KINDS = {
    Kind.NUMBER: CorrectionKind.NUMBER,
    Kind.DATE: CorrectionKind.DATE,
    Kind.NAME: CorrectionKind.NAME,
    Kind.NEGATION: CorrectionKind.MISTRANSLATION,
}


@rule(
    "PT401",
    "understated-correction",
    Level.ERROR,
    fails=[
        {"corrections.toml": _ENTRY.format("on 17 January", "on 18 January", "typo")},
        {"corrections.toml": _ENTRY.format("had not taken part", "had taken part", "style")},
    ],
    passes=[
        {"corrections.toml": _ENTRY.format("on 17 January", "on 18 January", "date")},
        {"corrections.toml": _ENTRY.format("be against subjected", "be again subjected", "typo")},
        {"corrections.toml": _ENTRY.format("lasted 8 hours", "lasted eight hours", "style")},
    ],
)
def understated_correction(case: Case) -> Iterator[Hit]:
    """A correction that calls itself a typo or a matter of style changes what the text says.

    A number, a date, a name or a negation becomes another one. Reviewers pass over typos; this is
    none. `8 hours` for `eight hours`, or another romanisation of the same name, is no change.

    Give it the kind that it has (`number`, `date`, `name`, `mistranslation`) and the evidence
    that such a change needs.
    """
    for number, entry in case.entries():
        if entry.kind in _MILD:
            for kind, old, new in _grave_edits(case, entry):
                yield case.at_entry(
                    number,
                    "kind",
                    f"correction {entry.id} calls itself {_called(entry.kind)} and "
                    f"{_done(_GRAVE[kind], old, new)}",
                    f'say of which kind it is: kind = "{_TRUE_KINDS[kind]}", and what it rests on',
                )


def _called(kind: CorrectionKind) -> str:
    return "a typo" if kind is CorrectionKind.TYPO else "a matter of style"


def _done(what: str, old: str, new: str) -> str:
    """What became of a number, a date, a name or a negation."""
    if not old:
        return f"adds {what}: {new!r}"
    return f"changes {what}: {old!r} to {new!r}" if new else f"takes out {what}: {old!r}"


def _grave_edits(case: Case, entry: Correction) -> Iterator[tuple[Kind, str, str]]:
    """What an entry changes of what the text says, one of each kind."""
    from provtrack.diff import compare

    sides = tuple(tuple(filter(None, words.split("\n"))) for words in (entry.old, entry.new))
    if not all(sides):
        return
    date = case.record.date if case.record else ""
    left, right = (Text("", side, date=date) for side in sides)
    link = Link(tuple(left.numbers), tuple(right.numbers), 1.0, 1.0)
    comparison = compare(
        Alignment(left, right, (link,)),
        names=case.shared.authority,
        abbreviations=case.shared.settings.abbreviations,
    )
    seen = set()
    for edit in comparison.edits:
        grave = edit.significance is Significance.SUBSTANTIVE and edit.kind in _GRAVE
        if grave and edit.kind not in seen:
            seen.add(edit.kind)
            texts = [span.text.strip() if span else "" for span in (edit.left, edit.right)]
            yield edit.kind, texts[0], texts[1]
