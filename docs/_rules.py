"""``docs/rules.md``: the manual of every rule, from the rules themselves."""

from docs._markdown import page, table
from provtrack.render.markdown.findings import rules as manual
from provtrack.rules import rules


def catalogue() -> str:
    """A table of all rules, then what each says of itself."""
    known = tuple(rules().values())
    listed = table(
        ["rule", "name", "level", "finds"],
        [
            [
                f"[{rule.id}](#{rule.id.lower()}-{rule.name})",
                rule.name,
                str(rule.level),
                rule.summary,
            ]
            for rule in known
        ],
    )
    told = (
        "What `provtrack check` looks for. `provtrack rule ID` says the same of one rule; how to "
        "choose rules, levels and waivers: [check a collection](how-to/check.md). The examples are "
        "fragments of a record; what they leave out is in order."
    )
    return page("Rules", told, listed, manual(known).rstrip())
