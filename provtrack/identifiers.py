"""The identifiers by which an agent is known elsewhere: their syntax, check digit and address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from provtrack.model import Defect
from provtrack.schemas.files import Agents, Identifiers


@dataclass(frozen=True, slots=True)
class _Scheme:
    """One kind of identifier.

    Attributes:
        label: what to call it.
        prefix: a regular expression for what people write before it: the address of its page.
        form: a regular expression for the identifier itself, without spaces.
        says: the form in words.
        address: where its page is, the identifier at ``{}``.
        has_check_digit: whether its last character is one.
    """

    label: str
    prefix: str
    form: str
    says: str
    address: str
    has_check_digit: bool = False


SCHEMES = {
    "orcid": _Scheme(
        "ORCID iD",
        r"(?:https?://)?orcid\.org/",
        r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]",
        "four groups of four digits, the last may be X: 0000-0002-1825-0097",
        "https://orcid.org/{}",
        has_check_digit=True,
    ),
    "viaf": _Scheme(
        "VIAF number",
        r"(?:https?://)?(?:www\.)?viaf\.org/viaf/",
        r"[1-9]\d{0,21}",
        "digits only: 12345",
        "https://viaf.org/viaf/{}",
    ),
    "wikidata": _Scheme(
        "Wikidata item",
        r"(?:https?://)?(?:www\.)?wikidata\.org/(?:wiki|entity)/",
        r"Q[1-9]\d{0,11}",
        "a Q and digits: Q42",
        "https://www.wikidata.org/entity/{}",
    ),
    "isni": _Scheme(
        "ISNI",
        r"(?:https?://)?(?:www\.)?isni\.org/(?:isni/)?",
        r"\d{15}[\dX]",
        "sixteen digits, the last may be X: 0000 0001 2103 2683",
        "https://isni.org/isni/{}",
        has_check_digit=True,
    ),
}
"""By the key of ``identifiers`` in ``agents.toml``."""


def bare(scheme: str, value: str) -> str:
    """An identifier without the address and the spaces that people write it with.

    ``""`` when it is none: of another form, or with a check digit that does not check.
    """
    kind = SCHEMES[scheme]
    stripped = re.sub(kind.prefix, "", value.strip(), count=1).rstrip("/")
    if scheme == "isni":
        stripped = re.sub(r"[ \xa0-]", "", stripped)
    if not re.fullmatch(kind.form, stripped, re.ASCII):
        return ""
    return stripped if not kind.has_check_digit or checks(stripped) else ""


def checks(value: str) -> bool:
    """Whether the last character is the check character of the digits before it.

    ISO/IEC 7064, MOD 11-2, as ORCID and ISNI (ISO 27729) use it.
    """
    total = 0
    digits = value.replace("-", "")
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2 % 11
    return digits[-1] == "0123456789X"[(12 - total) % 11]


def addresses(identifiers: Identifiers) -> dict[str, str]:
    """The pages of an agent's valid identifiers, by scheme, in the order of :data:`SCHEMES`."""
    found = {}
    for scheme, kind in SCHEMES.items():
        identifier = bare(scheme, getattr(identifiers, scheme))
        if identifier:
            found[scheme] = kind.address.format(identifier)
    return found


def identifier_defects(agents: Agents) -> tuple[Defect, ...]:
    """What is wrong with the identifiers in ``agents.toml``, in the order of the file.

    Returns:
        Defects of the codes ``identifier-malformed`` and ``identifier-check-digit``; their
        ``file`` is ``agents.toml``, which stands in ``records/``.
    """
    return tuple(_defects(agents))


def _defects(agents: Agents) -> Iterator[Defect]:
    for place, agent in enumerate(agents.agent):
        for scheme, kind in SCHEMES.items():
            value = getattr(agent.identifiers, scheme)
            if not value or bare(scheme, value):
                continue
            subject = f"agent {agent.id}: {value[:80]!r}"
            has_form = kind.has_check_digit and re.search(
                kind.form + r"\Z", re.sub(r"[ \xa0]", "", value), re.ASCII
            )
            code, problem, hint = (
                (
                    "identifier-check-digit",
                    f"is no {kind.label}: its check digit does not fit",
                    "a digit is wrong or two stand in the wrong order: copy it anew",
                )
                if has_form
                else (
                    "identifier-malformed",
                    f"is no {kind.label}",
                    f"write {kind.says}, or leave it empty",
                )
            )
            yield Defect(
                code,
                f"{subject} {problem}",
                hint,
                file="agents.toml",
                place=("agent", place, "identifiers", scheme),
            )
