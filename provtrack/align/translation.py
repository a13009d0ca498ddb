"""Which words of one language answer which of another, learnt from a first alignment.

IBM model 1 (P. F. Brown et al., "The Mathematics of Statistical Machine Translation",
Computational Linguistics 19:2, 1993), as R. C. Moore used it for alignment ("Fast and Accurate
Sentence Alignment of Bilingual Corpora", AMTA 2002): lengths align first, the model learns from
that, and lengths and words together align again.
"""

from typing import TYPE_CHECKING, NamedTuple

from provtrack.align.arrays import runs

if TYPE_CHECKING:
    from provtrack.align.lengths import Window
    from provtrack.align.tokens import Floats, Integers, Side

_ROUNDS = 4
"""Of expectation maximisation; Moore too uses four."""

_KNOWN = 0.5
"""Probability of a translation that is known beforehand: a number, a name, a word of a list."""

_FAINT = 0.05
"""Translations less probable than this are dropped."""

_TRUST = 0.5
"""Weight of the model against a word's plain frequency."""

_DISCOUNT = 0.4
"""How much a word counts, because words of a paragraph depend on each other."""

_BLOCK = 500
"""Right paragraphs that are looked at in one go, for the sake of memory."""

_LARGE = 4000
"""Pairs of words of a link beyond which nothing is learnt from it."""


class Table(NamedTuple):
    """Translations, ordered by right word.

    Attributes:
        left: left words.
        right: right words.
        share: how probable the right word is where the left one stands.
    """

    left: "Integers"
    right: "Integers"
    share: "Floats"


def known(left: "Integers", right: "Integers") -> Table:
    """A table of translations that are known beforehand."""
    import numpy as np

    order = np.argsort(right, kind="stable")
    return Table(left[order], right[order], np.full(len(order), _KNOWN))


def learn(
    left: "Side", right: "Side", links: list[tuple["Integers", "Integers"]], sure: Table
) -> Table:
    """A table of translations learnt from links."""
    import numpy as np

    size = 1 + max((int(s.tokens.max()) for s in (left, right) if len(s.tokens)), default=0)
    words = [np.split(s.tokens, np.cumsum(s.sizes)[:-1]) for s in (left, right)]
    ones: list[Integers] = []
    others: list[Integers] = []
    sources: list[Integers] = []
    for number, (rows, columns) in enumerate(links):
        if not len(rows) or not len(columns):
            continue
        one = np.unique(np.concatenate([words[0][i] for i in rows]))
        other = np.unique(np.concatenate([words[1][j] for j in columns]))
        if len(one) * len(other) <= _LARGE:
            ones.append(np.repeat(one, len(other)))
            others.append(np.tile(other, len(one)))
            sources.append(np.full(len(one) * len(other), number))
    if not ones:
        return sure
    one, other, source = (np.concatenate(parts) for parts in (ones, others, sources))
    pairs, pair, seen = np.unique(one * size + other, return_inverse=True, return_counts=True)
    _, place = np.unique(source * size + other, return_inverse=True)
    starts = pairs // size
    share: Floats = np.ones(len(pairs))
    share[np.isin(pairs, sure.left * size + sure.right)] = len(pairs)
    for _ in range(_ROUNDS):
        weight = share[pair]
        weight /= np.bincount(place, weight)[place]
        share = np.bincount(pair, weight, minlength=len(pairs)).astype(float)
        share /= np.maximum(np.bincount(starts, share), 1e-12)[starts]
    # A pair that one link alone shows would only confirm that link.
    believed = (seen > 1) & (share > _FAINT)
    merged = np.concatenate([pairs[believed], sure.left * size + sure.right])
    value = np.concatenate([share[believed], sure.share])
    merged, where = np.unique(merged, return_inverse=True)
    best = np.zeros(len(merged))
    np.maximum.at(best, where, value)
    order = np.argsort(merged % size, kind="stable")
    return Table(merged[order] // size, merged[order] % size, best[order])


def support(
    left: "Side", right: "Side", table: Table, where: "Window", most: int
) -> dict[int, "Floats"]:
    """What words say for links, by number of left paragraphs.

    Returns:
        Number of left paragraphs -> by right paragraph and place in its window, the sum over the
        right paragraph's words of how much likelier they are there than anywhere, in nats.
    """
    import numpy as np

    parts = [
        _support(left, right.keep(block), table, where.first[block], where.width, most, right)
        for block in np.array_split(np.arange(right.paragraphs), 1 + right.paragraphs // _BLOCK)
    ]
    return {number: np.concatenate([part[number] for part in parts]) for number in parts[0]}


def _support(
    left: "Side",
    right: "Side",
    table: Table,
    windows: "Integers",
    width: int,
    most: int,
    whole: "Side",
) -> dict[int, "Floats"]:
    import numpy as np

    size = 1 + max((int(s.tokens.max()) for s in (left, whole) if len(s.tokens)), default=0)
    frequency = np.bincount(whole.tokens, minlength=size) / max(1, len(whole.tokens))
    begin = np.searchsorted(table.right, np.arange(size + 1))
    keys, counts = np.unique(left.tokens * left.paragraphs + left.homes, return_counts=True)
    # Every right word with every translation of it, with every left paragraph near that has it.
    place, entry = runs(begin[right.tokens], (begin[1:] - begin[:-1])[right.tokens])
    home, word = right.homes[place], table.left[entry]
    low, high = (
        np.searchsorted(keys, word * left.paragraphs + np.clip(edge[home], 0, left.paragraphs))
        for edge in (windows, windows + width)
    )
    index, spot = runs(low, high - low)
    place, entry = place[index], entry[index]
    offset = keys[spot] % left.paragraphs - windows[home[index]]
    found = np.bincount(
        place * width + offset,
        counts[spot] * table.share[entry],
        minlength=len(right.tokens) * width,
    ).reshape(-1, width)
    ratio = found / frequency[right.tokens][:, None]
    rows = windows[:, None] + np.arange(width)[None, :]
    sizes = np.append(left.sizes, 0)[np.where((rows >= 0) & (rows < left.paragraphs), rows, -1)]
    result: dict[int, Floats] = {}
    # A word without known translations says nothing, wherever it stands.
    trust = np.where(begin[1:] > begin[:-1], _TRUST, 0.0)[right.tokens][:, None]
    first = np.searchsorted(right.homes, np.arange(right.paragraphs))
    told, length = np.zeros_like(ratio), np.zeros(sizes.shape)
    for number in range(1, most + 1):
        told[:, number - 1 :] += ratio[:, : width - number + 1]
        length[:, number - 1 :] += sizes[:, : width - number + 1]
        worth = np.log1p(trust * (told / np.maximum(length, 1)[right.homes] - 1))
        said = np.add.reduceat(worth, first)
        # What most paragraphs of the window say is chance.
        result[number] = (said - np.median(said, axis=1, keepdims=True)) * _DISCOUNT
    return result
