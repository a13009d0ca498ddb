"""How near an alignment comes to the right one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benchmarks.cases import Case, Group


@dataclass(frozen=True)
class Score:
    """Figures from 0 to 1; ``None`` where the case has nothing of the kind.

    Attributes:
        strict: F1 of links, right when both sides are exactly the gold's.
        lenient: F1 of pairs of paragraphs that share a link.
        moved: share of the pairs with a moved paragraph that were found.
        unmatched_precision: of paragraphs said to have no counterpart.
        unmatched_recall: of paragraphs that have none.
        unmatched: F1 of the two.
        grouped: share of the links with several paragraphs on a side that were found exactly.
    """

    strict: float
    lenient: float
    moved: float | None
    unmatched_precision: float | None
    unmatched_recall: float | None
    unmatched: float | None
    grouped: float | None


def score(case: Case, found: Iterable[Group]) -> Score:
    """Holds links against a case's gold."""
    found = set(found)
    linked, right = ({g for g in groups if g[0] and g[1]} for groups in (found, case.gold))
    pairs, right_pairs = _pairs(linked), _pairs(right)
    away = {p for p in right_pairs if (0, p[0]) in case.moved or (1, p[1]) in case.moved}
    alone, right_alone = _alone(found), _alone(case.gold)
    grouped = {g for g in right if len(g[0]) > 1 or len(g[1]) > 1}
    return Score(
        strict=_f1(linked, right) or 0.0,
        lenient=_f1(pairs, right_pairs) or 0.0,
        moved=_share(away & pairs, away),
        unmatched_precision=_share(alone & right_alone, alone),
        unmatched_recall=_share(alone & right_alone, right_alone),
        unmatched=_f1(alone, right_alone),
        grouped=_share(grouped & linked, grouped),
    )


def mean(scores: Iterable[Score]) -> Score:
    """Macro mean, of each figure over the cases that have it."""
    scores = list(scores)
    fields: Mapping[str, float | None] = {
        name: _mean([value for one in scores if (value := getattr(one, name)) is not None])
        for name in Score.__dataclass_fields__
    }
    return Score(**fields)  # type: ignore[arg-type]


def _pairs(groups: Iterable[Group]) -> set[tuple[int, int]]:
    return {(i, j) for left, right in groups for i in left for j in right}


def _alone(groups: Iterable[Group]) -> set[tuple[int, int]]:
    return {
        (side, number)
        for group in groups
        if not group[0] or not group[1]
        for side in (0, 1)
        for number in group[side]
    }


def _share(
    part: set[Group] | set[tuple[int, int]], whole: set[Group] | set[tuple[int, int]]
) -> float | None:
    return len(part) / len(whole) if whole else None


def _f1(
    found: set[Group] | set[tuple[int, int]], right: set[Group] | set[tuple[int, int]]
) -> float | None:
    if not right:
        return None
    return 2 * len(found & right) / (len(found) + len(right))


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
