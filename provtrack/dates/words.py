"""The words and figures that dates are made of, and the letter that each token is read as."""

import re
from collections.abc import Mapping, Sequence

from provtrack.numbers.words import SMALL
from provtrack.text import Token, Vocabulary, texts_of

_FIRST_OTHER = 31


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ENGLISH = "january february march april may june july august september october november december"


MONTHS: dict[str, int] = {
    **{name: number for number, name in enumerate(_ENGLISH.split(), 1)},
    **{
        form: number
        for number, forms in enumerate(
            (
                "январь января январе",
                "февраль февраля феврале",
                "март марта марте",
                "апрель апреля апреле",
                "май мая мае",
                "июнь июня июне",
                "июль июля июле",
                "август августа августе",
                "сентябрь сентября сентябре",
                "октябрь октября октябре",
                "ноябрь ноября ноябре",
                "декабрь декабря декабре",
            ),
            1,
        )
        for form in forms.split()
    },
}


SHORT_MONTHS = {
    **{name[:3]: number for name, number in MONTHS.items() if number != 5 and name.isascii()},  # noqa: PLR2004  # May has no short form
    "sept": 9,
    **{
        form: number
        for number, forms in {
            1: "jany janry",
            2: "feby febry febr",
            4: "aprl",
            8: "augt",
            9: "septr septbr",
            10: "octr octbr",
            11: "novr novbr",
            12: "decr decbr",
        }.items()
        for form in forms.split()
    },
}
"""Months cut short, as print has them, and as clerks of the eighteenth century wrote them."""


def month_number(word: str) -> int:
    """The number of the month that a word names, in full or cut short; 0 for none.

    Args:
        word: an English or Russian name of a month, in any case and form, without a full stop.
    """
    word = bare(word)
    return MONTHS.get(word) or SHORT_MONTHS.get(word, 0) or OTHER_CALENDARS.get(word, 0)


OTHER_CALENDARS = {
    name: number
    for number, names in enumerate(
        (
            "muharram moharrem moharram",
            "safar safer",
            *("rabi'i", "rabi'ii", "jumada'i", "jumada'ii"),
            "rajab redjeb receb rejeb",
            "shaban sha'ban shaaban chaban",
            "ramadan ramazan ramadhan",
            "shawwal shevval sheval",
            "zilkade dhulqada zulkade",
            "zilhijje dhulhijja zilhicce",
            *("nisan", "iyar iyyar", "sivan", "tammuz tamuz", "elul", "tishri tishrei"),
            *("heshvan cheshvan marheshvan", "kislev", "tevet tebet", "shevat shebat", "adar"),
            *("vendemiaire vendémiaire", "brumaire", "frimaire", "nivose nivôse"),
            *("pluviose pluviôse", "ventose ventôse", "germinal", "floreal floréal", "prairial"),
            *("messidor", "thermidor", "fructidor"),
        ),
        _FIRST_OTHER,
    )
    for name in names.split()
}
"""Months of the Hijra, of the Jewish calendar and of the French Republic, numbered after the
seasons of EDTF."""

LAST_MONTH = max(OTHER_CALENDARS.values())


FEASTS: dict[str, tuple[int, int]] = {
    "christmas": (12, 25),
    "xmas": (12, 25),
    "epiphany": (1, 6),
    "candlemas": (2, 2),
    "lammas": (8, 1),
    "michaelmas": (9, 29),
    "martinmas": (11, 11),
    **dict.fromkeys(
        ("easter", "pentecost", "whitsun", "whitsuntide", "passover", "nowruz", "shrovetide"),
        (0, 0),
    ),
}
"""Feasts that are written as one word, with month and day; none for those that move."""


FEAST_DAYS = _set("good palm ash maundy whit trinity")
"""Before a day of the week they make it a feast: Good Friday."""


_AMBIGUOUS = frozenset(("may", "march", "august"))
"""Months that are words as well: read as months only with a capital and among date words."""


WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), 1
    )
}


SHORT_WEEKDAYS = {
    **{name[:3]: number for name, number in WEEKDAYS.items()},
    "tues": 2,
    "weds": 3,
    "thur": 4,
    "thurs": 4,
}


SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""EDTF's numbers of the seasons (ISO 8601-2)."""


DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}


