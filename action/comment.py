"""Puts the comparison into one comment of the pull request, which later runs write anew."""

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from _runner import temporary, warn

_MARK = "<!-- provtrack: changed texts -->"
_PAGE = 100
_REFUSED = (401, 403, 404)


def main() -> int:
    """The exit status of the step; a token that may not write is no failure of the check."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    number = int(event["pull_request"]["number"])
    issues = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/issues"
    shown = temporary("provtrack-comment.md").read_text(encoding="utf-8")
    body = {"body": f"{_MARK}\n{shown}"}
    try:
        earlier = _earlier(f"{issues}/{number}/comments")
        if earlier:
            _call("PATCH", f"{issues}/comments/{earlier}", body)
        else:
            _call("POST", f"{issues}/{number}/comments", body)
    except urllib.error.HTTPError as error:
        if error.code not in _REFUSED:
            raise
        warn(
            f"the comment could not be written (HTTP {error.code}): the job needs the permission "
            "pull-requests: write, which a pull request from a fork is not given"
        )
    return 0


def _earlier(comments: str) -> int:
    """The id of the comment that an earlier run wrote; 0 when there is none.

    Anybody can write the mark; only a program's own comment is written anew.
    """
    page = 1
    while found := _call("GET", f"{comments}?per_page={_PAGE}&page={page}"):
        for comment in found:
            if comment["body"].startswith(_MARK) and comment["user"]["type"] == "Bot":
                return int(comment["id"])
        if len(found) < _PAGE:
            break
        page += 1
    return 0


def _call(method: str, url: str, body: dict[str, str] | None = None) -> Any:
    request = urllib.request.Request(  # noqa: S310  # the runner says where its own server is
        url,
        method=method,
        data=json.dumps(body).encode() if body else None,
        headers={
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {os.environ['PROVTRACK_TOKEN']}",
            "Content-Type": "application/json",
            "User-Agent": "provtrack",
        },
    )
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310  # as above
        return json.load(response)


if __name__ == "__main__":
    sys.exit(main())
