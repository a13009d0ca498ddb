"""Files and folders by their URL: in memory, in an archive, on a web server of this machine."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from commandline import provtrack, successful
from holdings import FIRST_STATE, TALK, Collection, write

from provtrack.store import places, remote
from provtrack.store.mirror import mirror
from provtrack.text import join_paragraphs

TEXT = join_paragraphs(FIRST_STATE)


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    """Storage that this process alone has, as empty afterwards as before."""
    storage = fsspec.filesystem("memory")
    yield storage
    storage.store.clear()
    storage.pseudo_dirs[:] = [""]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that a web server hands out."""
    shelf = tmp_path_factory.mktemp("shelf")
    write(shelf / "talk.txt", TEXT)
    write(shelf / "new" / "talk.md", TEXT.replace("forty", "fourteen"))
    write(shelf / "new" / "other.txt", "Nothing of the kind is said here, nor anywhere else.\n")
    write(shelf / "new" / "empty.txt", "")
    return shelf


@pytest.fixture(scope="module")
def web(shelf: Path) -> Iterator[str]:
    server = subprocess.Popen(
        [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", "0", "-d", str(shelf)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert server.stdout
    found = re.search(r"\((http://\S+)\)", server.stdout.readline().decode())
    assert found
    yield found[1]
    server.terminate()
    server.communicate()


def archive(files: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return stream.getvalue()


# --- reading -------------------------------------------------------------------------------------


def test_a_text_is_compared_with_one_in_storage(
    memory: fsspec.AbstractFileSystem, collection: Collection
) -> None:
    memory.pipe("/letters/talk.txt", TEXT.replace("12 March", "13 March").encode())
    write(Path("talk.txt"), memory.cat("/letters/talk.txt").decode())

    away = successful("compare", f"{TALK}/halloran", "memory://letters/talk.txt", "--format", "csv")
    here = successful("compare", f"{TALK}/halloran", "talk.txt", "--format", "csv")

    assert away.out == here.out
    part = successful("align", "memory://letters/talk.txt#p2-3", f"{TALK}/halloran#p2-3")
    assert "memory://letters/talk.txt" in part.out


@pytest.mark.parametrize("url", ["zip://in/talk.md::memory://all.zip", "memory://in/talk.md"])
def test_the_format_is_that_of_the_file_and_not_of_the_archive(
    memory: fsspec.AbstractFileSystem, url: str
) -> None:
    content = "# Heading\n\nThe *bridge* is closed.\n"
    memory.pipe("/all.zip", archive({"in/talk.md": content}))
    memory.pipe("/in/talk.md", content.encode())

    assert "The bridge is closed." in successful("show", url).out


def test_a_file_in_storage_is_imported_and_kept(
    memory: fsspec.AbstractFileSystem, collection: Collection
) -> None:
    memory.pipe("/letters/a letter.txt", b"The bridge is closed.\n")

    successful("import", "memory://letters/a letter.txt", "--record", "new", "--variant", "v")

    (kept,) = (collection.records / "new" / "source").iterdir()
    assert kept.read_bytes() == b"The bridge is closed.\n"
    assert kept.name.startswith("a-letter-")


def test_quotations_of_an_article_in_storage_are_located(
    memory: fsspec.AbstractFileSystem, collection: Collection
) -> None:
    memory.pipe("/article.md", b'He says that "the harvest in the northern districts had failed".')

    assert f"{TALK}/" in successful("locate", "--file", "memory://article.md").out


def test_a_file_url_is_the_path_in_it(desk: Path) -> None:
    write(desk / "a.txt", "The bridge is closed.\n")

    assert places.place(f"file://{desk}/a.txt") == desk / "a.txt"
    assert "closed" in successful("show", f"file://{desk}/a.txt").out
    error, _ = provtrack("show", f"file://{desk}").complaint
    assert error.endswith("a directory, not a file")


def test_more_than_a_file_may_hold_is_not_read(
    memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor unpacked: what a small archive grows to counts."""
    monkeypatch.setattr(remote, "MAX_BYTES", 1 << 20)
    memory.pipe("/large.txt", b"x" * ((1 << 20) + 1))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("large.txt", b"\0" * (1 << 24))
    memory.pipe("/all.zip", packed.getvalue())

    for url in ("memory://large.txt", "zip://large.txt::memory://all.zip"):
        error, _ = provtrack("show", url).complaint
        assert error == f"{url}: larger than 1 MB"


# --- folders -------------------------------------------------------------------------------------


def test_a_folder_in_storage_is_searched_as_a_local_one(
    memory: fsspec.AbstractFileSystem, shelf: Path, desk: Path
) -> None:
    for path in shelf.rglob("*.*"):
        memory.pipe(f"/shelf/{path.relative_to(shelf)}", path.read_bytes())
    memory.pipe("/shelf/.hidden/talk.txt", TEXT.encode())
    memory.pipe("/shelf/about.toml", TEXT.encode())

    away = successful("find", "--in", "memory://shelf", "--jobs", "1", "--format", "json")
    here = successful("find", "--in", shelf, "--jobs", "1", "--format", "json")

    assert away.out.replace("memory://shelf", str(shelf)) == here.out
    assert away.document["summary"]["grouped"] == 2


def test_a_folder_in_an_archive_in_storage(memory: fsspec.AbstractFileSystem, desk: Path) -> None:
    memory.pipe("/all.zip", archive({"in/a.txt": TEXT, "in/b.md": TEXT, "c.txt": TEXT}))

    found = successful("find", "--in", "zip://in::memory://all.zip", "--jobs", "1", "-f", "json")

    (group,) = found.document["groups"]
    assert group["members"] == [
        "zip://in/a.txt::memory://all.zip",
        "zip://in/b.md::memory://all.zip",
    ]


def test_a_new_file_in_storage_finds_its_record(
    memory: fsspec.AbstractFileSystem, collection: Collection
) -> None:
    memory.pipe("/new.txt", TEXT.encode())

    found = successful("find", "--record", "memory://new.txt", "--jobs", "1", "--format", "json")

    assert [f"{TALK}/halloran", "memory://new.txt"] in [
        sorted(group["members"], reverse=True) for group in found.document["groups"]
    ]


def test_a_listing_leads_downwards_only() -> None:
    assert remote._is_inside("in/a.txt", "in/")
    assert not remote._is_inside("in/", "in/")
    assert not remote._is_inside("other/a.txt", "in/")
    assert not remote._is_inside("http://host/in/../secret", "http://host/in/")


@pytest.mark.slow
def test_what_a_web_server_hands_out(web: str, shelf: Path, desk: Path) -> None:
    away = successful("find", "--in", web, "--jobs", "1", "--format", "json")
    here = successful("find", "--in", shelf, "--jobs", "1", "--format", "json")

    there = json.loads(here.out.replace(f"{shelf}/", web))
    assert away.document["groups"] == there["groups"]
    # Only on a disk one sees that a file is empty before it is read.
    assert [Path(each["path"]).name for each in away.document["skipped"]] == ["empty.txt"]

    compared = successful("compare", f"{web}talk.txt", f"{web}new/talk.md", "--format", "csv")
    assert "fourteen" in compared.out
    error, _ = provtrack("show", f"{web}nothing.txt").complaint
    assert error == f"{web}nothing.txt: no such file or folder"


# --- writing -------------------------------------------------------------------------------------


def test_a_result_is_put_into_storage(
    memory: fsspec.AbstractFileSystem, collection: Collection
) -> None:
    run = successful("list", "--output", "memory://results/records.csv")

    assert run.err == "written: memory://results/records.csv\n"
    assert memory.cat("/results/records.csv").decode() == successful("list", "-f", "csv").out
    assert not Path("memory:").exists()


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("list", "--output", "http://127.0.0.1/x.csv"), "a file can be put into object storage"),
        (("list", "--repo", "memory://site"), "an address, where only a path of this machine"),
    ],
)
def test_what_cannot_be_written_there(
    collection: Collection, arguments: tuple[str, ...], error: str
) -> None:
    before = {path.name for path in collection.root.iterdir()}

    assert error in provtrack(*arguments).complaint[0]
    assert {path.name for path in collection.root.iterdir()} == before


# --- what goes wrong -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "error", "hint"),
    [
        ("memory://nothing.txt", "no such file or folder", "check the address"),
        ("zip://a.txt::memory://nothing.zip", "no such file or folder", "check the address"),
        ("nosuch://a.txt", "cannot be read: Protocol not known: nosuch", "check the address"),
        ("http://127.0.0.1:9/a.txt", "cannot be read: ", "the network"),
    ],
)
def test_what_cannot_be_reached(desk: Path, url: str, error: str, hint: str) -> None:
    for command in (("show", url), ("find", "--in", url), ("import", url)):
        complaint = provtrack(*command).complaint
        assert complaint[0].startswith(f"{url}: {error}")
        assert hint in complaint[1]


def test_a_missing_driver_and_the_missing_extra_are_answered_with_what_installs_them(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    assert provtrack("show", "s3://bucket/a.txt").complaint == (
        "s3://bucket/a.txt: what reads such an address is not installed",
        "pip install s3fs",
    )
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    assert provtrack("show", "memory://a.txt").complaint == (
        "memory://a.txt: an address needs the extra 'remote', which is not installed",
        'pip install "provtrack[remote]"',
    )


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("ftp://me:secret@host/a.txt", "ftp://host/a.txt"),
        ("https://host/a.txt?X-Amz-Signature=1f&id=5", "https://host/a.txt?X-Amz-Signature=…&id=5"),
        ("https://host/a.txt?id=5&sig=1f", "https://host/a.txt?id=5&sig=…"),
        ("s3://bucket/me@home/a.txt", "s3://bucket/me@home/a.txt"),
    ],
)
def test_no_message_gives_a_password_away(url: str, shown: str) -> None:
    assert remote.shown(url) == shown


def test_an_address_in_a_record_is_never_followed(
    memory: fsspec.AbstractFileSystem, collection: Collection
) -> None:
    """Only what a user typed may be one: a repository may come from anybody."""
    memory.pipe("/a.txt", b"stolen\n")
    (collection.records / TALK / "memory:").mkdir()
    collection.edit('id = "archive"', 'id = "memory://a.txt"')

    assert provtrack("compare", "--all", "--format", "json").document["skipped"]
    assert provtrack("check", TALK).code == 1


# --- folders of results --------------------------------------------------------------------------


def held(memory: fsspec.AbstractFileSystem, folder: str) -> set[str]:
    return {name.removeprefix(f"{folder}/") for name in memory.find(folder)}


def test_a_site_is_published_to_storage_and_brought_up_to_date(
    memory: fsspec.AbstractFileSystem, collection: Collection
) -> None:
    first = successful("site", "memory://public/letters", "--jobs", "1")
    successful("site", "out", "--jobs", "1")
    local = {
        path.relative_to("out").as_posix(): path.read_bytes()
        for path in Path("out").rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    assert held(memory, "/public/letters") == {*local, ".provtrack-files.json"}
    for name, content in local.items():
        assert memory.cat(f"/public/letters/{name}") == content
    assert f"memory://public/letters: {len(local)} files put there" in first.err

    again = successful("site", "memory://public/letters", "--jobs", "1")
    assert "memory://public/letters: 0 files put there" in again.err

    shutil.rmtree(collection.records / TALK)
    memory.pipe("/public/letters/notes.txt", b"mine")
    last = successful("site", "memory://public/letters", "--jobs", "1")
    assert " taken away" in last.err
    assert not [name for name in held(memory, "/public/letters") if TALK in name]
    assert memory.cat("/public/letters/notes.txt") == b"mine"


def test_a_copy_that_was_cut_short_is_finished_and_leaves_nothing_behind(
    memory: fsspec.AbstractFileSystem, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a/one.html", "a/two.css", "index.html"):
        write(desk / "site" / name, name)
    theirs = type(memory).put

    def once(self: fsspec.AbstractFileSystem, here: list[str], there: list[str]) -> None:
        theirs(self, here, there)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(memory), "put", once)
        with pytest.raises(KeyboardInterrupt):
            mirror(desk / "site", "memory://public")
    assert len(held(memory, "/public")) == 2

    (desk / "site" / "a" / "one.html").unlink()
    assert mirror(desk / "site", "memory://public") == (2, 1)
    assert held(memory, "/public") == {"a/two.css", "index.html", ".provtrack-files.json"}


def test_the_pages_of_comparisons_are_written_to_storage(
    memory: fsspec.AbstractFileSystem, collection: Collection
) -> None:
    pages = ("compare", "--all", "--pages")
    run = successful(*pages, "memory://public/pages/")
    successful(*pages, "out", "--quiet")

    assert "written: memory://public/pages/index.html" in run.err
    for path in Path("out").rglob("*.*"):
        name = path.relative_to("out").as_posix()
        assert memory.cat(f"/public/pages/{name}") == path.read_bytes()
    assert "0 files put there" in successful(*pages, "memory://public/pages").err


@pytest.mark.parametrize("command", [("site",), ("compare", "--all", "--pages")])
def test_a_remote_folder_with_files_of_another_hand_is_refused(
    memory: fsspec.AbstractFileSystem, collection: Collection, command: tuple[str, ...]
) -> None:
    memory.pipe("/public/mine.txt", b"mine")

    error, _ = provtrack(*command, "memory://public").complaint
    assert error == "memory://public: has files that no earlier run made"

    error, hint = provtrack(*command, "https://example.org/public").complaint
    assert error.startswith("https://example.org/public: a folder can be put into object storage")
    assert hint == "write it to this machine, and copy that"


@pytest.mark.parametrize(
    "command", [("list", "--repo"), ("check", "--baseline"), ("init",), ("serve", "--repo")]
)
def test_where_only_a_path_of_this_machine_will_do_an_address_is_told_so(
    collection: Collection, command: tuple[str, ...]
) -> None:
    error, hint = provtrack(*command, "https://example.org/letters.git").complaint

    assert error.endswith("an address, where only a path of this machine will do")
    assert "git clone" in hint
