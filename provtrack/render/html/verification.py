"""The verdict on a text as a page: the comparison with the state that it should be."""

from provtrack.errors import ProvtrackError
from provtrack.render.html import comparison
from provtrack.render.verified import Verified


def verification(value: Verified) -> str:
    """The page of the comparison.

    Raises:
        ProvtrackError: the text of the state is not at hand, so there is nothing to show.
    """
    if value.comparison is None:
        raise ProvtrackError(
            f"no page: the text of {value.document.expected} is not kept here",
            "use --format text or json for the verdict",
        )
    return comparison(value.comparison)
