"""Rules on the words and the form of a text."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from provtrack import landmarks
from provtrack.rules.case import Case, Document, Paragraph
from provtrack.rules.model import Hit, Level, Place, rule
from provtrack.rules.skim import glances
from provtrack.text import clean, join_paragraphs


@rule(
    "PT505",
    "page-furniture",
    Level.WARNING,
    fails=[{"goldberg.txt": "Skip to content\n\nThe talk lasted two hours.\n"}],
    passes=[{"goldberg.txt": "Translation\n\nThe talk lasted two hours.\n"}],
)
def page_furniture(case: Case) -> Iterator[Hit]:
    """A line of a web page that is not part of the document: a button, a label, a notice of rights.

    It came in with copy and paste. Everything that is counted and compared counts it too.

    Take it out; what it tells of the document belongs into record.toml. `provtrack import` of the
    saved page does both.
    """
    for document in case.readable:
        paragraphs = document.paragraphs
        plain = [_is_furniture(paragraph.text) for paragraph in paragraphs]
        for place, paragraph in enumerate(paragraphs):
            near = plain[max(0, place - 1) : place] + plain[place + 1 : place + 2]
            if _is_unmistakable(paragraph.text) or (plain[place] and any(near)):
                yield document.hit(
                    "a line of the web page, not of the document: "
                    + repr(paragraph.text[:40] + ("…" if len(paragraph.text) > 40 else "")),  # noqa: PLR2004
                    "take it out",
                    paragraph.start,
                    paragraph.start + len(paragraph.text),
                )


_LONGEST_LABEL = 60
"""Characters; no button and no label is longer."""


def _is_furniture(text: str) -> bool:
    """Whether it reads like a button or a label, alone or not."""
    if len(text) > _LONGEST_LABEL:
        return False
    return text.casefold().rstrip(":") in landmarks.FURNITURE or bool(landmarks.label_of(text))


def _is_unmistakable(text: str) -> bool:
    """Whether no document has such a line of its own."""
    if len(text) > _LONGEST_LABEL:
        return landmarks.is_rights(text) if "use" in text or "right" in text else False
    folded = text.casefold().rstrip(":")
    return folded in landmarks.UNMISTAKABLE or (folded in landmarks.FURNITURE and " " in folded)


_OPEN = {"(": ")", "[": "]", "{": "}"}
_CLOSE = {close: opening for opening, close in _OPEN.items()}
_BRACKET = re.compile(r"[()\[\]{}]")
_LIST_MARK = re.compile(r"(?:^|[\s;:,])(?:\d{1,3}|[^\W\d_]|[ivxlc]{2,5}|[IVXLC]{2,5})$")


@rule(
    "PT506",
    "unbalanced-brackets",
    Level.WARNING,
    fails=[{"goldberg.txt": "He asked [them what errors there had been.\n"}],
    passes=[
        {"goldberg.txt": "He asked [them] what errors there had been: a) in 1953, b) later.\n"},
        {"goldberg.txt": "[The first page is missing.\n\nIt was lost before 1960.]\n"},
    ],
)
def unbalanced_brackets(case: Case) -> Iterator[Hit]:
    """A bracket that is opened and not closed, or closed and not opened.

    Square brackets part the translator's words from the author's. With one of them missing, a
    reader cannot tell where the author goes on.

    Put the other bracket in. A note that begins a paragraph and ends another is balanced, and a
    list is not counted: `a)`, `1)`.
    """
    for document in case.readable:
        if not _BRACKET.search(document.source):
            continue
        for at in sorted(_unbalanced(document)):
            bracket = document.source[at]
            problem = "is not closed" if bracket in _OPEN else "was not opened"
            yield document.hit(
                f"the bracket {bracket!r} {problem}",
                f"put the other bracket in: {_OPEN.get(bracket) or _CLOSE[bracket]}",
                at,
                at + 1,
            )


def _unbalanced(document: Document) -> Iterator[int]:
    """Characters of the source that are brackets without the other one."""
    waiting: dict[str, list[int]] = {opening: [] for opening in _OPEN}
    for paragraph, start, end in _stretches(document):
        opened, closed = _alone(document.source, start, end)
        for at in closed:
            earlier = waiting[_CLOSE[document.source[at]]]
            if earlier and _ends(document.source, at, end):
                earlier.pop()
            else:
                yield at
        for at in opened:
            if at == paragraph.start:
                waiting[document.source[at]].append(at)
            else:
                yield at
    for places in waiting.values():
        yield from places


def _alone(source: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """The brackets of a paragraph that are not closed in it, and those not opened in it."""
    opened: dict[str, list[int]] = {opening: [] for opening in _OPEN}
    closed: list[int] = []
    for match in _BRACKET.finditer(source, start, end):
        bracket, at = match[0], match.start()
        if bracket in _OPEN:
            opened[bracket].append(at)
        elif opened[_CLOSE[bracket]]:
            opened[_CLOSE[bracket]].pop()
        elif bracket != ")" or not _LIST_MARK.search(source[max(start, at - 6) : at]):
            closed.append(at)
    return sorted(at for places in opened.values() for at in places), closed


def _stretches(document: Document) -> Iterator[tuple[Paragraph, int, int]]:
    """Each paragraph with the characters of the source from its start to the next one's."""
    for one, following in pairwise([*document.paragraphs, None]):
        if one is not None:
            yield one, one.start, following.start if following else len(document.source)


