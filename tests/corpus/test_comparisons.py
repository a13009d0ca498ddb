"""Kept comparisons: what comes back is what was kept, and only for the same question."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.align import align
from provtrack.corpus.comparing import Knowledge
from provtrack.corpus.comparisons import Comparisons
from provtrack.diff import compare
from provtrack.model import Pin, Text

WORDS = st.sampled_from(
    ["the", "8", "eight", "minister", "not", "Pak", "Pák", "came.", "\u00a0", "é"]
)
PARAGRAPHS = st.lists(
    st.lists(WORDS, min_size=1, max_size=9).map(" ".join).filter(str.strip), max_size=4
)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_a_comparison_comes_back_as_it_was(left: list[str], right: list[str]) -> None:
    texts = Text("a/b", tuple(left), language="en"), Text("a/c", tuple(right), date="1957")
    made = compare(align(*texts))
    with TemporaryDirectory() as name:
        first = Comparisons(Path(name) / "private", Knowledge(), b"")
        key = first.key(*texts, ())
        assert first.known(key, *texts) is None
        first.keep(key, made)
        assert first.known(key, *texts) == made
        first.write()
        assert Comparisons(Path(name) / "private", Knowledge(), b"").known(key, *texts) == made


def test_whatever_a_comparison_depends_on_makes_another_key(tmp_path: Path) -> None:
    one, other = Text("a/b", ("One.", "Two.")), Text("a/c", ("One.",))
    plain = Comparisons(tmp_path, Knowledge(), b"")
    keys = [
        plain.key(one, other, ()),
        plain.key(other, one, ()),
        plain.key(Text("a/b", ("One.", "Three.")), other, ()),
        plain.key(Text("a/b", ("One.", "Two."), language="de"), other, ()),
        plain.key(Text("a/b", ("One.", "Two."), date="1957"), other, ()),
        plain.key(one, other, (Pin((2,), (1,)),)),
        plain.key(one, other, (Pin((2,), (1,), apart=True),)),
        Comparisons(tmp_path, Knowledge(None, {"PC": "Council"}), b"").key(one, other, ()),
        Comparisons(tmp_path, Knowledge(), b"ru\ten\n").key(one, other, ()),
    ]
    assert len({*keys}) == len(keys)
    assert plain.key(Text("x/y", one.paragraphs, title="T"), other, ()) == keys[0]
