"""A small collection in git: two records, four variants, five commits, a tag and a branch."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from provtrack.text import join_paragraphs, text_sha256

TALK = "talk-1957"
NOTE = "bridge-note"

FIRST_STATE = (
    "From the diary of Second Secretary V. Halloran, Port Marlow, 13 March 1957",
    (
        "On 11 March I called on Deputy Minister Ilan Teresh at his request. The talk lasted two "
        "hours and was held in French."
    ),
    (
        "The deputy minister said that the harvest in the northern districts had failed. He asked "
        "whether the grain promised in the autumn could be sent before the first of May."
    ),
    (
        "I answered that I would not decide this alone and that his request would be passed to the "
        "capital the same evening."
    ),
    "He thanked me and then complained at some length of the tone of our newspapers.",
    "The bridge at Sarn is closed, he went on, and forty wagons of timber stand in front of it.",
    "A guide to the city museum was handed over; it has no bearing on what was said.",
    "In parting he mentioned that Counsellor Orban is to leave his post in June.",
)

SECOND_STATE = (*FIRST_STATE[:5], FIRST_STATE[5].replace("forty", "fourteen"), *FIRST_STATE[6:])
"""One number corrected."""

OTHER = (
    "Diary of Second Secretary V. Halloran, Port Marlow, 13 March 1957",
    "In parting he mentioned that Counsellor Orban will leave his post in June.",
    (
        "On 12 March I visited Deputy Minister Ilan Teresh at his request. The talk lasted 2 hours "
        "and was held in French."
    ),
    "The deputy minister said that the harvest in the northern districts had failed.",
    "He asked whether the grain promised in the autumn could be sent before the first of May.",
    (
        "I answered that I would decide this alone and that his request would be passed to the "
        "capital the same evening. He thanked me and then complained at some length of the tone of "
        "our newspapers."
    ),
    "The bridge at Sarn is closed, he went on, and fourteen wagons of timber stand before it.",
)
"""Another rendering: a changed date, a lost "not", a split, a merger, a move, an omission."""

DRAFT = ("The bridge at Sarn was closed on Monday.", "Nobody knows when it will open again.")
FAIR = ("The bridge at Sarn was closed on Tuesday.", "Nobody knows when it will open again.")

_TALK_TOML = f"""\
# The deputy minister's request.
schema = 1
id = "{TALK}"
title = "Talk with Deputy Minister Teresh"
type = "Diary Entry"
date = "1957-03-11"
creators = ["halloran"]

[archive]
repository = "city-archive"
fond = "012"                   # with its zero
opis = "3"
delo = "7"
listy = "4-6ob"
as_printed = "City Archive, Fond 012, Opis 3, Delo 7"
"""

_VARIANT = """
[[variant]]
id = "{id}"
language = "en"
kind = "translation"
"""

_CREATION = """
[[step]]
id = "s1"
activity = "creation"
generates = "original"
agents = ["halloran"]
date = "1957-03-13"
status = "attested"
"""

_STEP = """
[[step]]
id = "{id}"
activity = "{activity}"
uses = ["{uses}"]
generates = "{state}"
date = "1999~"
status = "attested"
text_sha256 = "{sha256}"
"""

_AGENTS = """\
# Everybody.
schema = 1

[[agent]]
id = "halloran"
name = "V. Halloran"
kind = "person"

[[agent]]
id = "city-archive"
name = "City Archive"
kind = "archive"
"""

_NAMES = """\
schema = 1

[[name]]
id = "teresh"
preferred = "Teresh"
kind = "person"
forms = [{ form = "Teresz", system = "Polish" }]
"""

LEDGER = """\
schema = 1

[[correction]]
id = "c1"
variant = "halloran"
from = "halloran@1"
to = "halloran@2"
paragraph = 6
old = "forty wagons"
new = "fourteen wagons"
kind = "number"
basis = "original"
folio = "5"
evidence = ["the photocopy of leaf 5"]
proposed_by = "halloran"
reviewed_by = "city-archive"
date = "2024-02-03"
"""
"""The entry of the correction that made the second state; the collection is built without it."""

ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "Editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_AUTHOR_DATE": "2024-02-03T10:00:00Z",
    "GIT_COMMITTER_NAME": "Editor",
    "GIT_COMMITTER_EMAIL": "editor@example.org",
    "GIT_COMMITTER_DATE": "2024-02-03T10:00:00Z",
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(directory: Path, *arguments: str | Path) -> str:
    """Runs git there and gives what it says."""
    run = subprocess.run(
        ["git", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main", *arguments],
        cwd=directory,
        env={**os.environ, **ENVIRONMENT},
        check=True,
        capture_output=True,
        text=True,
    )
    return run.stdout.strip()


def commit(directory: Path, message: str) -> str:
    """Commits everything and gives the commit's id."""
    git(directory, "add", "--all")
    git(directory, "commit", "--quiet", "--message", message)
    return git(directory, "rev-parse", "HEAD")


