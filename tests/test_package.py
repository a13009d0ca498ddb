"""The wheel as people install it, outside the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from holdings import DRAFT, FAIR, write

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the checkout."""
    target = tmp_path_factory.mktemp("wheel")
    run = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", target, ROOT],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode and "hatchling" in run.stderr:
        pytest.skip("the build backend can neither be found nor fetched")
    assert run.returncode == 0, run.stderr
    return next(target.glob("provtrack-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of programs of an environment with the wheel; the libraries are borrowed."""
    directory = tmp_path_factory.mktemp("environment")
    venv.create(directory, with_pip=False)
    paths = sysconfig.get_paths(
        sysconfig.get_preferred_scheme("prefix"),
        vars={"base": str(directory), "platbase": str(directory)},
    )
    programs, libraries = Path(paths["scripts"]), Path(paths["purelib"])
    subprocess.run(
        [
            sys.executable, "-m", "pip", "--quiet", "--python", programs / "python", "install",
            "--no-deps", "--no-index", wheel,
        ],
        check=True,
    )  # fmt: skip
    # A line in a .pth file adds the directory, but not what the .pth files in it would add: the
    # checkout's own editable installation stays out of sight.
    write(libraries / "borrowed.pth", f"{sysconfig.get_paths()['purelib']}\n")
    return programs


def run(installed: Path, desk: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if "PYTHON" not in name}
    process = subprocess.run(
        [installed / "provtrack", *arguments],
        cwd=desk,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return process.stdout


def test_the_program_runs_from_the_wheel_and_not_from_the_checkout(
    installed: Path, desk: Path
) -> None:
    where = subprocess.run(
        [installed / "python", "-c", "import provtrack; print(provtrack.__file__)"],
        cwd=desk,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert Path(where).is_relative_to(installed.parent)
    assert run(installed, desk, "--version").startswith("provtrack ")


def test_two_files_are_compared_in_every_format(installed: Path, desk: Path) -> None:
    write(desk / "a.txt", DRAFT)
    write(desk / "b.txt", FAIR)

    run(installed, desk, "compare", "a.txt", "b.txt", "-o", "x.html")
    assert (desk / "x.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "[-Monday-]{+Tuesday+}" in run(installed, desk, "compare", "a.txt", "b.txt")
    for output_format in ("json", "md", "csv"):
        assert run(installed, desk, "compare", "a.txt", "b.txt", "-f", output_format)
    assert run(installed, desk, "align", "a.txt", "b.txt", "-f", "svg")


def test_a_collection_can_be_made_and_read(installed: Path, desk: Path) -> None:
    write(desk / "a.txt", DRAFT)
    write(desk / "b.txt", FAIR)

    run(installed, desk, "init", "--quiet")
    run(installed, desk, "import", "a.txt", "b.txt", "--record", "note")
    assert json.loads(run(installed, desk, "list", "-f", "json"))["records"][0]["id"] == "note"
    assert "[-Monday-]{+Tuesday+}" in run(installed, desk, "compare", "note/a", "note/b")


def test_every_schema_is_printed(installed: Path, desk: Path) -> None:
    names = run(installed, desk, "schema").split()
    assert len(names) > 20
    one = json.loads(run(installed, desk, "schema", names[0]))["$schema"]
    # A process for each would be half a minute of starting.
    code = (
        "import sys; from provtrack.schemas import json_schema\n"
        "print(*(json_schema(name)['$schema'] for name in sys.argv[1:]))"
    )
    all_of_them = subprocess.run(
        [installed / "python", "-c", code, *names],
        cwd=desk,
        check=True,
        capture_output=True,
        text=True,
    )
    assert all_of_them.stdout.split() == [one] * len(names)


def test_the_wheel_holds_types_licence_and_data_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

    assert "provtrack/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    ignored = {".py", ".pyc"}
    data = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "provtrack").rglob("*")
        if path.is_file() and path.suffix not in ignored and "__pycache__" not in path.parts
    }
    assert data <= names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "records/"))]
