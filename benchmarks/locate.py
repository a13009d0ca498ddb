"""How well and how fast quotations are found among translations of the same books.

A collection of 25 English Bibles without the Pentateuch and its neighbours is indexed; the books
left out, of these and of other translations, and the Quran are what quotations from elsewhere are
cut from. Foreign ones whose words the collection has to the letter are not counted.
"""

import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from git import Repo
from tabulate import tabulate

from benchmarks.quotations import Cut, cuts, foreign
from benchmarks.scriptures import bible, quran
from provtrack.classify import Reader
from provtrack.corpus.locator import Knowledge, Locator
from provtrack.corpus.quotations import index
from provtrack.corpus.search import Search
from provtrack.locate.values import Located
from provtrack.locate.words import keys
from provtrack.schemas.files import Corrections
from provtrack.store.repository import find_repository
from provtrack.text import join_paragraphs

_INDEXED = (
    *("akjv", "asv", "bbe", "bwe", "dar", "diaglot", "dr", "etheridge", "kjv", "leeser", "lont"),
    *("mkjv1963", "mont", "nheb", "oeb", "rwebster", "rylt", "tyn", "ukjv", "wbs", "web"),
    *("wesley", "wmth", "wyc", "ylt"),
)
_ELSEWHERE = ("bbe", "gb", "kjv", "roth", "ylt")
_FIRST_BOOK = 8
"""Of those that are indexed: Ruth; Genesis to Judges are elsewhere."""

_LEAST = 8
"""Words of a quotation that a good answer is promised for."""

Texts = Mapping[str, Sequence[str]]


def main(arguments: Sequence[str] = ()) -> None:
    """Prints the tables.

    Args:
        arguments: ``--quick`` for fewer books and quotations.
    """
    quick = "--quick" in arguments
    names = _INDEXED[:10] if quick else _INDEXED
    texts = {name: _books(name, indexed=True) for name in names}
    elsewhere = {f"{name}, left out": _books(name, indexed=False) for name in _ELSEWHERE}
    elsewhere["quran"] = list(quran("en").values())
    number = 120 if quick else 600
    with tempfile.TemporaryDirectory() as directory:
        root = _collection(Path(directory), texts)
        start, busy = time.perf_counter(), time.process_time()
        with index(find_repository(root)) as database:
            seconds, busy = time.perf_counter() - start, time.process_time() - busy
            size = sum(len("\n\n".join(each).encode()) for each in texts.values()) / 1e6
            print(
                f"{len(texts)} texts, {size:.1f} MB, indexed in {seconds:.1f} s: "
                f"{size / seconds:.1f} MB/s ({size / busy:.1f} MB a second of processor time)\n"
            )
            locator = Locator(Search(database), _knowledge())
            letters = {name: "".join(_letters(each)) for name, each in texts.items()}
            _report_own(locator, list(cuts(texts, number, "own")), letters)
            _report_foreign(locator, list(foreign(elsewhere, number, "foreign")), letters)


def _books(name: str, *, indexed: bool) -> list[str]:
    return [
        text for key, text in bible(name).items() if (key // 1_000_000 >= _FIRST_BOOK) is indexed
    ]


def _letters(paragraphs: Iterable[str]) -> Iterable[str]:
    return ("".join(keys(each)) for each in paragraphs)


def _collection(root: Path, texts: Texts) -> Path:
    record = root / "records" / "scripture"
    record.mkdir(parents=True)
    record.joinpath("record.toml").write_text(
        'schema = 1\nid = "scripture"\ntitle = "Scripture"\n', "utf-8"
    )
    for name, paragraphs in texts.items():
        record.joinpath(f"{name}.txt").write_text(join_paragraphs(paragraphs), "utf-8")
    repository = Repo.init(root)
    repository.git.add("--all")
    repository.git.execute(
        ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "-qm", "x"]
    )
    repository.close()
    return root


def _knowledge() -> Knowledge:
    return Knowledge(
        record=lambda _: None,
        corrections=lambda _: Corrections(schema_=1),
        cite=lambda _: "",
        reader=cache(Reader),
    )


def _report_own(locator: Locator, own: Sequence[Cut], letters: Mapping[str, str]) -> None:
    groups: dict[tuple[str, str], list[tuple[bool, bool, bool]]] = defaultdict(list)
    taken, busy = [], []
    for cut in own:
        start, at = time.perf_counter(), time.process_time()
        found = locator.locate(cut.text)
        taken.append(time.perf_counter() - start)
        busy.append(time.process_time() - at)
        groups[cut.kind, _class(cut, letters)].append(_judged(cut, found))
    rows = [
        (*group, len(each), *(statistics.fmean(column) for column in zip(*each, strict=True)))
        for group, each in sorted(groups.items(), key=lambda item: (item[0][1], item[0][0]))
    ]
    header = ("kind", "quotation", "number", "named first", "named", "anything named")
    print(tabulate(rows, header, floatfmt=".3f"))
    good = [each for (kind, told), each in groups.items() if told == _UNIQUE and kind == "exact"]
    worse = [each for (kind, told), each in groups.items() if told == _UNIQUE and kind != "exact"]
    for title, members in (("exact", good), ("damaged", worse)):
        judged = [one for each in members for one in each]
        share = statistics.fmean(first for first, _, _ in judged)
        print(f"\n{title}, {_UNIQUE}: the right text and paragraph first for {share:.3f}")
    print(f"\na quotation took {_milliseconds(taken)}")
    print(f"of the processor's time {_milliseconds(busy)}\n")


_UNIQUE = f"of {_LEAST} words or more, in one place only"


def _class(cut: Cut, letters: Mapping[str, str]) -> str:
    """What can be asked for: a quotation that stands in several places cannot be told apart."""
    source = "".join(keys(cut.source))
    if sum(text.count(source) for text in letters.values()) > 1:
        return "in several places"
    return _UNIQUE if len(cut.source.split()) >= _LEAST else f"of fewer than {_LEAST} words"


def _judged(cut: Cut, found: Located) -> tuple[bool, bool, bool]:
    right = [
        match.variant == cut.name and bool({*match.paragraphs} & {*cut.paragraphs})
        for match in found.matches
    ]
    return right[:1] == [True], any(right), bool(right)


def _report_foreign(locator: Locator, cuts_: Sequence[Cut], letters: Mapping[str, str]) -> None:
    counted: list[bool] = []
    taken = []
    for cut in cuts_:
        source = "".join(keys(cut.source))
        if any(source in text for text in letters.values()):
            continue
        start = time.perf_counter()
        found = locator.locate(cut.text)
        taken.append(time.perf_counter() - start)
        counted.append(not found.matches)
        for match in found.matches[:1]:
            print(f"false: {cut.text}\n    as: {match.source} ({match.score:.2f})")
    print(f"\n{len(counted)} from elsewhere: not found {statistics.fmean(counted):.3f}")
    print(f"a quotation took {_milliseconds(taken)}")


def _milliseconds(taken: Sequence[float]) -> str:
    ordered = sorted(1000 * each for each in taken)
    middle, late = statistics.median(ordered), ordered[int(0.95 * len(ordered))]
    return f"a median of {middle:.0f} ms, 95 of 100 less than {late:.0f} ms"
