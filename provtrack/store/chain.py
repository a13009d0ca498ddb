"""What a record's chain is held against: the texts and the imported files as they stand."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from provtrack.errors import ProvtrackError
from provtrack.text import decode, split_lines, text_sha256

if TYPE_CHECKING:
    from provtrack.schemas.files import Record
    from provtrack.store.repository import Repository


def texts_of(repository: "Repository", record: "Record") -> dict[str, tuple[str, ...]]:
    """The paragraphs of each variant that has a text in the working tree, by variant id.

    Raises:
        ProvtrackError: a text cannot be read.
    """
    found = {}
    for variant in record.variant:
        path = f"{record.id}/{variant.id}.txt"
        data = repository.read(path)
        if data is not None:
            found[variant.id] = split_lines(decode(data, f"records/{path}"))
    return found


def sources_of(repository: "Repository", record: "Record") -> dict[str, str]:
    """The SHA-256 of each imported file that the chain names and that is there, by its path.

    A path out of the record's directory names nothing.
    """
    found = {}
    for step in record.step:
        parts = step.source.split("/")
        if not step.source or parts[0] != "source" or {"", ".", ".."} & set(parts):
            continue
        try:
            data = repository.read(f"{record.id}/{step.source}")
        except ProvtrackError:
            continue
        if data is not None:
            found[step.source] = hashlib.sha256(data).hexdigest()
    return found


def step_toml(step: Mapping[str, Any]) -> str:
    """A step as a ``[[step]]`` table of record.toml, in the order in which its keys are given."""
    import tomlkit

    document = tomlkit.document()
    table = tomlkit.table()
    for key, value in step.items():
        if isinstance(value, dict):
            inline = tomlkit.inline_table()
            inline.update(value)
            value = inline  # noqa: PLW2901  # a table of its own would end the step
        table.add(key, value)
    steps = tomlkit.aot()
    steps.append(table)
    document.add("step", steps)
    return document.as_string().strip() + "\n"


def stage_step(repository: "Repository", record_id: str, step: Mapping[str, Any]) -> str:
    """Stages record.toml with one more step at its end; what stands there is kept byte for byte.

    Returns:
        The step as it will stand in the file.

    Raises:
        ProvtrackError: the file is not valid with it; nothing is staged then.
    """
    path = f"{record_id}/record.toml"
    source = (repository.read(path) or b"").decode("utf-8-sig")
    added = step_toml(step)
    newline = "\r\n" if "\r\n" in source else "\n"
    content = source.rstrip() + newline * 2 + added.replace("\n", newline)
    from provtrack.schemas.files import Record
    from provtrack.schemas.load import load

    load(Record, content, f"records/{path}")
    repository.stage(path, content.encode())
    return added


def state_texts(
    repository: "Repository", record: "Record", variant: str
) -> dict[int, tuple[str, tuple[str, ...]]]:
    """The texts of a variant's states as far as they are to be found, each with its commit.

    The commit is the newest that brought the text in; ``""`` for a text that only the working
    tree has. Every text is told by the hash that the chain gives for it.
    """
    path = f"{record.id}/{variant}.txt"
    wanted: dict[str, list[int]] = {}
    for number, step in record.states(variant).items():
        if step.text_sha256:
            wanted.setdefault(step.text_sha256, []).append(number)
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    current = repository.read(path)
    candidates = [("", current)] if current is not None else []
    for commit, data in (*candidates, *repository.commits_of(path)):
        paragraphs = split_lines(data.decode("utf-8", "replace"))
        for number in wanted.get(text_sha256(paragraphs), ()):
            if number not in found or not found[number][0]:
                found[number] = (commit, paragraphs)
    return found
