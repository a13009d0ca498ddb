"""Dates, ids and files: whatever stands there is a value or an error in one line."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.errors import ProvtrackError
from provtrack.schemas import SCHEMAS, json_schema, model
from provtrack.schemas.load import line_of, load
from provtrack.schemas.values import PATTERNS, check_edtf


@pytest.mark.parametrize(
    "date",
    ["", "1956", "1956-02", "1956-02-25", "1956-02~", "1956?", "1956-01-17/1956-01-18", "195X",
     "1956-02-25/..", "../1956", "1956-XX-25", "1956-21", "[1956,1957]", "1956-02-29"],
)  # fmt: skip
def test_an_edtf_date_is_a_date(date: str) -> None:
    assert check_edtf(date) == date


@pytest.mark.parametrize(
    "date",
    ["25 February 1956", "1956-2-5", "1956-02-30", "1957-02-29", "1956-13", "1956-00", "25.02.1956",
     "1956/02/25", "1956-01-17/1956-01-32", "x" * 100_000, "1" * 5000, "[" * 5000, " 1956", "\n"],
)  # fmt: skip
def test_anything_else_is_refused_within_a_moment(date: str) -> None:
    start = time.process_time()
    with pytest.raises(ValueError, match=r"EDTF|day that does not exist") as caught:
        check_edtf(date)
    assert time.process_time() - start < 5
    assert len(str(caught.value)) < 400


@settings(deadline=None)
@given(st.text(alphabet="0123456789-/~?%X[]{}.,TZ:+uyEYS ", max_size=24))
def test_every_string_is_a_date_or_is_refused(date: str) -> None:
    try:
        assert check_edtf(date) == date
    except ValueError as refusal:
        message = str(refusal)
    else:
        message = ""
    assert "\n" not in message


SOURCE = """\
schema = 1
id = "x"
title = '''
[archive]
fond = "not a key"
'''

[archive]
fond = "5"

[[variant]]
id = "a"
kind = "translation"

[[variant]]
id = "b"
kind = "translation"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("id",), 2),
        (("archive",), 8),
        (("archive", "fond"), 9),
        (("archive", "opis"), 8),
        (("variant",), 11),
        (("variant", 0, "kind"), 13),
        (("variant", 1), 15),
        (("variant", 1, "kind"), 17),
        (("variant", 1, "title"), 15),
        (("nothing",), 1),
        ((), 1),
    ],
)
def test_a_key_is_found_in_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(SOURCE, path) == line


_KEYS = st.sampled_from(
    ["schema", "id", "title", "date", "archive", "variant", "step", "kind", "uses", "x"]
)
_VALUES = st.recursive(
    st.one_of(
        st.integers(), st.booleans(), st.floats(), st.dates(), st.datetimes(), st.times(),
        st.text(max_size=20), st.sampled_from(["1956-02-25", "translation", "a@1", "original"]),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["record", "agents", "names", "alignment", "corrections", "settings"]),
       st.dictionaries(_KEYS, _VALUES, max_size=5))  # fmt: skip
def test_every_file_is_read_or_refused_with_its_line(name: str, tables: dict[str, object]) -> None:
    import tomlkit

    source = tomlkit.dumps(tables)
    try:
        load(model(name), source, "x.toml")
    except ProvtrackError as refusal:
        lines = [refusal.message, refusal.hint]
    else:
        lines = ["x.toml:1", "fine"]
    assert lines[0].startswith("x.toml:")
    assert all(lines)


@given(st.text(max_size=200))
def test_any_characters_are_toml_or_are_refused_with_their_line(source: str) -> None:
    with pytest.raises(ProvtrackError, match=r"^x\.toml:\d+"):
        load(model("record"), source, "x.toml")


def test_every_pattern_is_explained() -> None:
    def patterns(schema: object) -> set[str]:
        if isinstance(schema, dict):
            own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
            return own.union(*map(patterns, schema.values()))
        return set().union(*map(patterns, schema)) if isinstance(schema, list) else set()

    for name in SCHEMAS:
        assert patterns(json_schema(name)) <= set(PATTERNS)


@pytest.mark.parametrize("name", ["record", "agents", "names", "alignment", "corrections"])
def test_an_editor_is_told_what_every_key_of_a_file_means(name: str) -> None:
    schema = json_schema(name)
    tables = [schema, *schema.get("$defs", {}).values()]

    tables = [table for table in tables if "properties" in table]
    for table in tables:
        assert table.get("additionalProperties", False) is False
    described = ["description" in key for each in tables for key in each["properties"].values()]
    assert any(described)
