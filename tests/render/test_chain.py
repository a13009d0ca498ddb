"""A chain in every format: the same facts, in the same order, and nothing in them obeyed."""

import io
import re
import shutil
import subprocess
import sys
from typing import Any

import pytest
from chains import FIRST, MENDED, ORIGINAL, SECOND, record, step
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from prov.model import ProvDocument

from provtrack.chain.describe import describe
from provtrack.chain.layout import DEEPEST, rows
from provtrack.errors import ProvtrackError
from provtrack.render import Screen, formats, render
from provtrack.render.prov import document
from provtrack.schemas.documents.chain import Chain
from provtrack.schemas.files import Agents, Record
from provtrack.text import visible

HOSTILE = 'A "title"]; <script>alert(1)</script> #quot; \\N `x` | [[b]] --> \x1b[31m \u202e end'

AGENTS = Agents.model_validate(
    {
        "schema": 1,
        "agent": [
            {"id": "orban", "name": "A. Orban", "kind": "person",
             "identifiers": {"orcid": "0000-0002-1825-0097", "viaf": "none"}},
            {"id": "archive", "name": "City Archive", "kind": "archive"},
            {"id": "tool", "name": HOSTILE, "kind": "program"},
        ],
    }
)  # fmt: skip

BRANCHES = record(
    ORIGINAL | {"agents": ["orban"]},
    step("s2", "custody", "original", agents=["archive"], status="assumed", evidence="title"),
    FIRST | {"id": "s3", "date": "1956-02~", "agents": ["orban", "tool"],
             "roles": {"orban": "translated by", "tool": "reviewed by"}},
    SECOND | {"id": "s4"},
    step("s5", "upload", "fair@1", url="https://example.org/a?b=<c>", identifiers={"id": "7"}),
    step("s6", "translation", "fair@1 lost", "other@1", status="unknown", evidence=""),
)  # fmt: skip


def described(chain: Record = BRANCHES) -> Chain:
    return describe(chain, AGENTS, {"fair": MENDED})


def shown(name: str, value: Chain, width: int = 80) -> str:
    result = render("chain", name, value, Screen(width))
    assert isinstance(result, str)
    return result


def test_the_tree_shows_branches_gaps_and_doubts() -> None:
    assert (
        shown("text", described())
        == """\
A note on the bridge
bridge: 6 steps, 5 states, 4 attested, 1 assumed, 1 unknown, 4 without a date, 1
gap

? lost  no step makes it

● original
│ s1 creation by A. Orban · 1956-02-25
│   evidence: a letter
├─· s2 assumed custody by City Archive · ?
│     evidence: title: A note on the bridge
│
● fair@1
│ s3 translation: translated by A. Orban, reviewed by A "title"];
│ <script>alert(1)</script> #quot; \\N `x` | [[b]] --> ␛[31m <U+202E> end ·
│ 1956-02~
│   evidence: a letter
├─· s5 upload by ? · ?
│     evidence: a letter
│     url: https://example.org/a?b=<c>
│     id: 7
│
├─? other@1  text not kept here, unknown
│   s6 translation by ? · ?
│     also from: lost
│
● fair@2  the text as it stands
  s4 correction by ? · ?
    evidence: a letter

● attested   ○ assumed   ? not known   · made no state

what is wrong
  step s6 uses 'lost', which no step makes
    add the step that made lost, with status "unknown" if need be
"""
    )


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_of_the_tree_is_wider_than_the_screen(width: int) -> None:
    chain = record(ORIGINAL, FIRST, SECOND, title=HOSTILE)
    text = shown("text", describe(chain, AGENTS), width)
    assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("name", formats("chain"))
def test_every_format_is_stable_and_holds_every_step(name: str) -> None:
    written = shown(name, described())
    assert written == shown(name, described())
    assert written.endswith("\n")
    assert all(re.search(rf"\b{each.id}\b", written) for each in BRANCHES.step)


