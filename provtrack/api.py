"""What a notebook or another program calls; ``import provtrack`` gives these names."""

from collections.abc import Callable, Sequence
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack.corpus.comparing import Knowledge, Pair, aligned, compared
from provtrack.errors import ProvtrackError
from provtrack.model import Alignment, Comparison, Pin, Text
from provtrack.refs import RecordRef
from provtrack.render import RENDERERS, Screen
from provtrack.render import render as render_document
from provtrack.store.repository import Repository, find_repository
from provtrack.store.texts import Reader

if TYPE_CHECKING:
    from provtrack.citation import Cited
    from provtrack.classify import Reader as Differences
    from provtrack.collation.values import Collation
    from provtrack.corpus.locator import Knowledge as Known
    from provtrack.locate.values import Location
    from provtrack.names import Authority
    from provtrack.pins import Resolved
    from provtrack.reporting import Report
    from provtrack.schemas.files import Corrections, Record

Source = str | Path | Text
"""A reference as on the command line, the path of a file, or a text that was read before."""

_DOCUMENTS = {
    "Alignment": "alignment",
    "Comparison": "comparison",
    "Collation": "collation",
    "Location": "location",
    "Text": "text",
}

_CITED_AS = "wcda"
"""The style of the citations that located quotations are given."""

_LEAST = 4
"""Words. What an article has in quotation marks and is shorter is a term or a phrase."""


