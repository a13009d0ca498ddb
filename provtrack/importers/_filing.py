"""Where the blocks of an archive's page belong, when they are no part of its document."""

from dataclasses import dataclass

from provtrack import landmarks


@dataclass(frozen=True, slots=True)
class Filed:
    """Why a block is not part of the document, and the metadata that it gives."""

    why: str
    key: str = ""
    value: str = ""
    classification: str = ""
    """Stands on one line with the copy number, now and then."""


Filing = dict[int, Filed]
"""By the block's place in the page, from 0."""

FURNITURE = Filed("page furniture")
LABEL = Filed("label of the archive's page")


def is_button(text: str) -> bool:
    """Whether a line is a button, a tab or a link of the page."""
    return text.casefold() in landmarks.FURNITURE
