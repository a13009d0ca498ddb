"""``provtrack cite``: which version is cited, and what became of what was cited."""

import json
from pathlib import Path
from typing import Any

import pytest
from commandline import provtrack, successful
from holdings import FIRST_STATE, SECOND_STATE, TALK, Collection, commit, write
from jsonschema import validate

from provtrack.schemas import json_schema
from provtrack.text import text_sha256

CSL = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>Plain</title><id>plain</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout suffix="."><text variable="title" font-style="italic"/></layout></citation>
</style>
"""


def cited(*arguments: str) -> str:
    return successful("cite", "--quiet", *arguments).out.strip()


def test_a_text_is_cited_by_state_hash_and_the_commit_that_first_had_it(
    collection: Collection,
) -> None:
    introduced = collection.git(
        "log", "--reverse", "--format=%H", "--", collection.text("halloran")
    )
    first, second = (each[:8] for each in introduced.splitlines())

    now = cited(f"{TALK}/halloran")
    before = cited(f"{TALK}/halloran@1#p2-3")

    assert now.endswith(
        f"version {TALK}/halloran@2 (text {text_sha256(SECOND_STATE)[:8]}, commit {second})."
    )
    assert before.endswith(
        f"version {TALK}/halloran@1#p2-3 (text {text_sha256(FIRST_STATE)[:8]}, commit {first})."
    )
    assert "paras. 2–3" in before


def test_the_same_version_is_cited_alike_however_the_history_goes_on(
    collection: Collection,
) -> None:
    before = cited(f"{TALK}/halloran@1")
    write(collection.text("halloran"), [*SECOND_STATE, "An afterthought."])
    commit(collection.root, "Go on")

    assert cited(f"{TALK}/halloran@1") == before


def test_a_git_revision_is_cited_by_its_commit(collection: Collection) -> None:
    published = collection.git("rev-parse", "published")[:8]

    assert f"{TALK}/halloran@1 (text" in cited(f"{TALK}/halloran@published")
    assert f"commit {published}" in cited(f"{TALK}/halloran@published")
    assert f"version {TALK} (commit {published})." in cited(f"{TALK}@published")


def test_a_text_that_is_no_state_is_cited_by_its_commit(collection: Collection) -> None:
    review = collection.git("rev-parse", "review")[:8]

    assert f"version {TALK}/archive@{review} (text " in cited(f"{TALK}/archive@review")


def test_a_text_that_is_not_committed_is_cited_with_a_warning(collection: Collection) -> None:
    write(collection.text("halloran"), ["Something else."])

    run = successful("cite", f"{TALK}/halloran")

    assert "uncommitted)." in run.out
    assert "is in no commit yet" in run.err
    assert "uncommitted" in cited(TALK)


def test_a_weak_chain_is_told_and_refused_under_strict(collection: Collection) -> None:
    # The steps of the collection are attested, and nothing is said to attest them.
    run = successful("cite", f"{TALK}/halloran@1")
    assert "warning: " in run.err
    error, hint = provtrack("cite", "--strict", "--quiet", f"{TALK}/halloran@1").complaint
    assert "the chain is broken: " in error
    assert f"provtrack chain verify {TALK}" in hint

    collection.edit('status = "attested"', 'status = "assumed"')
    assert "step s1 of the chain (creation) is assumed" in successful("cite", TALK).err


def test_a_name_of_unknown_order_is_told_where_names_are_turned_round(
    collection: Collection,
) -> None:
    agents = collection.records / "agents.toml"
    agents.write_text(agents.read_text().replace("V. Halloran", "Nagy Imre"))

    assert "family name" in successful("cite", TALK, "--style", "mla").err
    assert "family name" not in successful("cite", TALK).err
    agents.write_text(
        agents.read_text().replace('"Nagy Imre"', '"Nagy Imre"\norder = "family-first"')
    )
    assert "family name" not in successful("cite", TALK, "--style", "mla").err


@pytest.mark.parametrize(
    ("ending", "beginning"),
    [("bib", "@unpublished{talk-1957-halloran-2"), ("ris", "TY  - MANSCPT"), ("md", "V. Halloran")],
)
def test_the_ending_of_the_file_names_the_format(
    collection: Collection, ending: str, beginning: str
) -> None:
    successful("cite", "-q", f"{TALK}/halloran", "--output", f"citation.{ending}")

    assert (collection.root / f"citation.{ending}").read_text().startswith(beginning)


@pytest.mark.parametrize("output_format", ["text", "json", "md", "csl-json", "biblatex", "ris"])
def test_nothing_that_a_terminal_obeys_is_printed(
    collection: Collection, output_format: str
) -> None:
    collection.edit("Talk with", r"Talk \u001b[31m \u202e \u0007 with")

    out = cited(TALK, "--format", output_format)

    assert not set(out) & set("\x1b\u202e\x07")
    assert "Deputy Minister Teresh" in out


def test_a_csl_style_is_used_and_the_version_added(collection: Collection) -> None:
    write(collection.root / "plain.csl", CSL)

    assert cited(f"{TALK}/halloran", "--csl", "plain.csl", "--format", "md").startswith(
        "*Talk with Deputy Minister Teresh*. Version talk-1957/halloran@2 (text "
    )


@pytest.mark.parametrize("content", ["no xml", "<style/>", CSL.replace("</layout>", "")])
def test_a_file_that_is_no_csl_style_is_named(collection: Collection, content: str) -> None:
    write(collection.root / "odd.csl", content)

    error, _ = provtrack("cite", TALK, "--quiet", "--csl", "odd.csl").complaint

    assert error.startswith("odd.csl: ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "nothing was named"),
        ((f"{TALK}/halloran#p99",), "no paragraph 99"),
        ((f"{TALK}/hallorann",), "no variant"),
        ((TALK, "--style", "chicago"), "no citation style 'chicago'"),
        ((TALK, "--accessed", "yesterday"), "'yesterday' is not a day"),
        (("draft.docx",), "a file, not a record"),
        ((TALK, "--check", "x"), "no reference beside it"),
        (("--check", "missing.bib"), "missing.bib: no such file"),
    ],
)
def test_what_cannot_be_cited_is_answered_in_one_line(
    collection: Collection, arguments: tuple[str, ...], words: str
) -> None:
    error, _ = provtrack("cite", "--quiet", *arguments).complaint

    assert words in error


def test_the_documents_hold_to_their_schemas(corrected: Collection) -> None:
    refs = (f"{TALK}/halloran@1#p6", TALK)
    citations = successful("cite", "-q", *refs, "--format", "json").document
    validate(citations, json_schema("provtrack.citations/1"))
    assert [each["ref"] for each in citations["citations"]] == [*refs]

    found = provtrack("cite", "--check", cited(refs[0]), "--format", "json").document
    validate(found, json_schema("provtrack.citation-check/1"))


# What became of what was cited


def checked(citation: str, code: int = 1) -> dict[str, Any]:
    run = provtrack("cite", "--check", citation, "--format", "json")
    assert run.code == code, run.out
    (verdict,) = run.document["citations"]
    return dict(verdict)


def test_what_is_the_text_of_today_is_current(corrected: Collection) -> None:
    verdict = checked(cited(f"{TALK}/halloran#p6"), code=0)

    assert verdict["standing"] == "current"
    assert verdict["cited"] == f"{TALK}/halloran@2#p6"


def test_a_corrected_paragraph_is_superseded_by_that_correction(corrected: Collection) -> None:
    verdict = checked(cited(f"{TALK}/halloran@1#p6", "--style", "apa"))

    assert verdict["standing"] == "superseded"
    assert verdict["touched"] is True
    assert verdict["current"] == f"{TALK}/halloran@2#p6"
    assert [(each["id"], each["touches"]) for each in verdict["corrections"]] == [("c1", True)]


def test_a_correction_elsewhere_does_not_touch_what_is_cited(corrected: Collection) -> None:
    verdict = checked(cited(f"{TALK}/halloran@1#p2-5"))

    assert verdict["standing"] == "superseded"
    assert verdict["touched"] is False
    assert "but not the cited paragraphs" in str(verdict["message"])


def test_a_paragraph_is_followed_when_others_come_before_it(corrected: Collection) -> None:
    write(corrected.text("halloran"), ["A new heading.", *SECOND_STATE])

    verdict = checked(cited(f"{TALK}/halloran@2#p7"))

    assert verdict["current"] == f"{TALK}/halloran#p8"
    assert verdict["touched"] is False


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        (
            "version talk-1958/halloran@1 (text 3f2a9c1b)",
            "no record 'talk-1958' here; is it talk-1957",
        ),
        (f"version {TALK}/halloran@1 (text 3f2a9c1b)", "the citation gives 3f2a9c1b"),
        (f"version {TALK}/halloran@9 (text 3f2a9c1b)", "no such state"),
        (f"version {TALK}/halloran (text 3f2a9c1b, uncommitted)", "ever had a hash"),
        ("Gibbon, The Decline and Fall of the Roman Empire.", "nothing in it names a record"),
        ("Talk with Deputy Minister Teresh, 11 March 1957.", "not which text of it"),
        ("", "nothing in it names a record"),
    ],
)
def test_what_cannot_be_found_is_unknown(corrected: Collection, citation: str, words: str) -> None:
    verdict = checked(citation or " ")

    assert verdict["standing"] == "unknown"
    assert words in str(verdict["message"])


def test_a_citation_without_a_version_is_current_only_if_the_text_never_changed(
    collection: Collection,
) -> None:
    collection.edit('kind = "translation"', 'kind = "translation"\ntitle = "x"')
    citation = "City Archive, Fond 012, Opis 3, Delo 7."
    assert checked(citation)["cited"] == TALK

    # With one text left that has changed, and one that never has.
    collection.edit("schema = 1", 'schema = 1\nurl = "https://example.org/document/7"')
    source = collection.talk.read_text()
    first = source.index("[[variant]]")
    second = source.index("[[variant]]", first + 1)
    last = source.index("[[step]]")
    write(collection.talk, source[:second] + source[last:])
    verdict = checked("See http://www.example.org/document/7.")
    assert (verdict["standing"], "has had 2" in str(verdict["message"])) == ("unknown", True)


@pytest.mark.parametrize("ending", ["bib", "ris", "json", "txt"])
def test_a_list_of_references_is_checked_whole(corrected: Collection, ending: str) -> None:
    refs = [f"{TALK}/halloran@1#p6", f"{TALK}/halloran", f"{TALK}/archive#p2"]
    output_format = {"json": "csl-json", "txt": "text", "bib": "biblatex"}.get(ending, ending)
    successful("cite", "-q", *refs, "--format", output_format, "--output", f"references.{ending}")

    run = provtrack("cite", "--check", f"references.{ending}", "--format", "json")

    assert run.code == 1
    assert [(each["standing"], each["cited"]) for each in json.loads(run.out)["citations"]] == [
        ("superseded", f"{TALK}/halloran@1#p6"),
        ("current", f"{TALK}/halloran@2"),
        ("current", f"{TALK}/archive@1#p2"),
    ]


def test_a_record_as_a_whole_is_superseded_when_a_text_of_it_changes(corrected: Collection) -> None:
    assert checked(cited(TALK), code=0)["standing"] == "current"

    verdict = checked(cited(f"{TALK}@published"))

    assert (verdict["standing"], verdict["message"]) == ("superseded", "changed since: halloran")


def test_the_answer_can_be_read_by_people(corrected: Collection) -> None:
    run = provtrack("cite", "--check", cited(f"{TALK}/halloran@1#p6"))

    assert run.code == 1
    assert "superseded talk-1957/halloran@1#p6" in run.out
    assert "c1 → halloran@2, paragraph 6, number, original: touches what is cited" in run.out
    assert "forty wagons → fourteen wagons" in run.out


def test_standard_input_is_a_list_too(corrected: Collection) -> None:
    citation = cited(f"{TALK}/halloran")

    assert provtrack("cite", "--check", "-", stdin=citation).code == 0


def test_an_empty_list_is_an_error(corrected: Collection, tmp_path: Path) -> None:
    write(tmp_path / "none.bib", "% nothing\n")

    error, _ = provtrack("cite", "--check", str(tmp_path / "none.bib")).complaint

    assert "no citation in it" in error
