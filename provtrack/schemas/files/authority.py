"""The authority files: ``agents.toml`` and ``names.toml``."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from provtrack.schemas.files.common import File, Note, SchemaOne
from provtrack.schemas.values import Id


class AgentKind(StrEnum):
    """What an agent is."""

    PERSON = "person"
    GROUP = "group"
    ARCHIVE = "archive"
    PUBLISHER = "publisher"
    PROGRAM = "program"


class AgentOrder(StrEnum):
    """In which order an agent's name is printed."""

    GIVEN_FIRST = "given-first"
    FAMILY_FIRST = "family-first"


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


class Identifiers(File):
    """Where else an agent is known."""

    orcid: Annotated[str, Field(description="ORCID iD: 0000-0002-1825-0097.")] = ""
    viaf: Annotated[str, Field(description="Number in the authority file VIAF.")] = ""
    wikidata: Annotated[str, Field(description="Wikidata item: Q42.")] = ""
    isni: Annotated[str, Field(description="International Standard Name Identifier.")] = ""


class Agent(File):
    """A person, an institution or a program that did something."""

    id: Id
    name: Annotated[str, Field(description="As it is to be printed.")]
    kind: Annotated[AgentKind, Field(description="What it is.")]
    identifiers: Annotated[
        Identifiers, Field(description="ORCID, VIAF, Wikidata, ISNI where known.")
    ] = Identifiers()
    hosts: Annotated[
        tuple[str, ...],
        Field(
            description="Hosts of its pages on the web, the one to link to first.",
            examples=[["digitalarchive.wilsoncenter.org", "digitalarchive.org"]],
        ),
    ] = ()
    order: Annotated[
        AgentOrder | None,
        Field(
            description="How 'name' is ordered; only a given-first one is inverted in "
            "bibliographies. Without it citations go by initials, script and id."
        ),
    ] = None
    family: Annotated[str, Field(description="A person's family name: 'van Dijk'.")] = ""
    given: Annotated[str, Field(description="A person's given names: 'Anna'.")] = ""
    short: Annotated[str, Field(description="What references abbreviate it to: 'RGANI'.")] = ""
    original: Annotated[
        str, Field(description="As a reference in its own language prints it: 'РГАНИ'.")
    ] = ""
    place: Annotated[str, Field(description="The town of an archive: 'Moscow'.")] = ""
    note: Note = ""


class Agents(File):
    """``records/agents.toml``: people, archives, publishers, programs."""

    schema_: SchemaOne
    agent: tuple[Agent, ...] = ()


class NameForm(File):
    """One spelling of a name."""

    form: Annotated[str, Field(description="The name as it is spelled.")]
    system: Annotated[
        str, Field(description="Romanisation: 'McCune-Reischauer', 'through Russian' …")
    ] = ""


class Name(File):
    """One person, place or organisation under all its spellings."""

    id: Id
    preferred: Annotated[str, Field(description="The spelling this collection prefers.")]
    kind: Annotated[NameKind, Field(description="What it names.")] = NameKind.PERSON
    original: Annotated[str, Field(description="In the original script.")] = ""
    forms: Annotated[tuple[NameForm, ...], Field(description="Its other spellings.")] = ()
    note: Note = ""


class Names(File):
    """``records/names.toml``: the authority file of names."""

    schema_: SchemaOne
    name: tuple[Name, ...] = ()
