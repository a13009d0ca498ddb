"""Which commits and tags that touch a record are signed, by git's own verification.

Neither the programs that verify nor the keys that are trusted are taken from the repository: its
configuration may be a stranger's. OpenPGP keys are those of the user's own key ring, SSH keys those
of the user's own ``gpg.ssh.allowedSignersFile`` or of a file that the user names.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from provtrack.errors import ProvtrackError
from provtrack.schemas.documents.chain import ChainSignature
from provtrack.store.log import log

if TYPE_CHECKING:
    from provtrack.store.git import History
    from provtrack.store.repository import Repository

_Verdict = Literal[
    "good", "untrusted", "bad", "expired", "revoked", "unknown-key", "unverified", "none"
]

_PROGRAMS = {"PGP": "gpg", "SSH": "ssh-keygen", "X509": "gpgsm"}
"""What git calls to verify each kind of signature."""

_GRADES: dict[str, _Verdict] = {
    "G": "good", "U": "untrusted", "B": "bad", "X": "expired", "Y": "expired", "R": "revoked",
    "E": "unknown-key", "N": "none",
}  # fmt: skip
"""git's letters (git-log, "%G?")."""

_STATUS: tuple[tuple[str, _Verdict], ...] = (
    (r"BADSIG|incorrect signature|Signature verification failed", "bad"),
    (r"REVKEYSIG", "revoked"),
    (r"EXPKEYSIG|EXPSIG", "expired"),
    (r"ERRSIG|NO_PUBKEY", "unknown-key"),
    (r"TRUST_UNDEFINED|TRUST_NEVER|No principal matched", "untrusted"),
    (r"GOODSIG|Good \"git\" signature", "good"),
)
"""What ``git verify-tag --raw`` prints, the worst first (GnuPG's DETAILS; ssh-keygen)."""


def _if_verified(verdict: _Verdict, kind: str) -> _Verdict:
    """The verdict, unless git had no program to ask: it says "bad" or "none" then."""
    if kind and shutil.which(_PROGRAMS[kind]) is None:
        return "unverified"
    return "unknown-key" if verdict == "none" else verdict


def signatures(
    repository: "Repository", record_id: str, allowed_signers: Path | None = None
) -> tuple[ChainSignature, ...]:
    """The commits that touch a record, newest first, then the annotated tags that hold it.

    Args:
        repository: where the record is.
        record_id: its id; what it was called before counts too.
        allowed_signers: SSH keys that are trusted (ssh-keygen, "ALLOWED SIGNERS"); without it
            those of the user's own configuration.

    Raises:
        ProvtrackError: the file of allowed signers is not there.
    """
    if allowed_signers is not None and not allowed_signers.is_file():
        raise ProvtrackError(
            f"{allowed_signers}: no such file",
            "name a file of allowed signers, a line each: PRINCIPAL KEYTYPE KEY",
        )
    history = repository.history
    options = _options(history, allowed_signers)
    path = repository.git_path(record_id)
    eras = {path: ["HEAD"], **_called_before(repository.top, path)}
    return (*_commits(history, options, eras), *_tags(history, options, eras))


def _called_before(top: Path, path: str) -> dict[str, list[str]]:
    """What a record's directory was called before, and the commits up to which it was."""
    found: dict[str, list[str]] = {}
    commits = log(top, "HEAD", f"{path}/record.toml").commits
    for commit in commits:
        for parent in commit.parents:
            old, _, _ = commits[parent].path.rpartition("/")
            if commits[parent].path != commit.path:
                found.setdefault(old, []).append(f"{commit.id}^@")
    return found


def _options(history: "History", allowed_signers: Path | None) -> list[str]:
    """Configuration that stands above that of the repository."""
    trusted = str(allowed_signers.resolve()) if allowed_signers else ""
    trusted = trusted or history.own_setting("gpg.ssh.allowedSignersFile") or os.devnull
    return [
        "gpg.program=gpg",
        "gpg.openpgp.program=gpg",
        "gpg.x509.program=gpgsm",
        "gpg.ssh.program=ssh-keygen",
        f"gpg.ssh.allowedSignersFile={trusted}",
        "gpg.ssh.revocationFile=",
        "gpg.ssh.defaultKeyCommand=",
        "gpg.minTrustLevel=undefined",
        "log.showSignature=false",
    ]


def _commits(
    history: "History", options: Sequence[str], eras: Mapping[str, Sequence[str]]
) -> Iterator[ChainSignature]:
    form = "%H%x00%cs%x00%cn%x00%G?%x00%GS%x00%GF%x00%s%x00"
    paths = [f":(top,literal){path}" for path in eras]
    own = {
        commit
        for path, (_, ends) in zip(paths, eras.items(), strict=True)
        for commit in history.run_with(options, "rev-list", *ends, "--", path).split()
    }
    fields = history.run_with(options, "log", f"--format={form}", "-z", "HEAD", "--", *paths).split(
        "\0"
    )
    for start in range(0, len(fields) - 7, 8):
        id_, date, by, grade, signer, key, subject = fields[start : start + 7]
        if id_ not in own:  # another record's, of a name that was this one's
            continue
        verdict = _GRADES.get(grade, "unknown-key")
        if verdict != "none" or history.signature_kind(id_):
            verdict = _if_verified(verdict, history.signature_kind(id_))
        yield ChainSignature(
            object="commit",
            id=id_,
            name=subject,
            date=date,
            by=by,
            signature=verdict,
            signer=signer,
            key=key,
        )


def _tags(
    history: "History", options: Sequence[str], paths: Iterable[str]
) -> Iterator[ChainSignature]:
    form = "%(objectname)%00%(objecttype)%00%(refname:short)%00%(taggername)%00%(taggerdate:short)"
    for line in history.run_with(
        options, "for-each-ref", f"--format={form}", "refs/tags"
    ).splitlines():
        id_, kind, name, by, date = line.split("\0")
        if kind != "tag" or not any(history.read(id_, f"{path}/record.toml") for path in paths):
            continue
        verdict, signer, key = _verified_tag(history, options, id_)
        yield ChainSignature(
            object="tag", id=id_, name=name, date=date, by=by, signature=verdict, signer=signer,
            key=key,
        )  # fmt: skip


def _verified_tag(
    history: "History", options: Sequence[str], id_: str
) -> tuple[_Verdict, str, str]:
    kind = history.signature_kind(id_)
    if not kind:
        return "none", "", ""
    said = history.complaints(options, "verify-tag", "--raw", id_)
    verdicts = (found for form, found in _STATUS if re.search(form, said))
    verdict = _if_verified(next(verdicts, "unknown-key"), kind)
    signer = re.search(r"signature for (.+?) with|GOODSIG \w+ (.+)", said)
    key = re.search(r"key (SHA256:\S+)|VALIDSIG (\w+)", said)
    return (
        verdict,
        next(filter(None, signer.groups()), "") if signer else "",
        next(filter(None, key.groups()), "") if key else "",
    )
