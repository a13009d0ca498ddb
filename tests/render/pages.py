"""Comparisons made by hand, small enough to know by heart, and large ones of any length."""

from provtrack.model import (
    Alignment,
    Comparison,
    Edit,
    Kind,
    Link,
    Passage,
    Significance,
    Span,
    Status,
    Text,
)

SUBSTANTIVE, ACCIDENTAL = Significance.SUBSTANTIVE, Significance.ACCIDENTAL

LEFT = (
    "Record of a talk at the ministry of fisheries",
    "On 17 January the envoy called on Minister Han Yŏng-su, who spoke for eight hours about ice.",
    "The minister did not agree that the harbour must be closed. He asked for 400-420 nets.",
    "He then showed the chart. It was an old chart, drawn before the pier was built.",
    "The weather was discussed at some length.",
    "Cde. Orlov thanked him and promised an answer in the spring.",
    "The talk ended at nine o'clock [in the evening].",
    "Both sides would send their notes to the archive.",
)
RIGHT = (
    "Record of a Talk at the Ministry of Fisheries",
    "On 18 January the envoy called on Minister Han Yeong-su, who spoke for 8 hours about ice.",
    "Both sides will send their notes to the archive.",
    "The minister agreed that the harbor should be closed. He asked for 400–420 nets.",
    "He then showed the chart.",
    "It was an old chart, drawn before the pier was built.",
    "Comrade Orlov thanked him warmly and promised an answer in the spring.",
    "The talk ended at nine o’clock.",
    "Translated from the file copy.",
)


def span(text: Text, number: int, words: str, nth: int = 0) -> Span:
    """The stretch of a paragraph that has these words; its very end for no words."""
    paragraph = text.paragraph(number)
    start = len(paragraph)
    if words:
        start = -1
        for _ in range(nth + 1):
            start = paragraph.index(words, start + 1)
    return Span(words, number, start, start + len(words))


def place(text: Text, number: int, before: str) -> Span:
    """The empty stretch before these words."""
    start = text.paragraph(number).index(before)
    return Span("", number, start, start)


def harbour() -> Comparison:
    """Two renderings with an edit of every kind, a split, a move, an omission and an addition."""
    left = Text("harbour/orlov", LEFT, language="en", title="A talk about ice", date="1956-01-17")
    right = Text("harbour/archive@2", RIGHT, language="en-GB", title="A talk about ice")

    def changed(
        kind: Kind, significance: Significance, a: tuple[int, str], b: tuple[int, str]
    ) -> Edit:
        return Edit(kind, significance, span(left, *a), span(right, *b))

    def whole(text: Text, number: int) -> Span:
        return span(text, number, text.paragraph(number))

    passages = (
        Passage(
            Link((1,), (1,), 0.99, 0.99),
            Status.CHANGED,
            (changed(Kind.CASE, ACCIDENTAL, (1, "talk"), (1, "Talk")),),
        ),
        Passage(
            Link((2,), (2,), 0.9, 0.98),
            Status.CHANGED,
            (
                changed(Kind.DATE, SUBSTANTIVE, (2, "17 January"), (2, "18 January")),
                changed(Kind.ROMANISATION, ACCIDENTAL, (2, "Yŏng-su"), (2, "Yeong-su")),
                changed(Kind.NUMBER, ACCIDENTAL, (2, "eight"), (2, "8")),
            ),
        ),
        Passage(
            Link((3,), (4,), 0.8, 0.97, pinned=True),
            Status.CHANGED,
            (
                changed(Kind.NEGATION, SUBSTANTIVE, (3, "did not agree"), (4, "agreed")),
                changed(Kind.SPELLING, ACCIDENTAL, (3, "harbour"), (4, "harbor")),
                changed(Kind.MODALITY, SUBSTANTIVE, (3, "must"), (4, "should")),
                changed(Kind.PUNCTUATION, ACCIDENTAL, (3, "-"), (4, "–")),
            ),
        ),
        Passage(Link((4,), (5, 6), 1, 0.96), Status.EQUAL),
        Passage(
            Link((5,), (), 0, 0.8),
            Status.REMOVED,
            (Edit(Kind.OMISSION, SUBSTANTIVE, whole(left, 5), None),),
        ),
        Passage(
            Link((6,), (7,), 0.85, 0.41),
            Status.CHANGED,
            (
                changed(Kind.ABBREVIATION, ACCIDENTAL, (6, "Cde."), (7, "Comrade")),
                Edit(
                    Kind.ADDITION,
                    SUBSTANTIVE,
                    place(left, 6, "and promised"),
                    span(right, 7, "warmly"),
                ),
            ),
        ),
        Passage(
            Link((7,), (8,), 0.9, 0.95),
            Status.CHANGED,
            (
                changed(Kind.PUNCTUATION, ACCIDENTAL, (7, "'"), (8, "’")),
                Edit(
                    Kind.INTERPOLATION,
                    ACCIDENTAL,
                    span(left, 7, "[in the evening]"),
                    place(right, 8, "."),
                ),
            ),
        ),
        Passage(
            Link((), (9,), 0, 0.7),
            Status.ADDED,
            (Edit(Kind.ADDITION, SUBSTANTIVE, None, whole(right, 9)),),
        ),
        Passage(
            Link((8,), (3,), 0.93, 0.9, moved=True),
            Status.CHANGED,
            (changed(Kind.MODALITY, SUBSTANTIVE, (8, "would"), (3, "will")),),
        ),
    )
    return Comparison(left, right, passages)


def linked(comparison: Comparison) -> Alignment:
    """The alignment that a comparison rests on."""
    links = tuple(passage.link for passage in comparison.passages)
    return Alignment(comparison.left, comparison.right, links)


def single(left: str, right: str, *edits: Edit, language: str = "") -> Comparison:
    """One paragraph against one."""
    return Comparison(
        Text("left", (left,), language=language),
        Text("right", (right,), language=language),
        (Passage(Link((1,), (1,), 0.9, 0.9), Status.CHANGED, edits),),
    )


def long(paragraphs: int) -> Comparison:
    """As many paragraphs of some 90 words, a few words changed in each, every fiftieth moved."""
    sentence = "the delegate of the northern province asked the chair for a second reading of item "
    lefts, rights, passages = [], [], []
    for number in range(1, paragraphs + 1):
        body = " ".join(f"{sentence}{number * 7 + i}." for i in range(6))
        lefts.append(f"On {number % 28 + 1} March {body}")
        rights.append(f"On {number % 27 + 2} March {body.replace('asked', 'begged', 2)}")
    left, right = Text("long/one", tuple(lefts)), Text("long/two", tuple(rights))
    for number in range(1, paragraphs + 1):
        edits = [
            Edit(
                Kind.WORDING,
                SUBSTANTIVE if i else ACCIDENTAL,
                span(left, number, "asked", i),
                span(right, number, "begged", i),
            )
            for i in range(2)
        ]
        moved = number % 50 == 0
        link = Link((number,), (number,), 0.95, 0.97, moved=moved)
        passages.append(Passage(link, Status.CHANGED, tuple(edits)))
    return Comparison(left, right, tuple(passages))
