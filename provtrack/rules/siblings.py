"""Rules on what one translation has and another translation of the same document lacks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, zip_longest
from typing import TYPE_CHECKING

from provtrack import dates, numbers
from provtrack.model import Text
from provtrack.rules.case import Case, Document
from provtrack.rules.model import Hit, Level, Place, rule
from provtrack.rules.skim import glances
from provtrack.schemas.files import VariantKind
from provtrack.text import Token, tokenize

if TYPE_CHECKING:
    from provtrack.model import Pin

_RECORD = """\
date = "1956-02-25"

[[variant]]
id = "goldberg"
language = "en"
kind = "translation"

[[variant]]
id = "archive"
language = "en"
kind = "translation"
"""

_OTHER = "The talk was held in French in the big hall of the embassy.\n\n"


def _two(one: str, other: str, **more: str) -> dict[str, str]:
    """Two short translations of one document."""
    return {
        "record.toml": _RECORD,
        "archive.txt": _OTHER + one + "\n",
        "goldberg.txt": _OTHER + other + "\n",
        **{name.replace("_", "."): content for name, content in more.items()},
    }


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a passage tells.

    Attributes:
        sort: ``"number"``, ``"date"``, ``"name"`` or ``"bracket"``.
        values: what it may mean; two facts are the same when they share one.
        words: as written.
        paragraph: the number of the paragraph.
        start: its first character in the paragraph, from 0.
    """

    sort: str
    values: frozenset[str]
    words: str
    paragraph: int
    start: int


