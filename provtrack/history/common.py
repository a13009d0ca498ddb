"""What two sequences begin and end with, found by halving: slices are compared at memory speed."""

from collections.abc import Sequence
from typing import Any


def common_head(one: Sequence[Any], other: Sequence[Any], limit: int) -> int:
    """How many members both begin with, of the first ``limit``; both of one type."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_tail(one: Sequence[Any], other: Sequence[Any], limit: int) -> int:
    """How many members both end with, of the last ``limit``; both of one type."""
    low, high = 0, limit
    ends = len(one), len(other)
    while low < high:
        middle = (low + high + 1) // 2
        if one[ends[0] - middle : ends[0] - low] == other[ends[1] - middle : ends[1] - low]:
            low = middle
        else:
            high = middle - 1
    return low
