"""The records that ship: canonical texts, chains that hold, each trap where it is said to be."""

import re
import tomllib
import unicodedata
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from provtrack.text import fold, join_paragraphs, split_lines, text_sha256

HERE = Path(__file__).parent
RECORDS = HERE.parents[1] / "records"
TEXTS = sorted(RECORDS.glob("*/*.txt"))
DESCRIPTIONS = sorted(RECORDS.glob("*/record.toml"))

Table = dict[str, Any]


def load(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def paragraphs(record: str, variant: str) -> tuple[str, ...]:
    return split_lines((RECORDS / record / f"{variant}.txt").read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


EXPECTED = load(HERE / "traps.toml")
TRAPS: list[Table] = EXPECTED["trap"]
PAIRS: list[Table] = EXPECTED["pair"]

each_text = pytest.mark.parametrize("path", TEXTS, ids=name_of)
each_record = pytest.mark.parametrize("path", DESCRIPTIONS, ids=lambda path: path.parent.name)


def trap_id(trap: Table) -> str:
    place = trap.get("left") or trap["right"]
    return f"{trap['kind']}-{place['variant']}-{place['paragraph']}-{place['text']}"


def pair_id(pair: Table) -> str:
    return f"{pair['left']}-{pair['right']}"


def test_there_is_a_record_of_two_variants_and_one_of_three() -> None:
    counts = {len(load(path)["variant"]) for path in DESCRIPTIONS}
    assert counts >= {2, 3}


@each_text
def test_a_text_is_in_the_stored_form(path: Path) -> None:
    raw = path.read_bytes().decode("utf-8")
    assert join_paragraphs(split_lines(raw)) == raw
    assert unicodedata.is_normalized("NFC", raw)


@each_record
def test_every_variant_has_its_text_and_every_text_its_variant(path: Path) -> None:
    record = load(path)
    assert record["id"] == path.parent.name
    assert {variant["id"] for variant in record["variant"]} == {
        text.stem for text in path.parent.glob("*.txt")
    }


@each_record
def test_the_chain_vouches_for_the_texts_as_they_are(path: Path) -> None:
    record = load(path)
    vouched = {
        step["generates"]: step["text_sha256"] for step in record["step"] if "text_sha256" in step
    }
    assert vouched == {
        f"{variant['id']}@1": text_sha256(paragraphs(record["id"], variant["id"]))
        for variant in record["variant"]
    }


@each_record
def test_no_state_is_used_before_it_is_made_and_none_is_made_twice(path: Path) -> None:
    made: set[str] = set()
    for step in load(path)["step"]:
        assert set(step["uses"]) <= made, step["id"]
        assert step["generates"] not in made, step["id"]
        made |= {step["generates"]} - {""}


@each_record
def test_every_step_says_how_it_is_known(path: Path) -> None:
    for step in load(path)["step"]:
        assert {"uses", "generates", "agents", "date"} <= set(step), step["id"]
        assert step["status"] in {"attested", "assumed", "unknown"}
        assert step["evidence"]


@each_record
def test_everybody_who_is_named_is_in_the_list_of_agents(path: Path) -> None:
    record = load(path)
    named = {*record["creators"], *record["participants"], record["archive"]["repository"]}
    named |= {record["publisher"], *chain.from_iterable(step["agents"] for step in record["step"])}
    known = {agent["id"] for agent in load(RECORDS / "agents.toml")["agent"]}
    assert named - {""} <= known


def test_no_agent_is_listed_that_no_record_names() -> None:
    descriptions = "".join(path.read_text(encoding="utf-8") for path in DESCRIPTIONS)
    agents = load(RECORDS / "agents.toml")["agent"]
    assert [agent["id"] for agent in agents if f'"{agent["id"]}"' not in descriptions] == []


def test_no_spelling_belongs_to_two_names() -> None:
    owner: dict[str, str] = {}
    for name in load(RECORDS / "names.toml")["name"]:
        for form in {name["preferred"], *(form["form"] for form in name.get("forms", ()))}:
            assert owner.setdefault(fold(form), name["id"]) == name["id"], form


@pytest.mark.parametrize("trap", TRAPS, ids=trap_id)
def test_a_trap_is_where_it_is_said_to_be(trap: Table) -> None:
    for side in ("left", "right"):
        if place := trap.get(side):
            text = paragraphs(trap["record"], place["variant"])
            assert place["text"] in text[place["paragraph"] - 1]


TWO_SIDED = [trap for trap in TRAPS if "left" in trap and "right" in trap]


@pytest.mark.parametrize("trap", TWO_SIDED, ids=trap_id)
def test_the_two_sides_of_a_trap_are_in_paragraphs_that_answer_each_other(trap: Table) -> None:
    left, right = trap["left"], trap["right"]
    pair = next(
        pair
        for pair in PAIRS
        if (pair["record"], pair["left"], pair["right"])
        == (trap["record"], left["variant"], right["variant"])
    )
    assert any(
        left["paragraph"] in link[0] and right["paragraph"] in link[1] for link in pair["links"]
    )


@pytest.mark.parametrize("pair", PAIRS, ids=pair_id)
def test_the_expected_links_name_every_paragraph_once(pair: Table) -> None:
    for side, variant in ((0, pair["left"]), (1, pair["right"])):
        linked = sorted(chain.from_iterable(link[side] for link in pair["links"]))
        assert linked == list(range(1, len(paragraphs(pair["record"], variant)) + 1))
    assert all(link in pair["links"] for link in pair["moved"])


def test_a_paragraph_is_split_merged_moved_and_missing_on_either_side() -> None:
    pair = PAIRS[0]
    shapes = {(len(left), len(right)) for left, right in pair["links"]}
    assert shapes == {(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)}
    assert pair["moved"]


@pytest.mark.parametrize("variant", ["plain", "close"])
def test_each_rendering_numbers_the_six_reasons(variant: str) -> None:
    text = paragraphs("filatov-pak-1956-02-25", variant)
    assert [line[0] for line in text if line[:2] in {f"{n}." for n in range(1, 7)}] == list(
        "123456"
    )


def test_one_rendering_has_brackets_and_curly_apostrophes_and_the_other_neither() -> None:
    plain = "".join(paragraphs("filatov-pak-1956-02-25", "plain"))
    close = "".join(paragraphs("filatov-pak-1956-02-25", "close"))
    assert not set("[]’") & set(plain)
    assert set("[]’") <= set(close)
    assert "'" in plain
    assert "'" not in close


PUBLISHED = HERE.parents[2] / "shared" / "documents" / "filatov-pak-1956-02-25.page.txt"


def words(text: str) -> list[str]:
    """The words of a text, each name that the authority file knows counted as one."""
    names = load(RECORDS / "names.toml")["name"]
    forms = {name["preferred"] for name in names}
    forms |= {form["form"] for name in names for form in name.get("forms", ())}
    folded = fold(text)
    for form in sorted(map(fold, forms), key=len, reverse=True):
        folded = folded.replace(form, "NAME")
    return re.findall(r"[\w']+", folded)


def runs(text: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(text[i : i + length]) for i in range(len(text) - length + 1)}


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published translation is not at hand")
@pytest.mark.parametrize("variant", ["plain", "close"])
def test_no_phrase_of_the_published_translation_is_in_a_rendering(variant: str) -> None:
    published = words(PUBLISHED.read_text(encoding="utf-8"))
    text = words(" ".join(paragraphs("filatov-pak-1956-02-25", variant)))
    assert runs(text, 6) & runs(published, 6) == set()
    assert len(runs(text, 5) & runs(published, 5)) < 0.02 * len(runs(text, 5))
