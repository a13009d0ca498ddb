"""``provtrack serve`` as a process: it answers this machine alone, and follows the files."""

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from holdings import NOTE, Collection, write

pytestmark = pytest.mark.slow


@pytest.fixture
def server(collection: Collection) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "provtrack", "serve", "--port", "0", "--jobs", "1"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    address = ""
    while not address:
        line = process.stderr.readline()
        assert line, "the server ended"
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        address = found[0] if found else ""
    yield process, address
    process.kill()
    process.wait(10)
    process.stderr.close()


def get(address: str, host: str = "") -> str:
    """What the server answers, or the status with which it refuses."""
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return str(error.code)


def test_pages_are_served_and_drawn_anew(
    collection: Collection, server: tuple[subprocess.Popen[str], str]
) -> None:
    process, address = server
    page = f"{address}records/{NOTE}/draft.html"
    assert "closed on Monday" in get(page)
    age = get(f"{address}-/news?age=")
    write(collection.text("draft", NOTE), ["The bridge was never closed."])
    assert get(f"{address}-/news?age={age}") != age
    assert "never closed" in get(page)

    write(collection.records / NOTE / "record.toml", "half a fi")  # and goes on
    time.sleep(1.5)
    assert "never closed" in get(page)

    assert get(page, host="evil.example:80") == "403"
    assert get(f"{address}../../../../etc/passwd") == "404"

    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0


def test_a_port_that_is_taken_is_named(
    collection: Collection, server: tuple[subprocess.Popen[str], str]
) -> None:
    port = server[1].rstrip("/").rpartition(":")[2]
    run = subprocess.run(
        [sys.executable, "-m", "provtrack", "serve", "--port", port, "--jobs", "1"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 2
    assert f"error: port {port} cannot be used" in run.stderr
    assert "hint: name another one" in run.stderr
