"""The alignment engine: which paragraphs of two texts answer each other."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from provtrack.model import Alignment, Pin, Text

__all__ = ["align"]


def align(
    left: "Text",
    right: "Text",
    *,
    pins: "Sequence[Pin]" = (),
    lexicon: Mapping[str, Collection[str]] | None = None,
    names: Iterable[Collection[str]] = (),
    progress: Callable[[float], None] | None = None,
    embed: "Callable[[list[str]], ArrayLike] | None" = None,
) -> "Alignment":
    """Say which paragraphs of two texts answer each other.

    Which text is given first makes no difference: with the sides changed the links are the same.

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
    from provtrack.model import Alignment, Link, Pin

    if (right.paragraphs, right.language) < (left.paragraphs, left.language):
        turned = align(
            right,
            left,
            pins=[Pin(pin.right, pin.left, pin.apart) for pin in pins],
            lexicon=_inverted(lexicon or {}),
            names=names,
            progress=progress,
            embed=embed,
        )
        return _turned(turned)
    from provtrack.align import across, engine
    from provtrack.align.confidence import confidence
    from provtrack.align.found import Found
    from provtrack.align.links import group, moved, order, scores
    from provtrack.align.pins import rulings
    from provtrack.align.tokens import encode

    names = [tuple(spellings) for spellings in names]
    report = progress or (lambda _: None)
    ruled = rulings(pins, left, right)
    taken = ruled.taken(0), ruled.taken(1)
    encoded = encode(left.paragraphs, right.paragraphs, names)
    if not pins and left.paragraphs == right.paragraphs:
        same = [(k, k) for k in range(len(left.paragraphs))]
        found = Found(same, encoded, sure=1.0)
    elif across.differ(left.paragraphs, right.paragraphs, (left.language, right.language)):
        found = across.find(
            left.paragraphs, right.paragraphs, taken, encoded, lexicon or {}, embed, report
        )
    else:
        found = engine.find(encoded, taken, report)
    report(1.0)
    free = group(found.pairs, len(left.paragraphs), len(right.paragraphs), ruled.apart)
    pinned = frozenset(ruled.groups)
    groups = order(
        [*pinned]
        + [one for one in free if taken[0].isdisjoint(one[0]) and taken[1].isdisjoint(one[1])]
    )
    sizes = encoded.left.sizes.tolist()
    away = moved(groups, [float(sum(sizes[i] for i in one[0])) for one in groups])
    shares = scores(encoded, groups).tolist()
    sure = confidence(found, groups, away).tolist()
    return Alignment(
        left,
        right,
        tuple(
            Link(
                tuple(i + left.first for i in one[0]),
                tuple(j + right.first for j in one[1]),
                score=shares[k],
                confidence=1.0 if one in pinned else sure[k],
                moved=k in away,
                pinned=one in pinned,
            )
            for k, one in enumerate(groups)
        ),
    )


def _turned(alignment: "Alignment") -> "Alignment":
    """The same links with the sides changed."""
    from provtrack.align.links import order
    from provtrack.model import Alignment, Link

    links = {
        (link.right, link.left): Link(
            link.right,
            link.left,
            score=link.score,
            confidence=link.confidence,
            moved=link.moved,
            pinned=link.pinned,
        )
        for link in alignment.links
    }
    return Alignment(alignment.right, alignment.left, tuple(links[sides] for sides in order(links)))


def _inverted(lexicon: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """Word of the right text -> words of the left one."""
    answers: dict[str, list[str]] = {}
    for word, others in lexicon.items():
        for other in others:
            answers.setdefault(other, []).append(word)
    return answers
