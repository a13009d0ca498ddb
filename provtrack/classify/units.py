"""What the comparison of two passages counts in: words, marks, and whatever must not be torn."""

from dataclasses import dataclass

from provtrack.text import fold, tokenize


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text that is kept or changed as a whole.

    Attributes:
        text: its characters.
        start: of the first, in the text.
        end: after the last.
        key: units with the same key answer each other, however they are written.
    """

    text: str
    start: int
    end: int
    key: str

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation, not a word."""
        return not self.text[0].isalnum()


def units(text: str) -> list[Unit]:
    """The units of a text, in order."""
    return [Unit(token.text, token.start, token.end, fold(token.text)) for token in tokenize(text)]
