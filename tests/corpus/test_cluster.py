"""Work on a Dask cluster: real processes on this machine, some of which are killed."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import clusters
import pytest
from clusters import Machines
from commandline import process, provtrack, snapshot
from holdings import NOTE, TALK, Collection, many_records, write

from provtrack.api import Desk
from provtrack.corpus.cluster import cluster
from provtrack.corpus.comparing import Knowledge, Pair, Task, compare_all
from provtrack.errors import ProvtrackError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    made = Machines(tmp_path_factory.mktemp("cluster"))
    try:
        yield made
    finally:
        made.stop()


@pytest.fixture
def two(machines: Machines) -> Machines:
    return machines.ensure(2)


@pytest.fixture
def shelf(desk: Path) -> Path:
    """Thirty letters, each in two renderings, an empty file and one that is no document."""
    for number in range(30):
        letter = [f"w{number}x{place % 17 * place}" for place in range(80)]
        write(desk / "shelf" / f"letter-{number}.txt", " ".join(letter) + "\n")
        letter[10:20] = [f"other{place}" for place in range(10)]
        write(desk / "shelf" / "new" / f"letter-{number}.md", " ".join(letter) + "\n")
    write(desk / "shelf" / "empty.txt", "")
    (desk / "shelf" / "broken.docx").write_bytes(b"PK\x03\x04 not a zip")
    return Path("shelf")


FIND = ("find", "--in", "shelf", "--format", "json")


def test_the_bytes_are_those_of_the_local_run(two: Machines, shelf: Path) -> None:
    alone = provtrack(*FIND, "--jobs", "1")
    assert len(alone.document["groups"]) > 20
    assert len(alone.document["skipped"]) == 2

    together = process(*FIND, "--scheduler", two.address)

    assert together.stdout.decode() == alone.out
    assert together.stderr.decode() == alone.err


def test_a_check_is_the_same_on_a_cluster(
    two: Machines, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provtrack.corpus.checking._BATCH", 1)
    check = ("check", "--no-cache", "--format", "json", "--fail-on", "never")
    alone = provtrack(*check, "--jobs", "1")
    assert alone.document["findings"]

    together = provtrack(*check, "--scheduler", two.address)

    assert together.out == alone.out


def test_the_comparisons_are_the_same_when_a_worker_is_killed(
    two: Machines, original_collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provtrack.corpus.comparing._PAIRS", 1)
    desk = Desk(original_collection.root)
    names = [(f"{TALK}/halloran", f"{TALK}/archive"), (f"{NOTE}/draft", f"{NOTE}/fair")] * 8
    pairs = [Pair("", desk.text(left), desk.text(right)) for left, right in names]
    task = Task(Knowledge(desk.authority), page="html")

    def until_one_is_dead() -> Iterator[Pair]:
        for number, pair in enumerate(pairs):
            if number == 8:
                two.kill_one()
            yield pair

    with cluster(two.address) as many:
        together = list(compare_all(until_one_is_dead(), task, many))

    assert two.alive == 1
    assert together == list(compare_all(pairs, task))
    assert all(each.page for each in together)


def test_compare_all_is_the_same_on_a_cluster(
    two: Machines, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provtrack.corpus.comparing._PAIRS", 1)
    compare = ("compare", "--all", "--format", "json")

    together = provtrack(*compare, "--scheduler", two.address)

    assert together == provtrack(*compare, "--jobs", "1")
    assert len(together.document["pairs"]) == 2


def test_the_address_may_stand_in_the_schedulers_file(two: Machines, shelf: Path) -> None:
    write(Path("scheduler.json"), f'{{"address": "{two.address}"}}')

    run = process("find", "--record", "shelf/letter-1.txt", "--in", "shelf",
                  "--scheduler-file", "scheduler.json", "--format", "csv")  # fmt: skip

    assert run.returncode == 0, run.stderr
    assert b"new/letter-1.md" in run.stdout


def test_a_worker_that_is_killed_costs_no_result(two: Machines, tmp_path: Path) -> None:
    batches = [range(start, start + 10) for start in range(0, 600, 10)]
    marker = tmp_path / "killed"

    with cluster(two.address) as many:
        results = list(many.map(clusters.die_once, (3, marker), batches))

    assert marker.exists()
    assert two.alive == 1
    assert results == [clusters.squares(3, batch) for batch in batches]


def test_all_workers_may_die_where_others_take_their_place(two: Machines, tmp_path: Path) -> None:
    """What was copied to the workers is lost with them, and copied anew."""
    batches = [range(start, start + 10) for start in range(0, 200, 10)]

    with cluster(two.address) as many:
        results = many.map(clusters.squares, 3, batches)
        first = next(results)
        two.signal(signal.SIGKILL)
        time.sleep(0.5)
        two.ensure(1)
        rest = list(results)

    assert [first, *rest] == [clusters.squares(3, batch) for batch in batches]


def test_few_batches_are_under_way_at_a_time(two: Machines) -> None:
    handed: list[int] = []

    def batches() -> Iterator[list[int]]:
        for number in range(100):
            handed.append(number)
            yield [number]

    with cluster(two.address) as many:
        next(many.map(clusters.squares, 1, batches()))

    assert len(handed) <= 8


def test_an_error_of_the_work_is_the_error_of_the_run(two: Machines) -> None:
    with cluster(two.address) as many, pytest.raises(ProvtrackError) as caught:
        list(many.map(clusters.refuse, None, [[1]]))

    assert (caught.value.message, caught.value.hint) == ("no such thing", "take another")


@pytest.mark.parametrize(
    "command", [FIND, ("compare", "--all", "--pages", "pages"), ("check", "--no-cache")]
)
def test_ctrl_c_ends_a_run_that_waits_for_its_workers(
    two: Machines, shelf: Path, command: tuple[str, ...]
) -> None:
    many_records(Path.cwd(), 70, 20)
    before = snapshot(Path.cwd())
    two.signal(signal.SIGSTOP)
    try:
        run = subprocess.Popen(
            [sys.executable, "-m", "provtrack", *command, "--scheduler", two.address],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(4)
        assert run.poll() is None
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=20)
    finally:
        two.signal(signal.SIGCONT)

    assert run.returncode == 130, err
    assert out == b""
    assert err.decode().splitlines()[0] == "error: interrupted"
    assert snapshot(Path.cwd()) == before


def test_a_batch_that_kills_every_worker_is_told(machines: Machines) -> None:
    machines.ensure(4)

    with cluster(machines.address) as many, pytest.raises(ProvtrackError) as caught:
        list(many.map(clusters.die, None, [[1]]))

    assert "several workers died over the same batch" in caught.value.message


def test_workers_with_another_version_are_refused(
    two: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provtrack.corpus.cluster.engine", lambda: "of another day")

    with cluster(two.address) as many, pytest.raises(ProvtrackError) as caught:
        list(many.map(clusters.squares, 1, [[1]]))

    assert "a worker has another provtrack" in caught.value.message


def test_a_scheduler_that_is_not_there(shelf: Path) -> None:
    start = time.monotonic()
    run = process(*FIND, "--scheduler", "tcp://127.0.0.1:9")

    assert run.returncode == 2
    error, hint = run.stderr.decode().splitlines()
    assert error == "error: tcp://127.0.0.1:9: no Dask scheduler answers there"
    assert hint.startswith("hint: start one with 'dask scheduler'")
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("greeting", [b"", b"SSH-2.0-server\r\n"])
def test_another_server_at_its_address_keeps_nobody_waiting(shelf: Path, greeting: bytes) -> None:
    """One that listens and says nothing, and one whose greeting is, to Dask, an enormous number."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            with server.accept()[0] as visitor:
                visitor.sendall(greeting)
                while visitor.recv(4096):
                    pass

        threading.Thread(target=greet, daemon=True).start()
        run = process(*FIND, "--scheduler", f"tcp://127.0.0.1:{server.getsockname()[1]}")

    assert run.returncode == 2
    error, _ = run.stderr.decode().splitlines()
    assert error.endswith(": no Dask scheduler answers there")


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("127.0.0.1", "not an address of a Dask scheduler: missing port number"),
        ("http://127.0.0.1:9", "not an address of a Dask scheduler: unknown address scheme"),
        ("tls://127.0.0.1:9", "Dask cannot connect in this way: TLS expects"),
    ],
)
def test_an_address_that_is_none_is_told_at_once_and_once(
    shelf: Path, address: str, complaint: str
) -> None:
    run = process(*FIND, "--scheduler", address)

    assert run.returncode == 2
    error, hint = run.stderr.decode().splitlines()
    assert error.startswith(f"error: {address}: {complaint}")
    assert "tcp://" in hint


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "no such file"),
        ("", "there is no scheduler's address in it"),
        ("{}", "there is no scheduler's address in it"),
        ('{"address": ""}', "there is no scheduler's address in it"),
    ],
)
def test_a_schedulers_file_that_is_none(shelf: Path, content: str | None, complaint: str) -> None:
    if content is not None:
        write(Path("file"), content)

    error, _ = provtrack(*FIND, "--scheduler-file", "file").complaint

    assert error == f"file: {complaint}"


def test_a_schedulers_file_that_is_a_pipe_keeps_nobody_waiting(shelf: Path) -> None:
    os.mkfifo("pipe")

    error, _ = provtrack(*FIND, "--scheduler-file", "pipe").complaint

    assert error == "pipe: not a regular file"


def test_without_the_extra(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    error, hint = provtrack(*FIND, "--scheduler", "tcp://127.0.0.1:9").complaint

    assert error == "a cluster needs the extra 'dask', which is not installed"
    assert hint == 'pip install "provtrack[dask]"'


def test_workers_that_do_not_see_the_files_are_refused(
    two: Machines, tmp_path: Path, desk: Path
) -> None:
    """A file of this process alone, as a pipe of its shell is."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as stream:
        stream.write(b"Words that only this process can read.\n")
    try:
        write(desk / "a.txt", "Words.\n")
        from provtrack.corpus.kin import find
        from provtrack.corpus.sources import Source

        only_here = Source("only-here.txt", Path(f"/dev/fd/{reading}"))
        with cluster(two.address) as many, pytest.raises(ProvtrackError) as caught:
            find([only_here], executor=many)
    finally:
        os.close(reading)

    assert "the workers of the cluster cannot read it" in caught.value.message