def _ends(source: str, at: int, end: int) -> bool:
    """Whether nothing but marks follows in the paragraph."""
    return not re.search(r"\w", source[at:end])


_DOUBLED = re.compile(r"\b([^\W\d_]{2,})(?:[^\S\n]+)\1\b", re.IGNORECASE)

_RIGHTLY_DOUBLED = frozenset(
    word
    for words in (
        # "had had", "that that", "what it is is", "gave her her book", "lived in in May",
        # "went on on Monday", "a very very long time", "hear hear"
        "had that is was are do did does her his so no on in to very really many much far who",
        "ha hear bye knock well there now long old",
        # French: "nous nous", "vous vous"; German: "die die", "der der", "das das"
        "nous vous die der das den dem sie ihr des",
        # Russian, spoken words and emphasis: "да да", "нет нет", "что что", "еле еле"
        "да нет что чуть еле вот так как то ну очень едва",
    )
    for word in words.split()
)


@rule(
    "PT507",
    "doubled-word",
    Level.WARNING,
    fails=[{"goldberg.txt": "He spoke of the the errors of the Party.\n"}],
    passes=[
        {"goldberg.txt": "What he had had to say that that day was known. Duran Duran sang.\n"}
    ],
)
def doubled_word(case: Case) -> Iterator[Hit]:
    """One word twice in a row.

    Mostly the hand that typed it went back to the line before. What grammar doubles ("had had",
    "that that", "nous nous") and what may be a name (a second word with a capital) is let stand.

    Take one of them out, or waive the rule for the paragraph where the original has both.
    """
    for document in case.readable:
        if not any(glance.is_doubled for glance in glances(case, document)):
            continue
        for match in _DOUBLED.finditer(document.source):
            word = match[1].casefold()
            second = match[0][len(match[1]) :].strip()
            if word in _RIGHTLY_DOUBLED or not second.islower():
                continue
            yield document.hit(
                f"the word {second!r} stands there twice",
                "take one of them out",
                match.start(),
                match.end(),
            )


@rule(
    "PT508",
    "paragraph-format",
    Level.WARNING,
    fails=[
        {"goldberg.txt": "The talk lasted  two hours. \nIt was held in French.\n"},
        {"goldberg.txt": "The talk lasted two hours.\r\n"},
    ],
    passes=[{"goldberg.txt": "The talk lasted two hours.\n\nIt was held in French.\n"}],
)
def paragraph_format(case: Case) -> Iterator[Hit]:
    """A text that is not in the form in which texts are kept.

    One paragraph a line and a blank line between make git's own `diff`, `blame` and `log -L` exact
    to the paragraph; a hash vouches for bytes. White space at the ends of lines, tabs, runs of
    spaces, Windows line ends and a missing end of line are changes that mean nothing.

    `--fix` writes it in that form and changes no word. A line is a paragraph: whoever wrapped the
    lines of a paragraph by hand joins them first.
    """
    for document in case.readable:
        if document.is_in_form:
            continue
        problems = list(_problems(document))
        if problems:
            line, what = problems[0]
            more = len({number for number, _ in problems}) - 1
            place = Place(document.file, line)
            others = f", and {more} more {'line' if more == 1 else 'lines'}" if more else ""
            yield Hit(
                f"not in the stored form: {what}{others}",
                "put it in order: provtrack check --fix does",
                place,
                variant=document.id,
                fixable=True,
            )


def _problems(document: Document) -> Iterator[tuple[int, str]]:
    """Lines and what is wrong with their form; nothing where only letters are not composed."""
    if document.data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield 1, "UTF-16"
    if document.data[:3] == b"\xef\xbb\xbf":
        yield 1, "a byte order mark"
    lines = document.lines
    for number, line in enumerate(lines, 1):
        what = _problem(line, number, lines)
        if what:
            yield number, what
    if lines[-1]:
        yield len(lines), "no end of line at the end of the text"
    if len(lines) > 1 and not lines[-1] and not lines[-2].strip():
        yield len(lines) - 1, "blank lines at the end of the text"


def _problem(line: str, number: int, lines: Sequence[str]) -> str:
    following = lines[number] if number < len(lines) - 1 else None
    if not line.strip():
        return _blank_problem(line, number, following)
    tests = (
        (line.endswith("\r"), "a Windows line end"),
        (re.search(r"[\r\f\v\x85\u2028\u2029]", line), "a line end other than LF"),
        (line != line.lstrip(), "an indented line"),
        (line != line.rstrip(), "white space at the end of the line"),
        (following is not None and following.strip(), "no blank line between paragraphs"),
        (re.search(r"\s{2,}|[^\S \xa0\u202f]", line), "a tab or a run of spaces"),
    )
    return next((what for found, what in tests if found), "")


def _blank_problem(line: str, number: int, following: str | None) -> str:
    if line:
        return "white space in a blank line"
    if number == 1:
        return "a blank line at the start"
    return "more than one blank line" if following == "" else ""


def in_stored_form(document: Document) -> str:
    """The text as texts are kept: one paragraph a line, a blank line between."""
    return join_paragraphs(filter(None, (clean(each.text) for each in document.paragraphs)))
