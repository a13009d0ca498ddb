"""Rules on ``record.toml`` and the files that all records share: is everything there and known?"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from provtrack.rules.case import Case
from provtrack.rules.model import Hit, Level, Place, rule
from provtrack.text import fold

_ARCHIVE = """\
[archive]
repository = "rgani"
fond = "5"
opis = "28"
delo = "412"
listy = "71-74"
as_printed = "RGANI Fond 5, Opis 28, Delo 412, Listy 71-74. Translated by Gary Goldberg."
"""


@rule(
    "PT101",
    "unreadable-file",
    Level.ERROR,
    fails=[{"record.toml": 'title = "Report\n'}],
    passes=[{"record.toml": 'title = "Report"\n'}],
)
def unreadable_file(case: Case) -> Iterator[Hit]:
    """A file cannot be read at all.

    It is not UTF-8, not TOML, has an unresolved merge conflict, is empty, or is so large that it
    cannot be what it is taken for. Nothing else is said of such a file, since nothing is known.

    Mend what the message names, or restore the file from git.
    """
    for name, file in case.toml_files.items():
        if file.problem:
            place = Place(name, file.problem.line, file.problem.column)
            yield Hit(file.problem.message, file.problem.hint, place)
    for name, (message, hint) in case.troubles.items():
        yield Hit(message, hint, Place(name))
    for document in case.documents.values():
        if document.problem:
            place = Place(document.file, document.problem.line, document.problem.column)
            yield Hit(document.problem.message, document.problem.hint, place, variant=document.id)


@rule(
    "PT102",
    "unknown-key",
    Level.ERROR,
    fails=[{"record.toml": _ARCHIVE.replace("listy", "lists")}],
    passes=[{"record.toml": _ARCHIVE}],
)
def unknown_key(case: Case) -> Iterator[Hit]:
    """A key that provtrack does not know.

    A misspelled key is a statement that nobody reads: a chain without its evidence, a reference
    without its leaves.

    The hint names the nearest key. What is only for people belongs into `note` or a comment.
    """
    yield from _complaints(case, "unknown-key")


@rule(
    "PT103",
    "invalid-value",
    Level.ERROR,
    fails=[{"record.toml": "[archive]\ndelo = 412\n"}],
    passes=[{"record.toml": '[archive]\ndelo = "0412"\n'}],
)
def invalid_value(case: Case) -> Iterator[Hit]:
    """A key without the value that it must have, or a key that must be there and is not.

    Numbers of archives are text, since `0412` is not `412`; an activity is one of a list; two
    steps cannot have one id.

    The hint says what is expected; `provtrack schema record` prints all of it for an editor.
    """
    yield from _complaints(case, "invalid-value", "missing-key")


@rule(
    "PT104",
    "not-edtf",
    Level.ERROR,
    fails=[{"record.toml": 'date = "25.02.1956"\n'}, {"record.toml": 'date = "1956-02-30"\n'}],
    passes=[{"record.toml": 'date = "1956-02-25"\n'}, {"record.toml": 'date = "1956-02~"\n'}],
)
def not_edtf(case: Case) -> Iterator[Hit]:
    """A date that is not in EDTF, or that the calendar does not have.

    Only a date that a program can read can be compared with another: a correction that is older
    than what it corrects, a text that speaks of days to come.

    Write `1956-02-25`, `1956-02`, `1956~` (about), `1956-01-17/1956-01-18` (a span), or nothing
    where nothing is known (ISO 8601-2:2019).
    """
    yield from _complaints(case, "not-edtf")


def _complaints(case: Case, *codes: str) -> Iterator[Hit]:
    for name, file in case.toml_files.items():
        for complaint in file.complaints:
            if complaint.code in codes:
                yield case.at(name, complaint.place, complaint.message, complaint.hint)


@rule(
    "PT105",
    "misplaced-record",
    Level.ERROR,
    fails=[{"record.toml": 'id = "report-1957"\n'}],
    passes=[{"record.toml": 'id = "report-1956"\n'}],
)
def misplaced_record(case: Case) -> Iterator[Hit]:
    """A record whose id is not the name of its directory.

    `provtrack show ID` finds a record by its directory; with two names it has none.

    Rename one of them.
    """
    if case.record and case.record.id != case.id:
        yield case.at(
            "record.toml",
            ("id",),
            f"the id is {case.record.id!r}, the directory {case.id!r}",
            "rename one of them: a record's id is the name of its directory",
        )


@rule(
    "PT106",
    "text-missing",
    Level.ERROR,
    fails=[{"record.toml": '[[variant]]\nid = "goldberg"\nkind = "translation"\n'}],
    passes=[
        {
            "record.toml": '[[variant]]\nid = "goldberg"\nkind = "translation"\n',
            "goldberg.txt": "The talk lasted two hours.\n",
        }
    ],
)
def text_missing(case: Case) -> Iterator[Hit]:
    """A variant without its text, or a text that is no variant.

    A record describes the texts that stand beside it. A text that it does not name is compared
    with nothing and vouched for by nobody.

    Put the text there (`provtrack import FILE --record ID --variant ID`), or name it in a
    `[[variant]]`. A translation that is known but not kept needs no variant: the chain names it.
    """
    if case.record is None:
        return
    for number, variant in enumerate(case.record.variant):
        if f"{variant.id}.txt" not in case.files:
            yield case.at(
                "record.toml",
                ("variant", number, "id"),
                f"the variant {variant.id!r} has no file {variant.id}.txt",
                f"put its text there, or import it: provtrack import FILE --record {case.id} "
                f"--variant {variant.id}",
                variant=variant.id,
            )
    for id_ in case.documents:
        if case.record.find_variant(id_) is None:
            yield Hit(
                "a text that record.toml does not name",
                f'add a [[variant]] with id = "{id_}", or move the file into source/',
                Place(f"{id_}.txt"),
                variant=id_,
            )


@rule(
    "PT107",
    "reference-unclear",
    Level.WARNING,
    fails=[
        {"record.toml": '[archive]\nas_printed = "Archive of the Ministry, box with letters"\n'}
    ],
    passes=[{"record.toml": _ARCHIVE}],
)
def reference_unclear(case: Case) -> Iterator[Hit]:
    """A printed archive reference in which no shelf mark can be found.

    Who wants to see the original needs archive, fond, opis and delo. Forms such as `RGANI Fond 5,
    Opis 28, Delo 412` and `АВП РФ. Ф. 0102. Оп. 12. Д. 6, папка 68` are understood.

    Where the archive counts otherwise, fill in the keys of `[archive]` by hand and waive the rule.
    """
    if case.record is None or not case.record.archive.as_printed:
        return
    archive = case.record.archive
    if not archive.fond and not case.printed.is_located:
        yield case.at(
            "record.toml",
            ("archive", "as_printed"),
            "no fond, opis and delo can be found in the printed reference",
            "correct it as the publisher prints it, or fill in the keys of [archive]",
        )


@rule(
    "PT108",
    "reference-disagrees",
    Level.ERROR,
    fails=[{"record.toml": _ARCHIVE.replace('delo = "412"', 'delo = "421"')}],
    passes=[{"record.toml": _ARCHIVE}],
)
def reference_disagrees(case: Case) -> Iterator[Hit]:
    """The archive reference in its parts is not the one that is printed.

    One of the two leads to another file of the archive. Citations are made of the parts.

    Look at the publisher's page, and correct the part or the copy in `as_printed`.
    """
    if case.record is None or not case.record.archive.as_printed:
        return
    archive = case.record.archive
    printed = case.printed
    for key in ("fond", "opis", "delo", "papka", "listy"):
        own, other = getattr(archive, key), getattr(printed, key)
        if own and other and _plain(own) != _plain(other):
            yield case.at(
                "record.toml",
                ("archive", key),
                f"{key} is {own!r}, and {other!r} in the printed reference",
                "correct one of them by the publisher's page",
            )


def _plain(value: str) -> str:
    """A shelf mark without the differences of print: dashes, spaces, case."""
    return re.sub(r"[\s.]", "", re.sub(r"[\u2010-\u2015]", "-", value)).casefold()


@rule(
    "PT109",
    "listy-missing",
    Level.WARNING,
    fails=[
        {
            "record.toml": _ARCHIVE.replace('listy = "71-74"', 'listy = ""').replace(
                ", Listy 71-74", ""
            )
        }
    ],
    passes=[{"record.toml": _ARCHIVE}],
)
def listy_missing(case: Case) -> Iterator[Hit]:
    """An archive reference without its leaves.

    A delo has hundreds of leaves. Without their numbers a reader cannot find the document, and
    no correction can be checked against the original.

    Fill in `listy` when somebody has seen the file: `71-74`, `5-7ob`.
    """
    if case.record is None:
        return
    archive = case.record.archive
    if archive.delo and not archive.listy:
        yield case.at(
            "record.toml",
            ("archive", "listy"),
            "the archive reference gives no leaves (listy)",
            'add them when they are known: listy = "71-74"',
        )


@rule(
    "PT110",
    "unknown-agent",
    Level.ERROR,
    fails=[{"record.toml": 'creators = ["goldberg-garry"]\n'}],
    passes=[{"record.toml": 'creators = ["goldberg-gary"]\n'}],
)
def unknown_agent(case: Case) -> Iterator[Hit]:
    """A person or body that `agents.toml` does not have.

    Citations, the chain and the credits take names from there; an id that leads nowhere names
    nobody.

    The hint names the nearest id. Otherwise add an `[[agent]]`.
    """
    yield from case.of_chain("unknown-agent")
    agents = case.shared.agents
    if agents is None:
        return
    known = [agent.id for agent in agents.agent]
    for number, entry in case.entries():
        for key in ("proposed_by", "reviewed_by"):
            id_ = getattr(entry, key)
            if id_ and id_ not in known:
                near = get_close_matches(id_, known, n=1)
                yield case.at_entry(
                    number,
                    key,
                    f"correction {entry.id}: there is no agent {id_!r} in agents.toml",
                    f"did you mean {near[0]!r}?" if near else "add an [[agent]] with that id",
                )


@rule(
    "PT111",
    "ambiguous-name",
    Level.WARNING,
    fails=[
        {
            "names.toml": (
                '[[name]]\nid = "pak-yeong-bin"\npreferred = "Pak Yeong-bin"\n'
                'forms = [{ form = "Pak Yong Bin" }]\n\n'
                '[[name]]\nid = "pak-yong-bin"\npreferred = "Pak Yong-bin"\n'
            )
        }
    ],
    passes=[{"names.toml": '[[name]]\nid = "pak-yeong-bin"\npreferred = "Pak Yeong-bin"\n'}],
)
def ambiguous_name(case: Case) -> Iterator[Hit]:
    """A spelling that belongs to two entries of the authority file, or an id that two have.

    Where a text has it, nobody can say which of them is meant, and a comparison takes another
    person's name for the same.

    Take the spelling out of one of the entries, or say in `note` how they are told apart and
    waive the rule.
    """
    file = case.toml_files.get("names.toml")
    if file is None or file.value is None:
        return
    owner: dict[str, str] = {}
    ids: set[str] = set()
    for number, name in enumerate(file.value.name):
        if name.id in ids:
            yield case.at(
                "names.toml",
                ("name", number, "id"),
                f"two [[name]] tables have the id {name.id!r}",
                "give one of them another id, or put their forms together",
            )
        ids.add(name.id)
        forms = [("preferred", name.preferred), *(("forms", each.form) for each in name.forms)]
        for key, form in forms:
            first = owner.setdefault(_spelled(form), name.id)
            if first != name.id:
                yield case.at(
                    "names.toml",
                    ("name", number, key),
                    f"{form!r} is a spelling of {first!r} and of {name.id!r}",
                    "take it out of one of them",
                )


def _spelled(form: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(form)).strip()


@rule(
    "PT112",
    "repeated-agent",
    Level.ERROR,
    fails=[
        {
            "agents.toml": (
                '[[agent]]\nid = "rgani"\nname = "RGANI"\nkind = "archive"\n\n'
                '[[agent]]\nid = "rgani"\nname = "State Archive"\nkind = "archive"\n'
            )
        }
    ],
    passes=[{"agents.toml": '[[agent]]\nid = "rgani"\nname = "RGANI"\nkind = "archive"\n'}],
)
def repeated_agent(case: Case) -> Iterator[Hit]:
    """Two agents with one id.

    Which of them is meant depends on which is read first.

    Give one of them another id, or make one entry of both.
    """
    file = case.toml_files.get("agents.toml")
    if file is None or file.value is None:
        return
    seen: set[str] = set()
    for number, agent in enumerate(file.value.agent):
        if agent.id in seen:
            yield case.at(
                "agents.toml",
                ("agent", number, "id"),
                f"two [[agent]] tables have the id {agent.id!r}",
                "give one of them another id, or make one entry of both",
            )
        seen.add(agent.id)


@rule(
    "PT113",
    "invalid-identifier",
    Level.ERROR,
    fails=[
        {
            "agents.toml": (
                '[[agent]]\nid = "goldberg-gary"\nname = "Gary Goldberg"\nkind = "person"\n'
                'identifiers = { orcid = "0000-0002-1825-0098" }\n'
            )
        }
    ],
    passes=[
        {
            "agents.toml": (
                '[[agent]]\nid = "goldberg-gary"\nname = "Gary Goldberg"\nkind = "person"\n'
                'identifiers = { orcid = "0000-0002-1825-0097" }\n'
            )
        }
    ],
)
def invalid_identifier(case: Case) -> Iterator[Hit]:
    """An ORCID iD, VIAF, ISNI or Wikidata number that cannot be one.

    An identifier is there to lead to one person only; with a slip of the pen it leads to another,
    or to nobody. Check digits catch most slips.

    Copy it anew from the page of the authority, or leave it out.
    """
    from provtrack.identifiers import identifier_defects

    file = case.toml_files.get("agents.toml")
    if file is not None and file.value is not None:
        yield from case.hits(identifier_defects(file.value))


@rule(
    "PT114",
    "uncredited",
    Level.WARNING,
    fails=[
        {
            "record.toml": _ARCHIVE
            + '\n[[step]]\nid = "s1"\nactivity = "translation"\nagents = []\nstatus = "attested"\n'
        }
    ],
    passes=[
        {
            "record.toml": _ARCHIVE
            + '\n[[step]]\nid = "s1"\nactivity = "translation"\nagents = ["goldberg-gary"]\n'
            'status = "attested"\n'
        }
    ],
)
def uncredited(case: Case) -> Iterator[Hit]:
    """A person who is credited in the printed reference, and whom the chain does not name.

    "Translated by Gary Goldberg" in the reference is a statement on the chain. Where no step
    names the translator, citations and reports leave out who did the work.

    Add the person to `agents.toml` and to the step.
    """
    if case.record is None or case.shared.agents is None or not case.record.step:
        return
    printed = case.printed
    names = {agent.id: agent.name for agent in case.shared.agents.agent}
    named = {_spelled(names.get(id_, id_)) for step in case.record.step for id_ in step.agents}
    credits_ = (*printed.translators, *printed.obtained_by, *printed.contributed_by)
    for credit in dict.fromkeys(credits_):
        if not any(_is_same_person(_spelled(credit), name) for name in named):
            yield case.at(
                "record.toml",
                ("archive", "as_printed"),
                f"the printed reference credits {credit}, and no step of the chain does",
                "add the person to agents.toml, and to the 'agents' of the step",
            )


def _is_same_person(one: str, other: str) -> bool:
    """Whether all words of the shorter name begin words of the longer one: initials do."""
    short, long = sorted((one.split(), other.split()), key=len)
    return bool(short) and all(
        any(word.startswith(part) or part.startswith(word) for word in long) for part in short
    )


@rule(
    "PT115",
    "unknown-rule",
    Level.ERROR,
    fails=[{"record.toml": '[check]\nignore = ["listy-mising"]\n'}],
    passes=[{"record.toml": '[check]\nignore = ["listy-missing"]\n'}],
)
def unknown_rule(_: Case) -> Iterator[Hit]:
    """A setting or a waiver of a record that names no rule.

    It was meant to keep something quiet, and keeps nothing quiet.

    The hint names the nearest rule; `provtrack rule` lists all.
    """
    yield from ()  # settings are read where rules are chosen: provtrack.rules.run


@rule(
    "PT116",
    "idle-waiver",
    Level.WARNING,
    fails=[
        {
            "record.toml": _ARCHIVE
            + '\n[[waiver]]\nrule = "listy-missing"\nreason = "the file was not seen"\n'
        }
    ],
    passes=[
        {
            "record.toml": _ARCHIVE.replace('"71-74"', '""')
            + '\n[[waiver]]\nrule = "listy-missing"\nreason = "the file was not seen"\n'
        }
    ],
)
def idle_waiver(_: Case) -> Iterator[Hit]:
    """A waiver that waives nothing.

    What it once let stand is gone, or the waiver names another paragraph than it should. Left
    there, it would hide the next finding of its kind.

    Take it out, or correct what it names.
    """
    yield from ()  # known only when all rules have run: provtrack.rules.run


@rule(
    "PT117",
    "record-missing",
    Level.ERROR,
    fails=[{"goldberg.txt": "The talk lasted two hours.\n", "record.toml": "-"}],
    passes=[{"goldberg.txt": "The talk lasted two hours.\n"}],
)
def record_missing(case: Case) -> Iterator[Hit]:
    """A directory with texts and no `record.toml`.

    Nothing says what the texts are, and no other command finds them.

    Describe them (`provtrack import` does), or put the files elsewhere.
    """
    if case.id and case.files and "record.toml" not in case.files:
        yield Hit(
            "there are texts here, and no record.toml",
            "describe them in a record.toml, or put them elsewhere",
            Place("record.toml"),
        )


@rule(
    "PT118",
    "record-removed",
    Level.WARNING,
    fails=[{"base/goldberg.txt": "The talk lasted two hours.\n", "record.toml": "-"}],
    passes=[
        {
            "base/goldberg.txt": "The talk lasted two hours.\n",
            "goldberg.txt": "The talk lasted two hours.\n",
        }
    ],
    needs_base=True,
)
def record_removed(case: Case) -> Iterator[Hit]:
    """A record that was there before is gone.

    Whoever cited it finds nothing any more, and its chain ends without a word.

    Put it back. What must not be shown any longer is withdrawn: a step of the chain says so.
    """
    if case.base and not case.files:
        yield Hit(
            f"the record {case.id!r} was removed",
            "put it back, and say in its chain that it was withdrawn",
            Place("record.toml"),
        )
