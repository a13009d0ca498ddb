"""``provtrack init``."""

from pathlib import Path
from typing import Annotated

import typer

from provtrack.cli.options import Quiet

_AGENTS = """\
# People, archives, publishers and programs that the records speak of.
schema = 1

# [[agent]]
# id = "goldberg-gary"
# name = "Gary Goldberg"
# kind = "person"               # person | group | archive | publisher | program
# identifiers = { orcid = "", viaf = "", wikidata = "", isni = "" }
"""

_NAMES = """\
# The authority file: which spellings are one and the same name.
schema = 1

# [[name]]
# id = "pak-yeong-bin"
# preferred = "Pak Yeong-bin"
# kind = "person"               # person | place | organisation
# original = "박영빈"
# forms = [
#   { form = "Pak Yŏng-bin", system = "McCune-Reischauer" },
#   { form = "Pak En Bin", system = "through Russian" },
# ]
"""


def init(
    directory: Annotated[
        Path,
        typer.Argument(metavar="[DIR]", help="Where; the directory you are in by default."),
    ] = Path(),
    quiet: Quiet = False,
) -> None:
    """Make `records/` with its authority files, in a git repository or in a new one.

    Nothing that exists is overwritten.

    **Example:** `provtrack init my-collection`
    """
    from provtrack.cli.session import Session
    from provtrack.errors import ProvtrackError
    from provtrack.store.files import write_all
    from provtrack.store.git import init as git_init
    from provtrack.store.repository import RECORDS, is_in_git

    try:
        if directory.exists() and not directory.is_dir():
            raise ProvtrackError(f"{directory}: a file, not a directory", "name another directory")
    except OSError as error:  # a name that is too long, a directory that may not be entered
        raise ProvtrackError(
            f"{directory}: cannot be used: {error.strerror}", "name another directory"
        ) from None
    session = Session(None, quiet)
    wanted = {
        directory / RECORDS / "agents.toml": _AGENTS.encode(),
        directory / RECORDS / "names.toml": _NAMES.encode(),
    }
    missing = {path: data for path, data in wanted.items() if not path.exists()}
    write_all(missing)
    if not is_in_git(directory.resolve()):
        git_init(directory)
        session.notify(f"made: a git repository in {directory.resolve()}")
    for path in wanted:
        session.notify(f"{'made' if path in missing else 'left as it is'}: {path}")
    session.notify("next: provtrack import FILE")
