"""What is done with arrays of integers again and again, and is faster than numpy's own ways."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.align.tokens import Integers


def totals(values: "NDArray[Any]") -> "NDArray[Any]":
    """Sums of what comes before each place, and of everything."""
    import numpy as np

    sums = np.zeros(len(values) + 1, np.float64 if values.dtype.kind == "f" else np.intp)
    values.cumsum(out=sums[1:])
    return sums


def runs(begins: "Integers", sizes: "Integers") -> tuple["Integers", "Integers"]:
    """Index of each run, and the places of its entries, written one after the other."""
    import numpy as np

    index = np.repeat(np.arange(len(sizes)), sizes)
    before = sizes.cumsum() - sizes
    return index, np.arange(len(index)) + (begins - before)[index]


def tally(keys: "Integers") -> tuple["Integers", "Integers"]:
    """Each number once, ascending, and how often it was there."""
    import numpy as np

    keys = np.sort(keys)
    new = np.flatnonzero(keys[1:] != keys[:-1]) + 1
    bounds = np.concatenate([[0], new, [len(keys)]]) if len(keys) else np.zeros(1, np.intp)
    return keys[bounds[:-1]], bounds[1:] - bounds[:-1]


def look_up(keys: "Integers", wanted: "Integers") -> tuple["Integers", "NDArray[np.bool_]"]:
    """Where numbers stand among others, and whether they are there at all.

    Args:
        keys: ascending.
        wanted: in any order and shape.

    Returns:
        A place for each of the wanted ones, which means nothing where it isn't there.
    """
    import numpy as np

    if not len(keys):
        return np.zeros(wanted.shape, np.intp), np.zeros(wanted.shape, bool)
    place = np.minimum(keys.searchsorted(wanted), len(keys) - 1)
    return place, keys[place] == wanted
