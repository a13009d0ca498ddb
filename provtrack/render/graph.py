"""A chain for programs that draw graphs: Mermaid and Graphviz's DOT.

Everything that comes from a record is quoted so that none of it is taken for syntax, markup or a
command of the drawing program. Nodes have names of our own: ids may be words of the languages.
"""

import re
from typing import TYPE_CHECKING

from provtrack.render.wording import headline, remarks, standing
from provtrack.text import visible

if TYPE_CHECKING:
    from provtrack.schemas.documents.chain import Chain


def mermaid(value: "Chain") -> str:
    """A Mermaid flowchart: states as boxes, steps as rounded ones between them."""
    lines = ["flowchart TD"]
    states, steps = _names(value)
    lines += [f'  {states[state]}["{_mermaid(label)}"]' for state, label in _labels(value).items()]
    for step in value.steps:
        name = steps[step.id]
        lines.append(f'  {name}(["{_mermaid(f"{step.id} {headline(step)}")}"])')
        lines += [f"  {states[state]} --> {name}" for state in dict.fromkeys(step.uses)]
        if step.generates:
            lines.append(f"  {name} --> {states[step.generates]}")
    doubtful = _doubtful(value)
    if doubtful:
        lines.append("  classDef doubtful stroke-dasharray: 4 4")
        lines.append(f"  class {','.join(doubtful)} doubtful")
    return "\n".join(lines) + "\n"


def dot(value: "Chain") -> str:
    """A graph for Graphviz, the same as in Mermaid."""
    lines = [
        "digraph chain {",
        '  node [fontname="serif"];',
        f"  label={_dot(value.title)}; labelloc=t;",
    ]
    states, steps = _names(value)
    doubtful = set(_doubtful(value))
    for state, label in _labels(value).items():
        name = states[state]
        style = ", style=dashed" if name in doubtful else ""
        lines.append(f"  {name} [shape=box, label={_dot(label)}{style}];")
    for step in value.steps:
        name = steps[step.id]
        style = ", style=dashed" if name in doubtful else ""
        words = _dot(f"{step.id} {headline(step)}")
        lines.append(f"  {name} [shape=ellipse, label={words}{style}];")
        lines += [f"  {states[used]} -> {name};" for used in dict.fromkeys(step.uses)]
        if step.generates:
            lines.append(f"  {name} -> {states[step.generates]};")
    return "\n".join([*lines, "}"]) + "\n"


def _names(value: "Chain") -> tuple[dict[str, str], dict[str, str]]:
    states = {state.id: f"state{number}" for number, state in enumerate(value.states)}
    return states, {step.id: f"step{number}" for number, step in enumerate(value.steps)}


def _labels(value: "Chain") -> dict[str, str]:
    """What is written into each state, by its id."""
    makers = {step.id: step for step in value.steps}
    return {
        state.id: ", ".join(
            filter(None, [state.id, *remarks(state), standing(makers.get(state.made_by))])
        )
        for state in value.states
    }


def _doubtful(value: "Chain") -> list[str]:
    """What is drawn with dashes: assumed or unknown steps, what they made, and gaps."""
    states, steps = _names(value)
    doubtful = {step.id for step in value.steps if step.status != "attested"}
    return [
        *(
            states[state.id]
            for state in value.states
            if not state.made_by or state.made_by in doubtful
        ),
        *(steps[step.id] for step in value.steps if step.id in doubtful),
    ]


def _mermaid(words: str) -> str:
    """Text for a quoted label, where ``#35;`` is the number sign (Mermaid, "Entity codes")."""
    line = " ".join(visible(words).split())
    return re.sub(r"[^\w\s.,:·@?'()/-]", lambda found: f"#{ord(found[0])};", line)


def _dot(words: str) -> str:
    """A quoted string, in which no backslash begins an escape and no ``&`` an entity of HTML."""
    line = " ".join(visible(words).split()).replace("&", "&amp;")
    return '"{}"'.format(line.replace("\\", "\\\\").replace('"', '\\"'))
