"""A variant whose text was moved, split, corrected and squashed, commit by commit, in real git."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from holdings import git, step, write

RECORD, VARIANT = "talk", "fair"
REF = f"{RECORD}/{VARIANT}"

OPENING = "On the eleventh of March I called on the deputy minister at his own request."
HARVEST = "He said that the harvest in the northern districts had failed for the second year."
GRAIN = "He asked whether the grain promised in the autumn could be sent before the first of May."
BRIDGE = "The bridge at Sarn is closed and forty wagons of timber stand in front of it."
NEWSPAPERS = "He complained at some length of the tone that our newspapers had taken since winter."
PARTING = "In parting he mentioned that the counsellor is to leave his post in the month of June."

TEXT = (OPENING, f"{HARVEST} {GRAIN}", BRIDGE, NEWSPAPERS, PARTING)

_RECORD_TOML = f"""\
schema = 1
id = "{RECORD}"
title = "Talk with the deputy minister"

[[variant]]
id = "{VARIANT}"
language = "en"
kind = "translation"
"""

_ENTRY = """
[[correction]]
id = "{id}"
variant = "{variant}"
from = "{variant}@{before}"
to = "{variant}@{after}"
paragraph = {paragraph}
old = "{old}"
new = "{new}"
kind = "{kind}"
basis = "original"
folio = "{folio}"
evidence = ["{evidence}"]
proposed_by = "halloran"
date = "2024-02-0{after}"
"""


def entry(
    number: int, paragraph: int, old: str, new: str, *, after: int, kind: str = "number"
) -> str:
    """A [[correction]] that leads from the state before to ``after``."""
    return _ENTRY.format(
        id=f"c{number}",
        variant=VARIANT,
        before=after - 1,
        after=after,
        paragraph=paragraph,
        old=old.replace("\n", "\\n"),
        new=new.replace("\n", "\\n"),
        kind=kind,
        folio=f"{number}ob",
        evidence=f"leaf {number} reads so",
    )


@dataclass
class Past:
    """A repository in which a text gets its past."""

    root: Path
    clock: int = 0

    @property
    def record(self) -> Path:
        return self.root / "records" / RECORD

    @property
    def text(self) -> Path:
        return self.record / f"{VARIANT}.txt"

    def git(self, *arguments: str | Path) -> str:
        return git(self.root, *arguments)

    def commit(self, message: str, author: str = "Editor") -> str:
        """Commits everything, an hour after the commit before, and gives the commit's id."""
        self.clock += 1
        date = f"2024-02-03T{self.clock // 60:02}:{self.clock % 60:02}:00Z"
        self.git("add", "--all")
        self.git(
            "commit", "--quiet", "--message", message, "--date", date,
            "--author", f"{author} <{author.split(maxsplit=1)[0].lower()}@example.org>",
        )  # fmt: skip
        return self.git("rev-parse", "HEAD")

    def save(self, content: str | Sequence[str], message: str, author: str = "Editor") -> str:
        """Writes the text and commits it."""
        write(self.text, content)
        return self.commit(message, author)

    def describe(self, *states: Sequence[str], ledger: str = "") -> None:
        """Writes record.toml with a chain of states, and the ledger."""
        steps = [
            step(
                f"s{number}",
                "original" if number == 1 else f"{VARIANT}@{number - 1}",
                f"{VARIANT}@{number}",
                text,
                "translation" if number == 1 else "correction",
            )
            for number, text in enumerate(states, 1)
        ]
        write(self.record / "record.toml", _RECORD_TOML + "".join(steps))
        if ledger:
            write(self.record / "corrections.toml", f"schema = 1\n{ledger}")


def begin(root: Path, text: Sequence[str] = TEXT) -> Past:
    """A repository with the text as it was taken in."""
    root.mkdir(parents=True)
    git(root, "init", "--quiet")
    past = Past(root)
    past.describe(text)
    past.save(text, "Take in the talk", "V. Halloran")
    return past


def corrected(text: Sequence[str], paragraph: int, old: str, new: str) -> tuple[str, ...]:
    """The text with other words in one paragraph."""
    place = paragraph - 1
    assert text[place].count(old) == 1
    return (*text[:place], text[place].replace(old, new), *text[place + 1 :])


def eventful(root: Path) -> Past:
    """A past with all that can happen: corrected, split, moved, joined, squashed, deleted."""
    past = begin(root)
    second = corrected(TEXT, 3, "forty", "fourteen")
    first_entry = entry(1, 3, "forty wagons", "fourteen wagons", after=2)
    past.describe(TEXT, second, ledger=first_entry)
    past.save(second, "Correct the number of wagons", "I. Teresh")
    split = (second[0], HARVEST, GRAIN, *second[2:])
    past.save(split, "Cut the second paragraph in two")
    moved = (*split[:3], split[5], split[3], split[4])
    past.save(moved, "Put the parting before the bridge")
    third = corrected(moved, 5, "is closed", "has been closed")
    fourth = corrected(third, 2, "second year", "third year")
    more = entry(2, 5, "is closed", "has been closed", after=4, kind="mistranslation")
    more += entry(3, 2, "second year", "third year", after=5)
    past.describe(TEXT, second, moved, third, fourth, ledger=first_entry + more)
    past.save(fourth, "Two corrections, squashed into one commit (#12)", "R. Orban")
    past.save((*fourth[:5],), "Take out what does not belong here")
    return past
