"""A GitHub that keeps the comments of one pull request, and what a runner sets for a step."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PULL = "/repos/somebody/letters/issues/7/comments"


@dataclass
class Comments:
    """The comments of the pull request, oldest first, and what was asked of the server."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    refused: int = 0
    tokens: set[str] = field(default_factory=set)

    def add(self, body: str, kind: str = "Bot") -> None:
        self.entries.append({"id": len(self.entries) + 1, "body": body, "user": {"type": kind}})


@contextmanager
def serving(comments: Comments) -> Iterator[str]:
    """Serves the comments on this machine; gives the server's address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            assert path == PULL
            asked = dict(part.split("=") for part in query.split("&"))
            size, page = int(asked["per_page"]), int(asked["page"])
            self._answer(comments.entries[(page - 1) * size : page * size])

        def do_POST(self) -> None:
            assert self.path == PULL
            body = self._body()
            if not comments.refused:
                comments.add(body)
            self._answer({})

        def do_PATCH(self) -> None:
            id_ = int(self.path.removeprefix("/repos/somebody/letters/issues/comments/"))
            comments.entries[id_ - 1]["body"] = self._body()
            self._answer({})

        def _body(self) -> str:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            return str(json.loads(content)["body"])

        def _answer(self, value: object) -> None:
            comments.tokens.add(self.headers["Authorization"])
            self.send_response(comments.refused or 200)
            self.end_headers()
            self.wfile.write(json.dumps(value).encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True)
class Runner:
    """A step of the action as a process, with the environment that a runner sets."""

    checkout: Path
    temporary: Path

    def step(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        self.temporary.mkdir(exist_ok=True)
        event = self.temporary / "event.json"
        event.write_text(json.dumps({"pull_request": {"number": 7}}))
        return subprocess.run(
            [sys.executable, ROOT / "action" / f"{script}.py"],
            cwd=self.checkout,
            env={
                **os.environ,
                "GITHUB_ACTIONS": "true",
                "GITHUB_EVENT_NAME": "pull_request",
                "GITHUB_EVENT_PATH": str(event),
                "GITHUB_OUTPUT": str(self.temporary / "output"),
                "GITHUB_REPOSITORY": "somebody/letters",
                "GITHUB_STEP_SUMMARY": str(self.temporary / "summary.md"),
                "PROVTRACK_TOKEN": "token-of-the-job",
                "RUNNER_TEMP": str(self.temporary),
                **variables,
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    def wrote(self, name: str) -> str:
        """What a step left in a file."""
        return (self.temporary / name).read_text(encoding="utf-8")
