"""Sharing out work: in this process, among several, or on a cluster, with the same results.

Work comes in batches, each large enough that handing it over costs nothing beside it; results come
back in the order of the batches, whoever was faster.
"""

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4
"""Batches a process that wait for it: enough that none is idle, few enough to hold in memory."""


class Executor(Protocol):
    """Does work by the batch.

    Attributes:
        shares_disk: whether the work surely sees the files that this process sees.
    """

    shares_disk: ClassVar[bool]

    def map(self, work: Callable[[Any, T], R], shared: object, batches: Iterable[T]) -> Iterator[R]:
        """The results of the batches, in their order.

        Args:
            work: a function of a module, called as ``work(shared, batch)``.
            shared: what every batch needs; it is handed over once, not with each.
            batches: one argument each.
        """


class Here:
    """Does the work in this process, a batch when its result is asked for."""

    shares_disk: ClassVar[bool] = True

    def map(self, work: Callable[[Any, T], R], shared: object, batches: Iterable[T]) -> Iterator[R]:
        """As :meth:`Executor.map`."""
        return (work(shared, batch) for batch in batches)


class Processes:
    """Shares the work out among processes of this machine.

    Args:
        count: how many.
    """

    shares_disk: ClassVar[bool] = True

    def __init__(self, count: int) -> None:
        self._count = count

    def map(self, work: Callable[[Any, T], R], shared: object, batches: Iterable[T]) -> Iterator[R]:
        """As :meth:`Executor.map`."""
        with ProcessPoolExecutor(self._count, initializer=_begin, initargs=(work, shared)) as pool:
            waiting: deque[Future[R]] = deque()
            try:
                for batch in batches:
                    waiting.append(pool.submit(_do, batch))
                    if len(waiting) > _AHEAD * self._count:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


def executor(jobs: int) -> Executor:
    """For that many processes; one does the work itself."""
    return Processes(jobs) if jobs > 1 else Here()


@contextlib.contextmanager
def workers(
    jobs: int, scheduler: str = "", scheduler_file: Path | None = None
) -> Iterator[Executor]:
    """A cluster where one is named, otherwise processes of this machine.

    Args:
        jobs: how many processes, where no cluster is named.
        scheduler: the address of a Dask scheduler, empty for none.
        scheduler_file: the file that a Dask scheduler writes, in which its address stands.

    Raises:
        ProvtrackError: there is no such scheduler, or it has no workers.
    """
    if not scheduler and scheduler_file is None:
        yield executor(jobs)
        return
    from provtrack.corpus.cluster import cluster

    with cluster(scheduler, scheduler_file) as many:
        yield many


_task: tuple[Callable[[Any, Any], Any], object] | None = None


def _begin(work: Callable[[Any, Any], Any], shared: object) -> None:
    """Keeps in a process what all its batches need."""
    global _task  # noqa: PLW0603  # a process of the pool has no other place for it
    _task = (work, shared)


def _do(batch: Any) -> Any:
    assert _task  # noqa: S101  # the initializer has run
    work, shared = _task
    return work(shared, batch)
