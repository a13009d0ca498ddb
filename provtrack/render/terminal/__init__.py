"""Output for a person at a terminal, or for a pipe: the marks survive without colour.

What only the left text has stands in ``[-…-]`` and what only the right one has in ``{+…+}``, as GNU
wdiff writes them; with colour the marks are red and struck, green and underlined, and bold where
the difference is substantive. Side by side colour does without the brackets. In one column it keeps
them: what is copied from there has lost its colours, and ``2`` turned into ``3`` would be ``23``.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text as Marked

from provtrack.diff import Segment, segments
from provtrack.model import (
    Comparison,
    Edit,
    Kind,
    Passage,
    Significance,
    Status,
    Text,
)
from provtrack.render.links import headline, only, plural, remarks, shorten
from provtrack.render.remarks import in_two_languages, unrelated
from provtrack.render.screen import below, hanging, printed, runs, wrapped
from provtrack.render.terminal.table import fits, table, width
from provtrack.render.unmarked import cored, is_partly_marked, together
from provtrack.text import visible

if TYPE_CHECKING:
    from rich.console import RenderableType

    from provtrack.render import Screen
    from provtrack.schemas.documents import (
        Import,
        ImportedFile,
        RecordDocument,
        Records,
        Suggestions,
    )

_SIDE_BY_SIDE = 120
"""Columns. Two columns of text need about 55 characters each to read well."""

_TITLE = 16
"""Characters that a list leaves of a title at least; its record's id is worth more."""

_SIGNS = {Status.EQUAL: "=", Status.CHANGED: "≠", Status.ADDED: "+", Status.REMOVED: "-"}


def comparison(value: Comparison, screen: "Screen") -> str:
    """The changed passages with their words marked, and a table of the kinds of difference."""
    if not value.passages:
        return f"{headline(value.left, value.right)}\n\nno differences of the kinds asked for\n"
    if value.identical:
        count = len(value.left.paragraphs)
        return f"{headline(value.left, value.right)}\n\nidentical: {plural(count, 'paragraph')}\n"
    if sentence := unrelated(value.left, value.right, [each.link for each in value.passages]):
        sentence += " --format html shows them side by side all the same."
        return f"{headline(value.left, value.right)}\n\n{wrapped(sentence, screen)}"
    wide = screen.width >= _SIDE_BY_SIDE
    body: list[tuple[RenderableType, int]] = []
    for unchanged, run in groupby(value.passages, _is_unchanged):
        if unchanged:
            body += [(_equal_run(list(run)), 0), (Marked(), 0)]
        else:
            for passage in run:
                stretches = segments(passage, value.left, value.right)
                shown = _beside(stretches, screen) if wide else _inline(stretches)
                heading = _passage_heading(passage)
                if not wide and is_partly_marked(stretches):
                    heading.append("  (unmarked: the left text)", style="dim not bold")
                body += [*hanging(heading, 4, screen), (shown, 4), (Marked(), 0)]
    head = headline(value.left, value.right)
    kinds = value.kind_counts
    totals = [
        sum(counts[significance] for counts in kinds.values()) for significance in Significance
    ]
    if len(value.passages) > 1:
        head += f"\n\n{wrapped(_in_one_line(value, totals), screen).rstrip()}"
    if sentence := in_two_languages(value.left, value.right):
        head += f"\n\n{wrapped(sentence, screen).rstrip()}"
    return f"{head}\n\n{below(body, screen)}{_comparison_summary(value, kinds, totals)}"


def marked(value: Comparison) -> Marked:
    """Both texts of a comparison in one, with the words that differ marked."""
    body = Marked()
    for number, passage in enumerate(value.passages):
        body.append("\n" if number else "")
        body.append_text(_inline(segments(passage, value.left, value.right)))
    return body


