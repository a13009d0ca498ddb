"""Every style against its published form."""

from dataclasses import replace

import pytest
from works import BARE, GOLDBERG, GROUP, PAK, RADCHENKO, TALK, VERSIONED

from provtrack.citation import STYLES, Cited, Holding, cite
from provtrack.citation.names import name_of
from provtrack.citation.version import find, note
from provtrack.errors import ProvtrackError

GOLDENS = {
    "wcda": (
        "“Record of a Talk with Pak Yeong-bin,” April 16, 1969, History and Public Policy Program "
        "Digital Archive, RGANI: fond 5, opis 61, delo 462, listy 71-74. Obtained by Sergey "
        "Radchenko and translated by Gary Goldberg. https://example.org/document/110507."
    ),
    "chicago-note": (
        "S. N. Filatov, “Record of a Talk with Pak Yeong-bin,” April 16, 1969, fond 5, opis 61, "
        "delo 462, listy 71-74, Russian State Archive of Contemporary History, Moscow, obtained by "
        "Sergey Radchenko, trans. Gary Goldberg, History and Public Policy Program Digital "
        "Archive, https://example.org/document/110507."
    ),
    "chicago-short": "Filatov, “Record of a Talk.”",
    "chicago-bibliography": (
        "Filatov, S. N. “Record of a Talk with Pak Yeong-bin.” April 16, 1969. Fond 5, opis 61, "
        "delo 462, listy 71-74. Russian State Archive of Contemporary History, Moscow. Obtained by "
        "Sergey Radchenko and translated by Gary Goldberg. History and Public Policy Program "
        "Digital Archive. https://example.org/document/110507."
    ),
    "mla": (
        "Filatov, S. N. “Record of a Talk with Pak Yeong-bin.” 16 Apr. 1969. Obtained by Sergey "
        "Radchenko, translated by Gary Goldberg, Russian State Archive of Contemporary History, "
        "Moscow, fond 5, opis 61, delo 462, listy 71-74. History and Public Policy Program Digital "
        "Archive, https://example.org/document/110507."
    ),
    "apa": (
        "Filatov, S. N. (1969, April 16). Record of a Talk with Pak Yeong-bin [Diary Entry] "
        "(Obtained by S. Radchenko; G. Goldberg, Trans.). Russian State Archive of Contemporary "
        "History (fond 5, opis 61, delo 462, listy 71-74), Moscow. History and Public Policy "
        "Program Digital Archive. https://example.org/document/110507"
    ),
    "gost": (
        "Filatov S. N. Record of a Talk with Pak Yeong-bin / получил(а) Sergey Radchenko; пер. "
        "Gary Goldberg. 16 апреля 1969 г. // РГАНИ. Ф. 5. Оп. 61. Д. 462. Л. 71–74. History and "
        "Public Policy Program Digital Archive. URL: https://example.org/document/110507."
    ),
    "frus": (
        "“Record of a Talk with Pak Yeong-bin,” April 16, 1969. Source: Russian State Archive of "
        "Contemporary History, Moscow, Fond 5, Opis 61, Delo 462, Listy 71-74. Secret. Drafted by "
        "S. N. Filatov. Obtained by Sergey Radchenko and translated by Gary Goldberg. History and "
        "Public Policy Program Digital Archive, https://example.org/document/110507."
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_each_style_has_its_published_form(style: str) -> None:
    assert cite(TALK, style) == GOLDENS[style]


@pytest.mark.parametrize("style", STYLES)
def test_every_style_carries_the_version_and_can_be_read_back(style: str) -> None:
    found = find(cite(VERSIONED, style))

    assert found is not None
    assert (found.record, found.variant, found.state) == ("talk-1969", "goldberg", 2)
    assert (found.text, found.commit) == ("3f2a9c1b", "07935c9a")
    assert found.first == (0 if style == "chicago-bibliography" else 14)


@pytest.mark.parametrize("style", STYLES)
def test_names_keep_their_case_and_order(style: str) -> None:
    cited = cite(replace(VERSIONED, creators=(PAK,), translators=(PAK,)), style)

    assert "Pak Yeong-bin" in cited or style == "chicago-short"
    assert "Yeong-Bin" not in cited
    assert "Pak, " not in cited.replace("Pak, “", "")
    assert "Yeong-bin Pak" not in cited


@pytest.mark.parametrize("style", STYLES)
def test_what_is_not_known_leaves_no_hole(style: str) -> None:
    cited = cite(BARE, style)

    assert "Untitled document" in cited
    assert "bare (commit 07935c9a)" in cited.replace("[commit 07935c9a]", "(commit 07935c9a)")
    for hole in (",,", "..", ", .", "()", "“”", "  ", " ,", " .", "None", "[]", ": ,"):
        assert hole not in cited


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("chicago-note", "n.d."),
        ("chicago-bibliography", "N.d."),
        ("apa", "(n.d.)"),
        ("gost", "Б. д."),
        ("frus", "undated"),
    ],
)
def test_an_unknown_date_is_printed_as_the_style_wants(style: str, words: str) -> None:
    assert words in cite(replace(TALK, date=""), style)


