"""What a report says, as headings, paragraphs, facts and tables: the same in every format."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from provtrack.citation.dates import LONG, print_date
from provtrack.citation.version import note
from provtrack.citation.words import ITALIC, shelf_mark
from provtrack.model import Edit, Kind, Passage, Span
from provtrack.render.screen import runs as numbers
from provtrack.render.wording import by, counts, evidence
from provtrack.reporting import Entry, Report, Variant


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look.

    ``""``, ``"i"`` italic, ``"b"`` bold, ``"code"``, ``"del"`` and ``"ins"`` of a correction,
    ``"left"`` and ``"right"`` of two texts.
    """

    text: str
    look: str = ""


Runs = tuple[Run, ...]


SECTION = 2
"""The level of a section's heading; the title has 1."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a section, or below it."""

    text: str
    anchor: str
    level: int = SECTION


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; ``look`` is ``""``, ``"quiet"`` or ``"warning"``."""

    runs: Runs
    look: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are."""

    rows: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; ``widths`` are shares of the page's width.

    ``is_drawn``: the picture above says the same, where it is drawn in words.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[int, ...]
    is_drawn: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing of the chain, and what it says in words."""

    caption: str = ""


Block = Heading | Words | Facts | Table | Picture


@dataclass(frozen=True, slots=True)
class Outline:
    """A report: its title and what stands below it."""

    kicker: str
    title: str
    blocks: tuple[Block, ...] = field(default=())


_UNKNOWN = "not known"
_STYLES = {
    "wcda": "Digital archive",
    "chicago-note": "Chicago, note",
    "chicago-short": "Chicago, shortened",
    "chicago-bibliography": "Chicago, bibliography",
    "mla": "MLA",
    "apa": "APA",
    "gost": "GOST R 7.0.5-2008",
    "frus": "FRUS",
}


def outline(report: Report) -> Outline:
    """The report in blocks, in the order in which it is read."""
    sections = (
        _citation,
        _version,
        _document,
        _chain,
        _corrections,
        _differences,
        _doubts,
        _other_styles,
    )
    return Outline(
        "Provenance report",
        report.title,
        tuple(block for section in sections for block in section(report)),
    )


def plain(text: str) -> Runs:
    """Words without a look; nothing for none."""
    return (Run(text),) if text else ()


def italics(marked: str) -> Runs:
    """A citation whose italics are marked."""
    parts = re.split("|".join(ITALIC), marked)
    return tuple(Run(part, "i" if n % 2 else "") for n, part in enumerate(parts) if part)


def _citation(report: Report) -> Iterator[Block]:
    yield Heading("Citation", "citation")
    yield Words(italics(report.citations[0][1]))
    for sentence in report.weaknesses:
        yield Words(plain(f"{sentence[0].upper()}{sentence[1:]}."), "warning")


def _other_styles(report: Report) -> Iterator[Block]:
    yield Heading("The citation in other styles", "other-styles")
    yield Facts(
        tuple((_STYLES.get(name, name), italics(text)) for name, text in report.citations[1:])
    )


def _version(report: Report) -> Iterator[Block]:
    version = report.cited.version
    assert version is not None  # noqa: S101  # a report is made of what was read
    yield Heading("Which version", "version")
    state = f"{version.variant}@{version.state}" if version.state else "no state of the chain"
    rows: list[tuple[str, Runs]] = [("Version", (Run(note(version), "code"),))]
    if version.variant:
        rows.append(("State", plain(state)))
        rows.append(("Text, SHA-256", (Run(version.text_sha256 or _UNKNOWN, "code"),)))
    rows.append(("Commit", (Run(version.commit or "not committed", "code"),)))
    if version.committed:
        rows.append(("Committed", plain(_moment(version.committed))))
    yield Facts(tuple(rows))
    if version.commit:
        yield Words(
            plain(
                "The hash is of the text as its file holds it: UTF-8, one paragraph a line, a "
                "blank line between. Anybody who has the text can compute it again."
            ),
            "quiet",
        )


def _moment(moment: str) -> str:
    return f"{print_date(moment[:10], LONG)}, {moment[11:16]} UTC"


def _document(report: Report) -> Iterator[Block]:
    record, cited = report.record, report.cited
    yield Heading("The document", "document")
    archive = record.archive
    date = print_date(cited.date, LONG)
    rows = (
        ("Title", cited.title or _UNKNOWN),
        ("Type", cited.type),
        ("Date", f"{date} ({cited.date})" if date and date != cited.date else date or _UNKNOWN),
        ("Written by", ", ".join(name.printed for name in cited.creators) or _UNKNOWN),
        ("Archive", report.archive or _UNKNOWN),
        ("Shelf mark", shelf_mark(cited.holding) or _UNKNOWN),
        ("As printed", archive.as_printed),
        ("Published by", cited.publisher),
        ("Address", cited.url),
        ("Classification", cited.classification),
        ("Note", " ".join(record.note.split())),
    )
    yield Facts(tuple((name, plain(value)) for name, value in rows if value))


def _chain(report: Report) -> Iterator[Block]:
    chain = report.chain
    yield Heading("From the archive to this text", "chain")
    if not chain.steps:
        yield Words(plain("Nobody has written down any step."), "warning")
        return
    yield Words(plain(f"{counts(chain)}."))
    yield Picture(f"The provenance of {report.title}, state by state")
    rows = tuple(
        (
            plain(step.id),
            plain(step.activity),
            plain(", ".join(step.uses)),
            plain(step.generates),
            plain(by(step.agents).lstrip(" :").removeprefix("by ").replace("?", _UNKNOWN)),
            plain(print_date(step.date, LONG) or _UNKNOWN),
            plain(step.status) if step.status == "attested" else (Run(step.status, "b"),),
            plain(evidence(step) or "none"),
        )
        for step in chain.steps
    )
    header = ("Step", "What", "From", "Made", "By", "When", "Known", "On what evidence")
    yield Table(
        "Who says each step, and on what evidence",
        header,
        rows,
        (7, 11, 13, 13, 15, 12, 10, 19),
        is_drawn=True,
    )
    for defect in chain.defects:
        yield Words(plain(f"{defect.message}: {defect.hint}"), "warning")


def _corrections(report: Report) -> Iterator[Block]:
    yield Heading("Corrections", "corrections")
    if not report.corrections:
        yield Words(plain("The ledger has no entry for this text."))
        return
    header = (
        "Entry",
        "States",
        "Paragraph",
        "Old and new",
        "Kind",
        "Basis",
        "Proposed and reviewed",
    )
    yield Table(
        "What was corrected, on what basis, and who reviewed it",
        header,
        tuple(map(_entry, report.corrections)),
        (7, 15, 9, 29, 11, 14, 15),
    )


def _entry(entry: Entry) -> tuple[Runs, ...]:
    words: list[Run] = []
    if entry.old:
        words.append(Run(entry.old.replace("\n", " ¶ "), "del"))
    words.append(Run(" → "))
    words.append(Run(entry.new.replace("\n", " ¶ "), "ins") if entry.new else Run("(nothing)", "i"))
    basis = entry.basis + (f", folio {entry.folio}" if entry.folio else "")
    rests = "; ".join(filter(None, (basis, *entry.evidence)))
    people = "; ".join(
        (
            entry.proposed_by or "proposer not named",
            f"reviewed by {entry.reviewed_by}" if entry.reviewed_by else "not reviewed",
        )
    )
    reverts = f", takes back {entry.reverts}" if entry.reverts else ""
    date = print_date(entry.date, LONG)
    return (
        plain(entry.id + reverts),
        plain(f"{entry.before} → {entry.after}"),
        plain(str(entry.paragraph)),
        tuple(words),
        plain(entry.kind),
        plain(rests),
        plain(people + (f", {date}" if date else "")),
    )


def _differences(report: Report) -> Iterator[Block]:
    yield Heading("Differences that matter", "differences")
    if not report.variants:
        yield Words(plain("The record has no other text to compare with."))
        return
    yield Words(
        plain(
            "Between this text and the record's others, only what changes what the text says; "
            "spelling, punctuation and layout are left out. The kinds are provtrack's "
            "judgement, to be checked against the texts."
        ),
        "quiet",
    )
    for variant in report.variants:
        yield from _variant(variant)


def _variant(variant: Variant) -> Iterator[Block]:
    name = f"{variant.ref} ({variant.title})" if variant.title else variant.ref
    anchor = "with-" + re.sub(r"[^a-z0-9]+", "-", variant.ref.lower()).strip("-")
    yield Heading(f"With {name}", anchor, 3)
    if variant.comparison is None:
        yield Words(plain("Not compared word by word: in another language, or not kept here."))
        return
    found = [(each, edit) for each in variant.comparison.passages for edit in each.edits]
    facts = [(each, edit) for each, edit in found if _is_fact(edit)]
    shown = found if len(found) - len(facts) <= _FEW else facts
    if variant.identical:
        yield Words(plain("Both texts are the same, word for word."))
    elif not found:
        yield Words(plain("No difference that changes what the text says."))
    if shown:
        header = ("Paragraphs", "Kind", "This text", "The other")
        rows = tuple(_edit(passage, edit) for passage, edit in shown)
        caption = "Substantive differences"
        if shown is not found:
            caption += " in facts, and sentences that only one text has"
        yield Table(f"{caption}: {len(rows)}", header, rows, (12, 14, 37, 37))
    if len(shown) < len(found):
        left, right = variant.comparison.left.ref, variant.comparison.right.ref
        yield Words(
            (
                Run(f"The two are worded differently in {len(found) - len(shown)} more places: "),
                Run(f"provtrack compare {left} {right} --substantive", "code"),
            )
        )


_FEW = 20
"""Differences of wording that are listed. Between independent translations there are hundreds."""

_LONG = 4
"""Words that are listed where only one text has them."""

_OF_WORDING = frozenset(
    {Kind.WORDING, Kind.WORD_ORDER, Kind.PUNCTUATION, Kind.CASE, Kind.SPELLING, Kind.ABBREVIATION}
)


def _is_fact(edit: Edit) -> bool:
    """Whether it concerns a number, a date, a name, a negation …, or words that only one has."""
    if edit.kind in (Kind.OMISSION, Kind.ADDITION):
        words = max(len(side.text.split()) if side else 0 for side in (edit.left, edit.right))
        return words >= _LONG
    return edit.kind not in _OF_WORDING


def _edit(passage: Passage, edit: Edit) -> tuple[Runs, ...]:
    left, right = numbers(passage.link.left) or "–", numbers(passage.link.right) or "–"
    return (
        plain(left if left == right else f"{left} / {right}"),
        plain(edit.kind),
        _side(edit.left, "left"),
        _side(edit.right, "right"),
    )


def _side(span: Span | None, look: str) -> Runs:
    if span is None or not span.text.strip():
        return (Run("(nothing)", "i"),)
    return (Run(" ¶ ".join(span.text.strip().split("\n")), look),)


def _doubts(report: Report) -> Iterator[Block]:
    yield Heading("Open doubts", "doubts")
    if not report.doubts:
        yield Words(plain("provtrack check finds nothing to object to in this record."))
        return
    rows = tuple(
        (
            (Run(each.level, "b"),) if each.level == "error" else plain(each.level),
            plain(f"{each.rule} {each.name}"),
            plain(f"{each.path}:{each.line}"),
            plain(each.message),
            plain(each.hint),
        )
        for each in report.doubts
    )
    header = ("Level", "Rule", "Where", "What", "What to do")
    yield Table("What provtrack check finds", header, rows, (9, 16, 20, 29, 26))


def text_of(runs: Iterable[Run]) -> str:
    """The words without their looks."""
    return "".join(run.text for run in runs)


def characters(blocks: Sequence[Block]) -> str:
    """All words of some blocks, to see what a font has to have."""
    parts: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                parts.append(block.text)
            case Words():
                parts.append(text_of(block.runs))
            case Facts():
                parts += [f"{name}{text_of(runs)}" for name, runs in block.rows]
            case Table():
                parts += [text_of(cell) for row in block.rows for cell in row]
            case Picture():
                parts.append(block.caption)
    return "".join(parts)
