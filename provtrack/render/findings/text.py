"""Findings for a person at a terminal, and the catalogue of rules."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text as Marked
from tabulate import tabulate

from provtrack.render.examples import contrast
from provtrack.render.screen import below
from provtrack.rules.model import LEVELS, Finding, Level, Report, Rule

if TYPE_CHECKING:
    from provtrack.render import Screen

_COLOURS = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "cyan"}


def report(value: Report, screen: "Screen") -> str:
    """Each finding with its place, rule, message and hint; then how many there are."""
    told = []
    for start in range(0, len(value.findings), _TOGETHER):
        some = value.findings[start : start + _TOGETHER]
        told.append(below([block for finding in some for block in _blocks(finding)], screen))
    return "".join([*told, below([(_sum(value), 0)], screen)])


_TOGETHER = 500
"""Findings that are made ready at once; of half a million, that takes a gigabyte."""


def _blocks(finding: Finding) -> Iterator[tuple[Marked, int]]:
    """What is said of a finding, each part with its indentation."""
    yield _head(finding), 0
    yield from ((part, 2) for part in _body(finding))
    yield Marked(""), 0


def _head(finding: Finding) -> Marked:
    line = Marked(f"{finding.path}:{finding.line}:{finding.column}", "bold", overflow="fold")
    line.append(": ", "not bold")
    line.append(f"{finding.level} {finding.rule}", f"not bold {_COLOURS[finding.level]}")
    line.append(f" {finding.name}", "not bold")
    return line


def _body(finding: Finding) -> Iterator[Marked]:
    yield Marked(finding.message)
    if finding.related:
        related = finding.related
        place = f"see: {related.path}:{related.line}:{related.column}: {related.message}"
        yield Marked(place, overflow="fold")
    yield Marked().append("hint: ", "cyan").append(finding.hint)


def _sum(value: Report) -> Marked:
    looked = f"{value.records} {'record' if value.records == 1 else 'records'}"
    if value.base:
        looked = f"{looked} changed since {value.base[:10]}"
    if not value.findings:
        return Marked(f"{looked}: nothing found", "green")
    counts = value.counts
    told = [
        f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}"
        for level in LEVELS
        if counts[level]
    ]
    fixable = sum(finding.fixable for finding in value.findings)
    mends = f"; 'provtrack check --fix' mends {fixable}" if fixable else ""
    return Marked(f"{looked}: {', '.join(told)}{mends}", "bold")


def rules(value: tuple[Rule, ...], screen: "Screen") -> str:
    """One rule with all that its manual says; several as a table."""
    if len(value) == 1:
        return _manual(value[0], screen)
    room = max(screen.width - 46, 24)
    rows = [
        (rule.id, rule.name, rule.level, textwrap.shorten(rule.summary, room, placeholder="…"))
        for rule in value
    ]
    table = tabulate(rows, ("rule", "name", "level", "finds"), "simple", disable_numparse=True)
    return f"{table}\n\n'provtrack rule ID' explains one of them\n"


def _manual(rule: Rule, screen: "Screen") -> str:
    width = min(screen.width, 100)
    paragraphs = [
        textwrap.fill(" ".join(each.split()), width) for each in rule.manual.split("\n\n")
    ]
    needs = "; needs --base" if rule.needs_base else ""
    head = f"{rule.id} {rule.name} ({rule.family}, {rule.level}{needs})"
    parts = [head, *paragraphs]
    for name, sign, content in contrast(rule):
        example = textwrap.indent(content, "    ", lambda _: True)
        parts.append(f"{name}{_SIGNS[sign]}:\n\n{example}")
    return "\n\n".join(_plain(part) for part in parts) + "\n"


_SIGNS = {
    "±": ", found (-) and not found (+)",
    "-": ", where this is found",
    "+": ", where nothing is found",
    "=": ", in both cases",
}


def _plain(text: str) -> str:
    from provtrack.text import visible

    return "\n".join(line.rstrip() for line in visible(text).split("\n"))
