"""Rules on single characters of a text: those that cannot be seen, and mixtures."""

import re
import unicodedata
from collections.abc import Iterator

from provtrack.rules.case import Case, Document
from provtrack.rules.model import Hit, Level, rule

_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # terminal escapes begin with one
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates
    "\ufff9-\ufffb\ufffe\uffff\ufffd"  # annotation, noncharacters, what could not be decoded
    "\U000e0000-\U000e007f]"  # tags: a whole hidden message fits in them
)

_INVISIBLE = re.compile("[\xad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff]")

_JOINER = re.compile("[\u200c\u200d]")
"""Persian, Indic scripts and emoji are spelled with them; Latin and Cyrillic are not."""

_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "dv", "fa", "he", "ks", "ku", "ps", "sd", "syr", "ug", "ur", "yi")
)
"""Languages whose texts need marks of direction beside figures and foreign words."""

_MARKS = frozenset("\u061c\u200e\u200f")


def _named(character: str) -> str:
    name = unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X} ({name})"


@rule(
    "PT501",
    "control-character",
    Level.ERROR,
    fails=[
        {"goldberg.txt": "The talk lasted\x1b[8m two\x1b[0m hours.\n"},
        {"goldberg.txt": "He \u202edid not\u202c agree.\n"},
    ],
    passes=[{"goldberg.txt": "The talk lasted two hours.\n"}],
)
def control_character(case: Case) -> Iterator[Hit]:
    """A character that gives orders instead of standing for something.

    Escape sequences, overrides of the writing direction and hidden tags make a text look other
    than it is: a "not" can be there and not be seen (Unicode Technical Report 36). A replacement
    character (U+FFFD) is a letter that a conversion has lost.

    Look at the place in the original and type what stands there.
    """
    for document in case.readable:
        if document.is_plain and "\ufffd" not in document.source:
            continue
        for match in _CONTROL.finditer(document.source):
            yield document.hit(
                f"a character that cannot be seen and gives orders: {_named(match[0])}"
                if match[0] != "\ufffd"
                else "a letter that a conversion has lost: U+FFFD",
                "take it out, or type what stands in the original",
                match.start(),
                match.end(),
            )


def invisible(document: Document) -> Iterator[re.Match[str]]:
    """The characters of a text that cannot be seen and do nothing for it."""
    if document.is_plain:
        return
    has_marks = document.language in _RIGHT_TO_LEFT or _is_right_to_left(document.source)
    for match in _INVISIBLE.finditer(document.source):
        if not (has_marks and match[0] in _MARKS) and not (
            match[0] == "\ufeff" and match.start() == 0
        ):
            yield match
    for match in _JOINER.finditer(document.source):
        around = document.source[max(0, match.start() - 1) : match.end() + 1]
        if any(_is_joined_without(character) for character in around if character != match[0]):
            yield match


def _is_right_to_left(text: str) -> bool:
    return re.search("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]", text) is not None


def _is_joined_without(character: str) -> bool:
    """Whether a letter is of a script that has no use for joiners: Latin, Greek, Cyrillic."""
    return character.isalpha() and character < "\u0530"


@rule(
    "PT502",
    "invisible-character",
    Level.WARNING,
    fails=[{"goldberg.txt": "The Presi\u00addium met\u200b again.\n"}],
    passes=[{"goldberg.txt": "The Presidium met\u00a0again.\n"}],
)
def invisible_character(case: Case) -> Iterator[Hit]:
    """A character that cannot be seen: a soft hyphen, a space of no width, a stray byte mark.

    Two texts that look alike are found to differ, and a search for the word does not find it.
    A no-break space is typography and stays; so do the joiners of scripts that need them, and the
    marks of direction in Hebrew or Arabic.

    `--fix` takes it out, except from a text that the chain vouches for: there it is a correction.
    """
    for document in case.readable:
        found = list(invisible(document))
        vouched = bool(found) and case.is_vouched(document)
        way = f"correct {case.id}/{document.id}" if vouched else "check --fix"
        for match in found:
            yield document.hit(
                f"a character that cannot be seen: {_named(match[0])}",
                f"take it out: provtrack {way}",
                match.start(),
                match.end(),
                fixable=not vouched,
            )


@rule(
    "PT503",
    "not-nfc",
    Level.WARNING,
    fails=[{"goldberg.txt": "Pak Yo\u0306ng-bin answered.\n"}],
    passes=[{"goldberg.txt": "Pak Y\u014fng-bin answered.\n"}],
)
def not_nfc(case: Case) -> Iterator[Hit]:
    """A letter and its mark are two characters where one would do.

    The text looks the same and is another one to every program that compares bytes, git
    included. Texts are kept in Unicode's normalisation form C.

    `--fix` puts it right.
    """
    for document in case.readable:
        if unicodedata.is_normalized("NFC", document.source):
            continue
        at, length = _first_decomposed(document.source)
        yield document.hit(
            "letters and marks are not composed (Unicode NFC)",
            "compose them: provtrack check --fix does",
            at,
            at + length,
            fixable=True,
        )


def _first_decomposed(text: str) -> tuple[int, int]:
    """Where the first stretch begins that is not in the normal form, and how long it is."""
    for match in re.finditer(r"\S+", text):
        if not unicodedata.is_normalized("NFC", match[0]):
            return match.start(), len(match[0])
    return 0, 1


_PAIRS = (
    (
        "apostrophes",
        "'",
        re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"),
        re.compile(r"(?<=[^\W\d_])\u2019(?=[^\W\d_])"),
    ),
    ("quotation marks", '"', re.compile(r'(?<!\d)"'), re.compile("[\u201c\u201d\u201e]")),
)


@rule(
    "PT504",
    "mixed-quotes",
    Level.WARNING,
    fails=[{"goldberg.txt": "The Party’s policy and the Union's work.\n"}],
    passes=[
        {"goldberg.txt": "The Party’s policy and the Union’s work.\n"},
        {"goldberg.txt": "The Party's policy.\n"},
    ],
)
def mixed_quotes(case: Case) -> Iterator[Hit]:
    """Straight and curly apostrophes, or quotation marks, in one text.

    Parts of it come from different hands or programs, and a search for `Party's` finds one half
    only. The mark that is rarer in the text is reported, at its first place.

    Write all of them in one way. Other quotation marks inside quotation marks are no mixture.
    """
    for document in case.readable:
        for what, mark, straight, curly in _PAIRS:
            if mark not in document.source:
                continue
            plain = [match.start() for match in straight.finditer(document.source)]
            curled = [match.start() for match in curly.finditer(document.source)] if plain else []
            if plain and curled:
                is_straight_rare = len(plain) <= len(curled)
                rare, name = (plain, "straight") if is_straight_rare else (curled, "curly")
                other = "curly" if is_straight_rare else "straight"
                count = max(len(plain), len(curled))
                yield document.hit(
                    f"{len(rare)} {name} and {count} {other} {what} in one text",
                    f"write all of them {other}",
                    rare[0],
                    rare[0] + 1,
                )
