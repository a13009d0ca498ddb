"""Whether a likeness is enough to say that a quotation comes from a passage.

Words that are the same may be so by chance: any two texts share phrases. What they say together is
measured against what it takes to make the claim (the principle of minimum description length,
Rissanen 1978): each word in common saves the bits that it would cost to say, and the claim costs
the place in the collection and every change.
"""

from collections.abc import Callable

from provtrack.locate.matching import Fit

_PREDICTABLE = 0.5
"""The share of a word's bits that it still costs when the word before it is known."""

_CHANGE = 7.0
"""Bits that a change costs: which of the words, and which kind of change."""

_MARGIN = 4.0
"""Bits by which the claim must be cheaper than chance."""

_LEAST_SCORE = 0.8
"""Below it a quotation is not one with a few words wrong, but another sentence on the same matter.

Both were chosen on the first forty chapters of the Quran in six languages and six English New
Testaments: of quotations of eight words or more with one to three words wrong .98 are found, of 697
from the rest of the same translations and from Old Testaments .017 (with 0.75 and 8 bits: .98 and
.030), most of which are formulas that these books repeat.
"""


def is_claimed(fit: Fit, bits: Callable[[str], float], size_bits: float) -> bool:
    """Whether the quotation comes from there, as far as the words can tell.

    Args:
        fit: the quotation on the passage.
        bits: how much a word says, in bits, by how rare it is in the collection.
        size_bits: the logarithm, to base 2, of the number of words in the collection.
    """
    return fit.exact or (fit.score >= _LEAST_SCORE and balance(fit, bits) >= size_bits + _MARGIN)


def balance(fit: Fit, bits: Callable[[str], float]) -> float:
    """What the words in common say, less what the changes cost; in bits."""
    saved = cost = 0.0
    for stretch in fit.stretches:
        keys = fit.parts[stretch.part].words.keys
        before = None
        for index in stretch.matched:
            follows = before is not None and index == before + 1
            saved += bits(keys[index]) * (_PREDICTABLE if follows else 1.0)
            cost += 0.0 if follows or before is None else _CHANGE
            before = index
        # Words at the ends, and words of the source in between that the quotation lacks.
        cost += _CHANGE * min(1, stretch.matched[0]) if stretch.matched else 0.0
        cost += _CHANGE * (stretch.matched[-1] + 1 < len(keys)) if stretch.matched else 0.0
    found = {stretch.part for stretch in fit.stretches}
    return saved - cost - _CHANGE * sum(n not in found for n in range(len(fit.parts)))
