"""A web server for one directory on this machine, whose pages reload when the site is new."""

import http.server
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from provtrack.errors import ProvtrackError

_PAUSE = 0.5
"""Seconds between two looks at the files; an editor that saved does not notice half a second."""

_PATIENCE = 20.0
"""Seconds that a page waits for news before it asks again; proxies close at 30."""

_NEWS = "/-/news"

_RELOAD = b"""<script>
(async () => {
  let age = null;
  for (;;) {
    try {
      const news = await (await fetch("/-/news?age=" + (age ?? ""))).text();
      if (age !== null && news !== age) { location.reload(); return; }
      age = news;
    } catch { await new Promise((resolve) => setTimeout(resolve, 2000)); }
  }
})();
</script>
"""


class _State:
    """How often the site was drawn, and a way to wait until it is drawn again."""

    def __init__(self) -> None:
        self.age = 0
        self._changed = threading.Condition()

    def renew(self) -> None:
        with self._changed:
            self.age += 1
            self._changed.notify_all()

    def wait(self, age: str) -> int:
        """The age of the site, once it is another one or the patience is over."""
        with self._changed:
            if age == str(self.age):
                self._changed.wait(_PATIENCE)
            return self.age


def serve_directory(
    directory: Path,
    port: int,
    *,
    watched: Iterable[Path],
    rebuild: Callable[[], int],
    notify: Callable[[str], None],
) -> None:
    """Serves a directory until the user interrupts.

    Args:
        directory: what to serve.
        port: on the loopback address; 0 for any that is free.
        watched: files and directories whose changes make the site old.
        rebuild: draws it anew and gives how many records that were.
        notify: takes messages for the user.

    Raises:
        ProvtrackError: the port is taken.
    """
    state = _State()
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), _handler(directory, state))
    except OSError as error:
        raise ProvtrackError(
            f"port {port} cannot be used: {error.strerror}", "name another one: --port 8001"
        ) from None
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    notify(f"http://127.0.0.1:{server.server_port}/ (Ctrl-C ends it)")
    try:
        for _ in _changes(list(watched)):
            try:
                notify(f"drawn anew: {rebuild()}")
            except ProvtrackError as error:  # half-saved work; the next save may mend it
                notify(f"error: {error.message}")
                continue
            state.renew()
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        server.server_close()


def _changes(watched: list[Path]) -> Iterator[None]:
    """Yields whenever one of the files, or of those below a directory, is another one."""
    before = _stamps(watched)
    while True:
        time.sleep(_PAUSE)
        now = _stamps(watched)
        if now != before:
            before = now
            yield


def _stamps(watched: list[Path]) -> dict[Path, tuple[int, int]]:
    stamps = {}
    for place in watched:
        for path in [place, *place.rglob("*")] if place.is_dir() else [place]:
            try:
                found = path.stat()
            except OSError:  # gone since it was listed
                continue
            stamps[path] = (found.st_mtime_ns, found.st_size)
    return stamps


def _handler(directory: Path, state: _State) -> type[http.server.SimpleHTTPRequestHandler]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        """The files of the site, and the news of its age."""

        def __init__(self, *args: object, **settings: object) -> None:
            super().__init__(*args, directory=str(directory), **settings)  # type: ignore[arg-type]

        def do_GET(self) -> None:
            """Answers; a page gets the lines that reload it."""
            address, _, query = self.path.partition("?")
            if not _is_of_this_machine(self.headers.get("Host", "")):
                self.send_error(403)
            elif address == _NEWS:
                self._answer(str(state.wait(query.removeprefix("age="))).encode(), "text/plain")
            else:
                path = Path(self.translate_path(self.path))
                page = path / "index.html" if path.is_dir() else path
                if page.suffix == ".html" and page.is_file():
                    self._answer(page.read_bytes() + _RELOAD, "text/html; charset=utf-8")
                else:
                    super().do_GET()

        def _answer(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing: the terminal tells what was drawn."""

    return Handler


def _is_of_this_machine(host: str) -> bool:
    """Whether a request came by this machine's own name.

    A page on the web can point a name of its own here, and read the answers (DNS rebinding).
    """
    return host.rpartition(":")[0] in {"127.0.0.1", "localhost"}
