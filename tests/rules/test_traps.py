"""Texts that are made to keep a pattern busy: each is read in a time that grows with its length."""

import pytest

from provtrack.rules import run
from provtrack.rules.examples import case_of
from provtrack.rules.model import Example
from provtrack.rules.run import MOST_HITS

TRAPS = {
    "one long line": "a" * 50_000,
    "many brackets": "(" * 12_000,
    "closed brackets": ")]}" * 6_000,
    "marks of a list": "a) " * 12_000,
    "capital words": "Aa " * 18_000,
    "hyphens": "Aa-" * 18_000,
    "apostrophes": "A’a’" * 12_000,
    "spaces": " " * 50_000 + "x",
    "no-break spaces": "a\xa0" * 18_000,
    "figures": "1," * 25_000,
    "dates": "1 May " * 7_000,
    "ranges": "1-2-" * 12_000,
    "months": "May " * 12_000,
    "a long year": "May " + "1" * 15_000,
    "double words": "so " * 18_000,
    "quotes": "a'b’c\"" * 7_000,
    "feeds": "\n" * 50_000 + "x",
    "soft hyphens": "a\xad" * 6_000,
    "open square": "[a " * 16_000,
    "rights": "use " * 100,
    "combining": "a" + "\u0301" * 25_000,
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_read_to_its_end(trap: str) -> None:
    other = "The talk was held in French.\n"
    files = {"record.toml": 'date = "1956-02-25"\n', "goldberg.txt": f"{TRAPS[trap]}\n"}

    findings = run(case_of(Example({**files, "archive.txt": other}, fails=True)))

    rules = [finding.rule for finding in findings]
    assert all(rules.count(rule) <= MOST_HITS for rule in rules)


def test_two_texts_full_of_facts_are_held_against_each_other() -> None:
    files = {
        "record.toml": 'date = "1956-02-25"\n',
        "goldberg.txt": "1 May 2 May " * 1_500 + "\n",
        "archive.txt": "2 May 3 May " * 1_500 + "\n",
    }

    findings = run(case_of(Example(files, fails=True)))

    assert "sibling-date" in {finding.name for finding in findings}
