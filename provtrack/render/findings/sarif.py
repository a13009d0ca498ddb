"""Findings in SARIF 2.1.0 (OASIS standard of 27 March 2020), which code scanning reads."""

import json
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from provtrack.rules.model import Finding, Report, Rule
from provtrack.rules.registry import rules


def report(value: Report) -> str:
    """One run; its driver tells of every rule that found something."""
    used = {finding.rule for finding in value.findings}
    known = [rule for rule in rules().values() if rule.id in used]
    places = {rule.id: place for place, rule in enumerate(known)}
    run = {
        "tool": {
            "driver": {
                "name": "provtrack",
                "semanticVersion": version("provtrack"),
                "rules": [_rule(rule) for rule in known],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, places[finding.rule]) for finding in value.findings],
    }
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(document, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": f"{rule.summary}."},
        "fullDescription": {"text": rule.manual.replace("`", "")},
        "help": {"text": rule.manual.replace("`", ""), "markdown": rule.manual},
        "defaultConfiguration": {"level": str(rule.level)},
        "properties": {"tags": [rule.family]},
    }


def _result(finding: Finding, place: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": place,
        "level": str(finding.level),
        "message": {"text": f"{finding.message}\n{finding.hint}"},
        "locations": [{"physicalLocation": _location(finding.path, finding.line, finding.column)}],
        "partialFingerprints": {"provtrack/v1": finding.fingerprint},
    }
    if finding.end_column:
        region = result["locations"][0]["physicalLocation"]["region"]
        region["endColumn"] = finding.end_column
    if finding.related:
        related = finding.related
        result["relatedLocations"] = [
            {
                "id": 1,
                "physicalLocation": _location(related.path, related.line, related.column),
                "message": {"text": related.message},
            }
        ]
    return result


def _location(path: str, line: int, column: int) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(path), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": line, "startColumn": column},
    }
