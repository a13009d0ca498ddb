"""What a user types to name a text, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtrack.errors import ProvtrackError
from provtrack.refs import FileRef, Paragraphs, RecordRef, parse


@pytest.mark.parametrize(
    ("ref", "parts"),
    [
        ("talk", RecordRef("talk")),
        ("talk/draft", RecordRef("talk", "draft")),
        ("talk/draft@2", RecordRef("talk", "draft", "2")),
        ("talk@main", RecordRef("talk", revision="main")),
        ("talk/draft@HEAD~3", RecordRef("talk", "draft", "HEAD~3")),
        ("talk/draft@feature/x", RecordRef("talk", "draft", "feature/x")),
        ("talk/draft@v1.0", RecordRef("talk", "draft", "v1.0")),
        ("talk/draft@main@{yesterday}", RecordRef("talk", "draft", "main@{yesterday}")),
        ("talk/draft#p3", RecordRef("talk", "draft", "", Paragraphs(3, 3))),
        ("talk/draft#p3-5", RecordRef("talk", "draft", "", Paragraphs(3, 5))),
        ("talk/draft@2#p3-5", RecordRef("talk", "draft", "2", Paragraphs(3, 5))),
        ("talk/draft@a#b#p3", RecordRef("talk", "draft", "a#b", Paragraphs(3, 3))),
        ("-", FileRef("-")),
        ("-#p2", FileRef("-", Paragraphs(2, 2))),
        ("draft.txt", FileRef("draft.txt")),
        ("a/b.docx#p1-2", FileRef("a/b.docx", Paragraphs(1, 2))),
        ("./talk/draft", FileRef("./talk/draft")),
        ("../talk", FileRef("../talk")),
        ("/tmp/talk", FileRef("/tmp/talk")),
        ("~/talk", FileRef("~/talk")),
        ("C:\\texts\\draft", FileRef("C:\\texts\\draft")),
        ("draft.txt@2", FileRef("draft.txt@2")),
        ("draft.txt#part", FileRef("draft.txt#part")),
    ],
)
def test_a_reference_has_these_parts(ref: str, parts: FileRef | RecordRef) -> None:
    assert parse(ref) == parts


@pytest.mark.parametrize(
    "ref",
    [
        "",
        "@2",
        "talk/",
        "/draft@"[1:],
        "talk//draft",
        "talk/draft/x",
        "talk/draft@",
        "-talk",
        "#p2",
    ],
)
def test_what_has_none_of_the_forms_is_refused(ref: str) -> None:
    with pytest.raises(ProvtrackError) as caught:
        parse(ref)
    assert "RECORD/VARIANT" in caught.value.hint


@given(st.text())
def test_any_string_is_a_reference_or_is_refused_in_one_line(ref: str) -> None:
    try:
        parsed = parse(ref)
    except ProvtrackError as refusal:
        lines = [refusal.message, refusal.hint]
    else:
        lines = []
        if isinstance(parsed, RecordRef):
            assert not parsed.revision.startswith("-")
            assert "\n" not in parsed.revision
            assert not {"/", ".", "\0"} & set(parsed.record + parsed.variant)
    assert not any("\n" in line for line in lines)


_IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,20}", fullmatch=True)


@given(_IDS, _IDS, st.integers(1, 10**6), st.integers(1, 999), st.integers(0, 99))
def test_what_is_put_together_is_taken_apart_again(
    record: str, variant: str, state: int, first: int, more: int
) -> None:
    parsed = parse(f"{record}/{variant}@{state}#p{first}-{first + more}")

    assert parsed == RecordRef(record, variant, str(state), Paragraphs(first, first + more))
