"""The verdict on a text, and what differs."""

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text as Marked

from provtrack.render.screen import printed
from provtrack.render.terminal import comparison
from provtrack.render.verified import Verified, facts, sentence
from provtrack.schemas.documents.verification import Outcome
from provtrack.text import visible

if TYPE_CHECKING:
    from provtrack.render import Screen


def verification(value: Verified, screen: "Screen") -> str:
    """A sentence, what is known besides, and the comparison where the text is another one."""
    document = value.document
    words = Marked(f"{visible(document.text)}: {visible(sentence(document))}", style="bold")
    lines = [printed(words, screen)]
    indented = (Padding(Marked(visible(fact)), (0, 0, 0, 2)) for fact in facts(document))
    lines += [printed(each, screen) for each in indented]
    if value.comparison and document.outcome is not Outcome.EQUAL:
        lines += ["\n", comparison(value.comparison, screen)]
    return "".join(lines)
