"""The report in Markdown, with the chain as a drawing that GitHub and GitLab show."""

from provtrack.render.graph import mermaid
from provtrack.render.markdown.words import code, line, table
from provtrack.render.report.outline import (
    Block,
    Facts,
    Heading,
    Picture,
    Run,
    Runs,
    Table,
    Words,
    outline,
)
from provtrack.reporting import Report

_LOOKS = {"i": "*{}*", "b": "**{}**", "del": "~~{}~~", "ins": "**{}**"}


def report(value: Report) -> str:
    """The whole report."""
    said = outline(value)
    parts = [f"# {line(said.title)}", f"{said.kicker}: {code(value.ref)}"]
    parts += [_block(block, value) for block in said.blocks]
    return "\n\n".join(parts) + "\n"


def _block(block: Block, value: Report) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {line(block.text)}"
        case Words():
            return (
                f"> **Note.** {_runs(block.runs)}" if block.look == "warning" else _runs(block.runs)
            )
        case Facts():
            return table([(name, _runs(runs)) for name, runs in block.rows], ("what", "value"))
        case Table():
            return table([[_runs(cell) for cell in row] for row in block.rows], block.header)
        case Picture():
            return f"```mermaid\n{mermaid(value.chain)}```"


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if run.look == "code":
        return code(run.text)
    words = line(run.text)
    before = " " if run.text[:1].isspace() and words else ""
    after = " " if run.text[-1:].isspace() and run.text.strip() else ""
    shown = _LOOKS.get(run.look, "{}").format(words) if words else ""
    return f"{before}{shown}{after}"
