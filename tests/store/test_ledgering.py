"""What other commands ask of the ledger."""

import pytest
from holdings import NOTE, SECOND_STATE, TALK, Collection, write

from provtrack.classify import Reader
from provtrack.errors import ProvtrackError
from provtrack.ledger import explain
from provtrack.schemas.files import Basis, CorrectionKind
from provtrack.store.ledgering import (
    DRAFTED,
    Entry,
    agent_named,
    corrections_of,
    stage_corrections,
    stage_drafts,
)
from provtrack.store.repository import find_repository


def test_edits_by_hand_are_drafted_for_an_editor_to_complete(collection: Collection) -> None:
    repository = find_repository(collection.root)
    assert stage_drafts(repository, TALK, "halloran", Reader(), date="2024-05-06") is None

    after = [each.replace("fourteen", "40").replace("Orban", "Urban") for each in SECOND_STATE]
    write(collection.text("halloran"), after)
    staged = stage_drafts(repository, TALK, "halloran", Reader(), date="2024-05-06")
    repository.write_staged()

    assert staged is not None
    assert staged.state == "halloran@3"
    entries = corrections_of(find_repository(collection.root), TALK)
    assert [(each.kind.value, each.basis.value, each.note) for each in entries] == [
        ("number", "conjecture", DRAFTED),
        ("name", "conjecture", DRAFTED),
    ]
    assert explain(SECOND_STATE, after, entries).complete


def test_a_state_without_its_hash_is_not_taken_for_granted(collection: Collection) -> None:
    source = collection.talk.read_text(encoding="utf-8")
    start = source.rindex("text_sha256")
    write(collection.talk, source[:start])
    repository = find_repository(collection.root)
    entry = Entry(6, "timber", "coal", CorrectionKind.TYPO, Basis.CONJECTURE)

    with pytest.raises(ProvtrackError, match="without the hash") as raised:
        stage_corrections(repository, TALK, "halloran", [entry])

    assert source[start:].strip() in raised.value.hint


def test_nothing_is_staged_when_something_is_wrong(collection: Collection) -> None:
    repository = find_repository(collection.root)
    wrong = (
        [Entry(6, "iron", "coal", CorrectionKind.TYPO, Basis.CONJECTURE)],
        [Entry(6, "timber", "coal", CorrectionKind.TYPO, Basis.CONJECTURE, proposed_by="nobody")],
        [Entry(1, "\n".join(SECOND_STATE), "", CorrectionKind.TYPO, Basis.CONJECTURE)],
    )
    for entries in wrong:
        with pytest.raises(ProvtrackError):
            stage_corrections(repository, TALK, "halloran", entries)
        assert not repository.exists(f"{TALK}/corrections.toml")


def test_comments_and_order_of_the_files_stay(collection: Collection) -> None:
    ledger = write(
        collection.records / NOTE / "corrections.toml",
        "# What was corrected, and why.\nschema = 1\n\n# nothing yet\n",
    )
    repository = find_repository(collection.root)
    entry = Entry(1, "Monday", 'a\t"Tuesday"\\', CorrectionKind.TYPO, Basis.CONJECTURE)
    stage_corrections(
        repository,
        NOTE,
        "draft",
        [entry, Entry(3, "", "New.", CorrectionKind.STYLE, Basis.CONJECTURE)],
    )
    repository.write_staged()

    written = ledger.read_text(encoding="utf-8")
    assert written.startswith("# What was corrected, and why.\nschema = 1\n\n# nothing yet\n")
    assert [each.id for each in corrections_of(find_repository(collection.root), NOTE)] == [
        "c1",
        "c2",
    ]


@pytest.mark.parametrize(
    ("name", "id_"),
    [("V. Halloran", "halloran"), ("halloran v.", "halloran"), ("Halloran, V.", "halloran"),
     ("halloran", "halloran"), ("Nobody", ""), ("", "")],
)  # fmt: skip
def test_a_person_is_known_by_the_name_that_git_has(
    collection: Collection, name: str, id_: str
) -> None:
    assert agent_named(find_repository(collection.root), name) == id_
