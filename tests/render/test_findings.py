"""What check found, in the formats of others, each held to what its reader demands."""

import json
import lzma
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft4Validator

from provtrack.render import Screen, formats, render
from provtrack.rules.model import Finding, Level, Related, Report, rule
from provtrack.rules.registry import rules
from provtrack.rules.run import with_fingerprints

SCHEMA = Path(__file__).parent / "data" / "sarif-schema-2.1.0.json.xz"


def finding(**changes: Any) -> Finding:
    values: dict[str, Any] = {
        "rule": "PT509",
        "name": "later-date",
        "level": Level.WARNING,
        "path": "records/talk/plain.txt",
        "line": 33,
        "column": 101,
        "message": "'28 February' is later than the document",
        "hint": "look at the original",
        "end_column": 112,
        "record": "talk",
    }
    return Finding(**(values | changes))


PLAIN = finding()
GRAVE = finding(
    rule="PT301",
    name="undeclared-change",
    level=Level.ERROR,
    path="records/a b/ü,:%.txt",
    end_column=0,
    message="it became 100% <b>new</b>, [x](y)::error::forged ##[error]forged",
    related=Related("records/talk/close.txt", 35, 1, "the other"),
)
SMALL = finding(level=Level.NOTE, line=40, fixable=True)
REPORT = Report(tuple(with_fingerprints([GRAVE, PLAIN, SMALL])), 2)
EMPTY = Report((), 2)


def written(output_format: str, report: Report = REPORT) -> str:
    text = render("check", output_format, report, Screen(80))
    assert isinstance(text, str)
    assert text.endswith("\n")
    return text


@pytest.mark.parametrize("report", [REPORT, EMPTY], ids=["findings", "nothing"])
def test_sarif_is_valid_by_the_schema_of_oasis(report: Report) -> None:
    schema = json.loads(lzma.decompress(SCHEMA.read_bytes()))

    Draft4Validator(schema).validate(json.loads(written("sarif", report)))


def test_sarif_has_the_help_of_each_rule_regions_and_both_places() -> None:
    run = json.loads(written("sarif"))["runs"][0]

    driver = run["tool"]["driver"]
    assert [each["id"] for each in driver["rules"]] == ["PT301", "PT509"]
    for each in driver["rules"]:
        assert each["help"]["markdown"] == rules()[each["id"]].manual
    grave, plain, _ = run["results"]
    assert driver["rules"][grave["ruleIndex"]]["id"] == grave["ruleId"] == "PT301"
    place = plain["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 33, "startColumn": 101, "endColumn": 112}
    assert grave["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 35
    uri = grave["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "records/a%20b/%C3%BC%2C%3A%25.txt"
    assert len({json.dumps(each["partialFingerprints"]) for each in run["results"]}) == 3


def test_a_fingerprint_stays_when_the_finding_moves_and_differs_between_two_alike() -> None:
    alike = with_fingerprints([PLAIN, finding(line=50)])
    moved = with_fingerprints([finding(line=60), finding(line=70)])

    assert [each.fingerprint for each in alike] == [each.fingerprint for each in moved]
    assert alike[0].fingerprint != alike[1].fingerprint


def test_an_annotation_is_escaped_as_the_runner_unescapes_it() -> None:
    commands = written("github").splitlines()

    assert len(commands) == 4
    found = re.fullmatch(r"::error (?P<properties>[^:]*)::(?P<message>.*)", commands[0])
    assert found
    properties = dict(each.split("=") for each in found["properties"].split(","))
    assert unescaped(properties["file"]) == GRAVE.path
    assert properties["line"] == "33"
    assert GRAVE.message.replace("##[", "# #[") in unescaped(found["message"])
    assert commands[1].startswith("::warning ")
    assert commands[2].startswith("::notice ")


def unescaped(text: str) -> str:
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


@pytest.mark.parametrize("report", [REPORT, EMPTY], ids=["findings", "nothing"])
def test_junit_counts_its_failures(report: Report) -> None:
    root = ET.fromstring(written("junit", report))

    cases, failures = root.findall(".//testcase"), root.findall(".//failure")
    assert len(failures) == len(report.findings)
    assert root.get("tests") == str(len(cases))
    assert root.get("failures") == str(len(failures))
    assert cases


def test_junit_takes_what_xml_has_no_place_for() -> None:
    report = Report((finding(message="a \ufffe and a \x01"),), 1)

    assert ET.fromstring(written("junit", report)) is not None


def test_gitlab_gets_what_its_report_must_have() -> None:
    issues = json.loads(written("gitlab"))

    assert [each["severity"] for each in issues] == ["major", "minor", "info"]
    for each in issues:
        assert each["description"]
        assert each["check_name"]
        assert each["fingerprint"]
        assert each["location"]["path"]
        assert each["location"]["lines"]["begin"] >= 1


def test_reviewdog_gets_its_diagnostics() -> None:
    document = json.loads(written("rdjson"))

    assert document["source"]["name"] == "provtrack"
    assert [each["severity"] for each in document["diagnostics"]] == ["ERROR", "WARNING", "INFO"]
    assert document["diagnostics"][0]["location"]["range"]["start"] == {"line": 33}


def test_markdown_makes_nothing_of_a_message() -> None:
    text = written("markdown")

    assert "<b>" not in text
    assert "[x](y)" not in text


def test_a_person_reads_place_rule_message_second_place_and_hint() -> None:
    text = written("text", Report((GRAVE,), 1))

    assert text.splitlines()[0] == "records/a b/ü,:%.txt:33:101: error PT301 undeclared-change"
    assert "see: records/talk/close.txt:35:1: the other" in text
    assert "hint: look at the original" in text
    assert "1 record: 1 error" in text


@pytest.mark.parametrize("output_format", formats("rules"))
def test_every_rule_can_be_written_in_every_format(output_format: str) -> None:
    for each in rules().values():
        text = str(render("rules", output_format, (each,), Screen(80)))
        assert each.name in text


def test_a_rule_is_made_by_its_decorator() -> None:
    made = rule("PT999", "made-up", Level.NOTE)(lambda _: ())

    assert (made.id, made.name, made.level, list(made.check(None))) == (  # type: ignore[arg-type]
        "PT999", "made-up", Level.NOTE, [],
    )  # fmt: skip
