"""``provtrack check`` and ``provtrack rule`` as a user, a hook and a CI system run them."""

import json
import re
from pathlib import Path

import pytest
from commandline import provtrack, snapshot, successful
from holdings import NOTE, TALK, Collection, commit, git, write
from jsonschema import Draft202012Validator

from provtrack.rules import rules
from provtrack.schemas import json_schema


def names(*arguments: str | Path) -> list[str]:
    """The names of the rules that find something, with what is said of it held to its schema."""
    run = provtrack("check", *arguments, "--format", "json", "--fail-on", "never")
    assert run.code == 0, run.err
    Draft202012Validator(json_schema("provtrack.check/1")).validate(run.document)
    return [finding["name"] for finding in run.document["findings"]]


def change(collection: Collection, old: str = "fourteen", new: str = "fifteen") -> None:
    text = collection.text("halloran")
    write(text, text.read_text(encoding="utf-8").replace(old, new))


def test_an_error_fails_the_check_and_a_warning_only_when_asked(collection: Collection) -> None:
    assert provtrack("check", NOTE).code == 0
    assert provtrack("check", NOTE, "--fail-on", "warning").code == 1

    change(collection)

    assert provtrack("check").code == 1
    assert provtrack("check", "--fail-on", "never").code == 0


def test_against_a_base_only_what_changed_is_judged(collection: Collection) -> None:
    assert "variant-not-in-chain" in names()
    assert names("--base", "HEAD") == []

    change(collection)

    found = names("--base", "HEAD")
    assert "undeclared-change" in found
    assert "variant-not-in-chain" not in found


def test_a_new_record_is_judged_before_git_knows_it(collection: Collection) -> None:
    write(collection.records / "new" / "draft.txt", "Nobody describes this.\n")

    assert names("--base", "HEAD") == ["record-missing"]


def test_a_removed_record_is_told_of(collection: Collection) -> None:
    git(collection.root, "rm", "-rq", f"records/{NOTE}")

    assert names("--base", "HEAD") == ["record-removed"]


def test_the_base_is_where_the_branches_part(collection: Collection) -> None:
    git(collection.root, "switch", "--quiet", "--create", "topic")
    git(collection.root, "switch", "--quiet", "main")
    change(collection)
    commit(collection.root, "Change it on main")
    git(collection.root, "switch", "--quiet", "topic")

    assert names("--base", "main") == []


