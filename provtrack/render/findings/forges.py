"""Findings as JSON for GitLab's code quality report and for reviewdog."""

import json

from provtrack.rules.model import Level, Report

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}
_DIAGNOSTICS = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}


def gitlab(value: Report) -> str:
    """GitLab's code quality report, a subset of the Code Climate format."""
    issues = [
        {
            "description": f"{finding.message} ({finding.hint})",
            "check_name": f"{finding.rule} {finding.name}",
            "fingerprint": finding.fingerprint,
            "severity": _SEVERITIES[finding.level],
            "location": {"path": finding.path, "lines": {"begin": finding.line}},
        }
        for finding in value.findings
    ]
    return json.dumps(issues, indent=2) + "\n"


def rdjson(value: Report) -> str:
    """Reviewdog's diagnostic format; it counts columns in bytes, so that only lines are given."""
    diagnostics = [
        {
            "message": f"{finding.message}\nhint: {finding.hint}",
            "location": {"path": finding.path, "range": {"start": {"line": finding.line}}},
            "severity": _DIAGNOSTICS[finding.level],
            "code": {"value": finding.rule},
        }
        for finding in value.findings
    ]
    return (
        json.dumps({"source": {"name": "provtrack"}, "diagnostics": diagnostics}, indent=2) + "\n"
    )
