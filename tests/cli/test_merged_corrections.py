"""Two branches that both corrected, and were merged: found, named, and put in order."""

import subprocess

import pytest
from commandline import provtrack, snapshot, successful
from holdings import SECOND_STATE, TALK, Collection, commit, write

from provtrack.ledger import defects
from provtrack.store.ledgering import corrections_of, state_text
from provtrack.store.repository import find_repository
from provtrack.text import join_paragraphs, split_lines

TEXT = f"{TALK}/halloran"
TYPO = ("--kind", "typo", "--basis", "conjecture", "--date", "2024-05-06")


def correct(old: str, new: str) -> None:
    successful("correct", TEXT, "--old", old, "--new", new, *TYPO)


def merge(collection: Collection) -> bool:
    """Whether git could merge by itself."""
    run = subprocess.run(
        ["git", "-c", "user.name=E", "-c", "user.email=e@example.org", "merge", "--quiet", "other"],
        cwd=collection.root,
        capture_output=True,
        check=False,
    )
    return run.returncode == 0


@pytest.fixture
def branches(collection: Collection) -> Collection:
    """On ``main`` one correction, on ``other`` two in two states."""
    collection.git("switch", "--quiet", "--create", "other")
    correct("Orban", "Urban")
    correct("In parting he", "He")
    commit(collection.root, "Correct the end")
    collection.git("switch", "--quiet", "main")
    correct("wagons of timber", "wagons of coal.¶They")
    commit(collection.root, "Correct the middle")
    return collection


def wrong(collection: Collection) -> list[str]:
    """What is wrong with the ledger beside the chain and all texts."""
    repository = find_repository(collection.root)
    record = repository.record(TALK)

    def text_of(variant: str, number: int) -> tuple[str, ...]:
        return state_text(repository, record, variant, number)

    found = defects(corrections_of(repository, TALK), record, text_of, ["halloran"])
    return [defect.message for defect in found]


def test_the_conflict_is_named_with_its_line_and_the_way_out(branches: Collection) -> None:
    assert not merge(branches)

    message, hint = provtrack("show", TALK).complaint

    line = (branches.talk.read_text(encoding="utf-8").split("<<<<<<<")[0]).count("\n") + 1
    assert f"records/{TALK}/record.toml:{line}: an unresolved merge conflict" in message
    assert "--renumber" in hint


def test_the_other_branch_comes_behind_ours(branches: Collection) -> None:
    merge(branches)

    run = successful("correct", TALK, "--renumber")

    text = split_lines(branches.text("halloran").read_text(encoding="utf-8"))
    assert text[5].endswith("wagons of coal.")
    assert text[8] == "He mentioned that Counsellor Urban is to leave his post in June."
    entries = corrections_of(find_repository(branches.root), TALK)
    assert [(each.id, each.from_, each.to, each.paragraph) for each in entries] == [
        ("c1", "halloran@2", "halloran@3", 6),
        ("c2", "halloran@3", "halloran@4", 9),
        ("c3", "halloran@4", "halloran@5", 9),
    ]
    assert "c1 of the other branch is c2" in run.err
    assert wrong(branches) == []
    branches.git("add", "records")
    branches.git("commit", "--quiet", "--no-edit")
    assert "nothing to correct" in successful("correct", TEXT, "--from-diff", *TYPO).err


def test_the_history_credits_what_the_other_branch_made(branches: Collection) -> None:
    merge(branches)
    successful("correct", TALK, "--renumber")
    branches.git("add", "--all")
    commit(branches.root, "Merge")

    lines = successful("blame", TEXT, "--words", "--format", "json").document["paragraphs"]
    credited = {entry for line in lines for each in line["words"] for entry in each["corrections"]}
    assert credited >= {"c1", "c2"}


def test_a_merge_that_was_committed_with_both_sides_kept_is_mended(branches: Collection) -> None:
    merge(branches)
    write(branches.records / TALK / "corrections.toml", _kept(branches, "corrections.toml"))
    write(branches.talk, _kept(branches, "record.toml"))
    branches.git("checkout", "--ours", "--", f"records/{TALK}/halloran.txt")
    commit(branches.root, "Merge")
    message, hint = provtrack("show", TALK).complaint
    assert "two [[step]] tables have the id 's5'" in message
    assert "id" in hint

    successful("correct", TALK, "--renumber")

    assert wrong(branches) == []


def _kept(collection: Collection, name: str) -> str:
    """What both branches say, one behind the other."""
    path = f"records/{TALK}/{name}"
    ours, theirs = (collection.git("show", f"{each}:{path}") for each in ("main", "other"))
    both = 0
    while ours[: both + 1] == theirs[: both + 1]:
        both += 1
    start = theirs.rfind("\n[[", 0, both)
    return f"{ours}\n{theirs[start:]}\n"


def test_a_correction_that_both_branches_made_is_kept_once(collection: Collection) -> None:
    collection.git("switch", "--quiet", "--create", "other")
    correct("Orban", "Urban")
    commit(collection.root, "Theirs")
    collection.git("switch", "--quiet", "main")
    correct("Orban", "Urban")
    correct("timber", "coal")
    commit(collection.root, "Ours")
    merge(collection)

    run = successful("correct", TALK, "--renumber")

    assert "c1 of the other branch is left out: c1 is the same" in run.err
    assert len(corrections_of(find_repository(collection.root), TALK)) == 2
    assert wrong(collection) == []


def test_words_that_both_branches_changed_are_for_people_to_decide(branches: Collection) -> None:
    correct("Counsellor Orban", "Counsellor Arban")
    commit(branches.root, "Another name")
    merge(branches)
    before = snapshot(branches.records)

    message, hint = provtrack("correct", TALK, "--renumber").complaint

    assert "c1 of the other branch" in message
    assert "Counsellor Arban" in hint
    assert snapshot(branches.records) == before


def test_a_description_that_the_other_branch_changed_is_not_lost(branches: Collection) -> None:
    branches.git("switch", "--quiet", "other")
    branches.edit('title = "Talk with', 'title = "A talk with')
    commit(branches.root, "Title")
    branches.git("switch", "--quiet", "main")
    merge(branches)

    message, hint = provtrack("correct", TALK, "--renumber").complaint

    assert "title" in message
    assert "same change" in hint


def test_without_a_merge_there_is_nothing_to_number(collection: Collection) -> None:
    message, hint = provtrack("correct", TALK, "--renumber").complaint

    assert "no merge" in message
    assert "git merge" in hint
    assert "whole record" in provtrack("correct", f"{TALK}/halloran@2", "--renumber").err


def test_stored_form_stays(branches: Collection) -> None:
    merge(branches)
    successful("correct", TALK, "--renumber")

    data = branches.text("halloran").read_text(encoding="utf-8")
    assert data == join_paragraphs(split_lines(data))
    assert data != join_paragraphs(SECOND_STATE)
