"""``provtrack find``: variants of one another among records, and among plain files."""

import os
import random
from pathlib import Path
from typing import Any

import pytest
from commandline import provtrack, successful
from holdings import NOTE, TALK, Collection, write
from jsonschema import Draft202012Validator

from provtrack.corpus import kin
from provtrack.corpus.kin import find
from provtrack.corpus.sources import files
from provtrack.corpus.telling import tell
from provtrack.kinship.evidence import Evidence
from provtrack.kinship.values import Group
from provtrack.schemas import json_schema

SYLLABLES = ("ba", "co", "di", "fu", "ga", "lo", "mi", "nu", "pa", "re", "si", "to")


def words(chance: random.Random, count: int) -> list[str]:
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(count)]


@pytest.fixture
def shelf(desk: Path) -> Path:
    """Twelve letters, each with a second rendering, and forty documents without one."""
    chance = random.Random(3)
    vocabulary = words(chance, 1500)
    for number in range(12):
        letter = chance.choices(vocabulary, k=240)
        rendering = [
            each if chance.random() < 0.6 else chance.choice(vocabulary) for each in letter
        ]
        write(desk / "shelf" / f"letter-{number:02}.txt", paragraphs(letter))
        write(desk / "shelf" / "new" / f"letter-{number:02}.md", paragraphs(rendering))
    for number in range(40):
        write(
            desk / "shelf" / f"note-{number:02}.txt", paragraphs(chance.choices(vocabulary, k=200))
        )
    return desk / "shelf"


def paragraphs(each: list[str]) -> str:
    return (
        "\n\n".join(" ".join(each[start : start + 60]) for start in range(0, len(each), 60)) + "\n"
    )


def found(*arguments: str | Path) -> Any:
    document = successful("find", *arguments, "--format", "json").document
    Draft202012Validator(json_schema("provtrack.find/1")).validate(document)
    return document


def members(document: Any) -> set[tuple[str, ...]]:
    return {tuple(Path(each).stem for each in entry["members"]) for entry in document["groups"]}


def test_renderings_of_one_letter_are_found_among_files(shelf: Path) -> None:
    document = found("--in", shelf)
    assert members(document) == {(f"letter-{n:02}", f"letter-{n:02}") for n in range(12)}
    assert {entry["relation"] for entry in document["groups"]} == {"translations"}
    assert document["summary"] == {"documents": 64, "groups": 12, "grouped": 24, "skipped": 0}


def test_however_many_processes_work_the_bytes_are_the_same(shelf: Path) -> None:
    alone = successful("find", "--in", shelf, "--format", "json", "--jobs", "1")
    together = successful("find", "--in", shelf, "--format", "json", "--jobs", "2")
    assert alone.out == together.out


def test_copies_versions_and_excerpts_are_called_so(shelf: Path) -> None:
    letter = (shelf / "letter-03.txt").read_text("utf-8")
    blocks = letter.split("\n\n")
    extra = shelf.parent / "extra"
    write(extra / "copy.txt", (shelf / "letter-01.txt").read_text("utf-8"))
    write(
        extra / "version.txt", (shelf / "letter-02.txt").read_text("utf-8").replace("ba", "bo", 4)
    )
    write(extra / "excerpt.txt", blocks[1] + "\n")
    for each in (shelf / "new").iterdir():
        each.unlink()
    relations = {
        entry["relation"]: {Path(each).stem for each in entry["members"]}
        for entry in found("--in", shelf, "--in", extra)["groups"]
    }
    assert relations == {
        "duplicates": {"letter-01", "copy"},
        "versions": {"letter-02", "version"},
        "excerpts": {"letter-03", "excerpt"},
    }


REPORTS = {
    "en": """Report on the Rice Situation

Prepared 7 May 1958

The area under rice in 1957 was 489,000 hectares, or 6 percent more than the year before.

The yield rose from 24 to 29 centners.

At the same time, crops in the northern regions suffered from cold. Only 61 percent of the plan was
gathered there, and the people of a number of counties, especially mountainous ones, receive grain
from state reserves which were created last autumn on the instructions of the government.

Little fertilizer has been brought in: the plant in Hungnam is working at half capacity.

Embassy Economic Section
""",
    "ru": """Справка о положении с рисом

Составлена 7 мая 1958 г.

Площадь под рисом в 1957 году составила 489 тысяч гектаров, или на 6 процентов больше, чем ранее.

Урожайность поднялась с 24 до 29 центнеров.

Вместе с тем в северных районах посевы пострадали от холодов. Там собран всего 61 процент
намеченного, и население ряда уездов, особенно горных, получает зерно из государственных запасов,
которые были созданы прошлой осенью по указанию правительства.

Удобрений завезено мало: завод в Хыннаме работает вполсилы.

Экономический отдел посольства
""",
    "ko": """쌀 사정에 대한 보고

1958년 5월 7일 작성

1957년 벼 재배 면적은 48만 9천 정보로서 그 전해보다 6퍼센트 늘었다.

수확고는 24에서 29첸트네르로 올랐다.

동시에 북부 지방의 농작물은 추위로 피해를 입었다. 계획의 61퍼센트만을 거두었으며, 여러 군 특히
산간 군의 주민들은 지난해 가을 정부의 지시에 따라 마련된 국가 예비 곡물에서 식량을 받고 있다.

비료는 적게 들어왔다: 흥남 공장은 절반의 능력으로 가동하고 있다.

대사관 경제부
""",
}
"""One report in three languages and scripts."""

