import pytest
from grain import DATA, PARAGRAPHS, TITLE

from provtrack.errors import ProvtrackError
from provtrack.importers import detect, read
from provtrack.model import Imported

ENCODED = (DATA / "grain.tei.xml").read_bytes()


def tei(body: str, header: str = "") -> Imported:
    head = f"<teiHeader>{header}</teiHeader>" if header else ""
    return read("x.xml", f"<TEI>{head}<text><body>{body}</body></text></TEI>".encode())


def test_tei_is_known_by_its_namespace_or_its_root() -> None:
    assert detect("x", ENCODED) == "tei"
    assert detect("x.xml", b"<TEI><text/></TEI>") == "tei"
    assert detect("x.xml", b"<?xml version='1.0'?><t:TEI xmlns:t='urn:x'/>") == "tei"


def test_the_body_is_the_text_and_the_edition_s_readings_count() -> None:
    imported = read("grain.xml", ENCODED)
    assert imported.paragraphs == PARAGRAPHS
    listed = {each.what: each.why for each in imported.omissions}
    assert listed["plam"] == "sic, replaced by the edition's corr"
    assert listed["or less"] == "deleted in the document"
    assert listed["Counted in threshed weight."] == "note"
    assert listed["A title page"] == "front matter"
    assert imported.notices[0].startswith("1 reading of the document replaced")


def test_the_header_becomes_metadata_and_every_element_of_it_is_listed() -> None:
    imported = read("grain.xml", ENCODED)
    assert imported.metadata == {
        "title": TITLE,
        "date": "1958-02-04",
        "language": "en",
        "translator": "Ivan Sample; Jane Q. Specimen",
        "publisher": "Example History Program",
        "url": "https://archive.example/document/grain",
        "archive.as_printed": "AVPRF, Fond 0102, Opis 99, Papka 17, Delo 3, Listy 41-44ob",
        "archive.repository": "AVPRF",
        "archive.fond": "0102",
        "archive.opis": "99",
        "archive.papka": "17",
        "archive.delo": "3",
        "archive.listy": "41-44ob",
    }
    listed = {each.what: each.why for each in imported.omissions}
    assert listed["A Machine"] == "TEI header (name)"
    assert listed["17 August 2016"] == "TEI header (date)"
    assert listed["Fond 0102, Opis 99, Papka 17, Delo 3, Listy 41-44ob"] == (
        "filed as archive.as_printed"
    )


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("<head>On <hi>Grain</hi></head><div><p>One</p></div>", ("On Grain", "One")),
        ("<lg><l>First</l><l>Second</l></lg>", ("First", "Second")),
        ("<sp><speaker>Han</speaker><p>No.</p></sp>", ("Han", "No.")),
        ("<p>There are:<list><item>a</item><item>b</item></list>Both.</p>",
         ("There are:", "a", "b", "Both.")),
        ("<list type='ordered'><item>a</item><item n='5'>b</item></list>", ("1. a", "5. b")),
        ("<list><label>(i)</label><item>a</item></list>", ("(i) a",)),
        ("<table><row><cell>North</cell><cell>310</cell></row></table>", ("North | 310",)),
        ("<p>gov <lb break='no'/>\nern<pb break='no'/>ment<lb/>of<pb/>Korea</p>",
         ("government of Korea",)),
        ("<p>a <supplied>b</supplied> <gap/> <unclear>c</unclear></p>", ("a [b] [...] c",)),
        ("<p><choice><abbr>Cde.</abbr><expan>Comrade</expan></choice> Han</p>", ("Comrade Han",)),
        ("<p>the <app><lem>plan</lem><rdg>plane</rdg></app></p>", ("the plan",)),
        ("<p>the <app><rdg>plan</rdg><rdg>plane</rdg></app></p>", ("the plan",)),
        ("<p>He <subst><del>was</del> <add>is</add></subst> here <sic>hear</sic></p>",
         ("He is here hear",)),
        ("<p>tons<ref target='#n1'>1</ref> of<note xml:id='n1'>no</note></p>", ("tons of",)),
        ("<p>He said <quote>no</quote>.</p><quote><p>Long</p></quote>", ("He said no.", "Long")),
        ("<ab>\n  wrapped\n  text\n</ab>", ("wrapped text",)),
        ("<opener><dateline>Moscow</dateline><salute>Dear</salute></opener>", ("Moscow", "Dear")),
    ],
)  # fmt: skip
def test_elements_are_read_as_an_edition_prints_them(
    body: str, paragraphs: tuple[str, ...]
) -> None:
    assert tei(body).paragraphs == paragraphs


def test_the_date_of_the_document_is_not_the_date_of_the_edition() -> None:
    edition = "<fileDesc><publicationStmt><date when='2016'/></publicationStmt></fileDesc>"
    assert "date" not in tei("<p>x</p>", edition).metadata
    created = (
        "<profileDesc><creation><date from='1956-01' to='1956-02'>x</date></creation></profileDesc>"
    )
    assert tei("<p>x</p>", edition + created).metadata["date"] == "1956-01/1956-02"


def test_of_a_corpus_the_first_text_is_read_and_the_user_told() -> None:
    text = (
        "<TEI><teiHeader><title>{0}</title></teiHeader><text><body><p>{0}</p></body></text></TEI>"
    )
    corpus = f"<teiCorpus>{text.format('One')}{text.format('Two')}</teiCorpus>"
    imported = read("x.xml", corpus.encode())
    assert imported.paragraphs == ("One",)
    assert imported.omissions[-1].what == "Two"
    assert imported.notices == ("The corpus holds 2 texts; only the first was read.",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<TEI>\n<text>", "bad.xml:2: not well-formed XML"),
        (b"<TEI><text><body/></text></TEI>", "bad.xml: the file has no text"),
        (b"<!DOCTYPE TEI [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\n<TEI>&a;</TEI>",
         "bad.xml:1: declares an entity"),
        (b"<!DOCTYPE TEI SYSTEM 'tei.dtd'>\n<TEI><text><body><p>\n&mdash;</p></body></text></TEI>",
         "bad.xml:3: "),
        (b"<TEI><text><body>" + b"<p>" * 200 + b"x" + b"</p>" * 200 + b"</body></text></TEI>",
         "bad.xml:1: elements nested deeper"),
    ],
)  # fmt: skip
def test_bad_xml_is_one_error_with_its_line(data: bytes, message: str) -> None:
    with pytest.raises(ProvtrackError) as caught:
        read("bad.xml", data, "tei")
    assert caught.value.message.startswith(message)
    assert caught.value.hint


def test_xml_that_is_no_text_format_is_refused_with_the_formats() -> None:
    with pytest.raises(ProvtrackError) as caught:
        detect("x.xml", b"<?xml version='1.0'?><svg/>")
    assert "neither TEI nor HTML" in caught.value.message
    assert "markdown" in caught.value.hint
