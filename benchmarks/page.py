"""The page of a comparison in Chromium: how long it takes to open, to scroll and to filter.

Frames are drawn without a graphics card here, so that even a plain page has a floor: each row is
told beside that of a page of the same two texts in two columns, without a mark or a style.
"""

import html
import shutil
import statistics
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

import provtrack
from provtrack.model import Text

_FRAMES = 120
"""Steps in which the page is scrolled from top to bottom."""

_SCROLL = """async frames => {
    const times = [];
    const height = document.documentElement.scrollHeight;
    let before = performance.now();
    for (let frame = 1; frame <= frames; frame++) {
        scrollTo(0, height * frame / frames);
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        times.push(now - before);
        before = now;
    }
    return times;
}"""

_FILTER = """() => new Promise(done => {
    const begun = performance.now();
    document.querySelector('#substantive').click();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
})"""


def texts(paragraphs: int) -> tuple[Text, Text]:
    """Paragraphs of some 90 words; in the second text two words of each are others."""
    sentence = "the delegate of the northern province asked the chair for a second reading of item"
    bodies = [
        " ".join(f"{sentence} {number * 7 + place}." for place in range(6))
        for number in range(paragraphs)
    ]
    return (
        Text("one", tuple(f"On {n % 28 + 1} March {body}" for n, body in enumerate(bodies))),
        Text(
            "other",
            tuple(
                f"On {n % 27 + 2} March {body.replace('asked', 'begged', 2)}"
                for n, body in enumerate(bodies)
            ),
        ),
    )


def _plain(left: Text, right: Text) -> str:
    """A page of the two texts in two columns, and nothing else."""
    rows = "".join(
        f"<tr><td>{html.escape(one)}<td>{html.escape(other)}"
        for one, other in zip(left.paragraphs, right.paragraphs, strict=True)
    )
    return f"<!doctype html><meta charset=utf-8><title>plain</title><table>{rows}</table>"


def main(arguments: Sequence[str]) -> None:
    """Prints a row a size of page; needs Chromium."""
    parser = ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args(arguments)
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        print("no Chromium here; install it with: apt-get install chromium")
        return
    from playwright.sync_api import sync_playwright

    columns = ("MB", "load ms", "frame ms", "95th", "of plain", "filter ms")
    print(("{:<12}" + "{:>11}" * len(columns)).format("paragraphs", *columns))
    with tempfile.TemporaryDirectory() as directory, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for paragraphs in (200,) if options.quick else (200, 2000):
            sides = texts(paragraphs)
            file = Path(directory) / f"{paragraphs}.html"
            file.write_text(str(provtrack.render(provtrack.compare(*sides), "html")))
            plain = Path(directory) / f"{paragraphs}-plain.html"
            plain.write_text(_plain(*sides))
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(plain.as_uri())
            floor = statistics.median(page.evaluate(_SCROLL, _FRAMES))
            page.goto(file.as_uri())
            loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
            frames = sorted(page.evaluate(_SCROLL, _FRAMES))
            row = (
                f"{file.stat().st_size / 1e6:.1f}",
                f"{loaded:.0f}",
                f"{statistics.median(frames):.1f}",
                f"{frames[int(len(frames) * 0.95)]:.1f}",
                f"{statistics.median(frames) / floor:.2f}",
                f"{page.evaluate(_FILTER):.0f}",
            )
            print(("{:<12}" + "{:>11}" * len(row)).format(paragraphs, *row), flush=True)
        browser.close()