LETTER = """Letter to the Cultural Section

Pyongyang, 19 June 1956

We have received 40 boxes of books. Unfortunately eleven of these were damaged by water on the way.

Please send the films about which we spoke in April, and in particular the one about the canal.

With comradely greetings,

the Library
"""


@pytest.fixture
def languages(desk: Path) -> Path:
    """A report in three languages, and a letter in one."""
    for language, text in REPORTS.items():
        write(desk / "mixed" / f"report-{language}.txt", text)
    write(desk / "mixed" / "letter.txt", LETTER)
    return desk / "mixed"


def test_one_report_in_three_languages_is_found_with_what_speaks_for_it(languages: Path) -> None:
    document = found("--in", languages)
    assert members(document) == {("report-en", "report-ko", "report-ru")}
    (entry,) = document["groups"]
    assert entry["evidence"]["outline"]["left"] == entry["evidence"]["outline"]["right"] == 7
    assert entry["evidence"]["outline"]["nats"] > 2
    assert {"1957", "1958", "24", "29", "61"} <= set(entry["evidence"]["numbers"])
    text = successful("find", "--in", languages).out
    assert "paragraphs: 7 and 7, of lengths in step" in text
    assert max(len(line) for line in text.splitlines() if "report-" not in line) <= 80


@pytest.mark.parametrize("language", sorted(REPORTS))
def test_whichever_language_the_new_file_is_in_it_is_told_the_others(
    languages: Path, language: str
) -> None:
    document = found("--in", languages, "--record", languages / f"report-{language}.txt")
    others = {f"report-{other}" for other in REPORTS} - {f"report-{language}"}
    assert {stem for each in members(document) for stem in each} >= others


def test_in_several_languages_the_bytes_are_the_same_for_any_processes(languages: Path) -> None:
    alone = successful("find", "--in", languages, "--format", "json", "--jobs", "1")
    together = successful("find", "--in", languages, "--format", "json", "--jobs", "2")
    assert alone.out == together.out


def test_the_evidence_is_there_to_be_checked(desk: Path) -> None:
    write(
        desk / "a.txt",
        "Envoy Halloran called on Teresh on 11 March 1957.\n\nForty wagons of timber.\n",
    )
    write(
        desk / "b.txt",
        "On 11 March 1957 Halloran visited Teresh.\n\nThe timber: forty wagons, he said.\n",
    )
    write(desk / "c.txt", "The museum will be shut while the roof is mended.\n")
    (entry,) = found("--in", desk)["groups"]
    assert set(entry["evidence"]["names"]) >= {"Halloran", "Teresh"}
    assert entry["evidence"]["dates"] == ["11 March 1957"]
    assert "1957" in entry["evidence"]["numbers"]
    assert "wagons" in entry["evidence"]["words"]
    assert entry["passage"]["left"]


def test_without_a_folder_the_texts_of_the_records_are_looked_at(collection: Collection) -> None:
    document = found()
    assert {tuple(entry["members"]) for entry in document["groups"]} == {
        (f"{TALK}/archive", f"{TALK}/halloran"),
        (f"{NOTE}/draft", f"{NOTE}/fair"),
    }
    (talk,) = (each for each in document["groups"] if TALK in each["members"][0])
    assert talk["evidence"]["reference"] == "City Archive, f. 012, op. 3, d. 7"


def test_a_new_file_is_told_its_record(collection: Collection, tmp_path: Path) -> None:
    new = write(
        tmp_path / "typescript.txt",
        "Deputy Minister Ilan Teresh asked me to come on 11 March; we talked for two hours in "
        "French.\n\nThe harvest in the northern districts has failed, he said, and he wanted the "
        "grain promised for the autumn before the first of May.\n\nThe bridge at Sarn is closed "
        "and fourteen wagons of timber stand in front of it.\n",
    )
    document = found("--record", new)
    assert document["groups"]
    assert {member for entry in document["groups"] for member in entry["members"]} == {
        str(new),
        f"{TALK}/halloran",
        f"{TALK}/archive",
    }


