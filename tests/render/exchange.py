"""Pairs of texts for the formats that carry both of them, and Hypothesis's way to more."""

from hypothesis import strategies as st

from provtrack.align import align
from provtrack.diff import compare
from provtrack.model import Comparison, Text

LEFT = (
    "Record of a talk at the ministry.",
    "On 17 January the envoy called on the minister. He spoke of the ice for eight hours.",
    "The harbour was to be closed.",
    "They asked for 400-420 nets.",
    "Both sides would send their notes to the archive of the fishing fleet in spring.",
    "Nobody spoke after that.",
)
RIGHT = (
    "Both sides will send their notes to the archive of the fishing fleet in spring.",
    "Record of a Talk at the Ministry.",
    "On 18 January the envoy called on the minister.",
    "He spoke of the ice for 8 hours.",
    "The harbor was not to be closed. They asked for 400–420 nets.",
    "A note about whales was added by the clerk.",
)
"""A split, a merge, a moved paragraph, one that is gone and one that is new."""

HOSTILE = (
    "An escape \x1b[31mred\x1b[0m and a bell \x07 in the <b>ministry</b> & 'elsewhere' \"today\".",
    "Left \u202eot right\u202c, a nothing \ufeff, a noncharacter \uffff ]]> <!-- done.",
)


def compared(left: tuple[str, ...], right: tuple[str, ...], language: str = "en") -> Comparison:
    """Two texts, aligned and compared as the command does it."""
    return compare(
        align(
            Text("talk/one", left, language=language, title="A talk"),
            Text("talk/two", right, language=language),
        )
    )


_WORDS = st.sampled_from(
    ["the", "a", "of", "17", "18", "January", "harbour", "harbor", "ice", "[sic]", ".", ",", "not"]
)
_SPACES = st.sampled_from([" ", " ", " ", "\xa0", ""])


@st.composite
def _paragraph(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.tuples(_WORDS, _SPACES), min_size=1, max_size=10))
    return "".join(word + space for word, space in words).strip()


texts = st.lists(_paragraph(), min_size=1, max_size=5).map(tuple)
"""Texts of few different words, so that they are often alike."""
