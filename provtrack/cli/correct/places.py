"""Where the words that the user quotes stand."""

from typing import NoReturn

from provtrack.errors import ProvtrackError
from provtrack.refs import RecordRef


def place_of(text: tuple[str, ...], old: str, target: RecordRef) -> int:
    """The paragraph whose words are meant.

    Raises:
        ProvtrackError: it is not said, or the words stand nowhere or in several places.
    """
    from provtrack.ledger import find_everywhere
    from provtrack.ledger.placing import around, brief

    wanted = target.paragraphs
    run_of(target, text, beyond=not old)
    if wanted and wanted.first == wanted.last:
        return wanted.first
    if not old.strip():
        raise ProvtrackError(
            "it is not said where the new paragraphs go",
            "name the one that they stand before: "
            f"{target.record}/{target.variant}#p1 (#p{len(text) + 1}: at the end)",
        )
    places = find_everywhere(text, old)
    if wanted:
        places = [each for each in places if wanted.first <= each.paragraph <= wanted.last]
    if len(places) == 1:
        return places[0].paragraph
    if not places:
        _nowhere(text, old, target)
    found = "; ".join(f"¶{each.paragraph} “{around(text, each)}”" for each in places[:4])
    raise ProvtrackError(
        f"“{brief(old)}” stands {len(places)} times in the text: {found}"
        + ("; …" if len(places) > 4 else ""),  # noqa: PLR2004  # as many as a line holds
        f"name the paragraph ({target.record}/{target.variant}#p{places[0].paragraph}), "
        "or quote more of the words around it",
    )


def _nowhere(text: tuple[str, ...], old: str, target: RecordRef) -> NoReturn:
    """Says where words stand that are like the ones that stand nowhere."""
    from rapidfuzz import fuzz, process

    from provtrack.ledger.placing import Place, around, brief

    best = process.extractOne(old, text, scorer=fuzz.partial_ratio, score_cutoff=70)
    hint = f"see the text: provtrack show {target.record}/{target.variant}"
    if best:
        near = fuzz.partial_ratio_alignment(old, best[0])
        start, end = (near.dest_start, near.dest_end) if near else (0, 0)
        place = Place(best[2] + 1, start, end)
        hint = f"did you mean ¶{place.paragraph} “{around(text, place)}”?"
    raise ProvtrackError(f"“{brief(old)}” does not stand in the text", hint)


def run_of(target: RecordRef, text: tuple[str, ...], *, beyond: bool = False) -> slice:
    """The paragraphs that the reference names; all without one."""
    if target.paragraphs is None:
        return slice(0, len(text))
    if target.paragraphs.last > len(text) + beyond:
        raise ProvtrackError(
            f"{target.record}/{target.variant}: there is no paragraph {target.paragraphs.last}",
            f"the text has {len(text)}: #p1-{len(text)}",
        )
    return slice(target.paragraphs.first - 1, target.paragraphs.last)
