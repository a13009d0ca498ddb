"""What reference managers read, through the readers that people use: pandoc, pybtex, rispy."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import rispy
from pybtex.database import parse_string
from works import BARE, FILATOV, GOLDBERG, GROUP, PAK, TALK, VERSIONED

from provtrack.citation import Cited, Version
from provtrack.citation.formats import biblatex, csl_json, ris

HOSTILE = [
    r"100% of {braces} & a_b $5 #1 ~tilde^ \textbf{bold} \input{/etc/passwd}",
    '{Balanced} and "quotes" and “curly”',
    "Запись беседы «с Пак Ен Бином»",
    "@book{x, title={y}} % comment",
    "A <b>tag</b> & an &amp; entity",
    "trailing backslash \\",
]


def through_pandoc(source: str, origin: str) -> dict[str, Any]:
    """One reference as pandoc reads it."""
    (item,) = json.loads(pypandoc.convert_text(source, "csljson", format=origin))
    return dict(item)


def plain(title: str) -> str:
    """A title as pandoc reads it, without the markup that protects names."""
    return re.sub(r'</?span( class="nocase")?>', "", title)


def bibliography(text: str, ending: str, directory: Path) -> str:
    """The reference list that pandoc makes in its default style, Chicago."""
    references = directory / f"references.{ending}"
    references.write_text(text, encoding="utf-8")
    printed: str = pypandoc.convert_text(
        '---\nnocite: "@*"\n---\n',
        "plain",
        format="markdown",
        extra_args=["--citeproc", "--wrap=none", f"--bibliography={references}"],
    )
    return printed.strip()


@pytest.mark.parametrize("source", ["biblatex", "csljson"])
def test_pandoc_reads_every_part(source: str) -> None:
    text = biblatex(VERSIONED) if source == "biblatex" else json.dumps([csl_json(VERSIONED)])

    item = through_pandoc(text, source)

    assert item["author"] == [{"family": "Filatov", "given": "S. N."}]
    assert item["translator"] == [{"family": "Goldberg", "given": "Gary"}]
    assert item["issued"]["date-parts"] == [[1969, 4, 16]]
    assert item["URL"] == "https://example.org/document/110507"
    assert "talk-1969/goldberg@2#p14 (text 3f2a9c1b, commit 07935c9a)" in item["note"]
    assert item["id"] == "talk-1969-goldberg-2-p14"


def test_hostile_titles_reach_the_reader_unchanged() -> None:
    cited = [
        replace(TALK, title=title, version=Version("hostile", "text", number))
        for number, title in enumerate(HOSTILE, 1)
    ]

    items = pypandoc.convert_text("\n".join(map(biblatex, cited)), "csljson", format="biblatex")

    straight = str.maketrans("“”‘’", "\"\"''")  # pandoc makes quotation marks of its own
    read = [plain(item["title"]).translate(straight) for item in json.loads(items)]
    assert read == [title.translate(straight) for title in HOSTILE]


@pytest.mark.parametrize("title", [*HOSTILE, "Lone } and { braces", "}}}} {{"])
def test_a_hostile_title_leaves_the_database_in_order(title: str) -> None:
    cited = [replace(VERSIONED, title=title), TALK]

    entries = parse_string("\n".join(map(biblatex, cited)), "bibtex").entries

    assert [*entries] == ["talk-1969-goldberg-2-p14", "document"]
    assert entries["document"].fields["title"] == "{Record of a Talk with Pak Yeong-bin}"
    assert entries["talk-1969-goldberg-2-p14"].fields["date"] == "1969-04-16"


@pytest.mark.parametrize("title", HOSTILE)
def test_ris_is_read_back(title: str) -> None:
    (entry,) = rispy.loads(ris(replace(VERSIONED, title=title)))

    assert entry["type_of_reference"] == "MANSCPT"
    assert entry["title"] == " ".join(title.split())
    assert entry["authors"] == ["Filatov, S. N."]
    assert "A4  - Goldberg, Gary\n" in ris(VERSIONED)
    assert entry["name_of_database"] == "Russian State Archive of Contemporary History, Moscow"
    assert entry["accession_number"] == "fond 5, opis 61, delo 462, listy 71-74"
    assert entry["date"] == "1969/04/16/"
    assert "talk-1969/goldberg@2#p14" in "".join(entry["notes"])


def test_no_format_turns_a_korean_name_round_or_changes_its_case(tmp_path: Path) -> None:
    cited = replace(VERSIONED, creators=(PAK, FILATOV), translators=(PAK,))

    for text, ending in ((biblatex(cited), "bib"), (json.dumps([csl_json(cited)]), "json")):
        printed = bibliography(text, ending, tmp_path)

        assert printed.startswith("Pak Yeong-bin, and S. N. Filatov.")
        assert "Record of a Talk with Pak Yeong-bin" in printed
        assert "Translated by Pak Yeong-bin" in printed
    assert "AU  - Pak Yeong-bin\n" in ris(cited)


def test_an_institution_with_and_and_commas_stays_one_author() -> None:
    group = replace(GROUP, printed="Departments of Peace, War, and Trade")
    cited = replace(VERSIONED, creators=(group, GOLDBERG))

    item = through_pandoc(biblatex(cited), "biblatex")

    assert item["author"][0] == {"literal": "Departments of Peace, War, and Trade"}
    assert item["author"][1]["family"] == "Goldberg"


@pytest.mark.parametrize(
    ("edtf", "issued"),
    [
        ("1956-02", {"date-parts": [[1956, 2]]}),
        ("1956-02~", {"date-parts": [[1956, 2]], "circa": True}),
        ("1956-01-17/1956-01-18", {"date-parts": [[1956, 1, 17], [1956, 1, 18]]}),
    ],
)
def test_dates_mean_the_same_in_both_formats(edtf: str, issued: dict[str, Any]) -> None:
    cited = replace(VERSIONED, date=edtf)

    assert csl_json(cited)["issued"] == issued
    read = through_pandoc(biblatex(cited), "biblatex")["issued"]
    assert read["date-parts"] == issued["date-parts"]
    assert bool(read.get("circa")) == bool(issued.get("circa"))


def test_a_bare_record_is_an_entry_all_the_same() -> None:
    assert through_pandoc(biblatex(BARE), "biblatex")["title"]
    assert through_pandoc(json.dumps([csl_json(BARE)]), "csljson")["id"] == "bare"
    assert rispy.loads(ris(BARE))[0]["title"] == "[Untitled document]"
    assert biblatex(Cited())
