"""ORCID, ISNI, VIAF, Wikidata: what is one, and what only looks like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.identifiers import addresses, bare, checks, identifier_defects
from provtrack.schemas.files import Agents, Identifiers


@pytest.mark.parametrize(
    ("scheme", "value", "identifier"),
    [
        ("orcid", "0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("orcid", "https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X"),
        ("isni", "0000 0001 2103 2683", "0000000121032683"),
        ("isni", "https://isni.org/isni/0000000121032683", "0000000121032683"),
        ("viaf", "https://viaf.org/viaf/113230702/", "113230702"),
        ("viaf", "113230702", "113230702"),
        ("wikidata", "Q42", "Q42"),
        ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"),
    ],
)
def test_an_identifier_is_known_however_it_is_written(
    scheme: str, value: str, identifier: str
) -> None:
    assert bare(scheme, value) == identifier


@pytest.mark.parametrize(
    ("scheme", "value", "code"),
    [
        ("orcid", "0000-0002-1825-0079", "identifier-check-digit"),
        ("orcid", "0000000218250097", "identifier-malformed"),
        ("orcid", "javascript:alert(1)", "identifier-malformed"),
        ("isni", "0000 0001 2103 2684", "identifier-check-digit"),
        ("isni", "12", "identifier-malformed"),
        ("viaf", "n79-1234", "identifier-malformed"),
        ("wikidata", "q42", "identifier-malformed"),
        ("wikidata", "Q٤٢", "identifier-malformed"),
    ],
)
def test_what_is_none_is_found_where_it_stands(scheme: str, value: str, code: str) -> None:
    agents = Agents.model_validate(
        {
            "schema": 1,
            "agent": [
                {"id": "a", "name": "A", "kind": "person"},
                {"id": "b", "name": "B", "kind": "person", "identifiers": {scheme: value}},
            ],
        }
    )
    (found,) = identifier_defects(agents)
    assert (found.code, found.file, found.place) == (
        code,
        "agents.toml",
        ("agent", 1, "identifiers", scheme),
    )
    assert addresses(agents.agent[1].identifiers) == {}


def test_each_valid_identifier_has_an_address() -> None:
    known = Identifiers(orcid="0000-0002-1825-0097", wikidata="Q42", viaf="x")
    assert addresses(known) == {
        "orcid": "https://orcid.org/0000-0002-1825-0097",
        "wikidata": "https://www.wikidata.org/entity/Q42",
    }


@settings(deadline=None)
@given(st.text("0123456789", min_size=15, max_size=15), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(digits: str, place: int, step: int) -> None:
    (check,) = [mark for mark in "0123456789X" if checks(digits + mark)]
    wrong = str((int(digits[place]) + step) % 10)
    assert not checks(digits[:place] + wrong + digits[place + 1 :] + check)


@settings(deadline=None)
@given(st.sampled_from(["orcid", "isni", "viaf", "wikidata"]), st.text(max_size=60))
def test_every_string_is_one_or_none(scheme: str, value: str) -> None:
    assert bare(scheme, bare(scheme, value) or "") == bare(scheme, value)
