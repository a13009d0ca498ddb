"""Rules on the names in a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from provtrack.names import without_possessive
from provtrack.romanisation import letters, sounds_same
from provtrack.rules.case import LONGEST_PARAGRAPH, Case, Document, Shared
from provtrack.rules.model import Hit, Level, rule
from provtrack.rules.skim import glances, places_of
from provtrack.text import fold, tokenize

_NAMES = (
    '[[name]]\nid = "pak-yeong-bin"\npreferred = "Pak Yeong-bin"\n'
    'forms = [{ form = "Pak Yong Bin", system = "North Korean" }]\n'
)


@dataclass(slots=True)
class _Spelling:
    """One way in which a text writes a name: as first written, where, and how often."""

    written: str
    start: int
    end: int
    count: int = field(default=1)


@rule(
    "PT511",
    "two-spellings",
    Level.WARNING,
    fails=[
        {
            "names.toml": _NAMES,
            "goldberg.txt": "Pak Yeong-bin spoke. Then Pak Yong Bin left.\n",
        },
        {"goldberg.txt": "We saw Ch’oe Ch’ang-ik there. Later Choe Chang-ik left.\n"},
    ],
    passes=[
        {
            "names.toml": _NAMES,
            "goldberg.txt": "Pak Yeong-bin spoke. Then Pak Yeong-bin’s deputy.\n",
        }
    ],
)
def two_spellings(case: Case) -> Iterator[Hit]:
    """One name spelled in two ways in one text.

    A reader takes them for two people. The authority file says which forms are one name; between
    names that it does not have, the rules of romanisation do. The rarer spelling is reported,
    with the first place of the other one.

    Choose one. Where the author wrote both, waive the rule there.
    """
    for document in case.readable:
        for bearers in _spellings(case, document).values():
            if len(bearers) > 1:
                main = max(bearers, key=lambda each: (each.count, -each.start))
                other = (document.place(main.start, main.end), f"{main.written!r} here")
                for spelling in bearers:
                    if spelling is not main:
                        yield document.hit(
                            f"{spelling.written!r} is {main.written!r} elsewhere in this text "
                            f"({spelling.count} and {main.count} times)",
                            "choose one spelling",
                            spelling.start,
                            spelling.end,
                            other=other,
                        )


_WORD = r"[^\W\d_a-zа-яё][^\W\d_]*(?:[’'ʼ][^\W\d_]+)*(?:-[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*)*"
_RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:[ \xa0]{_WORD}){{1,4}}")
"""Two to five words with capitals: a name, with what may stand before it."""


_Names = tuple[list[tuple[str, str, int]], list[tuple[str, str, int]]]
"""Names that are known, and names that are not: key, spelling and first character."""


def _spellings(case: Case, document: Document) -> dict[str, list[_Spelling]]:
    """The spellings of each name, by the entry of the authority or a key of its sound."""
    found: dict[str, dict[str, _Spelling]] = {}
    unknown: dict[str, dict[str, _Spelling]] = {}
    read: dict[str, _Names] = case.read.setdefault("spellings", {})
    for paragraph, glance in zip(document.paragraphs, glances(case, document), strict=True):
        text = paragraph.text
        if len(text) > LONGEST_PARAGRAPH:
            continue
        if text not in read:
            known = list(_known(text, glance.names, case.shared)) if glance.names else []
            read[text] = (known, list(_unknown(text, case.shared)))
        for names, spellings in zip(read[text], (found, unknown), strict=True):
            for key, written, start in names:
                place = document.in_paragraph(paragraph.number, start, start + len(written))
                _add(spellings, key, written, place)
    alike = {key: list(spellings.values()) for key, spellings in found.items()}
    return alike | _alike(unknown)


def _known(text: str, words: Iterable[str], shared: Shared) -> Iterator[tuple[str, str, int]]:
    """Names of the authority file; they begin with these words."""
    authority, seen = shared.authority, shared.looked_up
    several = _several(authority.most_words)
    done = 0
    for start in places_of(words, text):
        if start < done:
            continue
        found = several.match(text, start, start + authority.longest_form)
        ahead = found[0] if found else ""
        if ahead not in seen:
            tokens = tokenize(ahead)
            last, id_ = authority.longest_at(tokens, 0)
            seen[ahead] = (tokens[last - 1].end if id_ else 0, id_ or "")
        length, id_ = seen[ahead]
        if length:
            done = start + length
        if id_ in shared.bearers:
            yield id_, without_possessive(text[start:done]), start


@lru_cache(maxsize=16)
def _several(count: int) -> re.Pattern[str]:
    """A pattern for up to so many words that may be one name."""
    word = r"\w+(?:['’ʼ]\w+)*"
    return re.compile(rf"{word}(?:\W{{1,3}}{word}){{0,{count}}}")


def _unknown(text: str, shared: Shared) -> Iterator[tuple[str, str, int]]:
    """Names of several words that no entry of the authority has, by a key of their sound."""
    known = shared.identified
    for match in _RUN.finditer(text):
        words = re.split(r"[ \xa0]", without_possessive(match[0]))
        for skipped in range(len(words) - 1):  # "Later Choe Chang-ik", "Premiers Choe Chang-ik"
            written = " ".join(words[skipped:])
            if written not in known:
                known[written] = shared.authority.identify(written) is not None
            if not known[written]:
                start = match.start() + sum(len(word) + 1 for word in words[:skipped])
                yield _sound(written), written, start


def _add(
    found: dict[str, dict[str, _Spelling]], key: str, written: str, place: tuple[int, int]
) -> None:
    spellings = found.setdefault(key, {})
    form = _form(written)
    if form in spellings:
        spellings[form].count += 1
    else:
        spellings[form] = _Spelling(written, *place)


@lru_cache(maxsize=1 << 12)
def _form(written: str) -> str:
    """A spelling without the shape of apostrophes, case and the kind of space."""
    plain = re.sub(r"[’'ʼ‘`]", "'", written).casefold()
    return re.sub(r"\s+", " ", plain)


_SOUNDS = str.maketrans("kgqcjdtbpzsrlwvuoiyeah", "kkkjjttppsslllvv      ".ljust(22))


@lru_cache(maxsize=1 << 12)
def _sound(written: str) -> str:
    """A key that all romanisations of one name share: the sounds that no system parts."""
    return re.sub(r"(.)\1+", r"\1", letters(written).translate(_SOUNDS).replace(" ", ""))


def _alike(unknown: dict[str, dict[str, _Spelling]]) -> dict[str, list[_Spelling]]:
    """Unknown names that the rules of a romanisation lead from one to the other."""
    result: dict[str, list[_Spelling]] = {}
    for key, spellings in unknown.items():
        each = list(spellings.values())
        if 1 < len(each) <= _MOST_ALIKE:
            first = max(each, key=lambda spelling: spelling.count)
            same = [one for one in each if one is first or _is_same(one.written, first.written)]
            if len(same) > 1:
                result[f"~{key}"] = same
    return result


_MOST_ALIKE = 8
"""Spellings; more that share a key have it by chance."""


def _is_same(one: str, other: str) -> bool:
    return fold(one) != fold(other).upper() and sounds_same(one, other)
