"""Markdown that renders in a pull request: GitHub's flavour, everything from the texts escaped.

Marked words stand in ``<del>`` and ``<ins>``, which every renderer of Markdown lets through.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from provtrack.collation.values import Collation, Place, Row
from provtrack.diff import Segment, segments
from provtrack.model import Alignment, Comparison, Link, Passage, Significance, Status, Text
from provtrack.render.markdown.words import code, escape, line, table
from provtrack.render.remarks import in_two_languages, unrelated
from provtrack.render.unmarked import is_partly_marked, unmarked

if TYPE_CHECKING:
    from provtrack.schemas.documents import RecordDocument, Records


def alignment(value: Alignment) -> str:
    """A table of links."""
    rows = [
        (
            _numbers(link.left),
            _numbers(link.right),
            f"{link.score:.2f}" if link.left and link.right else "",
            "moved" if link.moved else "",
        )
        for link in value.links
    ]
    sentence = unrelated(value.left, value.right, value.links)
    links = table(rows, ("left", "right", "score", ""))
    return "\n\n".join(filter(None, (_heading(value.left, value.right), sentence, links))) + "\n"


def comparison(value: Comparison) -> str:
    """A summary by kind, then each passage that differs."""
    parts = [_heading(value.left, value.right)]
    if not value.passages:
        parts.append("No differences of the kinds asked for.")
    elif value.identical:
        parts.append("The two texts are identical.")
    elif sentence := unrelated(value.left, value.right, [each.link for each in value.passages]):
        parts.append(sentence)
    else:
        rows = [
            (kind, *(counts[significance] for significance in Significance))
            for kind, counts in value.kind_counts.items()
        ]
        parts += filter(None, [in_two_languages(value.left, value.right)])
        parts += [table(rows, ("kind", *Significance))] if rows else []
        parts += [_passage(value, passage) for passage in value.passages if _is_shown(passage)]
    return "\n\n".join(parts) + "\n"


def collation(value: Collation) -> str:
    """The witnesses, then the apparatus of each passage on which they do not agree."""
    witnesses = [
        (
            each.siglum + (" (base)" if index == 0 else ""),
            code(each.text.ref).replace("|", "\\|"),
            each.text.language,
            len(each.text.paragraphs),
        )
        for index, each in enumerate(value.witnesses)
    ]
    parts = [table(witnesses, ("witness", "text", "language", "paragraphs"))]
    if value.identical:
        parts.append("All texts are identical.")
    parts += [_apparatus(value, row) for row in value.rows if not row.agrees]
    return "\n\n".join(parts) + "\n"


def _apparatus(value: Collation, row: Row) -> str:
    sigla = [each.siglum for each in value.witnesses]
    places = ", ".join(
        f"{siglum} {_numbers(numbers) or '—'}{' moved' if index in row.moved else ''}"
        for index, (siglum, numbers) in enumerate(zip(sigla, row.numbers, strict=True))
    )
    lines = [f"- {_variants(sigla, place)}" for place in row.variants]
    quoted = [*row.beside] if lines else [row.lead, *row.beside]
    texts = [quote(f"{sigla[index]}: {escape(value.words(row, index))}") for index in quoted]
    return "\n\n".join(filter(None, [f"#### {places}", "\n".join(lines), *texts]))


def _variants(sigla: list[str], place: Place) -> str:
    readings = []
    for each in place.readings[1:]:
        who = " ".join(sigla[index] for index in each.witnesses)
        mark = "**" if each.significance is Significance.SUBSTANTIVE else ""
        readings.append(
            f"{escape(each.text) or '*om.*'} {mark}{who}{mark} ({', '.join(each.kinds)})"
        )
    return f"{escape(place.lemma.text)}\\] {'; '.join(readings)}"


def text(value: Text) -> str:
    """The paragraphs, with their numbers in bold before them."""
    parts = [f"# {line(value.title or value.ref)}"]
    parts += [f"**{number}** {escape(value.paragraph(number))}" for number in value.numbers]
    return "\n\n".join(parts) + "\n"


def records(value: "Records") -> str:
    """A table of the records."""
    rows = [
        (
            escape(record.id),
            record.date,
            ", ".join(escape(variant.id) for variant in record.variants),
            line(record.title),
        )
        for record in value.records
    ]
    return table(rows, ("record", "date", "variants", "title")) + "\n"


def record(value: "RecordDocument") -> str:
    """Description, variants and chain."""
    facts = value.record
    variants = [(escape(each.ref), each.kind, each.language) for each in value.variants]
    steps = [
        (
            step.id,
            step.activity,
            ", ".join(step.uses),
            step.generates,
            ", ".join(map(escape, step.agents)),
            step.date,
            step.status,
        )
        for step in facts.step
    ]
    parts = [
        f"# {line(facts.title)}",
        " · ".join(line(part) for part in (facts.type, facts.date) if part),
        line(facts.archive.as_printed),
        table(variants, ("variant", "kind", "language")),
        table(steps, ("step", "activity", "from", "made", "by", "date", "known")),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _heading(left: Text, right: Text) -> str:
    return f"## {code(left.ref)} → {code(right.ref)}"


def _is_shown(passage: Passage) -> bool:
    link = passage.link
    return passage.status is not Status.EQUAL or link.moved or len(link.left) != len(link.right)


def _passage(value: Comparison, passage: Passage) -> str:
    link = passage.link
    kinds = {
        edit.kind.value: edit.significance is Significance.SUBSTANTIVE
        for edit in sorted(passage.edits, key=lambda edit: edit.significance)
    }
    labels = [f"**{kind}**" if substantive else kind for kind, substantive in kinds.items()]
    remarks = ["moved"] if link.moved else []
    heading = f"#### {_place(link)}"
    detail = ", ".join([passage.status.value, *remarks, *labels])
    stretches = segments(passage, value.left, value.right)
    remark = " (unmarked: the left text)" if is_partly_marked(stretches) else ""
    return f"{heading}\n\n{detail}{remark}\n\n{quote(_body(stretches))}"


def marked(value: Comparison) -> str:
    """Both texts of a comparison in one, with the words that differ marked."""
    return "\n".join(
        _body(segments(passage, value.left, value.right)) for passage in value.passages
    )


def _body(stretches: Iterable[Segment]) -> str:
    return "".join(
        escape(unmarked(segment))
        if segment.edit is None
        else _tagged("del", segment.left) + _tagged("ins", segment.right)
        for segment in stretches
    )


def quote(body: str) -> str:
    """A block quotation of what is escaped already."""
    return "> " + body.replace("\n", "\n>\n> ")


def _place(link: Link) -> str:
    return f"{_numbers(link.left) or '—'} → {_numbers(link.right) or '—'}"


def _tagged(tag: str, words: str) -> str:
    if not words:
        return ""
    parts = [f"<{tag}>{escape(part)}</{tag}>" if part else "" for part in words.split("\n")]
    return "\n".join(parts)


def _numbers(side: Iterable[int]) -> str:
    return ", ".join(f"¶{number}" for number in side)
