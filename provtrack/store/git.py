"""What git knows, through GitPython and git's own commands: the only module that imports git.

Objects are read through one ``git cat-file --batch`` process a repository. The environment and the
configuration of the repository are not trusted: provtrack runs inside hooks, where ``GIT_DIR`` and
its kin point elsewhere, and on repositories of strangers.
"""

import datetime as dt
import hashlib
import os
import re
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, cast

from provtrack.errors import ProvtrackError

if TYPE_CHECKING:
    from git import Repo

SCRUBBED = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CEILING_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
"""``git rev-parse --local-env-vars``, and what makes git run a program for a diff."""

HARMLESS = {
    "GIT_NO_LAZY_FETCH": "1",  # a partial clone must not reach for the network
    "GIT_NO_REPLACE_OBJECTS": "1",  # what a commit holds is what its id vouches for
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
"""What git is told through its environment."""

UNTRUSTED_CONFIG = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat")
"""Settings of a repository that would make git run what they name."""


class History:
    """The commits and objects of one repository.

    Args:
        root: a directory with a ``.git`` in it.

    Raises:
        ProvtrackError: git refuses the repository or is not installed.
    """

    def __init__(self, root: Path) -> None:
        git = _git()
        self._errors = (git.GitCommandError, git.BadName, ValueError)
        try:
            self._repo: Repo = git.Repo(root, search_parent_directories=False)
        except (git.InvalidGitRepositoryError, git.NoSuchPathError):
            raise ProvtrackError(
                f"{root}: git does not take this for a repository", "run 'git status' there"
            ) from None
        self._root = root
        # Even where an error holds on to it: its processes must not outlive their use.
        weakref.finalize(self, self._repo.close).atexit = False
        self._repo.git.update_environment(**HARMLESS)
        self._repo.git.set_persistent_git_options(c=list(UNTRUSTED_CONFIG))

    def close(self) -> None:
        """Ends the git processes."""
        self._repo.close()

    def resolve(self, revision: str) -> str:
        """The id of the commit that a revision names.

        Raises:
            ProvtrackError: it names none here.
        """
        try:
            commit = self._repo.git.rev_parse(
                "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            )
        except self._errors as error:
            raise self._unknown(revision, str(getattr(error, "stderr", ""))) from None
        return str(commit).strip()

    def _unknown(self, revision: str, complaint: str) -> ProvtrackError:
        if "dubious ownership" in complaint:
            return foreign(self._root)
        if not self._repo.head.is_valid() and not self._repo.references:
            return ProvtrackError(
                f"no revision {revision!r}: the repository at {self._root} has no commit yet",
                "commit the records first: git add records && git commit",
            )
        if self._is_shallow:
            return ProvtrackError(
                f"no revision {revision!r} in this shallow clone",
                "fetch the history: git fetch --unshallow (in GitHub Actions: fetch-depth: 0)",
            )
        from difflib import get_close_matches

        names = [str(reference) for reference in self._repo.references]
        near = get_close_matches(revision, names, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "see 'git log' and 'git tag' for what is"
        return ProvtrackError(f"no revision {revision!r}", hint)

    def run(self, *arguments: str, env: Mapping[str, str] = MappingProxyType({})) -> str:
        """What a git command says.

        Args:
            arguments: the command and its options; what comes from outside stands behind ``--``.
            env: variables for this command alone.

        Raises:
            ProvtrackError: git refuses; with the reason it gives.
        """
        options = [word for setting in UNTRUSTED_CONFIG for word in ("-c", setting)]
        try:
            return str(self._repo.git.execute(["git", *options, *arguments], env=dict(env)))
        except self._errors as error:
            complaint = str(getattr(error, "stderr", "")).strip().removeprefix("stderr: ")
            if "dubious ownership" in complaint:
                raise foreign(self._root) from None
            lines = complaint.strip("' \n").splitlines() or ["no reason given"]
            raise ProvtrackError(
                f"git {arguments[0]}: {lines[0].removeprefix('fatal: ').removeprefix('error: ')}",
                "see 'git status' for the state of the repository",
            ) from None

    def ask(self, *arguments: str) -> str:
        """What a git command says, empty when it refuses."""
        try:
            return self.run(*arguments)
        except ProvtrackError:
            return ""

    def user_name(self) -> str:
        """Who git says is working here; empty when it does not know."""
        try:
            return str(self._repo.git.config("--get", "user.name")).strip()
        except self._errors:
            return ""

    def read(self, commit: str, path: str) -> bytes | None:
        """The file at a path as of a commit, ``None`` when it was not there.

        Args:
            commit: an id from :meth:`resolve`.
            path: from the top of the repository, with ``/``.
        """
        if "\n" in path:  # would be two requests to the batch process
            return None
        try:
            found = self._repo.git.get_object_data(f"{commit}:{path}")
        except ValueError:
            return None
        _, kind, _, data = cast("tuple[bytes, bytes, int, bytes]", found)  # whatever its types say
        return data if kind == b"blob" else None

    def names(self, commit: str, directory: str) -> list[str]:
        """The names of the entries of a directory as of a commit."""
        try:
            listing = self._repo.git.ls_tree("-z", "--name-only", f"{commit}:{directory}")
        except self._errors:
            return []
        return [name for name in listing.split("\0") if name]

    def last_changes(self, directory: str) -> dict[str, str]:
        """When each entry of a directory last changed on the way to ``HEAD``.

        Args:
            directory: from the top of the repository, with ``/``.

        Returns:
            Name of the entry -> the committer's time, RFC 3339 in UTC; of names that ``HEAD`` no
            longer has, too.
        """
        try:
            log = self._repo.git.log(
                "--format=%x01%ct", "--name-only", "--no-renames", "-z", "HEAD", "--", directory
            )
        except self._errors:
            return {}
        changes: dict[str, str] = {}
        time = ""
        for field in log.replace("\n", "\0").split("\0"):
            if field.startswith("\x01") and field[1:].isdigit():
                moment = dt.datetime.fromtimestamp(int(field[1:]), dt.UTC)
                time = moment.isoformat().replace("+00:00", "Z")
            elif field.startswith(f"{directory}/"):
                changes.setdefault(field.removeprefix(f"{directory}/").partition("/")[0], time)
        return changes

    def merge_base(self, revision: str) -> str:
        """The last commit that a revision and what is checked out have in common.

        Raises:
            ProvtrackError: the revision names no commit here, or there is none in common.
        """
        commit = self.resolve(revision)
        try:
            return str(self._repo.git.merge_base("--end-of-options", commit, "HEAD")).strip()
        except self._errors:
            raise self._nothing_in_common(revision) from None

    def _nothing_in_common(self, revision: str) -> ProvtrackError:
        message = f"{revision!r} and what is checked out have no commit in common"
        if self._is_shallow:
            return ProvtrackError(
                f"{message} in this shallow clone",
                "fetch the history: git fetch --unshallow (in GitHub Actions: fetch-depth: 0)",
            )
        return ProvtrackError(message, "name a revision that it descends from")

    @property
    def _is_shallow(self) -> bool:
        return (Path(self._repo.common_dir) / "shallow").exists()

    @property
    def private(self) -> Path:
        """A directory inside ``.git`` that belongs to provtrack; it need not exist."""
        return Path(self._repo.common_dir) / "provtrack"

    def changed(self, commit: str, directory: str) -> dict[str, str]:
        """The files below a directory that may differ between a commit and the working tree.

        Contents are not compared: of files whose state in the index is out of date all are named,
        and git runs none of the filters that the repository configures.

        Args:
            commit: an id from :meth:`merge_base` or :meth:`resolve`.
            directory: from the top of the repository, with ``/``.

        Returns:
            Path -> the id of the content that the commit has there, empty where it has none; files
            that git does not track and does not ignore are among them.
        """
        idle = [
            f"{name}.{key}=" for name in self._filters() for key in ("clean", "smudge", "process")
        ]
        raw = self._repo.git(c=[*UNTRUSTED_CONFIG, *idle]).diff_index(
            "--raw", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=all",
            commit, "--", f":(top,literal){directory}",
        )  # fmt: skip
        fields = raw.split("\0")
        found = {
            path: ""
            if status.endswith("A") or status.startswith(":160000")
            else status.split(" ")[2]
            for status, path in zip(fields[::2], fields[1::2], strict=False)
        }
        others = self._repo.git.ls_files(
            "-z", "--others", "--exclude-standard", "--", f":(top,literal){directory}"
        )
        return {path: "" for path in others.split("\0") if path} | found

    def _filters(self) -> list[str]:
        """The names, ``filter.NAME``, of what runs programs on contents."""
        try:
            listed = self._repo.git.config("-z", "--name-only", "--get-regexp", r"^filter\.")
        except self._errors:  # there are none
            return []
        names = (name.rpartition(".")[0] for name in str(listed).split("\0") if name)
        return list(dict.fromkeys(names))

    def versions(self, path: str) -> Iterator[tuple[str, bytes]]:
        """Every content that a path ever had on any branch or tag, newest first, with its commit.

        The same content is given once, with the newest commit that introduced it.
        """
        yield from self._contents(self._changes(path))

    def introductions(self, path: str) -> Iterator[tuple[str, bytes]]:
        """Every content that a path ever had, oldest first, with the first commit that had it.

        What a later commit does to the path changes nothing in what is given for earlier ones.
        """
        yield from self._contents(reversed(list(self._changes(path))))

    def _contents(self, changes: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        seen: set[str] = set()
        for commit, blob in changes:
            if blob not in seen:
                seen.add(blob)
                yield commit, self._repo.git.get_object_data(blob)[3]

    def _changes(self, path: str) -> Iterator[tuple[str, str]]:
        """Commits that gave a path a new content, newest first, with the content's object."""
        try:
            log = self._repo.git.log(
                "--all", "--format=%x00%H", "--raw", "--no-abbrev", "--no-renames", "-m", "-z",
                "--", path,
            )  # fmt: skip
        except self._errors as error:
            if "dubious ownership" in str(getattr(error, "stderr", "")):
                raise foreign(self._root) from None
            return
        commit = ""
        for field in log.replace("\n", "\0").split("\0"):
            if len(field) in {40, 64} and not field.startswith(":"):
                commit = field
            elif field.startswith(":"):
                blob = field.split(" ")[3]
                if set(blob) != {"0"}:
                    yield commit, blob

    def last_commit(self, directory: str) -> str:
        """The commit in the history of ``HEAD`` that last changed something in a directory.

        Empty when something there is not committed, or nothing ever was.
        """
        try:
            if self._repo.git.status("--porcelain", "-z", "--", directory):
                return ""
            return str(self._repo.git.log("-1", "--format=%H", "--", directory)).strip()
        except self._errors:
            return ""

    def committed(self, commit: str) -> str:
        """When a commit was made, ISO 8601 in UTC."""
        import datetime as dt

        seconds = int(self._repo.git.show("--no-patch", "--format=%ct", commit))
        return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat().replace("+00:00", "Z")

    def own_setting(self, name: str) -> str:
        """A setting of the user or the system, not of the repository; empty without one."""
        for scope in ("--global", "--system"):
            try:
                return str(self._repo.git.config(scope, "--type=path", "--get", name)).strip()
            except self._errors:
                continue
        return ""

    def run_with(self, options: Sequence[str], *arguments: str) -> str:
        """What a git command prints, with configuration that stands above the repository's.

        It is empty where git refuses, as before the first commit.
        """
        try:
            return str(self._repo.git.execute(self._command(options, arguments)))
        except self._errors:
            return ""

    def complaints(self, options: Sequence[str], *arguments: str) -> str:
        """What a git command prints on standard error, whether it succeeds or not."""
        _, _, errors = self._repo.git.execute(
            self._command(options, arguments), with_extended_output=True, with_exceptions=False
        )
        return str(errors)

    def _command(self, options: Sequence[str], arguments: Sequence[str]) -> list[str]:
        settings = [part for each in (*UNTRUSTED_CONFIG, *options) for part in ("-c", each)]
        return ["git", *settings, *arguments]

    def signature_kind(self, id_: str) -> str:
        """What a commit or a tag is signed with: ``SSH``, ``PGP``, ``X509``; empty: nothing."""
        try:
            data = self._repo.git.get_object_data(id_)[3]
        except ValueError:
            return ""
        found = re.search(rb"^(?:gpgsig\S* )?-----BEGIN (SSH|PGP|SIGNED) ", data, re.MULTILINE)
        return {b"SSH": "SSH", b"PGP": "PGP", b"SIGNED": "X509"}[found[1]] if found else ""

    @property
    def common_dir(self) -> Path:
        """Git's own directory, the same one for all working trees of the repository."""
        return Path(self._repo.common_dir).resolve()

    @property
    def is_shallow(self) -> bool:
        """Whether older commits were left out when the repository was cloned."""
        return (self.common_dir / "shallow").exists()

    def arrivals(self, glob: str) -> Iterator[tuple[str, str, str, str]]:
        """Every commit that gave a file a new content, on any branch or tag, newest first.

        Args:
            glob: which files, as git's ``glob`` pathspecs name them: ``records/*/*.txt``.

        Yields:
            The commit, its committer's date (ISO 8601), the path, and the id of the blob.
        """
        try:
            log = self._repo.git.log(
                "--all", "--topo-order", "--format=%x00%H %cI", "--raw", "--no-abbrev",
                "--no-renames", "-m", "-z", "--diff-filter=AMT", "--", f":(top,glob){glob}",
            )  # fmt: skip
        except self._errors as error:
            if "dubious ownership" in str(getattr(error, "stderr", "")):
                raise foreign(self._root) from None
            return
        commit = date = blob = ""
        for field in log.split("\0"):
            if blob:  # a path follows what git says of it, and may have any characters
                yield commit, date, field, blob
                blob = ""
            elif field.lstrip("\n").startswith(":"):
                blob = field.split(" ")[3]
            elif field.strip():
                commit, _, date = field.strip().partition(" ")

    def blob(self, blob: str) -> bytes:
        """The content of a blob, by its id.

        Raises:
            ValueError: it is not here, as in a clone without contents.
        """
        data: bytes = self._repo.git.get_object_data(blob)[3]
        return data


def blob_id(data: bytes, like: str = "") -> str:
    """The id that git gives a content.

    Args:
        data: the content.
        like: an id of the same repository, to tell by its length which hash it uses.
    """
    new = hashlib.sha256 if len(like) == len(hashlib.sha256().hexdigest()) else hashlib.sha1
    return new(b"blob %d\0" % len(data) + data).hexdigest()


def foreign(root: Path) -> ProvtrackError:
    """The error for a repository that git does not trust, for it has another owner."""
    return ProvtrackError(
        f"{root}: git refuses a repository that belongs to somebody else",
        f"if you trust it: git config --global --add safe.directory {root}",
    )


def _git() -> ModuleType:
    """GitPython, with nothing in the environment that would lead it to another repository.

    Raises:
        ProvtrackError: git is not installed.
    """
    for name in SCRUBBED:
        os.environ.pop(name, None)
    try:
        import git
    except ImportError as error:  # GitPython raises it when it finds no git program
        raise ProvtrackError(
            f"git cannot be used: {str(error).strip().splitlines()[0]}",
            "install git 2.30 or newer and make sure that it is on PATH",
        ) from None
    return git


def init(directory: Path) -> None:
    """Makes a git repository.

    Raises:
        ProvtrackError: git cannot.
    """
    git = _git()
    try:
        git.Repo.init(directory, mkdir=True)
    except (git.GitCommandError, OSError) as error:
        raise ProvtrackError(
            f"{directory}: git init failed: {str(error).splitlines()[-1]}",
            "check that the directory can be written",
        ) from None