class Desk:
    """Reads, aligns and compares texts, with what their repository knows.

    Args:
        directory: where to look for the repository; the working directory by default.
        notify: takes sentences that the user should read.
        progress: takes the share of the work done, from 0 to 1.
        jobs: how many processes long texts are compared by.
    """

    def __init__(
        self,
        directory: Path | None = None,
        notify: Callable[[str], None] = lambda _: None,
        progress: Callable[[float], None] | None = None,
        jobs: int = 1,
    ) -> None:
        self.reader = Reader(directory, notify)
        self._jobs = jobs
        self._notify = notify
        self._progress = progress

    def text(self, source: Source) -> Text:
        """The text that a source names.

        Raises:
            ProvtrackError: it names none, or the text cannot be read.
        """
        return source if isinstance(source, Text) else self.reader.text(str(source))

    def align(self, left: Source, right: Source) -> Alignment:
        """Which paragraphs of two texts answer each other.

        Raises:
            ProvtrackError: a source names no text.
        """
        return self._align(left, right, self.knowledge(left, right))

    def _align(
        self,
        left: Source,
        right: Source,
        knowledge: Knowledge,
        texts: tuple[Text, Text] | None = None,
    ) -> Alignment:
        """Aligns two sources; ``texts`` are what they name, if they were read before."""
        return self._aligner(left, right, knowledge, texts or (self.text(left), self.text(right)))()

    def _aligner(
        self, left: Source, right: Source, knowledge: Knowledge, texts: tuple[Text, Text]
    ) -> Callable[[], Alignment]:
        """What aligns two texts, with all that it takes from the repository in its hands."""
        pair = Pair("", *texts, self.pins(left, right, texts))
        lexicon = self._lexicon(left, right, pair)
        return partial(aligned, pair, knowledge, lexicon, self._progress)

    def _lexicon(self, left: Source, right: Source, pair: Pair) -> dict[str, set[str]] | None:
        if not (self._reference(left) or self._reference(right)) or not pair.foreign:
            return None
        from provtrack.store.lexicon import lexicon

        return lexicon(self.reader.repository, pair.left.language, pair.right.language)

    def pins(self, left: Source, right: Source, texts: tuple[Text, Text]) -> tuple[Pin, ...]:
        """The editors' rulings on two texts; tells the user of those whose paragraphs are gone."""
        left_ref, right_ref = self._reference(left), self._reference(right)
        if left_ref is None or right_ref is None:
            return ()
        resolved = self.resolve_pins(left_ref, right_ref)
        for sentence in resolved.lost:
            self._notify(sentence)
        return tuple(
            pin
            for pin in resolved.pins
            if set(pin.left) <= set(texts[0].numbers) and set(pin.right) <= set(texts[1].numbers)
        )

    def resolve_pins(self, left: RecordRef, right: RecordRef) -> "Resolved":
        """The pins between two variants, on the whole of their texts as the references name them.

        Raises:
            ProvtrackError: a reference names no text.
        """
        from provtrack.pins import Resolved, resolve
        from provtrack.store.pinning import earlier_text, pins_of

        repository = self.reader.repository
        if left.record != right.record or not (entries := pins_of(repository, left.record)):
            return Resolved((), (), ())
        return resolve(
            entries,
            (left.variant, self.reader.whole(left)),
            (right.variant, self.reader.whole(right)),
            partial(earlier_text, repository, left.record),
        )

    def compare(
        self, left: Source, right: Source, texts: tuple[Text, Text] | None = None
    ) -> Comparison:
        """What differs between two texts, passage by passage.

        Args:
            left: a source.
            right: another.
            texts: what the two name, if they were read before.

        Raises:
            ProvtrackError: a source names no text.
        """
        knowledge = self.knowledge(left, right)
        texts = texts or (self.text(left), self.text(right))
        align = self._aligner(left, right, knowledge, texts)
        return compared(texts, align, knowledge, self._jobs)

    def collate(self, sources: Sequence[Source]) -> "Collation":
        """Any number of texts in one table, the first being the base.

        Raises:
            ProvtrackError: a source names no text, or there are fewer than two.
        """
        from provtrack.collation import collate as collate_texts
        from provtrack.diff import compare as compare_texts

        texts = [self.text(source) for source in sources]
        if len(texts) < 2:  # noqa: PLR2004  # a table of one is no table
            raise ProvtrackError("there is nothing to collate with", "name two texts or more")
        knowledge = self.knowledge(*sources)
        return collate_texts(
            texts,
            lambda left, right: self._align(
                sources[left], sources[right], knowledge, (texts[left], texts[right])
            ),
            partial(compare_texts, names=knowledge.names, abbreviations=knowledge.abbreviations),
        )

    def cited(self, ref: str, accessed: str = "") -> "Cited":
        """What there is to cite of a record, a variant, or paragraphs of it, in one version.

        Args:
            ref: ``"RECORD"`` or ``"RECORD/VARIANT@REV#p12-14"``.
            accessed: the day on which it was read, EDTF, ``""`` to leave it out.

        Raises:
            ProvtrackError: it names no record, or no text of one.
        """
        from provtrack.citation import gather
        from provtrack.store.versions import version_of

        parsed = self.reader.parse_record(ref)
        repository = self.reader.repository
        record = repository.record_of(parsed)
        version = version_of(repository, record, parsed)
        return gather(record, repository.agents().agent, version, accessed=accessed)

    def locate(
        self,
        quotations: Sequence[str] = (),
        article: str = "",
        *,
        records: Sequence[str] = (),
        least: int | None = None,
        limit: int = 10,
    ) -> "Location":
        """Where quotations come from, in every state of every text that the history holds.

        Args:
            quotations: with or without quotation marks around them.
            article: a file whose quotations are located too; ``-`` for standard input.
            records: only these records are searched; all when empty.
            least: quotations of an article that have fewer words are passed over; 4 by default.
            limit: how many passages are named between which a quotation cannot be told apart.

        Raises:
            ProvtrackError: there is no repository, no such record, no word in a quotation, or the
                article cannot be read.
        """
        from provtrack.corpus.descriptions import troubles
        from provtrack.corpus.quotations import check_quotation, index, locate
        from provtrack.locate.extract import Extract, blocks_of, extract

        for text in quotations:
            check_quotation(text)
        repository = self.reader.repository
        for record in records:
            repository.require(record)
        found = [Extract(text, "") for text in quotations]
        if article:
            found += extract(blocks_of(self.reader.article(article)))
        with index(repository, self._notify, self._progress or (lambda _: None)) as database:
            for sentence in troubles(database, repository):
                self._notify(sentence)
            return locate(
                database,
                self._what_is_known(),
                found,
                records=records,
                least=(_LEAST if article else 1) if least is None else least,
                limit=limit,
            )

    def _what_is_known(self) -> "Known":
        """What the repository says of its records, for those that a quotation comes from."""
        from provtrack.corpus.locator import Knowledge as Known

        return Known(
            record=cache(self._record),
            corrections=cache(self._ledger),
            cite=self._citation,
            reader=cache(self._differences),
        )

    def _differences(self) -> "Differences":
        """What tells the kinds of differences apart."""
        from provtrack.classify import Reader as Differences

        return Differences(
            names=self.authority, abbreviations=self.reader.repository.settings().abbreviations
        )

    def _citation(self, ref: str) -> str:
        """How to cite a passage; ``""`` where its record says too little, or is no more."""
        from provtrack.citation import cite as write

        try:
            return write(self.cited(ref), _CITED_AS)
        except ProvtrackError:
            return ""

    def _record(self, record_id: str) -> "Record | None":
        """A record; ``None`` when it is no more, or cannot be read, which was said before."""
        try:
            return self.reader.repository.record(record_id)
        except ProvtrackError:
            return None

    def _ledger(self, record_id: str) -> "Corrections | None":
        try:
            return self.reader.repository.corrections(record_id)
        except ProvtrackError as error:
            self._notify(f"note: {error}; its corrections are not named")
            return None

    def report(self, ref: str, style: str = "chicago-note") -> "Report":
        """Where a text comes from, on whose word, what was corrected, and what is in doubt.

        Args:
            ref: ``"RECORD"`` or ``"RECORD/VARIANT@REV"``.
            style: of the citation that stands first.

        Raises:
            ProvtrackError: it names no record or text, or names paragraphs.
        """
        from provtrack.store.dossier import report_of

        parsed = self.reader.parse_record(ref)
        if parsed.paragraphs:
            raise ProvtrackError(
                f"{ref}: a report is on a whole text", "leave out the part from # onwards"
            )
        record = self.reader.repository.record_of(parsed)
        is_kept = record.find_variant(parsed.variant) is not None
        text = self.reader.text(ref) if is_kept else None
        return report_of(self.reader.repository, parsed, self.cited(ref), style, text, self.compare)

    def knowledge(self, *sources: Source) -> Knowledge:
        """What the repository knows; nothing when no source is in one."""
        if not any(self._reference(source) for source in sources):
            return Knowledge()
        return Knowledge(self.authority, self.reader.repository.settings().abbreviations)

    @cached_property
    def authority(self) -> "Authority":
        """The repository's authority file of names.

        Raises:
            ProvtrackError: there is no repository, or the file is not valid.
        """
        return self.reader.repository.authority()

    def _reference(self, source: Source) -> RecordRef | None:
        """The source as a reference into the repository, ``None`` when it is none."""
        if isinstance(source, Text):
            return None
        parsed = self.reader.parse(str(source))
        return parsed if isinstance(parsed, RecordRef) else None


