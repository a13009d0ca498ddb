"""The alignment engine: which paragraphs of two texts answer each other."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from provtrack.model import Alignment, Link, Pin, Text

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["align"]


def align(
    left: Text,
    right: Text,
    *,
    pins: Sequence[Pin] = (),
    lexicon: Mapping[str, Collection[str]] | None = None,
    names: Iterable[Collection[str]] = (),
    progress: Callable[[float], None] | None = None,
    embed: "Callable[[list[str]], ArrayLike] | None" = None,
) -> Alignment:
    """Say which paragraphs of two texts answer each other.

    Args:
        left: the one text.
        right: the other text.
        pins: an editor's rulings; each is obeyed.
        lexicon: word of the left text -> words of the right one that answer it, for texts in
            different languages.
        names: groups of spellings of one name, which count as the same words.
        progress: called with the share of the work done, from 0 to 1.
        embed: sentences -> one vector a sentence, for texts in different languages.

    Raises:
        IndexError: a pin names a paragraph that its text doesn't have.
    """
    from provtrack.align import across
    from provtrack.align.engine import pairs
    from provtrack.align.links import group, moved, order, scores
    from provtrack.align.pins import rulings
    from provtrack.align.tokens import encode

    names = [tuple(group) for group in names]
    encoded = encode(left.paragraphs, right.paragraphs, names)
    ruled = rulings(pins, left, right)
    report = progress or (lambda _: None)
    if across.differ(left.paragraphs, right.paragraphs, (left.language, right.language)):
        rest = [
            [k for k in range(len(text.paragraphs)) if k not in ruled.taken(side)]
            for side, text in enumerate((left, right))
        ]
        found_there = across.pairs(
            *(
                [text.paragraphs[k] for k in side]
                for text, side in zip((left, right), rest, strict=True)
            ),
            lexicon=lexicon or {},
            names=names,
            embed=embed,
            progress=report,
        )
        cells = [(rest[0][i], rest[1][j]) for i, j in found_there]
    else:
        cells = pairs(encoded, (ruled.taken(0), ruled.taken(1)), report)
    found = group(cells, len(left.paragraphs), len(right.paragraphs), ruled.apart)
    pinned = frozenset(ruled.groups)
    settled = ruled.taken(0), ruled.taken(1)
    groups = order(
        [*pinned]
        + [one for one in found if settled[0].isdisjoint(one[0]) and settled[1].isdisjoint(one[1])]
    )
    shares = scores(encoded, groups).tolist()
    sizes = encoded.left.sizes.tolist()
    away = moved(groups, [float(sum(sizes[i] for i in one[0])) for one in groups])
    return Alignment(
        left,
        right,
        tuple(
            Link(
                tuple(i + left.first for i in one[0]),
                tuple(j + right.first for j in one[1]),
                share,
                1.0 if one in pinned else share,
                moved=k in away,
                pinned=one in pinned,
            )
            for k, (one, share) in enumerate(zip(groups, shares, strict=True))
        ),
    )
