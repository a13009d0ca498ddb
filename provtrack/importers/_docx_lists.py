"""The numbers that Word shows before the paragraphs of a numbered list (ISO/IEC 29500-1, 17.9)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from provtrack.importers._common import number_in
from provtrack.importers._xml import Element, attribute, child, child_value, children


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    start: int
    style: str
    pattern: str


_Levels = dict[int, _Level]

_STYLES = {
    "bullet": "",
    "none": "",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}


@dataclass(slots=True)
class Lists:
    """The lists of one document and how far each has been counted."""

    _levels: dict[str, _Levels] = field(default_factory=dict)
    """By the list's id; lists of one definition share one object and count on together."""
    _overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    _styled: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counters: dict[int, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: Element | None, styles: Element | None) -> "Lists":
        """From the parts ``numbering.xml`` and ``styles.xml``, either of which may be missing."""
        if numbering is None:
            return cls()
        definitions = {
            attribute(abstract, "abstractNumId"): dict(_levels(abstract))
            for abstract in children(numbering, "abstractNum")
        }
        numbers = list(children(numbering, "num"))
        return cls(
            {
                attribute(number, "numId"): definitions.get(
                    child_value(number, "abstractNumId"), {}
                )
                for number in numbers
            },
            {attribute(number, "numId"): dict(_overrides(number)) for number in numbers},
            dict(_styled(styles)) if styles is not None else {},
        )

    def number(self, properties: Element | None) -> str:
        """The number of the next paragraph, given its properties; ``""`` if it shows none."""
        given = child(properties, "numPr")
        styled, styled_level = self._styled.get(child_value(properties, "pStyle"), ("", 0))
        list_id = child_value(given, "numId") or styled
        depth = _integer(child_value(given, "ilvl"), styled_level)
        levels = self._levels.get(list_id, {})
        if depth not in levels:
            return ""
        counted = self._counters.setdefault(id(levels), {})
        start = self._overrides[list_id].pop(depth, None)
        if start is not None:
            counted[depth] = start
        else:
            counted[depth] = counted.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counted if level > depth]:
            del counted[deeper]
        return _shown(levels, depth, counted)


def _shown(levels: _Levels, depth: int, counted: dict[int, int]) -> str:
    if not levels[depth].style:
        return ""

    def numeral(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        if level not in levels:
            return ""
        return number_in(levels[level].style, counted.get(level, levels[level].start))

    return re.sub(r"%(\d)", numeral, levels[depth].pattern).strip()


def _levels(abstract: Element) -> Iterator[tuple[int, _Level]]:
    for level in children(abstract, "lvl"):
        yield (
            _integer(attribute(level, "ilvl"), 0),
            _Level(
                _integer(child_value(level, "start"), 1),
                _STYLES.get(child_value(level, "numFmt"), "1"),
                child_value(level, "lvlText"),
            ),
        )


def _overrides(number: Element) -> Iterator[tuple[int, int]]:
    for override in children(number, "lvlOverride"):
        if start := child_value(override, "startOverride"):
            yield _integer(attribute(override, "ilvl"), 0), _integer(start, 1)


def _styled(styles: Element) -> Iterator[tuple[str, tuple[str, int]]]:
    """The list that a paragraph style puts its paragraphs into."""
    for style in children(styles, "style"):
        properties = child(child(style, "pPr"), "numPr")
        if properties is not None:
            list_id, level = child_value(properties, "numId"), child_value(properties, "ilvl")
            yield attribute(style, "styleId"), (list_id, _integer(level, 0))


def _integer(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default
