"""``provtrack report``: what it says, in every format, and that it says it with the same bytes."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from commandline import provtrack, successful
from holdings import OTHER, SECOND_STATE, TALK, Collection, commit, write
from jsonschema import validate

from provtrack.schemas import json_schema
from provtrack.text import text_sha256

REF = f"{TALK}/halloran"
FORMATS = ("text", "json", "html", "md", "docx", "pdf", "ro-crate")

BARE = """\
schema = 1
id = "bare"
title = ""

[[variant]]
id = "only"
kind = "translation"
"""


def words(output_format: str, data: bytes) -> str:
    """All words of a report, whatever it is written in."""
    match output_format:
        case "docx":
            document = docx.Document(io.BytesIO(data))
            cells = [
                cell.text for table in document.tables for row in table.rows for cell in row.cells
            ]
            return "\n".join([*(each.text for each in document.paragraphs), *cells])
        case "pdf":
            pages = pypdfium2.PdfDocument(data)
            return "\n".join(page.get_textpage().get_text_range() for page in pages)
        case "ro-crate":
            with zipfile.ZipFile(io.BytesIO(data)) as crate:
                own = [name for name in crate.namelist() if not name.startswith("record/")]
                return "".join(crate.read(name).decode() for name in own)
        case _:
            return data.decode()


ALL = f"""
import sys
from pathlib import Path
from provtrack.api import Desk
from provtrack.render import Screen, render
report = Desk(Path()).report({REF!r})
for name in {FORMATS!r}:
    data = render("report", name, report, Screen())
    Path(sys.argv[1], name).write_bytes(data if isinstance(data, bytes) else data.encode())
