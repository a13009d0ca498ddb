"""Every command and every option explains itself."""

import re
from typing import Any

import pytest
import typer
from commandline import provtrack, successful

from provtrack.cli.app import app
from provtrack.cli.commands import COMMANDS

ROOT: Any = typer.main.get_command(app)
EVERYDAY = {"--repo", "--quiet", "--output", "--format"}


def plain(text: str) -> str:
    return " ".join(re.sub(r"[\x1b│╭╮╰╯─]\S*", " ", text).split())


def test_the_program_lists_its_commands() -> None:
    out = successful("--help").out

    assert [name for name in COMMANDS if f" {name} " not in out] == []
    assert successful().out == out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_gives_an_example(name: str) -> None:
    out = plain(successful(name, "--help").out)

    assert f"Usage: provtrack {name}" in out
    assert "Example" in out
    assert f"provtrack {name} " in out.partition("Example")[2]
    assert successful(name, "-h").out == successful(name, "--help").out


def verbs(name: str) -> list[Any]:
    """The command of that name, or those of the group of that name."""
    command = ROOT.commands[name]
    return list(getattr(command, "commands", {command.name: command}).values())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_argument_has_its_explanation(name: str) -> None:
    for parameter in (parameter for verb in verbs(name) for parameter in verb.params):
        assert parameter.help or parameter.name == "help", (name, parameter.name)
        assert len(parameter.help or "x") < 200


def test_one_name_has_one_meaning_in_all_commands() -> None:
    meanings: dict[str, set[tuple[str, Any]]] = {}
    for name in COMMANDS:
        for parameter in ROOT.commands[name].params:
            for option in parameter.opts:
                if option in EVERYDAY - {"--format"}:
                    meanings.setdefault(option, set()).add((parameter.help, parameter.metavar))

    assert {option: len(each) for option, each in meanings.items() if len(each) > 1} == {}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_name_commands_and_options_that_exist(name: str) -> None:
    help_text = ROOT.commands[name].help
    for example in re.findall(r"`provtrack ([^`]*)`", help_text):
        command, *words = example.split()
        known = {option for each in ROOT.commands[command].params for option in each.opts}
        assert {word for word in words if re.match(r"--?[a-z]", word)} <= known, example


def test_a_mistyped_command_is_answered_with_the_nearest() -> None:
    _, hint = provtrack("compar").complaint

    assert "compare" in hint
