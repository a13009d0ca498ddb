"""What a user may get wrong: one error that names file and place, one hint, nothing written."""

import os
import time
from pathlib import Path

import pytest
from commandline import process, provtrack, snapshot, successful
from holdings import DRAFT, FIRST_STATE, NOTE, SECOND_STATE, TALK, Collection, git, write

LEFT, RIGHT = f"{TALK}/halloran", f"{TALK}/archive"
RECORD = f"records/{TALK}/record.toml"

BAD_FILES = {
    "latin-1": (b"One.\n\nTwo.\n\nCaf\xe9.\n", "bad.txt:5: not UTF-8 (byte 0xe9"),
    "empty": (b"", "bad.txt: the file has no text"),
    "white space": (b" \n\t\r\n\xc2\xa0\n", "bad.txt: the file has no text"),
    "binary": (b"\x7fELF\x00\x01\xff\xfe" * 50, "bad.txt: a binary file, not text"),
    "NUL": (b"text\x00text\n", "bad.txt: a binary file, not text"),
    "UTF-16 cut short": (b"\xff\xfea\x00b", "bad.txt"),
    "byte order mark alone": (b"\xef\xbb\xbf", "bad.txt: the file has no text"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "bad.txt: an RTF file, an old"),
    "broken ZIP": (b"PK\x03\x04\x00\x00 but no more", "bad.txt"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
@pytest.mark.parametrize(
    "command", [["compare", "bad.txt", RIGHT], ["align", RIGHT, "bad.txt"], ["import", "bad.txt"]]
)
def test_a_file_that_is_no_text_is_refused_by_name_and_place(
    collection: Collection, kind: str, command: list[str]
) -> None:
    data, expected = BAD_FILES[kind]
    (collection.root / "bad.txt").write_bytes(data)
    before = snapshot(collection.root)

    message, _ = provtrack(*command).complaint

    assert message.startswith(expected)
    assert snapshot(collection.root) == before


@pytest.mark.parametrize("kind", ["latin-1", "empty", "binary"])
def test_a_variant_that_is_no_text_is_refused_by_its_path(
    collection: Collection, kind: str
) -> None:
    collection.text("halloran").write_bytes(BAD_FILES[kind][0])

    message, _ = provtrack("compare", LEFT, RIGHT).complaint

    assert message.startswith(f"records/{TALK}/halloran.txt:")


@pytest.mark.parametrize("kind", ["latin-1", "empty", "binary"])
def test_standard_input_that_is_no_text_is_refused_by_its_name(desk: Path, kind: str) -> None:
    message, _ = provtrack("show", "-", stdin=BAD_FILES[kind][0]).complaint

    assert message.startswith("standard input:")


@pytest.mark.slow
def test_a_paragraph_of_a_megabyte_is_compared_within_seconds(desk: Path) -> None:
    words = " ".join(f"word{number}" for number in range(100_000))
    write(desk / "left.txt", words)
    write(desk / "right.txt", words.replace("word500 ", "other ").replace("word900 ", ""))

    start = time.monotonic()
    run = provtrack("compare", "left.txt", "right.txt", "--format", "json")

    assert time.monotonic() - start < 30
    assert run.code == 0, run.err
    assert 1 <= len(run.document["passages"][0]["edits"]) < 10


@pytest.mark.slow
def test_a_megabyte_without_a_space_is_compared_within_seconds(desk: Path) -> None:
    write(desk / "left.txt", "x" * 1_000_000)
    write(desk / "right.txt", "x" * 999_999 + "y")

    start = time.monotonic()
    run = provtrack("compare", "left.txt", "right.txt", "--format", "json")

    assert time.monotonic() - start < 30
    assert run.code == 0, run.err


TOML = {
    "misspelled key": ('type = "Diary', 'tipe = "Diary', f"{RECORD}:5: unknown key 'tipe'", "type"),
    "misspelled required key": ("title =", "titel =", f"{RECORD}:4: unknown key 'titel'", "title"),
    "unknown table": ("[archive]", "[archiv]", f"{RECORD}:9: unknown key 'archiv'", "archive"),
    "key in a table": ("fond =", "fonds =", f"{RECORD}:11: unknown key 'fonds' in [archive]", ""),
    "value outside its list": (
        'kind = "translation"',
        'kind = "translaton"',
        f"{RECORD}:20: 'kind' in [[variant]] 1 cannot be 'translaton'",
        "did you mean 'translation'?",
    ),
    "missing key": (
        'title = "Talk with Deputy Minister Teresh"\n',
        "",
        f"{RECORD}:1: the key 'title' is missing",
        "add a line: title = ",
    ),
    "number for text": (
        'fond = "012"',
        "fond = 12",
        f"{RECORD}:11: 'fond' in [archive] must be text, not a number",
        'put it in quotes: fond = "12"',
    ),
    "text for a list": ('creators = ["halloran"]', 'creators = "halloran"', f"{RECORD}:7: ", ""),
    "list for text": ('type = "Diary Entry"', 'type = ["x"]', f"{RECORD}:5: 'type' must be", ""),
    "bare date": (
        'date = "1957-03-11"',
        "date = 1957-03-11",
        f"{RECORD}:6: 'date' must be text, not a date",
        'put it in quotes: date = "1957-03-11"',
    ),
    "day that does not exist": (
        '"1957-03-11"',
        '"1956-02-30"',
        f"{RECORD}:6: 'date': '1956-02-30' names a day that does not exist",
        "only the month or the year",
    ),
    "not EDTF": ('"1957-03-11"', '"11 March 1957"', f"{RECORD}:6: 'date': '11 March 1957' is", ""),
    "bad state": ('"halloran@1"', '"halloran@x"', f"{RECORD}:39: 'generates' in [[step]] 2", ""),
    "endless state": ("halloran@1", "halloran@" + "1" * 5000, f"{RECORD}:39: 'generates'", ""),
    "bad hash": ('text_sha256 = "', 'text_sha256 = "x', f"{RECORD}:42: 'text_sha256'", "64"),
    "wrong id": (f'id = "{TALK}"', 'id = "other"', f"{RECORD}: the id is 'other'", "rename"),
    "id that cannot be": (f'id = "{TALK}"', 'id = "../x"', f"{RECORD}:3: 'id' cannot be", ""),
    "id twice": ('id = "archive"', 'id = "halloran"', f"{RECORD}:23: two [[variant]] tables", ""),
    "wrong version": ("schema = 1", "schema = 2", f"{RECORD}:2: 'schema' cannot be '2'", "use 1"),
    "not TOML": ("title =", "title", f"{RECORD}:4:7: not TOML", "quotes"),
    "quote left open": ('"Diary Entry"', '"Diary Entry', f"{RECORD}:5:", ""),
    "key twice": ("date =", 'title = "x"\ndate =', f"{RECORD}:", ""),
    "conflict": (
        "title =",
        "<<<<<<< HEAD\ntitle =",
        f"{RECORD}:4: an unresolved merge conflict",
        "keep what both sides say",
    ),
    "endless number": ("schema = 1", "schema = " + "1" * 5000, f"{RECORD}:", ""),
    "deep nesting": ("creators = [", "creators = " + "[" * 9000, f"{RECORD}:", ""),
    "deep nesting, closed": (
        'creators = ["halloran"]',
        "creators = " + "[" * 300 + "]" * 300,
        f"{RECORD}:7:",
        "",
    ),
    "a date without end": ('"1957-03-11"', '"' + "[1957," * 4000 + '"', f"{RECORD}:6: 'date'", ""),
    "control character": ("Talk with", "Talk \x1b with", f"{RECORD}:4:", ""),
}


@pytest.mark.parametrize("kind", TOML)
def test_a_defect_in_a_description_is_answered_with_its_line_and_key(
    collection: Collection, kind: str
) -> None:
    old, new, expected, hinted = TOML[kind]
    collection.edit(old, new)
    before = snapshot(collection.root)

    message, hint = provtrack("compare", LEFT, RIGHT).complaint

    assert message.startswith(expected)
    assert hinted in hint
    assert len(message) < 1000
    assert len(hint) < 1000
    assert snapshot(collection.root) == before


def test_every_command_meets_the_same_defect_with_the_same_words(collection: Collection) -> None:
    collection.edit("title =", "titel =")

    commands = (["show", TALK], ["show", LEFT], ["align", LEFT, RIGHT])
    assert len({provtrack(*command).complaint for command in commands}) == 1
    assert provtrack("list").err == provtrack("show", TALK).err


def test_a_defect_is_shown_with_the_revision_that_has_it(collection: Collection) -> None:
    collection.edit("title =", "titel =")
    collection.git("commit", "--quiet", "--all", "--message", "Break it")
    collection.git("tag", "broken")
    collection.edit("titel =", "title =")

    message, _ = provtrack("show", f"{LEFT}@broken").complaint

    assert message.startswith(f"{RECORD}@broken:4: unknown key 'titel'")


def test_a_byte_order_mark_before_a_description_is_no_defect(collection: Collection) -> None:
    collection.talk.write_bytes(b"\xef\xbb\xbf" + collection.talk.read_bytes())

    assert successful("show", LEFT).out


def test_windows_line_ends_in_a_description_are_no_defect(collection: Collection) -> None:
    collection.talk.write_bytes(collection.talk.read_bytes().replace(b"\n", b"\r\n"))

    assert successful("show", LEFT).out


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("records/names.toml", "schema = 1\n[[nam]]\n", "records/names.toml:2: unknown key 'nam'"),
        ("provtrack.toml", "abreviations = {}\n", "provtrack.toml:1: unknown key 'abreviations'"),
        (
            "pyproject.toml",
            '[project]\nname = "x"\n\n[tool.provtrack]\nabreviations = {}\n',
            "pyproject.toml:5: unknown key 'abreviations'",
        ),
        ("provtrack.toml", "\xff", "provtrack.toml:1"),
    ],
)
def test_a_defect_in_another_file_is_answered_likewise(
    collection: Collection, name: str, content: str, expected: str
) -> None:
    write(collection.root / name, content)

    message, _ = provtrack("compare", LEFT, RIGHT).complaint

    assert message.startswith(expected)


