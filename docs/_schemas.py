"""The files and the JSON documents, from their JSON Schemas."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from docs._markdown import page, prose, table
from provtrack.schemas import SCHEMAS, json_schema, model

Schema = dict[str, Any]


def files() -> str:
    """Every key of every file."""
    names = [name for name in SCHEMAS if not name.startswith("provtrack.")]
    told = (
        "Files are TOML, in UTF-8. An unknown key is an error that names the nearest known one. "
        "`provtrack schema NAME` prints the JSON Schema of each, from which an editor "
        "[completes and checks](../how-to/editor-completion.md) as you type. What the words mean: "
        "[the model](../explanation/model.md)."
    )
    return page("Files", told, *(_schema(name, _TOML) for name in names))


def documents() -> str:
    """Every key of every JSON document."""
    names = [name for name in SCHEMAS if name.startswith("provtrack.")]
    told = (
        "What `--format json` prints. Every document begins with `schema`; the other keys are "
        "sorted, so that two runs on the same texts are equal byte for byte. Keys are added, never "
        "renamed. Paragraphs are counted from 1, characters in a paragraph from 0 with an "
        "exclusive end. `provtrack schema NAME` prints the JSON Schema of each."
    )
    return page("JSON documents", told, *(_schema(name, _JSON) for name in names))


def _toml_place(parent: str, key: str, is_array: bool) -> str:
    path = f"{parent.strip('[]')}.{key}" if parent else key
    return f"[[{path}]]" if is_array else f"[{path}]"


def _json_place(parent: str, key: str, is_array: bool) -> str:
    path = f"{parent}.{key}" if parent else key
    return f"{path}[]" if is_array else path


@dataclass(frozen=True)
class _Dialect:
    """How a notation names the place of a table, and a table itself."""

    place: Callable[[str, str, bool], str]
    table: str


_TOML = _Dialect(_toml_place, "table")
_JSON = _Dialect(_json_place, "object")


def _schema(name: str, dialect: _Dialect) -> str:
    schema = json_schema(name)
    blocks = [f"## {name}", prose(inspect.getdoc(model(name)) or "")]
    for at, shape in _tables(schema, schema.get("$defs", {}), dialect):
        if at:
            blocks += [f"### `{at}` in {name}", prose(shape.get("description", ""))]
        blocks.append(_keys(shape, schema.get("$defs", {}), dialect))
    return "\n\n".join(blocks)


def _tables(
    root: Schema, defs: dict[str, Schema], dialect: _Dialect
) -> Iterator[tuple[str, Schema]]:
    """The tables of a schema with their places, each kind of table where it comes first."""
    seen: set[str] = set()
    waiting = [("", root)]
    while waiting:
        at, shape = waiting.pop(0)
        yield at, shape
        found = []
        for key, value in shape.get("properties", {}).items():
            target = _target(value)
            if target and target not in seen and "properties" in defs[target]:
                seen.add(target)
                found.append((dialect.place(at, key, "items" in value), defs[target]))
        waiting = found + waiting


def _target(value: Schema) -> str:
    """The name of the definition that a property refers to, or ``""``."""
    choices = [value]
    for choice in choices:  # grows while it is walked: a list or nothing, of this or that
        inner = [choice.get("items"), choice.get("additionalProperties")]
        choices += [each for each in inner if isinstance(each, dict)] + choice.get("anyOf", [])
    references = [choice["$ref"] for choice in choices if "$ref" in choice]
    return str(references[0]).rpartition("/")[2] if references else ""


def _keys(shape: Schema, defs: dict[str, Schema], dialect: _Dialect) -> str:
    required = shape.get("required", [])
    rows = []
    for key, value in shape.get("properties", {}).items():
        needed = "yes" if key in required else ""
        told = prose(
            value.get("description") or defs.get(_target(value), {}).get("description", "")
        )
        written = ", ".join(f"`{_literal(each)}`" for each in value.get("examples", []))
        kind = _type(value, defs).replace("object", dialect.table)
        rows.append([f"`{key}`", kind, needed, told, written])
    return table(["key", "type", "required", "what it says", "examples"], rows)


def _literal(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f'{key} = "{each}"' for key, each in value.items()) + " }"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _type(value: Schema, defs: dict[str, Schema]) -> str:
    """A property's type in words."""
    for mark, words in _TYPES.items():
        if mark in value and not isinstance(value[mark], bool):
            return words(value, defs)
    return "`null`" if value["type"] == "null" else str(value["type"])


_TYPES: dict[str, Callable[[Schema, dict[str, Schema]], str]] = {
    "$ref": lambda value, defs: _type(defs[value["$ref"].rpartition("/")[2]], defs),
    "anyOf": lambda value, defs: " or ".join(
        dict.fromkeys(_type(choice, defs) for choice in value["anyOf"] if choice.get("const") != "")
    ),
    "const": lambda value, _: f"`{_literal(value['const'])}`",
    "enum": lambda value, _: "one of " + ", ".join(f"`{_literal(each)}`" for each in value["enum"]),
    "items": lambda value, defs: f"list of {_plural(_type(value['items'], defs))}",
    "additionalProperties": lambda value, defs: (
        f"object of {_plural(_type(value['additionalProperties'], defs))}"
    ),
}
"""What in a schema tells the type, and the words for it; the first that is there tells it."""


def _plural(words: str) -> str:
    return words if words.startswith("one of") else f"{words}s"
