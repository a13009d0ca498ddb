"""Every form in which a text can be named, held through the commands that take one."""

import json
from pathlib import Path

import pytest
from commandline import provtrack, successful
from holdings import DRAFT, FIRST_STATE, NOTE, OTHER, SECOND_STATE, TALK, Collection, write


def paragraphs(ref: str | Path, stdin: bytes = b"") -> dict[int, str]:
    """The paragraphs of a text as ``show`` gives them, by their numbers."""
    document = successful("show", ref, "--format", "json", stdin=stdin).document
    return {each["number"]: each["text"] for each in document["paragraphs"]}


def numbered(text: tuple[str, ...]) -> dict[int, str]:
    return dict(enumerate(text, 1))


@pytest.mark.parametrize(
    ("ref", "text"),
    [
        (f"{TALK}/halloran", SECOND_STATE),
        (f"{TALK}/halloran@1", FIRST_STATE),
        (f"{TALK}/halloran@2", SECOND_STATE),
        (f"{TALK}/halloran@published", FIRST_STATE),
        (f"{TALK}/halloran@HEAD~2", FIRST_STATE),
        (f"{TALK}/halloran@HEAD", SECOND_STATE),
        (f"{TALK}/halloran@main~1", SECOND_STATE),
        (f"{TALK}/archive@review", (*OTHER[:-1], "Under review.")),
        (f"{NOTE}/draft", DRAFT),
    ],
)
def test_a_reference_gives_the_text_in_that_version(
    collection: Collection, ref: str, text: tuple[str, ...]
) -> None:
    assert paragraphs(ref) == numbered(text)


def test_a_commit_can_be_named_by_its_id_and_its_first_digits(collection: Collection) -> None:
    first = collection.git("rev-parse", "published")

    assert paragraphs(f"{TALK}/halloran@{first}") == numbered(FIRST_STATE)
    assert paragraphs(f"{TALK}/halloran@{first[:10]}") == numbered(FIRST_STATE)


def test_a_variant_without_a_revision_is_what_stands_in_the_working_tree(
    collection: Collection,
) -> None:
    write(collection.text("halloran"), ["Not yet committed."])

    assert paragraphs(f"{TALK}/halloran") == {1: "Not yet committed."}


def test_a_state_is_found_in_history_when_the_working_tree_has_moved_on(
    collection: Collection,
) -> None:
    write(collection.text("halloran"), ["Not yet committed."])

    assert paragraphs(f"{TALK}/halloran@2") == numbered(SECOND_STATE)


def test_a_state_is_found_on_another_branch_even_after_the_file_is_gone(
    collection: Collection,
) -> None:
    collection.text("halloran").unlink()

    assert paragraphs(f"{TALK}/halloran@1") == numbered(FIRST_STATE)


def test_a_number_past_the_last_state_is_a_git_revision(collection: Collection) -> None:
    collection.git("tag", "1957", "published")

    assert paragraphs(f"{TALK}/halloran@1957") == numbered(FIRST_STATE)


def test_a_number_that_is_neither_state_nor_revision_is_told_the_last_state(
    collection: Collection,
) -> None:
    message, hint = provtrack("show", f"{TALK}/halloran@9").complaint

    assert message == f"{TALK}/halloran@9: no such state, and no such git revision"
    assert f"the last state is {TALK}/halloran@2" in hint


def test_a_bare_number_up_to_the_last_state_is_the_state_even_if_a_tag_has_that_name(
    collection: Collection,
) -> None:
    collection.git("tag", "2", "published")

    assert paragraphs(f"{TALK}/halloran@2") == numbered(SECOND_STATE)


def test_a_state_that_no_text_answers_is_an_error_that_names_its_hash(
    collection: Collection,
) -> None:
    source = collection.talk.read_text(encoding="utf-8")
    sha256 = source.rpartition('text_sha256 = "')[2][:64]
    collection.edit(sha256, "0" * 64)

    message, hint = provtrack("show", f"{TALK}/halloran@2").complaint

    assert message.startswith(f"{TALK}/halloran@2: no text with the hash 000000000000")
    assert "fetch" in hint


