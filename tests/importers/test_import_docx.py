import pytest
from grain import PARAGRAPHS
from packages import STRICT, docx, package, word_paragraph, word_part, word_run

from provtrack.errors import ProvtrackError
from provtrack.importers import detect, read
from provtrack.model import Imported


def word(body: str, **parts: str) -> Imported:
    return read("draft.docx", docx(body, **parts))


def p(text: str, properties: str = "") -> str:
    return word_paragraph(text, properties)


def test_a_word_document_is_known_by_what_is_in_the_package() -> None:
    assert detect("download", docx(PARAGRAPHS)) == "docx"
    assert detect("draft.docx", docx(PARAGRAPHS)) == "docx"


def test_paragraphs_come_out_whole_from_both_dialects() -> None:
    assert read("draft.docx", docx(PARAGRAPHS)).paragraphs == PARAGRAPHS
    assert read("draft.docx", docx(PARAGRAPHS, namespace=STRICT)).paragraphs == PARAGRAPHS


def test_tracked_changes_are_accepted_counted_and_the_deleted_words_listed() -> None:
    imported = word(
        "<w:p>"
        + word_run("The harvest was ")
        + f'<w:del w:author="Anna"><w:r><w:delText>good</w:delText></w:r></w:del>'
        f'<w:ins w:author="Anna">{word_run("poor")}</w:ins>'
        f'<w:moveFrom w:author="Ivan">{word_run(" at last")}</w:moveFrom>'
        + word_run(".")
        + "</w:p>"
    )
    assert imported.paragraphs == ("The harvest was poor.",)
    assert [(each.what, each.why, each.place) for each in imported.omissions] == [
        ("good", "deleted by a tracked change of Anna", "paragraph 1"),
        ("at last", "moved elsewhere by a tracked change of Ivan", "paragraph 1"),
    ]
    (notice,) = imported.notices
    assert "3 tracked changes were accepted: Anna (2), Ivan (1)" in notice


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    deleted = '<w:rPr><w:del w:author="Anna"/></w:rPr>'
    imported = word(p("The first half, ", deleted) + p("and the second."))
    assert imported.paragraphs == ("The first half, and the second.",)


def test_a_paragraph_that_an_insertion_wraps_is_kept() -> None:
    imported = word(p("Old.") + f'<w:ins w:author="A">{p("New.")}</w:ins>')
    assert imported.paragraphs == ("Old.", "New.")


def numbering(number_format: str = "decimal", pattern: str = "%1.", start: int = 1) -> str:
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
        '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    )
    return word_part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
    )


def item(text: str, list_id: int = 1, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_numbers_that_word_computes_stand_before_the_text() -> None:
    body = "".join(
        item(text[3:]) if text[:3] in {"1. ", "2. ", "3. "} else p(text) for text in PARAGRAPHS
    )
    assert word(body, numbering=numbering()).paragraphs == PARAGRAPHS


def test_lists_count_on_nest_and_begin_again() -> None:
    body = (
        item("a") + item("b", level=1) + item("c", level=1) + p("between") + item("d")
        + item("e", level=1) + item("f", list_id=2) + item("g", list_id=2)
    )  # fmt: skip
    assert word(body, numbering=numbering()).paragraphs == (
        *("1. a", "1.a) b", "1.b) c", "between", "2. d", "2.a) e", "1. f", "2. g"),
    )
    assert word(item("x"), numbering=numbering("upperRoman", "%1)", 4)).paragraphs == ("IV) x",)
    assert word(item("x"), numbering=numbering("bullet", "o")).paragraphs == ("x",)


def test_a_style_may_number_its_paragraphs() -> None:
    styles = word_part(
        "styles",
        '<w:style w:styleId="Point"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>",
    )
    imported = word(
        p("a", '<w:pStyle w:val="Point"/>') + p("b", '<w:pStyle w:val="Point"/>'),
        numbering=numbering(),
        styles=styles,
    )
    assert imported.paragraphs == ("1. a", "2. b")


def test_a_row_of_a_table_is_a_paragraph_and_a_table_inside_runs_into_its_cell() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('x')}</w:tc><w:tc>{p('y')}</w:tc></w:tr></w:tbl>"
    imported = word(
        f"<w:tbl><w:tr><w:tc>{p('Province')}</w:tc><w:tc>{p('Tons')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('North')}{p('(both)')}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    )
    assert imported.paragraphs == ("Province | Tons", "North (both) | x y")


def test_breaks_tabs_and_fields_are_read_as_a_reader_sees_them() -> None:
    imported = word(
        "<w:p><w:r><w:t>On</w:t><w:tab/><w:t>page</w:t><w:br/><w:t>one</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        "<w:hyperlink><w:r><w:t>,</w:t></w:r></w:hyperlink><w:r><w:noBreakHyphen/></w:r></w:p>"
        "<w:p><w:r><w:t>One</w:t><w:br/><w:br/><w:t>Two</w:t></w:r></w:p>"
    )
    assert imported.paragraphs == ("On page one,-", "One", "Two")


def test_what_is_not_the_text_is_listed() -> None:
    def notes(root: str, kind: str, extra: str = "") -> str:
        return word_part(root, f'<w:{kind} w:id="2" {extra}>{p("N. " + kind)}</w:{kind}>')

    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>'
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>crossed</w:t></w:r>"
        f"<w:r><w:pict><w:txbxContent>{p('boxed')}</w:txbxContent></w:pict></w:r>"
        "<w:r><w:footnoteReference/></w:r></w:p>"
    )
    imported = word(
        body,
        footnotes=notes("footnotes", "footnote"),
        comments=notes("comments", "comment", 'w:author="Anna"'),
        header1=word_part("hdr", p("On top")),
        footer1=word_part("ftr", p("Below")),
    )
    assert imported.paragraphs == ("seen",)
    assert {(each.what, each.why) for each in imported.omissions} == {
        ("secret", "hidden text"),
        ("crossed", "struck out"),
        ("boxed", "text box"),
        ("N. footnote", "footnote"),
        ("N. comment", "comment of Anna"),
        ("On top", "page header"),
        ("Below", "page footer"),
    }


