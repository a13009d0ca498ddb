"""``provtrack pin`` and ``provtrack unpin``: an editor's ruling, kept, obeyed and taken back."""

from commandline import provtrack, successful
from holdings import TALK, Collection, write

LEFT, RIGHT = f"{TALK}/halloran", f"{TALK}/archive"


def pinned() -> list[tuple[list[int], list[int]]]:
    links = successful("align", LEFT, RIGHT, "--format", "json").document["links"]
    return [(link["left"], link["right"]) for link in links if link["pinned"]]


def test_a_pin_is_obeyed_until_it_is_taken_back(collection: Collection) -> None:
    file = collection.talk.with_name("alignment.toml")
    successful("pin", f"{LEFT}#p1-2", f"{RIGHT}#p3", "--reason", "one speech")
    assert 'reason = "one speech"' in file.read_text("utf-8")
    assert pinned() == [([1, 2], [3])]
    successful("unpin", f"{LEFT}#p1-2", f"{RIGHT}#p3")
    assert pinned() == []


def test_the_last_pin_takes_its_file_with_it(collection: Collection) -> None:
    file = collection.talk.with_name("alignment.toml")
    successful("pin", f"{LEFT}#p1", f"{RIGHT}#p2")
    successful("pin", f"{LEFT}#p2", f"{RIGHT}#p1", "--apart")
    successful("unpin", f"{LEFT}#p1", f"{RIGHT}#p2")
    assert "apart = true" in file.read_text("utf-8")
    successful("unpin", f"{LEFT}#p2", f"{RIGHT}#p1")
    assert not file.exists()


def test_a_remark_is_not_taken_away_with_the_last_pin(collection: Collection) -> None:
    file = write(collection.talk.with_name("alignment.toml"), "# Ask Halloran.\nschema = 1\n")
    successful("pin", f"{LEFT}#p1", f"{RIGHT}#p2")
    successful("unpin", f"{LEFT}#p1", f"{RIGHT}#p2")
    assert "# Ask Halloran." in file.read_text("utf-8")


def test_a_pin_follows_its_paragraph_through_an_edit_and_is_missed_when_it_is_gone(
    collection: Collection,
) -> None:
    text = collection.text("halloran")
    paragraphs = text.read_text("utf-8").strip().split("\n\n")
    successful("pin", f"{LEFT}#p1", f"{RIGHT}#p3")
    write(text, ["A new beginning.", *paragraphs])
    assert pinned() == [([2], [3])]
    write(text, paragraphs[1:])
    told = provtrack("align", LEFT, RIGHT).err
    assert "pin" in told
    assert pinned() == []


def test_what_is_not_pinned_cannot_be_unpinned(collection: Collection) -> None:
    error, _ = provtrack("unpin", f"{LEFT}#p1", f"{RIGHT}#p1").complaint
    assert error.startswith("no pin of")
