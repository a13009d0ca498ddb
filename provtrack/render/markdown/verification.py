"""The verdict on a text in Markdown."""

from provtrack.render.markdown import comparison
from provtrack.render.markdown.words import code, line
from provtrack.render.verified import Verified, facts, sentence
from provtrack.schemas.documents.verification import Outcome


def verification(value: Verified) -> str:
    """A sentence, what is known besides, and the comparison where the text is another one."""
    document = value.document
    parts = [f"{code(document.text)}: {line(sentence(document))}."]
    if said := facts(document):
        parts.append("\n".join(f"- {line(each)}" for each in said))
    text = "\n\n".join(parts) + "\n"
    if value.comparison and document.outcome is not Outcome.EQUAL:
        text += "\n" + comparison(value.comparison)
    return text