def test_a_file_that_belongs_to_none_is_told_so(collection: Collection, tmp_path: Path) -> None:
    new = write(tmp_path / "recipe.txt", "Take three eggs, a pound of flour and a little salt.\n")
    run = provtrack("find", "--record", new)
    assert run.code == 1
    assert "none is a variant of another" in run.out


def test_what_cannot_be_looked_at_is_skipped_and_said(shelf: Path) -> None:
    write(shelf / "empty.txt", "")
    (shelf / "picture.png").write_bytes(b"\x89PNG\r\n\0\0\0")
    (shelf / "broken.docx").write_bytes(b"PK\x03\x04 not a zip")
    (shelf / "loop").symlink_to(shelf)
    (shelf / "link.txt").symlink_to(shelf / "note-01.txt")
    os.mkfifo(shelf / "pipe")
    write(shelf / ".hidden" / "secret.txt", "Not looked at, and not worth a word.\n")
    document = found("--in", shelf)
    assert {Path(each["path"]).name: each["why"] for each in document["skipped"]} == {
        "empty.txt": "empty",
        "picture.png": document["skipped"][-2]["why"],
        "broken.docx": document["skipped"][0]["why"],
        "loop": "a link to a folder",
        "link.txt": "a link",
        "pipe": "not a regular file",
    }
    assert document["summary"]["documents"] == 64


def test_a_text_of_a_record_that_cannot_be_read_is_named(collection: Collection) -> None:
    lost, pipe = collection.text("archive"), collection.text("draft", NOTE)
    for path in (lost, pipe):
        path.unlink()
    os.mkfifo(pipe)

    run = provtrack("find", "--format", "json")
    assert {each["path"]: each["why"] for each in run.document["skipped"]} == {
        f"{TALK}/archive": "no such file",
        f"{NOTE}/draft": "not a regular file",
    }
    assert f"skipped: {TALK}/archive: no such file" in run.err


def test_skipped_files_are_named_on_standard_error_a_few_of_many(shelf: Path) -> None:
    for number in range(30):
        write(shelf / f"empty-{number:02}.txt", "")
    run = provtrack("find", "--in", shelf)
    assert run.err.count("empty-") == 5
    assert "25 more" in run.err


