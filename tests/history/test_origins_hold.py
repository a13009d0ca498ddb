"""What holds for every history, and what git's own blame says of those that it can follow."""

from itertools import pairwise
from pathlib import Path

from holdings import git
from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.history.cutting import Cutter
from provtrack.history.lineage import trace
from provtrack.history.origins import blame, chain
from provtrack.history.values import Event, Lineage, Source, Version
from provtrack.text import join_paragraphs, split_lines, text_sha256, tokenize

WORDS = st.sampled_from(
    "the a harvest bridge of wagons closed Sarn, May. he said no 14 ру́сский 橋".split()  # noqa: SIM905
)
PARAGRAPH = (
    st.lists(WORDS, min_size=1, max_size=12).map(" ".join).map(lambda text: split_lines(text)[0])
)
TEXT = st.lists(PARAGRAPH, max_size=6)


def traced(texts: list[list[str]], merges: list[bool]) -> Lineage:
    """Each version follows the one before, and where it is a merge also the one before that."""
    versions = []
    for place in range(len(texts)):
        parents: tuple[int, ...] = (place - 1,) if place else ()
        if place > 1 and merges[place % len(merges)]:
            parents = (place - 1, place - 2)
        versions.append(Version(Source.COMMIT, str(place), parents))
    return trace(versions, texts)


FEW = settings(max_examples=40, deadline=None)
"""A history is made of several texts, each of several paragraphs: one example is many."""

HISTORIES = st.builds(
    traced, st.lists(TEXT, min_size=1, max_size=5), st.lists(st.booleans(), min_size=1)
)


@FEW
@given(HISTORIES)
def test_every_paragraph_and_every_word_has_exactly_one_origin(lineage: Lineage) -> None:
    for each in blame(lineage, by_word=True):
        assert each.wording.text == lineage.texts[-1][each.number - 1].text
        covered = [token.text for stretch in each.stretches for token in tokenize(stretch.text)]
        assert covered == [token.text for token in tokenize(each.wording.text)]
        assert all(one.end <= other.start for one, other in pairwise(each.stretches))
        newest = len(lineage.versions) - 1
        assert all(stretch.origin.version <= newest for stretch in each.stretches)
        assert each.origin in chain([each.wording])


@FEW
@given(HISTORIES)
def test_a_word_stands_in_the_version_that_it_is_from(lineage: Lineage) -> None:
    for each in blame(lineage, by_word=True):
        for stretch in each.stretches:
            own = {token.text for token in tokenize(stretch.origin.text)}
            assert {token.text for token in tokenize(stretch.text)} <= own


@FEW
@given(HISTORIES)
def test_the_wordings_of_a_version_are_its_text(lineage: Lineage) -> None:
    for wordings in lineage.texts:
        for wording in wordings:
            assert wording.events
            assert (Event.BORN in wording.events) == (not wording.sources)
            assert all(source.version < wording.version for source in wording.sources)


@FEW
@given(HISTORIES)
def test_nothing_is_both_there_and_gone(lineage: Lineage) -> None:
    used = {source for text in lineage.texts for each in text for source in each.sources}
    for gone in lineage.gone:
        assert gone.wording not in used
        assert gone.wording not in lineage.current


RAW = st.one_of(
    TEXT.filter(bool).map(lambda text: join_paragraphs(text).encode()),
    st.lists(PARAGRAPH, min_size=1).map(lambda text: "\n".join(text).encode()),
    st.lists(PARAGRAPH, min_size=1).map(lambda text: "\r\n\r\n".join(text).encode("utf-8-sig")),
    st.text(min_size=1).filter(lambda text: bool(split_lines(text)) and "\0" not in text)
    .map(lambda text: text.encode("utf-8", "ignore")).filter(lambda data: bool(data.strip())),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(RAW, max_size=6))
def test_cutting_only_what_changed_gives_what_cutting_all_gives(versions: list[bytes]) -> None:
    cutter = Cutter(unwrap=False, hashes=True)
    for data in versions:
        whole = split_lines(data.decode("utf-8-sig"))
        if not whole:
            continue
        cut = cutter.cut(data)
        assert tuple(cut.paragraphs) == whole
        assert cut.sha256 == text_sha256(whole)


UNIQUE = st.integers(0, 10**6).map(
    lambda number: f"Paragraph {number} tells of wagon {number * 7} and of bridge {number * 13}."
)
EDIT = st.tuples(st.sampled_from(["reword", "insert", "delete"]), st.integers(0, 99), UNIQUE)


@settings(max_examples=6, deadline=None)
@given(
    st.lists(UNIQUE, min_size=2, max_size=6, unique=True), st.lists(EDIT, min_size=1, max_size=6)
)
def test_where_a_line_is_a_paragraph_git_says_the_same(
    text: list[str], edits: list[tuple[str, int, str]]
) -> None:
    texts = [text]
    for what, where, new in edits:
        text = [*text]
        place = where % len(text)
        if new in text:
            continue
        if what == "insert":
            text.insert(place, new)
        elif what == "delete" and len(text) > 1:
            del text[place]
        else:
            text[place] = text[place].replace("tells", f"tells again {where}, and")
        texts.append(text)
    lineage = traced(texts, [False])

    assert [each.origin.version for each in blame(lineage)] == git_blame(texts)


def git_blame(texts: list[list[str]]) -> list[int]:
    """The version that git blames each paragraph on."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        git(root, "init", "--quiet")
        commits = []
        for text in texts:
            (root / "text.txt").write_text(join_paragraphs(text), encoding="utf-8")
            git(root, "add", "text.txt")
            git(root, "commit", "--quiet", "--allow-empty", "--message", "next")
            commits.append(git(root, "rev-parse", "HEAD"))
        lines = git(root, "blame", "-l", "-s", "--root", "text.txt").splitlines()
    return [commits.index(line.split()[0]) for line in lines[::2]]