def text(value: Text, screen: "Screen") -> str:
    """The paragraphs with their numbers in the margin."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True, style="dim")
    table.add_column()
    for number in value.numbers:
        if number > value.first:
            table.add_row()
        table.add_row(str(number), Marked(visible(value.paragraph(number))))
    return printed(table, screen)


def records(value: "Records", screen: "Screen") -> str:
    """A table of the records, a row each."""
    if not value.records:
        return "no records yet: provtrack import FILE makes one\n"
    header = ("record", "date", "variants (paragraphs)", "title")
    rows = _record_rows(value, ", ", max(screen.width // 3, _TITLE))
    if not fits(rows, header, screen):
        rows = _record_rows(value, ",\n", 0)
        rows = _record_rows(
            value, ",\n", max(screen.width - width(rows, header) + len("title  "), _TITLE)
        )
    return table(rows, header, screen) + "\n"


def _record_rows(value: "Records", separator: str, room: int) -> list[tuple[str, ...]]:
    """A row a record: its variants with something between them, its title in so many characters."""
    return [
        (
            record.id,
            record.date,
            separator.join(
                f"{each.id} ({', '.join(filter(None, (each.language, str(each.paragraphs))))})"
                for each in record.variants
            ),
            shorten(record.title, room) if room else "",
        )
        for record in value.records
    ]


def record(value: "RecordDocument", screen: "Screen") -> str:
    """What record.toml says: description, archive reference, variants, chain."""
    facts = value.record
    archive = facts.archive
    fields = {
        "record": facts.id,
        "title": facts.title,
        "type": facts.type,
        "date": facts.date,
        "creators": ", ".join(facts.creators),
        "participants": ", ".join(facts.participants),
        "archive": archive.as_printed
        or " ".join(filter(None, (archive.repository, archive.fond, archive.opis, archive.delo))),
        "publisher": facts.publisher,
        "url": facts.url,
    }
    described = Table.grid(padding=(0, 2, 0, 0))
    for name, content in fields.items():
        if content:
            described.add_row(Marked(name, style="dim"), Marked(visible(content)))
    variants = table(
        [
            (each.id, each.kind, each.language, each.paragraphs, each.states)
            for each in value.variants
        ],
        ("variant", "kind", "language", "paragraphs", "states"),
        screen,
    )
    steps = table(
        [
            (
                step.id,
                step.activity,
                ", ".join(step.uses),
                step.generates,
                ", ".join(step.agents),
                step.date or "?",
                step.status,
            )
            for step in facts.step
        ],
        ("step", "activity", "from", "made", "by", "date", "known"),
        screen,
    )
    return f"{printed(described, screen)}\n{variants}\n\n{steps}\n"


def suggestions(value: "Suggestions", screen: "Screen") -> str:
    """A table of names, each with what it may be another spelling of."""
    if not value.suggestions:
        return "no name in the texts is near to another that names.toml does not join it with\n"
    rows = [
        (each.name, each.count, each.entry or "(new)", ", ".join(each.like), each.reason)
        for each in value.suggestions
    ]
    header = ("name", "times", "entry", "like", "by")
    return table(rows, header, screen) + "\n"


def imported(value: "Import", screen: "Screen") -> str:
    """What each file gave, what was left out of it, and what was written."""
    return "\n".join(_imported_file(file, value.dry_run, screen) for file in value.files)


def _imported_file(file: "ImportedFile", dry_run: bool, screen: "Screen") -> str:
    size = plural(file.paragraphs, "paragraph")
    name = shorten(file.file, len(file.file))
    lines = [f"{name}: {file.format}, {size} -> {file.record}/{file.variant}"]
    room = max(screen.width - 24, 24)
    if file.metadata:
        lines += ["", "recognised"]
        lines += _indented(
            [(key, shorten(content, room)) for key, content in file.metadata.items()]
        )
    if file.omissions:
        lines += ["", f"not in the text ({len(file.omissions)})"]
        lines += _indented(
            [(each.place, each.why, shorten(each.what, room // 2)) for each in file.omissions]
        )
    lines += [f"note: {notice}" for notice in file.notices]
    if file.written:
        lines += [
            "",
            "would write" if dry_run else "written",
            *(f"  {path}" for path in file.written),
        ]
    else:
        lines += ["", "nothing to write: this file is in the record already"]
    return visible("\n".join(lines)) + "\n"


def _indented(rows: list[tuple[str, ...]]) -> list[str]:
    from tabulate import tabulate

    table = tabulate(rows, tablefmt="plain", disable_numparse=True)
    return [f"  {line}" for line in table.splitlines()]


def _is_unchanged(passage: Passage) -> bool:
    return (
        passage.status is Status.EQUAL
        and not passage.link.moved
        and len(passage.link.left) == len(passage.link.right)
    )


def _equal_run(run: list[Passage]) -> Marked:
    left = [number for passage in run for number in passage.link.left]
    right = [number for passage in run for number in passage.link.right]
    return Marked(f"= {_marked_runs(left)} | {_marked_runs(right)}  equal", style="dim")


def _passage_heading(passage: Passage) -> Marked:
    link = passage.link
    heading = Marked(f"{_SIGNS[passage.status]} ", style="bold")
    heading.append(f"{_marked_runs(link.left)} | {_marked_runs(link.right)}")
    said = remarks(link) if link.left and link.right else [f"only {only(link)}"]
    said += [
        f"{significance}: {', '.join(kinds)}"
        for significance in Significance
        if (kinds := _kinds(passage.edits, significance)) and link.left and link.right
    ]
    heading.append(f"  {'; '.join(said)}", style="not bold")
    return heading


def _kinds(edits: Iterable[Edit], significance: Significance) -> list[str]:
    kinds = (edit.kind.value for edit in edits if edit.significance is significance)
    return list(dict.fromkeys(kinds))


def _inline(stretches: Iterable[Segment]) -> Marked:
    """Both texts in one, each paragraph of either beginning a line."""
    marked = Marked()
    for before, left, right, after, edit in together(stretches):
        _space(marked, before)
        if edit is None:
            marked.append(visible(left))
        else:
            marked.append_text(_marked(left, edit, is_left=True, brackets=True))
            marked.append_text(_marked(right, edit, is_left=False, brackets=True))
        _space(marked, after)
    return marked


def _space(marked: Marked, space: str) -> None:
    """Appends white space, unless what stands before it has it already."""
    if space and not marked.plain.endswith("\n" if "\n" in space else (" ", "\n")):
        marked.append(space)


def _beside(stretches: Iterable[Segment], screen: "Screen") -> Table:
    """The two texts in two columns."""
    sides = left, right = Marked(), Marked()
    for segment in stretches:
        for side, words in zip(sides, (segment.left, segment.right), strict=True):
            if segment.edit is None:
                side.append(visible(words))
                continue
            before, core, after = cored(words)
            side.append(before)
            side.append_text(
                _marked(core, segment.edit, is_left=side is left, brackets=not screen.colour)
            )
            side.append(after)
    table = Table.grid(padding=(0, 3, 0, 0), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(left, right)
    return table


def _marked(words: str, edit: Edit, *, is_left: bool, brackets: bool) -> Marked:
    if not words:
        return Marked()
    weight = "bold " if edit.significance is Significance.SUBSTANTIVE else ""
    style = weight + ("red strike" if is_left else "green underline")
    opening, closing = ("", "") if not brackets else ("[-", "-]") if is_left else ("{+", "+}")
    return Marked(f"{opening}{visible(words)}{closing}", style=style)


def _in_one_line(value: Comparison, totals: Sequence[int]) -> str:
    """What a reader wants to know first: how much there is to look at, a total a significance."""
    said = " and ".join(
        f"{number:,} {significance}"
        for significance, number in zip(Significance, totals, strict=True)
        if number
    )
    touched = sum(bool(passage.edits) for passage in value.passages)
    sentences = [
        f"{said} {'difference' if sum(totals) == 1 else 'differences'} in "
        f"{plural(touched, 'passage')}"
        if said
        else "no differences in the words"
    ]
    if equal := sum(not passage.edits for passage in value.passages):
        sentences.append(f"{equal:,} equal")
    if moved := value.counts["moved"]:
        sentences.append(f"{moved:,} moved")
    return "; ".join(sentences)


def _comparison_summary(
    value: Comparison, kinds: Mapping[Kind, Mapping[Significance, int]], totals: Sequence[int]
) -> str:
    from tabulate import tabulate

    rows = [
        (kind, *(counts[significance] or "" for significance in Significance))
        for kind, counts in kinds.items()
    ]
    table = tabulate([*rows, ("all", *totals)], ("kind", *Significance), tablefmt="simple")
    passages = ", ".join(f"{number} {name}" for name, number in value.counts.items() if number)
    return f"{table}\n\npassages: {passages}\n"


def _marked_runs(numbers: Iterable[int]) -> str:
    return f"¶{found}" if (found := runs(numbers)) else "—"
