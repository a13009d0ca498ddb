"""The repository under check is a stranger's: it runs nothing, leads nowhere, hangs nothing."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commandline import process, provtrack, successful
from holdings import NOTE, TALK, Collection, commit, git, write

from provtrack.text import visible

HOSTILE_NAMES = (
    "--upload-pack=touch pwned",
    "line\nfeed",
    "::error file=x::forged",
    "esc\x1b]0;title\x07",
    "\u202eoverride",
)


def check(*arguments: str) -> list[dict[str, object]]:
    run = provtrack("check", "--format", "json", "--fail-on", "never", *arguments)
    assert run.code == 0, run.err
    findings: list[dict[str, object]] = run.document["findings"]
    return findings


@pytest.fixture
def alarm(tmp_path: Path) -> Iterator[Path]:
    """A program that must not be run: it leaves a file behind."""
    trace = tmp_path / "it-was-run"
    program = write(tmp_path / "alarm", f'#!{sys.executable}\nopen({str(trace)!r}, "w")\n')
    program.chmod(0o755)
    yield program
    assert not trace.exists()


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_of_a_directory_is_a_name_and_nothing_else(
    collection: Collection, name: str
) -> None:
    source = collection.talk.read_text(encoding="utf-8")
    write(collection.records / name / "record.toml", source)
    write(collection.records / name / "halloran.txt", "The talk lasted \x1b[8m two hours.\n")
    before = commit(collection.root, "Take in a stranger's record")
    write(collection.records / name / "halloran.txt", "The talk lasted three hours.\n")

    everything, changed = check(), check("--base", before)

    shown = {finding["path"] for finding in everything}
    assert any(visible(name).replace("\n", "␊").replace("\t", "␉") in str(path) for path in shown)
    if "\n" not in name:  # git's own list of objects takes one name a line
        assert "undeclared-change" in {finding["name"] for finding in changed}
    assert not (collection.root / "pwned").exists()
    out = provtrack("check", "--fail-on", "never").out
    assert not set(out) & {"\x1b", "\x07", "\u202e"}


@pytest.mark.parametrize("name", ["line\nfeed::error::forged", "::error::forged"])
def test_no_line_of_an_annotation_is_a_strangers_command(collection: Collection, name: str) -> None:
    source = collection.talk.read_text(encoding="utf-8")
    write(
        collection.records / name / "record.toml",
        source.replace("halloran", "x\\n::error::forged ##[error]forged", 1),
    )
    write(collection.records / name / "halloran.txt", "the the\n::error::forged\n##[error]forged\n")

    out = provtrack("check", "--format", "github", "--fail-on", "never").out

    for line in out.splitlines():
        command, _, message = line.removeprefix("::").partition("::")
        assert line.startswith(("::error file=", "::warning file=", "::notice file=", "provtrack:"))
        assert "::" not in command
        assert "##[" not in message


def test_links_that_lead_out_of_the_repository_are_not_followed(
    collection: Collection, tmp_path: Path
) -> None:
    secret = write(tmp_path / "secret.txt", "the secret secret\n")
    directory = collection.records / TALK
    (directory / "linked.txt").symlink_to(secret)
    (directory / "source").mkdir()
    (directory / "source" / "page.html").symlink_to(secret)
    (collection.records / "elsewhere").symlink_to(tmp_path)
    (directory / "circle.txt").symlink_to("circle.txt")

    findings = check()

    told = {finding["path"]: str(finding["message"]) for finding in findings}
    assert "leads out of the repository" in told[f"records/{TALK}/linked.txt"]
    assert "leads out of the repository" in told[f"records/{TALK}/source/page.html"]
    assert "leads nowhere" in told[f"records/{TALK}/circle.txt"]
    assert "secret" not in "".join(told.values()).replace("secret.txt", "")


def test_a_link_inside_the_repository_is_followed(collection: Collection) -> None:
    directory = collection.records / NOTE
    (directory / "draft.txt").rename(directory / "first-draft.md")
    (directory / "draft.txt").symlink_to("first-draft.md")

    assert "unreadable-file" not in {finding["name"] for finding in check(NOTE)}


def test_what_is_no_file_is_told_of_and_not_opened(collection: Collection) -> None:
    os.mkfifo(collection.records / NOTE / "pipe.txt")
    (collection.records / NOTE / "directory.txt").mkdir()

    told = {finding["path"]: finding["message"] for finding in check(NOTE)}

    assert told[f"records/{NOTE}/pipe.txt"] == "not a regular file"
    assert f"records/{NOTE}/directory.txt" in told


def test_nothing_that_git_is_configured_to_run_is_run(collection: Collection, alarm: Path) -> None:
    before = collection.git("rev-parse", "HEAD")
    for key in (
        "core.pager", "core.fsmonitor", "core.editor", "core.sshCommand", "diff.external",
        "diff.alarm.command", "diff.alarm.textconv", "filter.alarm.clean", "filter.alarm.smudge",
        "filter.alarm.process", "credential.helper", "gpg.program", "alias.diff-index",
        "uploadpack.packObjectsHook", "filter.a.b.clean",
    ):  # fmt: skip
        collection.git("config", key, str(alarm))
    collection.git("config", "filter.alarm.required", "true")
    hooks = collection.root / ".git" / "hooks"
    for name in ("post-index-change", "reference-transaction", "post-checkout", "pre-commit"):
        (hooks / name).parent.mkdir(exist_ok=True)
        (hooks / name).symlink_to(alarm)
    write(collection.root / ".gitattributes", "*.txt filter=alarm diff=alarm\n*.toml filter=a.b\n")
    text = collection.text("halloran")
    write(text, text.read_text(encoding="utf-8").replace("fourteen", "fifteen"))
    os.utime(collection.talk)  # git must look into it to know that it did not change

    findings = check("--base", before)

    assert "undeclared-change" in {finding["name"] for finding in findings}
    assert check()


def test_what_was_before_cannot_be_replaced_by_another_content(collection: Collection) -> None:
    text = collection.text("halloran")
    changed = text.read_text(encoding="utf-8").replace("fourteen", "fifteen")
    write(text, changed)
    now = collection.git("hash-object", "-w", str(text))
    collection.git(
        "replace", collection.git("rev-parse", "HEAD:records/talk-1957/halloran.txt"), now
    )

    assert "undeclared-change" in {finding["name"] for finding in check("--base", "HEAD")}


def test_a_repository_inside_the_records_is_not_asked(collection: Collection, alarm: Path) -> None:
    inner = collection.records / "inner"
    write(inner / "text.txt", "A text.\n")
    git(inner, "init", "--quiet")
    commit(inner, "A repository in the repository")
    git(inner, "config", "core.fsmonitor", str(alarm))

    check("--base", "HEAD")
    check()


def test_a_huge_text_is_told_of_and_not_looked_at(collection: Collection) -> None:
    with collection.text("draft", NOTE).open("wb") as stream:
        for _ in range(100):
            stream.write(b"the the " * 131_072)

    told = {finding["path"]: str(finding["message"]) for finding in check(NOTE, "--no-cache")}

    assert "larger than" in told[f"records/{NOTE}/draft.txt"]


@pytest.mark.parametrize(
    "source",
    [
        "a = " + "[" * 100_000,
        "a = " + "{a=" * 50_000,
        "a." * 200_000 + "a = 1",
        "[" + "a." * 200_000 + "a]",
        "a = " + "9" * 100_000,
        'a = """' + "\\\n" * 200_000,
        "[[step]]\n" * 5_000,
        "\n".join(f"unknown{number} = 1" for number in range(20_000)),
        '"' + "\\u0041" * 100_000,
    ],
    ids=["arrays", "tables", "keys", "header", "digits", "escapes", "steps", "unknown", "string"],
)
def test_a_trap_for_a_reader_of_toml_is_one_finding_or_a_few(
    collection: Collection, source: str
) -> None:
    write(collection.records / NOTE / "record.toml", f"schema = 1\n{source}\n")

    findings = check(NOTE, "--no-cache")

    assert 0 < len(findings) < 200
    assert json.dumps(findings)


def test_a_revision_is_never_taken_for_an_option(collection: Collection) -> None:
    message, _ = provtrack("check", "--base=--output=pwned").complaint

    assert "no revision" in message
    assert not (collection.root / "pwned").exists()


def test_a_repository_in_the_environment_of_a_hook_is_not_the_one_that_is_checked(
    collection: Collection, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")

    run = process(
        "check", "--base", "HEAD", "--format", "json",
        env={"GIT_DIR": str(other / ".git"), "GIT_INDEX_FILE": str(other / "index")},
    )  # fmt: skip

    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["findings"] == []


def test_terminal_escapes_reach_no_terminal(collection: Collection) -> None:
    collection.edit("Talk with", "Talk \\u001b]0;x\\u0007 \\u202e with")
    collection.edit('"3"', '"3\\u001b[2J"')

    out = successful("check", "--fail-on", "never").out

    assert not set(out) & {"\x1b", "\x07", "\u202e"}
