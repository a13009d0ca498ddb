"""Files are written whole or not at all, and read only when they are files."""

import tomllib
from pathlib import Path

import pytest
from commandline import snapshot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provtrack.errors import ProvtrackError
from provtrack.model import Imported
from provtrack.store.files import read_bytes, write_all, write_atomically
from provtrack.store.intake import Source, Wishes, stage
from provtrack.store.repository import find_repository


def test_several_files_are_put_in_place(tmp_path: Path) -> None:
    write_all({tmp_path / "a": b"1", tmp_path / "deep" / "er" / "b": b"2"})

    assert snapshot(tmp_path) == {
        "a": b"1", "deep": b"directory", "deep/er": b"directory", "deep/er/b": b"2",
    }  # fmt: skip


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_when_one_cannot_be_replaced_all_are_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    (tmp_path / "old").write_bytes(b"old")
    before = snapshot(tmp_path)
    replace, calls = Path.replace, [0]

    def crash(path: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == nth:
            raise OSError(28, "No space left on device", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", crash)
    with pytest.raises(ProvtrackError, match="No space left on device"):
        write_all({tmp_path / "old": b"new", tmp_path / "x/y": b"1", tmp_path / "z": b"2"})

    assert snapshot(tmp_path) == before


def test_a_file_in_the_way_of_a_directory_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    before = snapshot(tmp_path)

    with pytest.raises(ProvtrackError):
        write_all({tmp_path / "new/a": b"1", tmp_path / "file/b": b"2"})

    assert snapshot(tmp_path) == before


def test_the_permissions_of_a_replaced_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "script"
    path.write_bytes(b"old")
    path.chmod(0o751)

    write_atomically(path, b"new")

    assert (path.read_bytes(), path.stat().st_mode & 0o7777) == (b"new", 0o751)


def test_a_name_as_long_as_the_file_system_allows_can_be_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("x" * 255), b"new")

    assert read_bytes(tmp_path / ("x" * 255)) == b"new"


def test_a_file_that_is_not_there_is_answered_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(b"x")

    with pytest.raises(ProvtrackError) as caught:
        read_bytes(tmp_path / "raport.txt")

    assert caught.value.hint == f"did you mean {tmp_path / 'report.txt'}?"


_METADATA = st.dictionaries(
    st.sampled_from(
        ["title", "type", "heading", "abstract", "translator", "publisher", "archive.repository",
         "archive.as_printed", "archive.fond", "url", "language", "document_title"]
    ),
    st.text(min_size=1, max_size=60).filter(str.strip),
)  # fmt: skip


@settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(metadata=_METADATA)
def test_whatever_an_importer_recognised_is_kept_in_a_file_that_can_be_read_again(
    tmp_path: Path, metadata: dict[str, str]
) -> None:
    (tmp_path / ".git").mkdir(exist_ok=True)
    repository = find_repository(tmp_path)

    intake = stage(
        repository, Source("x.txt", b"x"), Imported(("One.",), metadata), Wishes(today="2024-02-03")
    )

    record = repository.record(intake.record)
    assert record.title == metadata.get("title", "x")
    assert record.abstract == metadata.get("abstract", "")
    assert record.archive.as_printed == metadata.get("archive.as_printed", "")
    known = {agent.id for agent in repository.agents().agent}
    named = {agent for step in record.step for agent in step.agents}
    assert (named | {record.publisher, record.archive.repository}) - {""} <= known
    source = repository.read(f"{intake.record}/record.toml") or b""
    assert tomllib.loads(source.decode())["id"] == intake.record
