"""From values to a page: the templates, and the styles and scripts that every page shares."""

import base64
import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    import jinja2

STYLES = "page.css"
SCRIPT = "page.js"


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page that another one belongs to: what to call it, and where it is, as a URL."""

    name: Markup
    href: str


def page(
    template: str,
    styles: str = "",
    assets: str = "",
    trail: Sequence[Crumb] = (),
    **values: object,
) -> str:
    """A whole HTML document.

    Args:
        template: the name of a file in ``provtrack/render/templates``.
        styles: rules that this page alone needs.
        assets: where the shared style sheet and script are, as a URL that ends with a slash; empty
            to put them into the page, which then needs no other file.
        trail: the pages above it, the outermost first.
        values: what the template prints.
    """
    css = styles if assets else asset(STYLES) + styles
    script = "" if assets else asset(SCRIPT)
    return (
        _environment()
        .get_template(template)
        .render(
            css=css,
            script=script,
            css_hash=_hash(css),
            script_hash=_hash(script),
            assets=assets,
            trail=trail,
            **values,
        )
    )


@functools.cache
def _environment() -> "jinja2.Environment":
    import jinja2

    return jinja2.Environment(
        keep_trailing_newline=True,
        loader=jinja2.PackageLoader("provtrack.render"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def asset(name: str) -> str:
    """The content of a file beside the templates."""
    return resources.files("provtrack.render").joinpath("templates", name).read_text("utf-8")


def _hash(content: str) -> str:
    """The source expression that allows exactly this inline content (W3C CSP 3, section 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"
