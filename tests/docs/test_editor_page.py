"""The rules for editors on the page name schemas that its commands write."""

import re
import tomllib

from console import ROOT

from provtrack.schemas import SCHEMAS

PAGE = (ROOT / "docs" / "how-to" / "editor-completion.md").read_text(encoding="utf-8")
RULES = next(
    tomllib.loads(block)["rule"]
    for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    if "[[rule]]" in block
)


def test_every_file_has_a_rule_with_a_schema_that_the_page_writes() -> None:
    written = set(re.findall(r"^\$ provtrack schema \w+ --output (\S+)$", PAGE, re.MULTILINE))
    assert {rule["schema"]["path"] for rule in RULES} == written
    files = {name for name in SCHEMAS if not name.startswith("provtrack.")}
    assert written == {f".schemas/{name}.json" for name in files}


def test_the_rules_find_the_files_of_the_shipped_records() -> None:
    for rule in RULES:
        (pattern,) = rule["include"]
        if "record.toml" in pattern or pattern in {"records/agents.toml", "records/names.toml"}:
            assert list(ROOT.glob(pattern)), pattern
