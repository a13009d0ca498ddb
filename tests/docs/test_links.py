"""Links between the pages lead somewhere."""

import re
from pathlib import Path

import pytest
from console import ROOT

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]

_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings get when it is shown."""
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file_and_to_a_heading_in_it(page: Path) -> None:
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    for link in _LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def test_every_page_can_be_reached_from_the_index() -> None:
    waiting, reached = [ROOT / "docs" / "README.md"], set[Path]()
    while waiting:
        page = waiting.pop()
        reached.add(page)
        links = _LINK.findall(page.read_text(encoding="utf-8"))
        found = {
            (page.parent / link.partition("#")[0]).resolve() for link in links if ":" not in link
        }
        waiting += [each for each in found if each.suffix == ".md" and each not in reached]
    assert set((ROOT / "docs").rglob("*.md")) <= reached
