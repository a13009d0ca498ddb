"""The words for a step of the chain and for what a check found, the same in every format."""

from typing import TYPE_CHECKING

from provtrack.schemas.documents.chain import Chain, ChainAgent, ChainState, ChainStep

if TYPE_CHECKING:
    from provtrack.rules.model import Report

UNKNOWN = "?"
"""What stands for a date or a name that nobody knows."""


def headline(step: ChainStep) -> str:
    """What happened, by whom, and when: ``translation by Gary Goldberg · 1956~``.

    A step that made no state says here how well it is known: ``assumed custody by …``.
    """
    doubt = standing(step) if not step.generates else ""
    return f"{doubt}{' ' if doubt else ''}{step.activity}{by(step.agents)} · {step.date or UNKNOWN}"


def by(agents: tuple[ChainAgent, ...]) -> str:
    """Who took part, with a space or a colon before it: `` by A, edited by B``."""
    roles: dict[str, list[str]] = {}
    for agent in sorted(agents, key=lambda agent: bool(agent.role)):
        roles.setdefault(agent.role or "by", []).append(agent.name)
    if not roles:
        return f" by {UNKNOWN}"
    joint = " " if "by" in roles else ": "
    return joint + ", ".join(f"{role} {_and(names)}" for role, names in roles.items())


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def standing(step: ChainStep | None) -> str:
    """What is to be said of how well a step is known; ``""`` for an attested one."""
    if step is None:
        return "no step makes it"
    return "" if step.status == "attested" else step.status


def remarks(state: ChainState) -> list[str]:
    """What is to be said of a state besides its name."""
    if not state.number:
        return []
    if not state.kept:
        return ["text not kept here"]
    return ["the text as it stands"] if state.current else []


def evidence(step: ChainStep) -> str:
    """What a step rests on, with the key where it names one."""
    if step.evidence_text == step.evidence:
        return step.evidence
    return f"{step.evidence}: {step.evidence_text}"


def details(step: ChainStep, others: tuple[str, ...]) -> list[tuple[str, str]]:
    """Everything else that a step says, by what it is, without what is empty."""
    said = [
        ("also from", ", ".join(others)),
        ("evidence", evidence(step)),
        ("url", step.url),
        *(step.identifiers.items()),
        ("source", step.source),
        ("note", step.note),
    ]
    return [(name, " ".join(words.split())) for name, words in said if words.strip()]


def counts(chain: Chain) -> str:
    """How much there is of what, in one line."""
    summary = chain.summary
    parts = [
        _plural(summary.steps, "step"),
        _plural(summary.states, "state"),
        f"{summary.attested} attested",
        *([f"{summary.assumed} assumed"] if summary.assumed else []),
        *([f"{summary.unknown} unknown"] if summary.unknown else []),
        *([f"{summary.undated} without a date"] if summary.undated else []),
        *([_plural(summary.gaps, "gap")] if summary.gaps else []),
    ]
    return ", ".join(parts)


def total(value: "Report") -> str:
    """How much was checked and what was found, all levels named: ``1 record, 0 errors, …``."""
    counts = [_plural(count, level.value) for level, count in value.counts.items()]
    return ", ".join([_plural(value.records, "record"), *counts])


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
