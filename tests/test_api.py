"""The same from a notebook: ``import provtrack``."""

from pathlib import Path

import pytest
from holdings import FIRST_STATE, SECOND_STATE, TALK, Collection, write

import provtrack

LEFT, RIGHT = f"{TALK}/halloran", f"{TALK}/archive"


def test_every_public_name_is_there_and_is_listed() -> None:
    for name in provtrack.__all__:
        assert getattr(provtrack, name) is not None
    assert set(provtrack.__all__) <= set(dir(provtrack))


def test_a_name_that_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'collate_all'"):
        _ = provtrack.collate_all


def test_texts_are_read_aligned_and_compared_by_reference(collection: Collection) -> None:
    assert provtrack.read_text(f"{LEFT}@1").paragraphs == FIRST_STATE
    assert [link.right for link in provtrack.align(LEFT, RIGHT).links][:2] == [(1,), (3,)]
    comparison = provtrack.compare(f"{LEFT}@1", LEFT)
    (edit,) = comparison.edits
    assert edit.kind is provtrack.Kind.NUMBER
    assert edit.significance is provtrack.Significance.SUBSTANTIVE


def test_a_function_stays_one_after_the_room_of_its_name_was_imported() -> None:
    import importlib

    importlib.import_module("provtrack.align.engine")
    importlib.import_module("provtrack.render.json")

    one = provtrack.Text("one", FIRST_STATE)
    assert provtrack.render(provtrack.align(one, one), "json")
    assert provtrack.align(one, one) == provtrack.align(one, one)


def test_the_repository_can_be_named(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert provtrack.read_text(LEFT, repo=collection.root).paragraphs == SECOND_STATE
    assert provtrack.read_text(LEFT, repo=str(collection.root)).language == "en"
    assert provtrack.open_records(collection.root).record(TALK).id == TALK


def test_files_paths_and_texts_can_be_mixed(desk: Path) -> None:
    path = write(desk / "one.txt", SECOND_STATE)
    text = provtrack.Text("mine", SECOND_STATE)

    assert provtrack.compare(path, text).identical
    assert provtrack.compare("one.txt", path).identical


@pytest.mark.parametrize("output_format", ["text", "json", "html", "md", "csv"])
def test_a_comparison_can_be_written_out(output_format: str) -> None:
    one, two = provtrack.Text("one", FIRST_STATE), provtrack.Text("two", SECOND_STATE)

    out = provtrack.render(provtrack.compare(one, two), output_format)

    assert isinstance(out, str)
    assert "teen" in out


def test_an_unknown_format_is_an_error_that_names_the_others() -> None:
    with pytest.raises(provtrack.ProvtrackError, match="no format 'doc'") as caught:
        provtrack.render(provtrack.Text("one", FIRST_STATE), "doc")

    assert "json" in caught.value.hint
