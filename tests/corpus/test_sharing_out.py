"""A long comparison that several processes share is the same as that of one."""

import pytest

from provtrack.align import align
from provtrack.corpus import comparing
from provtrack.corpus.comparing import Knowledge, compared
from provtrack.model import Text
from provtrack.names import Authority, Entry

NAMES = Authority.of([Entry("pak", "Pak Yeong-bin", "", ())])
KNOWLEDGE = Knowledge(NAMES, {"PC": "Political Council"})


def text(ref: str, words: str) -> Text:
    """Paragraphs that each have a number."""
    return Text(ref, tuple(f"On {n % 28 + 1} March {words} of item {n}." * 9 for n in range(20)))


def test_processes_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "_SHARE", 5000)
    alignment = align(
        text("one", "Pak Yeong-bin asked the PC for a second reading"),
        text("other", "Park Yong-bin begged the Political Council for no reading"),
    )
    alone = compared(alignment, KNOWLEDGE)
    assert len(alone.edits) > len(alone.passages)
    assert len(list(comparing._parts(alignment))) > 2
    assert compared(alignment, KNOWLEDGE, 3) == alone


def test_a_text_without_paragraphs_is_compared() -> None:
    empty = align(Text("one", ()), Text("other", ()))
    assert compared(empty, KNOWLEDGE, 2).passages == ()