def _is_same(sort: str, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether facts of a sort may tell the same; of dates one may tell less than the other."""
    if not one.isdisjoint(other):
        return True
    return sort == "date" and any(_agree(left, right) for left in one for right in other)


def _untold(facts: Iterable[Fact], others: Iterable[Fact]) -> list[Fact]:
    """The facts of a sort that are not among others of that sort."""
    told = frozenset[str]().union(*(fact.values for fact in others))
    return [fact for fact in facts if not _is_same(fact.sort, fact.values, told)]


def _agree(one: str, other: str) -> bool:
    """Whether two dates may be one of which less is told here or there."""
    if "/" in one + other:
        return False
    parts = zip(one.split("-"), other.split("-"), strict=False)
    return all("X" in left or "X" in right or left == right for left, right in parts)


_Told = tuple[str, int, int, Iterable[str]]
"""Sort of a fact, its first token, the one after its last, and what it may mean."""


class Facts:
    """The facts of a text, paragraph by paragraph."""

    def __init__(self, case: Case, document: Document) -> None:
        self.document = document
        self._glances = glances(case, document)
        self._read: dict[str, list[Fact]] = case.read.setdefault("facts", {})
        self._authority = case.shared.authority
        self._bearers = case.shared.bearers

    def _in(self, number: int) -> list[Fact]:
        """The facts of a paragraph, in order."""
        text = self.document.paragraphs[number - 1].text
        if text not in self._read:
            self._read[text] = self._of(text) if self._glances[number - 1].telling else []
        return [replace(fact, paragraph=number) for fact in self._read[text]]

    @cached_property
    def skeleton(self) -> list[str]:
        """The words that can tell a fact; where two texts have the same, no more need be read."""
        return [word for glance in self._glances for word in glance.telling]

    @cached_property
    def sequence(self) -> list[Fact]:
        """All of them in the order of the text."""
        return [fact for number in self.document.text.numbers for fact in self._in(number)]

    def among(self, numbers_: Iterable[int], sort: str) -> list[Fact]:
        """The facts of a sort in these paragraphs."""
        return [fact for number in numbers_ for fact in self._in(number) if fact.sort == sort]

    def words(self, numbers_: Iterable[int]) -> list[str]:
        """The words that can tell a fact in these paragraphs."""
        return [word for number in numbers_ for word in self._glances[number - 1].telling]

    @cached_property
    def _told(self) -> dict[str, frozenset[str]]:
        """All that the facts of a sort may mean."""
        told: dict[str, set[str]] = {}
        for fact in self.sequence:
            told.setdefault(fact.sort, set()).update(fact.values)
        return {sort: frozenset(values) for sort, values in told.items()}

    def tells(self, fact: Fact) -> bool:
        """Whether the text says the same anywhere."""
        return _is_same(fact.sort, fact.values, self._told.get(fact.sort, frozenset()))

    def place(self, fact: Fact) -> tuple[int, int]:
        """The characters of the source that are the fact."""
        end = fact.start + len(fact.words)
        return self.document.in_paragraph(fact.paragraph, fact.start, end)

    def _of(self, text: str) -> list[Fact]:
        tokens = tokenize(text)
        taken = [False] * len(tokens)
        found = [
            Fact(
                sort,
                frozenset(values),
                text[tokens[first].start : tokens[last - 1].end],
                0,
                tokens[first].start,
            )
            for sort, first, last, values in (
                *self._names(tokens, taken),
                *_dates(tokens, taken),
                *_numbers(text, tokens, taken),
            )
        ]
        for match in _BRACKETED.finditer(text):
            if _NOTE_MARK.match(text, match.start(1)):
                continue
            words = frozenset([" ".join(match[1].casefold().split())])
            found.append(Fact("bracket", words, match[0], 0, match.start()))
        return sorted(found, key=lambda fact: fact.start)

    def _names(self, tokens: list[Token], taken: list[bool]) -> Iterator[_Told]:
        for first, last, id_ in self._authority.find(tokens):
            taken[first:last] = [True] * (last - first)
            if id_ in self._bearers:
                yield "name", first, last, [id_]


def _dates(tokens: list[Token], taken: list[bool]) -> Iterator[_Told]:
    for date in dates.find(tokens):
        if not any(taken[date.start : date.end]):
            taken[date.start : date.end] = [True] * (date.end - date.start)
            if date.readings[0].sort == "date":
                yield "date", date.start, date.end, _told(date)


def _numbers(text: str, tokens: list[Token], taken: list[bool]) -> Iterator[_Told]:
    for number in numbers.find(tokens, taken):
        if not _is_weak(text, tokens[number.start].start, number.readings):
            yield "number", number.start, number.end, map(_figures, number.readings)


_BRACKETED = re.compile(r"\[([^\[\]\n]{1,300})\]")
_OPENING = re.compile(r"\W*(?:\w{1,20}\W{1,3})?")


_NOTE_MARK = re.compile(
    r"""(?<=\[)(?<!\s\[)\d{1,3}(?=\])
    | (?<=[^\W\d_][,;:!?"”’»)])\d{1,3}(?!\w|[.,]\d)
    | (?<=[^\W\d_]{4}\.)\d{1,3}(?=\s+[^\W\d_]|$)""",
    re.VERBOSE,
)
"""The number of a note, close behind a word or before the note: came.[1]; came.1 They; not No.5."""


def _told(date: dates.Date) -> Iterator[str]:
    """What a date says; a run of months says each of its ends too, a run of days does not."""
    for when in date.readings:
        yield when.edtf
        if not when.start.day:
            yield from (replace(when, end=when.start).edtf, replace(when, start=when.end).edtf)


def _figures(reading: tuple[str, ...]) -> str:
    """A number without what it is in the sentence: *three*, *third* and *three times* are one."""
    return " ".join(reading[1:])


def _is_weak(text: str, start: int, readings: Sequence[tuple[str, ...]]) -> bool:
    """Whether a number tells little: *one*, *first*, *half*, one of a paragraph or a note."""
    small = {"1", "2", "1/2"}
    is_word = not text[start : start + 1].isdigit()
    if is_word and not small.isdisjoint(map(_figures, readings)):
        return True
    following = text[start:].lstrip("0123456789")[:1]
    is_numbered = _OPENING.fullmatch(text[:start]) and following in ".)"
    return bool(is_numbered or _NOTE_MARK.match(text, start))


@dataclass(frozen=True, slots=True)
class Lack:
    """Facts that two passages do not share; ``None`` where one has nothing for it."""

    left: Fact | None
    right: Fact | None
    answers: tuple[int, ...]


_Links = Sequence[tuple[tuple[int, ...], tuple[int, ...]]]
"""Numbers of left paragraphs, and of the right paragraphs that answer them."""


@dataclass(frozen=True)
class _Pair:
    """Two translations in one language that may not tell the same facts in the same order."""

    case: Case
    left: Facts
    right: Facts

    @cached_property
    def links(self) -> _Links:
        """Which paragraphs surely answer which, the editor's pins obeyed."""
        if self._known is not None:
            return self._known
        left, right = self._texts
        found = self._aligned(left, right, self._pins)
        if not self._pins:
            self._shared.append((left, right, found))
        return found

    @cached_property
    def _known(self) -> _Links | None:
        """The links, where they are known without an alignment."""
        if self._pins:
            return None
        left, right = self._texts
        for one, other, links in self._shared:
            if _is_alike(one, left) and _is_alike(other, right):
                return links
            if _is_alike(one, right) and _is_alike(other, left):
                return [(answers, numbers) for numbers, answers in links]
        return _in_place(left, right)

    @property
    def _texts(self) -> tuple[Text, Text]:
        return self.left.document.text, self.right.document.text

    @property
    def _shared(self) -> list[tuple[Text, Text, _Links]]:
        """What was aligned in this record, or in what it was before."""
        read = self.case.read.setdefault("links", {})
        found: list[tuple[Text, Text, _Links]] = read.setdefault(self.left.document.language, [])
        return found

    def _aligned(self, left: Text, right: Text, pins: "Sequence[Pin]") -> _Links:
        from provtrack.align import align

        names = [entry.written for entry in self.case.shared.authority.entries]
        alignment = align(left, right, pins=pins, names=names)
        return [
            (link.left, link.right)
            for link in alignment.links
            if link.left and link.right and not link.doubtful
        ]

    @cached_property
    def _pins(self) -> "tuple[Pin, ...]":
        from provtrack.pins import resolve

        file = self.case.toml_files.get("alignment.toml")
        if file is None or file.value is None:
            return ()
        left, right = self.left.document, self.right.document
        return resolve(
            file.value.pin, (left.id, left.text), (right.id, right.text), lambda *_: None
        ).pins

    def lacks(self, sort: str) -> Iterator[Lack]:
        """Facts of a sort that differ, or that one passage has and the other text nowhere."""
        if self._known is None and not self._may_lack(sort):
            return
        for numbers_, answers in self.links:
            if self.left.words(numbers_) == self.right.words(answers):
                continue
            left = self.left.among(numbers_, sort)
            right = self.right.among(answers, sort)
            only_left, only_right = _untold(left, right), _untold(right, left)
            for one, other in zip_longest(only_left, only_right):
                if one is None and self.left.tells(other):
                    continue
                if other is None and self.right.tells(one):
                    continue
                yield Lack(one, other, answers if one else numbers_)

    def _may_lack(self, sort: str) -> bool:
        """Whether something may be lacking, whatever answers what.

        Nothing is where both tell the same in the same order, but for what one of them tells once
        more. Most pairs are then spared the alignment, which takes longer than all else.
        """
        left, right = (
            [each for each in side.sequence if each.sort == sort] for side in self._sides
        )
        told = [[fact.values for fact in side] for side in (left, right)]
        if told[0] == told[1]:
            return False
        if max(map(len, told)) > _MOST_FACTS:
            return True
        from rapidfuzz.distance import LCSseq

        steps = [step for step in LCSseq.opcodes(*told) if step.tag != "equal"]
        only_left = [fact for step in steps for fact in left[step.src_start : step.src_end]]
        only_right = [fact for step in steps for fact in right[step.dest_start : step.dest_end]]
        if only_left and only_right:
            return True
        return not all(
            (*map(self.right.tells, only_left), *map(self.left.tells, only_right)),
        )

    @property
    def _sides(self) -> tuple[Facts, Facts]:
        return self.left, self.right

    def hit(self, lack: Lack, what: str) -> Hit:
        """What is to be said of it, at its place in the left text where that has one."""
        own, others = (self.left, self.right) if lack.left else (self.right, self.left)
        fact, other = (lack.left, lack.right) if lack.left else (lack.right, None)
        if fact is None:
            raise ValueError(lack)
        if other is None:
            paragraph = others.document.paragraphs[lack.answers[0] - 1]
            there = Place(others.document.file, paragraph.line)
            message, remark = f"is not in {others.document.id}", "the passage that answers it"
        else:
            there = others.document.place(*others.place(other))
            message, remark = f"is {other.words!r} in {others.document.id}", f"{other.words!r} here"
        return own.document.hit(
            f"the {what} {fact.words!r} {message}",
            "hold both against the original",
            *own.place(fact),
            other=(there, remark),
        )


_MOST_PARAGRAPHS = 5_000
"""Of a text that is aligned with its siblings; a book has as many."""

_MOST_FACTS = 2_000
"""Of a sort, in texts whose facts are held against each other before they are aligned."""

_ALIKE = 0.8
"""Share of words in common of a paragraph and what became of it in a revision."""


def _is_alike(one: Text, other: Text) -> bool:
    """Whether one text is the other with words changed here and there, paragraph by paragraph.

    What answers the one answers the other.
    """
    return len(one.paragraphs) == len(other.paragraphs) and all(
        left == right or _overlap(left, right) >= _ALIKE
        for left, right in zip(one.paragraphs, other.paragraphs, strict=True)
    )


_UNLIKE = 0.2
"""Share of words in common of two paragraphs that have nothing to do with each other."""


def _in_place(left: Text, right: Text) -> _Links | None:
    """The links of a text and its revision, where each paragraph is the same or another one.

    Most revisions have all their paragraphs where they were. ``None`` where one was rewritten so
    far that it takes an alignment to tell.
    """
    if len(left.paragraphs) != len(right.paragraphs):
        return None
    links = []
    for number, pair in enumerate(zip(left.paragraphs, right.paragraphs, strict=True), 1):
        share = 1.0 if pair[0] == pair[1] else _overlap(*pair)
        if share >= _ALIKE:
            links.append(((number,), (number,)))
        elif share > _UNLIKE:
            return None
    return links if 2 * len(links) > len(left.paragraphs) else None


def _overlap(left: str, right: str) -> float:
    words = [frozenset(text.split()) for text in (left, right)]
    return len(words[0] & words[1]) / max(map(len, words))


def _pairs(case: Case) -> Iterator[_Pair]:
    """Translations in one language of which one may lack what the other tells."""
    pairs: list[_Pair] | None = case.memory.get("pairs")
    if pairs is None:
        facts = [
            Facts(case, document)
            for document in case.readable
            if document.variant
            and document.language
            and len(document.prose) == len(document.paragraphs) <= _MOST_PARAGRAPHS
            and document.variant.kind is not VariantKind.TRANSCRIPTION
        ]
        pairs = [
            _Pair(case, left, right)
            for left, right in combinations(facts, 2)
            if left.document.language == right.document.language and left.skeleton != right.skeleton
        ]
        case.memory["pairs"] = pairs
    yield from pairs


@rule(
    "PT402",
    "sibling-number",
    Level.WARNING,
    fails=[_two("Some 420 people came.", "Some 400 people came.")],
    passes=[
        _two("It took 8 hours.", "It took eight hours."),
        _two("The men had arrived.[12] It was late.", "The men had arrived.14 It was late."),
    ],
)
def sibling_number(case: Case) -> Iterator[Hit]:
    """A number that one translation has and another one lacks.

    Both render one original; one of them is wrong or leaves something out. Passages that answer
    each other are compared: where each has a number that the other has not, or where the other
    text has it nowhere. `8` and `eight` are the same number; the numbers of paragraphs and
    of notes are not counted.

    Hold both against the original, and correct the one that is wrong.
    """
    for pair in _pairs(case):
        for lack in pair.lacks("number"):
            yield pair.hit(lack, "number")


@rule(
    "PT403",
    "sibling-date",
    Level.WARNING,
    fails=[_two("We met on 17 January.", "We met on 18 January.")],
    passes=[_two("We met on 17 January.", "On January 17 we met.")],
)
def sibling_date(case: Case) -> Iterator[Hit]:
    """A date that one translation has and another one lacks.

    Both render one original; one of them is wrong or leaves something out. Passages that answer
    each other are compared as for numbers. A date without its year may be the same date.

    Hold both against the original, and correct the one that is wrong.
    """
    for pair in _pairs(case):
        for lack in pair.lacks("date"):
            yield pair.hit(lack, "date")


_NAMES = (
    '[[name]]\nid = "pak-geum-cheol"\npreferred = "Pak Geum-cheol"\n'
    'forms = [{ form = "Pak Kŭm-ch’ŏl" }]\n\n'
    '[[name]]\nid = "pak-jeong-ae"\npreferred = "Pak Jeong-ae"\n'
)


@rule(
    "PT404",
    "sibling-name",
    Level.WARNING,
    fails=[
        _two(
            "Then Pak Geum-cheol received me.", "Then Pak Jeong-ae received me.", names_toml=_NAMES
        )
    ],
    passes=[
        _two(
            "Then Pak Geum-cheol received me.", "Then Pak Kŭm-ch’ŏl received me.", names_toml=_NAMES
        ),
        _two(
            "Pak Geum-cheol came in. Pak Geum-cheol received me.",
            "Pak Geum-cheol came in. He received me.",
            names_toml=_NAMES,
        ),
    ],
)
def sibling_name(case: Case) -> Iterator[Hit]:
    """Two translations name different people in passages that answer each other.

    Only people and places of the authority file are compared, in any of their forms. Where one
    translation has a name and the other a pronoun nothing is reported: each names somebody whom
    the other does not, or the name is nowhere in the other text.

    Hold both against the original, and correct the one that is wrong.
    """
    for pair in _pairs(case):
        for lack in pair.lacks("name"):
            yield pair.hit(lack, "name")


@rule(
    "PT405",
    "sibling-bracket",
    Level.NOTE,
    fails=[_two("He sent [them] home.", "He sent [the writers] home.")],
    passes=[
        _two("He sent [them] home.", "He sent [them] home."),
        _two("He sent them home.[12]", "He sent them home."),
    ],
)
def sibling_bracket(case: Case) -> Iterator[Hit]:
    """Square brackets that one translation has and another one lacks.

    What a translator supplies is marked by one and not by the other, or one `[sic]` marks what
    the other has silently put right. Where one of the two marks nothing at all, that is reported
    once, at the first place. The numbers of notes are not counted.

    Mark what is supplied in both, or in neither.
    """
    for pair in _pairs(case):
        found = list(pair.lacks("bracket"))
        marks = [
            sum(fact.sort == "bracket" for fact in side.sequence)
            for side in (pair.left, pair.right)
            if found
        ]
        if found and not all(marks):
            count = max(marks)
            silent = pair.left if marks[1] else pair.right
            yield replace(
                pair.hit(found[0], "bracket"),
                message=f"{count} {'passage is' if count == 1 else 'passages are'} in square "
                f"brackets here, and none in {silent.document.id}",
                hint="mark what is supplied in both, or in neither",
            )
            continue
        for lack in found:
            yield pair.hit(lack, "bracket")


@rule(
    "PT406",
    "sibling-language",
    Level.WARNING,
    fails=[{"record.toml": _RECORD.replace('language = "en"\n', "", 1)}],
    passes=[{"record.toml": _RECORD}],
)
def sibling_language(case: Case) -> Iterator[Hit]:
    """One of several translations has no language.

    Translations are held against each other where both are known to be in one language. Of a text
    whose language nobody has named, no number, date or name is compared with that of the others.

    Name it in `record.toml`, as a BCP 47 tag; `provtrack import` takes it from `--language`.
    """
    variants = case.record.variant if case.record else ()
    told = [each for each in variants if each.kind is not VariantKind.TRANSCRIPTION]
    for number, variant in enumerate(variants):
        if variant in told and len(told) > 1 and not variant.language:
            yield case.at(
                "record.toml",
                ("variant", number, "language"),
                f"{variant.id} has no language, and is not compared with the other translations",
                'name it: language = "en"',
                variant=variant.id,
            )
