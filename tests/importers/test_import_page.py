import hashlib
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from grain import PAGE, PARAGRAPHS, TITLE
from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.errors import ProvtrackError
from provtrack.importers import detect, read
from provtrack.model import Imported
from provtrack.text import split_paragraphs

REAL = Path(__file__).parents[3] / "shared/documents/filatov-pak-1956-02-25.page.txt"
TEXT = PAGE.read_text(encoding="utf-8")


def page(text: str) -> Imported:
    return read("saved.txt", text.encode(), "page")


def filed(imported: Imported) -> dict[str, str]:
    """Place -> why, of everything left out."""
    return {omission.place: omission.why for omission in imported.omissions}


def test_a_saved_page_is_known_by_its_landmarks_and_other_text_is_not() -> None:
    assert detect("anything.txt", TEXT.encode()) == "page"
    assert detect("-", TEXT.encode()) == "page"
    assert detect("-", TEXT.encode("utf-16")) == "page"
    assert detect("draft.txt", b"Rights\n\nThe language of the treaty.\n\nType\n") == "text"


def test_the_document_is_told_from_the_page_around_it() -> None:
    imported = page(TEXT)
    assert imported.paragraphs == PARAGRAPHS
    assert [omission.why for omission in imported.omissions] == [
        "page furniture",
        "filed as date",
        "filed as title",
        "filed as copy",
        "filed as heading",
        "filed as heading",
        "filed as heading",
        "filed as document_title",
        "filed as document_date",
        "filed as abstract",
        "label of the archive's page",
        "filed as archive reference",
        "rights statement; its speaker filed as publisher",
        "rights statement",
        "label of the archive's page",
        "filed as type",
        "label of the archive's page",
    ]


def test_what_the_page_says_about_the_document_becomes_metadata() -> None:
    metadata = page(TEXT).metadata
    abstract = metadata.pop("abstract")
    assert abstract.startswith("Han Gil-su explains")
    assert metadata == {
        "title": TITLE,
        "date": "1958-02-04",
        "type": "Diary Entry",
        "copy": "2",
        "heading": "from the journal of Cde. V. P. Orlov, First Secretary of the Soviet Embassy"
        " in the DPRK",
        "document_title": "Record of a conversation with Cde. Han Gil-su",
        "document_date": "1958-02-04",
        "archive.as_printed": "AVPRF Fond 0102, Opis 99, Papka 17, Delo 3, Listy 41-44ob. Obtained"
        " by Anna Example and translated by Ivan Sample and Jane Q. Specimen.",
        "archive.repository": "AVPRF",
        "archive.fond": "0102",
        "archive.opis": "99",
        "archive.papka": "17",
        "archive.delo": "3",
        "archive.listy": "41-44ob",
        "obtained_by": "Anna Example",
        "translator": "Ivan Sample; Jane Q. Specimen",
        "publisher": "Example History Program Digital Archive",
    }


def test_an_omission_names_the_line_it_stood_on() -> None:
    places = filed(page(TEXT))
    assert places["line 3"] == "filed as date"
    lines = TEXT.splitlines()
    for omission in page(TEXT).omissions:
        line = int(omission.place.removeprefix("line "))
        assert omission.what.split() == lines[line - 1].split()


def test_the_abstract_is_told_by_the_wider_gap_and_the_user_is_told_so() -> None:
    (notice,) = page(TEXT).notices
    assert "at line 64, set apart" in notice
    assert "abstract" in notice
    closer = re.sub(r"\n{4,}(?=Han Gil-su explains)", "\n\n\n", TEXT)
    assert len(page(closer).paragraphs) == len(PARAGRAPHS) + 1
    assert "abstract" not in page(closer).metadata


def test_a_page_without_an_abstract_keeps_its_last_paragraph() -> None:
    without = re.sub(r"\n+Han Gil-su explains[^\n]*", "", TEXT)
    imported = page(without)
    assert imported.paragraphs == PARAGRAPHS
    assert "abstract" not in imported.metadata
    assert "No abstract was told apart" in imported.notices[0]


