"""From characters to paragraphs, from paragraphs to tokens, and the hash of a text.

Nothing here knows a file format or a repository; bytes come in, values go out.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from provtrack.errors import ProvtrackError

_WRAP_LIMIT = 200
"""Characters. A line longer than this was not broken by hand or by a mail program."""

_WRAP_SLACK = 0.8
"""How full a hard-wrapped line is at least, its next word included, as a share of the widest line.
Greedy filling gives 1; `fmt`, which balances lines, stays above 0.85 on its own manual page."""


_PROSE = 0.5
"""Share of lines that begin with a small letter from which a block is broken prose, not a list, an
address or verse."""


class Token(NamedTuple):
    """A word, a number or one mark of punctuation; ``paragraph[start:end] == text``."""

    text: str
    start: int
    end: int


T = TypeVar("T")


class Vocabulary(dict[str, T], Generic[T]):
    """What a function says of a word, asked as ``vocabulary[word]``; once for each word.

    A dictionary, so that a text of a thousand words is gone through without a call for each.
    """

    def __init__(self, say: Callable[[str], T]) -> None:
        super().__init__()
        self._say = say

    def __missing__(self, word: str) -> T:
        said = self._say(word)
        if len(self) < _VOCABULARY:
            self[word] = said
        return said

    def __reduce__(self) -> tuple[type, tuple[Callable[[str], T]]]:
        """Another process learns its words itself."""
        return type(self), (self._say,)


_VOCABULARY = 1 << 16
"""Words that are kept; a text that has more of them is none of a language."""


def decode(data: bytes, where: str) -> str:
    """Bytes of a plain text file as a string: UTF-8, or UTF-16 when it begins with its mark.

    Args:
        data: the whole file.
        where: its name, for the error.

    Raises:
        ProvtrackError: it is binary, in another encoding, or holds nothing but white space.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise _with_zeros(data, where) from None
        line = data.count(b"\n", 0, error.start) + 1
        raise ProvtrackError(
            f"{where}:{line}: not UTF-8 (byte 0x{data[error.start]:02x} at offset {error.start})",
            f"save it as UTF-8, or convert it: iconv -f {_likely(data)} -t UTF-8 OLD > NEW",
        ) from None
    if "\0" in text:
        raise _with_zeros(data, where)
    if not text.strip():
        raise ProvtrackError(f"{where}: the file has no text", "name a file with text in it")
    return text


_CYRILLIC = 0.3
"""Share of bytes beyond ASCII from which a text in one byte a letter is Russian: in French or
Polish one letter in ten has an accent."""


def _likely(data: bytes) -> str:
    """The encoding that a text is likely in that is not UTF-8: of Western Europe, or of Russian.

    Small letters, most of any text, are the upper half of WINDOWS-1251 and the lower of KOI8-R.
    """
    beyond = [byte for byte in data[:_SAMPLE] if byte > 0x7F]  # noqa: PLR2004  # ASCII's last
    if len(beyond) < _CYRILLIC * len(data[:_SAMPLE]):
        return "WINDOWS-1252"
    upper, lower = (
        sum(byte in half for byte in beyond) for half in (range(0xE0, 0x100), range(0xC0, 0xE0))
    )
    return "WINDOWS-1251" if upper > lower else "KOI8-R"


_SAMPLE = 10_000
"""Bytes that an encoding is told from."""


