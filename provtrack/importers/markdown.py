"""Markdown (CommonMark 0.31.2, with the front matter, footnotes and tables of its common dialects).

Marks of emphasis go only in pairs that leave no doubt; square brackets are an editor's words
unless they are a link.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from provtrack.importers._common import Block, join_cells, no_text, plural, quoted_among
from provtrack.model import Imported, Omission
from provtrack.references import parse_archive_reference, parse_headline_date
from provtrack.text import clean, decode, split_paragraphs


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    defined: frozenset[str]
    """The names of footnotes and link targets that the file defines, folded."""
    blocks: list[Block] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    """The lines of the paragraph that is being read."""
    number: str = ""
    """What a list shows before it."""
    start: int = 0
    """The number of its first line."""
    quoted: bool = False
    """Whether it begins in a block quotation."""


def read(name: str, data: bytes) -> Imported:
    """The text of a Markdown file without its marks.

    Raises:
        ProvtrackError: it is empty, binary or not UTF-8, or has no text beside its marks.
    """
    lines = re.split(r"\r\n|[\n\r]", decode(data, name))
    metadata, front, body = _front_matter(lines)
    reading = _Reading(frozenset(_definitions(lines[body:])))
    _read_lines(lines, body, reading)
    paragraphs = tuple(block.text for block in reading.blocks if not block.why)
    if not paragraphs:
        raise no_text(name)
    footnotes = sum(block.why == "footnote" for block in reading.blocks)
    return Imported(
        paragraphs=paragraphs,
        metadata=metadata,
        omissions=tuple(
            Omission(block.text, block.why, block.place)
            for block in (*front, *reading.blocks)
            if block.why
        ),
        notices=(f"{plural(footnotes, 'footnote')} left out, with the marks in the text.",)
        if footnotes
        else (),
        quoted=quoted_among(reading.blocks),
    )


# --- front matter --------------------------------------------------------------------------------

_KEYS = {
    "title": "title",
    "date": "date",
    "lang": "language",
    "language": "language",
    "translator": "translator",
    "type": "type",
    "abstract": "abstract",
    "url": "url",
    "publisher": "publisher",
    "archive": "archive.as_printed",
    "source": "archive.as_printed",
}
_FENCES = {"---": (":", ("---", "...")), "+++": ("=", ("+++",))}


def _front_matter(lines: Sequence[str]) -> tuple[dict[str, str], list[Block], int]:
    """Metadata, the lines it came from, and where the text begins; only ``key: value`` is read."""
    if not lines or lines[0].strip() not in _FENCES:
        return {}, [], 0
    separator, closing = _FENCES[lines[0].strip()]
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() in closing), 0)
    if not end or not any(separator in line for line in lines[1:end]):
        return {}, [], 0
    metadata: dict[str, str] = {}
    blocks = []
    for number, line in enumerate(lines[1:end], start=2):
        name, _, value = line.partition(separator)
        key = _KEYS.get(name.strip().lower(), "") if not line[:1].isspace() else ""
        value = clean(value).strip("\"'")
        value = (parse_headline_date(value) or value) if key == "date" else value
        if key and value:
            metadata.setdefault(key, value)
        if line.strip():
            why = f"filed as {key}" if key and value else "front matter"
            blocks.append(Block(clean(line), f"line {number}", why=why))
    reference = parse_archive_reference(metadata.get("archive.as_printed", ""))
    for part in ("repository", "fond", "opis", "delo", "papka", "listy"):
        if value := getattr(reference, part):
            metadata[f"archive.{part}"] = value
    return metadata, blocks, end + 1


# --- lines ---------------------------------------------------------------------------------------

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+(?P<text>.*?))??(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|(?P<number>\d{1,9}[.)]))[ \t]+(?P<text>\S.*)")
_QUOTE = re.compile(r" {0,3}> ?")
_NOTE = re.compile(r" {0,3}\[\^(?P<name>[^\]\s]{1,80})\]:[ \t]*(?P<text>.*)")
_TARGET = re.compile(r" {0,3}\[(?P<name>[^\]^][^\]]{0,200})\]:[ \t]*\S+.*")
_DELIMITERS = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")


def _definitions(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if match := _NOTE.fullmatch(line):
            yield f"^{match['name']}".casefold()
        elif match := _TARGET.fullmatch(line):
            yield match["name"].casefold()


def _read_lines(lines: Sequence[str], number: int, reading: _Reading) -> None:
    while number < len(lines):
        number = _read_line(lines, number, reading)
    _close(reading)


def _read_line(lines: Sequence[str], number: int, reading: _Reading) -> int:
    """Read what begins on a line (counted from 0); the number of the line after it."""
    line = lines[number]
    quoted = _QUOTE.match(line)
    if quoted and not (reading.run and _QUOTE.match(lines[number - 1])):
        _close(reading)
    line = re.sub(rf"^(?:{_QUOTE.pattern})+", "", line)
    for start, handler in _HANDLERS:
        if start(line, reading) and (after := handler(lines, number, line, reading)):
            return after
    if not reading.run:
        reading.start = number + 1
        reading.quoted = bool(quoted)
    reading.run.append(line)
    return number + 1


def _close(reading: _Reading) -> None:
    """End the paragraph that is being read."""
    text = clean(_inline(" ".join(line.strip() for line in _unbroken(reading.run)), reading))
    if text:
        whole = f"{reading.number} {text}" if reading.number else text
        reading.blocks.append(Block(whole, f"line {reading.start}", quoted=reading.quoted))
    reading.run, reading.number, reading.quoted = [], "", False


def _unbroken(lines: Sequence[str]) -> Iterator[str]:
    """Lines without the backslash that forces a line break."""
    return (re.sub(r"(?<!\\)\\$", "", line) for line in lines)


def _leave_out(text: str, why: str, number: int, reading: _Reading) -> None:
    if text := clean(text):
        reading.blocks.append(Block(text, f"line {number + 1}", why=why))


def _blank(_lines: Sequence[str], number: int, _line: str, reading: _Reading) -> int:
    _close(reading)
    return number + 1


def _heading(_lines: Sequence[str], number: int, line: str, reading: _Reading) -> int:
    _close(reading)
    match = _HEADING.fullmatch(line)
    reading.start = number + 1
    reading.run = [(match["text"] if match else "") or ""]
    _close(reading)
    return number + 1


def _rule(_lines: Sequence[str], number: int, line: str, reading: _Reading) -> int:
    if not _UNDERLINE.fullmatch(line) or not reading.run:
        _leave_out(line, "rule", number, reading)
    _close(reading)
    return number + 1


def _code(lines: Sequence[str], number: int, line: str, reading: _Reading) -> int:
    """The paragraphs between two fences, to the letter."""
    _close(reading)
    match = _FENCE.fullmatch(line)
    fence = match[1] if match else ""
    end = number + 1
    while end < len(lines) and not lines[end].strip().startswith(fence):
        end += 1
    for text in split_paragraphs("\n".join(lines[number + 1 : end])):
        reading.blocks.append(Block(text, f"line {number + 2}"))
    return end + 1


def _comment(lines: Sequence[str], number: int, line: str, reading: _Reading) -> int:
    """A comment that begins a line, to its end; the rest of that line is read on."""
    end = number
    while end < len(lines) and "-->" not in lines[end]:
        end += 1
    if end == len(lines):
        return 0
    _close(reading)
    whole = "\n".join((line, *lines[number + 1 : end + 1]))
    comment, _, rest = whole.partition("-->")
    _leave_out(comment.strip().removeprefix("<!--"), "comment", number, reading)
    if rest.strip():
        reading.start, reading.run = end + 1, [rest]
    return end + 1


def _note(lines: Sequence[str], number: int, line: str, reading: _Reading) -> int:
    """A footnote's text with the lines that are indented under it."""
    _close(reading)
    match = _NOTE.fullmatch(line)
    texts = [match["text"] if match else ""]
    end = number + 1
    while end < len(lines) and (
        re.match(r" {2,}|\t", lines[end]) or (lines[end].strip() and not _starts(lines[end]))
    ):
        texts.append(lines[end].strip())
        end += 1
    reading.start = number + 1
    _leave_out(_inline(" ".join(texts), reading), "footnote", number, reading)
    return end


