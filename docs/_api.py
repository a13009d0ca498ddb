"""The public Python names and the exit codes, from the source, which runs nothing."""

import ast
import importlib.util
import inspect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import provtrack
from docs._markdown import page, prose, summary, table


def api() -> str:
    """Every public name of the package: read from the source, which runs nothing."""
    told = (
        "What `import provtrack` gives. Modules below it are not part of the promise. Paragraphs "
        "are counted from 1, characters inside a paragraph from 0 with an exclusive end. All "
        "values are frozen."
    )
    return page("Python", told, *(_public(name) for name in provtrack.__all__))


def _public(name: str) -> str:
    source = _Source.of("provtrack").home(name)
    node = source.definition(name)
    if isinstance(node, ast.ClassDef):
        return _class(node)
    return f"## {name}\n\n```python\n{_signature(node, source.aliases)}\n```\n\n{_docstring(node)}"


def _class(node: ast.ClassDef) -> str:
    fields = [
        f"{each.target.id}: {_annotation(each.annotation, {})}"
        for each in node.body
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
    ]
    members = [
        f"- `{value}`" + (f": {prose(meaning)}" if meaning else "")
        for _, value, meaning in _assignments(node.body)
    ]
    methods = [
        f"- `{_call(each)}`: {summary(prose(ast.get_docstring(each) or ''))}"
        for each in node.body
        if isinstance(each, ast.FunctionDef) and not each.name.startswith("_")
    ]
    blocks = [
        f"## {node.name}",
        "```python\n" + "\n".join(fields) + "\n```" if fields else "",
        _docstring(node),
        "\n".join(members),
        "\n".join(methods),
    ]
    return "\n\n".join(filter(None, blocks))


def _call(node: ast.FunctionDef) -> str:
    if any("property" in ast.unparse(each) for each in node.decorator_list):
        return node.name
    return _signature(node, {}).replace("(self, ", "(").replace("(self)", "()")


@dataclass(frozen=True)
class _Source:
    """A module's source, parsed."""

    tree: ast.Module

    @classmethod
    def of(cls, module: str) -> "_Source":
        spec = importlib.util.find_spec(module)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(module)
        return cls(ast.parse(Path(spec.origin).read_text(encoding="utf-8")))

    def definition(self, name: str) -> Any:
        """The class or function of that name."""
        return next(node for node in self.tree.body if getattr(node, "name", "") == name)

    def home(self, name: str) -> "_Source":
        """The module that defines a name which this one defines or imports."""
        if any(getattr(node, "name", "") == name for node in self.tree.body):
            return self
        module = next(
            node.module
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom)
            and node.module
            and any((each.asname or each.name) == name for each in node.names)
        )
        return _Source.of(module).home(name)

    @property
    def aliases(self) -> dict[str, str]:
        """Type aliases of the module: name -> what it stands for."""
        return {
            each.targets[0].id: ast.unparse(each.value)
            for each in self.tree.body
            if isinstance(each, ast.Assign)
            and isinstance(each.targets[0], ast.Name)
            and isinstance(each.value, ast.BinOp)
        }


def _assignments(body: Sequence[ast.stmt]) -> list[tuple[str, str, str]]:
    """``NAME = value`` lines of a class, with the string that follows each, if one does."""
    found = []
    for place, each in enumerate(body):
        if not isinstance(each, ast.Assign) or not isinstance(each.targets[0], ast.Name):
            continue
        if not isinstance(each.value, ast.Constant):
            continue  # how members are hashed is no value of the enumeration
        after = body[place + 1] if place + 1 < len(body) else None
        told = after.value if isinstance(after, ast.Expr) else None
        meaning = inspect.cleandoc(str(told.value)) if isinstance(told, ast.Constant) else ""
        found.append((each.targets[0].id, ast.literal_eval(each.value), meaning))
    return [(name, str(value), " ".join(meaning.split())) for name, value, meaning in found]


def _signature(node: Any, aliases: dict[str, str]) -> str:
    arguments = _arguments_of(node.args, aliases)
    returned = f" -> {_annotation(node.returns, aliases)}" if node.returns else ""
    return f"{node.name}({', '.join(arguments)}){returned}"


def _arguments_of(args: ast.arguments, aliases: dict[str, str]) -> list[str]:
    positional = [*args.posonlyargs, *args.args]
    defaults: list[ast.expr | None] = [
        *[None] * (len(positional) - len(args.defaults)),
        *args.defaults,
    ]
    shown = [_one(each, value, aliases) for each, value in zip(positional, defaults, strict=True)]
    if args.vararg:
        shown.append("*" + _one(args.vararg, None, aliases))
    elif args.kwonlyargs:
        shown.append("*")
    pairs = zip(args.kwonlyargs, args.kw_defaults, strict=True)
    return shown + [_one(each, value, aliases) for each, value in pairs]


def _one(argument: ast.arg, default: ast.expr | None, aliases: dict[str, str]) -> str:
    note = f": {_annotation(argument.annotation, aliases)}" if argument.annotation else ""
    if default is None:
        return f"{argument.arg}{note}"
    return f"{argument.arg}{note}{' = ' if note else '='}{ast.unparse(default)}"


def _annotation(node: ast.expr, aliases: dict[str, str]) -> str:
    """A type as it is written, without the quotes that only Python needs."""
    words = ast.unparse(node).replace("'", "")
    return re.sub(r"\w+", lambda found: aliases.get(found[0], found[0]), words)


_SECTION = re.compile(r"^(Args|Attributes|Returns|Raises|Yields):$")


def _docstring(node: Any) -> str:
    """A Google-style docstring as Markdown: sections in bold, their entries as a list."""
    lines = []
    is_listed = False
    for line in (ast.get_docstring(node) or "").splitlines():
        heading = _SECTION.match(line)
        if heading:
            is_listed = True
            lines += [f"**{heading[1].replace('Args', 'Arguments')}**", ""]
        elif is_listed and (entry := re.match(r"^ {4}(\w+): (.*)", line)):
            lines.append(f"- `{entry[1]}`: {entry[2]}")
        elif is_listed and line.strip():
            lines.append(f"  {line.strip()}")
        else:
            is_listed = False if line.strip() else is_listed
            lines.append(line)
    return prose("\n".join(lines))


def exit_codes() -> str:
    """What the exit status of every command means."""
    source = _Source.of("provtrack.errors")
    body = source.definition("ExitCode").body
    rows = [
        [f"`{code}`", name.lower(), prose(meaning) or f"{name.capitalize()}."]
        for name, code, meaning in _assignments(body)
    ]
    told = (
        "Results go to standard output; messages, progress and errors to standard error. An error "
        "is one `error:` line, which names the file and the place, and one `hint:` line."
    )
    return page("Exit codes", table(["code", "name", "meaning"], rows), told)
