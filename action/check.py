"""Runs the check, leaves its findings where the next steps look, and never fails by itself.

The last step of the action fails the job, so that the comparison is shown in any case.
"""

import os
import sys

from _runner import append, provtrack, temporary

_DEFECTS = 2
"""Exit statuses from here on say that the check could not be done at all."""


def main() -> int:
    """The exit status of the step: 0 also when something was found."""
    options = {
        "--base": os.environ.get("PROVTRACK_BASE", ""),
        "--fail-on": os.environ.get("PROVTRACK_FAIL_ON", ""),
        "--select": os.environ.get("PROVTRACK_SELECT", ""),
        "--ignore": os.environ.get("PROVTRACK_IGNORE", ""),
    }
    arguments = ["check", *(f"{name}={value}" for name, value in options.items() if value)]
    if os.environ.get("PROVTRACK_SARIF") == "true":
        arguments.append(f"--output={temporary('provtrack.sarif')}")
    arguments.append("--format=github")
    status = provtrack(*arguments, capture=False).returncode
    append("GITHUB_OUTPUT", f"status={status}\n")
    return status if status >= _DEFECTS else 0


if __name__ == "__main__":
    sys.exit(main())
