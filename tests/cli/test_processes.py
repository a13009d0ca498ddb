"""The command line as a process of its own: streams, pipes, signals, exit codes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commandline import process, provtrack, successful
from holdings import NOTE, TALK, Collection, many_records, write

LEFT, RIGHT = f"{TALK}/halloran", f"{TALK}/archive"
PROGRAM = Path(sys.executable).with_name("provtrack")


def test_the_installed_program_compares_two_files(desk: Path) -> None:
    write(desk / "left.txt", "The talk took place on 17 January.\n")
    write(desk / "right.txt", "The talk took place on 18 January.\n")

    run = subprocess.run(
        [PROGRAM, "compare", "left.txt", "right.txt", "--exit-code"],
        capture_output=True,
        check=False,
    )

    assert run.returncode == 1
    assert run.stderr == b""
    assert b"17" in run.stdout
    assert b"date" in run.stdout


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="no /dev/fd here")
def test_a_pipe_that_the_shell_opens_is_read_like_a_file(desk: Path) -> None:
    write(desk / "left.txt", "The talk took place on 17 January.\n")
    reading, writing = os.pipe()
    os.write(writing, b"The talk took place on 18 January.\n")
    os.close(writing)

    run = subprocess.run(
        [PROGRAM, "compare", "left.txt", f"/dev/fd/{reading}", "--format", "json"],
        capture_output=True,
        check=True,
        pass_fds=[reading],
    )
    os.close(reading)

    (passage,) = json.loads(run.stdout)["passages"]
    assert [edit["kind"] for edit in passage["edits"]] == ["date"]


def test_the_version_is_printed() -> None:
    import provtrack as package

    assert process("--version").stdout.decode() == f"provtrack {package.__version__}\n"


def test_results_and_messages_go_different_ways(collection: Collection) -> None:
    run = process("compare", LEFT, RIGHT, "--output", "out.json")
    assert (run.stdout, run.stderr.decode()) == (b"", "written: out.json\n")

    run = process("show", "nothing")
    assert run.stdout == b""
    assert run.stderr.startswith(b"error: ")
    assert run.returncode == 2


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_output_is_utf8_whatever_the_locale_says(desk: Path, locale: str) -> None:
    write(desk / "text.txt", "Pak Yŏng-bin — 박영빈 — Филатов\n")

    run = process(
        "show", "text.txt", env={"LC_ALL": locale, "PYTHONIOENCODING": "", "PYTHONUTF8": "0"}
    )

    assert run.stdout.decode("utf-8") == "1  Pak Yŏng-bin — 박영빈 — Филатов\n"


def test_standard_input_of_a_process_is_read_as_utf8(desk: Path) -> None:
    run = process("show", "-", stdin="Филатов.\n".encode(), env={"LC_ALL": "C"})

    assert run.stdout.decode() == "1  Филатов.\n"


@pytest.mark.parametrize("lines", [0, 1])
def test_a_reader_that_has_seen_enough_is_no_error(desk: Path, lines: int) -> None:
    write(desk / "long.txt", [f"Paragraph {number} of many." for number in range(20_000)])
    with subprocess.Popen(
        [sys.executable, "-m", "provtrack", "show", "long.txt", "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout
        assert running.stderr
        for _ in range(lines):
            running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=30) == 0


def test_what_was_found_is_told_even_to_a_closed_pipe(collection: Collection) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "provtrack", "compare", LEFT, RIGHT, "--exit-code"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout
        running.stdout.close()
        assert running.wait(timeout=30) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_an_error_of_the_usual_form(
    collection: Collection,
) -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "provtrack", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert run.returncode == 2
    assert run.stderr.decode().splitlines()[0].startswith("error: standard output: cannot be")


def test_an_interrupt_ends_with_130_and_one_line(desk: Path) -> None:
    reader, writer = os.pipe()
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "provtrack", "show", "-"],
            stdin=reader,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as running:
            time.sleep(2)  # until it waits for standard input
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=30)
    finally:
        os.close(reader)
        os.close(writer)

    assert running.returncode == 130
    assert out == b""
    assert err.decode().strip().splitlines()[0] == "error: interrupted"
    assert b"Traceback" not in err


def test_a_defect_of_ours_ends_with_3_and_says_how_to_report_it(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh\nno")

    monkeypatch.setattr("provtrack.corpus.listing.listed", broken)
    run = provtrack("list")

    assert run.code == 3
    lines = run.err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("error: a defect of provtrack: ZeroDivisionError: oh no (")
    assert "PROVTRACK_TRACEBACK=1" in lines[1]

    monkeypatch.setenv("PROVTRACK_TRACEBACK", "1")
    assert "Traceback" in provtrack("list").err


def complete(words: str) -> list[str]:
    """What bash is offered for the last word."""
    run = process(
        env={
            "_PROVTRACK_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - (not words.endswith(" "))),
        }
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == b""
    return run.stdout.decode().split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("provtrack com", ["compare"]),
        ("provtrack show ta", [TALK, f"{TALK}/archive", f"{TALK}/halloran"]),
        ("provtrack show talk-1957/h", [f"{TALK}/halloran"]),
        ("provtrack compare talk-1957/halloran bridge-note/", [f"{NOTE}/draft", f"{NOTE}/fair"]),
        ("provtrack import x.txt --record b", [NOTE]),
        ("provtrack compare a b --format h", ["html"]),
        ("provtrack list --format ", ["text", "json", "md", "csv"]),
        ("provtrack compare a b --kind neg", ["negation"]),
        ("provtrack compare a b --kind date,neg", ["date,negation"]),
        ("provtrack import x --from d", ["docx"]),
        ("provtrack import x --kind par", ["paraphrase"]),
        ("provtrack schema reco", ["record"]),
        ("provtrack compare a b --subs", ["--substantive"]),
        ("provtrack show let", ["letter.txt"]),
        ("provtrack show rec", ["records/"]),
    ],
)
def test_the_shell_is_offered_what_fits(
    collection: Collection, words: str, offered: list[str]
) -> None:
    write(collection.root / "letter.txt", ["A letter."])

    assert complete(words) == offered


@pytest.mark.parametrize("words", ["provtrack show ta", "provtrack import x --record b"])
def test_outside_a_repository_the_shell_is_offered_nothing_and_no_error(
    desk: Path, words: str
) -> None:
    assert complete(words) == []


def test_a_broken_description_does_not_break_completion(collection: Collection) -> None:
    write(collection.talk, "not TOML")

    assert complete("provtrack show talk-1957/a") == [f"{TALK}/archive"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_shown_for_every_shell(shell: str) -> None:
    run = process(env={"_PROVTRACK_COMPLETE": f"source_{shell}"})

    assert b"provtrack" in run.stdout


def test_both_ways_of_starting_print_the_same(collection: Collection) -> None:
    module = process("list", "--format", "json").stdout
    program = subprocess.run([PROGRAM, "list", "--format", "json"], capture_output=True, check=True)

    assert module == program.stdout == successful("list", "--format", "json").out.encode()
    assert json.loads(module)["schema"] == "provtrack.records/1"


@pytest.fixture(scope="module")
def drawers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seventy records of two long texts, more than a few seconds' work for two processes."""
    return many_records(tmp_path_factory.mktemp("drawers"), 70, 3_000)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are counted in /proc")
@pytest.mark.parametrize("command", ["compare --all --pages pages", "check --no-cache"])
def test_an_interrupt_leaves_no_process_and_no_half_of_a_result(
    drawers: Path, tmp_path: Path, command: str
) -> None:
    repo = ("--repo", str(drawers), "--jobs", "2")
    running = subprocess.Popen(
        [sys.executable, "-m", "provtrack", *command.split(), *repo],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        start_new_session=True,
    )
    until = time.monotonic() + 30
    while (
        len(_alive(running.pid)) < 4 and time.monotonic() < until
    ):  # its workers, and their server
        time.sleep(0.1)
    time.sleep(0.5)
    assert running.poll() is None
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does
    out, err = running.communicate(timeout=30)

    assert running.returncode == 130
    assert out == b""
    assert err.decode().splitlines() == [
        "error: interrupted",
        "hint: no record was changed; run it again to finish",
    ]
    assert list(tmp_path.iterdir()) == []
    until = time.monotonic() + 5
    while _alive(running.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert _alive(running.pid) == []


def _alive(session: int) -> list[int]:
    """The processes of a session, without those that have ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:  # it has ended meanwhile
            continue
        if int(of) == session and state != "Z":
            found.append(int(path.parent.name))
    return found
