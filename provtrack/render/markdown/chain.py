"""A chain in Markdown: a drawing, which GitHub and GitLab show, and the steps as a table."""

import re
from typing import TYPE_CHECKING

from tabulate import tabulate

from provtrack.render.graph import mermaid
from provtrack.render.markdown.words import escape, line
from provtrack.render.wording import UNKNOWN, counts, evidence

if TYPE_CHECKING:
    from provtrack.schemas.documents.chain import Chain, ChainStep


def chain(value: "Chain") -> str:
    """The title, the drawing, the steps, and what is wrong."""
    parts = [f"# {line(value.title)}", f"{escape(value.record)}: {counts(value)}"]
