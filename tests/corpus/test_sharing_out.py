"""A long comparison that several processes share is the same as that of one."""

from functools import partial

import pytest

from provtrack.align import align
from provtrack.corpus import comparing
from provtrack.corpus.comparing import Knowledge, compared
from provtrack.diff import compare
from provtrack.errors import ProvtrackError
from provtrack.model import Alignment, Text
from provtrack.names import Authority, Entry

NAMES = Authority.of([Entry("pak", "Pak Yeong-bin", "", ())])
KNOWLEDGE = Knowledge(NAMES, {"PC": "Political Council"})


def text(ref: str, words: str) -> Text:
    """Paragraphs that each have a number."""
    return Text(ref, tuple(f"On {n % 28 + 1} March {words} of item {n}." * 9 for n in range(20)))


def test_processes_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "_SHARE", 5000)
    texts = (
        text("one", "Pak Yeong-bin asked the PC for a second reading"),
        text("other", "Park Yong-bin begged the Political Council for no reading"),
    )
    alignment = align(*texts)
    alone = compare(alignment, names=NAMES, abbreviations=KNOWLEDGE.abbreviations)
    assert len(alone.edits) > len(alone.passages)
    assert len(list(comparing._parts(alignment))) > 2
    assert compared(texts, lambda: alignment, KNOWLEDGE, 1) == alone
    assert compared(texts, lambda: alignment, KNOWLEDGE, 3) == alone


def test_a_text_without_paragraphs_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "_SHARE", 100)
    full, empty = text("one", "Pak Yeong-bin asked"), Text("other", ())
    for texts in ((empty, empty), (full, empty), (empty, full)):
        found = compared(texts, partial(align, *texts), KNOWLEDGE, 2)
        assert len(found.passages) == sum(len(each.paragraphs) for each in texts)


def test_what_goes_wrong_in_aligning_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "_SHARE", 5000)

    def fail() -> Alignment:
        raise ProvtrackError("no", "try again")

    texts = (text("one", "Pak Yeong-bin asked"), text("other", "Park Yong-bin begged"))
    with pytest.raises(ProvtrackError, match="no"):
        compared(texts, fail, KNOWLEDGE, 2)
