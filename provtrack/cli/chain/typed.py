"""From what the user typed to a step, with every name looked up before anything is written."""

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from provtrack.errors import ProvtrackError
from provtrack.schemas.values import STATE_PATTERN, check_edtf

if TYPE_CHECKING:
    from provtrack.schemas.files import Agents, Record


def next_id(record: "Record") -> str:
    """The id after the last of the form s1, s2 and so on."""
    numbers = [int(step.id[1:]) for step in record.step if re.fullmatch(r"s\d{1,6}", step.id)]
    return f"s{max(numbers, default=0) + 1}"


def choice(option: str, value: str, known: Collection[str]) -> str:
    """A value that must be one of those known.

    Raises:
        ProvtrackError: it is none.
    """
    if value in known:
        return value
    near = get_close_matches(value, known, n=1, cutoff=0.5)
    raise ProvtrackError(
        f"{option} cannot be {value!r}",
        (f"did you mean {near[0]!r}? " if near else "") + f"one of {', '.join(known)}",
    )


def date(value: str) -> str:
    """An EDTF date.

    Raises:
        ProvtrackError: it is none.
    """
    try:
        return check_edtf(value)
    except ValueError as error:
        reason, _, hint = str(error).partition("; ")
        raise ProvtrackError(
            f"--date: {reason}", hint or "write a day that the calendar has: 1956-02-25"
        ) from None


def used(record: "Record", names: Iterable[str]) -> list[str]:
    """The states that the names stand for; a variant's own name is its last state.

    Raises:
        ProvtrackError: no step makes such a state.
    """
    made = list(dict.fromkeys(step.generates for step in record.step if step.generates))
    found = []
    for name in names:
        last = max(record.states(name), default=0)
        state = f"{name}@{last}" if last and name not in made else name
        if state not in made:
            near = get_close_matches(state, made, n=1, cutoff=0.5)
            raise ProvtrackError(
                f"--uses: no step of {record.id!r} makes the state {state!r}",
                f"did you mean {near[0]!r}?"
                if near
                else f"its states: {', '.join(made) or 'none yet; begin with a creation'}",
            )
        found.append(state)
    return found


def generated(record: "Record", name: str) -> str:
    """The state that a name stands for; a variant's own name is its next state.

    Raises:
        ProvtrackError: it has not the form of a state.
    """
    if not name:
        return ""
    if not re.fullmatch(STATE_PATTERN, name):
        raise ProvtrackError(
            f"--generates cannot be {name!r}",
            "a state is a word, or a variant's id, '@' and a number: goldberg@2",
        )
    if record.find_variant(name) or record.states(name):
        return f"{name}@{max(record.states(name), default=0) + 1}"
    return name


def people(agents: "Agents", given: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """The agents' ids in order, and the roles of those that were given one.

    Raises:
        ProvtrackError: there is no such agent or no such role.
    """
    from provtrack.schemas.files import Role

    roles = {role.value.split()[0]: role.value for role in Role}
    known = {agent.id: agent.name for agent in agents.agent}
    ids: list[str] = []
    found: dict[str, str] = {}
    for each in given:
        id_, equals, role = each.partition("=")
        if id_ not in known:
            raise _no_agent(id_, known)
        ids.append(id_)
        if equals:
            word = role.replace("-", " ").removesuffix(" by")
            found[id_] = roles[choice(f"the role of {id_}", word, roles)]
    return list(dict.fromkeys(ids)), found


def _no_agent(id_: str, known: dict[str, str]) -> ProvtrackError:
    by_name = {name.casefold(): agent for agent, name in known.items()}
    near = get_close_matches(id_, known, n=1, cutoff=0.5)
    near = near or [by_name[name] for name in get_close_matches(id_.casefold(), by_name, n=1)]
    return ProvtrackError(
        f"--agent: there is no agent {id_!r} in records/agents.toml",
        f"did you mean {near[0]!r}?"
        if near
        else f'add it there first: [[agent]], id = "{id_}", name, kind',
    )


def pairs(given: Iterable[str]) -> dict[str, str]:
    """What was given as ``KEY=VALUE``.

    Raises:
        ProvtrackError: an entry has no key or no value.
    """
    found = {}
    for each in given:
        key, _, value = each.partition("=")
        if not key.strip() or not value.strip():
            raise ProvtrackError(
                f"--identifier: {each!r} has no {'value' if key.strip() else 'key'}",
                "write KEY=VALUE: --identifier record_id=120801",
            )
        found[key.strip()] = value.strip()
    return found


def filled(step: dict[str, Any]) -> dict[str, Any]:
    """The step without the optional keys that are empty."""
    always = {"id", "activity", "uses", "generates", "agents", "date", "status", "evidence"}
    return {key: value for key, value in step.items() if value or key in always}
