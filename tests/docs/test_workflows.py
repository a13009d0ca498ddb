"""The workflows that the pages show are as safe as our own."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    page for page in sorted((ROOT / "docs").rglob("*.md")) if "\njobs:\n" in page.read_text("utf-8")
]


def workflow(page: Path) -> str:
    blocks = re.findall(r"^```yaml\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    (found,) = (block for block in blocks if "\njobs:\n" in block)
    return str(found)


def test_there_are_such_pages() -> None:
    assert {page.name for page in PAGES} >= {"ci.md", "publish.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_foreign_actions_are_pinned_and_permissions_are_none_by_default(page: Path) -> None:
    source = workflow(page)
    assert "\npermissions: {}\n" in source
    for action, version in re.findall(r"uses: ([^@\s]+)@(\S+)", source):
        if not action.startswith("provtrack/"):
            assert re.fullmatch("[0-9a-f]{40}", version), action
