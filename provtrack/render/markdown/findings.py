"""Findings as Markdown for a summary or a comment, and the manual of the rules."""

from itertools import groupby

from provtrack.render.examples import contrast
from provtrack.render.markdown.words import code, escape
from provtrack.render.wording import total
from provtrack.rules.model import FAMILIES, Report, Rule


def report(value: Report) -> str:
    """A sentence, then the findings file by file."""
    parts = [f"**provtrack check**: {total(value)}."]
    for path, group in groupby(value.findings, lambda finding: finding.path):
        lines = [
            f"- line {each.line}: **{each.level}** {each.rule} ({each.name}): "
            f"{escape(each.message)}. *{escape(each.hint)}*"
            for each in group
        ]
        parts += [f"### {code(path)}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def rules(value: tuple[Rule, ...]) -> str:
    """The rules, by family, each with its manual and its examples."""
    parts = []
    for family in FAMILIES.values():
        of_family = [rule for rule in value if rule.family == family]
        if of_family and len(value) > 1:
            parts.append(f"## {family.capitalize()}")
        for rule in of_family:
            parts += _manual(rule)
    return "\n\n".join(parts) + "\n"


def _manual(rule: Rule) -> list[str]:
    needs = ", needs `--base`" if rule.needs_base else ""
    parts = [f"### {rule.id} {rule.name}", f"*{rule.family}, {rule.level}{needs}*"]
    parts += [" ".join(each.split()) for each in rule.manual.split("\n\n")]
    for name, sign, content in contrast(rule):
        language = "diff" if sign == "±" else "toml" if name.endswith(".toml") else "text"
        parts.append(f"`{name}`{_SIGNS[sign]}:\n\n```{language}\n{content}\n```")
    return parts


_SIGNS = {
    "±": ", found (−) and not found (+)",
    "-": ", where this is found",
    "+": ", where nothing is found",
    "=": ", in both cases",
}
