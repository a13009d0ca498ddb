"""Starting the program costs no more than typer does; what is slow to import waits until used."""

import subprocess
import sys

import pytest

SLOW = (
    "edtf", "git", "jinja2", "lxml", "numpy", "prov", "pydantic", "pydantic_core", "rapidfuzz",
    "rich", "tabulate", "tomlkit", "pyparsing", "dask", "pdfplumber",
)  # fmt: skip

VERSION = """
import contextlib, sys
sys.argv = ["provtrack", "--version"]
from provtrack.cli import main
with contextlib.suppress(SystemExit):
    main()
"""


def loaded(code: str) -> set[str]:
    """The slow packages that are loaded once the code has run in a new interpreter."""
    report = "\nimport sys\nprint('loaded', *{name.partition('.')[0] for name in sys.modules})"
    run = subprocess.run(
        [sys.executable, "-c", code + report], capture_output=True, text=True, check=True
    )
    return set(run.stdout.splitlines()[-1].split()) & set(SLOW)


@pytest.mark.parametrize(
    "code",
    [
        VERSION,
        "import provtrack",
        "import provtrack.cli",
        "import provtrack.cli.app",
        "import provtrack.cli.commands",
    ],
)
def test_nothing_slow_is_loaded_beyond_what_typer_itself_loads(code: str) -> None:
    assert loaded(code) <= loaded("import typer")


def test_a_public_name_is_loaded_when_it_is_asked_for() -> None:
    assert "numpy" not in loaded("import provtrack; provtrack.Text")


@pytest.mark.parametrize(
    "module",
    ["errors", "kinds", "model", "pins", "text", "refs", "references", "names", "diff", "ledger"],
)
def test_the_core_can_be_used_without_git_terminal_or_command_line(module: str) -> None:
    code = f"import provtrack.{module}"

    assert not loaded(code) & {"git", "rich", "tabulate", "dask"}
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('typer' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "False\n"