def write(path: Path, content: str | Sequence[str]) -> Path:
    """Writes a file: its text, or a variant's paragraphs."""
    text = content if isinstance(content, str) else join_paragraphs(content)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def step(id_: str, uses: str, state: str, text: Sequence[str], activity: str) -> str:
    """A [[step]] that vouches for a state of a variant."""
    sha256 = text_sha256(text)
    return _STEP.format(id=id_, activity=activity, uses=uses, state=state, sha256=sha256)


@dataclass(frozen=True)
class Collection:
    """A copy of the collection that a test may change."""

    root: Path

    @property
    def records(self) -> Path:
        return self.root / "records"

    @property
    def talk(self) -> Path:
        """The file that describes the first record."""
        return self.records / TALK / "record.toml"

    def text(self, variant: str, record: str = TALK) -> Path:
        return self.records / record / f"{variant}.txt"

    def edit(self, old: str, new: str) -> Path:
        """Changes the description of the first record."""
        source = self.talk.read_text(encoding="utf-8")
        assert old in source
        return write(self.talk, source.replace(old, new, 1))

    def git(self, *arguments: str | Path) -> str:
        return git(self.root, *arguments)


def build(root: Path) -> Collection:
    """Makes the collection, commit by commit."""
    root.mkdir()
    git(root, "init", "--quiet")
    made = Collection(root)

    write(made.records / "agents.toml", _AGENTS)
    write(made.records / "names.toml", _NAMES)
    talk = _TALK_TOML + _VARIANT.format(id="halloran") + _CREATION
    talk += step("s2", "original", "halloran@1", FIRST_STATE, "translation")
    write(made.talk, talk)
    write(made.text("halloran"), FIRST_STATE)
    commit(root, "Take in the talk")
    git(root, "tag", "published")

    talk = talk.replace(_CREATION, _VARIANT.format(id="archive") + _CREATION)
    talk += step("s3", "original", "archive@1", OTHER, "translation")
    write(made.talk, talk)
    write(made.text("archive"), OTHER)
    commit(root, "Take in the archive's rendering")

    git(root, "switch", "--quiet", "--create", "review")
    write(made.text("archive"), [*OTHER[:-1], "Under review."])
    commit(root, "Review the end")
    git(root, "switch", "--quiet", "main")

    talk += step("s4", "halloran@1", "halloran@2", SECOND_STATE, "correction")
    write(made.talk, talk)
    write(made.text("halloran"), SECOND_STATE)
    commit(root, "Correct the number of wagons")

    note = f'schema = 1\nid = "{NOTE}"\ntitle = "A note on the bridge"\n'
    note += _VARIANT.format(id="draft") + _VARIANT.format(id="fair")
    write(made.records / NOTE / "record.toml", note)
    write(made.text("draft", NOTE), DRAFT)
    write(made.text("fair", NOTE), FAIR)
    commit(root, "Take in the note on the bridge")
    return made


def copy(original: Collection, target: Path) -> Collection:
    """The same collection elsewhere."""
    shutil.copytree(original.root, target, symlinks=True)
    return Collection(target)


def many_records(root: Path, records: int, words: int) -> Path:
    """A repository, without a commit, of so many records of two texts that differ."""
    git(root, "init", "--quiet")
    write(root / "records" / "agents.toml", _AGENTS)
    for number in range(records):
        record = root / "records" / f"letter-{number:03}"
        described = f'schema = 1\nid = "{record.name}"\ntitle = "Letter {number}"\n'
        write(record / "record.toml", described + "".join(
            _VARIANT.format(id=each) for each in ("first", "other")
        ))  # fmt: skip
        text = [f"w{place * (number + 7) % 997}" for place in range(words)]
        for name in ("first", "other"):
            write(record / f"{name}.txt", [" ".join(text[start:start + 50])
                                           for start in range(0, words, 50)])  # fmt: skip
            text[::9] = [f"new{each}" for each in text[::9]]
    return root
