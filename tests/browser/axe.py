"""What axe, the checker of accessibility, says of a page."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Contrast goes by the scheme, reflow and the size of targets by the width: two runs see all four.
SCREENS = (("light", 1280), ("dark", 390))


def violations(page: "Page", within: str = "") -> list[tuple[str, Any, str]]:
    """What axe finds wrong in a page, or in the element that a selector names.

    Only that is handed over: the list of everything that passed is long, and to carry it out of
    the browser takes longer than the checks.
    """
    from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]

    page.evaluate(AXE_SCRIPT)
    script = """within => axe.run(within || document, {
        rules: { "target-size": { enabled: true } },
        preload: false,  // the pages load nothing
        resultTypes: ["violations"],
    }).then(found => found.violations.flatMap(each =>
        each.nodes.map(node => [each.id, node.target, node.failureSummary])))"""
    return [tuple(found) for found in page.evaluate(script, within)]
