"""The reference pages are what the code says."""

import re

import pytest
import typer
from console import ROOT

import provtrack
from docs._commands import leaves
from docs.generate import PAGES
from provtrack.cli.app import app
from provtrack.schemas import SCHEMAS, json_schema

REFERENCE = ROOT / "docs" / "reference"


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_is_what_make_docs_writes(name: str) -> None:
    assert page(name) == PAGES[name](), "run 'make docs'"


def test_every_command_and_option_is_in_the_reference() -> None:
    for verb, command in leaves(typer.main.get_command(app)):
        section = page("commands.md").partition(f"\n## provtrack {verb}\n")[2].partition("\n## ")[0]
        assert section, verb
        for parameter in command.params:
            names = (
                parameter.opts
                if parameter.param_type_name == "option"
                else [parameter.metavar or parameter.name.upper()]
            )
            for name in names:
                assert re.search(rf"`\[?{re.escape(name)}[` \]]", section.replace("\\|", "|")), (
                    verb,
                    name,
                )


def test_every_command_has_an_example() -> None:
    for verb, _ in leaves(typer.main.get_command(app)):
        assert f"$ provtrack {verb}" in page("commands.md"), verb


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_of_every_file_and_document_is_in_the_reference(name: str) -> None:
    schema = json_schema(name)
    text = page("json.md" if name.startswith("provtrack.") else "files.md")
    section = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    for table in (schema, *schema.get("$defs", {}).values()):
        for key in table.get("properties", {}):
            assert f"| `{key}` |" in section, key


@pytest.mark.parametrize("name", provtrack.__all__)
def test_every_public_python_name_is_in_the_reference(name: str) -> None:
    assert f"\n## {name}\n" in page("api.md")
