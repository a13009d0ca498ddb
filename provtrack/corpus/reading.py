"""Reading a collection: each document as its traits, by several processes, once."""

from collections.abc import Callable, Iterable, Sequence

from provtrack.corpus.executor import Executor, batches
from provtrack.corpus.kept import Kept
from provtrack.corpus.sources import Source
from provtrack.errors import ProvtrackError
from provtrack.kinship.traits import Traits, traits
from provtrack.kinship.values import Skipped
from provtrack.names import Authority
from provtrack.store.git import blob_id

_READ = 100
"""Documents that are read in one batch."""

Progress = Callable[[float], None]


def read_all(
    found: Iterable[Source | Skipped], executor: Executor, kept: Kept, progress: Progress
) -> tuple[list[Source], list[Traits], list[Skipped]]:
    """The documents with text, their traits, and all that was skipped.

    Args:
        found: the documents, and files that are none.
        executor: who reads.
        kept: has the traits of some, and takes those of the others.
        progress: takes the share of the work done, from 0 to 1.

    Raises:
        ProvtrackError: a cluster's workers see other files than this process.
    """
    sources: list[Source] = []
    skipped: list[Skipped] = []
    for each in found:
        if isinstance(each, Source):
            sources.append(each)
        else:
            skipped.append(each)
    known = kept.traits()
    unknown = [number for number, source in enumerate(sources) if source.name not in known]
    made: dict[int, Traits] = {}
    some = batches(unknown, _READ)
    tasks = ([sources[number] for number in batch] for batch in some)
    for done, (batch, results) in enumerate(
        zip(some, executor.map(_read, (kept.like, kept.authority), tasks), strict=True), 1
    ):
        fresh = []
        for number, result in zip(batch, results, strict=True):
            if isinstance(result, str):
                if not executor.shares_disk:
                    _check_is_the_same_here(sources[number])
                skipped.append(Skipped(sources[number].name, result))
            else:
                blob, made[number] = result
                fresh.append((blob, made[number]))
        kept.keep(fresh)
        progress(done / len(some))
    readable: list[Source] = []
    found_traits: list[Traits] = []
    for number, source in enumerate(sources):
        own = made.get(number) if source.name not in known else known[source.name]
        if own is not None and len(own.words):
            readable.append(source)
            found_traits.append(own)
        elif own is not None:
            skipped.append(Skipped(source.name, "no words in it"))
    return readable, found_traits, sorted(skipped, key=lambda each: each.path)


def _check_is_the_same_here(source: Source) -> None:
    """Refuses workers that see other files than this process.

    Raises:
        ProvtrackError: what they cannot read can be read here.
    """
    if not isinstance(_read(("", Authority()), [source])[0], str):
        raise ProvtrackError(
            f"{source.path}: the workers of the cluster cannot read it",
            "workers read files themselves: put them on a disk that all of them share, at the "
            "same path",
        )


def _read(shared: tuple[str, Authority], batch: Sequence[Source]) -> list[tuple[str, Traits] | str]:
    """The id of each document's content and its traits, or why it has none."""
    like, authority = shared
    results: list[tuple[str, Traits] | str] = []
    for source in batch:
        try:
            data = source.data()
            found = traits(source.paragraphs(data), authority)
        except ProvtrackError as error:
            results.append(error.message.removeprefix(f"{source.name}: "))
        else:
            results.append((blob_id(data, like), found))
    return results
