"""Rules on the ledger; what an entry makes of a text, :mod:`provtrack.ledger` knows."""

from collections.abc import Iterator, Sequence

from provtrack.rules.case import Case, Document
from provtrack.rules.model import Hit, Level, rule
from provtrack.schemas.files import Basis, Correction

_BEFORE = "He will be against subjected to criticism.\n"
_AFTER = "He will be again subjected to criticism.\n"

_STATE = """\
[[step]]
id = "s1"
activity = "translation"
uses = ["original"]
generates = "goldberg@1"
status = "attested"
text_sha256 = "{}"
"""

_CORRECTED = """
[[step]]
id = "s2"
activity = "correction"
uses = ["goldberg@1"]
generates = "goldberg@2"
status = "attested"
evidence = "corrections.toml"
text_sha256 = "…"
"""

_ENTRY = """\
[[correction]]
id = "c1"
variant = "goldberg"
from = "goldberg@1"
to = "goldberg@2"
paragraph = 1
old = "against subjected"
new = "again subjected"
kind = "typo"
basis = "conjecture"
proposed_by = "goldberg-gary"
reviewed_by = "filatov-s-n"
date = "2026-11-24"
"""

_BASE = {"base/record.toml": _STATE.format("…"), "base/goldberg.txt": _BEFORE}

_EXPLAINED = {
    **_BASE,
    "record.toml": _STATE.format("…1") + _CORRECTED,
    "goldberg.txt": _AFTER,
    "corrections.toml": _ENTRY,
}


def _with(old: str, new: str) -> dict[str, str]:
    """The sound example with something else in its entry."""
    return {**_EXPLAINED, "corrections.toml": _ENTRY.replace(old, new)}


def _entries(case: Case, variant: str) -> list[Correction]:
    return [entry for entry in case.corrections.correction if entry.variant == variant]


def _pairs(case: Case) -> Iterator[tuple[Document, tuple[str, ...], list[Correction]]]:
    """Texts that were there before and vouched for: what they were, and the entries since then."""
    base = case.earlier
    if base is None or base.record is None:
        return
    for document in case.readable:
        before = base.documents.get(document.id)
        if before is None or before.problem or not base.record.states(document.id):
            continue
        old = {entry.id for entry in _entries(base, document.id)}
        new = [entry for entry in _entries(case, document.id) if entry.id not in old]
        yield document, before.text.paragraphs, new


@rule(
    "PT301",
    "undeclared-change",
    Level.ERROR,
    fails=[{**_EXPLAINED, "goldberg.txt": _AFTER.replace("criticism", "praise")}],
    passes=[_EXPLAINED],
    needs_base=True,
)
def undeclared_change(case: Case) -> Iterator[Hit]:
    """A text was changed, and no correction says so.

    This is what the ledger is for: every changed paragraph is explained by entries whose `old` is
    what stood there and whose `new` is what stands there now. A change without an entry has no
    reason, no evidence and nobody who answers for it.

    Make the change with `provtrack correct`, which writes text, entry and step together. For a
    change that was made by hand, `provtrack correct RECORD/VARIANT --from-diff` writes the
    entries, and `provtrack check --fix` drafts them. A text of which the chain knows no state yet
    may be changed freely.
    """
    from provtrack.ledger import explain

    for document, before, entries in _pairs(case):
        after = document.text.paragraphs
        if before == after:
            continue
        for change in explain(before, after, entries).unexplained:
            where = (
                change.after[0] if change.after else max(1, min(_near(change.before), len(after)))
            )
            paragraph = document.paragraphs[where - 1]
            for old, new in change.unexplained[:_MOST]:
                start, end = paragraph.start, paragraph.start + len(paragraph.text)
                at = paragraph.text.find(new) if new else -1
                if at >= 0:
                    start, end = document.in_paragraph(where, at, at + len(new))
                yield document.hit(
                    f"{_changed(old, new)}, and no correction says so",
                    f"make the change with 'provtrack correct {case.id}/{document.id}', "
                    "or put the words back",
                    start,
                    end,
                )


_MOST = 5
"""Words of one paragraph that are reported one by one; it was written anew where there are more."""


def _near(numbers: Sequence[int]) -> int:
    return numbers[0] if numbers else 1


def _changed(old: str, new: str) -> str:
    if not old:
        return f"{_short(new)} was added"
    return f"{_short(old)} became {_short(new)}" if new else f"{_short(old)} was taken out"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return repr(words if len(words) <= 60 else f"{words[:60].rstrip()}…")  # noqa: PLR2004


@rule(
    "PT302",
    "idle-correction",
    Level.ERROR,
    fails=[{**_EXPLAINED, "goldberg.txt": _BEFORE, "record.toml": _STATE.format("…")}],
    passes=[_EXPLAINED],
    needs_base=True,
)
def idle_correction(case: Case) -> Iterator[Hit]:
    """A new entry of the ledger explains nothing.

    Its words are not those that stood there, or the text does not have the new ones. Who reads the
    ledger believes in a correction that nobody made.

    Make the change in the text as well, or take the entry out.
    """
    from provtrack.ledger import explain

    place = {entry.id: number for number, entry in case.entries()}
    for document, before, entries in _pairs(case):
        for idle in explain(before, document.text.paragraphs, entries).idle if entries else ():
            yield case.at_entry(
                place[idle.id],
                "old",
                f"correction {idle.id} explains nothing: {idle.why}",
                "make the change in the text as well, or take the entry out",
            )


