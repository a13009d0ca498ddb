"""From the text of a TOML file to a checked value, or to an error that names file, line and key."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from provtrack.errors import ProvtrackError
from provtrack.schemas.values import PATTERNS, NotEdtfError

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong with the tables of a file.

    Attributes:
        code: ``"unknown-key"``, ``"missing-key"``, ``"not-edtf"`` or ``"invalid-value"``.
        message: what is wrong, in one line and without a full stop.
        hint: what to do about it.
        place: the way to the key.
        line: where it stands, from 1.
    """

    code: str
    message: str
    hint: str
    place: Path
    line: int


def load(model: type[Model], source: str, where: str) -> Model:
    """The value that a TOML source holds.

    Args:
        model: what the file must be.
        source: the file's content.
        where: its name, for errors.

    Raises:
        ProvtrackError: not TOML, or not such a file; names the line and the key.
    """
    return validate(model, parse(source, where), source, where)


_BOTH = "; for corrections made on both branches: provtrack correct RECORD --renumber"


def parse(source: str, where: str) -> dict[str, Any]:
    """The tables of a TOML source.

    Raises:
        ProvtrackError: not TOML; names the line.
    """
    is_suspect = any(mark * 7 in source for mark in "<=>")  # the pattern takes longer
    conflict = is_suspect and re.search(r"^(<{7}|={7}|>{7})(\s|$)", source, re.MULTILINE)
    if conflict:
        line = source.count("\n", 0, conflict.start()) + 1
        raise ProvtrackError(
            f"{where}:{line}: an unresolved merge conflict",
            "keep what both sides say, remove the lines of <, = and >, and try again"
            + (_BOTH if where.rpartition("/")[2] in {"record.toml", "corrections.toml"} else ""),
        )
    dotted = _DOTTED.finditer(source) if source.count(".") >= _DOTTED_PARTS else ()
    deepest = max((found[0].count(".") for found in dotted), default=0)
    if deepest > _DEEPEST:
        raise ProvtrackError(
            f"{where}: not TOML that anybody writes: a key of {deepest} parts",
            "name the tables in brackets, each on a line of its own",
        )
    try:
        return tomllib.loads(source)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError
        reason, _, place = str(error).removesuffix(")").partition(" (at ")
        line_column = re.findall(r"\d+", place) or [str(source.count("\n") + 1)]
        raise ProvtrackError(
            f"{':'.join([where, *line_column])}: not TOML: {reason[:1].lower()}{reason[1:]}",
            "text stands in quotes, a list in square brackets, each key on a line of its own",
        ) from None


_DOTTED_PARTS = 50
_DOTTED = re.compile(rf"""(?:\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*){{{_DOTTED_PARTS},}}""")
_DEEPEST = 100
"""Parts of a dotted key; reading one takes time with the square of its parts."""


def validate(
    model: type[Model], tables: dict[str, Any], source: str, where: str, below: Path = ()
) -> Model:
    """The value that parsed tables hold.

    Args:
        model: what they must be.
        tables: as :func:`parse` gives them.
        source: what they were parsed from, to find lines in.
        where: its name, for errors.
        below: the way from the top of the source to ``tables``.

    Raises:
        ProvtrackError: not such a file; of several defects the first in the file, a missing key
            last: one that is misspelled is missing as well.
    """
    try:
        return model.model_validate(tables)
    except ValidationError as error:
        first = min(
            _complaints(model, error, source, below),
            key=lambda each: (each.code == "missing-key", each.line),
        )
        raise ProvtrackError(f"{where}:{first.line}: {first.message}", first.hint) from None


def complaints(model: type[Model], tables: dict[str, Any], source: str) -> list[Complaint]:
    """Everything that is wrong with parsed tables, in the order of the file.

    Args:
        model: what they must be.
        tables: as :func:`parse` gives them.
        source: what they were parsed from, to find lines in.
    """
    try:
        model.model_validate(tables)
    except ValidationError as error:
        return sorted(_complaints(model, error, source, ()), key=lambda each: each.line)
    return []


_MOST = 100
"""Complaints that are looked into; a file with more has one cause for them."""

_CODES = {"extra_forbidden": "unknown-key", "missing": "missing-key"}


def _complaints(
    model: type[BaseModel], error: ValidationError, source: str, below: Path
) -> Iterator[Complaint]:
    for details in error.errors(include_url=False)[:_MOST]:
        cause = details.get("ctx", {}).get("error")
        named: Path = getattr(cause, "place", ())  # of a defect that is not one key's alone
        place = (*below, *(named or _place(details)))
        is_date = isinstance(cause, NotEdtfError)
        code = "not-edtf" if is_date else _CODES.get(details["type"], "invalid-value")
        yield Complaint(code, *_explain(model, details), place, line_of(source, place))


