"""The JSON documents, made of values known by heart."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import LEFT, RIGHT, harbour, linked

from provtrack.kinship.values import Finding, Skipped
from provtrack.model import Text
from provtrack.render import RENDERERS
from provtrack.render.json import alignment, comparison, finding, text


def test_a_comparison_gives_back_every_edit_in_its_place() -> None:
    document = json.loads(comparison(harbour()))

    found = [edit for passage in document["passages"] for edit in passage["edits"]]
    assert [(edit["kind"], edit["significance"]) for edit in found] == [
        (edit.kind, edit.significance) for edit in harbour().edits
    ]
    for edit in found:
        for side, paragraphs in (("left", LEFT), ("right", RIGHT)):
            if span := edit[side]:
                paragraph = paragraphs[span["paragraph"] - 1]
                assert paragraph[span["start"] : span["end"]] == span["text"]


def test_the_summary_counts_what_the_passages_hold() -> None:
    document = json.loads(comparison(harbour()))
    summary, passages = document["summary"], document["passages"]

    for status in ("equal", "changed", "added", "removed"):
        assert summary[status] == sum(passage["status"] == status for passage in passages)
    edits = [edit for passage in passages for edit in passage["edits"]]
    for significance in ("substantive", "accidental"):
        counted = sum(edit["significance"] == significance for edit in edits)
        assert summary[significance] == counted
        assert sum(kind[significance] for kind in summary["kinds"].values()) == counted


def test_an_alignment_has_every_link_with_an_empty_side_for_what_only_one_text_has() -> None:
    links: list[dict[str, Any]] = json.loads(alignment(linked(harbour())))["links"]

    assert links[3] == {
        "confidence": 0.96,
        "left": [4],
        "moved": False,
        "pinned": False,
        "right": [5, 6],
        "score": 1.0,
    }
    assert [link["right"] for link in links if not link["left"]] == [[9]]


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=4))
def test_any_text_is_read_back_as_it_was(paragraphs: list[str]) -> None:
    out = text(Text("x", tuple(paragraphs), first=3))

    document = json.loads(out)
    assert [each["text"] for each in document["paragraphs"]] == paragraphs
    assert document["paragraphs"][0]["number"] == 3
    assert not any("\x7f" <= character <= "\x9f" for character in out)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
def test_however_many_entries_are_written_at_once_the_bytes_are_those(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    skipped = tuple(Skipped(f"{number}.txt", "empty") for number in range(count))
    at_once = finding(Finding(groups=(), skipped=skipped, documents=count))

    monkeypatch.setattr("provtrack.schemas.documents._TOGETHER", 2)

    assert finding(Finding(groups=(), skipped=skipped, documents=count)) == at_once
    document = json.loads(at_once)
    ordered = {"schema": document.pop("schema"), **document}
    assert at_once == json.dumps(ordered, indent=2) + "\n"
    assert [each["path"] for each in document["skipped"]] == [each.path for each in skipped]


def test_every_document_can_be_had_as_text_and_as_json() -> None:
    for document, formats in RENDERERS.items():
        assert next(iter(formats)) == "text", document
        assert "json" in formats, document