def _target(_lines: Sequence[str], number: int, line: str, reading: _Reading) -> int:
    _close(reading)
    _leave_out(line, "link target", number, reading)
    return number + 1


def _item(_lines: Sequence[str], number: int, line: str, reading: _Reading) -> int:
    match = _ITEM.fullmatch(line)
    if match is None or (
        reading.run and not reading.number and match["number"] not in {None, "1."}
    ):
        return 0  # a number at the beginning of a wrapped line begins no list
    _close(reading)
    reading.start, reading.run, reading.number = number + 1, [match["text"]], match["number"] or ""
    return number + 1


def _table(lines: Sequence[str], number: int, _line: str, reading: _Reading) -> int:
    """A table's rows, when the line below is its delimiter row."""
    if number + 1 >= len(lines) or "-|" not in _squeezed(lines[number + 1]):
        return 0
    if not _DELIMITERS.fullmatch(lines[number + 1]):
        return 0
    _close(reading)
    end = number
    while end < len(lines) and "|" in lines[end]:
        if end != number + 1:
            cells = re.split(r"(?<!\\)\|", lines[end].strip().strip("|"))
            row = join_cells(clean(_inline(cell, reading)) for cell in cells)
            if row:
                reading.blocks.append(Block(row, f"line {end + 1}"))
        end += 1
    return end