"""
"""Writes the report in all formats."""


def all_formats(root: Path, target: Path, **environment: str) -> dict[str, bytes]:
    """The report in every format, made by a process of its own."""
    target.mkdir()
    subprocess.run(
        [sys.executable, "-c", ALL, target], cwd=root, env={**os.environ, **environment}, check=True
    )
    return {name: (target / name).read_bytes() for name in FORMATS}


@pytest.mark.slow
def test_every_format_says_all_and_says_it_with_the_same_bytes_at_any_place_and_time(
    corrected: Collection, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "quite" / "another place"
    subprocess.run(["git", "clone", "--quiet", corrected.root, elsewhere], check=True)
    there = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}

    first = all_formats(corrected.root, tmp_path / "first", PYTHONHASHSEED="1")
    second = all_formats(elsewhere, tmp_path / "second", **there)

    assert [name for name in FORMATS if first[name] != second[name]] == []
    commits = corrected.git("log", "--format=%H", "--", corrected.text("halloran")).splitlines()
    expected = (
        "Talk with Deputy Minister Teresh",
        text_sha256(SECOND_STATE),
        commits[0],
        "forty wagons",
        "fourteen wagons",
        "photocopy",  # the evidence
        "City Archive",
        "halloran@1",
        "attested",
        "negation",  # a difference that matters
        "PT",  # what check doubts
    )
    for name, data in first.items():
        said = " ".join(words(name, data).split())
        assert [each for each in expected if each not in said] == [], name


def test_an_older_revision_is_reported_as_it_was(corrected: Collection) -> None:
    commit_id = corrected.git("rev-parse", "HEAD")
    before = provtrack("report", f"{REF}@{commit_id}", "--format", "json").document
    write(corrected.text("archive"), [*OTHER, "More."])
    write(corrected.records / TALK / "corrections.toml", "schema = 1\n")
    commit(corrected.root, "Go on")

    after = provtrack("report", f"{REF}@{commit_id}", "--format", "json").document

    assert after == before
    assert [entry["id"] for entry in after["corrections"]] == ["c1"]
    assert not provtrack("report", REF, "--format", "json").document["corrections"]


def test_the_document_holds_to_its_schema(corrected: Collection) -> None:
    document = successful("report", REF, "--format", "json").document

    validate(document, json_schema("provtrack.report/1"))
    assert document["schema"] == "provtrack.report/1"
    (entry,) = document["corrections"]
    assert (entry["proposed_by"], entry["reviewed_by"]) == ("V. Halloran", "City Archive")
    kinds = {edit["kind"] for each in document["differences"] for edit in each["edits"]}
    assert "negation" in kinds
    significance = {e["significance"] for each in document["differences"] for e in each["edits"]}
    assert significance == {"substantive"}


def test_a_record_as_a_whole_is_reported_with_the_ledger_of_all_its_texts(
    corrected: Collection,
) -> None:
    document = successful("report", TALK, "--format", "json").document

    assert document["version"]["variant"] == ""
    assert [entry["id"] for entry in document["corrections"]] == ["c1"]


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_record_without_title_date_and_archive_is_reported_all_the_same(
    collection: Collection, output_format: str
) -> None:
    write(collection.records / "bare" / "record.toml", BARE)
    write(collection.text("only", "bare"), ["One paragraph, <b>bold</b> & \x1b[31mred."])
    commit(collection.root, "Take in what little is known")

    run = provtrack("report", "bare/only", "-q", "--format", output_format, "-o", "report")

    assert run.code == 0, run.err
    said = words(output_format, (collection.root / "report").read_bytes())
    assert "Untitled document" in said
    assert "not known" in said or output_format == "json"
    assert "\x1b" not in said


@pytest.mark.slow
def test_hangul_and_what_no_font_has_are_printed_in_the_pdf(collection: Collection) -> None:
    collection.edit("Talk with Deputy Minister Teresh", "박영빈 · Пак Ен Бин · Pak Yŏng-bin · ꙮ")

    data = successful("report", TALK, "-q", "--format", "pdf", "-o", "report.pdf")
    said = words("pdf", (collection.root / "report.pdf").read_bytes())

    assert data.code == 0
    assert "박영빈 · Пак Ен Бин · Pak Yŏng-bin · <U+A66E>" in said


@pytest.mark.slow
def test_the_crate_is_valid_and_complete(corrected: Collection, tmp_path: Path) -> None:
    python = Path(sys.prefix) / "crate" / "bin" / "python"
    if not python.exists():
        if os.environ.get("CI", "").lower() == "true" and sys.platform == "linux":
            pytest.fail("no validator of RO-Crates here; 'make test' installs it")
        pytest.skip("no validator of RO-Crates here; 'make test' installs it")
    successful("report", REF, "-q", "-o", "deposit.zip")
    crate = tmp_path / "crate"
    shutil.unpack_archive("deposit.zip", crate)
    script = Path(__file__).parent.parent / "render" / "validate_crate.py"

    run = subprocess.run([python, script, crate], capture_output=True, text=True, check=True)

    assert json.loads(run.stdout) == {"passed": True, "issues": []}
    described = json.loads((crate / "ro-crate-metadata.json").read_text())["@graph"]
    files = {each["@id"] for each in described if each["@type"] == "File"}
    there = {path.relative_to(crate).as_posix() for path in crate.rglob("*") if path.is_file()}
    assert there == files | {"ro-crate-metadata.json"}
    assert {"record/halloran.txt", "record/record.toml", "report.html", "chain.provn"} <= there


def test_a_missing_extra_is_answered_with_what_installs_it(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fpdf", None)
    monkeypatch.setitem(sys.modules, "citeproc", None)

    _, hint = provtrack("report", TALK, "-q", "-o", "report.pdf").complaint
    assert 'pip install "provtrack[report]"' in hint
    write(collection.root / "any.csl", "<style/>")
    _, hint = provtrack("cite", TALK, "-q", "--csl", "any.csl").complaint
    assert hint == 'pip install "provtrack[csl]"'


@pytest.mark.parametrize(
    ("ref", "error"),
    [
        (f"{REF}#p2", "a report is on a whole text"),
        ("notes.docx", "a file, not a record"),
        (f"{TALK}/hallorann", "no variant"),
    ],
)
def test_what_cannot_be_reported_on_is_answered_in_one_line(
    collection: Collection, ref: str, error: str
) -> None:
    assert error in provtrack("report", ref, "-q").complaint[0]