@pytest.mark.parametrize("label", ["Summary", "Abstract:"])
def test_a_labelled_abstract_is_filed_wherever_it_stands(label: str) -> None:
    words = "Two officials speak about grain."
    without = re.sub(r"\n+Han Gil-su explains[^\n]*", "", TEXT)
    above = page(without.replace("Copy Nº 2", f"{label}\n\n{words}\n\nCopy Nº 2"))
    last = "The conversation lasted two hours.\n\n\n"
    below = page(without.replace(last.strip(), f"{last}{label}\n\n\n{words}"))
    for imported in (above, below):
        assert imported.paragraphs == PARAGRAPHS
        assert imported.metadata["abstract"] == words


def test_a_page_without_heading_copy_number_and_own_date_is_all_body() -> None:
    start, end = TEXT.index("Copy Nº 2"), TEXT.index("Cde. Han Gil-su, who called")
    imported = page(TEXT[:start] + TEXT[end:])
    assert imported.paragraphs == PARAGRAPHS
    assert not {"copy", "heading", "document_title", "document_date"} & imported.metadata.keys()
    assert imported.metadata["title"] == TITLE


@pytest.mark.parametrize(
    ("line", "copy", "classification"),
    [
        ("Copy No. 14 of 20", "14", ""),
        ("Top Secret. Copy #3", "3", "Top Secret"),
        ("SECRET", "", "SECRET"),
        ("Сов. секретно. Экз. № 5", "5", "Сов. секретно"),
    ],
)
def test_stamps_above_the_text_are_filed(line: str, copy: str, classification: str) -> None:
    imported = page(TEXT.replace("Copy Nº 2", line))
    assert imported.paragraphs == PARAGRAPHS
    assert imported.metadata.get("copy", "") == copy
    assert imported.metadata.get("classification", "") == classification


def test_a_line_above_the_text_that_is_nothing_known_stays_in_the_text() -> None:
    imported = page(TEXT.replace("Copy Nº 2", "To the Minister\n\nCopy Nº 2"))
    assert imported.paragraphs == ("To the Minister", *PARAGRAPHS)


def test_labels_with_their_values_beside_or_below_them_are_read() -> None:
    below = TEXT[: TEXT.index("Original Uploaded Date")]
    imported = page(
        below + "Original Uploaded Date\n\n2016-08-17\n\nType\nDiary Entry\n\nLanguage\nRussian\n\n"
        "Original Classification: Secret\n\nRecord ID\n\n123456\n"
        "\nSubjects Discussed\n\nGrain trade\n\nHarvesting\n"
    )
    assert imported.paragraphs == PARAGRAPHS
    assert imported.metadata["uploaded"] == "2016-08-17"
    assert imported.metadata["type"] == "Diary Entry"
    assert imported.metadata["original_language"] == "Russian"
    assert imported.metadata["classification"] == "Secret"
    assert imported.metadata["record_id"] == "123456"
    assert [each.what for each in imported.omissions if "subject" in each.why] == [
        "Grain trade",
        "Harvesting",
    ]


def test_navigation_above_the_title_is_furniture() -> None:
    above = "Skip to content\n\nDigital Archive\n\nBrowse\nTopics\nPeople\n\nSearch"
    imported = page(TEXT.replace("Skip to content", above))
    assert imported.metadata["title"] == TITLE
    assert imported.paragraphs == PARAGRAPHS
    assert [each.why for each in imported.omissions[:6]] == ["page furniture"] * 6


def test_the_title_may_stand_above_the_date_or_alone() -> None:
    above = page(TEXT.replace(f"February 4, 1958\n\n{TITLE}", f"{TITLE}\n\nFebruary 4, 1958"))
    alone = page(TEXT.replace("February 4, 1958\n\n", ""))
    assert above.metadata["title"] == alone.metadata["title"] == TITLE
    assert above.paragraphs == alone.paragraphs == PARAGRAPHS
    assert above.metadata["date"] == "1958-02-04"
    assert "date" not in alone.metadata


def test_a_short_title_is_no_navigation_when_the_document_follows_its_own_date() -> None:
    start = TEXT.index("February 4, 1958")
    end = TEXT.index("Copy Nº 2")
    imported = page(TEXT[:start] + "Talk on Grain\n\n\n" + TEXT[end:])
    assert imported.paragraphs == PARAGRAPHS
    assert imported.metadata["title"] == "Talk on Grain"
    assert imported.metadata["document_date"] == "1958-02-04"