def line_of(source: str, path: Path) -> int:
    """The line, from 1, where a key stands in a TOML source, or the table that should hold it.

    ``path`` is a key's way from the top: ``("step", 1, "date")`` is the second ``[[step]]``'s.
    """
    lines = _lines(source)
    for depth in range(len(path), 0, -1):
        if path[:depth] in lines:
            return lines[path[:depth]]
    return 1


@lru_cache(maxsize=4)
def _lines(source: str) -> dict[Path, int]:
    """The line where each key and table of a source stands first, for all that is asked of it."""
    lines: dict[Path, int] = {}
    for line, place in _keys(source):
        lines.setdefault(place, line)
    return lines


def _keys(source: str) -> Iterator[tuple[int, Path]]:
    """Each table header and each key at the start of a line, with its path."""
    table: Path = ()
    counts: dict[str, int] = {}
    inside_string = False
    for number, line in enumerate(source.splitlines(), 1):
        if not inside_string:
            header = re.match(r"\s*(\[\[?)\s*([\w.\"-]+)\s*\]", line)
            key = re.match(r"\s*\"?([\w-]+)\"?\s*=", line)
            if header:
                name = header[2].replace('"', "")
                table = tuple(name.split("."))
                if header[1] == "[[":
                    counts[name] = counts.get(name, -1) + 1
                    table = (*table, counts[name])
                # A table's name alone is found at its first header, [[x]] or [x.y].
                yield from ((number, table[:depth]) for depth in range(1, len(table) + 1))
            elif key:
                yield number, (*table, key[1])
        if len(re.findall(r'"""|\'\'\'', line)) % 2:
            inside_string = not inside_string


def _place(details: ErrorDetails) -> Path:
    """The key's way, without the names of union members that pydantic adds."""
    return tuple(
        part for part in details["loc"] if isinstance(part, int) or re.fullmatch(r"[\w-]+", part)
    )


def _explain(model: type[BaseModel], details: ErrorDetails) -> tuple[str, str]:
    """Message and hint."""
    path = _place(details)
    parents = path[:-1]
    key = _last_name(path)
    table = _table_name(parents)
    subject = f"'{key}'{f' in {table}' if table else ''}"
    value, context = details["input"], details.get("ctx", {})
    description = _describe(model, path)
    match details["type"]:
        case "extra_forbidden":
            known = _keys_of(model, parents)
            near = get_close_matches(key, known, n=1, cutoff=0.5)
            hint = f"did you mean '{near[0]}'?" if near else f"known keys: {', '.join(known)}"
            return (f"unknown key {subject}", hint)
        case "missing":
            return (
                f"the key {subject} is missing",
                f"add a line: {key} = …{_remark(description)}",
            )
        case "string_type":
            return (
                f"{subject} must be text, not {_toml_type(value)}",
                f'put it in quotes: {key} = "{value}"',
            )
        case "enum" | "literal_error":
            expected = str(context.get("expected", ""))
            near = get_close_matches(str(value), re.findall(r"'([^']*)'", expected), n=1)
            meant = f"did you mean '{near[0]}'? " if near else ""
            return (f"{subject} cannot be {str(value)[:80]!r}", f"{meant}use {expected}")
        case "string_pattern_mismatch":
            return (
                f"{subject} cannot be {str(value)[:80]!r}",
                PATTERNS[str(context.get("pattern"))],
            )
        case _:
            reason, _, hint = details["msg"].removeprefix("Value error, ").partition("; ")
            return (
                f"{subject + ': ' if key else ''}{reason[:1].lower()}{reason[1:]}",
                hint or description or "correct the value in the file",
            )


def _remark(description: str) -> str:
    return f"  ({description.rstrip('.')})" if description else ""


def _last_name(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _table_name(parents: Path) -> str:
    if not parents:
        return ""
    *names, last = parents
    if isinstance(last, int):
        return f"[[{'.'.join(str(name) for name in names if isinstance(name, str))}]] {last + 1}"
    return f"[{'.'.join(str(part) for part in parents if isinstance(part, str))}]"


def _toml_type(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), "a table" if isinstance(value, dict) else "a date")


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model of the table at a path."""
    for part in path:
        if isinstance(part, int):
            continue
        field = _field(model, part)
        inner = field and next(iter(_models_in(field.annotation)), None)
        if inner is None:
            return None
        model = inner
    return model


def _field(model: type[BaseModel], key: str) -> Any:
    return next(
        (field for name, field in model.model_fields.items() if (field.alias or name) == key),
        None,
    )


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _keys_of(model: type[BaseModel], path: Path) -> list[str]:
    table = _model_at(model, path)
    fields = table.model_fields if table else {}
    return [field.alias or name for name, field in fields.items()]


def _describe(model: type[BaseModel], path: Path) -> str:
    names = [part for part in path if isinstance(part, str)]
    table = _model_at(model, tuple(names[:-1])) if names else None
    field = _field(table, names[-1]) if table else None
    return str(field.description or "") if field else ""