def _with_zeros(data: bytes, where: str) -> ProvtrackError:
    """What to say of a file with zero bytes: UTF-16 without its mark, or no text."""
    for order in ("LE", "BE"):
        text = data[: _SAMPLE // 2 * 2].decode(f"utf-16-{order}", "replace")
        read = sum(each < _ASIAN and (each.isprintable() or each.isspace()) for each in text)
        if read >= _READABLE * len(text):
            return ProvtrackError(
                f"{where}: UTF-16 without the mark at its beginning that says so",
                f"save it as UTF-8, or convert it: iconv -f UTF-16{order} -t UTF-8 OLD > NEW",
            )
    return _binary(where)


_ASIAN = "\u0700"
"""The first character beyond the scripts of Europe and the Near East; noise is mostly beyond it."""

_READABLE = 0.95
"""Share of characters that tells a text from noise."""


def _binary(where: str) -> ProvtrackError:
    return ProvtrackError(
        f"{where}: a binary file, not text",
        "export it as plain text, DOCX, ODT, HTML or TEI first; 'provtrack import' reads those",
    )


def clean(text: str) -> str:
    """One paragraph's characters in the stored form: NFC, one space where white space stood.

    A no-break space that stands alone is the author's typography and stays.
    """
    if text.isascii():  # the same, several times as fast
        if text.isprintable() and "  " not in text:  # as it was stored
            return text.strip(" ")
        return " ".join(text.split())
    return _WHITE.sub(" ", unicodedata.normalize("NFC", text).strip())


_WHITE = re.compile(r"\s{2,}|[^\S \xa0\u202f]")


def split_lines(text: str) -> tuple[str, ...]:
    """The paragraphs of a variant file: one a line, blank lines between."""
    return tuple(filter(None, map(clean, _lines(text))))


def split_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of any plain text, hard-wrapped or one a line.

    Blank lines and deeper indentation part paragraphs. Lines that touch are one paragraph where
    the block looks filled: no line but the last had room for the first word of the next. In a block
    of prose that was broken by hand a line goes on as well where the next begins with a small
    letter, or where it ends in mid-sentence, however short it is.
    """
    blocks = list(_blocks(_lines(text)))
    widths = [len(line) for block in blocks if len(block) > 1 for line in block if " " in line]
    width = max(widths, default=0)
    paragraphs: list[str] = []
    for block in blocks:
        paragraphs += map(_unwrap, _runs(block, width))
    return tuple(filter(None, map(clean, paragraphs)))


def _lines(text: str) -> list[str]:
    if any(map(text.__contains__, "\r\f\v\x85\u2028\u2029")):
        return re.split(r"\r\n|[\n\r\f\v\x85\u2028\u2029]", text)
    return text.split("\n")


def _blocks(lines: Iterable[str]) -> Iterable[list[str]]:
    """Runs of lines without a blank one between; an indented first line begins a new run."""
    block: list[str] = []
    margin = 0
    for line in lines:
        stripped = line.strip()
        indent = len(line) - len(line.lstrip())
        if block and (not stripped or indent > margin):
            yield block
            block = []
        if stripped:
            # The second line of a run shows its margin; the first may carry a first-line indent.
            margin = indent if not block or len(block) == 1 else margin
            block.append(stripped)
    if block:
        yield block


def _runs(block: Sequence[str], width: int) -> list[list[str]]:
    """The lines of a block, those of one paragraph together."""
    if not 0 < width <= _WRAP_LIMIT:
        return [[line] for line in block]
    pairs = list(pairwise(block))
    filled = [len(one) + 1 + len(other.split()[0]) >= _WRAP_SLACK * width for one, other in pairs]
    small = [other[0].islower() for _, other in pairs]
    if all(filled):
        return [list(block)]
    is_prose = sum(small) >= _PROSE * len(pairs) and any(filled)
    runs = [[block[0]]]
    for line, is_full, is_small in zip(block[1:], filled, small, strict=True):
        goes_on = len(runs[-1]) > 1 and runs[-1][-1][-1].isalnum()  # no heading, no sentence's end
        if is_prose and (is_full or is_small or goes_on):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _unwrap(block: Sequence[str]) -> str:
    text = block[0]
    for line in block[1:]:
        if text.endswith("\xad"):
            text = text[:-1] + line
        elif text.endswith("-") and re.search(r"\w-$", text[-2:]) and line[0].isalnum():
            text += line  # broken at a hyphen that the word has anyway
        elif _is_spaceless(text[-1]) and _is_spaceless(line[0]):
            text += line
        else:
            text += " " + line
    return text


def _is_spaceless(character: str) -> bool:
    """Whether the script sets no spaces between words (Chinese, Japanese)."""
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def join_paragraphs(paragraphs: Iterable[str]) -> str:
    """The content of a variant file: one paragraph a line, a blank line between, LF at the end."""
    return "\n\n".join(paragraphs) + "\n"


def text_sha256(paragraphs: Iterable[str]) -> str:
    """The hash that the chain vouches with: SHA-256 of the variant file's bytes, in hexadecimal."""
    return hashlib.sha256(join_paragraphs(paragraphs).encode()).hexdigest()


def paragraph_sha256(paragraph: str) -> str:
    """The hash that a pin knows a paragraph by: SHA-256 of its UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(paragraph.encode()).hexdigest()


_TOKEN = re.compile(
    r"""(
      \d+(?:[.,:]\d+)+                                  # 1,500.25  12:30
    | [^\W_\u3040-\u30ff\u3400-\u9fff]+                 # a word, a number, 3rd
      (?:['\u2019\u02bc][^\W_\u3040-\u30ff\u3400-\u9fff]+)*  # don't
    | [^\s]                                             # a mark, a character of a spaceless script
    )""",
    re.VERBOSE,
)
_token = partial(tuple.__new__, Token)

_PLAIN = re.compile("[\x00-\x7f\xa0\u2013\u2014\u2018\u2019\u201c\u201d\u2026]*")
"""English as it is printed, dashes and quotation marks included."""

_PLAIN_TOKEN = re.compile(
    r"""( [0-9]+(?:[.,:][0-9]+)+ | [0-9A-Za-z]+(?:['\u2019][0-9A-Za-z]+)* | [^\s] )""",
    re.VERBOSE,
)
"""What :data:`_TOKEN` finds in it, in two thirds of the time."""


def tokenize(paragraph: str) -> list[Token]:
    """Words, numbers and single marks of a paragraph; white space belongs to no token.

    A hyphen is a mark of its own (``400-420`` is three tokens), an apostrophe inside a word is
    part of it.
    """
    # White space, token, white space, token … white space: half as dear as a match for each.
    parts = _split(paragraph)
    ends = list(accumulate(map(len, parts)))
    return list(map(_token, zip(parts[1::2], ends[::2], ends[1::2], strict=False)))


_Worded = tuple[str, *tuple[Any, ...]]
"""A token, or whatever else begins with its text."""


def texts_of(tokens: Iterable[_Worded]) -> Iterator[str]:
    """The texts of tokens, in order."""
    return map(_text_of, tokens)


_text_of: Callable[[_Worded], str] = itemgetter(0)


def words(paragraph: str) -> list[str]:
    """The texts of the tokens of :func:`tokenize`, for where their places do not matter."""
    return _split(paragraph)[1::2]


def _split(paragraph: str) -> list[str]:
    """White space, token, white space, token and so on, to the end."""
    is_plain = paragraph.isascii() or _PLAIN.fullmatch(paragraph)
    return (_PLAIN_TOKEN if is_plain else _TOKEN).split(paragraph)


_FOLDED = str.maketrans(
    {"\u2019": "'", "\u02bc": "'", "\u2018": "'", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | dict(zip("đĐłŁøØıħĦŒ", ["d", "D", "l", "L", "o", "O", "i", "h", "H", "Oe"], strict=True))
)
"""Apostrophes, and letters with strokes, which Unicode does not take apart: Lê Đức Thọ, Gomułka."""


def fold(word: str) -> str:
    """A word without case, diacritics and curly apostrophes: ``Yŏng`` and ``yong`` fold alike."""
    if word.isascii():  # most are, and have nothing to fold but case
        return word.lower()
    # NFKD first: the sign № holds a capital that shows only then.
    decomposed = unicodedata.normalize("NFKD", word.translate(_FOLDED)).casefold()
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def primary_language(tag: str) -> str:
    """The language itself of a BCP 47 tag, without region or script: ``en`` of ``en-GB``."""
    return tag.partition("-")[0].lower()


@cache
def _visible() -> dict[int, int | str]:
    """What :func:`visible` puts for characters; made when first used, for it takes a while."""
    pictures = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
    invisible = [*range(0x80, 0xA0), 0x61C, 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F)]
    invisible += [*range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)]
    invisible += range(0xD800, 0xE000)  # a byte of a file name that is not UTF-8
    return {code: f"<U+{code:04X}>" for code in invisible} | pictures | {0x7F: 0x2421}


def visible(text: str) -> str:
    """The text with nothing in it that a terminal or a browser obeys without showing it.

    Control characters become their pictures (Unicode block "Control Pictures"); bidirectional
    overrides, invisible format characters, line separators and halves of surrogate pairs become
    their code point in angle brackets. Line feed, tab and the joiners that Persian and Indic
    scripts are spelled with stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_visible())
