"""``provtrack chain show``: a record's provenance, state by state and step by step."""

from typing import Annotated, Literal

from pydantic import Field

from provtrack.schemas.documents import Part


class ChainAgent(Part):
    """Who took part in a step."""

    id: str
    name: Annotated[str, Field(description="From agents.toml; the id where it is not there.")]
    kind: Annotated[str, Field(description="person, group, archive …; empty when not known.")]
    role: Annotated[str, Field(description="'translated by'; empty: the activity says it.")]
    same_as: Annotated[
        dict[str, str],
        Field(description="Addresses of its valid identifiers: orcid, viaf, wikidata, isni."),
    ]


class ChainStep(Part):
    """One step, as record.toml has it, with what is known about its keys."""

    id: str
    activity: str
    uses: tuple[str, ...]
    generates: Annotated[str, Field(description="The state it made; empty: none.")]
    agents: tuple[ChainAgent, ...]
    date: Annotated[str, Field(description="EDTF; empty: not known.")]
    earliest: Annotated[str, Field(description="First day that the date may mean; empty: open.")]
    latest: Annotated[str, Field(description="Last day that the date may mean; empty: open.")]
    status: Annotated[str, Field(description="attested, assumed or unknown.")]
    evidence: Annotated[str, Field(description="As the step has it: words, or a key.")]
    evidence_text: Annotated[str, Field(description="The words; of a key what it holds.")]
    url: str
    identifiers: Annotated[dict[str, str], Field(description="The publisher's own numbers.")]
    text_sha256: str
    source: str
    source_sha256: str
    note: str


class ChainState(Part):
    """A state of the document: a node between the steps."""

    id: Annotated[str, Field(description="'original', 'goldberg@2' …")]
    variant: Annotated[str, Field(description="The variant; empty for a state that is none.")]
    number: Annotated[int, Field(description="The state's number in its variant; 0: none.")]
    made_by: Annotated[str, Field(description="The step that made it; empty: none does.")]
    used_by: Annotated[tuple[str, ...], Field(description="The steps that used it.")]
    kept: Annotated[bool, Field(description="The record keeps the variant's text.")]
    current: Annotated[bool, Field(description="The text as it stands is this state.")]
    sha256: str


class ChainDefect(Part):
    """Something wrong with the chain."""

    code: str
    message: str
    hint: str
    file: Annotated[str, Field(description="Below the record's directory.")]
    place: Annotated[
        tuple[str | int, ...], Field(description="The key's way from the top of the file.")
    ]


class ChainSignature(Part):
    """A commit or a tag that touches the record, and what git says of its signature."""

    object: Annotated[Literal["commit", "tag"], Field(description="What is signed.")]
    id: Annotated[str, Field(description="The object's id in git.")]
    name: Annotated[str, Field(description="The tag's name, or the commit's subject.")]
    date: str
    by: Annotated[str, Field(description="The committer or tagger.")]
    signature: Annotated[
        Literal[
            "good", "untrusted", "bad", "expired", "revoked", "unknown-key", "unverified", "none"
        ],
        Field(
            description="untrusted: it verifies, but nobody says whose key it is; unverified: the "
            "program that verifies such signatures is not installed."
        ),
    ]
    signer: Annotated[str, Field(description="Whose key it is, by git's configuration.")]
    key: Annotated[str, Field(description="The key's fingerprint, where git tells it.")]


class ChainSummary(Part):
    """How much there is of what."""

    steps: int
    states: int
    attested: int
    assumed: int
    unknown: int
    undated: Annotated[int, Field(description="Steps without a date.")]
    gaps: Annotated[int, Field(description="States that no step makes.")]
    defects: int


class Chain(Part):
    """`provtrack chain show`: where a record's texts come from."""

    schema_: Annotated[Literal["provtrack.chain/1"], Field(alias="schema")]
    record: str
    title: str
    archive: Annotated[str, Field(description="The archive reference as printed.")]
    states: Annotated[tuple[ChainState, ...], Field(description="Sources before what came of them")]
    steps: Annotated[tuple[ChainStep, ...], Field(description="In the order of record.toml.")]
    order: Annotated[
        tuple[str, ...], Field(description="The steps, each after those that it rests on.")
    ]
    gaps: Annotated[tuple[str, ...], Field(description="States that are used and never made.")]
    defects: tuple[ChainDefect, ...]
    signatures: Annotated[
        tuple[ChainSignature, ...] | None, Field(description="Null unless --signatures asks.")
    ]
    summary: ChainSummary
