"""Append-only: what a base revision says of the past, a later one still says."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from provtrack.model import Defect
from provtrack.schemas.files import Correction, Corrections, Record, Step

Entry = TypeVar("Entry", Step, Correction)


def steps_appended_only(base: Record, head: Record) -> tuple[Defect, ...]:
    """What became of steps that the base has, where it is anything but nothing.

    Args:
        base: the record as of an earlier revision.
        head: the record now.

    Returns:
        Defects of the codes ``step-removed``, ``step-changed`` and ``step-moved``, in the order of
        the head, those removed first.
    """
    return tuple(_compare("step", base.step, head.step, "record.toml", _step_keys))


def corrections_appended_only(base: Corrections, head: Corrections) -> tuple[Defect, ...]:
    """As :func:`steps_appended_only`, of the ledger.

    Returns:
        Defects of the codes ``correction-removed``, ``correction-changed``, ``correction-moved``.
    """
    return tuple(
        _compare("correction", base.correction, head.correction, "corrections.toml", _entry_keys)
    )


def _step_keys(step: Step) -> dict[str, object]:
    return step.model_dump(by_alias=True)


def _entry_keys(entry: Correction) -> dict[str, object]:
    # Who reviewed an entry is known only after it was written.
    return entry.model_dump(by_alias=True, exclude={"reviewed_by"} if not entry.reviewed_by else {})


def _compare(
    table: str,
    base: Sequence[Entry],
    head: Sequence[Entry],
    file: str,
    keys: Callable[[Entry], dict[str, object]],
) -> Iterator[Defect]:
    places = {entry.id: place for place, entry in enumerate(head)}
    undo = f"put it back and append a {table} that says what is different"
    for entry in base:
        if entry.id not in places:
            yield Defect(
                f"{table}-removed", f"the {table} {entry.id!r} was removed", undo, file, (table,)
            )
    last = -1
    old = {entry.id: keys(entry) for entry in base}
    for place, entry in enumerate(head):
        if entry.id not in old:
            continue
        before, now = old[entry.id], keys(entry)
        changed = [key for key, value in before.items() if now.get(key, value) != value]
        if changed:
            yield Defect(
                f"{table}-changed",
                f"the {table} {entry.id!r} was changed: {', '.join(changed)}",
                undo,
                file,
                (table, place, changed[0]),
            )
        last = place
    kept = [entry.id for entry in base if entry.id in places]
    order = [entry.id for entry in head if entry.id in old]
    moved = next((now for was, now in zip(kept, order, strict=True) if was != now), None)
    new_before = last - len(order) + 1 if order else 0
    if moved is not None or new_before > 0:
        name = moved or next(entry.id for entry in head if entry.id not in old)
        yield Defect(
            f"{table}-moved",
            f"the {table} {name!r} does not stand where it was appended",
            f"keep the order of the base; a new {table} stands at the end",
            file,
            (table, places[name], "id"),
        )
