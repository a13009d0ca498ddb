"""The site of a collection as files: what is there, what is drawn anew, what is left alone."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from commandline import provtrack, snapshot, successful
from holdings import NOTE, TALK, Collection, commit, write
from hypothesis import given
from hypothesis import strategies as st

from provtrack.api import Desk
from provtrack.model import Comparison
from provtrack.render.site import feeds, search
from provtrack.render.site.pages import way_to_pages
from provtrack.render.site.values import Entry, Site
from provtrack.site import MANIFEST, sources

URL = "https://example.org/letters/"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "public"


def made(out: Path, *options: str) -> dict[str, bytes]:
    successful("site", out, *options)
    return {path: data for path, data in snapshot(out).items() if data != b"directory"}


def test_every_record_has_a_page_its_texts_and_each_pair_of_them(
    collection: Collection, out: Path
) -> None:
    pages = made(out)
    assert {path for path in pages if path.startswith(f"records/{TALK}/")} == {
        f"records/{TALK}/{name}"
        for name in (
            "index.html",
            "chain.svg",
            "halloran.html",
            "halloran.txt",
            "archive.html",
            "archive.txt",
            "halloran--archive.html",
        )
    }
    assert pages[f"records/{TALK}/halloran.txt"] == collection.text("halloran").read_bytes()


def test_every_link_leads_to_a_file(collection: Collection, out: Path) -> None:
    pages = made(out, "--base-url", URL)
    assert len(pages) > 10
    for path, data in pages.items():
        if path.endswith(".html"):
            for href in re.findall(r'(?:href|src)="([^"#:]+)"', data.decode()):
                assert (out / path).parent.joinpath(href).resolve().is_file(), (path, href)


def test_the_same_collection_gives_the_same_bytes_however_many_draw(
    collection: Collection, out: Path, tmp_path: Path
) -> None:
    for number in range(60):
        write(
            collection.records / f"copy-{number}" / "record.toml",
            f'schema = 1\nid = "copy-{number}"\ntitle = "Copy {number}"\n'
            '[[variant]]\nid = "a"\nkind = "translation"\n',
        )
        write(collection.text("a", f"copy-{number}"), [f"Paragraph {number}."])
    commit(collection.root, "Add copies")
    alone = made(out, "--jobs", "1")
    together = made(tmp_path / "other", "--jobs", "2")
    assert alone == together


def test_a_second_run_draws_only_what_changed(collection: Collection, out: Path) -> None:
    made(out)
    before = {path: (out / path).stat().st_mtime_ns for path in made(out)}
    write(collection.text("draft", NOTE), ["The bridge was never closed."])
    run = successful("site", out)
    assert "2 records, 1 drawn anew" in run.err
    same = {path for path, time in before.items() if _time(out / path) == time}
    assert {path for path in before if TALK in path} <= same
    assert f"records/{NOTE}/draft.html" not in same
    assert f"records/{NOTE}/fair.html" in same
    assert "never closed" in (out / "records" / NOTE / "draft.html").read_text("utf-8")


def test_what_many_runs_made_is_what_one_makes(
    collection: Collection, out: Path, tmp_path: Path
) -> None:
    def copy(name: str, *words: str) -> None:
        write(
            collection.records / name / "record.toml",
            f'schema = 1\nid = "{name}"\ntitle = "{name}"\n'
            '[[variant]]\nid = "a"\nkind = "translation"\n',
        )
        write(collection.text("a", name), [*words])

    copy("m-middle", "The ferry was late.")
    made(out, "--base-url", URL)
    copy("a-first", "The ferry was early.")
    copy("z-last", "The ferry sank.")
    made(out, "--base-url", URL)
    copy("m-middle", "The bus was late.")
    for path in (collection.records / "a-first").iterdir():
        path.unlink()
    (collection.records / "a-first").rmdir()
    made(out, "--base-url", URL)
    commit(collection.root, "Keep what is left")
    step_by_step = made(out, "--base-url", URL)
    at_once = made(tmp_path / "other", "--base-url", URL)
    assert step_by_step == at_once
    ferry = step_by_step["data/words/66-65.js"].decode()
    assert search.read_shard(ferry) == {"ferry": [3]}


def test_a_file_that_changes_in_the_second_in_which_it_was_read_is_read_again(
    collection: Collection, out: Path
) -> None:
    draft = collection.text("draft", NOTE)
    for word in ("once", "here", "then", "soon"):  # of one length
        write(draft, [f"The bridge was closed {word}."])
        assert f"closed {word}" in made(out)[f"records/{NOTE}/draft.txt"].decode()


def test_a_time_that_was_set_back_hides_no_change(collection: Collection, out: Path) -> None:
    draft = collection.text("draft", NOTE)
    write(draft, ["The bridge was closed."])
    os.utime(draft, (10**9, 10**9))
    made(out)
    write(draft, ["The bridge was opened."[:22]])
    os.utime(draft, (10**9, 10**9))
    assert "opened" in made(out)[f"records/{NOTE}/draft.txt"].decode()


@pytest.mark.parametrize(
    "path", ["index.html", "data/records.js", "data/words/62-72.js", f"records/{NOTE}/fair.html"]
)
def test_what_was_lost_is_made_again(collection: Collection, out: Path, path: str) -> None:
    whole = made(out)
    (out / path).unlink()
    assert made(out) == whole
    write(out / path, "spoilt")
    write(collection.text("draft", NOTE), ["The bridge was never closed."])
    made(out)
    collection.git("checkout", "--quiet", "--", "records")
    now = made(out)
    assert now.keys() == whole.keys()
    if not path.startswith("records/"):  # pages of a record that nobody changed are not looked into
        assert now == whole


def test_what_is_kept_between_runs_may_be_lost_or_spoilt(collection: Collection, out: Path) -> None:
    whole = made(out)
    kept = collection.root / ".git" / "provtrack" / "site.json"
    for content in ("", "[]", '{"engine": 1}', "half a"):
        write(kept, content)
        assert made(out) == whole
    kept.unlink()
    assert "0 drawn anew" in successful("site", out).err


def test_a_person_concerns_only_the_records_that_name_them(
    collection: Collection, out: Path
) -> None:
    made(out)
    agents = collection.records / "agents.toml"
    people = agents.read_text("utf-8")
    write(agents, people + '\n[[agent]]\nid = "nobody"\nname = "Nobody"\nkind = "person"\n')
    assert "0 drawn anew" in successful("site", out).err
    write(agents, people.replace("V. Halloran", "Vera Halloran"))
    assert "1 drawn anew" in successful("site", out).err


def test_texts_that_did_not_change_are_not_compared_anew_and_read_the_same(
    collection: Collection, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(out, "--jobs", "1")
    collection.edit('title = "Talk with Deputy Minister Teresh"', 'title = "A talk"')
    asked: list[str] = []
    compare = Desk.compare

    def noting(desk: Desk, left: Any, right: Any, texts: Any = None) -> Comparison:
        asked.append(f"{left} {right}")
        return compare(desk, left, right, texts)

    monkeypatch.setattr(Desk, "compare", noting)
    by_memory = made(out, "--jobs", "1")
    assert asked == []
    assert "A talk" in by_memory[f"records/{TALK}/index.html"].decode()
    shutil.rmtree(collection.root / ".git" / "provtrack")
    assert made(tmp_path / "other", "--jobs", "1") == by_memory
    assert len(asked) == 2
    write(collection.text("draft", NOTE), ["The bridge was never closed."])
    made(out, "--jobs", "1")
    assert len(asked) == 3


def test_another_provtrack_draws_everything_anew(
    collection: Collection, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = made(out)
    monkeypatch.setattr(sources, "engine", lambda: "another")
    assert "2 drawn anew" in successful("site", out).err
    assert "0 drawn anew" in successful("site", out).err
    assert made(out).keys() == whole.keys()


def test_what_is_kept_of_comparisons_may_be_spoilt(collection: Collection, out: Path) -> None:
    whole = made(out, "--jobs", "1")
    shutil.rmtree(out)
    write(collection.root / ".git" / "provtrack" / "comparisons.sqlite", "no database" * 1000)
    assert made(out, "--jobs", "1") == whole
    collection.edit('title = "Talk with Deputy Minister Teresh"', 'title = "A talk"')
    assert "1 drawn anew" in successful("site", out).err


def test_a_later_run_of_one_process_knows_people_by_their_new_names(
    collection: Collection, out: Path
) -> None:
    made(out, "--jobs", "1")
    agents = collection.records / "agents.toml"
    write(agents, agents.read_text("utf-8").replace("V. Halloran", "Vera Halloran"))
    page = made(out, "--jobs", "1")[f"records/{TALK}/index.html"].decode()
    assert "Vera Halloran" in page


def _time(path: Path) -> int:
    """When a file was written; 0 for one that is gone."""
    return path.stat().st_mtime_ns if path.exists() else 0


def test_the_pages_of_a_record_that_is_gone_are_taken_away(
    collection: Collection, out: Path
) -> None:
    made(out)
    mine = write(out / "records" / NOTE / "mine.txt", "Not provtrack's.\n")
    for path in (collection.records / NOTE).iterdir():
        path.unlink()
    (collection.records / NOTE).rmdir()
    pages = made(out)
    assert [path for path in pages if NOTE in path] == [f"records/{NOTE}/mine.txt"]
    assert mine.is_file()
    assert NOTE not in pages["data/records.js"].decode()


def test_a_run_that_was_cut_short_is_finished_by_the_next(
    collection: Collection, out: Path
) -> None:
    whole = made(out)
    page = out / "records" / NOTE / "draft.html"
    original = collection.text("draft", NOTE).read_bytes()
    write(collection.text("draft", NOTE), ["The bridge was never closed."])
    write(collection.talk, "no TOML")
    assert provtrack("site", out).code == 2  # while the first record was drawn already
    page.write_bytes(b"half a pa")
    write(collection.text("draft", NOTE), original.decode())
    collection.git("checkout", "--quiet", "--", "records")
    assert made(out) == whole


LITTLE_ROOM = """
import resource, sys
from provtrack.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
sys.argv = ["provtrack", "site", *sys.argv[1:]]
main()
"""
"""A file cannot grow beyond 4,000 bytes, as on a disk that is full by then."""


def test_a_full_disk_leaves_every_page_as_it_was_and_the_next_run_finishes(
    collection: Collection, out: Path, tmp_path: Path
) -> None:
    before = made(out)
    write(collection.text("draft", NOTE), ["The bridge was never closed."])
    write(collection.text("halloran"), ["Nobody came."])

    run = subprocess.run(
        [sys.executable, "-c", LITTLE_ROOM, str(out)],
        capture_output=True,
        check=False,
    )

    assert run.returncode == 2
    error, hint = run.stderr.decode().splitlines()
    assert error.endswith("cannot be written: File too large")
    assert hint.endswith("the next run draws what is missing")
    now = {path: data for path, data in snapshot(out).items() if data != b"directory"}
    changed = {path for path in now if now[path] != before.get(path)}
    assert now.keys() == before.keys()
    assert all(len(now[path]) < 4000 for path in changed - {MANIFEST})
    assert made(out) == made(tmp_path / "other")


def test_a_directory_in_the_place_of_a_page_is_told(collection: Collection, out: Path) -> None:
    (out / "records" / NOTE / "index.html").mkdir(parents=True)
    write(out / MANIFEST, "{}")

    message, _ = provtrack("site", out).complaint

    assert message.endswith(f"records/{NOTE}/index.html: cannot be written: Is a directory")


def test_a_manifest_that_leads_elsewhere_takes_nothing_away(
    collection: Collection, out: Path, tmp_path: Path
) -> None:
    made(out)
    precious = write(tmp_path / "precious.txt", "Keep me.\n")
    manifest = json.loads((out / MANIFEST).read_text("utf-8"))
    manifest["records"][NOTE][2] = ["../../../precious.txt"]
    write(out / MANIFEST, json.dumps(manifest))
    made(out)
    assert precious.is_file()


@pytest.mark.parametrize("place", [".", "records", f"records/{NOTE}"])
def test_a_directory_of_records_is_not_written_to(collection: Collection, place: str) -> None:
    before = snapshot(collection.records)
    message, hint = provtrack("site", collection.root / place).complaint
    assert "the records are here" in message
    assert "directory of its own" in hint
    assert snapshot(collection.records) == before


def test_a_directory_of_somebody_elses_is_not_written_to(collection: Collection, out: Path) -> None:
    write(out / "thesis.txt", "Years of work.\n")
    message, hint = provtrack("site", out).complaint
    assert "files that are no site of provtrack's" in message
    assert "empty directory" in hint
    assert list(out.iterdir()) == [out / "thesis.txt"]


def test_a_site_that_broke_off_can_be_made_once_its_record_is_mended(
    collection: Collection, out: Path
) -> None:
    collection.edit("schema = 1", 'schema = 1\nfoo = "bar"')
    assert provtrack("site", out).code == 2
    collection.edit('schema = 1\nfoo = "bar"', "schema = 1")
    assert f"records/{TALK}/index.html" in made(out)


def spoil(path: Path) -> None:
    """Makes a text that is no UTF-8."""
    path.write_bytes("Le préfet fut reçu à huit heures.\n".encode("latin-1"))


def test_a_record_that_cannot_be_read_costs_none_of_the_others(
    collection: Collection, out: Path, tmp_path: Path
) -> None:
    spoil(collection.text("halloran"))
    run = provtrack("site", out)
    assert run.code == 2
    assert run.err.splitlines() == [
        f"{out}: 1 record, 1 drawn anew, 1 left out",
        f"error: records/{TALK}/halloran.txt:1: not UTF-8 (byte 0xe9 at offset 5)",
        "hint: save it as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW",
    ]
    assert not (out / "records" / TALK).exists()
    collection.git("rm", "-r", "--quiet", "--cached", f"records/{TALK}")
    for path in collection.talk.parent.iterdir():
        path.unlink()
    without = made(tmp_path / "without")
    assert {path: data for path, data in snapshot(out).items() if path in without} == without


def test_a_record_that_cannot_be_read_any_more_stays_as_it_was_drawn(
    collection: Collection, out: Path
) -> None:
    whole = made(out)
    spoil(collection.text("halloran"))
    write(collection.text("draft", NOTE), ["The bridge was never closed."])
    run = provtrack("site", out)
    assert run.code == 2
    assert "2 records, 1 drawn anew, 1 left as they were" in run.err
    now = snapshot(out)
    assert {path: data for path, data in whole.items() if TALK in path} == {
        path: now[path] for path in now if TALK in path and now[path] != b"directory"
    }
    assert b"never closed" in now[f"records/{NOTE}/draft.html"]
    assert TALK in now["data/records.js"].decode()
    collection.git("checkout", "--quiet", "--", "records")
    assert made(out) == whole


def test_every_record_that_cannot_be_read_is_named_however_many_draw(
    collection: Collection, out: Path
) -> None:
    for number in range(60):
        write(
            collection.records / f"copy-{number:02}" / "record.toml",
            f'schema = 1\nid = "copy-{number:02}"\ntitle = "Copy"\n'
            + ("!" * (number % 30 == 0) or '[[variant]]\nid = "a"\nkind = "translation"\n'),
        )
    outside = write(out.parent / "outside.txt", "Not of this repository.\n")
    (collection.records / "copy-01" / "a.txt").symlink_to(outside)
    run = provtrack("site", out, "--jobs", "2")
    assert run.code == 2
    assert [line for line in run.err.splitlines() if line.startswith("error:")] == [
        "error: records/copy-00/record.toml:4:1: not TOML: invalid statement",
        "error: records/copy-01/a.txt: a link that leads out of the repository",
        "error: records/copy-30/record.toml:4:1: not TOML: invalid statement",
    ]
    assert "59 records, 59 drawn anew, 3 left out" in run.err


def test_what_all_records_share_is_complained_of_once_and_nothing_is_drawn(
    collection: Collection, out: Path
) -> None:
    write(collection.records / "names.toml", "schema = 1\nnonsense = 2\n")
    message, _ = provtrack("site", out).complaint
    assert message.startswith("records/names.toml")
    assert not out.exists()


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org/", "https://", "javascript:x"])
def test_an_address_that_is_none_is_refused(collection: Collection, out: Path, url: str) -> None:
    message, _ = provtrack("site", out, "--base-url", url).complaint
    assert repr(url) in message


def test_a_hostile_record_stays_inert(collection: Collection, out: Path) -> None:
    hostile = "</script><script>alert(1)</script>\u2028\u202e"
    collection.edit('title = "Talk with Deputy Minister Teresh"', f"title = {json.dumps(hostile)}")
    collection.edit("schema = 1", 'schema = 1\nurl = "javascript:alert(1)"')
    pages = made(out, "--base-url", URL)
    for path, data in pages.items():
        if path.endswith((".html", ".js", ".xml")) and not path.startswith("assets/"):
            assert b"<script>alert" not in data, path
            assert "\u202e" not in data.decode(), path
    assert b'href="javascript:' not in pages[f"records/{TALK}/index.html"]


def test_zotero_and_indexes_find_what_they_read(collection: Collection, out: Path) -> None:
    page = made(out, "--base-url", URL)[f"records/{TALK}/index.html"].decode()
    tags = dict(re.findall(r'<meta name="((?:citation|DC)[^"]+)" content="([^"]*)">', page))
    assert tags["citation_title"] == "Talk with Deputy Minister Teresh"
    assert tags["citation_author"] == "V. Halloran"
    assert tags["citation_publication_date"] == "1957/03/11"
    assert tags["citation_public_url"] == f"{URL}records/{TALK}/"
    (source,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    document = json.loads(source)
    assert document["@id"] == f"{URL}records/{TALK}/#document"
    assert document["creator"] == [{"@type": "Person", "name": "V. Halloran"}]
    assert [each["translationOfWork"] for each in document["workTranslation"]] == [
        {"@id": document["@id"]}
    ] * 2


def test_the_feed_and_the_sitemap_tell_when_git_saw_the_last_change(
    collection: Collection, out: Path
) -> None:
    pages = made(out, "--base-url", URL)
    feed = ET.fromstring(pages["feed.xml"])
    atom = "{http://www.w3.org/2005/Atom}"
    assert [entry.findtext(f"{atom}updated") for entry in feed.iter(f"{atom}entry")] == [
        "2024-02-03T10:00:00Z"
    ] * 2
    places = [
        element.text
        for element in ET.fromstring(pages["sitemap.xml"]).iter(
            "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
        )
    ]
    assert f"{URL}records/{TALK}/" in places
    assert all((out / str(place).removeprefix(URL)).exists() for place in places)


def test_without_an_address_there_is_no_feed(collection: Collection, out: Path) -> None:
    pages = made(out)
    assert not {"feed.xml", "sitemap.xml"} & pages.keys()


def test_many_pages_have_several_sitemaps_and_an_index() -> None:
    pages = [(f"p{number}.html", "") for number in range(feeds.MOST_URLS + 1)]
    files = feeds.sitemaps(pages, Site("Letters", URL))
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert files["sitemap-2.xml"].count("<url>") == 1
    assert f"{URL}sitemap-2.xml" in files["sitemap.xml"]


def test_an_empty_collection_is_a_site_too(desk: Path) -> None:
    successful("init", desk)
    pages = made(desk.parent / "public")
    assert "There is no record yet." in pages["index.html"].decode()


def test_a_long_list_has_pages(collection: Collection, out: Path) -> None:
    for number in range(230):
        write(
            collection.records / f"r{number:03}" / "record.toml",
            f'schema = 1\nid = "r{number:03}"\ntitle = "Letter {number}"\n',
        )
    pages = made(out)
    listed = re.findall(r'href="records/([^/]+)/', pages["list-2.html"].decode())
    assert listed == sorted(listed)
    assert len(listed) == 232 - 200


@given(st.integers(1, 700).flatmap(lambda last: st.tuples(st.integers(1, last), st.just(last))))
def test_the_pages_of_a_list_lead_to_each_other(place: tuple[int, int]) -> None:
    here, last = place
    named = [number for number in way_to_pages(here, last) if number]
    assert named == sorted({*named})
    assert {1, here, last} | {max(here - 1, 1), min(here + 1, last)} <= {*named}
    assert named[-1] == last
    assert len(named) <= 30


def test_a_way_to_the_pages_of_a_long_list() -> None:
    assert way_to_pages(3, 5) == [1, 2, 3, 4, 5]
    assert way_to_pages(60, 100) == [
        1, 0, 10, 0, 20, 0, 30, 0, 40, 0, 50, 0, 56, 57, 58, 59, 60, 61, 62, 63, 64, 0, 70, 0, 80,
        0, 90, 0, 100,
    ]  # fmt: skip


def test_words_are_found_however_they_are_written() -> None:
    assert search.words(["Pak Yŏng-bin’s «Straße», 1956!"]) == {
        "pak", "yong", "bin's", "strasse", "1956",
    }  # fmt: skip


def test_the_index_gives_each_word_the_records_that_have_it() -> None:
    places = {"brine": [0], "bridge": [0, 3, 4]}
    shards = dict(search.shards(places))
    assert shards == {
        "62-72.js": 'provtrackSite.shard("62-72.js",{"bridge":[0,3,1],"brine":[0]});\n'
    }
    assert search.read_shard(shards["62-72.js"]) == places


def test_the_list_is_inert_in_a_script() -> None:
    listed = search.entries([Entry("a", "</script>\u2028", "", "", "", (), 1, "")], ["61.js"])
    assert "</script>" not in listed
    assert "\u2028" not in listed
