"""Values that are taken without typer's validators are what typer itself makes of them."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperCommand

from provtrack.cli.coercion import spare_validators

VALUES = (None, True, False, 0, 7, "", "word", "~/a b", "ключ", "7", " x\n", "yes", "\udcff")


def make(annotation: Any) -> TyperCommand:
    app = typer.Typer(add_completion=False)

    @app.command()
    def command(given: annotation = None) -> None: ...

    made = typer.main.get_command(app)
    assert isinstance(made, TyperCommand)
    return made


def taken(command: TyperCommand, value: object) -> tuple[str, object]:
    context = typer.Context(command)
    parameter = command.get_params(context)[0]
    try:
        found = parameter.process_value(context, value)
    except typer.BadParameter as error:
        return "refused", error.message
    return type(found).__name__, found


@pytest.mark.parametrize("annotation", [str, Path, int, bool, float, list[str], list[Path]])
def test_a_value_is_what_typer_makes_of_it(annotation: Any) -> None:
    theirs, ours = make(annotation), make(annotation)
    spare_validators(ours)
    many = getattr(annotation, "__origin__", None) is list
    values = [(), *((each, "z") for each in VALUES), None] if many else VALUES

    for value in values:
        assert taken(ours, value) == taken(theirs, value), value


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_cannot_be_read_is_refused_as_typer_does(tmp_path: Path) -> None:
    closed = tmp_path / "closed.txt"
    closed.touch(0o000)
    theirs, ours = make(Path), make(Path)
    spare_validators(ours)

    assert taken(ours, str(closed)) == taken(theirs, str(closed))
    assert taken(ours, str(closed))[0] == "refused"


def test_aligning_two_files_loads_neither_validators_nor_rich(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("One.\n", "utf-8")
    code = (
        "import contextlib, sys\n"
        f"sys.argv = ['provtrack', '--quiet', 'align', {str(text)!r}, {str(text)!r}]\n"
        "from provtrack.cli import main\n"
        "with contextlib.suppress(SystemExit):\n"
        "    main()\n"
        "print({'pydantic', 'rich'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.splitlines()[-1] == "set()"
