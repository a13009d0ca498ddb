"""Who corrected something, why and on what evidence: from the options, or asked on a terminal."""

import datetime as dt
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from provtrack.cli.session import Session
from provtrack.errors import ProvtrackError

if TYPE_CHECKING:
    from collections.abc import Callable

    from provtrack.ledger import Words
    from provtrack.schemas.files import CorrectionKind
    from provtrack.store.ledgering import Entry

KINDS = ("typo", "mistranslation", "omission", "addition", "name", "date", "number", "style")
BASES = ("original", "other-variant", "publisher", "conjecture")

Kind = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=f"What the correction mends: {', '.join(KINDS)}.",
        autocompletion=lambda: list(KINDS),
        show_default=False,
    ),
]
BasisOption = Annotated[
    str,
    typer.Option(
        "--basis",
        metavar="BASIS",
        help=f"What it rests on: {', '.join(BASES)}.",
        autocompletion=lambda: list(BASES),
        show_default=False,
    ),
]
Evidence = Annotated[
    list[str] | None,
    typer.Option(
        "--evidence",
        metavar="TEXT",
        help="What it can be checked by; may be given several times.",
        show_default=False,
    ),
]
Folio = Annotated[
    str,
    typer.Option(
        "--folio",
        metavar="LEAF",
        help="The leaf of the original, for --basis original: 12, 12ob.",
        show_default=False,
    ),
]
ProposedBy = Annotated[
    str,
    typer.Option(
        "--proposed-by",
        metavar="AGENT",
        help="Id from agents.toml; without it, the person there who has git's user.name.",
        show_default=False,
    ),
]
ReviewedBy = Annotated[
    str,
    typer.Option("--reviewed-by", metavar="AGENT", help="Id from agents.toml.", show_default=False),
]
Date = Annotated[
    str,
    typer.Option(
        "--date", metavar="DATE", help="When, as an EDTF date; today.", show_default=False
    ),
]
Commit = Annotated[
    bool,
    typer.Option(
        "--commit",
        help="Commit the changed files, and nothing else that is staged. Hooks do not run.",
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Print what would be written; write nothing.")
]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the options say; empty where they say nothing.

    Attributes:
        stranger: why ``proposed_by`` stays empty, a sentence; empty when it does not.
        interactive: whether what is missing can be asked.
    """

    kind: str
    basis: str
    evidence: tuple[str, ...]
    folio: str
    proposed_by: str
    reviewed_by: str
    date: str
    note: str
    stranger: str
    interactive: bool

    @classmethod
    def of(
        cls,
        session: Session,
        *,
        kind: str,
        basis: str,
        evidence: list[str] | None,
        folio: str,
        proposed_by: str,
        reviewed_by: str,
        date: str,
        note: str,
    ) -> "Facts":
        """The options, checked as far as they can be before anything is read.

        Raises:
            ProvtrackError: a value that does not exist.
        """
        from provtrack.schemas.files import Basis, CorrectionKind
        from provtrack.schemas.values import check_edtf

        if kind:
            _member(CorrectionKind, kind, "--kind")
        if basis:
            _member(Basis, basis, "--basis")
        try:
            check_edtf(date)
        except ValueError as error:
            message, _, hint = str(error).partition("; ")
            raise ProvtrackError(f"--date: {message}", hint or "write YYYY-MM-DD") from None
        me, stranger = ("", "") if proposed_by else _me(session)
        return cls(
            kind, basis, tuple(each for each in evidence or () if each.strip()), _leaf(folio),
            proposed_by or me, reviewed_by,
            date or dt.date.today().isoformat(),  # noqa: DTZ011  # the editor's own calendar
            note, stranger, sys.stdin.isatty() and sys.stderr.isatty(),
        )  # fmt: skip

    def require(self, proposals: Iterable[str] = ()) -> None:
        """Whether nothing is missing that cannot be asked.

        Raises:
            ProvtrackError: names the options.
        """
        kind = [] if self.kind else [f"--kind {_likely(proposals)}"]
        basis = self.missing_basis()
        if (kind or basis) and not self.interactive:
            unsaid = [
                *["what the correction mends"][: len(kind)],
                *["what it rests on"][: len(basis)],
            ]
            raise ProvtrackError(
                f"it is not said {' and '.join(unsaid)}", f"add {' '.join([*kind, *basis])}"
            )

    def missing_basis(self) -> list[str]:
        """The options that would say what the correction rests on, as far as they are missing."""
        if not self.basis:
            return ["--basis BASIS (original, other-variant, publisher or conjecture)"]
        if self.basis == "original" and not self.folio:
            return ["--folio LEAF (where in the original)"]
        needs_evidence = self.basis in {"other-variant", "publisher"}
        return ["--evidence TEXT"] if needs_evidence and not self.evidence else []

    def entry(self, words: "Words", reverts: str = "") -> "Entry":
        """An entry with these facts, which are complete.

        Raises:
            ProvtrackError: they are not.
        """
        from provtrack.schemas.files import Basis, CorrectionKind
        from provtrack.store.ledgering import Entry

        replace(self, interactive=False).require()
        return Entry(
            words.paragraph,
            words.old,
            words.new,
            CorrectionKind(self.kind),
            Basis(self.basis),
            self.folio,
            self.evidence,
            self.proposed_by,
            self.reviewed_by,
            reverts,
            self.date,
            self.note,
        )


def _leaf(folio: str) -> str:
    """A leaf as the ledger has it: ``4ob`` for ``f. 4ob``, ``л. 4 об.`` and ``folio 4 ob``."""
    import re

    number = re.sub(
        r"^(?:ff?|ll?|лл?|fol|folio|leaf|list)\b\.?\s*", "", folio.strip(), flags=re.IGNORECASE
    )
    return re.sub(r"(?<=\d)\s*(?:ob|об)\.?$", "ob", number)


def complete(
    facts: Facts, drafts: "Iterable[Words]", propose: "Callable[[Words], CorrectionKind]"
) -> "list[Entry]":
    """An entry for each draft; what the options do not say is asked, once for each.

    Raises:
        ProvtrackError: something is missing, and nobody can be asked.
    """
    drafts = list(drafts)
    proposals = [] if facts.kind else [propose(words).value for words in drafts]
    facts.require(proposals)
    entries = []
    said = facts
    for number, words in enumerate(drafts):
        kind = facts.kind or proposals[number]
        said = _asked(words, facts, replace(said, kind=kind)) if facts.interactive else facts
        entries.append(said.entry(words))
    return entries


def _asked(words: "Words", given: Facts, before: Facts) -> Facts:
    """What is missing, from the user; the answers of the entry before are offered again."""
    from provtrack.schemas.files import Basis, CorrectionKind

    if given.kind and not given.missing_basis():
        return given
    typer.echo(shown(words), err=True)
    facts = before
    if not given.kind:
        facts = replace(facts, kind=_ask("kind", before.kind, CorrectionKind))
    if not given.basis:
        facts = replace(facts, basis=_ask("basis", before.basis or "conjecture", Basis))
    if facts.basis == "original" and not given.folio:
        facts = replace(facts, folio=_ask("folio", before.folio))
    if not given.evidence and facts.basis in {"other-variant", "publisher"}:
        answer = _ask("evidence", "; ".join(before.evidence))
        facts = replace(facts, evidence=(answer,))
    return facts


def _ask(what: str, default: str, choices: type[StrEnum] | None = None) -> str:
    while True:
        answer = str(typer.prompt(f"  {what}", default=default or None, err=True)).strip()
        if choices is None and answer:
            return answer
        if choices is not None:
            try:
                return _member(choices, answer, what).value
            except ProvtrackError as error:
                typer.echo(f"  {error.message}; {error.hint}", err=True)


def shown(words: "Words") -> str:
    """A correction in one line."""
    from provtrack.ledger.placing import brief

    place = f"¶{words.paragraph}: "
    if not words.old:
        return f"before {place}put in “{brief(words.new)}”"
    if not words.new:
        return f"{place}taken away “{brief(words.old)}”"
    return f"{place}“{brief(words.old)}” → “{brief(words.new)}”"


def _likely(proposals: Iterable[str]) -> str:
    found = list(dict.fromkeys(proposals))
    return f"{found[0]} (a guess)" if len(found) == 1 else f"KIND ({', '.join(KINDS)})"


Member = TypeVar("Member", bound=StrEnum)


def _member(choices: type[Member], value: str, option: str) -> Member:
    try:
        return choices(value)
    except ValueError:
        near = get_close_matches(value, list(choices), n=1)
        raise ProvtrackError(
            f"{option} cannot be {value!r}",
            (f"did you mean {near[0]}? " if near else "") + f"use {', '.join(choices)}",
        ) from None


def _me(session: Session) -> tuple[str, str]:
    """The agent who has git's user.name, or nobody and the reason."""
    from provtrack.store.ledgering import agent_named

    name = session.repository.history.user_name()
    if not name:
        return "", "note: proposed_by stays empty, for git has no user.name (--proposed-by AGENT)"
    found = agent_named(session.repository, name)
    if found:
        return found, ""
    return "", (
        f"note: proposed_by stays empty, for records/agents.toml has nobody named {name!r} "
        "(--proposed-by AGENT)"
    )
