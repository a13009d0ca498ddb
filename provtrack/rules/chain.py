"""Rules on the provenance chain; what a sane chain is, :mod:`provtrack.chain` knows."""

from collections.abc import Iterator

from provtrack.rules.case import Case
from provtrack.rules.model import Hit, Level, rule
from provtrack.schemas.files import Activity, Standing, VariantKind

_CREATION = """\
[[step]]
id = "s1"
activity = "creation"
generates = "original"
date = "1956-02-25"
status = "attested"
evidence = "the heading of the document"
"""

_TRANSLATION = """
[[step]]
id = "s2"
activity = "translation"
uses = ["original"]
generates = "goldberg@1"
agents = ["goldberg-gary"]
date = "2006"
status = "attested"
evidence = "the publisher's page"
text_sha256 = "…"
"""

_UPLOAD = """
[[step]]
id = "s3"
activity = "upload"
uses = ["goldberg@1"]
date = "2007"
status = "attested"
evidence = "the publisher's page"
"""

_TEXT = "The talk lasted two hours.\n"

_SANE = {"record.toml": _CREATION + _TRANSLATION + _UPLOAD, "goldberg.txt": _TEXT}


def _with(old: str, new: str, **more: str) -> dict[str, str]:
    """The sane example with a change in its chain, and what the change needs."""
    return {**_SANE, "record.toml": _SANE["record.toml"].replace(old, new), **more}


@rule(
    "PT201",
    "undefined-state",
    Level.ERROR,
    fails=[_with('uses = ["original"]', 'uses = ["orignal"]')],
    passes=[_SANE],
)
def undefined_state(case: Case) -> Iterator[Hit]:
    """A step uses a state that no step makes.

    The way from the archive to the reader has a hole there.

    The hint names the nearest state. Otherwise add the step that made it, with `status =
    "assumed"` or `"unknown"` where that is the truth.
    """
    yield from case.of_chain("undefined-state")


@rule(
    "PT202",
    "state-made-twice",
    Level.ERROR,
    fails=[_with('generates = "goldberg@1"', 'generates = "original"')],
    passes=[_SANE],
)
def state_made_twice(case: Case) -> Iterator[Hit]:
    """Two steps make one state.

    A state is one text. Where two steps made it, nobody knows which text is meant.

    Give the second the next number, or a name of its own.
    """
    yield from case.of_chain("state-made-twice")


@rule(
    "PT203",
    "chain-cycle",
    Level.ERROR,
    fails=[_with('activity = "creation"', 'activity = "copy"\nuses = ["goldberg@1"]')],
    passes=[_SANE],
)
def chain_cycle(case: Case) -> Iterator[Hit]:
    """A state comes, by way of others, from itself.

    Correct what one of the steps that the message names uses.
    """
    yield from case.of_chain("cycle")


@rule(
    "PT204",
    "impossible-order",
    Level.ERROR,
    fails=[_with('date = "2006"', 'date = "1955"')],
    passes=[_SANE, _with('date = "2006"', 'date = "1955?"')],
)
def impossible_order(case: Case) -> Iterator[Hit]:
    """A step is certainly older than something that it rests on.

    A translation cannot be older than its original, nor a withdrawal than the upload. Only dates
    that leave no reading in which the order holds are reported.

    Correct one of the dates, or what the step uses; mark a doubtful date with `?`.
    """
    yield from case.of_chain("date-before-source", "withdrawn-before-upload")


@rule(
    "PT205",
    "reversed-dates",
    Level.ERROR,
    fails=[_with('date = "2006"', 'date = "2006/2005"')],
    passes=[_SANE],
)
def reversed_dates(case: Case) -> Iterator[Hit]:
    """A span of time that ends before it begins.

    The earlier date stands first: `1956-01-17/1956-01-18`.
    """
    yield from case.of_chain("reversed-dates")


@rule(
    "PT206",
    "rootless-step",
    Level.ERROR,
    fails=[_with('uses = ["original"]\n', "")],
    passes=[_SANE],
)
def rootless_step(case: Case) -> Iterator[Hit]:
    """A step that made a text, or kept or published one, and uses nothing.

    A translation is a translation of something. Where nothing is known of it, that is what the
    chain should say.

    Name the state in `uses`, or say `status = "unknown"`.
    """
    yield from case.of_chain("not-from-original", "nothing-used")


