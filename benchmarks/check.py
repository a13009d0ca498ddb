"""What a check of a large collection costs: everything, once more, and against a base.

The collection is made up: records with an original in Russian letters left out, two translations
and a revision of one of them, in sentences drawn from a small stock with dates, numbers and names.
Every tenth record has a fact that differs between its translations, and every tenth a slip that a
rule on texts finds.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from provtrack.text import join_paragraphs, text_sha256

_RECORDS = 10_000
_PARAGRAPHS = 12
_CHANGED = 20

_NAMES = (
    "Ilan Teresh",
    "Viktor Orban",
    "Marta Elden",
    "Pak Yeong-bin",
    "Kim Il Sung",
    "Han Seol-ya",
)
_SENTENCES = (
    "On {day} {month} the commission heard {name}, who spoke of the granary and of the wagons.",
    "He said that {number} wagons of timber stood before the bridge and that nobody had come.",
    "{name} answered that the request would be passed to the capital the same evening.",
    "I pointed out that the decision had been considered in all the organisations of the district.",
    "The deputy thanked me and complained at some length of the tone of our newspapers.",
    "It was agreed that the matter would be taken up again after the harvest had been brought in.",
    "Of the {number} people who were present, most were against it, and {name} kept silent.",
)
_MONTHS = ("January", "February", "March")

RECORD = """\
schema = 1
id = "{id}"
title = "Talk number {number}"
type = "Diary Entry"
date = "1957-04-11"
language = "ru"
creators = ["author"]
participants = ["author"]

[archive]
repository = "archive"
fond = "5"
opis = "28"
delo = "{number}"
listy = "71-74"
as_printed = "City Archive, Fond 5, Opis 28, Delo {number}, Listy 71-74."

[[step]]
id = "s1"
activity = "creation"
uses = []
generates = "original"
agents = ["author"]
date = "1957-04-11"
status = "attested"
evidence = "the heading of the document"
"""

VARIANT = """
[[variant]]
id = "{id}"
language = "en"
kind = "translation"

[[step]]
id = "{step}"
activity = "{activity}"
uses = ["{uses}"]
generates = "{id}@1"
agents = ["translator"]
date = "2006"
status = "attested"
evidence = "archive.as_printed"
text_sha256 = "{sha256}"
"""

AGENTS = """\
schema = 1
agent = [
  { id = "author", name = "V. Halloran", kind = "person" },
  { id = "translator", name = "G. Elden", kind = "person" },
  { id = "archive", name = "City Archive", kind = "archive" },
]
"""


def main(arguments: Sequence[str]) -> None:
    """Prints seconds.

    Args:
        arguments: ``--quick`` for a tenth of the records.
    """
    count = _RECORDS // 10 if "--quick" in arguments else _RECORDS
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "collection"
        size, words = _build(root, count)
        print(
            f"{count:,} records of 3 texts with {_PARAGRAPHS} paragraphs each: "
            f"{words / 1e6:.1f} million words, {size / 1e6:.0f} MB; {os.cpu_count()} processors\n"
        )
        _measure("full check", root, "check")
        _measure("full check, once more", root, "check")
        _change(root)
        _measure(f"against a base, {_CHANGED} records changed", root, "check", "--base", "HEAD")
        _measure(f"full check, {_CHANGED} records changed", root, "check")


def _measure(label: str, root: Path, *arguments: str) -> None:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-m", "provtrack", *arguments, "--fail-on", "never", "--format", "json"],
        cwd=root, check=True, capture_output=True,
    )  # fmt: skip
    taken = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    found = run.stdout.count(b'"fingerprint"')
    print(
        f"{label:<42}{taken:6.1f} s   ({cpu:5.1f} s of processor time, {found:,} findings)",
        flush=True,
    )


def _build(root: Path, count: int) -> tuple[int, int]:
    """Makes the collection and commits it; gives its bytes and words."""
    draw = random.Random(1957)
    (root / "records").mkdir(parents=True)
    (root / "records" / "agents.toml").write_text(AGENTS, encoding="utf-8")
    names = "".join(
        f'[[name]]\nid = "n{number}"\npreferred = "{name}"\n\n'
        for number, name in enumerate(_NAMES)
    )
    (root / "records" / "names.toml").write_text(f"schema = 1\n\n{names}", encoding="utf-8")
    size = words = 0
    for number in range(1, count + 1):
        directory = root / "records" / f"talk-{number:05}"
        directory.mkdir()
        record = RECORD.format(id=directory.name, number=number)
        for id_, text, step, activity, uses in _texts(draw, number):
            content = join_paragraphs(text)
            (directory / f"{id_}.txt").write_text(content, encoding="utf-8")
            record += VARIANT.format(
                id=id_, step=step, activity=activity, uses=uses, sha256=text_sha256(text)
            )
            size += len(content.encode())
            words += len(content.split())
        (directory / "record.toml").write_text(record, encoding="utf-8")
        size += len(record.encode())
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "records"]):
        author = [
            "-c",
            "user.name=editor",
            "-c",
            "user.email=editor@example.org",
            "-c",
            "gc.auto=0",
        ]
        subprocess.run(["git", *author, *command], cwd=root, check=True)
    return size, words


def _texts(draw: random.Random, number: int) -> list[tuple[str, list[str], str, str, str]]:
    first = [
        " ".join(
            draw.choice(_SENTENCES).format(
                day=draw.randint(1, 28), month=draw.choice(_MONTHS),
                name=draw.choice(_NAMES), number=draw.randint(11, 90),
            )
            for _ in range(2)
        )
        for _ in range(_PARAGRAPHS)
    ]  # fmt: skip
    other = [each.replace("answered", "replied").replace("spoke of", "described") for each in first]
    if number % 10 == 0:
        other = [*other[:3], "There were 99 of them, as he said on 30 March.", *other[4:]]
    if number % 10 == 5:
        first = [*first[:3], first[3].replace("the ", "the the ", 1), *first[4:]]
    revised = [each.replace("nobody", "no one") for each in first]
    return [
        ("first", first, "s2", "translation", "original"),
        ("other", other, "s3", "translation", "original"),
        ("revised", revised, "s4", "revision", "first@1"),
    ]


def _change(root: Path) -> None:
    """Changes a word in a text of so many records."""
    for path in sorted(root.glob("records/*/first.txt"))[:_CHANGED]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("wagons", "carts", 1) + "\nA last word.\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
