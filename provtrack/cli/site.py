"""``provtrack site`` and ``provtrack serve``."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from provtrack.cli.complaint import complain
from provtrack.cli.options import Jobs, Quiet, Repo, complete_path
from provtrack.cli.session import Session
from provtrack.errors import ExitCode, ProvtrackError

if TYPE_CHECKING:
    from provtrack.render.site.values import Site
    from provtrack.site import Built

Title = Annotated[
    str,
    typer.Option(
        "--title",
        metavar="TEXT",
        help="What to call the collection; the name of its directory by default.",
        show_default=False,
    ),
]


def site(
    out: Annotated[
        str,
        typer.Argument(
            metavar="OUT",
            help="The directory of the site: a new one, or that of an earlier run; or the URL of "
            "one in object storage.",
            autocompletion=complete_path,
            show_default=False,
        ),
    ],
    base_url: Annotated[
        str,
        typer.Option(
            "--base-url",
            metavar="URL",
            help="Where it will be published; the feed and the sitemap are made only with it.",
            show_default=False,
        ),
    ] = "",
    title: Title = "",
    jobs: Jobs = 0,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Make the collection a static site: a list with search, a page a record, texts in parallel.

    Nothing but files: any web server can publish them, and a browser opens them from a disk. A
    second run draws only what has changed.

    A site in object storage (`s3://…`) is made in git's own directory, and what has changed of it
    is copied.

    Records that cannot be read are named, each with what is wrong, while the others are drawn; the
    exit status is 2 then. Of such a record the pages of an earlier run stay as they are.

    **Example:** `provtrack site public --base-url https://example.org/letters/`
    """
    from provtrack.store.places import name_of, place

    session = Session(repo, quiet)
    where = place(out)
    here = where if isinstance(where, Path) else _at_home(session, where)
    built = _build(session, here, _settings(session, title, base_url), jobs)
    session.notify(f"{name_of(out)}: {_records(built.records)}, {_done(built)}")
    if isinstance(where, str):
        session.copy(here, where)
    _complain(built)
    if built.troubles:
        raise typer.Exit(ExitCode.USAGE)


def serve(
    port: Annotated[
        int,
        typer.Option(
            "--port", "-p", metavar="N", min=0, max=65535, help="The port; 0 for any that is free."
        ),
    ] = 8000,
    title: Title = "",
    jobs: Jobs = 0,
    repo: Repo = None,
    quiet: Quiet = False,
) -> None:
    """Show the collection's site in a browser on this machine, and draw it anew on every change.

    Only programs on this machine can reach it. Ctrl-C ends it.

    **Example:** `provtrack serve --port 8080`
    """
    import tempfile

    from provtrack.cli.serving import serve_directory

    session = Session(repo, quiet)
    settings = _settings(session, title, "")
    with tempfile.TemporaryDirectory(prefix="provtrack-site-") as directory:
        place = Path(directory) / "site"
        built = _build(session, place, settings, jobs)
        session.notify(f"{_records(built.records)} drawn")
        _complain(built)

        def rebuild() -> int:
            built = _build(session, place, settings, jobs)
            _complain(built)
            return built.drawn

        serve_directory(
            place,
            port,
            watched=(session.repository.records, session.repository.root / "provtrack.toml"),
            rebuild=rebuild,
            notify=session.notify,
        )


def _build(session: Session, out: Path, settings: "Site", jobs: int) -> "Built":
    from provtrack.site import build

    return build(
        session.repository,
        out,
        settings,
        jobs=jobs or os.cpu_count() or 1,
        progress=session.progress("drawing the site"),
    )


def _at_home(session: Session, url: str) -> Path:
    """Where a site is made that is copied elsewhere, so that the next time only changes are.

    Raises:
        ProvtrackError: it cannot be copied there.
    """
    import hashlib

    from provtrack.store.mirror import check

    check(url)
    name = hashlib.sha256(url.rstrip("/").encode()).hexdigest()[:12]
    return session.repository.private / "sites" / name


def _done(built: "Built") -> str:
    """What a run did, in words."""
    left_out = len(built.troubles) - built.kept
    counts = {
        "drawn anew": built.drawn,
        "left as they were": built.kept,
        "left out": left_out,
        "files taken away": built.removed,
    }
    return ", ".join(f"{n} {what}" for what, n in counts.items() if n or what == "drawn anew")


def _complain(built: "Built") -> None:
    """Says of each record that cannot be read what is wrong with it."""
    for each in built.troubles:
        complain(each.message, each.hint)


def _settings(session: Session, title: str, base_url: str) -> "Site":
    from provtrack.render.site.values import Site

    parts = urlsplit(base_url)
    if base_url and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.query):
        raise ProvtrackError(
            f"--base-url cannot be {base_url!r}", "write the whole address: https://example.org/"
        )
    slash = "" if base_url.endswith("/") or not base_url else "/"
    return Site(title or session.repository.root.name, base_url + slash)


def _records(count: int) -> str:
    return f"{count} record{'' if count == 1 else 's'}"