@rule(
    "PT207",
    "nothing-made",
    Level.ERROR,
    fails=[_with('generates = "goldberg@1"\n', "").copy()],
    passes=[_SANE],
)
def nothing_made(case: Case) -> Iterator[Hit]:
    """A creation, transcription, translation, revision or correction that made nothing.

    Name in `generates` the state that came out of it.
    """
    yield from case.of_chain("nothing-made")


@rule(
    "PT208",
    "state-number",
    Level.ERROR,
    fails=[_with("goldberg@1", "goldberg@2"), _with('"goldberg@1"', '"goldberg"')],
    passes=[_SANE],
)
def state_number(case: Case) -> Iterator[Hit]:
    """The states of a variant are not counted from 1 without a hole.

    `goldberg@2` is the text after the first correction. A hole is a correction that nobody
    described.

    Give the state the number that follows, or add the step that is missing.
    """
    yield from case.of_chain("state-unnumbered", "state-missing")


@rule(
    "PT209",
    "variant-not-in-chain",
    Level.WARNING,
    fails=[{"record.toml": _CREATION, "goldberg.txt": _TEXT}],
    passes=[_SANE],
)
def variant_not_in_chain(case: Case) -> Iterator[Hit]:
    """A text of which the chain says nothing.

    Nobody can say who made it, from what, and whether it is still what it was.

    Add the step that made it; `provtrack chain add` asks for what it needs.
    """
    yield from case.of_chain("variant-not-in-chain")


@rule(
    "PT210",
    "hash-missing",
    Level.WARNING,
    fails=[_with('text_sha256 = "…"\n', "")],
    passes=[_SANE],
)
def hash_missing(case: Case) -> Iterator[Hit]:
    """The last state of a text has no hash, or a hash stands where no state was made.

    The hash is what vouches for the text: with it anybody can tell, without git, whether the text
    in hand is the one that the chain describes.

    The hint gives the line to add.
    """
    yield from case.of_chain("hash-missing", "hash-of-nothing")


@rule(
    "PT211",
    "text-not-vouched",
    Level.ERROR,
    fails=[
        _with(
            'text_sha256 = "…"',
            'text_sha256 = "…1"',
            **{"base/goldberg.txt": _TEXT, "goldberg.txt": "The talk lasted three hours.\n"},
        )
    ],
    passes=[_SANE],
)
def text_not_vouched(case: Case) -> Iterator[Hit]:
    """A text is not the last state that the chain vouches for.

    Somebody has changed it, and no step says so. Whoever cites the state cites another text.

    Restore it, or make the change with `provtrack correct`, which writes the entry of the ledger
    and the step.
    """
    yield from case.of_chain("hash-differs")


@rule(
    "PT212",
    "unfit-role",
    Level.WARNING,
    fails=[
        _with(
            'agents = ["goldberg-gary"]',
            'agents = ["goldberg-gary"]\nroles = { goldberg-gary = "uploaded by" }',
        )
    ],
    passes=[_SANE],
)
def unfit_role(case: Case) -> Iterator[Hit]:
    """A role that belongs to another activity.

    Nobody uploads in a translation.

    Correct the role, or add the step that it belongs to.
    """
    yield from case.of_chain("role-unfit")


@rule(
    "PT213",
    "evidence-missing",
    Level.WARNING,
    fails=[
        _with("the heading of the document", ""),
        _with("the heading of the document", "archive.listy"),
    ],
    passes=[_SANE],
)
def evidence_missing(case: Case) -> Iterator[Hit]:
    """A step is attested, and nothing attests it.

    `attested` says that somebody can look it up. Where the evidence is a key of the record, such
    as `archive.as_printed`, that key must hold something.

    Say in `evidence` what the step rests on, or say `status = "assumed"`.
    """
    yield from case.of_chain("evidence-missing", "evidence-empty")


@rule(
    "PT214",
    "withdrawn-not-uploaded",
    Level.ERROR,
    fails=[_with('activity = "upload"', 'activity = "withdrawal"')],
    passes=[_SANE],
)
def withdrawn_not_uploaded(case: Case) -> Iterator[Hit]:
    """A withdrawal of what was never uploaded.

    Add the upload before it, with `status = "assumed"` if need be.
    """
    yield from case.of_chain("withdrawn-not-uploaded")


