import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.references import (
    ArchiveReference,
    parse_archive_reference,
    parse_headline_date,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "RGANI Fond 5, Opis 28, Delo 412",
            ArchiveReference("RGANI", fond="5", opis="28", delo="412"),
        ),
        ("F.558, Op.1, D.5754, L.126", ArchiveReference("", "558", "1", "5754", "126")),
        (
            "АВП РФ. Ф. 0102. Оп. 12. Д. 6, папка 68",
            ArchiveReference("АВП РФ", "0102", "12", "6", papka="68"),
        ),
        (
            "ГАРФ. Ф. Р-5446. Оп. 1а. Д. 6. Л. 5–7 об.",
            ArchiveReference("ГАРФ", "Р-5446", "1а", "6", "5-7ob"),
        ),
        (
            "Фонд 5, опись 28, дело 412, лист 3 (оборот)",
            ArchiveReference("", "5", "28", "412", "3ob"),
        ),
        ("F. 5, Op. 28, D. 412, L. 3, ob.", ArchiveReference("", "5", "28", "412", "3ob")),
        (
            "RGANI, f. 5, op. 49, d. 131, ll. 193-194.",
            ArchiveReference("RGANI", "5", "49", "131", "193-194"),
        ),
        (
            "AVPRF, f. 0102, op. 11, p. 65, d. 45, ll. 5-7ob, 9",
            ArchiveReference("AVPRF", "0102", "11", "45", "5-7ob, 9", "65"),
        ),
        (
            "АВПРФ, ф. 0102, оп. 11, п. 65, д. 45",
            ArchiveReference("АВПРФ", "0102", "11", "45", papka="65"),
        ),
        ("RGASPI, f. 17, op. 162, d. 3, p. 12", ArchiveReference("RGASPI", "17", "162", "3", "12")),
        (
            "State Archive of Recent History (RGANI), Fond 89, opis' 42, Delo 6a, listy 1-2",
            ArchiveReference("State Archive of Recent History (RGANI)", "89", "42", "6a", "1-2"),
        ),
    ],
)
def test_a_shelf_mark_is_read_in_english_and_russian(text: str, expected: ArchiveReference) -> None:
    assert parse_archive_reference(text) == expected
    assert expected.is_located


@pytest.mark.parametrize(
    ("text", "obtained", "contributed", "translated"),
    [
        ("Translated by A. Sample.", (), (), ("A. Sample",)),
        (
            "Obtained by A. Sample and translated by B. Q. Specimen.",
            ("A. Sample",),
            (),
            ("B. Q. Specimen",),
        ),
        ("Obtained and translated by A. Sample", ("A. Sample",), (), ("A. Sample",)),
        (
            "Contributed by A. Sample, B. Specimen and C. Case.",
            (),
            ("A. Sample", "B. Specimen", "C. Case"),
            (),
        ),
        (
            "Translated from Russian by A. Sample, Jr. Checked by the archive.",
            (),
            (),
            ("A. Sample, Jr",),
        ),
        (
            "Translated for the Example Project by Anna Sample. Edited later.",
            (),
            (),
            ("Anna Sample",),
        ),
        ("Перевод с русского: И. Примеров", (), (), ("И. Примеров",)),
    ],
)
def test_the_people_are_told_from_the_shelf_mark(
    text: str,
    obtained: tuple[str, ...],
    contributed: tuple[str, ...],
    translated: tuple[str, ...],
) -> None:
    reference = parse_archive_reference("RGANI, f. 5, op. 28, d. 412. " + text)
    assert (reference.repository, reference.fond, reference.delo) == ("RGANI", "5", "412")
    assert reference.obtained_by == obtained
    assert reference.contributed_by == contributed
    assert reference.translators == translated


@pytest.mark.parametrize(
    "text",
    [
        "",
        "National Archives RG 59",
        "Gift of d. 3 friends",
        "Op. 27",
        "MNL OL, M-KS 288. f. 5/46. ő. e.",
        "PRC FMA 204-00765-01, 1-3",
    ],
)
def test_what_is_no_fond_reference_gives_no_shelf_mark(text: str) -> None:
    assert parse_archive_reference(text) == ArchiveReference()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("February 25, 1956", "1956-02-25"),
        ("25 February 1956", "1956-02-25"),
        ("Saturday, 25th of February 1956", "1956-02-25"),
        ("[25 Feb. 1956]", "1956-02-25"),
        ("February 1956", "1956-02"),
        ("1956", "1956"),
        ("circa 1956", "1956~"),
        ("17-18 January 1956", "1956-01-17/1956-01-18"),
        ("January 17–18, 1956", "1956-01-17/1956-01-18"),
        ("25 февраля 1956 г.", "1956-02-25"),
        ("февраль 1956 года", "1956-02"),
        ("1956년 2월 25일", "1956-02-25"),
        ("1956年2月", "1956-02"),
        ("25.02.1956", "1956-02-25"),
        ("1956-02-25", "1956-02-25"),
    ],
)
def test_a_line_that_is_a_date_is_read_as_edtf(text: str, edtf: str) -> None:
    assert parse_headline_date(text) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "",
        "February 30, 1956",
        "2/3/1956",
        "18-17 January 1956",
        "Room 1956",
        "On 25 February 1956 he called",
        "1956-13",
        "25",
    ],
)
def test_a_line_that_is_no_date_or_an_impossible_one_is_not(text: str) -> None:
    assert parse_headline_date(text) == ""


@settings(deadline=None)
@given(st.text())
def test_no_text_is_too_odd_for_either_parser(text: str) -> None:
    parse_archive_reference(text)
    parse_headline_date(text)


@pytest.mark.parametrize(
    "unit", ["1,", "f. 1-", "translated and ", "a ", "1 ob - ", "x.", "translated from "]
)
def test_a_megabyte_of_almost_a_reference_is_no_trap(unit: str) -> None:
    started = time.process_time()
    parse_archive_reference(unit * (1_000_000 // len(unit)))
    parse_headline_date(unit * (1_000_000 // len(unit)))
    assert time.process_time() - started < 2
