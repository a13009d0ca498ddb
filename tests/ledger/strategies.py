"""Texts in stored form, and texts that are edits of one another."""

from hypothesis import strategies as st

from provtrack.text import join_paragraphs, split_lines

Paragraphs = tuple[str, ...]

LATIN = ["the", "of", "a", "forty", "wagons", "of the", "1,500", "don’t", ",", ".", "“", "-"]
OTHER = [
    "Пак",
    "안녕",
    "會談",
    "e\u0301",
    "\u0301",
    "x\u0302",
    "\xa0",
    "\u202f",
    "\U0001f600\u200d",
]
WORDS = st.sampled_from([*LATIN, *OTHER, "\x01", "\u200b"])
ANY = st.text(max_size=12)
PIECES = st.one_of(WORDS, WORDS, WORDS, ANY)


def stored(lines: list[str]) -> Paragraphs:
    return split_lines(join_paragraphs(split_lines("\n".join(lines))))


PARAGRAPH = st.lists(PIECES, max_size=9).map(" ".join)
TEXTS = st.lists(PARAGRAPH, max_size=7).map(stored)


@st.composite
def edited(draw: st.DrawFn, text: Paragraphs) -> Paragraphs:
    """The text after some edits at places that mean nothing."""
    whole = "\n".join(text)
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(whole)))
        end = min(len(whole), start + draw(st.integers(0, 8)))
        put = draw(st.one_of(st.just(""), st.just("\n"), st.just(" "), PIECES))
        whole = whole[:start] + put + whole[end:]
    return stored(whole.split("\n"))


@st.composite
def versions(draw: st.DrawFn, count: int = 2) -> list[Paragraphs]:
    """A text and later versions of it, one after the other."""
    made = [draw(TEXTS)]
    while len(made) < count:
        made.append(draw(st.one_of(edited(made[-1]), edited(made[-1]), TEXTS)))
    return made
