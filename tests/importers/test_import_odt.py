import pytest
from grain import PARAGRAPHS
from packages import odt, package

from provtrack.errors import ProvtrackError
from provtrack.importers import detect, read
from provtrack.model import Imported

LISTS = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '</text:list-style><text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="o"/></text:list-style>'
)


def writer(body: str, automatic: str = "", **parts: str) -> Imported:
    return read("draft.odt", odt(body, automatic, **parts))


def p(text: str, style: str = "P1") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def items(*texts: str) -> str:
    return "".join(f"<text:list-item>{p(text)}</text:list-item>" for text in texts)


def test_an_opendocument_text_is_known_by_what_is_in_the_package() -> None:
    assert detect("download", odt(PARAGRAPHS)) == "odt"


def test_paragraphs_headings_and_sections_come_out_in_order() -> None:
    assert read("draft.odt", odt(PARAGRAPHS)).paragraphs == PARAGRAPHS
    body = f"<text:h>On Grain</text:h><text:section>{p('One')}</text:section>{p('Two')}"
    assert writer(body).paragraphs == ("On Grain", "One", "Two")


def test_numbers_that_the_program_computes_stand_before_the_text() -> None:
    numbered = [text[3:] for text in PARAGRAPHS[4:7]]
    listed = f'<text:list text:style-name="L1">{items(*numbered)}</text:list>'
    body = "".join(map(p, PARAGRAPHS[:4])) + listed + "".join(map(p, PARAGRAPHS[7:]))
    assert writer(body, LISTS).paragraphs == PARAGRAPHS


def test_lists_nest_continue_and_show_no_bullets() -> None:
    nested = f"<text:list-item>{p('b')}<text:list>{items('c', 'd')}</text:list></text:list-item>"
    body = (
        f'<text:list text:style-name="L1">{items("a")}{nested}</text:list>'
        f'<text:list text:style-name="L1" text:continue-numbering="true">{items("e")}</text:list>'
        f'<text:list text:style-name="L1">{items("f")}</text:list>'
        f'<text:list text:style-name="L2">{items("g")}</text:list>'
    )
    assert writer(body, LISTS).paragraphs == (
        *("1. a", "2. b", "a) c", "b) d", "3. e", "1. f", "g"),
    )


def test_tracked_changes_are_accepted_counted_and_the_deleted_words_listed() -> None:
    def region(kind: str, author: str, inside: str = "") -> str:
        info = f"<office:change-info><creator>{author}</creator></office:change-info>"
        return (
            f"<text:changed-region><text:{kind}>{info}{inside}</text:{kind}></text:changed-region>"
        )

    changes = region("deletion", "Anna", p("good")) + region("insertion", "Anna")
    imported = writer(
        f"<text:tracked-changes>{changes}</text:tracked-changes>"
        + p('The harvest was <text:change text:change-id="c1"/><text:change-start/>poor.')
    )
    assert imported.paragraphs == ("The harvest was poor.",)
    assert [(each.what, each.why) for each in imported.omissions] == [
        ("good", "deleted by a tracked change of Anna")
    ]
    assert "2 tracked changes were accepted: Anna (2)" in imported.notices[0]


def test_what_is_not_the_text_is_listed() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p('In threshed weight.')}</text:note-body></text:note>"
    )
    comment = f"<office:annotation><creator>Anna</creator>{p('Sure?')}</office:annotation>"
    box = f"<draw:frame><draw:text-box>{p('boxed')}</draw:text-box></draw:frame>"
    styles = (
        f"<x xmlns:style='urn:s' xmlns:text='urn:t'><style:header>{p('On top')}</style:header></x>"
    )
    struck = '<text:span text:style-name="T1">crossed</text:span>'
    line = (
        '<style:style style:name="T1">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    imported = writer(p(f"310 tons{note}{comment}{box}{struck}."), line, styles=styles)
    assert imported.paragraphs == ("310 tons.",)
    assert [(each.what, each.why) for each in imported.omissions] == [
        ("In threshed weight.", "footnote"),
        ("Sure?", "comment of Anna"),
        ("boxed", "text box"),
        ("crossed", "struck out"),
        ("On top", "page header"),
    ]


def test_spaces_tabs_and_breaks_are_read_as_a_reader_sees_them() -> None:
    body = p('On<text:s text:c="3"/>page<text:tab/>one<text:line-break/>and\n  two')
    assert writer(body).paragraphs == ("On page one and two",)


def test_a_row_of_a_table_is_a_paragraph() -> None:
    def row(*cells: str) -> str:
        inner = "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{inner}</table:table-row>"

    rows = row("Province", "Tons") + row("North", "310")
    assert writer(f"<table:table>{rows}</table:table>").paragraphs == (
        "Province | Tons",
        "North | 310",
    )


def test_the_title_is_the_property_or_the_paragraph_of_that_style() -> None:
    meta = "<m xmlns:dc='urn:dc'><dc:title>On Grain</dc:title></m>"
    assert writer(p("x"), meta=meta).metadata == {"title": "On Grain"}
    style = '<style:style style:name="P9" style:parent-style-name="Title"/>'
    assert writer(p("On Seed", "P9") + p("x"), style).metadata == {"title": "On Seed"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK nothing", "bad.odt: not a readable ODT file: not a ZIP file, or cut short"),
        (package({"a": "b"}), "bad.odt: not a readable ODT file: no content.xml in it"),
        (package({"content.xml": "<a>\n<b></a>"}), "bad.odt: content.xml:2: not well-formed XML"),
        (package({"content.xml": "<a/>"}), "bad.odt: the file has no text"),
        (
            package({"content.xml": "x", "META-INF/manifest.xml": "<m:encryption-data/>"}),
            "bad.odt: encrypted",
        ),
    ],
)
def test_a_broken_opendocument_text_is_one_error(data: bytes, message: str) -> None:
    with pytest.raises(ProvtrackError) as caught:
        read("bad.odt", data)
    assert caught.value.message.startswith(message)
    assert caught.value.hint


def test_block_quotations_are_known_by_their_style() -> None:
    styles = (
        '<style:style style:name="P7" style:family="paragraph" '
        'style:parent-style-name="Quotations"/>'
    )
    body = p("He said:") + p("The bridge is closed.", "P7") + p("The end.") + p("Q", "Quotations")

    assert writer(body, styles).quoted == {2, 4}