def read_text(source: str | Path, *, repo: str | Path | None = None) -> Text:
    """The text that a reference names, or that a file holds.

    Args:
        source: ``"RECORD/VARIANT@REV#p12-14"``, a path, or ``"-"`` for standard input.
        repo: the repository's directory, instead of the working directory.

    Raises:
        ProvtrackError: it names no text, or the text cannot be read.
    """
    return _desk(repo).text(source)


def align(left: Source, right: Source, *, repo: str | Path | None = None) -> Alignment:
    """Which paragraphs of two texts answer each other.

    Args:
        left: a text, a reference or a path.
        right: likewise.
        repo: the repository's directory, instead of the working directory.

    Raises:
        ProvtrackError: a source names no text.
    """
    return _desk(repo).align(left, right)


def compare(left: Source, right: Source, *, repo: str | Path | None = None) -> Comparison:
    """What differs between two texts, passage by passage, each difference with its kind.

    Args:
        left: a text, a reference or a path.
        right: likewise.
        repo: the repository's directory, instead of the working directory.

    Raises:
        ProvtrackError: a source names no text.
    """
    return _desk(repo).compare(left, right)


def collate(base: Source, *witnesses: Source, repo: str | Path | None = None) -> "Collation":
    """Any number of texts in one table: who reads what, passage by passage, place by place.

    Args:
        base: the text that the others are held against; a text, a reference or a path.
        witnesses: likewise, at least one.
        repo: the repository's directory, instead of the working directory.

    Raises:
        ProvtrackError: a source names no text, or there is only one.
    """
    return _desk(repo).collate((base, *witnesses))


def cite(
    ref: str, style: str = "chicago-note", *, accessed: str = "", repo: str | Path | None = None
) -> str:
    """A citation of exactly one version of a record, a variant, or paragraphs of it.

    Args:
        ref: ``"RECORD"`` or ``"RECORD/VARIANT@REV#p12-14"``.
        style: ``"wcda"``, ``"chicago-note"``, ``"chicago-short"``, ``"chicago-bibliography"``,
            ``"mla"``, ``"apa"``, ``"gost"`` or ``"frus"``.
        accessed: the day on which it was read, EDTF, ``""`` to leave it out.
        repo: the repository's directory, instead of the working directory.

    Raises:
        ProvtrackError: it names no record, or there is no such style.
    """
    from provtrack.citation import cite as write

    return write(_desk(repo).cited(ref, accessed), style)


def locate(
    *quotations: str,
    article: str | Path | None = None,
    records: Sequence[str] = (),
    repo: str | Path | None = None,
) -> "Location":
    """Where quotations come from: record, variant, state and paragraph.

    Args:
        quotations: with or without quotation marks around them.
        article: a file whose quotations are located too.
        records: ids of the only records to search; all by default.
        repo: the repository's directory, instead of the working directory.

    Raises:
        ProvtrackError: there is no repository, no word in a quotation, or the article cannot be
            read.
    """
    return _desk(repo).locate(quotations, str(article) if article else "", records=records)


def open_records(repo: str | Path | None = None) -> Repository:
    """The repository of records that a directory is in.

    Raises:
        ProvtrackError: there is none.
    """
    return find_repository(Path(repo) if repo else Path.cwd())


def render(
    value: "Alignment | Comparison | Collation | Location | Text",
    output_format: str,
    *,
    width: int = 100,
) -> str | bytes:
    """A value as ``text``, ``json``, ``html``, ``md`` or ``csv``.

    An alignment also as ``svg``, a comparison or collation as ``tei``, a comparison as ``docx`` or
    ``diff``.

    Args:
        value: what to write out.
        output_format: one of these names.
        width: columns of ``text``.

    Raises:
        ProvtrackError: there is no such format for this value.
    """
    document = _DOCUMENTS[type(value).__name__]
    if output_format not in RENDERERS[document]:
        known = ", ".join(RENDERERS[document])
        raise ProvtrackError(f"there is no format {output_format!r}", f"formats: {known}")
    return render_document(document, output_format, value, Screen(width))


def _desk(repo: str | Path | None) -> Desk:
    return Desk(Path(repo) if repo else None)
