"""What a collation is: witnesses, the passages that answer each other, the places that vary.

Witnesses are known by their index, the base being 0; paragraphs are counted from 1.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from provtrack.model import Kind, Significance, Text


@dataclass(frozen=True, slots=True)
class Witness:
    """A text that is collated.

    Attributes:
        siglum: the letter that stands for it.
        text: what it reads.
        foreign: whether it is in another language than the base, so that only its paragraphs can
            be put beside the others'.
    """

    siglum: str
    text: Text
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one or more witnesses read at a place.

    Attributes:
        text: without white space around it, a space for a paragraph break; empty for nothing.
        witnesses: who reads so, ascending.
        kinds: in what it differs from the lemma; empty for the lemma itself.
        significance: whether that changes what the text says; ``None`` for the lemma itself.
    """

    text: str
    witnesses: tuple[int, ...]
    kinds: tuple[Kind, ...] = ()
    significance: Significance | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A column of a passage's table: a stretch of every witness that has the passage.

    Attributes:
        stretches: by witness, its very characters, a line feed for a paragraph break; ``None``
            for a witness that lacks the passage or is in another language.
        readings: the groups that read the same, the lemma's first, then in the order of witnesses.
    """

    stretches: tuple[str | None, ...]
    readings: tuple[Reading, ...]

    @property
    def varies(self) -> bool:
        """Whether any two witnesses read differently."""
        return len(self.readings) > 1

    @property
    def lemma(self) -> Reading:
        """The reading that the others are held against."""
        return self.readings[0]

    @property
    def significance(self) -> Significance | None:
        """Substantive if any of its readings is; ``None`` where nothing varies."""
        found = {reading.significance for reading in self.readings[1:]}
        return next((each for each in Significance if each in found), None)

    def reading_of(self, witness: int) -> Reading | None:
        """What a witness reads here."""
        return next((each for each in self.readings if witness in each.witnesses), None)


@dataclass(frozen=True, slots=True)
class Row:
    """A passage: the paragraphs of all witnesses that answer each other.

    Attributes:
        numbers: by witness, the numbers of its paragraphs, ascending; empty where it has none.
        moved: the witnesses that have it elsewhere in their order than the base.
        places: put together, the stretches of a witness are its paragraphs joined by line feeds.
        lead: the witness whose readings are the lemmas: the base, or who stands in for it.
    """

    numbers: tuple[tuple[int, ...], ...]
    moved: tuple[int, ...]
    places: tuple[Place, ...]
    lead: int = 0

    @property
    def variants(self) -> tuple[Place, ...]:
        """The places where witnesses differ."""
        return tuple(place for place in self.places if place.varies)

    @property
    def absent(self) -> tuple[int, ...]:
        """The witnesses that lack the passage."""
        return tuple(index for index, numbers in enumerate(self.numbers) if not numbers)

    @property
    def beside(self) -> tuple[int, ...]:
        """The witnesses that have it in another language than the lead."""
        return tuple(
            index
            for index, numbers in enumerate(self.numbers)
            if numbers and self.places[0].stretches[index] is None
        )

    @property
    def agrees(self) -> bool:
        """Whether all witnesses have the passage, at the same place and in the same words."""
        return not (self.absent or self.moved or self.beside or self.variants)


@dataclass(frozen=True, slots=True)
class Collation:
    """Any number of texts in one table, passage by passage in the order of the base.

    Every paragraph of every witness is in exactly one row.
    """

    witnesses: tuple[Witness, ...]
    rows: tuple[Row, ...]

    @property
    def places(self) -> Iterator[Place]:
        """All places where witnesses differ, in order."""
        return (place for row in self.rows for place in row.variants)

    @property
    def identical(self) -> bool:
        """Whether all witnesses have the same paragraphs in the same order."""
        first, *others = (witness.text.paragraphs for witness in self.witnesses)
        return all(paragraphs == first for paragraphs in others)

    @property
    def counts(self) -> dict[str, int]:
        """How much there is of what; the keys are those of the JSON ``summary``."""
        significances = Counter(place.significance for place in self.places)
        return {
            "passages": len(self.rows),
            "agreeing": sum(row.agrees for row in self.rows),
            "incomplete": sum(bool(row.absent) for row in self.rows),
            "moved": sum(bool(row.moved) for row in self.rows),
            "places": significances.total(),
            **{each.value: significances[each] for each in Significance},
        }

    @property
    def agreements(self) -> dict[tuple[int, int], tuple[int, int]]:
        """By pair of witnesses: at how many varying places they agree, of how many both have."""
        together: Counter[tuple[int, int]] = Counter()
        both: Counter[tuple[int, int]] = Counter()
        for place in self.places:
            present = sorted(index for each in place.readings for index in each.witnesses)
            both.update(combinations(present, 2))
            for reading in place.readings:
                together.update(combinations(reading.witnesses, 2))
        pairs = combinations(range(len(self.witnesses)), 2)
        return {pair: (together[pair], both[pair]) for pair in pairs}

    def words(self, row: Row, witness: int) -> str:
        """The paragraphs that a witness has in a passage, joined by line feeds."""
        text = self.witnesses[witness].text
        return "\n".join(text.paragraph(number) for number in row.numbers[witness])

    def rebuild(self, witness: int) -> tuple[str, ...]:
        """The paragraphs of a witness, taken from the table alone.

        Raises:
            ValueError: it is in another language: only its paragraphs' numbers are in the table.
        """
        paragraphs: dict[int, str] = {}
        for row in self.rows:
            if witness in row.beside:
                message = f"no words of witness {witness} in the table"
                raise ValueError(message)
            stretches = (place.stretches[witness] for place in row.places)
            pieces = "".join(stretch for stretch in stretches if stretch is not None)
            paragraphs |= dict(zip(row.numbers[witness], pieces.split("\n"), strict=False))
        return tuple(paragraphs[number] for number in self.witnesses[witness].text.numbers)

    def only_substantive(self) -> "Collation":
        """The same table with accidental readings counted as their lemma's."""
        return replace(self, rows=tuple(map(_substantive_row, self.rows)))


def _substantive_row(row: Row) -> Row:
    return replace(row, places=tuple(map(_substantive_place, row.places)))


def _substantive_place(place: Place) -> Place:
    alike = [each for each in place.readings if each.significance is not Significance.SUBSTANTIVE]
    others = [each for each in place.readings if each.significance is Significance.SUBSTANTIVE]
    witnesses = tuple(sorted(index for each in alike for index in each.witnesses))
    return replace(place, readings=(replace(place.lemma, witnesses=witnesses), *others))


def siglum(index: int) -> str:
    """The letters of a witness, counted from 0: A to Z, then AA, AB and so on."""
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
