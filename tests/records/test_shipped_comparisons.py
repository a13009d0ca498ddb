"""The traps of the shipped records are found: what an editor sees after `make demo`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import provtrack
from provtrack import Comparison, Edit, Span

ROOT = Path(__file__).parents[2]
TRAPS = tomllib.loads((Path(__file__).parent / "traps.toml").read_text(encoding="utf-8"))

Trap = dict[str, Any]


@cache
def compared(record: str, left: str, right: str) -> Comparison:
    return provtrack.compare(f"{record}/{left}", f"{record}/{right}", repo=ROOT)


def name(entry: Trap) -> str:
    sides = (entry.get("left", {}), entry.get("right", {}))
    return f"{entry['kind']}: " + " | ".join(str(side.get("text", "")) for side in sides)


@pytest.mark.parametrize("pair", TRAPS["pair"], ids=lambda pair: f"{pair['left']}-{pair['right']}")
def test_the_paragraphs_are_linked_as_an_editor_would(pair: Trap) -> None:
    comparison = compared(pair["record"], pair["left"], pair["right"])
    found = {(passage.link.left, passage.link.right) for passage in comparison.passages}
    wanted = {(tuple(left), tuple(right)) for left, right in pair["links"]}

    assert wanted - found == set()
    assert [
        (passage.link.left, passage.link.right)
        for passage in comparison.passages
        if passage.link.moved
    ] == [(tuple(left), tuple(right)) for left, right in pair["moved"]]


def covers(span: Span | None, side: Trap | None) -> bool:
    """Whether an edit's side holds the trap's words, or stands where they are missing."""
    if side is None:
        return span is None or not span.text
    return (
        span is not None
        and span.paragraph == side["paragraph"]
        and (side["text"] in span.text or span.text in side["text"])
        and bool(span.text)
    )


def is_the_trap(edit: Edit, trap: Trap) -> bool:
    return (
        edit.kind == trap["kind"]
        and edit.significance == trap["significance"]
        and (covers(edit.left, trap.get("left")) or covers(edit.right, trap.get("right")))
    )


def variants(trap: Trap) -> tuple[str, str]:
    if trap["record"].startswith("filatov"):
        return "plain", "close"
    named = [trap[side]["variant"] for side in ("left", "right") if side in trap]
    return (named[0], named[1]) if len(named) > 1 else ("literal", "modern")


@pytest.mark.parametrize("trap", TRAPS["trap"], ids=name)
def test_the_trap_is_found_and_named(trap: Trap) -> None:
    comparison = compared(trap["record"], *variants(trap))

    assert any(is_the_trap(edit, trap) for edit in comparison.edits)
