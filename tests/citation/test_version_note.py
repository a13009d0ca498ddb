"""The version note is found again, however a citation was printed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from works import VERSION

from provtrack.citation import Version
from provtrack.citation.version import find, note

NOTE = note(VERSION)


@pytest.mark.parametrize(
    "printed",
    [
        f"In a footnote, version {NOTE}.",
        f"(version {NOTE.replace('(', '[').replace(')', ']')})",
        NOTE.replace("-", "‑").replace("#", r"\#").replace("_", r"\_"),
        NOTE.replace(" ", "\n"),
        NOTE.replace(" ", "\xa0"),
        NOTE.replace("/", "/\n"),
        NOTE.replace("talk-", "talk-\n    "),
        NOTE.replace("goldberg", "gold\xadberg"),
        "https://example.org/a/b@1 (2019). " + NOTE,
    ],
)
def test_it_is_found_as_people_print_it(printed: str) -> None:
    found = find(printed)

    assert found is not None
    assert (found.record, found.variant, found.state) == ("talk-1969", "goldberg", 2)
    assert (found.first, found.last) == (14, 14)


@pytest.mark.parametrize(
    "text",
    ["", "Goldberg (1969).", "see talk-1969/goldberg@2", "a text (2019, commit)", "x" * 50_000],
)
def test_what_is_no_note_is_not_taken_for_one(text: str) -> None:
    assert find(text) is None


_ids = st.text("abXY019_-", min_size=1, max_size=20).map(lambda rest: f"r{rest}")
_hashes = st.integers(0, 2**256 - 1).map("{:064x}".format)


@given(
    _ids, _ids, st.integers(0, 999_999), st.integers(0, 500), st.integers(0, 50), _hashes, _hashes
)
def test_every_note_is_read_back(
    record: str, variant: str, state: int, first: int, more: int, text: str, commit: str
) -> None:
    last = first + more if first else 0
    version = Version(record, variant, state, first, last, text, commit)

    found = find(f"Anybody, “Anything,” version {note(version)}.")

    assert found is not None
    assert (found.record, found.variant, found.state) == (record, variant, state)
    assert (found.first, found.last) == (first, last)
    assert text.startswith(found.text)
    assert commit.startswith(found.commit or found.revision)


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    found = find(text)

    assert found is None or re.fullmatch(r"[A-Za-z0-9_-]+", found.record)
