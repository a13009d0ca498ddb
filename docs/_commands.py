"""The commands, from typer's own description of them."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import typer

from docs._markdown import page, summary, table
from provtrack.cli.app import app

PROGRAM = "provtrack"


def commands() -> str:
    """Every command with every argument, option and example."""
    root = typer.main.get_command(app)
    verbs = dict(leaves(root))
    listed = "\n".join(
        f"- [`{PROGRAM} {verb}`](#{PROGRAM}-{verb.replace(' ', '-')}): {summary(command.help)}"
        for verb, command in verbs.items()
    )
    general = f"## Options of provtrack itself\n\n{_options(root)}"
    help_option = (
        "Every command answers `--help` (`-h`) with what is said here. `--repo` and `--quiet` "
        "stand before or behind the command's name.\n\n"
        "What the exit status says: [exit codes](exit-codes.md). What the JSON documents hold: "
        "[JSON documents](json.md)."
    )
    return page(
        "Commands",
        listed,
        help_option,
        general,
        *(_command(verb, command) for verb, command in verbs.items()),
    )


def leaves(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """What can be run, those below other commands included: its name and its command."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from leaves(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _command(verb: str, command: Any) -> str:
    paragraphs = command.help.split("\n\n")
    told = [" ".join(paragraph.split()) for paragraph in paragraphs if "**Example" not in paragraph]
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    usage = " ".join([PROGRAM, verb, "[OPTIONS]", *(_usage(each) for each in arguments)])
    blocks = [
        f"## {PROGRAM} {verb}",
        f"```text\n{usage}\n```",
        *told,
        _arguments(arguments),
        _options(command),
        _examples(command.help),
    ]
    return "\n\n".join(filter(None, blocks))


def _usage(argument: Any) -> str:
    name = str(argument.metavar or argument.name.upper())
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _arguments(arguments: Sequence[Any]) -> str:
    rows = [
        [f"`{_usage(each)}`", each.help or "", "yes" if each.required else ""] for each in arguments
    ]
    return table(["argument", "what it is", "required"], rows) if rows else ""


def _options(command: Any) -> str:
    rows = [
        [_spelling(each), each.help or ""]
        for each in command.params
        if each.param_type_name == "option" and not each.hidden
    ]
    return table(["option", "what it does"], rows)


def _spelling(option: Any) -> str:
    value = "" if option.is_flag else f" {option.metavar or option.name.upper()}"
    long_first = sorted(option.opts, key=len, reverse=True)
    return ", ".join(f"`{name}{value}`" for name in long_first)


def examples(help_text: str) -> list[str]:
    """The command lines that a help text gives as examples."""
    found = [part for part in help_text.split("\n\n") if part.startswith("**Example")]
    return [
        " ".join(line.split())
        for paragraph in found
        for line in re.findall(rf"`({PROGRAM} [^`]+)`", paragraph)
    ]


def _examples(help_text: str) -> str:
    lines = [f"$ {line}" for line in examples(help_text)]
    return "```console\n" + "\n".join(lines) + "\n```" if lines else ""