def test_a_line_of_corrections_is_one_column_and_branches_have_an_end() -> None:
    line = [ORIGINAL, FIRST]
    line += [
        SECOND | {"id": f"t{n}", "uses": [f"fair@{n}"], "generates": f"fair@{n + 1}"}
        for n in range(1, 3000)
    ]
    assert {row.column for row in rows(describe(record(*line), AGENTS))} == {0}
    stairs = [ORIGINAL]
    for number in range(40):
        before = f"a{number - 1}" if number else "original"
        stairs += [
            step(f"a{number}", "copy", before, f"a{number}"),
            step(f"b{number}", "copy", before, f"b{number}"),
        ]
    drawn = rows(describe(record(*stairs, variants=""), AGENTS))
    assert max(row.column for row in drawn) == DEEPEST
    assert len(drawn) == len(stairs)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from("abcde"), max_size=3), st.sampled_from(["", *"abcde"])),
        max_size=9,
    )
)
def test_every_step_is_drawn_once_even_in_a_circle(steps: list[tuple[list[str], str]]) -> None:
    chain = record(
        *(step(f"s{n}", "copy", " ".join(uses), made) for n, (uses, made) in enumerate(steps)),
        variants="",
    )
    value = describe(chain, AGENTS)
    drawn = rows(value)
    assert sorted(row.step.id for row in drawn if row.step) == [f"s{n}" for n in range(len(steps))]
    assert {row.state.id for row in drawn if row.state and not row.step} == set(value.gaps)
    assert all(row.parent < number for number, row in enumerate(drawn))


def test_the_drawing_is_xml_without_scripts() -> None:
    drawing = shown("svg", describe(record(ORIGINAL, FIRST, title=HOSTILE), AGENTS))
    root = etree.fromstring(drawing.encode())
    assert not root.xpath("//*[local-name()='script']")
    assert "prefers-color-scheme:dark" in drawing


def test_a_hostile_title_is_no_syntax_of_a_drawing_program() -> None:
    chain = record(ORIGINAL | {"agents": ["tool"]}, FIRST, title=HOSTILE)
    value = describe(chain, AGENTS)
    drawing = shown("mermaid", value)
    for line in drawing.splitlines():
        assert re.fullmatch(
            r"flowchart TD|  \w+\[\"[^\"<>\[\]{}`|\\]*\"\]|  \w+\(\[\"[^\"<>\[\]{}`|\\]*\"\]\)"
            r"|  \w+ --> \w+",
            line,
        ), line
    graph = shown("dot", value)
    quoted = r'"(?:[^"\\]|\\["\\])*"'
    bare = re.sub(quoted, "", graph)
    assert "script" not in bare
    assert not re.search(r"[\"<\\]", bare)


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_draws_every_label_as_it_is_written() -> None:
    said = f"{HOSTILE} &amp; R&D \\"
    run = subprocess.run(
        ["dot", "-Tsvg"],
        input=shown("dot", describe(record(ORIGINAL, FIRST, title=said), AGENTS)),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    drawn = etree.fromstring(run.stdout.encode()).iter("{*}text")
    assert " ".join(visible(said).split()) in {" ".join(str(each.text).split()) for each in drawn}


def test_an_entity_in_a_title_is_words_for_graphviz() -> None:
    chain = record(ORIGINAL, FIRST, title="R&amp;D")
    assert 'label="R&amp;amp;D"' in shown("dot", describe(chain, AGENTS))


pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

FORMATS = {"prov-n": "provn", "prov-json": "json", "prov-jsonld": "jsonld", "turtle": "rdf"}


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_in_prov_is_read_back_equal(name: str) -> None:
    assert _read(name, shown(name, described())) == document(described())


def _read(name: str, written: str) -> ProvDocument:
    options: dict[str, Any] = {"rdf_format": "turtle"} if name == "turtle" else {}
    return ProvDocument.deserialize(io.StringIO(written), format=FORMATS[name], **options)


@settings(max_examples=40, deadline=None)
@given(words=st.text(max_size=30), name=st.sampled_from([*FORMATS]))
def test_any_words_survive_prov(words: str, name: str) -> None:
    value = describe(record(ORIGINAL | {"note": words, "evidence": words}, FIRST), AGENTS)
    assert _read(name, shown(name, value)) == document(value)


def test_dates_roles_and_identifiers_are_in_prov() -> None:
    written = shown("prov-n", described())
    assert 'pt:date="1956-02~"' in written
    assert 'prov:role="translated by"' in written
    assert 'schema:sameAs="https://orcid.org/0000-0002-1825-0097" %% xsd:anyURI' in written
    relations = [line for line in written.splitlines() if re.match(r"\s+(was|used)", line)]
    assert relations
    assert all("(relation:" in line for line in relations)


def test_turtle_without_rdflib_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(ProvtrackError) as caught:
        shown("turtle", described())
    assert "provtrack[rdf]" in caught.value.hint
