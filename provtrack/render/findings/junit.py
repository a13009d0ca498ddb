"""Findings as JUnit's XML, which every CI system shows as failed tests."""

import re
from itertools import groupby
from xml.etree import ElementTree as ET

from provtrack.rules.model import Finding, Report

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) has no place for."""


def report(value: Report) -> str:
    """One suite a file, one case a finding; a file without findings is not told of."""
    total = str(len(value.findings))
    root = ET.Element("testsuites", name="provtrack check", tests=total, failures=total, errors="0")
    for path, group in groupby(value.findings, lambda finding: finding.path):
        findings = list(group)
        count = str(len(findings))
        suite = ET.SubElement(
            root, "testsuite", name=_clean(path), tests=count, failures=count, errors="0"
        )
        for finding in findings:
            _case(suite, finding)
    if not value.findings:
        root.set("tests", "1")
        suite = ET.SubElement(
            root, "testsuite", name="records", tests="1", failures="0", errors="0"
        )
        ET.SubElement(suite, "testcase", name="provtrack check", classname="records")
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _case(suite: ET.Element, finding: Finding) -> None:
    case = ET.SubElement(
        suite,
        "testcase",
        name=f"{finding.rule} {finding.name} ({finding.line}:{finding.column})",
        classname=_clean(finding.path),
        file=_clean(finding.path),
        line=str(finding.line),
    )
    failure = ET.SubElement(
        case, "failure", type=str(finding.level), message=_clean(finding.message)
    )
    failure.text = _clean(
        f"{finding.path}:{finding.line}:{finding.column}\n{finding.message}\nhint: {finding.hint}"
    )


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