def test_a_note_has_the_number_that_a_reader_sees() -> None:
    mark = '<w:p><w:r><w:t>Said.</w:t><w:footnoteReference w:id="{}"/></w:r></w:p>'
    notes = "".join(
        f'<w:footnote w:id="{id_}">{p(text)}</w:footnote>'
        for id_, text in (("9", "Second."), ("12", "First."), ("20", "Nowhere marked."))
    )
    imported = word(mark.format(12) + mark.format(9), footnotes=word_part("footnotes", notes))

    assert [(each.what, each.place) for each in imported.omissions] == [
        ("First.", "footnote 1"),
        ("Second.", "footnote 2"),
        ("Nowhere marked.", "footnote 20"),
    ]


def test_only_a_sensible_title_becomes_metadata() -> None:
    def core(title: str) -> str:
        return (
            '<c:p xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{title}</dc:title><dc:creator>Typist</dc:creator></c:p>"
        )

    assert word(p("x"), core=core("On Grain")).metadata == {"title": "On Grain"}
    assert word(p("x"), core=core("Microsoft Word - Document1")).metadata == {}
    styled = word(p("On Seed", '<w:pStyle w:val="Title"/>') + p("x"))
    assert styled.metadata == {"title": "On Seed"}
    assert styled.paragraphs == ("On Seed", "x")


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n<w>&b;</w>'
EXTERNAL = '<!DOCTYPE w [\n<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<w>&a;</w>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK but no zip", "bad.docx: not a readable DOCX file: not a ZIP file, or cut short"),
        (
            docx(PARAGRAPHS)[:400],
            "bad.docx: not a readable DOCX file: not a ZIP file, or cut short",
        ),
        (package({"a": "b"}), "bad.docx: not a readable DOCX file: no word/document.xml in it"),
        (
            package({"word/document.xml": "<w:document>\n<w:body>"}),
            "bad.docx: word/document.xml:",
        ),
        (package({"word/document.xml": BOMB}), "bad.docx: word/document.xml:1: declares an entity"),
        (
            package({"word/document.xml": EXTERNAL}),
            "bad.docx: word/document.xml:2: declares an entity",
        ),
        (
            package({"word/document.xml": "<d>" * 5000 + "</d>" * 5000}),
            "bad.docx: word/document.xml:1: ",
        ),
        (docx(""), "bad.docx: the file has no text"),
        (b"", "bad.docx: the file has no text"),
    ],
)
def test_a_broken_word_document_is_one_error_that_names_the_place(
    data: bytes, message: str
) -> None:
    with pytest.raises(ProvtrackError) as caught:
        read("bad.docx", data)
    assert caught.value.message.startswith(message)
    assert caught.value.hint


def test_a_damaged_part_is_named() -> None:
    data = bytearray(docx(["word " * 2000]))
    data[60:70] = b"\0" * 10
    with pytest.raises(ProvtrackError) as caught:
        read("bad.docx", bytes(data))
    assert "word/document.xml" in caught.value.message


def test_a_zip_bomb_is_refused_before_it_fills_the_memory() -> None:
    bomb = package({"word/document.xml": b"<w>" + b" " * (70 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    with pytest.raises(ProvtrackError) as caught:
        read("bomb.docx", bomb)
    assert caught.value.message == "bomb.docx: word/document.xml unpacks to more than 64 MiB"


def test_an_old_or_encrypted_word_file_is_named_for_what_it_is() -> None:
    with pytest.raises(ProvtrackError) as caught:
        read("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100)
    assert "old Word file or one with a password" in caught.value.message
    assert "docx" in caught.value.hint


STYLES = word_part(
    "styles",
    '<w:style w:type="paragraph" w:styleId="a7"><w:name w:val="Цитата"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b1"><w:name w:val="Body Text"/></w:style>',
)


def test_block_quotations_are_known_by_their_style_whatever_word_calls_it() -> None:
    imported = word(
        p("Text.")
        + p("By the style.", '<w:pStyle w:val="Quote"/>')
        + p("By its name.", '<w:pStyle w:val="a7"/>')
        + p("The body.", '<w:pStyle w:val="b1"/>'),
        styles=STYLES,
    )
    assert imported.quoted == {2, 3}


def test_block_quotations_are_known_by_their_indentation() -> None:
    indent = '<w:ind w:left="720" w:right="720"/>'
    item = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{indent}'
    first_line = '<w:ind w:firstLine="720"/>'
    imported = word(p("One.", first_line) + p("Quoted.", indent) + p("Item.", item) + p("Two."))

    assert imported.quoted == {2}
    assert word(p("All is set in.", indent) + p("All of it.", indent)).quoted == frozenset()
