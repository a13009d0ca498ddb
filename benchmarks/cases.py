"""Pairs of texts whose right alignment is known."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from provtrack.model import Text

Group = tuple[frozenset[int], frozenset[int]]
"""Numbers of the left and right paragraphs of one link; either may be empty, not both."""


@dataclass(frozen=True)
class Case:
    """Two texts and the links that are right.

    Attributes:
        name: what the tables call it.
        left: the left text.
        right: the right text.
        gold: the right links; a paragraph without counterpart is a group of its own.
        pairs: left and right paragraphs that have a unit in common; two paragraphs of one link
            needn't.
        moved: (0, number) of left, (1, number) of right paragraphs that stand elsewhere.
        tuning: whether constants may be fitted to it.
    """

    name: str
    left: Text
    right: Text
    gold: frozenset[Group]
    pairs: frozenset[tuple[int, int]] = frozenset()
    moved: frozenset[tuple[int, int]] = frozenset()
    tuning: bool = False


@dataclass(frozen=True)
class Recipe:
    """How to make two texts of one run of units (verses), and how far apart they are to stand.

    Attributes:
        sizes: units a paragraph has at the beginning, one is chosen at random.
        shared: whether both texts begin with the same paragraphs, or each with its own.
        split: share of the paragraphs (of two units or more) that are split in two.
        merge: share that is merged with the following paragraph.
        delete: share that is deleted.
        move: share that is moved, in blocks of one to three.
    """

    sizes: Sequence[int] = (1, 2, 3, 4, 5)
    shared: bool = True
    split: float = 0.08
    merge: float = 0.08
    delete: float = 0.04
    move: float = 0.02


@dataclass
class _Page:
    paragraphs: list[list[int]]
    moved: set[int] = field(default_factory=set)
    """Units in moved paragraphs."""


def make(
    name: str,
    left: dict[int, str],
    right: dict[int, str],
    units: Sequence[int],
    recipe: Recipe,
    *,
    tuning: bool = False,
    languages: tuple[str, str] = ("en", "en"),
) -> Case:
    """A case from two translations of the same units.

    Args:
        name: of the case; it also seeds the random numbers.
        left: unit -> its text in the left translation.
        right: unit -> its text in the right translation.
        units: which units, in order; both translations have them.
        recipe: what to do to them.
        tuning: whether constants may be fitted to it.
        languages: of the two texts.
    """
    chance = random.Random(name)
    begun = _cut(units, recipe.sizes, chance)
    pages = [
        _disturb(begun if recipe.shared else _cut(units, recipe.sizes, chance), recipe, chance)
        for _ in range(2)
    ]
    texts = [
        Text(
            f"{name}/{side}",
            tuple(" ".join(words[unit] for unit in paragraph) for paragraph in page.paragraphs),
            language=language,
        )
        for side, words, page, language in zip(
            ("left", "right"), (left, right), pages, languages, strict=True
        )
    ]
    return Case(
        name,
        texts[0],
        texts[1],
        gold(pages[0].paragraphs, pages[1].paragraphs),
        _pairs(pages[0].paragraphs, pages[1].paragraphs),
        frozenset(
            (side, number)
            for side, page in enumerate(pages)
            for number, paragraph in enumerate(page.paragraphs, 1)
            if page.moved.intersection(paragraph)
        ),
        tuning,
    )


def _cut(units: Sequence[int], sizes: Sequence[int], chance: random.Random) -> list[list[int]]:
    paragraphs: list[list[int]] = []
    here = 0
    while here < len(units):
        size = chance.choice(sizes)
        paragraphs.append(list(units[here : here + size]))
        here += size
    return paragraphs


def _disturb(paragraphs: Iterable[list[int]], recipe: Recipe, chance: random.Random) -> _Page:
    split: list[list[int]] = []
    for paragraph in paragraphs:
        if len(paragraph) > 1 and chance.random() < recipe.split:
            at = chance.randrange(1, len(paragraph))
            split += [paragraph[:at], paragraph[at:]]
        else:
            split.append(paragraph)
    merged: list[list[int]] = []
    joining = False
    for paragraph in split:
        if joining:
            merged[-1] = merged[-1] + paragraph
        else:
            merged.append(paragraph)
        joining = chance.random() < recipe.merge
    page = _Page([paragraph for paragraph in merged if chance.random() >= recipe.delete])
    for _ in range(round(len(page.paragraphs) * recipe.move / 2)):
        _move(page, chance)
    return page


def _move(page: _Page, chance: random.Random) -> None:
    """Takes a block of one to three paragraphs to a place at least five paragraphs away."""
    size = chance.randint(1, 3)
    here = chance.randrange(len(page.paragraphs) - size)
    block = page.paragraphs[here : here + size]
    del page.paragraphs[here : here + size]
    there = chance.choice(
        [place for place in range(len(page.paragraphs) + 1) if abs(place - here) >= 5] or [0]
    )
    page.paragraphs[there:there] = block
    page.moved.update(unit for paragraph in block for unit in paragraph)


def _pairs(
    left: Sequence[Sequence[int]], right: Sequence[Sequence[int]]
) -> frozenset[tuple[int, int]]:
    homes = [(unit, number) for number, paragraph in enumerate(right, 1) for unit in paragraph]
    answers: dict[int, set[int]] = {}
    for unit, number in homes:
        answers.setdefault(unit, set()).add(number)
    return frozenset(
        (number, answer)
        for number, paragraph in enumerate(left, 1)
        for unit in paragraph
        for answer in answers.get(unit, ())
    )


def gold(left: Sequence[Sequence[int]], right: Sequence[Sequence[int]]) -> frozenset[Group]:
    """The right links of two divisions of the same units: what shares a unit belongs together."""
    home: dict[int, set[int]] = {}
    for number, paragraph in enumerate(right, 1):
        for unit in paragraph:
            home.setdefault(unit, set()).add(number)
    groups: list[tuple[set[int], set[int]]] = []
    for number, paragraph in enumerate(left, 1):
        members = {number}
        answers = {answer for unit in paragraph for answer in home.get(unit, ())}
        for other in [one for one in groups if one[1] & answers]:
            groups.remove(other)
            members |= other[0]
            answers |= other[1]
        groups.append((members, answers))
    answered = {answer for _, answers in groups for answer in answers}
    return frozenset(
        [(frozenset(members), frozenset(answers)) for members, answers in groups]
        + [
            (frozenset[int](), frozenset([number]))
            for number in range(1, len(right) + 1)
            if number not in answered
        ]
    )


Maker = Callable[[], Case]
"""Makes one case; nothing is downloaded before it is called."""
