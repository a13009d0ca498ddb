"""A chain in Markdown: a drawing, which GitHub and GitLab show, and the steps as a table."""

from typing import TYPE_CHECKING

from provtrack.render.graph import mermaid
from provtrack.render.markdown.words import code, escape, line, table
from provtrack.render.wording import UNKNOWN, by, counts, evidence

if TYPE_CHECKING:
    from provtrack.schemas.documents.chain import Chain, ChainStep


def chain(value: "Chain") -> str:
    """The title, the drawing, the steps, and what is wrong."""
    parts = [f"# {line(value.title)}", f"{code(value.record)}: {counts(value)}"]
    if value.archive:
        parts.append(line(value.archive))
    if value.steps:
        header = ("step", "activity", "from", "made", "by", "date", "known", "evidence")
        parts += [f"```mermaid\n{mermaid(value)}```", table(map(_row, value.steps), header)]
    else:
        parts.append("No steps yet.")
    if value.defects:
        wrong = [f"- {line(each.message)}: {line(each.hint)}" for each in value.defects]
        parts.append("\n".join(["## What is wrong", "", *wrong]))
    if value.signatures is not None:
        rows = [
            (each.object, escape(each.id[:10]), line(each.name), each.signature, line(each.signer))
            for each in value.signatures
        ]
        parts += ["## Signatures", table(rows, ("what", "id", "name", "signature", "by"))]
    return "\n\n".join(parts) + "\n"


def _row(step: "ChainStep") -> tuple[str, ...]:
    return (
        escape(step.id),
        step.activity,
        ", ".join(map(code, step.uses)),
        code(step.generates) if step.generates else "",
        line(by(step.agents).lstrip(" :").removeprefix("by ")),
        escape(step.date or UNKNOWN),
        step.status,
        line(evidence(step)),
    )