def _squeezed(line: str) -> str:
    return re.sub(r"[\s:]", "", line)


_HANDLERS = (
    (lambda line, _: not line.strip(), _blank),
    (lambda line, _: _FENCE.fullmatch(line), _code),
    (lambda line, _: _HEADING.fullmatch(line), _heading),
    (
        lambda line, reading: _RULE.fullmatch(line) or (reading.run and _UNDERLINE.fullmatch(line)),
        _rule,
    ),
    (lambda line, _: line.lstrip().startswith("<!--"), _comment),
    (lambda line, _: _NOTE.fullmatch(line), _note),
    (lambda line, reading: not reading.run and _TARGET.fullmatch(line), _target),
    (lambda line, _: _ITEM.fullmatch(line), _item),
    (lambda line, reading: not reading.run and "|" in line, _table),
)
"""Whether a line may begin something, and who reads it; 0 from the reader means: it does not."""


def _starts(line: str) -> bool:
    return any(start(line, _Reading(frozenset())) for start, _ in _HANDLERS)


# --- inside a paragraph --------------------------------------------------------------------------

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(?<!`)(`{1,8})(?!`)([^`]{1,2000})(?<!`)\1(?!`)")
_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\([^()\s]{0,2000}(?:\s[^()]{0,500})?\)")
_LINK = re.compile(
    r"\[([^\[\]]{1,1000})\](?:\(<?([^()\s<>]{0,2000})>?(?:\s[^()]{0,500})?\)|\[([^\[\]]{0,200})\])"
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000})>")
_TAG = re.compile(
    r"</?(?:a|b|big|br|center|cite|div|em|font|i|ins|mark|p|q|s|small|span|strong|sub|sup|u)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_MARK = re.compile(r"\[(\^[^\[\]\s]{1,80})\]")
_STRUCK = re.compile(r"(?<!~)~~(?=[^\s~])([^~]{1,2000})~~(?!~)")
_COMMENT = re.compile(r"<!--((?:(?!-->|<!--).)*)-->", re.DOTALL)


def _inline(text: str, reading: _Reading) -> str:
    """The words of a paragraph without their marks."""
    number = reading.start - 1
    text = _ESCAPED.sub(lambda match: _kept(match[1]), text)
    text = _CODE.sub(lambda match: _kept(match[2].strip()), text)

    def leave_out(why: str, group: int, text: str, pattern: re.Pattern[str]) -> str:
        for match in pattern.finditer(text):
            _leave_out(_restored(match[group]), why, number, reading)
        return pattern.sub(" " if why == "comment" else "", text)

    def mark(match: re.Match[str]) -> str:
        return "" if match[1].casefold() in reading.defined else match[0]

    def link(match: re.Match[str]) -> str:
        known = match[2] is not None or (match[3] or match[1]).casefold() in reading.defined
        if known and match[2]:
            _leave_out(_restored(match[2]), "link target", number, reading)
        return match[1] if known else match[0]

    text = leave_out("comment", 1, text, _COMMENT)
    text = leave_out("picture", 1, text, _IMAGE)
    text = leave_out("struck out", 1, text, _STRUCK)
    text = _MARK.sub(mark, text)
    text = _LINK.sub(link, text)
    text = _AUTOLINK.sub(lambda match: _kept(match[1]), text)
    text = _TAG.sub(lambda match: " " if match[0].lower().startswith("<br") else "", text)
    return html.unescape(_restored(_without_emphasis(text)))


def _kept(text: str) -> str:
    """Characters that no later pattern may touch; a decoded text holds no NUL of its own."""
    return "".join(f"\0{ord(character):x};" for character in text)


def _restored(text: str) -> str:
    return re.sub(r"\0([0-9a-f]+);", lambda match: chr(int(match[1], 16)), text)


_RUN = re.compile(r"(\*{1,3}|(?<!_)_{1,3}(?!_))")


def _without_emphasis(text: str) -> str:
    """Without the marks of emphasis that open before a word and close after one, in pairs."""
    opened: dict[str, list[re.Match[str]]] = {}
    paired: set[int] = set()
    for run in _RUN.finditer(text):
        before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        opens = bool(after.strip()) and not before.isalnum()
        closes = bool(before.strip()) and not after.isalnum()
        if closes and opened.get(run[0]):
            paired |= {opened[run[0]].pop().start(), run.start()}
        elif opens:
            opened.setdefault(run[0], []).append(run)
    return _RUN.sub(lambda run: "" if run.start() in paired else run[0], text)
