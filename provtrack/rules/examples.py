"""The examples of the rules as cases: what a fragment leaves out is filled in."""

import hashlib
import re

from provtrack.rules.case import Case, Shared
from provtrack.rules.model import Example
from provtrack.schemas.files import Agents, Names
from provtrack.schemas.load import load
from provtrack.text import decode, split_lines, text_sha256

RECORD_ID = "report-1956"

_AGENTS = """\
schema = 1

[[agent]]
id = "goldberg-gary"
name = "Gary Goldberg"
kind = "person"

[[agent]]
id = "filatov-s-n"
name = "S. N. Filatov"
kind = "person"

[[agent]]
id = "rgani"
name = "RGANI"
kind = "archive"
"""


def case_of(example: Example) -> Case:
    """The record that an example speaks of, whole.

    In its fragments ``"…"`` stands for the hash of the file or text that the key vouches for, and
    ``"…1"`` for that of the text as of the base. A file that is only ``-`` is not there.
    """
    given = dict(example.files)
    base = {
        name.removeprefix("base/"): content
        for name, content in given.items()
        if name.startswith("base/")
    }
    head = {name: content for name, content in given.items() if not name.startswith("base/")}
    shared = Shared(
        load(Agents, _whole(head.get("agents.toml", _AGENTS)), "agents.toml"),
        load(Names, _whole(head.get("names.toml", "")), "names.toml").name,
    )
    if set(head) <= {"agents.toml", "names.toml"}:
        return Case("", {name: _whole(text).encode() for name, text in head.items()}, shared)
    earlier = _hash(base.get("goldberg.txt", ""))
    files = _record(head, earlier)
    sources = {
        name: hashlib.sha256(content.encode()).hexdigest()
        for name, content in head.items()
        if name.startswith("source/")
    }
    return Case(RECORD_ID, files, shared, sources, base=_record(base, earlier) if base else None)


def _record(given: dict[str, str], earlier: str) -> dict[str, bytes]:
    """The files of a record, with everything that makes them valid."""
    texts = {name: content for name, content in given.items() if name.endswith(".txt")}
    record = given.get("record.toml", "")
    if record == "-":
        return {name: content.encode() for name, content in texts.items()}
    if "[[variant]]" not in record:
        for name in texts:
            id_ = name.removesuffix(".txt")
            record += f'\n[[variant]]\nid = "{id_}"\nlanguage = "en"\nkind = "translation"\n'
    for key, value in (("title", "Report"), ("id", RECORD_ID)):
        if not re.search(rf"^{key} = ", record.partition("\n[")[0], re.MULTILINE):
            record = f'{key} = "{value}"\n{record}'
    source = next((content for name, content in given.items() if name.startswith("source/")), "")
    own = _hash(texts.get("goldberg.txt", ""))
    record = record.replace('text_sha256 = "…1"', f'text_sha256 = "{earlier}"')
    record = record.replace('text_sha256 = "…"', f'text_sha256 = "{own}"')
    record = record.replace(
        'source_sha256 = "…"', f'source_sha256 = "{hashlib.sha256(source.encode()).hexdigest()}"'
    )
    files = {"record.toml": _whole(record), **texts}
    for name in ("corrections.toml", "alignment.toml"):
        if name in given:
            files[name] = _whole(given[name])
    return {name: content.encode("utf-8", "surrogatepass") for name, content in files.items()}


def _whole(toml: str) -> str:
    return toml if re.search(r"^schema = ", toml, re.MULTILINE) else f"schema = 1\n{toml}"


def _hash(text: str) -> str:
    return text_sha256(split_lines(decode(text.encode(), ""))) if text.strip() else ""
