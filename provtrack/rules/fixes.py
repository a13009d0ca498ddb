"""What can be mended without a judgement: the form of a text, and what nobody can see in it."""

from provtrack.rules.case import Case, Document
from provtrack.rules.characters import invisible
from provtrack.text import join_paragraphs, split_lines


def fixed(case: Case, document: Document) -> bytes:
    """A text in the form in which texts are kept, and without characters that cannot be seen.

    Words, their order and the lines that they stand on stay. Characters are taken out only where
    the chain does not vouch for the text: there they are part of what it vouches for, and taking
    them out is a correction.
    """
    text = document.source
    if not case.is_vouched(document):
        text = "".join(_pieces_without(text, [match.start() for match in invisible(document)]))
    return join_paragraphs(split_lines(text)).encode()


def _pieces_without(text: str, places: list[int]) -> list[str]:
    starts = [0, *(place + 1 for place in places)]
    return [text[start:end] for start, end in zip(starts, [*places, len(text)], strict=True)]
