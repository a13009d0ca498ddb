"""A folder of results that is brought up to date as a whole: an interrupted run changes nothing."""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from provtrack.errors import ProvtrackError


class Folder:
    """Takes files as they are made, beside the folder, and puts all of them in place at the end.

    A context manager: what was not put in place by then is thrown away.

    Args:
        place: the folder; empty, missing, or of an earlier run.
        index: the file by which an earlier run is known, which is put in place last.

    Raises:
        ProvtrackError: the folder has other files, or cannot be written.
    """

    def __init__(self, place: Path, index: str) -> None:
        self._place = place
        self._index = index
        if place.exists() and not place.is_dir():
            raise ProvtrackError(f"{place}: a file, not a folder", "name a folder for the pages")
        try:
            if place.is_dir() and not self.earlier and any(place.iterdir()):
                raise ProvtrackError(
                    f"{place}: has files that no earlier run made",
                    "name an empty folder, or one that does not exist yet",
                )
            parent = place.resolve().parent
            parent.mkdir(parents=True, exist_ok=True)
            self._staging = Path(tempfile.mkdtemp(".tmp", f".{place.name[:100]}.", parent))
        except OSError as error:
            raise self._unwritable(error) from None

    @property
    def earlier(self) -> bytes:
        """The index of an earlier run; empty where there was none."""
        index = self._place / self._index
        return index.read_bytes() if index.is_file() else b""

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Throws away what was not put in place."""
        shutil.rmtree(self._staging, ignore_errors=True)

    def add(self, name: str, data: bytes) -> None:
        """Takes a file.

        Args:
            name: its path below the folder, with slashes.
            data: its content.

        Raises:
            ProvtrackError: it cannot be written.
        """
        try:
            path = self._staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            raise self._unwritable(error) from None

    def publish(self, outdated: Iterable[str]) -> None:
        """Puts all files in place, the index last, and takes those of an earlier run away.

        Args:
            outdated: files that an earlier run made; of these, those that were made again stay.

        Raises:
            ProvtrackError: one cannot be put in place, or a link leads out of the folder.
        """
        staged = (path for path in self._staging.rglob("*") if path.is_file())
        made = sorted(path.relative_to(self._staging).as_posix() for path in staged)
        made.sort(key=lambda name: name == self._index)
        try:
            self._place.mkdir(exist_ok=True)
            for name in made:
                target = self._inside(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                (self._staging / name).replace(target)
            for name in set(outdated) - set(made):
                gone = self._inside(name)
                gone.unlink(missing_ok=True)
                if gone.parent != self._place and not any(gone.parent.iterdir()):
                    gone.parent.rmdir()
        except OSError as error:
            raise self._unwritable(error) from None

    def _inside(self, name: str) -> Path:
        path = self._place / name
        if not path.parent.resolve().is_relative_to(self._place.resolve()) or path.is_dir():
            raise ProvtrackError(
                f"{path}: not a file in the folder", "take it away, or name another folder"
            )
        return path

    def _unwritable(self, error: OSError) -> ProvtrackError:
        return ProvtrackError(
            f"{error.filename or self._place}: cannot be written: {error.strerror}",
            "check the disk and the permissions",
        )