def test_a_text_at_a_commit_is_read_with_the_description_of_that_commit(
    collection: Collection,
) -> None:
    message, hint = provtrack("show", f"{TALK}/archive@published").complaint

    assert message == f"record '{TALK}' has no variant 'archive'"
    assert f"{TALK}/halloran" in hint


@pytest.mark.parametrize(
    ("ref", "numbers"),
    [
        (f"{TALK}/halloran#p3", [3]),
        (f"{TALK}/halloran#p3-5", [3, 4, 5]),
        (f"{TALK}/halloran#p3–p5", [3, 4, 5]),
        (f"{TALK}/halloran@1#p6", [6]),
        (f"{TALK}/halloran@published#p1-2", [1, 2]),
    ],
)
def test_a_run_of_paragraphs_keeps_its_numbers(
    collection: Collection, ref: str, numbers: list[int]
) -> None:
    text = FIRST_STATE if "@" in ref else SECOND_STATE

    assert paragraphs(ref) == {number: text[number - 1] for number in numbers}


def test_links_between_runs_of_paragraphs_name_the_numbers_in_the_whole_texts(
    collection: Collection,
) -> None:
    run = successful(
        "align", f"{TALK}/halloran#p6-7", f"{TALK}/archive#p7", "--format", "json"
    ).document

    assert [(link["left"], link["right"]) for link in run["links"]] == [([6], [7]), ([7], [])]
    assert run["left"] == {"paragraphs": 2, "ref": f"{TALK}/halloran#p6-7"}


def test_differences_inside_a_run_name_the_numbers_in_the_whole_text(
    collection: Collection,
) -> None:
    run = successful(
        "compare", f"{TALK}/halloran@1#p6", f"{TALK}/halloran#p6", "--format", "json"
    ).document

    (edit,) = [edit for passage in run["passages"] for edit in passage["edits"]]
    assert edit["left"]["paragraph"] == edit["right"]["paragraph"] == 6
    assert (edit["left"]["text"], edit["right"]["text"]) == ("forty", "fourteen")


@pytest.mark.parametrize("run", ["#p0", "#p5-3", "#p0-2"])
def test_a_run_that_cannot_be_is_refused(collection: Collection, run: str) -> None:
    message, hint = provtrack("show", f"{TALK}/halloran{run}").complaint

    assert "no such run of paragraphs" in message
    assert "#p12-14" in hint


@pytest.mark.parametrize("run", ["#p9", "#p3-9", "#p999999999"])
def test_a_run_past_the_end_is_answered_with_the_last_paragraph(
    collection: Collection, run: str
) -> None:
    message, hint = provtrack("show", f"{TALK}/halloran{run}").complaint

    assert message.startswith(f"{TALK}/halloran{run}: there is no paragraph 9")
    assert hint == "the text has 8: #p1-8"


@pytest.mark.parametrize("name", ["draft.txt", "./draft.txt", "notes", "sub/draft.txt", "odd name"])
def test_a_file_needs_no_repository(desk: Path, name: str) -> None:
    write(desk / name, DRAFT)

    assert paragraphs(name) == numbered(DRAFT)
    assert paragraphs(desk / name) == numbered(DRAFT)


def test_a_file_can_be_named_with_a_run_of_paragraphs(desk: Path) -> None:
    write(desk / "draft.txt", DRAFT)

    assert paragraphs("draft.txt#p2") == {2: DRAFT[1]}


def test_a_file_whose_name_looks_like_a_run_is_still_reached_by_its_path(desk: Path) -> None:
    write(desk / "draft.txt", DRAFT)
    write(desk / "draft.txt@2", ["Another file."])

    assert paragraphs("./draft.txt@2") == {1: "Another file."}


def test_a_file_in_the_home_directory_can_be_named_with_a_tilde(desk: Path) -> None:
    write(desk.parent / "draft.txt", DRAFT)

    assert paragraphs("~/draft.txt") == numbered(DRAFT)


