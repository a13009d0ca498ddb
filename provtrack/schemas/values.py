"""The scalar values that the files are made of: ids, dates, hashes."""

import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$"
"""No dot, slash, ``@`` or ``#``: an id is never mistaken for a path or a revision."""

OPTIONAL_ID_PATTERN = r"^([A-Za-z0-9][A-Za-z0-9_-]{0,99})?$"

STATE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(@[1-9][0-9]{0,5})?$"

OPTIONAL_STATE_PATTERN = r"^([A-Za-z0-9][A-Za-z0-9_-]{0,99}(@[1-9][0-9]{0,5})?)?$"

SHA256_PATTERN = r"^([0-9a-f]{64})?$"

PATTERNS = {
    ID_PATTERN: "an id is made of letters, digits, '-' and '_', and begins with a letter or digit",
    OPTIONAL_ID_PATTERN: "an id is made of letters, digits, '-' and '_'; leave it empty if unknown",
    STATE_PATTERN: "a state is 'original' or a variant's id, '@' and a number: goldberg@2",
    OPTIONAL_STATE_PATTERN: "a state is a variant's id, '@' and a number: goldberg@2; or empty",
    SHA256_PATTERN: "a SHA-256 is 64 lower-case hexadecimal digits",
}
"""What each pattern asks for, in words."""

Id = Annotated[
    str,
    StringConstraints(pattern=ID_PATTERN),
    Field(description="Letters, digits, '-' and '_'.", examples=["goldberg-gary"]),
]

OptionalId = Annotated[
    str,
    StringConstraints(pattern=OPTIONAL_ID_PATTERN),
    Field(description="Letters, digits, '-' and '_', or empty.", examples=["goldberg-gary", ""]),
]

State = Annotated[
    str,
    StringConstraints(pattern=STATE_PATTERN),
    Field(
        description="A state of the document: 'original', or a variant and a number.",
        examples=["original", "goldberg@2"],
    ),
]

OptionalState = Annotated[
    str,
    StringConstraints(pattern=OPTIONAL_STATE_PATTERN),
    Field(description="A state of the document, or empty.", examples=["goldberg@2", ""]),
]

Sha256 = Annotated[
    str,
    StringConstraints(pattern=SHA256_PATTERN),
    Field(description="SHA-256 in 64 lower-case hexadecimal digits, or empty."),
]


class NotEdtfError(ValueError):
    """A string that is no EDTF date."""


def check_edtf(value: str) -> str:
    """Passes on an EDTF date (ISO 8601-2:2019, levels 0 to 2) or an empty string.

    Raises:
        NotEdtfError: it is neither, or names a day that the calendar does not have.
    """
    if not value:
        return value
    if value != value.strip():
        raise NotEdtfError(_not_edtf(value))
    for year, month, day in re.findall(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?!\d)", value):
        _check_day(value, int(year), int(month), int(day))
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?[?~%]?", value):
        return value  # the common forms, without the price of the parser
    import edtf

    try:
        edtf.parse_edtf(value)
    except edtf.EDTFParseException:
        raise NotEdtfError(_not_edtf(value)) from None
    return value


def _check_day(value: str, year: int, month: int, day: int) -> None:
    try:
        dt.date(year or 2000, month, day)  # EDTF has a leap year 0000, Python has none
    except ValueError:
        raise NotEdtfError(
            f"{value[:80]!r} names a day that does not exist; "
            "write one that the calendar has, or only the month or the year"
        ) from None


def _not_edtf(value: str) -> str:
    return (
        f"{value[:80]!r} is not an EDTF date; write 1956-02-25, 1956-02, 1956, 1956~ (about), "
        "1956-01-17/1956-01-18 (a span) or leave it empty"
    )


Edtf = Annotated[
    str,
    AfterValidator(check_edtf),
    Field(
        description="EDTF date (ISO 8601-2), empty when not known.",
        examples=["1956-02-25", "1956-02~", "1956-01-17/1956-01-18", ""],
    ),
]
