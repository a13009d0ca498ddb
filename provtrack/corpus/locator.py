"""Where quotations come from: candidates from the index, laid on, judged and described."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import TYPE_CHECKING

from provtrack.corpus.search import Holder, Place, Search
from provtrack.errors import ProvtrackError
from provtrack.locate.evidence import is_claimed
from provtrack.locate.matching import Fit, Passage, fit
from provtrack.locate.passages import ELLIPSIS, Quoted, answering, changes_between, quoted
from provtrack.locate.quotation import Gap, Part, Quotation, parse
from provtrack.locate.values import Change, Located, Match, Today, paragraph_run
from provtrack.locate.words import words

if TYPE_CHECKING:
    from provtrack.classify import Reader
    from provtrack.schemas.files import Corrections, Record

MOST_WORDS = 50_000
"""A quotation that is longer is a text."""

_EDGE = 4
"""Words. A quotation that ends so near to the end of a paragraph may go on in the next."""

_ELISION = 12
"""Paragraphs that an ellipsis may stand for, beyond those in which the words were found."""

_EXTENDED = 12
"""Candidates that are tried together with the paragraphs around them."""

_REVISION = 12
"""Characters of a commit's id."""

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class _Hit:
    """A quotation laid on a run of paragraphs that stands in certain places."""

    paragraphs: tuple[int, ...]
    passage: Passage
    fit: Fit
    places: tuple[Place, ...]
    """Where the first of the paragraphs stands."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A passage of one text of one variant."""

    holder: Holder
    text: int
    numbers: tuple[int, ...]
    quoted: Quoted
    fit: Fit


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the repository says of its records, asked when it is needed.

    Attributes:
        record: a record of the working tree by its id; ``None`` when there is none.
        corrections: the ledger of a record; ``None`` when there is none.
        cite: how to cite a reference; ``""`` when that cannot be said.
        reader: what finds out the kinds of differences; it takes long to make, and a quotation to
            the letter has none.
    """

    record: Callable[[str], "Record | None"]
    corrections: Callable[[str], "Corrections | None"]
    cite: Callable[[str], str]
    reader: Callable[[], "Reader"]


class Locator:
    """Finds quotations.

    Args:
        search: the index.
        knowledge: of the repository.
        records: only these records are searched; all when empty.
        limit: how many passages of equal claim are named.
    """

    def __init__(
        self,
        search: Search,
        knowledge: Knowledge,
        records: Collection[str] = (),
        limit: int = 10,
    ) -> None:
        self._search = search
        self._knowledge = knowledge
        self._records = frozenset(records)
        self._limit = limit
        self._states: dict[tuple[str, str], dict[str, int]] = {}

    def locate(self, text: str, place: str = "") -> Located:
        """Where one quotation comes from.

        Args:
            text: the quotation, with or without quotation marks around it.
            place: where it stands in its article.

        Raises:
            ProvtrackError: it is longer than any quotation.
        """
        quotation = parse(text)
        if quotation.length > MOST_WORDS:
            raise ProvtrackError(
                f"a quotation of {quotation.length:,} words is a text",
                "compare it with a variant: provtrack compare FILE RECORD/VARIANT",
            )
        if not quotation.readings:
            return Located(quotation.text, place, ())
        hits = self._claimed(list(self._hits(quotation)))
        claims = [claim for hit in hits for claim in self._claims(hit)]
        named = sorted(self._named(claims), key=_nearest_first)
        shown = tuple(self._match(claim, revisions) for claim, revisions in named[: self._limit])
        return Located(quotation.text, place, shown, len(named) - len(shown))

    # --- candidates ------------------------------------------------------------------------------

    def _hits(self, quotation: Quotation) -> Iterator[_Hit]:
        """The quotation on every paragraph, or run of paragraphs, that it may come from."""
        candidates: dict[int, None] = {}
        for parts in quotation.readings:
            found = self._search.candidates([part.words.keys for part in parts])
            candidates |= dict.fromkeys(found)
        open_hits: list[tuple[float, int, Fit]] = []
        for paragraph in candidates:
            passage = Passage([self._search.words(paragraph)])
            found_fit = fit(quotation.readings, passage)
            if not found_fit.stretches:
                continue
            if not found_fit.exact and _goes_on(found_fit, passage):
                open_hits.append((found_fit.score, paragraph, found_fit))
            yield _Hit((paragraph,), passage, found_fit, ())
        open_hits.sort(key=lambda each: -each[0])
        for _, paragraph, found_fit in open_hits[:_EXTENDED]:
            yield from self._extended(quotation, paragraph, found_fit)

    def _extended(self, quotation: Quotation, paragraph: int, alone: Fit) -> Iterator[_Hit]:
        """The same with the paragraphs around it, for each text that has others there."""
        contexts: dict[tuple[int, ...], list[Place]] = {}
        for place in self._search.places(paragraph):
            run, first = self._around(place, alone)
            contexts.setdefault(run, []).append(Place(place.text, first, run[0]))
        for run, places in contexts.items():
            if len(run) == 1:
                continue
            passage = Passage([self._search.words(each) for each in run])
            found = fit(quotation.readings, passage)
            if found.score > alone.score + _SAME:
                yield _Hit(run, passage, found, tuple(places))

    def _around(self, place: Place, alone: Fit) -> tuple[tuple[int, ...], int]:
        """The paragraphs that the rest of a quotation would fill, and the number of the first."""
        elided = any(part.gap is Gap.ELISION for part in alone.parts[1:])
        run = [place.paragraph]
        first = place.number
        for missing, step in ((alone.missing_before, -1), (alone.missing_after, 1)):
            number, room = place.number, missing
            spare = _ELISION if elided and missing else 0
            while room > 0 or spare > 0:
                number += step
                paragraph = self._search.paragraph(place.text, number)
                if paragraph is None:
                    break
                spare -= room <= 0
                room -= len(self._search.words(paragraph).keys)
                run.insert(0 if step < 0 else len(run), paragraph)
            first = min(first, place.number - (len(run) - 1)) if step < 0 else first
        return tuple(run), first

    # --- judgement -------------------------------------------------------------------------------

    def _claimed(self, hits: Sequence[_Hit]) -> list[_Hit]:
        """The hits that are as good as the best, if that one is good enough."""
        best = max((hit.fit.score for hit in hits), default=0.0)
        top = [hit for hit in hits if hit.fit.score >= best - _SAME]
        size = log2(self._search.size)
        return [hit for hit in top if is_claimed(hit.fit, self._search.bits, size)]

    def _claims(self, hit: _Hit) -> Iterator[_Claim]:
        contents = [self._search.content(each) for each in hit.paragraphs]
        said = quoted(hit.fit, hit.passage, contents)
        for place in hit.places or self._search.places(hit.paragraphs[0]):
            numbers = tuple(place.number + index for index in said.paragraphs)
            for holder in self._search.holders(place.text):
                if not self._records or holder.record in self._records:
                    yield _Claim(holder, place.text, numbers, said, hit.fit)

    # --- description -----------------------------------------------------------------------------

    def _named(self, claims: Iterable[_Claim]) -> Iterator[tuple[_Claim, tuple[str, ...]]]:
        """One claim a passage of a variant, in its newest text, with all revisions that have it."""
        by_variant: dict[int, list[_Claim]] = {}
        for claim in claims:
            by_variant.setdefault(claim.holder.variant, []).append(claim)
        for all_own in by_variant.values():
            closest = max(claim.quoted.closeness for claim in all_own)
            own = [claim for claim in all_own if claim.quoted.closeness >= closest - _SAME]
            own.sort(key=lambda claim: _recency(claim.holder))
            revisions = tuple(dict.fromkeys(filter(None, map(self._revision, own))))
            newest = {claim.numbers: claim for claim in own if claim.text == own[0].text}
            for claim in newest.values():
                yield claim, revisions

    def _revision(self, claim: _Claim) -> str:
        """The name of the state or commit that has a text; ``""`` for the working tree alone."""
        holder = claim.holder
        state = self._states_of(holder).get(holder.sha256)
        if state:
            return str(state)
        return self._search.commit(holder.variant, claim.text)[0][:_REVISION]

    def _states_of(self, holder: Holder) -> dict[str, int]:
        key = (holder.record, holder.name)
        if key not in self._states:
            record = self._knowledge.record(holder.record)
            steps = record.states(holder.name) if record else {}
            self._states[key] = {
                step.text_sha256: number
                for number, step in sorted(steps.items())
                if step.text_sha256
            }
        return self._states[key]

    def _match(self, claim: _Claim, revisions: tuple[str, ...]) -> Match:
        holder = claim.holder
        today = None if holder.is_today else self._today(claim)
        revision = self._revision(claim)
        match = Match(
            record=holder.record,
            variant=holder.name,
            revision=revision,
            revisions=revisions,
            paragraphs=claim.numbers,
            score=claim.fit.score,
            exact=claim.fit.exact,
            verbatim=claim.quoted.closeness == 1,
            current=today is None,
            source=claim.quoted.source,
            changes=tuple(self._changes(claim)),
            today=today,
        )
        return replace(match, citation=self._knowledge.cite(match.ref))

    def _changes(self, claim: _Claim) -> Iterator[Change]:
        for source, quotation in claim.quoted.pairs:
            yield from changes_between(source, quotation, self._knowledge.reader)

    def _today(self, claim: _Claim) -> Today | None:
        """How a passage of an older text reads now; ``None`` when it reads as it did."""
        holder = claim.holder
        text = self._search.today(holder.variant)
        if text is None:
            return Today("", "")
        context = claim.quoted.context
        known = words(context)
        whole = Quotation(context, ((Part(context, known, Gap.NONE),),))
        hits = [
            (hit, place.number)
            for hit in self._hits(whole)
            for place in hit.places or self._search.places(hit.paragraphs[0])
            if place.text == text
        ]
        corrections = self._corrections(claim)
        near = claim.numbers[0]
        best = max(hits, key=lambda each: (each[0].fit.score, -abs(each[1] - near)), default=None)
        if best is None or best[0].fit.score < _STILL_THERE:
            return Today("", "", corrections=corrections)
        hit, number = best
        contents = [self._search.content(each) for each in hit.paragraphs]
        answers, touched = answering(hit.passage, contents, known.keys, claim.quoted.words)
        if answers == claim.quoted.stretches:
            return None
        run = paragraph_run([number + index for index in touched])
        changes = tuple(
            change
            for before, now in zip(claim.quoted.stretches, answers, strict=True)
            for change in changes_between(before, now, self._knowledge.reader)
        )
        ref = f"{holder.record}/{holder.name}{run}"
        return Today(ref, ELLIPSIS.join(filter(None, answers)), changes, corrections)

    def _corrections(self, claim: _Claim) -> tuple[str, ...]:
        """The ledger's entries that changed these words after the text that has them."""
        ledger = self._knowledge.corrections(claim.holder.record)
        if ledger is None:
            return ()
        state = self._states_of(claim.holder).get(claim.holder.sha256, 0)
        return tuple(
            entry.id
            for entry in ledger.correction
            if entry.variant == claim.holder.name
            and int(entry.to.rpartition("@")[2]) > state
            and claim.quoted.touches(entry.old)
        )


_STILL_THERE = 0.5
"""Score. Below it a passage is not reworded but gone."""


def _goes_on(found: Fit, passage: Passage) -> bool:
    """Whether the rest of a quotation may stand in the paragraphs around."""
    first, last = found.stretches[0], found.stretches[-1]
    elided = any(part.gap is Gap.ELISION for part in found.parts[1:])
    before = found.missing_before and (elided or first.start <= _EDGE)
    after = found.missing_after and (elided or last.end >= len(passage.keys) - _EDGE)
    return bool(before or after)


def _nearest_first(named: tuple[_Claim, tuple[str, ...]]) -> tuple[object, ...]:
    claim = named[0]
    holder = claim.holder
    near = -round(claim.quoted.closeness, 9)
    return near, not holder.is_today, holder.record, holder.name, claim.numbers


def _recency(holder: Holder) -> tuple[bool, float]:
    return (not holder.is_today, float("inf") if holder.age is None else holder.age)
