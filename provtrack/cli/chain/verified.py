"""From a reference and a file to the verdict of ``chain verify``."""

from typing import TYPE_CHECKING, Literal

from provtrack.chain.verifying import uploads, verify
from provtrack.errors import ProvtrackError
from provtrack.model import Text
from provtrack.refs import RecordRef
from provtrack.render.verified import Verified
from provtrack.schemas.documents.verification import Outcome, Upload, Verification
from provtrack.store.chain import state_texts
from provtrack.text import text_sha256

if TYPE_CHECKING:
    from provtrack.cli.session import Session
    from provtrack.schemas.files import Record

_Because = Literal["named", "uploaded", "last"]


def verified(session: "Session", ref: RecordRef, file: str | None) -> Verified:
    """Which state of the chain a text is.

    Raises:
        ProvtrackError: the chain knows no state of such a variant, or a text cannot be read.
    """
    record = session.repository.record(ref.record)
    variant = ref.variant or _only_variant(record)
    known = uploads(record, variant, session.repository.agents())
    expected, because = _expected(record, ref, variant, known if file is not None else ())
    text = session.desk.text(file if file is not None else f"{record.id}/{variant}")
    texts = state_texts(session.repository, record, variant)
    commit, wanted = texts.get(expected, ("", None))
    verdict = verify(record, variant, expected, text.paragraphs, wanted)
    if verdict.state:
        commit = texts.get(verdict.state, ("", None))[0]
    document = Verification(
        schema_="provtrack.verification/1",
        record=record.id,
        variant=variant,
        text=text.ref,
        paragraphs=len(text.paragraphs),
        text_sha256=text_sha256(text.paragraphs),
        expected=f"{variant}@{expected}",
        because=because,
        expected_sha256=record.states(variant)[expected].text_sha256,
        outcome=verdict.outcome,
        state=f"{variant}@{verdict.state}" if verdict.state else "",
        commit=commit,
        at_hand=wanted is not None,
        uploads=known,
        comparison=None,
    )
    if wanted is None or verdict.outcome is Outcome.UNKNOWN:
        return Verified(document)
    kept = record.find_variant(variant)
    state = Text(
        f"{record.id}/{variant}@{expected}",
        wanted,
        language=kept.language if kept else text.language,
        title=kept.title if kept else "",
        date=record.date,
    )
    return Verified(document, session.desk.compare(state, text))


def _only_variant(record: "Record") -> str:
    ids = dict.fromkeys([variant.id for variant in record.variant])
    if len(ids) == 1:
        return next(iter(ids))
    choices = ", ".join(f"{record.id}/{id_}" for id_ in ids) or "none yet"
    raise ProvtrackError(
        f"{record.id!r} is a record, and one text is verified at a time",
        f"name one of its variants: {choices}",
    )


def _expected(
    record: "Record", ref: RecordRef, variant: str, known: tuple[Upload, ...]
) -> tuple[int, _Because]:
    """The number of the state that the text should be, and why that one."""
    states = record.states(variant)
    if not states:
        raise ProvtrackError(
            f"the chain of {record.id!r} knows no state of {variant!r}",
            f"add the step that made it: provtrack chain add {record.id} --generates {variant}@1 …",
        )
    if ref.revision:
        number = int(ref.revision) if ref.revision.isdigit() else 0
        if number not in states:
            raise ProvtrackError(
                f"{record.id}/{variant}@{ref.revision}: the chain knows no such state",
                f"its states: {', '.join(f'{variant}@{each}' for each in sorted(states))}",
            )
        return number, "named"
    for upload in reversed(known):
        number = int(upload.state.partition("@")[2] or 0)
        if number in states and not upload.withdrawn:
            return number, "uploaded"
    return max(states), "last"
