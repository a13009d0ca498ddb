"""BibLaTeX (its manual, version 3.20): ``@unpublished``, with dates in EDTF."""

import re
import urllib.parse

from provtrack.citation.dates import parse
from provtrack.citation.formats.keys import key, location, remark
from provtrack.citation.values import Cited, Name, NameOrder

_ESCAPED = {
    "\\": r"{\textbackslash}",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "$": r"\$",
    "#": r"\#",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    '"': r"{\textquotedbl}",
}
_PAIRED = {"{": r"\{", "}": r"\}"}
_LONE = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
"""BibTeX counts braces, even escaped ones, so that one alone has to be a command; pandoc 3 knows
only the escaped ones."""


def biblatex(cited: Cited) -> str:
    """One entry."""
    fields = {
        "title": f"{{{escaped(cited.title or f'[{cited.description}]')}}}",
        "author": _names(cited.creators),
        "translator": _names(cited.translators),
        "date": cited.date if _is_level_1(cited.date) else "",
        "howpublished": escaped(cited.publisher),
        "type": escaped(cited.type),
        "library": escaped(location(cited)),
        "url": _url(cited.url),
        "urldate": cited.accessed if cited.url else "",
        "note": escaped(remark(cited)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@unpublished{{{key(cited.version)},", *lines, "}", ""])


def escaped(text: str) -> str:
    """The text, so that LaTeX prints it and BibTeX's braces stay in balance."""
    text = " ".join(text.split())
    written = [_ESCAPED.get(character, character) for character in text]
    opened: list[int] = []
    for index, character in enumerate(text):
        if character in _LONE:
            written[index] = _LONE[character]
        if character == "{":
            opened.append(index)
        elif character == "}" and opened:
            written[opened.pop()], written[index] = _PAIRED["{"], _PAIRED["}"]
    return "".join(written)


def _names(names: tuple[Name, ...]) -> str:
    return " and ".join(map(_name, names))


def _name(name: Name) -> str:
    """In braces, which keep it whole, unless its parts are known."""
    if name.order is not NameOrder.GIVEN_FIRST or not (name.family and name.given):
        return f"{{{escaped(name.printed)}}}"
    # Family, suffix, given; a part with a comma or "and" in it is kept whole.
    parts = [part for part in (name.family, name.suffix, name.given) if part]
    return ", ".join(
        f"{{{escaped(part)}}}" if re.search(r",|\band\b", part) else escaped(part) for part in parts
    )


def _url(url: str) -> str:
    """The field is printed as it stands: only braces and backslashes cannot be in it."""
    return urllib.parse.quote(url, safe="!#$%&'()*+,/:;=?@[]~-._")


def _is_level_1(edtf: str) -> bool:
    """Whether BibLaTeX's own parser takes the date."""
    return bool(parse(edtf)) and not re.search(r"-[~?%]|[~?%]-", edtf)