@rule(
    "PT215",
    "chain-rewritten",
    Level.ERROR,
    fails=[
        {
            **{f"base/{name}": content for name, content in _SANE.items()},
            **_with('date = "2006"', 'date = "2005"'),
        }
    ],
    passes=[{**{f"base/{name}": content for name, content in _SANE.items()}, **_SANE}],
    needs_base=True,
)
def chain_rewritten(case: Case) -> Iterator[Hit]:
    """A step of the chain that was there before was changed, moved or taken out.

    The chain is only ever appended to: what it said once, somebody may have cited. What turned
    out to be wrong is said by a further step, or in its `note`.

    Put the old step back and append another. A slip of the pen that nobody can have relied on is
    what a waiver is for.
    """
    from provtrack.chain import steps_appended_only

    base = case.earlier.record if case.earlier else None
    if base and case.record:
        yield from case.hits(steps_appended_only(base, case.record))


@rule(
    "PT216",
    "unattested-step",
    Level.NOTE,
    fails=[_with('status = "attested"', 'status = "assumed"')],
    passes=[_SANE],
)
def unattested_step(case: Case) -> Iterator[Hit]:
    """A step of the chain is assumed or not known.

    That is honest, and a question that is still open: each such step is one more thing that an
    archive visit may settle.

    When evidence turns up, say `status = "attested"` and name it.
    """
    for number, step in case.steps():
        if step.status is not Standing.ATTESTED:
            known = "is only assumed" if step.status is Standing.ASSUMED else "is not known"
            yield case.at_step(
                number,
                "status",
                f"step {step.id} ({step.activity}) {known}",
                "name the evidence when it turns up",
            )


@rule(
    "PT217",
    "state-not-uploaded",
    Level.NOTE,
    fails=[
        {
            **_SANE,
            "record.toml": _SANE["record.toml"]
            + '\n[[step]]\nid = "s4"\nactivity = "correction"\nuses = ["goldberg@1"]\n'
            'generates = "goldberg@2"\nstatus = "attested"\nevidence = "corrections.toml"\n'
            'text_sha256 = "…"\n',
        }
    ],
    passes=[_SANE],
)
def state_not_uploaded(case: Case) -> Iterator[Hit]:
    """The newest state of a published text has not been uploaded.

    Readers of the page still see the text as it was before the last correction, or there is a
    publisher and no upload at all.

    Upload it and add the step, or leave the note as a reminder.
    """
    record = case.record
    if record is None:
        return
    uploaded = {
        state for step in record.step if step.activity is Activity.UPLOAD for state in step.uses
    }
    for variant in record.variant:
        states = record.states(variant.id)
        last = max(states, default=0)
        shown = [number for number in states if f"{variant.id}@{number}" in uploaded]
        expected = bool(shown) or (
            bool(record.publisher) and variant.kind is not VariantKind.PARAPHRASE
        )
        if last and expected and last not in shown:
            seen = f"; readers see {variant.id}@{max(shown)}" if shown else ""
            place = record.step.index(states[last])
            yield case.at(
                "record.toml",
                ("step", place, "generates"),
                f"no step uploads {variant.id}@{last}{seen}",
                "add the upload when the page shows it: provtrack chain add … --activity upload",
                variant=variant.id,
            )


@rule(
    "PT218",
    "upload-without-state",
    Level.WARNING,
    fails=[_with('uses = ["goldberg@1"]\ndate', 'uses = ["original"]\ndate')],
    passes=[_SANE],
)
def upload_without_state(case: Case) -> Iterator[Hit]:
    """An upload that does not say which state of which text was uploaded.

    Whether the published page is the text in hand can only be verified when the upload names a
    numbered state.

    Name it in `uses`: `goldberg@1`.
    """
    for number, step in case.steps():
        if step.activity is Activity.UPLOAD and step.uses:
            vague = [state for state in step.uses if "@" not in state]
            if vague:
                yield case.at_step(
                    number,
                    "uses",
                    f"step {step.id} uploads {vague[0]!r}, which is no numbered state of a text",
                    "name the state that was uploaded, such as goldberg@1",
                )
