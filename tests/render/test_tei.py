"""TEI: valid, and every witness can be taken out of it again."""

import lzma
from functools import cache
from pathlib import Path

import pytest
from exchange import HOSTILE, LEFT, RIGHT, compared, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from provtrack.align import align
from provtrack.collation import Collation, collate
from provtrack.diff import compare
from provtrack.model import Text
from provtrack.render.tei import collation, comparison

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = Path(__file__).parent / "data/tei_all-4.3.0.rng.xz"


def collated(*witnesses: Text) -> Collation:
    return collate(witnesses, lambda i, j: align(witnesses[i], witnesses[j]), compare)


def parsed(markup: str) -> etree._Element:
    return etree.fromstring(markup.encode())


def witness(root: etree._Element, siglum: str) -> dict[int, str]:
    """The paragraphs of a witness by their numbers, read from the markup alone."""
    found: dict[int, str] = {}
    now = 0

    def write(words: str | None) -> None:
        if words and now:
            found[now] += words

    def read(element: etree._Element) -> None:
        nonlocal now
        tag = str(element.tag).removeprefix(TEI)
        pointed = element.get("edRef" if tag == "milestone" else "wit", "").split()
        if tag in {"lem", "rdg"} and f"#{siglum}" not in pointed:
            return
        begins = tag == "milestone" and f"#{siglum}" in pointed
        if begins or (tag == "p" and element.get(ID, "").startswith(f"{siglum}.")):
            now = int(element.get("n", "0"))
            found[now] = ""
        write(element.text)
        for child in element:
            read(child)
            write(child.tail)

    body = root.find(f".//{TEI}body")
    assert body is not None
    for child in body:
        read(child)
    return found


def words(paragraphs: dict[int, str]) -> list[str]:
    return ["".join(paragraphs[number].split()) for number in sorted(paragraphs)]


def expected(paragraphs: tuple[str, ...]) -> list[str]:
    return ["".join(paragraph.split()) for paragraph in paragraphs]


@cache
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(lzma.decompress(SCHEMA.read_bytes())))


@pytest.mark.slow
def test_it_is_valid_against_the_schema_of_tei_with_all_modules() -> None:
    documents = [
        comparison(compared(LEFT, RIGHT)),
        comparison(compared(LEFT, LEFT)),
        comparison(compared(HOSTILE, RIGHT)),
        collation(
            collated(
                Text("talk/one", LEFT, language="en"),
                Text("talk/two", RIGHT, language="en-US", title="A <talk> & 'more'"),
                Text("./three.txt", LEFT[2:], language="not a tag"),
                Text("talk/four", ("Протокол беседы.", "Это всё."), language="ru"),
            )
        ),
    ]
    for document in documents:
        assert schema().validate(parsed(document)), schema().error_log


@settings(max_examples=15, deadline=None)
@given(st.lists(texts, min_size=2, max_size=3))
def test_every_witness_can_be_taken_out_again(found: list[tuple[str, ...]]) -> None:
    witnesses = [Text(f"w{index}", paragraphs) for index, paragraphs in enumerate(found)]
    root = parsed(collation(collated(*witnesses)))
    for siglum, paragraphs in zip("ABC", found, strict=False):
        assert words(witness(root, siglum)) == expected(paragraphs)


def test_the_white_space_between_words_is_kept() -> None:
    root = parsed(comparison(compared(LEFT, RIGHT)))
    assert tuple(text for _, text in sorted(witness(root, "A").items())) == LEFT


def test_a_difference_is_an_app_with_kind_and_significance() -> None:
    markup = comparison(
        compared(
            ("He came on 17 January with the mail.",), ("He came on 18 January with the mail.",)
        )
    )
    assert (
        '<app type="substantive"><lem wit="#A">17 January</lem>'
        '<rdg wit="#B" type="date" ana="#substantive #date">18 January</rdg></app>'
    ) in markup


def test_witnesses_that_agree_share_a_reading() -> None:
    markup = collation(
        collated(
            Text("a", ("The harbour was closed.",)),
            Text("b", ("The harbor was closed.",)),
            Text("c", ("The harbor was closed.",)),
        )
    )
    assert '<lem wit="#A">harbour</lem><rdg wit="#B #C" type="spelling"' in markup


def test_a_passage_that_a_witness_lacks_is_an_app_around_it() -> None:
    markup = comparison(compared(LEFT, (*LEFT, "A note about whales was added by the clerk.")))
    assert (
        '<p xml:id="B.7" n="7"><app><lem wit="#B">A note about whales was added by the clerk.</lem>'
        '<rdg wit="#A" type="omission" ana="#substantive #omission"/></app></p>'
    ) in markup


def test_another_language_stands_beside_without_an_apparatus() -> None:
    root = parsed(
        collation(
            collated(
                Text("a", ("The harbour was closed in 1956.",), language="en"),
                Text("b", ("Порт был закрыт в 1956.",), language="ru"),
            )
        )
    )
    reading = root.find(f".//{TEI}rdg[@type='translation']")
    assert reading is not None
    assert reading.get(LANG) == "ru"
    assert words(witness(root, "B")) == ["Портбылзакрытв1956."]


def test_every_pointer_leads_to_something() -> None:
    root = parsed(comparison(compared(LEFT, RIGHT)))
    ids = [element.get(ID) for element in root.iter() if element.get(ID)]
    assert len(ids) == len(set(ids))
    pointers = {
        pointer
        for element in root.iter()
        for name in ("wit", "ana", "edRef")
        for pointer in element.get(name, "").split()
    }
    assert pointers <= {f"#{name}" for name in ids}


def test_control_characters_and_markup_come_out_inert() -> None:
    markup = comparison(compared(HOSTILE, (*HOSTILE, "More \x08 of it.")))
    assert "\u241b[31m" in markup
    assert not any(ord(character) < 32 and character != "\n" for character in markup)
    assert "\u202e" not in markup
    assert "\uffff" not in markup
