"""The kind that a drafted entry is proposed to be."""

import pytest
from entries import entry

from provtrack.classify import Reader
from provtrack.ledger import propose

TEXT = (
    "On 17 January Comrade Pak did not answer at once, and forty wagons of timber stood there.",
    "He spoke of the the bridge.",
)


@pytest.mark.parametrize(
    ("paragraph", "old", "new", "kind"),
    [
        (1, "forty", "fourteen", "number"),
        (1, "17 January", "18 January", "date"),
        (1, "Pak", "Kim", "name"),
        (1, "did not answer", "did answer", "mistranslation"),
        (1, "timber", "coal", "mistranslation"),
        (1, "January", "January,", "typo"),
        (1, "timber", "Timber", "typo"),
        (1, "at once, and", "at once.\nAnd", "typo"),
        (2, "\n", " ", "style"),
        (2, "", "A new paragraph.", "omission"),
        (2, TEXT[1], "", "addition"),
    ],
)
def test_the_kind_is_what_the_difference_suggests(
    paragraph: int, old: str, new: str, kind: str
) -> None:
    text = (*TEXT, "And then he left.")
    assert propose(text, entry("c1", paragraph, old, new), Reader()) == kind
