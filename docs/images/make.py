# ruff: noqa: INP001  # a script, not a package
"""Make the pictures of the documentation anew, from the shipped records, without the network.

Run from anywhere in the checkout: ``.venv/bin/python docs/images/make.py``. Needs Chromium
(``apt-get install chromium``) and, for the same letters, a serif that the page asks for
(``apt-get install fonts-linuxlibertine``). ``pngquant`` makes the files a third as large.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import provtrack
from provtrack.render import html

HERE = Path(__file__).parent
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def main() -> None:
    """Write ``comparison.png`` beside this file."""
    record = "filatov-pak-1956-02-25"
    comparison = provtrack.compare(f"{record}/plain", f"{record}/close", repo=HERE)
    picture(html.comparison(comparison), HERE / "comparison.png")


def picture(document: str, target: Path) -> None:
    """The first screen of a page, 1280 by 900 at a density of 1.5, as a PNG file."""
    with tempfile.TemporaryDirectory() as directory, sync_playwright() as playwright:
        page_file = Path(directory) / "page.html"
        page_file.write_text(document, encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(ARGUMENTS)
        )
        page = browser.new_page(
            viewport={"width": 1280, "height": 900}, device_scale_factor=1.5, color_scheme="light"
        )
        page.goto(page_file.as_uri())
        page.locator(".m.k-date").first.click()  # the bar says what is marked there
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(500)  # the map shows where the reader is a moment later
        page.screenshot(path=target)
        browser.close()
    if quantise := shutil.which("pngquant"):
        subprocess.run(  # noqa: S603  # a program found on the path, with arguments of ours
            [quantise, "--force", "--ext", ".png", "--strip", "--speed", "1", "128", str(target)],
            check=True,
        )


if __name__ == "__main__":
    main()
