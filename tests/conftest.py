"""What tests share: an environment of their own, and a collection of records in git."""

import os
import signal
from pathlib import Path

import pytest
from holdings import LEDGER, TALK, Collection, build, commit, copy, write
from hypothesis import HealthCheck, settings

settings.register_profile(
    "suite", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")  # seconds say nothing where other work runs beside the tests

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A script's job in the background ignores the interrupt; what the tests start shall not.
    signal.signal(signal.SIGINT, signal.default_int_handler)

_FOREIGN = ("NO_COLOR", "FORCE_COLOR", "PROVTRACK_TRACEBACK", "TERM", "COLUMNS", "LINES")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the user's git settings nor a hook's variables reach a test."""
    for name in [*_FOREIGN, *(name for name in os.environ if name.startswith("GIT_"))]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture(scope="session")
def original_collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Built once a test run; a test that changes something takes ``collection``."""
    return build(tmp_path_factory.mktemp("original") / "collection")


@pytest.fixture
def collection(
    original_collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Collection:
    """A copy of the collection, entered."""
    made = copy(original_collection, tmp_path / "collection")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def corrected(collection: Collection) -> Collection:
    """The collection with the entry for the correction that it has made, committed."""
    write(collection.records / TALK / "corrections.toml", LEDGER)
    commit(collection.root, "Enter the correction")
    return collection


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory outside any repository, entered."""
    directory = tmp_path / "desk"
    directory.mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(directory)
    return directory
