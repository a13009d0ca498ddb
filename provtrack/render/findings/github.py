"""Findings as workflow commands, which GitHub shows as annotations of the changed lines.

Everything in them is escaped as the runner's own toolkit does it, so that a message ends its
command and begins no other; the older form of commands, ``##[…]``, is broken, since a runner obeys
it anywhere in a line.
"""

from provtrack.render.wording import total
from provtrack.rules.model import Finding, Level, Report

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def report(value: Report) -> str:
    """One command a finding, the gravest first, since a step shows ten of each level."""
    lines = [_command(finding) for finding in value.findings]
    return "\n".join([*lines, f"provtrack: {total(value)}"]) + "\n"


def _command(finding: Finding) -> str:
    properties = {
        "file": finding.path,
        "line": str(finding.line),
        "col": str(finding.column),
        "endColumn": str(finding.end_column) if finding.end_column else "",
        "title": f"{finding.rule} {finding.name}",
    }
    told = ",".join(f"{name}={_property(text)}" for name, text in properties.items() if text)
    related = finding.related
    see = f"\nsee {related.path}:{related.line}: {related.message}" if related else ""
    message = _data(f"{finding.message}{see}\nhint: {finding.hint}")
    return f"::{_COMMANDS[finding.level]} {told}::{message}"


def _data(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace("##[", "# #[")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
