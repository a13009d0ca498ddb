"""Which version of a text a reference names: its state, its hash, and the commit it stands in."""

from dataclasses import replace
from typing import TYPE_CHECKING

from provtrack.citation.values import Version
from provtrack.errors import ProvtrackError
from provtrack.refs import RecordRef
from provtrack.text import split_lines, text_sha256

if TYPE_CHECKING:
    from provtrack.schemas.files import Record
    from provtrack.store.repository import Repository


def version_of(repository: "Repository", record: "Record", ref: RecordRef) -> Version:
    """The version that a reference names.

    The commit of a state is the first that had its text, so that the same version is called the
    same however the history goes on; that of a git revision is the revision.

    Args:
        repository: where the record is.
        record: as of the reference's revision.
        ref: what was asked for.

    Raises:
        ProvtrackError: there is no such text, state or paragraph.
    """
    version = Version(record.id, ref.variant)
    if not ref.variant:
        return _dated(repository, replace(version, commit=_commit_of_record(repository, ref)))
    if record.find_variant(ref.variant) is None and record.states(ref.variant):
        return _dated(repository, _not_kept(repository, record, ref))
    paragraphs = repository.paragraphs(record, ref)
    _check_paragraphs(ref, len(paragraphs))
    sha256 = text_sha256(paragraphs)
    state = _state(record, ref, sha256)
    is_git = bool(ref.revision) and not (ref.revision.isdigit() and str(state) == ref.revision)
    commit = (
        repository.history.resolve(ref.revision)
        if is_git
        else _introduced(repository, f"{record.id}/{ref.variant}.txt", sha256)
    )
    run = ref.paragraphs
    return _dated(
        repository,
        Version(
            record.id,
            ref.variant,
            state,
            run.first if run else 0,
            run.last if run else 0,
            sha256,
            commit,
        ),
    )


def _dated(repository: "Repository", version: Version) -> Version:
    if not version.commit:
        return version
    return replace(version, committed=repository.history.committed(version.commit))


def _commit_of_record(repository: "Repository", ref: RecordRef) -> str:
    if ref.revision:
        return repository.history.resolve(ref.revision)
    return repository.history.last_commit(repository.git_path(ref.record))


def _not_kept(repository: "Repository", record: "Record", ref: RecordRef) -> Version:
    """A state that the chain knows, of a text that is its publisher's and not kept here."""
    states = record.states(ref.variant)
    number = int(ref.revision) if ref.revision.isdigit() else max(states)
    name = f"{record.id}/{ref.variant}"
    if ref.paragraphs or number not in states:
        raise ProvtrackError(
            f"{name}: its text is not kept here, so that its paragraphs cannot be cited"
            if ref.paragraphs
            else f"{name}: the chain knows no state {ref.revision!r} of it",
            f"cite it as a whole: {name}@{max(states)}",
        )
    commit = repository.history.last_commit(repository.git_path(record.id))
    return Version(
        record.id, ref.variant, number, text_sha256=states[number].text_sha256, commit=commit
    )


def _check_paragraphs(ref: RecordRef, count: int) -> None:
    if ref.paragraphs and ref.paragraphs.last > count:
        raise ProvtrackError(
            f"{ref.record}/{ref.variant}: there is no paragraph {ref.paragraphs.last}",
            f"the text has {count}: #p1-{count}",
        )


def _state(record: "Record", ref: RecordRef, sha256: str) -> int:
    """The number asked for, else the newest state of that text; 0 for a text that is none."""
    states = record.states(ref.variant)
    asked = int(ref.revision) if ref.revision.isdigit() and len(ref.revision) <= 6 else 0  # noqa: PLR2004  # a state's number has six digits at most
    if asked in states and states[asked].text_sha256 == sha256:
        return asked
    return max((number for number, step in states.items() if step.text_sha256 == sha256), default=0)


def _introduced(repository: "Repository", path: str, sha256: str) -> str:
    """The first commit that had a text of this hash, ``""`` when none did."""
    for commit, data in repository.history.introductions(repository.git_path(path)):
        if text_sha256(split_lines(data.decode("utf-8", "replace"))) == sha256:
            return commit
    return ""