def test_copies_by_the_hundred_are_one_group(desk: Path) -> None:
    for number in range(300):
        write(desk / f"copy-{number:03}.txt", "The bridge at Sarn is closed, said the minister.\n")
    write(desk / "other.txt", "Nobody mended the museum roof in all those years.\n")
    (entry,) = found("--in", desk)["groups"]
    assert len(entry["members"]) == 300
    assert entry["relation"] == "duplicates"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter 3,000 times with one word changed, two renderings of it, 50 notes, two of a talk."""
    desk = tmp_path_factory.mktemp("crowd")
    chance = random.Random(13)
    vocabulary = words(chance, 4000)
    letter, talk = (chance.choices(vocabulary, k=120) for _ in range(2))
    for number in range(3000):
        copy = list(letter)
        copy[chance.randrange(len(copy))] = chance.choice(vocabulary)
        write(desk / f"copy-{number:04}.txt", paragraphs(copy))
    for name, text in (("letter-a", letter), ("letter-b", letter), ("talk-a", talk), ("talk", [])):
        kept = [each if chance.random() < 0.6 else chance.choice(vocabulary) for each in text]
        write(desk / f"{name}.txt", paragraphs(kept or talk))
    for number in range(50):
        write(desk / f"note-{number:02}.txt", paragraphs(chance.choices(vocabulary, k=120)))
    return desk


def test_near_copies_by_the_thousand_are_one_group_and_hide_nothing(crowd: Path) -> None:
    copies, talks = found("--in", crowd)["groups"]
    names = {Path(each).stem for each in copies["members"]}
    assert names == {each.stem for each in crowd.glob("copy-*")} | {"letter-a", "letter-b"}
    assert copies["relation"] == "versions"
    assert {Path(each).stem for each in talks["members"]} == {"talk", "talk-a"}


def test_a_new_file_is_told_the_near_copies_most_like_it(crowd: Path, tmp_path: Path) -> None:
    again = write(tmp_path / "again.txt", (crowd / "copy-1234.txt").read_text("utf-8") + "\nmore\n")
    groups = found("--in", crowd, "--record", again)["groups"]
    told = [Path(name).stem for each in groups for name in each["members"]]
    assert "copy-1234" in told
    assert 10 < len(groups) < 100


def test_forms_by_the_hundred_are_called_so_and_no_versions(desk: Path) -> None:
    chance = random.Random(17)
    printed = "It is certified that {} is entered in the register of {} and may stay as declared."
    for number in range(300):
        name, place = words(chance, 1)[0].title(), words(chance, 1)[0].title()
        write(
            desk / f"form-{number:03}.txt",
            f"{'The office of residence. ' * 3}{printed}\n".format(name, place),
        )
    (entry,) = found("--in", desk)["groups"]
    assert entry["relation"] == "forms"
    assert len(entry["members"]) == 300


def test_the_descriptions_of_records_are_no_documents(collection: Collection) -> None:
    found = successful("find", "--in", collection.records, "--format", "json").out
    assert ".txt" in found
    assert "record.toml" not in found


def test_a_folder_of_nothing_is_no_crash(desk: Path) -> None:
    run = provtrack("find", "--in", desk)
    assert run.code == 1
    assert "0 documents" in run.out


def test_a_path_that_is_not_there_is_an_error(desk: Path) -> None:
    message, hint = provtrack("find", "--in", "nowhere").complaint
    assert "nowhere: no such file or folder" in message
    assert "check its name" in hint


@pytest.mark.parametrize("output_format", ["text", "md", "csv"])
def test_names_of_files_are_inert(desk: Path, output_format: str) -> None:
    for name in ("\x1b[31mred.txt", "=cmd|x.txt"):
        write(desk / name, "The bridge at Sarn is closed, said the minister of the north.\n")
    run = successful("find", "--in", desk, "--format", output_format)
    assert "\x1b" not in run.out
    assert "red.txt" in run.out


def test_odd_files_of_a_folder_are_named_and_nothing_is_lost(desk: Path) -> None:
    """A link to a folder, a loop of links, a pipe, copies by the hundred, a name in no encoding."""
    odd = desk / "odd"
    letter = " ".join(f"word{number}" for number in range(60)) + "\n"
    for number in range(300):
        write(odd / f"{number:03}.txt", letter)
        write(odd / "empty" / f"{number:03}.txt", "")
    write(Path(os.fsdecode(os.fsencode(odd) + b"/caf\xe9.txt")), letter)
    (odd / "loop").symlink_to(".")
    (odd / "one").symlink_to("other")
    (odd / "other").symlink_to("one")
    os.mkfifo(odd / "pipe.txt")

    document = found("--in", "odd", "--jobs", "1")

    (group,) = document["groups"]
    assert len(group["members"]) == 301
    why = {each["path"]: each["why"] for each in document["skipped"]}
    assert len(why) == 304
    assert why["odd/loop"] == "a link to a folder"
    assert why["odd/one"] == why["odd/other"] == "a link"
    assert why["odd/pipe.txt"] == "not a regular file"


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("empty.txt", "the file has no text"),
        ("binary.txt", "a binary file, not text"),
        ("huge.txt", "larger than 128 MB"),
        ("pipe.txt", "not a regular file"),
        ("loop.txt", "no such file or folder"),
        ("folder", "a directory, not a file"),
        ("nowhere.txt", "no such file or folder"),
    ],
)
def test_a_file_that_can_belong_to_nothing_is_refused(
    desk: Path, name: str, complaint: str
) -> None:
    write(desk / "shelf" / "letter.txt", "The bridge at Sarn is closed, said the minister.\n")
    (desk / "empty.txt").touch()
    (desk / "binary.txt").write_bytes(bytes(range(256)) * 8)
    with (desk / "huge.txt").open("wb") as huge:
        huge.truncate(200 * 1024 * 1024)  # a hole, which takes no room
    os.mkfifo(desk / "pipe.txt")
    (desk / "loop.txt").symlink_to("loop.txt")
    (desk / "folder").mkdir()

    message, hint = provtrack("find", "--record", name, "--in", "shelf").complaint

    assert message == f"{name}: {complaint}"
    assert hint


def test_a_file_that_goes_before_it_is_read_is_skipped(shelf: Path) -> None:
    there = list(files([str(shelf)]))
    (shelf / "letter-00.txt").unlink()

    finding = find(there)

    assert [(Path(each.path).name, each.why) for each in finding.skipped] == [
        ("letter-00.txt", "no such file")
    ]
    assert len(finding.groups) == 11


def test_a_file_that_goes_after_it_was_read_is_told_of_without_a_passage(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(*arguments: Any) -> list[Group]:
        (shelf / "letter-00.txt").unlink()
        return tell(*arguments)

    monkeypatch.setattr(kin, "tell", told)
    finding = find(list(files([str(shelf)])))

    assert len(finding.groups) == 12
    (bare,) = (each for each in finding.groups if each.passage is None)
    assert {Path(each).name for each in bare.members} == {"letter-00.txt", "letter-00.md"}
    assert bare.evidence == Evidence()