def test_an_unrelated_project_file_is_no_concern_of_ours(collection: Collection) -> None:
    write(collection.root / "pyproject.toml", '[project]\nname = "x"\n')

    assert successful("compare", LEFT, RIGHT).out


def test_a_variant_without_its_file_is_answered_with_where_it_belongs(
    collection: Collection,
) -> None:
    collection.text("archive").unlink()

    message, hint = provtrack("show", RIGHT).complaint

    assert message == f"records/{TALK}/archive.txt: no such file"
    assert "provtrack import" in hint


def test_outside_a_repository_a_record_is_answered_with_how_to_make_one(desk: Path) -> None:
    message, hint = provtrack("show", LEFT).complaint

    assert message.endswith("no git repository here or above")
    assert "provtrack init" in hint


def test_a_repository_directory_that_does_not_exist_is_an_error(desk: Path) -> None:
    message, _ = provtrack("list", "--repo", "nowhere").complaint

    assert message.endswith("nowhere: no such directory")


def test_a_bare_clone_is_answered_with_what_to_do(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", collection.root, "bare.git")
    monkeypatch.chdir(tmp_path / "bare.git")

    message, hint = provtrack("show", LEFT).complaint

    assert "a bare repository" in message
    assert "git clone" in hint


def test_a_shallow_clone_is_answered_with_how_to_fetch_the_rest(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{collection.root}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")

    message, hint = provtrack("show", f"{LEFT}@HEAD~2").complaint
    assert "shallow clone" in message
    assert "fetch-depth: 0" in hint

    message, hint = provtrack("show", f"{LEFT}@1").complaint
    assert "no text with the hash" in message
    assert "--unshallow" in hint

    assert successful("show", LEFT).out


def test_a_repository_without_a_commit_works_as_far_as_it_can(
    collection: Collection, desk: Path
) -> None:
    git(desk, "init", "--quiet")
    os.rename(collection.records, desk / "records")  # noqa: PTH104

    assert successful("show", f"{LEFT}@2").out
    message, hint = provtrack("show", f"{LEFT}@HEAD").complaint
    assert "no commit yet" in message
    assert "commit" in hint
    assert "no text with the hash" in provtrack("show", f"{LEFT}@1").complaint[0]


@pytest.mark.parametrize("name", [f"{TALK}/halloran.txt", f"{TALK}/record.toml", "names.toml"])
def test_a_link_that_leads_out_of_the_repository_is_not_followed(
    collection: Collection, tmp_path: Path, name: str
) -> None:
    secret = write(tmp_path / "secret.txt", "The password is swordfish.")
    path = collection.records / name
    path.unlink()
    path.symlink_to(secret)

    message, _ = provtrack("compare", LEFT, RIGHT).complaint

    assert message == f"records/{name}: a link that leads out of the repository"
    assert "swordfish" not in message


def test_a_directory_of_records_that_leads_out_of_the_repository_is_not_followed(
    collection: Collection, tmp_path: Path
) -> None:
    (collection.records / TALK).rename(tmp_path / TALK)
    (collection.records / TALK).symlink_to(tmp_path / TALK)

    assert "leads out of the repository" in provtrack("show", LEFT).complaint[0]


def test_a_link_inside_the_repository_is_followed(collection: Collection) -> None:
    collection.text("archive").unlink()
    collection.text("archive").symlink_to("halloran.txt")

    assert "identical" in successful("compare", LEFT, RIGHT).out


def test_a_link_in_circles_is_an_error(collection: Collection) -> None:
    collection.text("archive").unlink()
    collection.text("archive").symlink_to("archive.txt")

    assert provtrack("show", RIGHT).complaint
    (collection.root / "loop.txt").symlink_to("loop.txt")
    assert provtrack("show", "loop.txt").complaint


def test_a_file_larger_than_the_limit_is_refused(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provtrack.store.files.MAX_BYTES", 10)
    write(collection.root / "long.txt", DRAFT)

    message, hint = provtrack("show", "long.txt").complaint

    assert message.startswith("long.txt: larger than")
    assert hint


def test_standard_input_larger_than_the_limit_is_refused(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provtrack.store.texts.MAX_BYTES", 10)

    message, _ = provtrack("show", "-", stdin=b"More than ten bytes.").complaint

    assert message.startswith("standard input: larger than")


@pytest.mark.parametrize("name", ["directory.txt", "/dev/zero", "pipe.txt"])
def test_what_is_no_regular_file_is_refused_at_once(collection: Collection, name: str) -> None:
    (collection.root / "directory.txt").mkdir()
    os.mkfifo(collection.root / "pipe.txt")

    message, _ = provtrack("show", name if name.startswith("/") else f"./{name}").complaint

    assert "not a" in message


def test_a_file_that_may_not_be_read_is_an_error(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read anything, so the refusal is made here."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    write(collection.root / "locked.txt", DRAFT)
    monkeypatch.setattr(Path, "read_bytes", refuse)

    message, hint = provtrack("show", "locked.txt").complaint

    assert message == "locked.txt: cannot be read: Permission denied"
    assert "permissions" in hint


def test_a_hook_of_another_repository_does_not_lead_the_reader_astray(
    collection: Collection, tmp_path: Path
) -> None:
    git(tmp_path, "init", "--quiet", "other")
    hook = {
        "GIT_DIR": str(tmp_path / "other" / ".git"),
        "GIT_INDEX_FILE": "index",
        "GIT_WORK_TREE": str(tmp_path / "other"),
        "GIT_PREFIX": "",
    }

    run = process("show", f"{LEFT}@published#p6", env=hook)

    assert run.stdout.decode() == f"6  {FIRST_STATE[5]}\n"
    assert run.returncode == 0


@pytest.mark.parametrize("revision", ["HEAD", "1"])
def test_a_repository_of_somebody_else_is_answered_with_how_to_trust_it(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, revision: str
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")

    message, hint = provtrack("show", f"{LEFT}@{revision}").complaint

    assert "belongs to somebody else" in message
    assert "safe.directory" in hint
    assert successful("show", LEFT).out


def test_git_that_is_not_there_is_only_missed_when_it_is_needed(
    collection: Collection, tmp_path: Path
) -> None:
    empty = tmp_path / "bin"
    empty.mkdir()

    run = process("show", f"{LEFT}@HEAD", env={"PATH": str(empty)})
    assert run.returncode == 2
    lines = run.stderr.decode().splitlines()
    assert [line.split(":")[0] for line in lines] == ["error", "hint"]
    assert "install git" in lines[1]
    assert process("show", LEFT, env={"PATH": str(empty)}).returncode == 0


def test_settings_of_a_strange_repository_run_nothing(
    collection: Collection, tmp_path: Path
) -> None:
    trap = tmp_path / "trap"
    script = write(tmp_path / "script", f"#!/bin/sh\ntouch {trap}\n")
    script.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand"):
        collection.git("config", key, script)

    successful("show", f"{LEFT}@1")
    successful("show", f"{LEFT}@published")
    successful("compare", f"{LEFT}@1", LEFT)

    assert not trap.exists()


@pytest.mark.parametrize(
    ("arguments", "hinted"),
    [
        (["comapre", LEFT, RIGHT], "compare"),
        (["compare", LEFT], "provtrack compare --help"),
        (["compare", LEFT, RIGHT, "third"], "provtrack compare --help"),
        (["compare", LEFT, RIGHT, "--substantiv"], "--substantive"),
        (["list", "--format"], "--help"),
        (["import"], "provtrack import --help"),
        (["--unknown"], "provtrack --help"),
    ],
)
def test_a_command_line_that_makes_no_sense_is_an_error_with_a_hint(
    collection: Collection, arguments: list[str], hinted: str
) -> None:
    _, hint = provtrack(*arguments).complaint

    assert hinted in hint


EVIL = "before \x1b[2J\x1b]0;owned\x07 \u202egnorw\u202c \u2066x\u2069 \x9b31m \u200b after"
OBEYED = set(map(chr, [*range(0x20), 0x7F, *range(0x80, 0xA0)])) - {"\n"}
OBEYED |= set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u2028")


def is_inert(out: str) -> bool:
    return not OBEYED & set(out.replace("\t", "").replace("\r\n", "\n"))


@pytest.fixture
def evil(collection: Collection) -> Collection:
    """Texts, titles, agents and file names full of what a terminal obeys."""
    write(collection.root / "evil\x1b[31m\u202e.txt", [EVIL, *SECOND_STATE[1:], f"Last {EVIL}"])
    write(collection.text("archive"), [*SECOND_STATE[:3], EVIL])
    title = EVIL.encode("unicode_escape").decode().replace("\\x", "\\u00")
    collection.edit("Talk with Deputy", title)
    return collection


@pytest.mark.parametrize(
    ("command", "formats"),
    [
        (["compare", LEFT, RIGHT], ["text", "json", "html", "md", "csv"]),
        (["compare", LEFT, "evil\x1b[31m\u202e.txt"], ["text", "json", "html", "md", "csv"]),
        (["align", "evil\x1b[31m\u202e.txt", RIGHT], ["text", "json", "html", "md", "csv", "svg"]),
        (["list"], ["text", "json", "md", "csv"]),
        (["show", TALK], ["text", "json", "md"]),
        (["show", RIGHT], ["text", "json", "html", "md", "csv"]),
        (["show", "evil\x1b[31m\u202e.txt"], ["text", "json", "html", "md", "csv"]),
        (["import", "evil\x1b[31m\u202e.txt", "--dry-run"], ["text", "json"]),
    ],
)
def test_what_a_terminal_obeys_is_inert_in_every_format(
    evil: Collection, command: list[str], formats: list[str]
) -> None:
    for output_format in formats:
        run = successful(*command, "--format", output_format)
        assert is_inert(run.out), output_format
        assert is_inert(run.err), output_format


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "no\x1b[31m\u202esuch.txt"],
        ["show", f"{TALK}/\x1b[31m"],
        ["list", "--format", "\x1b[31m"],
        ["\x1b[31m"],
        ["list", "--\x1b[31m"],
        ["compare", LEFT, RIGHT, "--kind", "\u202e"],
        ["schema", "\x1b"],
        ["list", "--repo", "\x1b[31m"],
    ],
)
def test_what_a_terminal_obeys_is_inert_in_errors(
    collection: Collection, arguments: list[str]
) -> None:
    run = provtrack(*arguments)

    assert run.complaint
    assert is_inert(run.err)


def test_a_title_with_a_line_break_stays_in_its_place(collection: Collection) -> None:
    collection.edit("Talk with", "Talk\\n# Forged heading\\n\\n| a | b |\\n\\nwith")

    for command in (["list"], ["show", TALK], ["show", LEFT]):
        out = successful(*command, "--format", "md").out
        assert not any(line.startswith("# Forged") for line in out.splitlines()), command


def test_a_file_name_with_a_line_break_forges_no_message(collection: Collection) -> None:
    write(
        collection.root / "a\nerror: forged.html",
        "<!DOCTYPE html><html><head><title>A</title></head><body><nav>Home</nav>"
        "<p>A paragraph of text.</p></body></html>",
    )

    run = successful("show", "a\nerror: forged.html")

    assert not any(line.startswith("error:") for line in run.err.splitlines())


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1"])
def test_a_text_that_looks_like_a_formula_is_none_in_a_spreadsheet(desk: Path, cell: str) -> None:
    import csv
    import io

    write(desk / "formula.txt", f"{cell} and more\n")

    rows = list(csv.reader(io.StringIO(successful("show", "formula.txt", "-f", "csv").out)))

    assert rows[1][1][0] not in "=+-@\t\r"


HOSTILE_MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[link](javascript:alert(1))",
    "![picture](https://example.org/x.png)",
    "`code` **bold** _x_ ~~y~~ | cell |",
    "]]></svg>&amp;\"'",
]


@pytest.mark.parametrize("markup", HOSTILE_MARKUP)
def test_markup_in_a_text_is_no_markup_on_output(desk: Path, markup: str) -> None:
    write(desk / "left.txt", f"Before {markup} after.")
    write(desk / "right.txt", f"Before {markup} behind.")

    page = successful("compare", "left.txt", "right.txt", "--format", "html").out
    markdown = successful("compare", "left.txt", "right.txt", "--format", "md").out
    for out in (page, markdown):
        assert "<script>alert" not in out
        assert "<img src=x" not in out
    assert "[link](" not in markdown
    assert "![picture](" not in markdown
    assert "`code`" not in markdown
    assert "**bold**" not in markdown


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("record", ["new", TALK])
def test_a_crash_between_files_leaves_everything_as_it_was(
    collection: Collection,
    monkeypatch: pytest.MonkeyPatch,
    nth: int,
    error: BaseException,
    record: str,
) -> None:
    write(collection.root / "letter.txt", DRAFT)
    before = snapshot(collection.root)
    replace, calls = Path.replace, [0]

    def crash(path: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == nth:
            raise error
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", crash)
    run = provtrack("import", "letter.txt", "--record", record)

    assert calls[0] == nth
    assert run.code == (2 if isinstance(error, OSError) else 130)
    assert snapshot(collection.root) == before


def test_no_temporary_file_is_left_behind(collection: Collection) -> None:
    write(collection.root / "letter.txt", DRAFT)
    successful("import", "letter.txt")
    successful("compare", LEFT, RIGHT, "--output", "out.html")

    assert not [name for name in snapshot(collection.root) if name.endswith(".tmp")]


def test_nothing_is_written_by_a_command_that_only_reads(collection: Collection) -> None:
    before = snapshot(collection.root)

    for command in (
        ["list"], ["show", TALK], ["show", f"{LEFT}@1"], ["align", LEFT, RIGHT],
        ["compare", f"{LEFT}@published", RIGHT], ["schema", "record"], ["show", f"{NOTE}/fair"],
    ):  # fmt: skip
        successful(*command)

    assert snapshot(collection.root) == before


@pytest.mark.parametrize("command", [("list",), ("check",), ("compare", "--all"), ("index",)])
def test_a_user_above_the_records_is_told_where_they_are(
    collection: Collection, command: tuple[str, ...]
) -> None:
    collection.records.rename(collection.root / "moved")
    (collection.root / "edition").mkdir()
    (collection.root / "moved").rename(collection.root / "edition" / "records")

    assert "no records here, but in edition: --repo edition\n" in successful(*command).err
    _, hint = provtrack("show", "no-such-record").complaint
    assert hint == "there are records in edition: --repo edition"
