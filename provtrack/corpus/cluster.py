"""Work on a Dask cluster, with the results of the local run.

The scheduler is handed batches, not single tasks, and a bounded number of them; what all batches
need is copied to every worker once. When a worker dies, the scheduler gives its batches to others;
when what it alone held is lost, the batch is handed over anew from here. Results come in the order
of the batches, so that nothing can be told from who did what when.

Scheduler and workers run code that is sent to them, and this process reads what they send back:
they have to be trusted as this machine is. Dask's own settings (``distributed.comm.tls``) apply.
"""

import contextlib
import json
import logging
import pickle
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from provtrack.corpus.engine import engine
from provtrack.errors import ProvtrackError
from provtrack.store.files import read_bytes

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4
"""Batches a thread of a worker that wait for it."""

_PATIENCE = 5
"""Seconds for a scheduler to answer."""

_GATHERING = 15
"""Seconds for the first worker to be there; a batch system starts them when it can."""

_LOOK = 5.0
"""Seconds between two looks at whether there still are workers."""

_WITHOUT = 60.0
"""Seconds without a single worker after which nothing more is hoped for."""

_TRIES = 5
"""Times that a batch is handed over from here, beside what the scheduler does by itself."""


@contextlib.contextmanager
def cluster(scheduler: str = "", scheduler_file: Path | None = None) -> Iterator["Cluster"]:
    """A connection to a cluster; what still runs when it is left is cancelled.

    Args:
        scheduler: the address of the scheduler, as ``tcp://host:8786``.
        scheduler_file: the file in which it stands, where no address is given.

    Raises:
        ProvtrackError: the extra is not installed, the scheduler does not answer or has no workers.
    """
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise ProvtrackError(
            "a cluster needs the extra 'dask', which is not installed",
            'pip install "provtrack[dask]"',
        ) from None
    address = scheduler or (_address(scheduler_file) if scheduler_file else "")
    # What goes wrong is told by this module, in one sentence, and not also by Dask's loggers.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with dask.config.set({"distributed.comm.timeouts.connect": f"{_PATIENCE}s"}):
        try:
            _greet(address)
            client = Client(address, timeout=_PATIENCE, set_as_default=False)
        except ValueError as error:
            raise ProvtrackError(
                f"{address}: not an address of a Dask scheduler: {error}",
                "give the one that 'dask scheduler' prints: tcp://host:8786",
            ) from None
        except TypeError as error:  # as it says of tls:// without certificates
            raise ProvtrackError(
                f"{address}: Dask cannot connect in this way: {' '.join(str(error).split())}",
                "its own settings say how (distributed.comm.tls), or give an address with tcp://",
            ) from None
        except (OSError, MemoryError) as error:  # what another server says can mean exabytes
            raise ProvtrackError(
                f"{address}: no Dask scheduler answers there",
                "start one with 'dask scheduler', and give the address that it prints "
                f"({type(error).__name__})",
            ) from None
        try:
            try:
                client.wait_for_workers(1, timeout=_GATHERING)
            except TimeoutError:
                raise ProvtrackError(
                    f"{address}: the scheduler has no workers", f"start some: dask worker {address}"
                ) from None
            yield Cluster(client, address)
        finally:
            # A scheduler that is gone cannot take leave.
            with contextlib.suppress(OSError, TimeoutError):
                client.close(timeout=2)


def _greet(address: str) -> None:
    """Returns when a scheduler, or something that speaks like one, has answered.

    A client would wait for ever where something else listens that says nothing; and one that could
    not connect takes seconds to end, and then complains of that too.

    Raises:
        ValueError: it is no address.
        TypeError: Dask's settings lack what this sort of address needs.
        OSError, MemoryError: there is no answer, or none that can be understood.
    """
    import asyncio

    import dask
    from distributed.comm.core import connect
    from distributed.security import Security

    if dask.config.get("distributed.client.security-loader", None):
        return  # which gives the client, and nobody else, what it needs to be let in

    async def greet() -> None:
        arguments = Security().get_connection_args("client")
        there = await asyncio.wait_for(connect(address, _PATIENCE, **arguments), _PATIENCE)
        await there.close()

    asyncio.run(greet())


def _address(path: Path) -> str:
    """The address in a scheduler's file."""
    data = read_bytes(path)
    try:
        found = json.loads(data)["address"]
    except (ValueError, KeyError, TypeError, RecursionError):
        found = None
    if not found or not isinstance(found, str):
        raise ProvtrackError(
            f"{path}: there is no scheduler's address in it",
            "name the file that 'dask scheduler --scheduler-file FILE' writes",
        )
    return found


