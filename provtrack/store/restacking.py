"""Corrections of two branches, which both count from the same state, put one behind the other.

The files as a merge left them are not looked at: git may have mixed the tables of both branches.
What each branch has is read from its last commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from provtrack.errors import ProvtrackError
from provtrack.ledger import apply, number_of
from provtrack.ledger.passages import passages
from provtrack.ledger.placing import brief
from provtrack.ledger.reverting import carry
from provtrack.schemas.files import Corrections, Record
from provtrack.schemas.load import load
from provtrack.store.ledgerfiles import LEDGER, append, free_ids
from provtrack.text import decode, join_paragraphs, split_lines, text_sha256

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction
    from provtrack.store.repository import Repository


@dataclass(frozen=True, slots=True)
class Restacked:
    """What became of the other branch's corrections.

    Attributes:
        renamed: id there and here, of each that was put behind ours.
        dropped: id there and here, of each that our branch has made as well.
        paths: the files below ``records/`` that were staged.
    """

    renamed: tuple[tuple[str, str], ...]
    dropped: tuple[tuple[str, str], ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """A record as a commit has it."""

    commit: str
    source: str
    record: Record
    ledger_source: str
    ledger: tuple["Correction", ...]


def restack(repository: "Repository", record_id: str) -> Restacked:
    """Stages a record with the other branch's corrections behind ours, numbered anew.

    The branches are those of the merge that is going on, or that was committed last. Our part
    keeps its ids and states.

    Raises:
        ProvtrackError: there is no merge; an entry's words were changed by our branch as well; or
            the other branch did more than to add corrections.
    """
    ours, theirs, base = (_side(repository, record_id, each) for each in _commits(repository))
    work = _Work(repository, ours, theirs, base)
    work.run()
    files = work.files()
    for path, data in files.items():
        repository.stage(path, data)
    repository.record(record_id)
    return Restacked(tuple(work.ids.items()), tuple(work.dropped.items()), tuple(files))


def _commits(repository: "Repository") -> tuple[str, str, str]:
    """Our commit, theirs, and the one that both come from."""
    history = repository.history
    theirs = history.ask("rev-parse", "--verify", "--quiet", "MERGE_HEAD")
    ours = history.ask("rev-parse", "--verify", "--quiet", "HEAD" if theirs else "HEAD^1")
    theirs = theirs or history.ask("rev-parse", "--verify", "--quiet", "HEAD^2")
    base = history.ask("merge-base", ours, theirs) if ours and theirs else ""
    if not base:
        raise ProvtrackError(
            "there is no merge whose corrections could be numbered anew",
            "merge the other branch first: git merge BRANCH; conflicts in the record do not matter",
        )
    return ours, theirs, base


def _side(repository: "Repository", record_id: str, commit: str) -> _Side:
    shown = f"records/{record_id}/record.toml@{commit[:12]}"
    source = repository.read_at(commit, f"{record_id}/record.toml")
    if source is None:
        raise ProvtrackError(f"{shown}: no such file", "name a record that both branches have")
    text = decode(source, shown)
    ledger = repository.read_at(commit, f"{record_id}/{LEDGER}")
    ledger_text = decode(ledger, LEDGER) if ledger else "schema = 1\n"
    return _Side(
        commit,
        text,
        load(Record, text, shown),
        ledger_text,
        load(Corrections, ledger_text, f"records/{record_id}/{LEDGER}@{commit[:12]}").correction,
    )


@dataclass(slots=True)
class _Work:
    """The record in the making."""

    repository: "Repository"
    ours: _Side
    theirs: _Side
    base: _Side
    ids: dict[str, str] = field(default_factory=dict)
    dropped: dict[str, str] = field(default_factory=dict)
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    entries: list["Correction"] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)

    def run(self) -> None:
        """Goes through what the other branch appended, in its order."""
        for side in (self.ours, self.theirs):
            self._refuse_rewriting(side)
        there: dict[str, tuple[str, ...]] = {}
        known = [step.id for step in self.ours.record.step]
        for step in self.theirs.record.step[len(self.base.record.step) :]:
            raw = _raw(self.theirs.source, "step", self.theirs.record.step.index(step))
            variant = step.generates.partition("@")[0] if number_of(step.generates) else ""
            sha256 = step.text_sha256
            if variant and self._both_advanced(variant):
                group = [each for each in self._new_entries() if each.to == step.generates]
                there.setdefault(variant, self._text(self.base, variant))
                made = self._carry(variant, there[variant], group, step.id)
                there[variant] = apply(there[variant], group)
                if not made:
                    self.states[step.generates] = self._last(variant)
                    continue
                self.texts[variant] = apply(self.texts[variant], made)
                sha256 = text_sha256(self.texts[variant])
                self.states[step.generates] = f"{variant}@{number_of(self._last(variant)) + 1}"
                self._keep(made, step.generates)
            elif variant:
                self._keep(
                    [each for each in self._new_entries() if each.to == step.generates],
                    step.generates,
                )
            raw["id"] = free_ids("s", [*known, *(each["id"] for each in self.steps)], 1)[0]
            raw["uses"] = [self.states.get(state, state) for state in step.uses]
            if step.generates in self.states:  # it goes on from what is the last state here
                before = {each.from_ for each in self._new_entries() if each.to == step.generates}
                last = self._last(variant)
                raw["uses"] = [
                    last if state in before else self.states.get(state, state)
                    for state in step.uses
                ]
            if step.generates:
                raw["generates"] = self.states.get(step.generates, step.generates)
            if sha256:
                raw["text_sha256"] = sha256
            self.steps.append(raw)

    def _refuse_rewriting(self, side: _Side) -> None:
        steps, entries = len(self.base.record.step), len(self.base.ledger)
        if (
            side.record.step[:steps] != self.base.record.step
            or side.ledger[:entries] != self.base.ledger
        ):
            raise ProvtrackError(
                f"{side.commit[:12]} changed steps or corrections that were there before",
                "both are only ever appended to; restore them on that branch first",
            )

    def _new_entries(self) -> Sequence["Correction"]:
        return self.theirs.ledger[len(self.base.ledger) :]

    def _both_advanced(self, variant: str) -> bool:
        last = max(self.base.record.states(variant), default=0)
        return max(self.ours.record.states(variant), default=0) > last

    def _last(self, variant: str) -> str:
        """The last state of the record as far as it is made."""
        made = [step["generates"] for step in self.steps if step.get("generates")]
        numbers = [number_of(state) for state in made if state.partition("@")[0] == variant]
        return f"{variant}@{max([*self.ours.record.states(variant), *numbers])}"

    def _text(self, side: _Side, variant: str) -> tuple[str, ...]:
        """The last state of a variant on a side, which its file must be."""
        data = self.repository.read_at(side.commit, f"{side.record.id}/{variant}.txt") or b""
        paragraphs = split_lines(data.decode("utf-8", "replace"))
        states = side.record.states(variant)
        if states and states[max(states)].text_sha256 != text_sha256(paragraphs):
            raise ProvtrackError(
                f"{variant}.txt at {side.commit[:12]} is not {variant}@{max(states)}",
                "write the corrections of that branch on it first: provtrack correct --from-diff",
            )
        return paragraphs

    def _carry(
        self, variant: str, before: tuple[str, ...], group: Sequence["Correction"], step: str
    ) -> list["Correction"]:
        """The other branch's entries on our text, with the paragraphs that they have there."""
        if not group:
            raise ProvtrackError(
                f"step {step} of the other branch changed {variant} without corrections",
                "merge that text by hand, and add a step for the result",
            )
        here = self.texts.setdefault(variant, self._text(self.ours, variant))
        found = passages(before, here)
        made = []
        for entry in group:
            twin = self._twin(entry)
            if twin:
                self.dropped[entry.id] = twin
                continue
            refusal = f"correction {entry.id} of the other branch cannot be put behind ours"
            moved = carry(entry, found, here, refusal)
            made.append(entry.model_copy(update={"paragraph": moved.paragraph}))
        return made

    def _twin(self, entry: "Correction") -> str:
        """The entry by which our branch made the same correction; empty when it did not."""
        for own in self.ours.ledger[len(self.base.ledger) :]:
            if (own.variant, own.from_, own.paragraph) == (
                entry.variant, entry.from_, entry.paragraph,
            ) and (own.old, own.new) == (entry.old, entry.new):  # fmt: skip
                return own.id
        return ""

    def _keep(self, entries: Sequence["Correction"], to: str) -> None:
        taken = [each.id for each in (*self.ours.ledger, *self.entries)]
        for entry, id_ in zip(entries, free_ids("c", taken, len(entries)), strict=True):
            state = self.states.get(to, to)
            last = number_of(state) - 1
            self.ids[entry.id] = id_
            update = {
                "id": id_,
                "to": state,
                "from_": f"{entry.variant}@{last}" if to in self.states else entry.from_,
                "reverts": (self.ids | self.dropped).get(entry.reverts, entry.reverts),
            }
            self.entries.append(entry.model_copy(update=update))

    def files(self) -> dict[str, bytes]:
        """The files of the record: texts, ledger, chain."""
        import tomlkit

        record_id = self.ours.record.id
        ledger = tomlkit.parse(self.ours.ledger_source)
        for entry in self.entries:
            index = [each.id for each in self.theirs.ledger].index(
                next(old for old, new in self.ids.items() if new == entry.id)
            )
            raw = _raw(self.theirs.ledger_source, "correction", index)
            values = entry.model_dump(mode="json", by_alias=True)
            raw.update({key: values[key] for key in ("id", "from", "to", "paragraph")})
            if entry.reverts:
                raw["reverts"] = entry.reverts
            append(ledger, "correction", raw)
        chain = tomlkit.parse(self._description())
        for step in self.steps:
            append(chain, "step", step)
        return {
            **{
                f"{record_id}/{variant}.txt": join_paragraphs(text).encode()
                for variant, text in self.texts.items()
            },
            f"{record_id}/{LEDGER}": ledger.as_string().encode(),
            f"{record_id}/record.toml": chain.as_string().encode(),
        }

    def _description(self) -> str:
        """Our record's file; the other branch must have left all but the steps as it was."""

        def described(side: _Side) -> dict[str, Any]:
            return side.record.model_dump(exclude={"step"})

        if described(self.theirs) not in (described(self.base), described(self.ours)):
            changed = [
                key
                for key, value in described(self.theirs).items()
                if value != described(self.base)[key]
            ]
            raise ProvtrackError(
                f"the other branch also changed {brief(', '.join(changed))} in record.toml",
                "make the same change on this branch and commit it, then merge again",
            )
        return self.ours.source


def _raw(source: str, table: str, index: int) -> dict[str, Any]:
    """A table of a file, key by key as it was written."""
    import tomllib

    found: dict[str, Any] = tomllib.loads(source)[table][index]
    return found