@pytest.mark.parametrize(
    ("edtf", "chicago", "mla", "apa", "gost"),
    [
        ("1956", "1956", "1956", "1956", "1956 г."),
        ("1956-02", "February 1956", "Feb. 1956", "1956, February", "февраль 1956 г."),
        (
            "1956-02~",
            "ca. February 1956",
            "circa Feb. 1956",
            "ca. 1956, February",
            "около февраля 1956 г.",
        ),
        ("1956?", "[1956?]", "1956?", "1956?", "[1956?]"),
        (
            "1956-01-17/1956-01-18",
            "January 17–18, 1956",
            "17–18 Jan. 1956",
            "1956, January 17–18",
            "17–18 января 1956 г.",
        ),
        (
            "1956-01-30/1956-02-02",
            "January 30–February 2, 1956",
            "30 Jan.–2 Feb. 1956",
            "1956, January 30–February 2",
            "30 января – 2 февраля 1956 г.",
        ),
        (
            "1955-12-30/1956-01-02",
            "December 30, 1955–January 2, 1956",
            "30 Dec. 1955–2 Jan. 1956",
            "1955, December 30–1956, January 2",
            "30 декабря 1955 г. – 2 января 1956 г.",
        ),
        ("1956/1958", "1956–1958", "1956–1958", "1956–1958", "1956–1958 гг."),
        ("195X", "1950s", "1950s", "1950s", "1950-е гг."),
        ("1956/..", "1956 or later", "1956 or later", "1956 or later", "не ранее 1956 г."),
        ("1956-21", "Spring 1956", "Spring 1956", "1956, Spring", "весна 1956 г."),
        ("{1956,1958}", "{1956,1958}", "{1956,1958}", "{1956,1958}", "{1956,1958}"),
    ],
)
def test_edtf_dates_are_printed_per_style(
    edtf: str, chicago: str, mla: str, apa: str, gost: str
) -> None:
    cited = replace(TALK, date=edtf)

    assert f"” {chicago}, fond" in cite(cited, "chicago-note")
    in_mla = cite(cited, "mla").replace("Circa", "circa").replace(". Obtained", " Obtained")
    assert f"” {mla} Obtained" in in_mla
    assert f"({apa})." in cite(cited, "apa")
    assert f" {gost} //" in cite(cited, "gost")


def test_several_translators_and_a_group_are_named_as_each_style_does() -> None:
    third = name_of("Anna Ross", id_="ross-anna")
    cited = replace(TALK, creators=(GROUP,), translators=(GOLDBERG, RADCHENKO, third))

    assert "trans. Gary Goldberg, Sergey Radchenko, and Anna Ross" in cite(cited)
    assert "translated by Gary Goldberg et al." in cite(cited, "mla")
    assert "G. Goldberg, S. Radchenko, & A. Ross, Trans." in cite(cited, "apa")
    assert cite(cited, "chicago-bibliography").startswith(f"{GROUP.printed}. “Record")


def test_two_authors_are_inverted_once() -> None:
    cited = replace(TALK, creators=(GOLDBERG, RADCHENKO))

    assert cite(cited, "chicago-bibliography").startswith("Goldberg, Gary, and Sergey Radchenko. ")
    assert cite(cited, "mla").startswith("Goldberg, Gary, and Sergey Radchenko. ")
    assert cite(cited, "apa").startswith("Goldberg, G., & Radchenko, S. (1969")


def test_one_who_did_two_things_is_named_once() -> None:
    cited = replace(TALK, obtained_by=(GOLDBERG,))

    assert "Obtained and translated by Gary Goldberg." in cite(cited, "wcda")


def test_quotation_marks_in_a_title_become_single() -> None:
    cited = replace(TALK, title='On the "Two Lines" and “Three Banners”')

    assert cite(cited).startswith("S. N. Filatov, “On the ‘Two Lines’ and ‘Three Banners’,” April")


def test_a_reference_without_parts_is_printed_as_the_publisher_has_it() -> None:
    cited = replace(TALK, holding=Holding("National Archives", as_printed="RG 59, Box 3, Folder 2"))

    assert "RG 59, Box 3, Folder 2, National Archives" in cite(cited)


def test_the_day_of_access_is_printed_only_when_somebody_says_it() -> None:
    assert "ccessed" not in "".join(cite(TALK, style) for style in STYLES)
    assert "(дата обращения: 24.11.2026)" in cite(replace(TALK, accessed="2026-11-24"), "gost")
    assert "Accessed 24 Nov. 2026." in cite(replace(TALK, accessed="2026-11-24"), "mla")


def test_a_style_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(ProvtrackError) as caught:
        cite(TALK, "chicago-notes")
    assert "chicago-note" in caught.value.hint


def test_a_citation_of_nothing_is_possible() -> None:
    assert all(cite(Cited(), style) for style in STYLES)


def test_a_note_says_what_is_not_committed() -> None:
    version = VERSIONED.version
    assert version is not None
    assert note(replace(version, commit="")) == (
        "talk-1969/goldberg@2#p14 (text 3f2a9c1b, uncommitted)"
    )
