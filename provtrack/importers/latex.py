r"""LaTeX as people write articles in it: text, quotations, footnotes; nothing is run or included.

What a command of unknown meaning has in braces is taken for text, since most of them only say how
it looks.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from provtrack.importers._common import no_text, plural
from provtrack.model import Imported, Omission
from provtrack.text import clean, decode

_DEEPEST = 100
"""Braces inside braces."""

_QUOTING = frozenset(
    ("quote", "quotation", "displayquote", "displaycquote", "quoting", "verse", "epigraphs")
)
_NO_TEXT = frozenset(
    ("equation", "align", "tikzpicture", "thebibliography", "comment", "filecontents", "figure")
)
_SILENT = frozenset(
    [
        "addbibresource", "addtocounter", "autocite", "autoref", "bibliography",
        "cite", "citep", "bibliographystyle", "citet", "cref", "documentclass",
        "footcite", "hspace", "hypersetup", "hyphenation", "include",
        "includegraphics", "index", "input", "label", "newcommand", "nocite",
        "pagenumbering", "pageref", "pagestyle", "parencite", "ref", "renewcommand",
        "selectlanguage", "setcounter", "setlength", "textcite", "thispagestyle",
        "title", "usepackage", "vspace",
    ]
)  # fmt: skip
"""Commands whose braces hold no words of the text."""

_SECOND = frozenset(("href", "textcolor", "foreignlanguage", "hyperref"))
"""Commands whose first braces are not text, the second are."""

_QUOTES = frozenset(
    ("enquote", "textquote", "textcquote", "foreignquote", "hyphenquote", "foreigntextquote",
     "foreigntextcquote", "hyphentextquote", "hyphentextcquote")
)  # fmt: skip
"""Commands that set their last braces in quotation marks (csquotes)."""
_BLOCKS = frozenset(
    ("blockquote", "blockcquote", "foreignblockquote", "foreignblockcquote", "epigraph")
)
_CHARACTERS = {
    "ldots": "…", "dots": "…", "textellipsis": "…", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "i": "ı",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "guillemotleft": "«",
    "guillemotright": "»", "og": "«", "fg": "»", "glqq": "„", "grqq": "“", "LaTeX": "LaTeX",
    "TeX": "TeX", "newline": " ", "textbackslash": "\\", "textasciitilde": "~", "quad": " ",
    "slash": "/", "S": "§", "P": "¶", "textsection": "§", "space": " ",
}  # fmt: skip
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_HEADINGS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph")


@dataclass(slots=True)
class _Reading:
    """What has been read so far; a quoted paragraph is one in a quoting environment."""

    text: str = ""
    paragraphs: list[str] = field(default_factory=list)
    quoted: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    title: str = ""
    depth: int = 0
    """Of quoting environments."""
    lists: list[int] = field(default_factory=list)
    """The number of the last item of each list that is open; -1 in a list without numbers."""

    def close(self) -> None:
        """Ends the paragraph that is being read."""
        text = clean(self.text)
        self.text = ""
        if text:
            self.paragraphs.append(text)
            if self.depth:
                self.quoted.add(len(self.paragraphs))


def read(name: str, data: bytes) -> Imported:
    """The text of a LaTeX file.

    Raises:
        ProvtrackError: it is empty, binary or not UTF-8, or has no text beside its commands.
    """
    source = re.sub(r"(?<!\\)((?:\\\\)*)%.*\n?", r"\1", decode(data, name))
    source = re.sub(r"\r\n?", "\n", source)
    _, begins, body = source.partition(r"\begin{document}")
    reading = _Reading()
    title = re.search(r"\\title\s*\{([^{}]*)\}", source)
    _read(body.partition(r"\end{document}")[0] if begins else source, reading, 0)
    reading.close()
    if not reading.paragraphs:
        raise no_text(name)
    notes = len(reading.notes)
    return Imported(
        paragraphs=tuple(reading.paragraphs),
        metadata={"title": clean(title[1])} if title and clean(title[1]) else {},
        omissions=tuple(
            Omission(note, "footnote", f"footnote {number}")
            for number, note in enumerate(reading.notes, 1)
        ),
        notices=(f"{plural(notes, 'footnote')} left out of the text.",) if notes else (),
        quoted=frozenset(reading.quoted),
    )


_TOKEN = re.compile(
    r"\n[ \t]*\n\s*"  # the end of a paragraph
    r"|\\(?:begin|end)\s*\{(?P<environment>[^{}]*)\}"
    r"|\\(?P<accent>['`^\"~=.]|[uvHckrdb](?![A-Za-z]))\s*(?:\{\\?(?P<braced>\w)\}|\\?(?P<letter>\w))"
    r"|\\(?P<command>[A-Za-z]+)\*?[ \t]*"
    r"|\\(?P<escaped>.)"
    r"|``|''|\"[`'<>]|---?|[{}~`']",
    re.DOTALL,
)
_PLAIN = {
    "``": "“", "''": "”", '"`': "„", "\"'": "“", '"<': "«", '">': "»", "---": "—", "--": "–",
    "~": " ", "`": "‘", "'": "’", "{": "", "}": "",
}  # fmt: skip


def _read(source: str, reading: _Reading, depth: int) -> None:
    position = 0
    while match := _TOKEN.search(source, position):
        reading.text += source[position : match.start()]
        position = match.end()
        token = match[0]
        if token in _PLAIN:
            reading.text += _PLAIN[token]
        elif token.isspace():
            reading.close()
        elif match["environment"] is not None:
            position = _environment(source, match, reading)
        elif match["accent"]:
            letter = match["braced"] or match["letter"]
            reading.text += unicodedata.normalize("NFC", letter + _ACCENTS[match["accent"]])
        elif match["escaped"]:
            reading.text += {"\\": " ", ",": " ", "-": ""}.get(match["escaped"], match["escaped"])
        else:
            position = _command(source, position, match["command"], reading, depth)
    reading.text += source[position:]


def _environment(source: str, match: re.Match[str], reading: _Reading) -> int:
    """Enters or leaves an environment; the position after what was read."""
    name = match["environment"].rstrip("*")
    begins = match[0].startswith(r"\begin")
    if begins and name in _NO_TEXT:
        end = source.find(rf"\end{{{match['environment']}}}", match.end())
        return len(source) if end < 0 else source.index("}", end) + 1
    reading.close()
    if name in _QUOTING:
        reading.depth = max(0, reading.depth + (1 if begins else -1))
    if begins and name in _LISTS:
        reading.lists.append(_LISTS[name])
    elif name in _LISTS and reading.lists:
        reading.lists.pop()
    if not begins:
        return match.end()
    options = re.compile(r"(?:\s*\[[^\[\]]*\])*").match(source, match.end())
    return options.end() if options else match.end()


def _command(source: str, position: int, name: str, reading: _Reading, depth: int) -> int:
    """Reads a command with its braces; the position after them."""
    if name in {"par", "item"}:
        reading.close()
        if name == "item" and reading.lists and reading.lists[-1] >= 0:
            reading.lists[-1] += 1
            reading.text = f"{reading.lists[-1]}. "
        return position
    if name in _CHARACTERS:
        reading.text += _CHARACTERS[name]
        return position
    arguments, position = _arguments(source, position)
    if name in _NOTES:
        reading.notes += filter(None, (clean(_inner(each, depth)) for each in arguments))
    elif name in _QUOTES:
        reading.text += f"“{''.join(_inner(each, depth) for each in arguments[-1:])}”"
    elif name in _BLOCKS or name in _HEADINGS:
        reading.close()
        reading.depth += name in _BLOCKS
        reading.text = "".join(_inner(each, depth) for each in arguments[-1:])
        reading.close()
        reading.depth -= name in _BLOCKS
    elif name not in _SILENT and depth < _DEEPEST:
        for each in arguments[1:] if name in _SECOND else arguments:
            _read(each, reading, depth + 1)
    return position


_LISTS = {"enumerate": 0, "itemize": -1, "description": -1}
_NOTES = frozenset(("footnote", "footnotetext", "endnote", "thanks"))


def _inner(source: str, depth: int) -> str:
    """The words of an argument on its own."""
    if depth >= _DEEPEST:
        return ""
    inside = _Reading()
    _read(source, inside, depth + 1)
    inside.close()
    return " ".join([*inside.paragraphs, *inside.notes])


def _arguments(source: str, position: int) -> tuple[list[str], int]:
    """What stands in braces behind a command, without options, and where that ends."""
    arguments: list[str] = []
    while True:
        option = re.compile(r"\s?\[[^\[\]]{0,500}\](?=\s*[\[{])").match(source, position)
        if option:
            position = option.end()
        if not source.startswith("{", position):
            return arguments, position
        end = _end_of_braces(source, position)
        arguments.append(source[position + 1 : end])
        position = end + 1


def _end_of_braces(source: str, start: int) -> int:
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(source, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.start()
    return len(source)
