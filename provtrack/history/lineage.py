"""From versions of a text to the wordings of its paragraphs: one pass, oldest version first."""

from collections.abc import Sequence
from dataclasses import dataclass

from provtrack.history.common import common_head, common_tail
from provtrack.history.matching import link
from provtrack.history.values import Group, Lineage, Version, Wording


def trace(versions: Sequence[Version], texts: Sequence[Sequence[str]]) -> Lineage:
    """Follows the paragraphs of a text through its versions.

    A paragraph that a version shares with one of those it was made from is that one's; of several
    the first counts, as with git. The work is in proportion to what changed.

    Args:
        versions: each after its parents.
        texts: the paragraphs of each version.
    """
    texts = [[*text] for text in texts]
    made: list[list[Wording]] = []
    dropped: dict[Wording, int] = {}
    for place, version in enumerate(versions):
        text = texts[place]
        heirs = [_inherit(place, text, made[parent], texts[parent]) for parent in version.parents]
        if not heirs:
            wordings = [Wording(each, place, k) for k, each in enumerate(text, 1)]
        elif len(heirs) == 1:
            wordings = heirs[0].wordings
        else:
            columns = zip(*(each.wordings for each in heirs), strict=True)
            wordings = [_choose(candidates, place) for candidates in columns]
        for heir in heirs:
            for wording in heir.dropped:
                dropped.setdefault(wording, place)
        made.append(wordings)
    return Lineage(tuple(versions), tuple(made), dropped)


@dataclass(frozen=True, slots=True)
class _Heir:
    """The wordings of a version as one of its parents explains them, and what that one lost."""

    wordings: list[Wording]
    dropped: list[Wording]


def _inherit(place: int, text: Sequence[str], before: list[Wording], old: Sequence[str]) -> _Heir:
    limit = min(len(text), len(old))
    head = common_head(old, text, limit)
    tail = common_tail(old, text, limit - head)
    sources = before[head : len(old) - tail]
    targets = text[head : len(text) - tail]
    if not sources and not targets:
        return _Heir(before, [])
    linked = link(old[head : len(old) - tail], targets)
    made = {j: Wording(targets[j], place, head + 1 + j) for j in linked.born}
    for bond in linked.bonds:
        group = Group(tuple(sources[i] for i in bond.old), tuple(targets[j] for j in bond.new))
        for at, j in enumerate(bond.new):
            origins = ((group, at),)
            made[j] = Wording(targets[j], place, head + 1 + j, origins, moved=j in bond.moved)
    wordings = before[:head]
    done = 0
    for i, j, size in [*linked.same, (len(sources), len(targets), 0)]:
        wordings += [made[k] for k in range(done, j)]
        wordings += sources[i : i + size]
        done = j + size
    return _Heir(wordings + before[len(old) - tail :], [sources[i] for i in linked.gone])


def _choose(candidates: Sequence[Wording], place: int) -> Wording:
    """What the parents of a merge make of one paragraph: what one of them had, or all they know."""
    for each in candidates:
        if each.version != place:
            return each
    for each in candidates:
        if each.origins and each.sources[0].text == each.text:
            return each
    origins = tuple(origin for each in candidates for origin in each.origins)
    moved = bool(origins) and all(each.moved for each in candidates if each.origins)
    return Wording(candidates[0].text, place, candidates[0].number, origins, moved=moved)