def test_a_pull_request_is_judged_against_its_target(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(collection.root, "update-ref", "refs/remotes/origin/main", "HEAD")
    monkeypatch.setenv("GITHUB_BASE_REF", "main")

    assert names() == []
    assert "variant-not-in-chain" in names("--all")


def test_a_clone_without_the_contents_of_the_base_is_answered_with_advice(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection.git("config", "uploadpack.allowFilter", "true")
    write(collection.text("halloran"), ["Another text."])
    commit(collection.root, "Change a text")
    partial = tmp_path / "partial"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", collection.root.as_uri(), partial)
    monkeypatch.chdir(partial)

    message, hint = provtrack("check", "--base", "HEAD~1").complaint

    assert message.startswith("records/talk-1957/halloran.txt: what it was in ")
    assert "git fetch --refetch" in hint

    git(partial, "fetch", "--quiet", "--refetch", "--no-filter")
    assert "PT301 undeclared-change" in provtrack("check", "--base", "HEAD~1").out


def test_a_shallow_clone_is_answered_with_advice(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", collection.root.as_uri(), shallow)
    git(shallow, "fetch", "--quiet", "--depth=1", "origin", "tag", "published")
    monkeypatch.chdir(shallow)

    for base in ("published", "HEAD~2"):
        _, hint = provtrack("check", "--base", base).complaint
        assert "fetch-depth: 0" in hint


def test_rules_are_chosen_on_the_command_line_in_settings_and_in_a_record(
    collection: Collection,
) -> None:
    assert set(names("--select", "variant-not-in-chain")) == {"variant-not-in-chain"}
    assert "variant-not-in-chain" not in names("--ignore", "PT2")
    settings = write(collection.root / "provtrack.toml", '[check]\nselect = ["chain"]\n')
    assert {rule.name for rule in rules().values() if rule.family == "chain"} >= set(names())
    write(settings, '[check]\nlevels = { PT2 = "error" }\n')
    assert provtrack("check", NOTE).code == 1
    record = collection.records / NOTE / "record.toml"
    write(record, record.read_text(encoding="utf-8") + '\n[check]\nignore = ["chain"]\n')
    assert provtrack("check", NOTE).code == 0


@pytest.mark.parametrize(
    ("arguments", "hinted"),
    [
        (["--select", "listy-mising"], "listy-missing"),
        (["--ignore", "PT9"], "provtrack rule"),
        (["--fail-on", "eror"], "error"),
        (["talk-1975"], TALK),
        (["--format", "sarf"], "sarif"),
        (["--baseline", "provtrack.toml"], ""),
    ],
)
def test_a_name_that_does_not_exist_is_answered_with_the_nearest(
    collection: Collection, arguments: list[str], hinted: str
) -> None:
    _, hint = provtrack("check", *arguments).complaint

    assert hinted in hint


def test_a_waiver_lets_one_finding_stand_and_is_told_of_when_it_waives_nothing(
    collection: Collection,
) -> None:
    text = collection.text("draft", NOTE)
    write(text, "It was was closed.\n\nIt is is not open. The the end.\n")
    record = collection.records / NOTE / "record.toml"
    waiver = (
        '\n[[waiver]]\nrule = "doubled-word"\nvariant = "draft"\nparagraph = {}\nreason = "so"\n'
    )
    described = record.read_text(encoding="utf-8")
    write(record, described + waiver.format(2))
    assert "doubled-word" not in names(NOTE)
    assert "idle-waiver" not in names(NOTE)

    write(record, described + waiver.format(1))

    assert {"doubled-word", "idle-waiver"} <= set(names(NOTE))


def test_a_file_gets_the_format_of_its_ending_and_the_screen_another(
    collection: Collection, tmp_path: Path
) -> None:
    sarif, code = tmp_path / "findings.sarif", tmp_path / "quality.json"

    shown = successful("check", NOTE, "--format", "github", "--output", sarif).out
    assert shown.startswith("::warning ")
    assert json.loads(sarif.read_text(encoding="utf-8"))["version"] == "2.1.0"

    shown = successful("check", NOTE, "--format", "gitlab", "--output", code).out
    assert "PT209 variant-not-in-chain" in shown
    assert isinstance(json.loads(code.read_text(encoding="utf-8")), list)


def test_an_ending_that_names_no_format_is_refused_unless_the_format_is_named(
    collection: Collection, tmp_path: Path
) -> None:
    page = tmp_path / "findings.html"

    message, hint = provtrack("check", NOTE, "--output", page).complaint
    assert message == f"{page}: there is no format 'html' for this command"
    assert "formats: text, json, github, sarif" in hint
    assert not page.exists()

    shown = successful("check", NOTE, "--output", page, "--format", "json").out
    assert "PT209 variant-not-in-chain" in shown
    assert json.loads(page.read_text(encoding="utf-8"))["schema"] == "provtrack.check/1"


@pytest.mark.parametrize("name", ["md", "markdown"])
def test_markdown_has_two_names(collection: Collection, name: str, tmp_path: Path) -> None:
    summary = tmp_path / f"summary.{name}"

    shown = successful("check", NOTE, "--format", name).out
    successful("check", NOTE, "--output", summary)

    assert shown.startswith("**provtrack check**")
    assert summary.read_text(encoding="utf-8") == shown
    assert successful("rule", "--format", name).out.startswith("#")


def test_on_github_the_screen_shows_annotations(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    assert successful("check", NOTE).out.startswith("::warning file=records/")


def test_paths_begin_at_the_top_of_the_repository(collection: Collection) -> None:
    inner = collection.root / "editions" / "first"
    inner.mkdir(parents=True)
    git(collection.root, "mv", "records", inner)

    run = provtrack("--repo", inner, "check", NOTE, "--format", "json")

    assert {finding["path"].partition(NOTE)[0] for finding in run.document["findings"]} == {
        "editions/first/records/"
    }


def test_with_a_baseline_only_new_findings_count(collection: Collection, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    successful("check", "--output", baseline, "--fail-on", "never")
    assert names("--baseline", baseline) == []

    text = collection.text("draft", NOTE)
    write(
        text, "A new first paragraph.\n\n" + text.read_text(encoding="utf-8") + "\nThe the end.\n"
    )

    assert names("--baseline", baseline) == ["doubled-word"]


UNTIDY = (
    "\ufeffThe bridge at Sarn  was closed. \r\nNobody kno\u00adws about Yo\u0306ng.\n\n\n\nThe end"
)


def test_an_edit_by_hand_is_given_a_draft_of_its_entry(collection: Collection) -> None:
    edited = collection.text("halloran").read_text("utf-8").replace("in June", "in July")
    write(collection.text("halloran"), edited)
    before = snapshot(collection.records)
    shown = provtrack("check", "--base", "HEAD", "--diff")
    assert '+old = "June' in shown.out
    assert snapshot(collection.records) == before
    assert "undeclared-change" in names("--base", "HEAD")

    assert provtrack("check", "--base", "HEAD", "--fix").code == 0
    assert collection.text("halloran").read_text("utf-8") == edited
    assert not {"undeclared-change", "text-not-vouched"} & set(names("--base", "HEAD"))
    ledger = (collection.records / TALK / "corrections.toml").read_text("utf-8")
    assert 'basis = "conjecture"' in ledger
    assert "Drafted from an edit by hand" in ledger

    again = snapshot(collection.records)
    assert provtrack("check", "--base", "HEAD", "--fix").code == 0
    assert snapshot(collection.records) == again


def test_a_fix_is_shown_then_made_and_then_there_is_nothing_left(collection: Collection) -> None:
    text = collection.text("draft", NOTE)
    text.write_bytes(UNTIDY.encode())
    before = snapshot(collection.root / "records")

    diff = successful("check", NOTE, "--diff").out
    assert f"+++ b/records/{NOTE}/draft.txt" in diff
    assert "+Nobody knows about Yŏng." in diff
    assert snapshot(collection.root / "records") == before

    provtrack("check", NOTE, "--fix")
    mended = text.read_bytes()
    assert mended.decode() == (
        "The bridge at Sarn was closed.\n\nNobody knows about Yŏng.\n\nThe end\n"
    )
    provtrack("check", NOTE, "--fix")
    assert text.read_bytes() == mended
    assert successful("check", NOTE, "--diff").out == ""


def test_a_second_check_gives_the_same_and_forgets_nothing_that_changed(
    collection: Collection,
) -> None:
    first = provtrack("check", "--format", "json").out
    assert (collection.root / ".git" / "provtrack" / "check.sqlite").exists()
    assert provtrack("check", "--format", "json").out == first

    write(collection.root / "provtrack.toml", '[check]\nlevels = { PT209 = "note" }\n')
    assert '"level": "note"' in provtrack("check", "--format", "json").out
    write(collection.records / "agents.toml", "schema = 1\n")
    assert "unknown-agent" in names()


def test_a_spoilt_memory_is_made_anew(collection: Collection) -> None:
    first = provtrack("check", "--format", "json").out
    (collection.root / ".git" / "provtrack" / "check.sqlite").write_bytes(b"no database" * 1000)

    assert provtrack("check", "--format", "json").out == first


@pytest.mark.slow
def test_many_records_are_shared_out_and_come_back_in_order(collection: Collection) -> None:
    source = (collection.records / NOTE / "record.toml").read_text(encoding="utf-8")
    for number in range(150):
        record = write(
            collection.records / f"n{number}" / "record.toml", source.replace(NOTE, f"n{number}")
        )
        write(record.with_name("draft.txt"), "It was was closed.\n")
        write(record.with_name("fair.txt"), "It was was closed.\n")

    alone = provtrack("check", "--jobs", "1", "--no-cache", "--format", "json").out
    shared = provtrack("check", "--jobs", "2", "--no-cache", "--format", "json").out

    assert shared == alone
    assert json.loads(alone)["summary"]["records"] == 152


def test_rule_lists_all_and_explains_one() -> None:
    listed = successful("rule").out
    assert [rule.id for rule in rules().values() if rule.id not in listed] == []
    assert successful("rule", "later-date").out == successful("rule", "pt509").out
    document = successful("rule", "PT509", "--format", "json").document
    Draft202012Validator(json_schema("provtrack.rules/1")).validate(document)

    message, hint = provtrack("rule", "late-date").complaint
    assert "late-date" in message
    assert "later-date" in hint


def test_the_projects_own_records_have_no_error() -> None:
    root = Path(__file__).parents[2]

    run = provtrack("--repo", root, "check", "--no-cache")

    assert run.code == 0, run.out
    assert re.search(r"2 records: \d+ warnings, \d+ notes", run.out)
