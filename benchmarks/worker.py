"""One tool on one pair of texts, in a process of its own, so that time and memory are its own.

Reads ``{"tool", "left", "right", "languages"}`` from standard input, writes ``{"links",
"seconds", "megabytes"}``.
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cases import Case, Group


@dataclass(frozen=True)
class Run:
    """What a tool found, and what it took.

    Attributes:
        links: the links.
        seconds: without the start of the interpreter and its imports.
        megabytes: of memory at the most, of the process or of one that it started.
    """

    links: list[Group]
    seconds: float
    megabytes: float


def run(tool: str, case: Case) -> Run:
    """Runs a tool on a case in a process of its own."""
    task = {
        "tool": tool,
        "left": case.left.paragraphs,
        "right": case.right.paragraphs,
        "languages": (case.left.language, case.right.language),
    }
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.worker"],
        input=json.dumps(task),
        text=True,
        check=True,
        stdout=subprocess.PIPE,
    )
    answer = json.loads(done.stdout)
    links = [(frozenset(left), frozenset(right)) for left, right in answer["links"]]
    return Run(links, answer["seconds"], answer["megabytes"])


def peak() -> int:
    """Kilobytes that this process has held at the most.

    Not ``ru_maxrss``, which a child takes over from the process that started it.
    """
    status = Path("/proc/self/status")
    if not status.exists():  # not Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (line,) = (line for line in status.read_text("ascii").splitlines() if "VmHWM" in line)
    return int(line.split()[1])


def _children() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def main() -> None:
    """Serves one request."""
    from benchmarks.tools import TOOLS

    task = json.load(sys.stdin)
    tool = TOOLS[task["tool"]]
    tool.links(["One more."], ["One more."], ("", ""))  # imports are not what is measured
    start = time.perf_counter()
    links = list(tool.links(task["left"], task["right"], tuple(task["languages"])))
    seconds = time.perf_counter() - start
    answer = {
        "links": [(sorted(left), sorted(right)) for left, right in links],
        "seconds": seconds,
        "megabytes": max(peak(), _children()) / 1024,
    }
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
