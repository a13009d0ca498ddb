"""Sharing out work: in this process, among several, or on a cluster, with the same results.

Work comes in batches, each large enough that handing it over costs nothing beside it; results come
back in the order of the batches, whoever was faster.
"""

import contextlib
import gc
import multiprocessing
import multiprocessing.context
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

from provtrack.errors import ProvtrackError

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4
"""Batches a process that wait for it: enough that none is idle, few enough to hold in memory."""


class _Sliceable(Protocol):
    def __len__(self) -> int: ...

    def __getitem__(self, key: slice, /) -> Any: ...


S = TypeVar("S", bound=_Sliceable)


def batches(items: S, size: int) -> list[S]:
    """A sequence cut into runs of so many items, the last of as many as are left."""
    return [items[start : start + size] for start in range(0, len(items), size)]


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
        afresh: whether they begin with nothing of this process, because it has threads and open
            pipes; otherwise they share its memory where the system can do that, which spares a
            copy of what all batches need.
    """

    shares_disk: ClassVar[bool] = True

    def __init__(self, count: int, *, afresh: bool = False) -> None:
        self._count = count
        self._afresh = afresh

    def map(self, work: Callable[[Any, T], R], shared: object, batches: Iterable[T]) -> Iterator[R]:
        """As :meth:`Executor.map`.

        Raises:
            ProvtrackError: a process was killed.
        """
        context = _afresh(work.__module__) if self._afresh else None
        beginning = (work, shared, gc.get_threshold())
        with ProcessPoolExecutor(self._count, context, _begin, beginning) as pool:
            waiting: deque[Future[R]] = deque()
            try:
                for batch in batches:
                    waiting.append(pool.submit(_do, batch))
                    if len(waiting) > _AHEAD * self._count:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            except BrokenProcessPool as error:
                raise ProvtrackError(
                    "a process that did a part of the work was ended from outside",
                    "the system does so when memory runs out: free some, or try --jobs 1",
                ) from error
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


def _afresh(module: str) -> multiprocessing.context.BaseContext:
    """How to start processes that have nothing of this one, with a module loaded where possible."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    # A server that forks nothing but itself.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def executor(jobs: int, *, afresh: bool = False) -> Executor:
    """For that many processes, as :class:`Processes` takes them; one does the work itself."""
    return Processes(jobs, afresh=afresh) if jobs > 1 else Here()


@contextlib.contextmanager
def workers(
    jobs: int, scheduler: str = "", scheduler_file: Path | None = None, *, afresh: bool = False
) -> Iterator[Executor]:
    """A cluster where one is named, otherwise processes of this machine.

    Args:
        jobs: how many processes, where no cluster is named; 0 for one a processor.
        scheduler: the address of a Dask scheduler, empty for none.
        scheduler_file: the file that a Dask scheduler writes, in which its address stands.
        afresh: as :class:`Processes` takes it.

    Raises:
        ProvtrackError: there is no such scheduler, or it has no workers.
    """
    if not scheduler and scheduler_file is None:
        yield executor(jobs or os.cpu_count() or 1, afresh=afresh)
        return
    from provtrack.corpus.cluster import cluster

    with cluster(scheduler, scheduler_file) as many:
        yield many


_task: tuple[Callable[[Any, Any], Any], object] | None = None


def _begin(
    work: Callable[[Any, Any], Any], shared: object, collecting: tuple[int, int, int]
) -> None:
    """Keeps in a process what all its batches need, and has it end with the one that started it.

    Args:
        work: what is done with each batch.
        shared: what every batch needs.
        collecting: how seldom that one looks for cycles among its objects; this does as it does.
    """
    global _task  # noqa: PLW0603  # a process of the pool has no other place for it
    _task = (work, shared)
    gc.set_threshold(*collecting)
    # At once and without a word; an exception could come while a lock is held that others need.
    # A shell's job in the background is not to hear of what the one before it is told.
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Waits for the process that hands out the work, and ends this one when that is gone.

    One that was killed cannot tell its workers, who would wait for work for ever.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(batch: Any) -> Any:
    assert _task  # noqa: S101  # the initializer has run
    work, shared = _task
    return work(shared, batch)