class Cluster:
    """Shares the work out among the workers of a cluster.

    Args:
        client: connected.
        address: of the scheduler, for messages.
    """

    shares_disk: ClassVar[bool] = False

    def __init__(self, client: "Client", address: str) -> None:
        self._client = client
        self._address = address

    def map(self, work: Callable[[Any, T], R], shared: object, batches: Iterable[T]) -> Iterator[R]:
        """As :meth:`provtrack.corpus.executor.Executor.map`.

        Raises:
            ProvtrackError: the cluster is gone, or its environment is another.
        """
        handed = _Handed(self._client, self._address, work, shared)
        waiting: deque[tuple[bytes, Future[Any]]] = deque()
        try:
            for batch in batches:
                task = pickle.dumps((work, batch))
                waiting.append((task, handed.submit(task)))
                if len(waiting) >= _AHEAD * handed.threads:
                    yield handed.result(*waiting.popleft())
            while waiting:
                yield handed.result(*waiting.popleft())
        finally:
            if waiting and self._client.status == "running":
                # Where the scheduler is gone, so is what it was to cancel.
                with contextlib.suppress(OSError, TimeoutError):
                    self._client.cancel([future for _, future in waiting], force=True)


class _Handed:
    """One kind of work, with what its batches share, as the cluster has it."""

    def __init__(
        self, client: "Client", address: str, work: Callable[..., object], shared: object
    ) -> None:
        self._client = client
        self._address = address
        self._name = f"provtrack-{work.__name__.strip('_')}-{uuid.uuid4().hex}"
        self._count = 0
        self._shared = shared
        self._held: Future[Any] | None = None
        self._seen = 0.0
        self._threads = 1

    @property
    def threads(self) -> int:
        """How many threads the workers have, as of some seconds ago; workers come and go."""
        if time.monotonic() - self._seen > _LOOK:
            self._threads = max(1, sum(self._workers().values()))
            self._seen = time.monotonic()
        return self._threads

    def _workers(self) -> dict[str, int]:
        """The threads of each worker.

        Raises:
            ProvtrackError: the scheduler is gone.
        """
        try:
            found: dict[str, int] = self._client.nthreads()
        except (OSError, TimeoutError, ValueError, RuntimeError):
            raise ProvtrackError(
                f"{self._address}: the connection to the scheduler is lost",
                "see what became of it, and run the command again",
            ) from None
        return found

    def submit(self, task: bytes) -> "Future[Any]":
        """Hands a batch over."""
        if self._shared is not None and (self._held is None or self._held.status != "finished"):
            self._held = self._scattered()
        self._count += 1
        # As bytes, since Dask looks into lists and tuples for tasks of its own.
        return self._client.submit(
            _do, engine(), task, self._held,
            key=f"{self._name}-{self._count}", pure=False,
        )  # fmt: skip

    def _scattered(self) -> "Future[Any]":
        """A copy of what is shared on each worker."""
        for _ in range(_TRIES):
            try:
                held: Future[Any]
                (held,) = self._client.scatter([self._shared], broadcast=True, hash=False)
            except (OSError, TimeoutError, ValueError, KeyError):  # a worker died meanwhile
                self._wait_for_workers()
            else:
                return held
        raise self._lost()

    def result(self, task: bytes, future: "Future[Any]") -> Any:
        """What came of a batch; it is handed over anew when the cluster has lost it."""
        from distributed import CancelledError, KilledWorker

        for _ in range(_TRIES):
            try:
                return self._awaited(future)
            except CancelledError:
                self._wait_for_workers()
                future = self.submit(task)
            except KilledWorker:
                raise ProvtrackError(
                    f"{self._address}: several workers died over the same batch",
                    "give each worker more memory, or fewer threads",
                ) from None
            except (ImportError, AttributeError, _DiffersError) as error:
                raise self._foreign(error) from None
            except RuntimeError as error:
                if "deserializ" not in str(error):
                    raise
                raise self._foreign(error) from None
        raise self._lost()

    def _awaited(self, future: "Future[Any]") -> Any:
        while True:
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:
                if future.done():
                    raise
                self._wait_for_workers()

    def _wait_for_workers(self) -> None:
        """Returns when there are some; others may take the place of those that died."""
        until = time.monotonic() + _WITHOUT
        while not self._workers():
            if time.monotonic() > until:
                raise self._lost()
            time.sleep(1)

    def _lost(self) -> ProvtrackError:
        return ProvtrackError(
            f"{self._address}: the cluster has lost its workers",
            "see why they died (memory is the usual reason), and run the command again",
        )

    def _foreign(self, error: Exception) -> ProvtrackError:
        return ProvtrackError(
            f"{self._address}: the cluster cannot do this work: {error}",
            "install the same provtrack, with the same Python, for the scheduler and every worker",
        )


class _DiffersError(Exception):
    """Another version of provtrack would do the work."""


def _do(code: str, task: bytes, shared: Any) -> Any:
    """Does one batch, on a worker that has the same code."""
    if code != engine():
        raise _DiffersError("a worker has another provtrack")
    work, batch = pickle.loads(task)  # noqa: S301  # whoever can send it can run code anyway
    return work(shared, batch)
