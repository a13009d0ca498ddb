"""Every rule finds something in its failing examples and nothing in its passing ones."""

import re

import pytest

from provtrack.rules import Rule, rules, run
from provtrack.rules.examples import case_of
from provtrack.rules.model import FAMILIES, Example

CASES = [
    pytest.param(rule, example, id=f"{rule.id}-{'fails' if example.fails else 'passes'}-{number}")
    for rule in rules().values()
    for number, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_an_example_does_what_it_is_said_to_do(rule: Rule, example: Example) -> None:
    found = [each for each in run(case_of(example)) if each.rule == rule.id]

    assert bool(found) == example.fails, found
    for each in found:
        assert each.line >= 1
        assert each.message
        assert each.hint
        assert not each.message.endswith(".")


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_a_rule_has_an_id_a_name_a_manual_and_examples_of_both_sorts(rule: Rule) -> None:
    assert re.fullmatch(r"PT[1-6]\d\d", rule.id)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.family in FAMILIES.values()
    first, *rest = rule.manual.split("\n\n")
    assert first.endswith(".")
    assert rest, "the manual says what is to be done"
    assert {example.fails for example in rule.examples} == {True, False}


def test_no_two_rules_share_a_name_or_a_name_with_a_family() -> None:
    names = [rule.name for rule in rules().values()]
    assert len(names) == len(set(names))
    assert not set(names) & set(FAMILIES.values())
