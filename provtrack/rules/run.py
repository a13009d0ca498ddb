"""From a case to findings: which rules run, at which level, and what an editor has waived."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from provtrack.errors import ProvtrackError
from provtrack.rules.case import Case
from provtrack.rules.model import Finding, Hit, Level, Related, Rule
from provtrack.rules.registry import chosen, rules
from provtrack.schemas.files import CheckSettings, Waiver
from provtrack.text import visible

MOST_HITS = 100
"""Findings of one rule in one record; where there are more they have one cause."""

WAIVER_RULE = "idle-waiver"
SETTING_RULE = "unknown-rule"
"""Names of the two rules that only the runner can judge."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules run, and the levels that differ from the rules' own.

    Attributes:
        ids: of the rules that run.
        levels: by id.
    """

    ids: frozenset[str]
    levels: Mapping[str, Level] = field(default_factory=dict)

    @classmethod
    def of(
        cls, settings: CheckSettings, select: Sequence[str] = (), ignore: Sequence[str] = ()
    ) -> "Selection":
        """What the settings and the command line ask for; the command line's choice comes first.

        Raises:
            ProvtrackError: one of them names no rule.
        """
        wanted = (
            chosen(select)
            if select
            else chosen(settings.select, "check.select in the settings")
            if settings.select
            else frozenset(rules())
        )
        unwanted = chosen(ignore) | chosen(settings.ignore, "check.ignore in the settings")
        return cls(wanted - unwanted, _levels(settings.levels, "check.levels in the settings"))

    def level(self, rule: Rule) -> Level:
        """How much a finding of the rule matters."""
        return self.levels.get(rule.id, rule.level)


def _levels(named: Mapping[str, Level], where: str = "") -> dict[str, Level]:
    """Levels by id; who names one rule overrules who names many."""
    found = [(chosen([name], where), level) for name, level in named.items()]
    ordered = sorted(found, key=lambda each: -len(each[0]))
    return {id_: level for ids, level in ordered for id_ in ids}


def run(case: Case, selection: Selection | None = None) -> list[Finding]:
    """Everything that the chosen rules find in a case, in the order of files and lines."""
    selection, troubles = _of_record(case, selection or Selection.of(CheckSettings()))
    waivers = _Waivers(case)
    hits = [
        (rule, hit)
        for rule in rules().values()
        if rule.id in selection.ids and (case.base is not None or not rule.needs_base)
        for hit in islice(rule.check(case), MOST_HITS)
    ]
    kept = [(rule, hit) for rule, hit in hits if not waivers.takes(rule, hit)]
    kept += troubles
    kept += waivers.idle(case, selection)
    found = {_finding(case, selection, rule, hit) for rule, hit in kept if rule.id in selection.ids}
    return with_fingerprints(sorted(found, key=lambda each: each.order))


def judge(case: Case, selection: Selection) -> list[Finding]:
    """What a case has to answer for: all that is wrong, or with a base what was not so before."""
    findings = run(case, selection)
    if case.earlier is None:
        return findings
    before = run(case.earlier, selection)
    return new_since(findings, (finding.fingerprint for finding in before))


def _of_record(case: Case, selection: Selection) -> tuple[Selection, list[tuple[Rule, Hit]]]:
    """The selection as the record wants it, and the rules that it names and that do not exist."""
    if case.record is None:
        return selection, []
    own = case.record.check
    troubles: list[tuple[Rule, Hit]] = []
    unwanted: set[str] = set()
    for name in own.ignore:
        try:
            unwanted |= chosen([name])
        except ProvtrackError as error:
            troubles.append(_no_rule(case, ("check", "ignore"), error))
    levels = dict(selection.levels)
    for name, level in own.levels.items():
        try:
            levels |= _levels({name: level})
        except ProvtrackError as error:
            troubles.append(_no_rule(case, ("check", "levels", name), error))
    return Selection(selection.ids - unwanted, levels), troubles


def _no_rule(case: Case, place: tuple[str | int, ...], error: ProvtrackError) -> tuple[Rule, Hit]:
    return _named(SETTING_RULE), case.at("record.toml", place, error.message, error.hint)


def _named(name: str) -> Rule:
    return next(rule for rule in rules().values() if rule.name == name)


class _Waivers:
    """The waivers of a record, and which of them have waived something."""

    def __init__(self, case: Case) -> None:
        self._waivers = case.record.waiver if case.record else ()
        self._used: set[int] = set()

    def takes(self, rule: Rule, hit: Hit) -> bool:
        """Whether a waiver lets this stand."""
        fitting = {
            number for number, waiver in enumerate(self._waivers) if _fits(waiver, rule, hit)
        }
        self._used |= fitting
        return bool(fitting)

    def idle(self, case: Case, selection: Selection) -> Iterator[tuple[Rule, Hit]]:
        """What is to be said of waivers that waived nothing or name no rule."""
        for number, waiver in enumerate(self._waivers):
            place = ("waiver", number, "rule")
            try:
                meant = chosen([waiver.rule])
            except ProvtrackError as error:
                yield _no_rule(case, place, error)
                continue
            judged = {id_ for id_ in meant if case.base is not None or not rules()[id_].needs_base}
            if number not in self._used and judged and judged <= selection.ids:
                yield (
                    _named(WAIVER_RULE),
                    case.at(
                        "record.toml",
                        place,
                        f"the waiver of {waiver.rule} waives nothing",
                        "take it out, or correct what it names",
                    ),
                )


def _fits(waiver: Waiver, rule: Rule, hit: Hit) -> bool:
    return (
        waiver.rule in {rule.id, rule.name}
        and waiver.variant in {"", hit.variant}
        and waiver.paragraph in {0, hit.paragraph}
        and waiver.step in {"", hit.step}
        and waiver.correction in {"", hit.correction}
    )


def _finding(case: Case, selection: Selection, rule: Rule, hit: Hit) -> Finding:
    other = hit.other
    return Finding(
        rule=rule.id,
        name=rule.name,
        level=selection.level(rule),
        path=_shown(case, hit.place.file),
        line=hit.place.line,
        column=hit.place.column,
        message=_line(hit.message),
        hint=_line(hit.hint),
        end_column=hit.place.end,
        record=case.id,
        related=other
        and Related(_shown(case, other[0].file), other[0].line, other[0].column, _line(other[1])),
        fixable=hit.fixable,
    )


def _line(text: str) -> str:
    """Words of a stranger in one line that nothing obeys."""
    return visible(" ".join(text.split()))


def _shown(case: Case, file: str) -> str:
    """The path of a file; one with a line feed in its name is shown with a picture of it."""
    return visible(f"{case.directory}/{file}").replace("\n", "\u240a").replace("\t", "\u2409")


def with_fingerprints(findings: Iterable[Finding]) -> list[Finding]:
    """Findings with fingerprints that stay when lines come and go; equal ones are numbered."""
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        identity = finding.identity
        seen[identity] += 1
        digest = hashlib.sha256(f"{identity}\0{seen[identity]}".encode("utf-8", "surrogatepass"))
        result.append(replace(finding, fingerprint=digest.hexdigest()[:32]))
    return result


def new_since(findings: Iterable[Finding], known: Iterable[str]) -> list[Finding]:
    """The findings whose fingerprints are not known yet."""
    old = frozenset(known)
    return [finding for finding in findings if finding.fingerprint not in old]