def test_footnotes_at_the_foot_are_left_out_with_their_marks() -> None:
    marked = TEXT.replace("310 thousand tons", "310 thousand tons[1]").replace(
        "The conversation lasted two hours.",
        "The conversation lasted two hours.\n\n\n[1] That is, in threshed weight.",
    )
    imported = page(marked)
    assert imported.paragraphs == PARAGRAPHS
    assert "footnote" in filed(imported).values()
    assert "1 footnote left out, with the marks in the text." in imported.notices


def test_a_heading_of_the_document_that_is_also_a_label_stays_in_the_document() -> None:
    imported = page(TEXT.replace("I promised to report", "Rights\n\n\nI promised to report"))
    assert "Rights" in imported.paragraphs


def test_hard_wrapped_paragraphs_are_joined_and_named_by_their_lines() -> None:
    wrapped = "Skip to content\n\nRecord ID\n\n" + "\n\n\n".join(
        ["A heading for the page of the archive", "word " * 14 + "\n" + "word " * 13 + "end."]
    )
    imported = page(wrapped + "\n\nDocument Information\n")
    assert filed(imported).keys() >= {"line 1", "line 3"}


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(TEXT.splitlines()),
            st.sampled_from(["", "", "Summary", "Type", "Language", "Subjects Discussed", "1956"]),
            st.text(max_size=60),
        ),
        max_size=40,
    )
)
def test_every_block_is_one_paragraph_or_one_omission(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not text.strip() or "\0" in text:
        return
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    imported = read("page", data, "page")
    if "footnote" in filed(imported).values():
        return  # a footnote takes its mark out of the text
    found = [*imported.paragraphs, *(omission.what for omission in imported.omissions)]
    letters = Counter(re.sub(r"\s", "", "".join(split_paragraphs(text))))
    assert Counter(re.sub(r"\s", "", "".join(found))) == letters


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"", "page.txt: the file has no text", "text in it"),
        (b" \n\t\n", "page.txt: the file has no text", "text in it"),
        (b"Skip to content\n\nCaf\xe9\n", "page.txt:3: not UTF-8", "iconv"),
        (b"\x00\x01\x02\xff", "page.txt: a binary file", "import"),
    ],
)
def test_a_page_that_is_no_text_is_refused(data: bytes, message: str, hint: str) -> None:
    with pytest.raises(ProvtrackError) as caught:
        read("page.txt", data, "page")
    assert caught.value.message.startswith(message)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("document", "description"),
    [
        ("A text.", "copyright " * 100_000),
        ("A text.", "A line of words. f. 5\n\n" * 10_000),
        ("[1] a note\n\n" * 10_000, "Record ID"),
        ("[1] " * 100_000 + "\n\n[1] A note.", "Record ID"),
    ],
)
def test_a_long_page_of_almost_landmarks_is_no_trap(document: str, description: str) -> None:
    text = f"Skip to content\n\nA title\n\n{document}\n\nDocument Information\n\n{description}\n"
    started = time.process_time()
    page(text)
    assert time.process_time() - started < 5


@pytest.mark.skipif(not REAL.exists(), reason="the real page is not beside this checkout")
def test_the_real_page_gives_its_37_paragraphs_and_everything_else_by_name() -> None:
    data = REAL.read_bytes()
    imported = read(REAL.name, data)
    blocks = [line for line in data.decode().splitlines() if line.strip()]
    assert len(blocks) == 54
    body = " ".join(" ".join(blocks[9:46]).split())
    assert len(imported.paragraphs) == 37
    digest = hashlib.sha256(" ".join(" ".join(imported.paragraphs).split()).encode())
    assert digest.hexdigest() == hashlib.sha256(body.encode()).hexdigest()
    assert len(imported.omissions) == 54 - 37
    metadata = imported.metadata
    assert (metadata["date"], metadata["document_date"]) == ("1956-02-25", "1956-02-25")
    assert (metadata["type"], metadata["copy"]) == ("Diary Entry", "3")
    assert metadata["archive.as_printed"] == (
        "RGANI Fond 5, Opis 28, Delo 412. Translated by Gary Goldberg."
    )
    assert [metadata[f"archive.{part}"] for part in ("repository", "fond", "opis", "delo")] == [
        "RGANI",
        "5",
        "28",
        "412",
    ]
    assert "archive.listy" not in metadata
    assert metadata["translator"] == "Gary Goldberg"
    assert metadata["heading"].split() == " ".join(blocks[4:7]).split()
    assert metadata["document_title"] == blocks[7]
    assert metadata["abstract"] == blocks[46]