CENTURIES = {"seventeen": 1700, "eighteen": 1800, "nineteen": 1900}
"""Before a decade in words: the eighteen-eighties."""


PARTS = {
    **dict.fromkeys(("early", "beginning", "start", "outset", "opening"), "early"),
    **dict.fromkeys(("mid", "middle"), "mid"),
    **dict.fromkeys(("late", "end", "close"), "late"),
}


ROMAN_MONTHS = {
    name: number
    for number, name in enumerate(
        ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1
    )
}


ORDINALS = {
    name: number
    for number, name in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
            *("ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
            *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"),
        ),
        1,
    )
}


RELATIVE: Mapping[tuple[str, ...], tuple[str, int]] = {
    ("last", "year"): ("year", -1),
    ("this", "year"): ("year", 0),
    ("next", "year"): ("year", 1),
    ("last", "month"): ("month", -1),
    ("this", "month"): ("month", 0),
    ("next", "month"): ("month", 1),
}


INSTANT = {
    **dict.fromkeys(("inst", "instant"), "this month"),
    **dict.fromkeys(("ult", "ultimo"), "last month"),
    **dict.fromkeys(("prox", "proximo"), "next month"),
}
"""Words of letters for the month that they are written in, the one before and the one after."""


NEAREST = {"last nearest": -1, "this nearest": 0, "next nearest": 1}
"""Which month or season of its name is meant: last December, next spring."""


WEEK = {"last weekday": -1, "next weekday": 1}
"""Which day of its name is meant: last Friday, next Monday."""


FIRST_SEASON = 21


DAYS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}


_MOST = 12
"""More than so many weeks or months ago are told by a date."""

COUNTS = {"a": 1, "an": 1} | {
    word: number for word, number in SMALL.items() if word.isascii() and 1 <= number <= _MOST
}
"""Words before a unit of time that tell how many of it: three weeks ago."""


CURRENT = frozenset(("current", "present"))
"""Words for the year or month in which the document was written."""


HALVES = {"former": 1, "latter": 2}
"""Words for the one and the other half of a year or month."""


LETTERS: dict[str, str] = {
    **dict.fromkeys("-–—‑−", "-"),
    ",": ",",
    ".": ".",
    "/": "/",
    "the": "t",
    "of": "f",
    "in": "j",
    "ago": "a",
    **dict.fromkeys(COUNTS, "c"),
    **dict.fromkeys(("to", "till", "until", "through", "по"), "T"),
    "and": "&",
    "or": "r",
    "'": "'",
    "’": "'",
    "‘": "'",
    "between": "b",
    "from": "b",
    **dict.fromkeys(PARTS, "q"),
    **dict.fromkeys(WEEKDAYS, "W"),
    **dict.fromkeys(SEASONS, "S"),
    **dict.fromkeys(DECADES, "E"),
    **dict.fromkeys(CENTURIES, "C"),
    **dict.fromkeys(DAYS, "x"),
    "day": "D",
    **dict.fromkeys(("eve", "night"), "v"),
    **dict.fromkeys(("morning", "afternoon", "evening"), "N"),
    **dict.fromkeys(FEAST_DAYS, "i"),
    "new": "w",
    **dict.fromkeys(HALVES, "O"),
    "half": "H",
    "quarter": "Z",
    **dict.fromkeys(("before", "after"), "B"),
    **dict.fromkeys(("last", "this", "next"), "l"),
    **dict.fromkeys(CURRENT, "P"),
    **dict.fromkeys(("year", "month", "fortnight", "week"), "u"),
    "years": "U",
    **dict.fromkeys(("months", "fortnights", "weeks", "days"), "s"),
    **dict.fromkeys(INSTANT, "I"),
    "(": "(",
    ")": ")",
    "г": "g",
    **dict.fromkeys(("года", "году"), "G"),
    "年": "J",
    "月": "K",
    "日": "L",
}


YEAR = re.compile(r"1\d{3}|20\d\d")


DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")


DAY_ORDINAL = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|(?<=[23])d)")


_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)")


_NO_DECADE = frozenset(("00", "10"))
"""Tens without a century that are shillings rather than years."""


DECADE = re.compile(r"(1\d|20)?(\d)0(?:['’ʼ]?s)")


KOREAN = {"년": "J", "월": "K", "일": "L"}


KOREAN_PART = re.compile(r"(\d{1,4})([년월일])\w{0,2}")


