"""A real Chromium, started once, and pages that note everything they should not do."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Request, Route

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "no Chromium here; install it with: apt-get install chromium"


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page in the browser and what it did that it should not."""

    page: "Page"
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Open = Callable[..., Opened]


@pytest.fixture
def open_page(chromium: "Browser", tmp_path: Path) -> Iterator[Open]:
    """Opens a document through ``file://``; at the end nothing may have gone wrong in it."""
    opened: list[Opened] = []
    contexts = []

    def open_(document: str, *, anchor: str = "", **options: Any) -> Opened:
        file = tmp_path / "page.html"
        file.write_text(document, encoding="utf-8")
        address = file.as_uri()
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        it = Opened(page)

        def meet(route: "Route", request: "Request") -> None:
            if request.url.split("#")[0] == address:
                route.continue_()
            else:
                it.requests.append(request.url)
                route.abort()

        def answer(dialog: "Dialog") -> None:
            it.complaints.append(dialog.message)
            dialog.dismiss()

        page.route("**/*", meet)
        page.on("console", lambda message: it.complaints.append(message.text))
        page.on("pageerror", lambda error: it.complaints.append(str(error)))
        page.on("dialog", answer)
        page.goto(address + anchor)
        opened.append(it)
        return it

    yield open_
    for it in opened:
        assert it.requests == []
        assert it.complaints == []
    for context in contexts:
        context.close()
