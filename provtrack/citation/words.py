"""What the styles share: quoted titles, lists of names, who did what, shelf marks."""

import re
from collections.abc import Sequence
from dataclasses import replace

from provtrack.citation.values import Cited, Holding, Name
from provtrack.citation.version import note
from provtrack.references import ReferenceStyle, print_reference

ITALIC = ("\ue000", "\ue001")
"""Around what a style sets in italics; the formats make of it what they can."""

_FEW = 3

_ENGLISH = "a an and at between by for from in of on or the to with"
_OTHERS = "de des du et la le les à dans und der die das von zu в и на о об от по с со"
SMALL_WORDS = frozenset(f"{_ENGLISH} {_OTHERS}".split())
"""What no shortened title ends with."""


def italic(text: str) -> str:
    """The text, marked to be set in italics."""
    return f"{ITALIC[0]}{text}{ITALIC[1]}"


def quoted(title: str, stop: str = "") -> str:
    """A title in double quotation marks, those in it made single, with the stop inside.

    A full stop gives way to a mark that the title ends with; a comma does not.
    """
    inner = re.sub(r'(^|[\s(\[])"', r"\1‘", title).replace('"', "’")
    inner = inner.replace("“", "‘").replace("”", "’").replace("„", "‘")
    if stop == "." and inner.endswith((".", "?", "!", "…")):
        stop = ""
    return f"“{inner}{stop}”"


def titled(cited: Cited, stop: str = "") -> str:
    """The title in quotation marks, or a description in brackets, with the stop behind it."""
    return quoted(cited.title, stop) if cited.title else f"[{cited.description}]{stop}"


def headed(cited: Cited, date: str, one: str, several: str) -> str:
    """``“Title,” April 16, 1969, para. 14``, as notes begin.

    Args:
        cited: the work.
        date: its date in the style's form, or what the style has for none.
        one: what the style calls a paragraph.
        several: the plural.
    """
    return joined((f"{titled(cited, ',')} {date}", locator(cited, one, several)))


def listed(names: Sequence[str], conjunction: str = "and", *, comma: bool = True) -> str:
    """``A``, ``A and B``, ``A, B, and C``."""
    if len(names) < _FEW:
        return f" {conjunction} ".join(names)
    return f"{', '.join(names[:-1])}{',' if comma else ''} {conjunction} {names[-1]}"


def printed(names: Sequence[Name]) -> list[str]:
    """The names as they are printed."""
    return [name.printed for name in names]


def contributions(cited: Cited) -> str:
    """``obtained by A and translated by B``, as digital archives word it; ``""`` for nobody."""
    phrases: list[tuple[list[str], tuple[Name, ...]]] = []
    for verb, names in cited.contributions:
        same = next((verbs for verbs, others in phrases if others == names), None)
        if same is not None:
            same.append(verb)
        else:
            phrases.append(([verb], names))
    return listed([f"{listed(verbs)} by {listed(printed(names))}" for verbs, names in phrases])


def sentence(text: str) -> str:
    """The text with a capital in front and a full stop behind, unless it ends with a mark."""
    if not text:
        return ""
    if "://" not in text.partition(" ")[0]:
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", "?", "!", ".”", "?”", "!”")) else f"{text}."


def joined(parts: Sequence[str], separator: str = ", ") -> str:
    """The parts that there are."""
    return separator.join(filter(None, parts))


def sentences(parts: Sequence[str]) -> str:
    """The parts that there are, each as a sentence."""
    return " ".join(sentence(part) for part in parts if part)


def version_note(cited: Cited, word: str = "version", *, whole: bool = False) -> str:
    """The version in words; ``""`` where none is told."""
    return f"{word} {note(cited.version, whole=whole)}" if cited.version else ""


def locator(cited: Cited, one: str, several: str) -> str:
    """``para. 14`` or ``paras. 12–14``; ``""`` for a whole text."""
    version = cited.version
    if version is None or not version.first:
        return ""
    if version.last > version.first:
        return f"{several} {version.first}–{version.last}"
    return f"{one} {version.first}"


def archive(holding: Holding, *, abbreviated: bool = False, place: bool = True) -> str:
    """The archive's name, with its town where that is known and not part of the name."""
    if abbreviated:
        return holding.short or holding.repository
    town = holding.place if place and holding.place not in holding.repository else ""
    return joined((holding.repository, town))


def shelf_mark(holding: Holding) -> str:
    """``fond 5, opis 28, delo 412, listy 71-74``; what the publisher prints where it has no parts.

    A mark that names its own archive is not taken apart.
    """
    reference = replace(holding.reference, repository="")
    return print_reference(reference, ReferenceStyle.COMMA) or holding.as_printed