_BEFORE_YEAR = _set(
    "in of since until till by from to after before during between year years around about circa "
    "dated christmas easter pentecost whitsun michaelmas "
    "ca early mid late spring summer autumn fall winter and as through for the or for—"
)


_COUNTED = _set("men people persons tons workers soldiers troops copies women cases")


def _letter(text: str) -> str:  # noqa: PLR0911  # one return a class of token
    word = bare(text)
    if text[0].isdigit():
        return _figure_letter(text)
    if word in FEASTS or word in OTHER_CALENDARS:
        return ("F" if word in FEASTS else "m") if text[0].isupper() else " "
    if word.removesuffix("s") in WEEKDAYS:
        return "W"
    if word in MONTHS:
        return "m" if word not in _AMBIGUOUS else "A" if text[0].isupper() else " "
    if word in SHORT_MONTHS and text[0].isupper():
        return "M"
    if word in SHORT_WEEKDAYS and text[0].isupper():
        return "V"
    if word in LETTERS:
        return LETTERS[word]
    if text in ROMAN_MONTHS:
        return "R"
    if word in ORDINALS:
        return "o"
    return " "


def bare(text: str) -> str:
    """A word in small letters, without the ending of the possessive: Tuesday's."""
    return text.casefold().replace("’", "'").removesuffix("'s")


def _figure_letter(text: str) -> str:
    if YEAR.fullmatch(text):
        return "y"
    if DAY.fullmatch(text):
        return "d"
    if DAY_ORDINAL.fullmatch(text.casefold()):
        return "o"
    if _DOTTED.fullmatch(text):
        return "."[:0] + "k"
    if DECADE.fullmatch(text) and text[:2] not in _NO_DECADE:
        return "e"
    korean = KOREAN_PART.fullmatch(text)
    return (
        {"년": "1", "월": "2", "일": "3"}[korean[2]] if korean else "n" if text.isdigit() else " "
    )


def shape_of(tokens: Sequence[Token]) -> str:
    """A text as one letter a token."""
    shape = "".join(map(_LETTERS.__getitem__, texts_of(tokens)))
    if "A" not in shape and "y" not in shape:
        return shape
    letters = list(shape)
    for index, letter in enumerate(letters):
        if letter == "A":
            letters[index] = "m" if _is_month(tokens, letters, index) else " "
        elif letter == "y" and not _is_year(tokens, letters, index):
            letters[index] = "Y"
    return "".join(letters)


_LETTERS = Vocabulary(_letter)


def _is_month(tokens: Sequence[Token], letters: Sequence[str], index: int) -> bool:
    """Whether ``May``, ``March`` or ``August`` with a capital is the month."""
    before = letters[index - 1] if index else ""
    after = letters[index + 1] if index + 1 < len(letters) else ""
    ordinal = letters[index + 1 : index + 3] == ["t", "o"]
    if ordinal or (after and after in "dyo") or (before and before in "dofb&-qT"):
        return True
    if not index or tokens[index - 1].text in _SENTENCE_ENDS:
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if tokens[index].text.casefold() == "may":
            return following.casefold() in {"and", "was", "is", ",", "saw", "brought", "day"}
        return following.casefold() not in {"to", "on", "past", "up", "forward", "into", "out"}
    return tokens[index - 1].text.casefold().rstrip(".") not in _NAMING


_SENTENCE_ENDS = frozenset('.!?:“"')


_NAMING = _set("mr mrs miss ms dr comrade theresa aunt named called")


def _is_year(tokens: Sequence[Token], letters: Sequence[str], index: int) -> bool:
    """Whether four figures are a year: they stand in a date, or after a word that leads to one."""
    before = letters[index - 1] if index else ""
    if before and before in "mMREFDvW.SK/,)-&gGUu":
        return True
    if before and before in "do" and index > 1 and letters[index - 2] in "mM":
        return True  # March 8 1950
    after = letters[index + 1] if index + 1 < len(letters) else ""
    if after and after in "-mMTgG&/J":
        return True
    following = tokens[index + 1].text.casefold() if index + 1 < len(tokens) else ""
    if following in _COUNTED:
        return False
    previous = tokens[index - 1].text.casefold() if index else ""
    return not previous or previous in _BEFORE_YEAR or previous in "([" or before == "T"
