"""Signatures are verified by git, with a key made on the spot, and nothing the repository says."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from commandline import provtrack, successful
from holdings import TALK, Collection

pytestmark = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed"
)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """An SSH key without a passphrase."""
    path = tmp_path / "key"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "editor", "-f", str(path)],
        check=True,
    )
    return path


@pytest.fixture
def signers(key: Path, tmp_path: Path) -> Path:
    """The file that says whose key it is."""
    path = tmp_path / "allowed_signers"
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    path.write_text(f"editor@example.org {public}", encoding="utf-8")
    return path


def sign(collection: Collection, key: Path) -> None:
    """Commits a change of the record, and sets a tag, both signed."""
    collection.edit("The deputy minister's request", "The deputy minister's other request")
    ssh = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={key}")
    collection.git(*ssh, "commit", "--quiet", "--all", "-S", "--message", "Signed: say more")
    collection.git(*ssh, "tag", "--sign", "--message", "reviewed", "reviewed")


def found(*options: str | Path) -> dict[str, dict[str, str]]:
    run = successful("chain", "show", TALK, "--signatures", "-f", "json", *options)
    return {each["name"]: each for each in run.document["signatures"]}


def test_a_signature_by_a_trusted_key_is_good(
    collection: Collection, key: Path, signers: Path
) -> None:
    sign(collection, key)
    seen = found("--allowed-signers", signers)
    assert seen["Signed: say more"]["signature"] == "good"
    assert seen["Signed: say more"]["signer"] == "editor@example.org"
    assert seen["Signed: say more"]["key"].startswith("SHA256:")
    assert (seen["reviewed"]["object"], seen["reviewed"]["signature"]) == ("tag", "good")
    assert seen["reviewed"]["signer"] == "editor@example.org"
    assert seen["Take in the talk"]["signature"] == "none"
    assert "Take in the note on the bridge" not in seen
    tree = successful("chain", "show", TALK, "--allowed-signers", signers).out
    assert "tag reviewed: good by editor@example.org" in tree
    assert "Take in the talk: not signed" in tree


def test_what_a_record_was_called_before_counts_too(
    collection: Collection, key: Path, signers: Path
) -> None:
    sign(collection, key)
    collection.git("mv", f"records/{TALK}", "records/renamed")
    moved = collection.records / "renamed" / "record.toml"
    source = moved.read_text(encoding="utf-8")
    moved.write_text(source.replace(f'id = "{TALK}"', 'id = "renamed"', 1), encoding="utf-8")
    collection.git("commit", "--quiet", "--all", "--message", "Call it otherwise")
    again = collection.records / TALK / "record.toml"
    again.parent.mkdir()
    again.write_text(f'schema = 1\nid = "{TALK}"\ntitle = "Another"\n', encoding="utf-8")
    collection.git("add", "--all")
    collection.git("commit", "--quiet", "--message", "Give the name to another")

    run = successful("chain", "show", "renamed", "--allowed-signers", signers, "--format", "json")
    seen = {each["name"]: each["signature"] for each in run.document["signatures"]}
    assert (seen["Signed: say more"], seen["reviewed"]) == ("good", "good")
    assert seen["Call it otherwise"] == "none"
    assert "Take in the talk" in seen
    assert "Give the name to another" not in seen


def test_without_a_trusted_key_a_signature_is_untrusted(collection: Collection, key: Path) -> None:
    sign(collection, key)
    seen = found()
    assert seen["Signed: say more"]["signature"] == "untrusted"
    assert seen["reviewed"]["signature"] == "untrusted"


def test_what_the_repository_trusts_does_not_count(
    collection: Collection,
    key: Path,
    signers: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    sign(collection, key)
    collection.git("config", "gpg.ssh.allowedSignersFile", signers)
    assert found()["Signed: say more"]["signature"] == "untrusted"
    own = tmp_path / "gitconfig"
    own.write_text(f'[gpg "ssh"]\n\tallowedSignersFile = {signers}\n', encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    assert found()["Signed: say more"]["signature"] == "good"


def test_no_program_of_the_repository_is_run(
    collection: Collection, key: Path, tmp_path: Path
) -> None:
    sign(collection, key)
    witness = tmp_path / "was-run"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{witness}'\n", encoding="utf-8")
    program.chmod(0o755)
    for setting in ("gpg.program", "gpg.ssh.program", "gpg.openpgp.program", "gpg.x509.program"):
        collection.git("config", setting, program)
    found()
    assert not witness.exists()


def test_a_tag_that_was_changed_after_signing_is_bad(
    collection: Collection, key: Path, signers: Path, tmp_path: Path
) -> None:
    sign(collection, key)
    changed = collection.git("cat-file", "tag", "reviewed").replace("\nreviewed\n", "\nrevised\n")
    file = tmp_path / "tag"
    file.write_text(changed + "\n", encoding="utf-8")
    forged = collection.git("hash-object", "-t", "tag", "-w", file)
    collection.git("update-ref", "refs/tags/reviewed", forged)
    assert found("--allowed-signers", signers)["reviewed"]["signature"] == "bad"


def test_without_the_program_it_says_so(
    collection: Collection, key: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sign(collection, key)
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("git", "env", "sh"):
        (tools / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(tools))
    run = successful("chain", "show", TALK, "--signatures")
    assert "needs ssh-keygen" in run.err
    assert "Signed: say more: unverified" in run.out


def test_a_file_of_signers_that_is_not_there(collection: Collection) -> None:
    error, _ = provtrack("chain", "show", TALK, "--allowed-signers", "nobody").complaint
    assert error == "nobody: no such file"


def test_a_repository_without_commits_has_no_signatures(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(collection.root / ".git")
    collection.git("init", "--quiet")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert found() == {}


@pytest.fixture
def key_ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A key ring of its own with one OpenPGP key, in a short path: sockets allow no long one."""
    if shutil.which("gpg") is None:
        pytest.skip("gpg is not installed")
    with tempfile.TemporaryDirectory(prefix="gpg") as home:
        monkeypatch.setenv("GNUPGHOME", home)
        user = ["--quick-gen-key", "Editor <editor@example.org>", "ed25519", "sign", "never"]
        subprocess.run(
            ["gpg", "--batch", "--quiet", "--passphrase", "", *user],
            check=True,
            capture_output=True,
        )
        yield
        subprocess.run(["gpgconf", "--kill", "all"], check=False, capture_output=True)


@pytest.mark.usefixtures("key_ring")
def test_openpgp_signatures_are_verified_by_the_users_own_key_ring(collection: Collection) -> None:
    collection.edit("The deputy minister's request", "The deputy minister's other request")
    collection.git("commit", "--quiet", "--all", "-S", "--message", "Signed: say more")
    collection.git("tag", "--sign", "--message", "reviewed", "reviewed")
    seen = found()
    assert seen["Signed: say more"]["signature"] == "good"
    assert seen["reviewed"]["signature"] == "good"
    assert seen["reviewed"]["signer"] == "Editor <editor@example.org>"