@rule(
    "PT303",
    "original-without-folio",
    Level.ERROR,
    fails=[_with('basis = "conjecture"', 'basis = "original"')],
    passes=[_with('basis = "conjecture"', 'basis = "original"\nfolio = "72ob"')],
)
def original_without_folio(case: Case) -> Iterator[Hit]:
    """A correction rests on the original, and does not say on which leaf.

    Only who is told the leaf can check it.

    Fill in `folio`. Where nobody has seen the leaf, the basis is another one.
    """
    for number, entry in case.entries():
        if entry.basis is Basis.ORIGINAL and not entry.folio.strip():
            yield case.at_entry(
                number,
                "basis",
                f"correction {entry.id} rests on the original and names no leaf",
                'add the leaf: folio = "72ob"',
            )


@rule(
    "PT304",
    "unreviewed-conjecture",
    Level.WARNING,
    fails=[_with('reviewed_by = "filatov-s-n"\n', "")],
    passes=[_EXPLAINED],
)
def unreviewed_conjecture(case: Case) -> Iterator[Hit]:
    """A conjecture that nobody has reviewed.

    A conjecture rests on nothing but judgement; two judge better than one.

    Have somebody else look at it and name them in `reviewed_by`.
    """
    for number, entry in case.entries():
        if entry.basis is Basis.CONJECTURE and not entry.reviewed_by:
            yield case.at_entry(
                number,
                "basis",
                f"correction {entry.id} is a conjecture that nobody has reviewed",
                "name in 'reviewed_by' who has looked at it",
            )


@rule(
    "PT305",
    "own-review",
    Level.ERROR,
    fails=[_with('reviewed_by = "filatov-s-n"', 'reviewed_by = "goldberg-gary"')],
    passes=[_EXPLAINED],
)
def own_review(case: Case) -> Iterator[Hit]:
    """A correction is reviewed by who proposed it.

    That is no review.

    Have somebody else look at it, or leave `reviewed_by` empty.
    """
    for number, entry in case.entries():
        if entry.reviewed_by and entry.reviewed_by == entry.proposed_by:
            yield case.at_entry(
                number,
                "reviewed_by",
                f"correction {entry.id} is reviewed by {entry.reviewed_by!r}, who proposed it",
                "somebody else should look at it",
            )


def _defects(case: Case, *codes: str) -> Iterator[Hit]:
    """What the ledger's own module finds."""
    from provtrack.ledger import defects

    if case.record is None or not case.corrections.correction:
        return
    wanted = {f"correction-{code}" for code in codes}
    found = defects(case.corrections.correction, case.record, case.state)
    yield from case.hits(defect for defect in found if defect.code in wanted)


@rule(
    "PT306",
    "correction-mismatch",
    Level.ERROR,
    fails=[_with("against subjected", "against subject to")],
    passes=[_EXPLAINED],
)
def correction_mismatch(case: Case) -> Iterator[Hit]:
    """The words of an entry are not those of the state before, or it changes nothing.

    The ledger is replayed on the state that each entry starts from, where its text is at hand: as
    it stands now, and as it stood at the base. Older states were at hand when their corrections
    were proposed; git's history is not searched for them. An entry that does not fit cannot be
    replayed, and the states after it cannot be made from those before.

    Copy `old` from the state that `from` names, with enough words around it to stand there once.
    """
    yield from _defects(case, "does-not-fit", "overlaps", "changes-nothing")


@rule(
    "PT307",
    "replay-differs",
    Level.ERROR,
    fails=[_with("again subjected", "once more subjected")],
    passes=[_EXPLAINED],
)
def replay_differs(case: Case) -> Iterator[Hit]:
    """The entries that lead to a state do not make the text that the chain vouches for.

    Something was changed with them that no entry names. Judged are the corrections of states whose
    text is at hand, as for `correction-mismatch`; with `--base`, those of a pull request are.

    The hint shows how to see what else differs; write an entry for it.
    """
    yield from _defects(case, "result-differs")


@rule(
    "PT308",
    "correction-states",
    Level.ERROR,
    fails=[_with('to = "goldberg@2"', 'to = "goldberg@3"'), _with("goldberg@1", "goldberg@2")],
    passes=[_EXPLAINED],
)
def correction_states(case: Case) -> Iterator[Hit]:
    """An entry names states or entries that there are not, or others than the chain does.

    Chain and ledger tell one story: the step that makes `goldberg@2` from `goldberg@1`, and the
    entries that say how.

    Correct `from`, `to` or `reverts`, or add the step that is missing.
    """
    yield from _defects(
        case,
        "variant-unknown",
        "state-foreign",
        "state-unknown",
        "states-reversed",
        "states-do-not-chain",
        "states-disagree",
        "reverts-unknown",
    )


@rule(
    "PT309",
    "ledger-rewritten",
    Level.ERROR,
    fails=[{**_with('kind = "typo"', 'kind = "style"'), "base/corrections.toml": _ENTRY}],
    passes=[{**_EXPLAINED, "base/corrections.toml": _ENTRY}],
    needs_base=True,
)
def ledger_rewritten(case: Case) -> Iterator[Hit]:
    """An entry of the ledger that was there before was changed, moved or taken out.

    The ledger is only ever appended to. What turned out to be wrong is taken back by an entry
    with `reverts`, so that both remain to be read. Who reviewed an entry may be added later.

    Put the old entry back and append another.
    """
    from provtrack.chain import corrections_appended_only

    if case.earlier is None or case.earlier.ledger_file is None:
        return
    yield from case.hits(corrections_appended_only(case.earlier.corrections, case.corrections))
