import subprocess
import sys
from importlib import import_module

import pytest
from grain import DATA, PARAGRAPHS
from packages import docx, odt
from tinypdf import pdf, set_paragraphs

from provtrack.errors import ProvtrackError
from provtrack.importers import FORMATS, MAX_BYTES, detect, read
from provtrack.text import join_paragraphs

FORMS = {
    "page": (DATA / "grain.page.txt").read_bytes(),
    "html": (DATA / "grain.html").read_bytes(),
    "tei": (DATA / "grain.tei.xml").read_bytes(),
    "docx": docx(PARAGRAPHS),
    "odt": odt(PARAGRAPHS),
    "markdown": (DATA / "grain.md").read_bytes(),
    "latex": (DATA / "grain.tex").read_bytes(),
    "text": (DATA / "grain.txt").read_bytes(),
    "pdf": pdf(set_paragraphs(PARAGRAPHS, lines=15)),
}
"""One document in every format."""


@pytest.mark.parametrize("form", FORMATS)
def test_one_document_gives_the_same_paragraphs_in_every_format(form: str) -> None:
    if form == "pdf":
        pytest.importorskip("pdfplumber")
    assert read(f"grain.{form}", FORMS[form], form).paragraphs == PARAGRAPHS


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_is_known_without_a_name_where_its_content_tells(form: str) -> None:
    name = "grain.md" if form == "markdown" else "-"
    assert detect(name, FORMS[form]) == form


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_read_is_in_the_form_that_is_stored(form: str) -> None:
    if form == "pdf":
        pytest.importorskip("pdfplumber")
    imported = read("x", FORMS[form], form)
    again = read("x", join_paragraphs(imported.paragraphs).encode(), "text")
    assert again.paragraphs == imported.paragraphs
    assert all(isinstance(value, str) and value for value in imported.metadata.values())
    assert all(omission.why for omission in imported.omissions)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_names_a_description_and_an_importer(form: str) -> None:
    description, endings, importer = FORMATS[form]
    module, function = importer.split(":")
    assert description
    assert all(
        ending.startswith(".") and detect(f"x{ending}", b"words") == form for ending in endings
    )
    assert callable(getattr(import_module(module), function))


def test_the_registry_loads_no_importer_and_nothing_slow() -> None:
    code = (
        "import sys, provtrack.importers as i; i.detect('a.txt', b'words');"
        "print([m for m in sys.modules if m.split('.')[0] in ('lxml', 'pdfplumber')"
        " or m.startswith('provtrack.importers.') and not m.split('.')[-1].startswith('_')])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_an_empty_file_is_refused_by_every_format(form: str, data: bytes) -> None:
    with pytest.raises(ProvtrackError) as caught:
        read("empty.x", data, form)
    assert caught.value.message == "empty.x: the file has no text"


NOISE = bytes(range(256)) * 8


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("noise", [NOISE, b"PK\x03\x04" + NOISE, b"%PDF-1.7\n" + NOISE])
def test_noise_is_one_error_that_names_the_file_in_every_format(form: str, noise: bytes) -> None:
    if form == "pdf":
        pytest.importorskip("pdfplumber")
    with pytest.raises(ProvtrackError) as caught:
        read("noise.x", noise, form)
    assert caught.value.message.startswith("noise.x:")
    assert "\n" not in caught.value.message + caught.value.hint


@pytest.mark.parametrize("form", ["page", "html", "tei", "docx", "odt", "markdown", "text"])
def test_a_paragraph_of_a_megabyte_is_read_whole(form: str) -> None:
    long = "grain and seed " * 70_000 + "end."
    data = {
        "html": f"<p>{long}</p>".encode(),
        "tei": f"<TEI><text><body><p>{long}</p></body></text></TEI>".encode(),
        "docx": docx([long]),
        "odt": odt([long]),
        "page": f"Skip to content\n\nA title\n\n{long}\n\nDocument Information\n".encode(),
    }.get(form, long.encode())
    assert read("long.x", data, form).paragraphs == (long,)


def test_too_large_a_file_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(ProvtrackError) as caught:
        read("huge.txt", bytes(MAX_BYTES + 1))
    assert caught.value.message == f"huge.txt: larger than {MAX_BYTES // 1024**2} MiB"


def test_an_unknown_format_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ProvtrackError) as caught:
        read("x", b"words", "rtf")
    assert caught.value.message == "unknown format 'rtf'"
    assert all(form in caught.value.hint for form in FORMATS)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("x.rtf", b"{\\rtf1 words}", "RTF"),
        ("x.mhtml", b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;", "MHTML"),
        ("x.zip", b"PK\x05\x06" + bytes(18), "ZIP"),
        ("x.bin", b"\x00\x01\x02", "binary"),
    ],
)
def test_a_file_that_no_importer_reads_is_named_for_what_it_is(
    name: str, data: bytes, what: str
) -> None:
    with pytest.raises(ProvtrackError) as caught:
        detect(name, data)
    assert caught.value.message.startswith(f"{name}: ")
    assert what in caught.value.message
    assert all(form in caught.value.hint for form in FORMATS)
