"""``provtrack chain``: show, add, verify."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provtrack.cli.options import Output, Quiet, Repo, complete_record, complete_text, format_option
from provtrack.cli.session import Session, print_result
from provtrack.errors import ExitCode, ProvtrackError
from provtrack.refs import RecordRef

if TYPE_CHECKING:
    from provtrack.model import Defect
    from provtrack.schemas.documents.chain import ChainSignature
    from provtrack.schemas.files import Record

chain = typer.Typer(
    add_completion=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Show, extend and verify where a record's texts come from.

    **Example:** `provtrack chain show filatov-pak-1956-02-25`
    """,
)


@chain.command("show")
def show(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help="A record, or RECORD/VARIANT[@N]: only what that text comes from.",
            autocompletion=complete_text,
            show_default=False,
        ),
    ],
    signatures: Annotated[
        bool,
        typer.Option(
            "--signatures",
            help="Say which commits and tags that touch the record are signed, and verify.",
        ),
    ] = False,
    allowed_signers: Annotated[
        Path | None,
        typer.Option(
            "--allowed-signers",
            metavar="FILE",
            help="SSH keys to trust, instead of those in your own git configuration.",
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[str | None, format_option("chain")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Show a record's provenance, from the original to each upload.

    States stand below what they were made from. What is assumed or unknown is marked, and so is
    a state that no step makes; what cannot be is listed at the end.

    **Examples:** `provtrack chain show report-1956`,
    `provtrack chain show report-1956/goldberg -o chain.svg`
    """
    from provtrack.chain.describe import describe
    from provtrack.store.chain import sources_of, texts_of

    session = Session(repo, quiet)
    parsed = record_reference(session, ref)
    record = session.repository.record_of(parsed)
    revision = "" if _is_number(parsed.revision) else parsed.revision
    document = describe(
        record,
        session.repository.agents(),
        {} if revision else texts_of(session.repository, record),
        None if revision else sources_of(session.repository, record),
        signatures=_signatures(session, record.id, allowed_signers)
        if signatures or allowed_signers
        else None,
        only=_state(record, parsed),
    )
    session.emit("chain", document, output_format, output)


@chain.command("add")
def add(
    record_id: Annotated[
        str,
        typer.Argument(
            metavar="RECORD",
            help="The record whose chain goes on.",
            autocompletion=complete_record,
            show_default=False,
        ),
    ],
    activity: Annotated[
        str,
        typer.Option(
            "--activity",
            "-a",
            metavar="ACTIVITY",
            help="What happened: creation, custody, copy, transcription, translation, revision, "
            "correction, import, upload or withdrawal.",
            show_default=False,
        ),
    ],
    uses: Annotated[
        list[str] | None,
        typer.Option(
            "--uses",
            metavar="STATE",
            help="A state that it started from, 'original' or goldberg@2; a variant's id alone is "
            "its last state. May be repeated.",
            show_default=False,
        ),
    ] = None,
    generates: Annotated[
        str,
        typer.Option(
            "--generates",
            metavar="STATE",
            help="The state that it made; a variant's id alone is its next state. Without it: "
            "none, as of an upload.",
            show_default=False,
        ),
    ] = "",
    agent: Annotated[
        list[str] | None,
        typer.Option(
            "--agent",
            metavar="ID[=ROLE]",
            help="Who did it, by the id in agents.toml, with the role where the activity does not "
            "say it: radchenko-sergey=obtained. May be repeated.",
            show_default=False,
        ),
    ] = None,
    date: Annotated[
        str,
        typer.Option(
            "--date",
            metavar="EDTF",
            help="When: 1956-02-25, 1956-02~ (about); without it: not known.",
            show_default=False,
        ),
    ] = "",
    status: Annotated[
        str,
        typer.Option(
            "--status", metavar="STATUS", help="How well it is known: attested, assumed, unknown."
        ),
    ] = "attested",
    evidence: Annotated[
        str,
        typer.Option(
            "--evidence",
            metavar="TEXT",
            help="What the statement rests on: words, or a key of record.toml such as "
            "archive.as_printed.",
            show_default=False,
        ),
    ] = "",
    url: Annotated[
        str,
        typer.Option(
            "--url", metavar="URL", help="Where an upload can be read.", show_default=False
        ),
    ] = "",
    identifier: Annotated[
        list[str] | None,
        typer.Option(
            "--identifier",
            metavar="KEY=VALUE",
            help="A number that the publisher gave it. May be repeated.",
            show_default=False,
        ),
    ] = None,
    note: Annotated[
        str,
        typer.Option("--note", metavar="TEXT", help="Anything worth saying.", show_default=False),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the step and write nothing.")
    ] = False,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Append a step to a record's chain.

    The step gets the next id, and the hash of the text where it makes a state of a variant that
    is kept here. A step that would make the chain contradict itself is refused; nothing that
    stands in the file is changed.

    **Example:** `provtrack chain add report-1956 --activity upload --uses goldberg@1
    --agent hppp-digital-archive --date 2015-03-02 --evidence "the page" --url https://example.org/7`
    """
    from provtrack.chain import defects
    from provtrack.cli.chain import typed
    from provtrack.schemas.files import Activity, Standing
    from provtrack.store.chain import stage_step, texts_of
    from provtrack.text import text_sha256

    session = Session(repo, quiet)
    repository = session.repository
    record = repository.record(record_id)
    agents = repository.agents()
    texts = texts_of(repository, record)
    made = typed.generated(record, generates)
    variant, at, _ = made.partition("@")
    ids, roles = typed.people(agents, agent or [])
    step = {
        "id": typed.next_id(record),
        "activity": typed.choice("--activity", activity, [each.value for each in Activity]),
        "uses": typed.used(record, uses or []),
        "generates": made,
        "agents": ids,
        "roles": roles,
        "date": typed.date(date),
        "status": typed.choice("--status", status, [each.value for each in Standing]),
        "evidence": evidence,
        "url": url,
        "identifiers": typed.pairs(identifier or []),
        "text_sha256": text_sha256(texts[variant]) if at and variant in texts else "",
        "note": note,
    }
    before = defects(record, agents, texts)
    written = stage_step(repository, record_id, typed.filled(step))
    after = defects(repository.record(record_id), agents, texts)
    _refuse_worse(before, after)
    if dry_run:
        print_result(written)
        return
    repository.write_staged()
    session.notify(f"written: records/{record_id}/record.toml, step {step['id']}")


@chain.command("verify")
def verify(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help="RECORD/VARIANT: the state that was uploaded last; RECORD/VARIANT@N: that state.",
            autocompletion=complete_text,
            show_default=False,
        ),
    ],
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help="What is online now: a saved page, DOCX, text …, or - for standard input. Without "
            "it the text in the working tree is verified.",
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[str | None, format_option("verification")] = None,
    output: Output = None,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Tell which state of the chain a text is, and exit with 1 when it is not the one it should be.

    A file should be the state that was uploaded last, the text in the working tree the last
    state. Hashes decide; where the text of the state is kept, what differs is shown.

    **Examples:** `provtrack chain verify report-1956/goldberg page.html`,
    `provtrack chain verify report-1956/goldberg`
    """
    from provtrack.cli.chain.verified import verified
    from provtrack.schemas.documents.verification import Outcome

    session = Session(repo, quiet)
    found = verified(session, record_reference(session, ref), file)
    session.emit("verification", found, output_format, output)
    if found.document.outcome is not Outcome.EQUAL:
        raise typer.Exit(ExitCode.FINDINGS)


def _refuse_worse(before: "tuple[Defect, ...]", after: "tuple[Defect, ...]") -> None:
    """Refuses a step that brings a defect that the chain has not had.

    Raises:
        ProvtrackError: it brings one.
    """
    known = {(defect.code, defect.message) for defect in before}
    codes = {defect.code for defect in before if defect.code == "hash-differs"}
    for defect in after:
        if (defect.code, defect.message) not in known and defect.code not in codes:
            raise ProvtrackError(f"the step cannot be: {defect.message}", defect.hint)


def _signatures(
    session: Session, record_id: str, allowed_signers: Path | None
) -> "tuple[ChainSignature, ...]":
    from provtrack.store.signatures import signatures

    found = signatures(session.repository, record_id, allowed_signers)
    if any(each.signature == "unverified" for each in found):
        session.notify(
            "note: some signatures could not be verified: git needs ssh-keygen for those with SSH "
            "keys, gpg for those with OpenPGP keys"
        )
    return found


def record_reference(session: Session, ref: str) -> RecordRef:
    """The parts of a reference to a record or to a text of one.

    Raises:
        ProvtrackError: it is a file, or names paragraphs.
    """
    parsed = session.desk.reader.parse(ref)
    if not isinstance(parsed, RecordRef):
        raise ProvtrackError(
            f"{ref!r} is a file, and only records have a chain", "name a record: RECORD/VARIANT"
        )
    if parsed.paragraphs:
        raise ProvtrackError(
            f"{ref!r}: a chain is of whole texts", "leave out the part from # onwards"
        )
    return parsed


def _is_number(revision: str) -> bool:
    return revision.isdigit()


def _state(record: "Record", ref: RecordRef) -> str:
    """The state that a reference with a variant names; ``""`` for one without."""
    if not ref.variant:
        return ""
    known = record.states(ref.variant)
    number = int(ref.revision) if _is_number(ref.revision) else max(known, default=0)
    if number not in known:
        names = ", ".join(dict.fromkeys(step.generates for step in record.step if step.generates))
        raise ProvtrackError(
            f"the chain of {record.id!r} has no state {ref.variant}"
            f"{f'@{number}' if number else ''}",
            f"its states: {names or 'none yet'}",
        )
    return f"{ref.variant}@{number}"
