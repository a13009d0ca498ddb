"""``provtrack pin`` and ``provtrack unpin``."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from provtrack.cli.options import Quiet, Repo, complete_text
from provtrack.cli.session import Session
from provtrack.errors import ProvtrackError
from provtrack.refs import RecordRef

if TYPE_CHECKING:
    from provtrack.model import Text

_Side = tuple[RecordRef, "Text", tuple[int, ...]]

Left = Annotated[
    str,
    typer.Argument(
        metavar="LEFT",
        help="RECORD/VARIANT#p3 or #p3-4; without #p: nothing there answers the other side.",
        autocompletion=complete_text,
        show_default=False,
    ),
]
Right = Annotated[
    str,
    typer.Argument(
        metavar="RIGHT",
        help="Paragraphs of another variant of the same record, in the same form.",
        autocompletion=complete_text,
        show_default=False,
    ),
]


def pin(
    left: Left,
    right: Right,
    apart: Annotated[
        bool, typer.Option("--apart", help="Rule that they do not answer each other.")
    ] = False,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why.", show_default=False)
    ] = "",
    editor: Annotated[
        str,
        typer.Option(
            "--editor",
            metavar="NAME",
            help="Who rules it; git's user.name by default.",
            show_default=False,
        ),
    ] = "",
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Rule that paragraphs answer each other, or with `--apart` that they do not.

    The ruling is kept in the record's `alignment.toml` and follows its paragraphs when they are
    reworded. `align` and `compare` obey it.

    **Examples:** `provtrack pin report-1956/goldberg#p3-4 report-1956/draft#p3 --reason "split"`,
    `provtrack pin report-1956/goldberg#p9 report-1956/draft` (paragraph 9 has no counterpart)
    """
    from provtrack.store.pinning import stage_pin

    session = Session(repo, quiet)
    sides = _side(session, left), _side(session, right)
    _check(sides, apart=apart)
    record_id = sides[0][0].record
    places = _same(session, sides)
    if places:
        raise ProvtrackError(
            f"pin {places[0] + 1} of {record_id} rules on these paragraphs already",
            f"take it away first: provtrack unpin {left} {right}",
        )
    ruling = {
        "apart": apart,
        "editor": editor or session.repository.history.user_name(),
        "reason": reason,
        "date": dt.date.today().isoformat(),  # noqa: DTZ011  # the editor's own calendar
    }
    kept = (
        (sides[0][0].variant, sides[0][1], sides[0][2]),
        (sides[1][0].variant, sides[1][1], sides[1][2]),
    )
    stage_pin(session.repository, record_id, kept, ruling)
    session.repository.write_staged()
    session.notify(f"written: records/{record_id}/alignment.toml")


def unpin(left: Left, right: Right, repo: Repo = None, quiet: Quiet = False) -> None:
    """Take away the rulings on exactly these paragraphs.

    **Example:** `provtrack unpin report-1956/goldberg#p3-4 report-1956/draft#p3`
    """
    from provtrack.store.pinning import drop_if_empty, stage_without

    session = Session(repo, quiet)
    sides = _side(session, left), _side(session, right)
    record_id = sides[0][0].record
    places = _same(session, sides)
    if not places:
        raise ProvtrackError(
            f"no pin of {record_id} rules on exactly these paragraphs",
            f"see records/{record_id}/alignment.toml for the pins that are there",
        )
    stage_without(session.repository, record_id, places)
    session.repository.write_staged()
    drop_if_empty(session.repository, record_id)
    session.notify(f"written: records/{record_id}/alignment.toml")


def _side(session: Session, ref: str) -> _Side:
    """The variant, its whole text, and the numbers of the paragraphs that were named."""
    parsed = session.desk.reader.parse(ref)
    if not isinstance(parsed, RecordRef) or not parsed.variant or parsed.revision:
        raise ProvtrackError(
            f"{ref!r}: only paragraphs of a variant in the working tree can be pinned",
            "write RECORD/VARIANT#p3 or RECORD/VARIANT#p3-4",
        )
    numbers = tuple(session.desk.text(ref).numbers) if parsed.paragraphs else ()
    return parsed, session.desk.reader.whole(parsed), numbers


def _check(sides: tuple[_Side, _Side], *, apart: bool) -> None:
    (left, _, left_numbers), (right, _, right_numbers) = sides
    if left.record != right.record or left.variant == right.variant:
        raise ProvtrackError(
            f"{left.record}/{left.variant} and {right.record}/{right.variant}: "
            "a pin holds between two variants of one record",
            "name two variants of the same record",
        )
    if not (left_numbers and right_numbers) and (apart or not (left_numbers or right_numbers)):
        raise ProvtrackError(
            "no paragraphs were named on one of the sides" if apart else "no paragraph was named",
            "write #p3 or #p3-4 behind the variant",
        )


def _same(session: Session, sides: tuple[_Side, _Side]) -> list[int]:
    """The places in the file of the pins on exactly these paragraphs."""
    (left, _, left_numbers), (right, _, right_numbers) = sides
    resolved = session.desk.resolve_pins(left, right)
    return [
        place
        for pin, place in zip(resolved.pins, resolved.entries, strict=True)
        if (pin.left, pin.right) == (left_numbers, right_numbers)
    ]
