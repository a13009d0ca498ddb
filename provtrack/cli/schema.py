"""``provtrack schema``."""

import json
from difflib import get_close_matches
from typing import Annotated

import typer

from provtrack.cli.options import Output
from provtrack.cli.session import print_result, write_result
from provtrack.errors import ProvtrackError
from provtrack.schemas import SCHEMAS, json_schema


def _complete(incomplete: str) -> list[str]:
    return [name for name in SCHEMAS if name.startswith(incomplete)]


def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="A file (record, agents, names …) or a document (provtrack.alignment/1 …).",
            autocompletion=_complete,
            show_default=False,
        ),
    ] = None,
    output: Output = None,
) -> None:
    """Print the JSON Schema of a file or of a JSON document; without a name, list them.

    An editor that knows the schema of `record.toml` completes its keys and marks mistakes as one
    types.

    **Example:** `provtrack schema record --output record.schema.json`
    """
    if name is None:
        result = "\n".join(SCHEMAS) + "\n"
    elif name in SCHEMAS:
        result = json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n"
    else:
        near = get_close_matches(name, SCHEMAS, n=1, cutoff=0.4)
        raise ProvtrackError(
            f"there is no schema {name!r}",
            (f"did you mean {near[0]}? " if near else "") + "see 'provtrack schema' for the names",
        )
    if output is None:
        print_result(result)
    else:
        write_result(result, output)
