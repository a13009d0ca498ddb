"""Findings and rules as JSON; their definitions stand in :mod:`provtrack.schemas.documents`."""

from dataclasses import asdict

from provtrack.rules.model import Report, Rule
from provtrack.schemas.documents import check, dump


def report(value: Report) -> str:
    """``provtrack.check/1``."""
    return dump(
        check.Check(
            schema_="provtrack.check/1",
            base=value.base,
            findings=tuple(check.FindingEntry(**asdict(each)) for each in value.findings),
            summary=check.CheckSummary(
                records=value.records,
                **{str(level): count for level, count in value.counts.items()},
            ),
        )
    )


def rules(value: tuple[Rule, ...]) -> str:
    """``provtrack.rules/1``."""
    return dump(
        check.RuleList(
            schema_="provtrack.rules/1",
            rules=tuple(
                check.RuleEntry(
                    id=rule.id,
                    name=rule.name,
                    family=rule.family,
                    level=rule.level,
                    needs_base=rule.needs_base,
                    manual=rule.manual,
                    examples=tuple(
                        check.RuleExample(fails=each.fails, files=dict(each.files))
                        for each in rule.examples
                    ),
                )
                for rule in value
            ),
        )
    )
