"""Small questions about runs of units."""

from collections.abc import Iterable, Sequence

from provtrack.classify.inflection import is_inflected
from provtrack.classify.units import Unit

Units = Sequence[Unit]


def core(units: Iterable[Unit]) -> list[Unit]:
    """The units that carry meaning."""
    return [unit for unit in units if not unit.weak]


def alike(left: Units, right: Units) -> bool:
    """Whether the words of two runs are forms of each other, one by one."""
    return len(left) == len(right) and all(
        is_inflected(one.key, other.key) for one, other in zip(left, right, strict=True)
    )


_ENDINGS = (("n't", " not"), ("'ll", " will"), ("'re", " are"), ("'ve", " have"), ("'m", " am"))
_WHOLE = {
    "can't": "cannot",
    "can not": "cannot",
    "won't": "will not",
    "shan't": "shall not",
    "it's": "it is",
    "that's": "that is",
    "let's": "let us",
    "he's": "he is",
    "she's": "she is",
    "there's": "there is",
}


def expanded(unit: Unit) -> str:
    """The words that a unit is short for: did not of didn't."""
    if unit.key in _WHOLE:
        return _WHOLE[unit.key]
    for short, full in _ENDINGS:
        if unit.key.endswith(short):
            return unit.key.removesuffix(short) + full
    return unit.key
