"""Words of the command line that need no validator are taken as they are.

Typer has pydantic validate every value, also a plain word or none at all; to load it and to build
the validators takes longer than many a command. Whatever is not plain is still left to typer, which
gives the usual errors.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any


def spare_validators(command: Any) -> None:
    """Lets the parameters of a command, and of the commands below it, take plain values directly.

    Args:
        command: as typer makes it.
    """
    theirs = command.get_params

    def get_params(context: Any) -> Any:  # --help is made only there
        parameters = theirs(context)
        for parameter in parameters:
            _spare(parameter)
        return parameters

    command.get_params = get_params
    for each in getattr(command, "commands", {}).values():
        spare_validators(each)


def _spare(parameter: Any) -> None:
    annotation = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    is_done = "get_runtime_param" in vars(parameter)
    if annotation in _TAKERS and not is_done:
        take, theirs = _TAKERS[annotation], parameter.get_runtime_param
        parameter.get_runtime_param = _Plain(take, theirs).get


class _Plain:
    """Stands where typer has what coerces the values of a parameter.

    Args:
        take: the value, if it is plain.
        theirs: gives what typer would have used.
    """

    def __init__(self, take: Callable[[Any], Any], theirs: Callable[[], Any]) -> None:
        self._take = take
        self._theirs = theirs

    def get(self) -> "_Plain":
        """Itself, where typer asks for it."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command wants it."""
        is_given_many = param.multiple or param.nargs == -1
        try:
            if value is None:
                return () if is_given_many else None
            if is_given_many:
                return [self._take(each) for each in value]
            return self._take(value)
        except _NotPlainError:
            return self._theirs().coerce(value, param=param, ctx=ctx)


class _NotPlainError(Exception):
    """A value that typer has to look at."""


def _word(value: Any) -> str:
    if isinstance(value, str) and value.isprintable():  # bytes that are not UTF-8 are not
        return value
    raise _NotPlainError


def _path(value: Any) -> Path:
    if isinstance(value, str):
        from provtrack.store.places import check_is_local

        check_is_local(value)
    path = value if isinstance(value, Path) else Path(_word(value))
    if os.access(path, os.R_OK) or not os.path.lexists(path):
        return path
    raise _NotPlainError


def _default(type_: type) -> Callable[[Any], Any]:
    """Takes what is of the type already: the default, for what was typed is a word."""

    def take(value: Any) -> Any:
        if type(value) is type_:
            return value
        raise _NotPlainError

    return take


_TAKERS: dict[Any, Callable[[Any], Any]] = {
    str: _word,
    list[str]: _word,
    Path: _path,
    list[Path]: _path,
    int: _default(int),
    bool: _default(bool),
}
"""What a parameter is declared as -> what takes its plain values."""