def test_a_record_comes_before_a_file_of_its_name(collection: Collection) -> None:
    write(collection.root / NOTE / "draft", ["A file."])

    assert paragraphs(f"{NOTE}/draft") == numbered(DRAFT)
    assert paragraphs(f"./{NOTE}/draft") == {1: "A file."}


def test_a_file_is_read_when_no_record_has_its_name(collection: Collection) -> None:
    write(collection.root / "notes" / "draft", ["A file."])

    assert paragraphs("notes/draft") == {1: "A file."}


def test_a_record_and_a_file_can_be_compared(collection: Collection) -> None:
    write(collection.root / "fair.txt", DRAFT)

    run = successful("compare", f"{NOTE}/draft", "fair.txt")

    assert "identical: 2 paragraphs" in run.out


def test_standard_input_is_a_text(desk: Path) -> None:
    assert paragraphs("-", stdin="\n\n".join(DRAFT).encode()) == numbered(DRAFT)


def test_standard_input_can_be_held_against_a_variant(collection: Collection) -> None:
    run = successful("compare", "-", f"{NOTE}/draft", stdin="\n\n".join(DRAFT).encode())

    assert "identical: 2 paragraphs" in run.out


def test_standard_input_named_twice_is_refused(desk: Path) -> None:
    message, hint = provtrack("compare", "-", "-", stdin=b"One.\n").complaint

    assert message == "standard input was named twice"
    assert "file" in hint


def test_a_word_processor_file_is_a_text(desk: Path) -> None:
    (desk / "draft.docx").write_bytes(docx(DRAFT))

    assert paragraphs("draft.docx") == numbered(DRAFT)


def docx(text: tuple[str, ...]) -> bytes:
    """The least that a word processor takes for a document."""
    import io
    from zipfile import ZipFile

    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in text)
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", relations)
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>',
        )
    return stream.getvalue()


@pytest.mark.parametrize(
    ("ref", "meant"),
    [
        ("talk-1975/halloran", f"did you mean '{TALK}'?"),
        (f"{TALK}/haloran", f"did you mean {TALK}/halloran?"),
        (f"{TALK}/halloran@publisht", "did you mean 'published'?"),
        ("./brigde.txt", "did you mean bridge.txt?"),
        ("brigde.txt", "did you mean bridge.txt?"),
    ],
)
def test_a_name_that_does_not_exist_is_answered_with_the_nearest_that_does(
    collection: Collection, ref: str, meant: str
) -> None:
    write(collection.root / "bridge.txt", DRAFT)

    _, hint = provtrack("show", ref).complaint

    assert hint.startswith(meant)


def test_a_record_is_not_a_text_and_the_hint_names_its_variants(collection: Collection) -> None:
    message, hint = provtrack("compare", TALK, f"{TALK}/archive").complaint

    assert message == f"'{TALK}' is a record, not a text"
    assert f"{TALK}/halloran, {TALK}/archive" in hint


@pytest.mark.parametrize(
    "ref",
    [
        "",
        "a/b/c",
        "a/",
        "/",
        "a b",
        f"{TALK}/halloran@",
        f"{TALK}/halloran@--output=x",
        f"{TALK}/halloran@-x",
        f"{TALK}/halloran@HEAD\nmain",
        f"{TALK}/halloran@HEAD\x00",
        f"{TALK}/halloran@HEAD^{{/x}}^{{tree}}",
        f"{TALK}/halloran@:/nothing",
        f"{TALK}/halloran@HEAD:records",
        f"{TALK}/halloran@" + "9" * 5000,
        f"{TALK}/halloran@٣",
        "..",
        "../..",
        "a\x00.txt",
        "x" * 5000,
        "x" * 5000 + "/y",
        "x" * 5000 + ".txt",
        "\udcff.txt",
    ],
)
def test_what_names_no_text_is_refused_in_two_lines(collection: Collection, ref: str) -> None:
    assert provtrack("show", "--", ref).complaint


def test_the_show_command_gives_the_hash_of_what_it_shows(collection: Collection) -> None:
    document = json.loads(successful("show", f"{TALK}/halloran", "-f", "json").out)

    assert document["text_sha256"] in collection.talk.read_text(encoding="utf-8")
