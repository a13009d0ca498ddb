"""The values of the catalogue: a rule, what it yields, and what a user is told."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from provtrack.schemas.files import RuleLevel

if TYPE_CHECKING:
    from provtrack.rules.case import Case

Level = RuleLevel

LEVELS = (Level.ERROR, Level.WARNING, Level.NOTE)
"""The gravest first."""

FAMILIES = {
    "1": "record",
    "2": "chain",
    "3": "ledger",
    "4": "substance",
    "5": "text",
    "6": "source",
}
"""The first figure of an id -> the name of the family."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in a file of the record.

    Attributes:
        file: below the directory of the record.
        line: from 1.
        column: in characters, from 1.
        end: the column after the last character on that line; 0 when only the line is meant.
    """

    file: str
    line: int = 1
    column: int = 1
    end: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule yields: something wrong at a place. It says nothing of levels.

    Attributes:
        message: what is wrong, in one line, without a full stop and without line numbers.
        hint: what to do about it, in one line.
        place: where.
        other: the second place of what needs two, and what is there.
        variant: whose text it is in; with ``paragraph``, ``step`` and ``correction`` what a waiver
            can name.
        paragraph: in that text, from 1; 0 for none.
        step: id of a step of the chain.
        correction: id of an entry of the ledger.
        fixable: whether ``--fix`` mends it.
    """

    message: str
    hint: str
    place: Place
    other: tuple[Place, str] | None = None
    variant: str = ""
    paragraph: int = 0
    step: str = ""
    correction: str = ""
    fixable: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """The second place of a finding."""

    path: str
    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a user is told.

    Attributes:
        rule: the rule's id.
        name: the rule's name.
        level: how much it matters here.
        path: the file, from the root of the records' repository, with ``/``.
        line: from 1.
        column: in characters, from 1.
        message: what is wrong, in one line.
        hint: what to do about it, in one line.
        end_column: the column after the last character; 0 when only the line is meant.
        record: the record's id; empty for the files that all records share.
        related: the second place of what needs two.
        fixable: whether ``--fix`` mends it.
        fingerprint: the same for the same finding wherever its line has gone.
    """

    rule: str
    name: str
    level: Level
    path: str
    line: int
    column: int
    message: str
    hint: str
    end_column: int = 0
    record: str = ""
    related: Related | None = None
    fixable: bool = False
    fingerprint: str = ""

    @property
    def identity(self) -> str:
        """What stays when lines and paragraphs before it come and go."""
        message = re.sub(r"\b(paragraphs?|line|entry) \d+(?:[-\u2013]\d+)?", r"\1", self.message)
        return f"{self.rule}\0{self.path}\0{message}"

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Findings stand in the order of the files and lines."""
        return self.path, self.line, self.column, self.rule, self.message


@dataclass(frozen=True, slots=True)
class Report:
    """What a check has found, in the order of files and lines.

    Attributes:
        findings: all of them.
        records: how many records were looked at.
        base: the revision that they were compared with, empty when they were not.
    """

    findings: tuple[Finding, ...]
    records: int
    base: str = ""

    @property
    def counts(self) -> dict[Level, int]:
        """How many findings of each level."""
        return {level: sum(each.level is level for each in self.findings) for level in LEVELS}

    def without(self, known: Iterable[str]) -> "Report":
        """The report without the findings of these fingerprints."""
        old = frozenset(known)
        left = tuple(each for each in self.findings if each.fingerprint not in old)
        return replace(self, findings=left)

    def fails(self, least: str) -> bool:
        """Whether a finding is at or above a level; ``never`` is above all."""
        if least == "never":
            return False
        graver = LEVELS[: LEVELS.index(Level(least)) + 1]
        return any(each.level in graver for each in self.findings)


Check = Callable[["Case"], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Example:
    """Files that a rule speaks of, as fragments, and whether it finds something in them.

    What a fragment leaves out (``schema``, ``id``, the agents) is filled in. ``base/`` before a
    name is the file as of the revision that is compared with.
    """

    files: Mapping[str, str]
    fails: bool
    remark: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue.

    Attributes:
        id: ``PT`` and three figures, the first of which is the family.
        name: in kebab-case.
        level: how much a finding matters unless the settings say otherwise.
        check: the generator; its docstring is the manual.
        examples: failing and passing.
        needs_base: whether it has something to say only where there is a base.
    """

    id: str
    name: str
    level: Level
    check: Check
    examples: tuple[Example, ...] = field(default=(), repr=False)
    needs_base: bool = False

    @property
    def family(self) -> str:
        """The name of its family."""
        return FAMILIES[self.id[2]]

    @cached_property
    def manual(self) -> str:
        """What it finds, why that matters and how to mend it, in Markdown."""
        import inspect

        return (inspect.getdoc(self.check) or "").replace("``", "`")

    @property
    def summary(self) -> str:
        """The first sentence of the manual, on one line, without its full stop."""
        return " ".join(self.manual.partition("\n\n")[0].split()).removesuffix(".")


def rule(
    id_: str,
    name: str,
    level: Level,
    *,
    fails: Iterable[Mapping[str, str]] = (),
    passes: Iterable[Mapping[str, str]] = (),
    needs_base: bool = False,
) -> Callable[[Check], Rule]:
    """Makes a generator a rule of the catalogue.

    Args:
        id_: ``PT`` and three figures.
        name: in kebab-case.
        level: how much a finding matters by default.
        fails: examples in which it finds something.
        passes: examples in which it finds nothing.
        needs_base: whether it compares with a base.
    """

    def made(check: Check) -> Rule:
        examples = [Example(files, fails=True) for files in fails]
        examples += [Example(files, fails=False) for files in passes]
        return Rule(id_, name, level, check, tuple(examples), needs_base)

    return made
