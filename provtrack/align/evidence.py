"""Which paragraphs share wording, and how much: the evidence that links are made from."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.align.tokens import Encoded


def evidence(encoded: "Encoded") -> "NDArray[np.float64]":
    """Weight of the words that a longest common subsequence of both texts matches.

    Returns:
        A matrix, left paragraphs by right paragraphs.
    """
    import numpy as np
    from rapidfuzz.distance import LCSseq

    left, right = encoded.left, encoded.right
    matrix = np.zeros((left.paragraphs, right.paragraphs))
    places: list[tuple[int, int, int]] = [
        (block.a, block.b, block.size)
        for block in LCSseq.opcodes(
            left.tokens.tolist(), right.tokens.tolist()
        ).as_matching_blocks()
    ]
    for a, b, size in places:
        rows = np.searchsorted(left.starts, np.arange(a, a + size), "right") - 1
        columns = np.searchsorted(right.starts, np.arange(b, b + size), "right") - 1
        np.add.at(matrix, (rows, columns), encoded.weights[left.tokens[a : a + size]])
    return matrix
