"""Comparisons kept by the contents of the two texts, in a database inside ``.git``.

A page that is drawn anew because its record says something else of it, or because of a template,
need not have its texts compared anew.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from provtrack.corpus.comparing import EMBEDDERS, Knowledge
from provtrack.corpus.engine import engine
from provtrack.corpus.remembered import Remembered
from provtrack.model import (
    Comparison,
    Edit,
    Kind,
    Link,
    Passage,
    Pin,
    Significance,
    Span,
    Status,
    Text,
)

_WITHOUT = ("cli", "site", "render", "importers", "citation", "history", "locate", "rules", "chain")
"""Rooms that have no part in a comparison; those that it is made in cannot import them."""


class Comparisons:
    """The comparisons of one repository.

    Args:
        directory: where they are kept.
        knowledge: what all are made with.
        lexicon: the repository's lexicon file, for texts in different languages.
    """

    def __init__(self, directory: Path, knowledge: Knowledge, lexicon: bytes) -> None:
        made_by = engine(*_WITHOUT)
        names = knowledge.names.entries if knowledge.names else ()
        said = [
            made_by,
            [str(each) for each in entry_points(group=EMBEDDERS)],
            [(entry.id, entry.written) for entry in names],
            sorted(knowledge.abbreviations.items()),
        ]
        self._start = hashlib.sha256(json.dumps(said).encode() + b"\0" + lexicon)
        self._found = Remembered(directory / "comparisons.sqlite", made_by)
        self._new: dict[bytes, bytes] = {}

    def key(self, left: Text, right: Text, pins: Sequence[Pin]) -> bytes:
        """The key of a comparison: a hash of all that it depends on."""
        digest = self._start.copy()
        texts = [(text.paragraphs, text.language, text.date) for text in (left, right)]
        digest.update(json.dumps([texts, [astuple(pin) for pin in pins]]).encode())
        return digest.digest()

    def known(self, key: bytes, left: Text, right: Text) -> Comparison | None:
        """The comparison of a key; ``None`` when it is not kept.

        Args:
            key: of :meth:`key`.
            left: the left text that it was made of.
            right: the right one.
        """
        value = self._new.get(key) or self._found.get(key)
        if value is None:
            return None
        try:
            said = json.loads(zlib.decompress(value))
            return Comparison(left, right, tuple(_passages(said, left, right)))
        except (zlib.error, ValueError, TypeError, IndexError):
            return None

    def keep(self, key: bytes, comparison: Comparison) -> None:
        """Keeps a comparison under its key, from the next :meth:`write` on."""
        said = [_said(passage) for passage in comparison.passages]
        self._new[key] = zlib.compress(json.dumps(said, separators=(",", ":")).encode(), 1)

    def write(self) -> None:
        """Puts on the disk what was kept since the last time."""
        if self._new:
            self._found.keep(self._new.items())
            self._new.clear()


def _said(passage: Passage) -> list[Any]:
    link = passage.link
    edits = [
        [edit.kind, edit.significance, *(_place(span) for span in (edit.left, edit.right))]
        for edit in passage.edits
    ]
    return [
        [link.left, link.right, link.score, link.confidence, link.moved, link.pinned],
        passage.status,
        edits,
    ]


def _place(span: Span | None) -> tuple[int, int, int] | None:
    return None if span is None else (span.paragraph, span.start, span.end)


def _passages(said: Sequence[Any], left: Text, right: Text) -> Iterator[Passage]:
    for (numbers, others, *rest), status, edits in said:
        yield Passage(
            Link(tuple(numbers), tuple(others), *rest),
            Status(status),
            tuple(
                Edit(Kind(kind), Significance(matters), _span(left, here), _span(right, there))
                for kind, matters, here, there in edits
            ),
        )


def _span(text: Text, place: Sequence[int] | None) -> Span | None:
    if place is None:
        return None
    number, start, end = place
    return Span(text.paragraph(number)[start:end], number, start, end)
