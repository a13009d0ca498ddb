"""A chain as W3C PROV, through the ``prov`` library: PROV-N, PROV-JSON, PROV-JSONLD, Turtle.

States are entities, steps activities. PROV's times are instants with a time of day (xsd:dateTime)
and cannot say "about 1956", so the EDTF date stands in an attribute of our own namespace. Every
relation has an identifier, without which no reader could say which two are the same.
"""

import warnings
from typing import TYPE_CHECKING, Any, cast

from provtrack.errors import ProvtrackError
from provtrack.text import visible

if TYPE_CHECKING:
    from prov.model import ProvDocument

    from provtrack.schemas.documents.chain import Chain, ChainAgent, ChainStep

TERMS = "urn:provtrack:terms:"
"""The namespace of our own types and attributes."""

_AGENTS = {"person": "Person", "program": "SoftwareAgent"}
"""The type in PROV of each kind of agent; an archive, a publisher, a group is an Organization."""


def provn(value: "Chain") -> str:
    """PROV-N."""
    return document(value).get_provn().rstrip() + "\n"


def provjson(value: "Chain") -> str:
    """PROV-JSON."""
    return _serialised(value, "json", indent=2)


def provjsonld(value: "Chain") -> str:
    """PROV-JSONLD."""
    return _serialised(value, "jsonld", indent=2)


def turtle(value: "Chain") -> str:
    """PROV-O in Turtle.

    Raises:
        ProvtrackError: rdflib is not installed.
    """
    try:
        import rdflib as _  # noqa: F401  # prov asks for it only when it writes
    except ImportError:
        raise ProvtrackError(
            "Turtle needs rdflib, which is not installed",
            "install it: pip install 'provtrack[rdf]'",
        ) from None
    with warnings.catch_warnings():  # rdflib 7 uses what it has deprecated itself
        warnings.simplefilter("ignore", DeprecationWarning)
        return _serialised(value, "rdf", rdf_format="turtle")


def _serialised(value: "Chain", name: str, **options: Any) -> str:
    written = cast("str", document(value).serialize(format=name, **options))
    return written.rstrip() + "\n"


def document(value: "Chain") -> "ProvDocument":
    """The chain in the data model of PROV, each statement once and in the order of the chain."""
    from prov.model import ProvDocument

    made = ProvDocument()
    place = f"urn:provtrack:record:{value.record}:"
    for prefix, address in (
        ("agent", "urn:provtrack:agent:"),
        ("pt", TERMS),
        ("relation", f"{place}relation:"),
        ("schema", "https://schema.org/"),
        ("state", f"{place}state:"),
        ("step", f"{place}step:"),
    ):
        made.add_namespace(prefix, address)
    agents = {agent.id: agent for step in value.steps for agent in step.agents}
    for id_ in sorted(agents):
        _agent(made, agents[id_])
    for state in value.states:
        made.entity(
            f"state:{state.id}",
            _said(
                ("prov:label", state.id),
                ("prov:type", _name(made, "pt:State")),
                ("pt:variant", state.variant),
                ("pt:number", state.number or None),
                ("pt:sha256", state.sha256),
            ),
        )
    steps = {step.id: step for step in value.steps}
    for id_ in value.order:
        _step(made, steps[id_])
    return made


def _name(made: "ProvDocument", name: str) -> Any:
    return made.valid_qualified_name(name)


def _said(*attributes: tuple[str, Any]) -> list[tuple[str, Any]]:
    """Attributes with a value, made of characters that every format can carry."""
    return [
        (name, visible(value) if isinstance(value, str) else value)
        for name, value in attributes
        if value not in ("", None)
    ]


def _address(made: "ProvDocument", address: str) -> Any:
    from prov.model import Literal

    return Literal(visible(address), _name(made, "xsd:anyURI")) if address else None


def _agent(made: "ProvDocument", agent: "ChainAgent") -> None:
    kind = _AGENTS.get(agent.kind, "Organization") if agent.kind else ""
    made.agent(
        f"agent:{agent.id}",
        _said(
            ("prov:label", agent.name),
            ("prov:type", _name(made, f"prov:{kind}") if kind else None),
            ("pt:kind", agent.kind),
            *(("schema:sameAs", _address(made, each)) for each in agent.same_as.values()),
        ),
    )


def _step(made: "ProvDocument", step: "ChainStep") -> None:
    activity = made.activity(
        f"step:{step.id}",
        other_attributes=_said(
            ("prov:label", step.activity),
            ("prov:type", _name(made, f"pt:{step.activity}")),
            ("prov:location", _address(made, step.url)),
            ("pt:date", step.date),
            ("pt:status", step.status),
            ("pt:evidence", step.evidence),
            ("pt:evidenceText", step.evidence_text if step.evidence_text != step.evidence else ""),
            *(("pt:identifier", f"{key}: {each}") for key, each in step.identifiers.items()),
            ("pt:source", step.source),
            ("pt:sourceSha256", step.source_sha256),
            ("pt:note", step.note),
        ),
    )
    for number, agent in enumerate(step.agents, start=1):
        made.wasAssociatedWith(
            activity,
            f"agent:{agent.id}",
            identifier=f"relation:{step.id}-agent-{number}",
            other_attributes=_said(("prov:role", agent.role)),
        )
    usages = {}
    for number, state in enumerate(dict.fromkeys(step.uses), start=1):
        usages[state] = f"relation:{step.id}-use-{number}"
        made.used(activity, f"state:{state}", identifier=usages[state])
    if not step.generates:
        return
    generation = f"relation:{step.id}-generation"
    made.wasGeneratedBy(f"state:{step.generates}", activity, identifier=generation)
    for number, (state, usage) in enumerate(usages.items(), start=1):
        made.wasDerivedFrom(
            f"state:{step.generates}",
            f"state:{state}",
            activity,
            generation,
            usage,
            identifier=f"relation:{step.id}-derivation-{number}",
        )
