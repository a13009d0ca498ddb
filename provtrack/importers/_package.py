"""Reading the parts of a ZIP package (DOCX, ODT): into memory, by name, never more than a limit."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from provtrack.errors import ProvtrackError

_LARGEST_PART = 64 * 1024 * 1024
"""Bytes, unpacked. War and Peace as DOCX unpacks to a quarter of it."""

_ENCRYPTED = 0x1


class Package:
    """The parts of a package that an importer asks for.

    Args:
        name: the file, for errors.
        data: the whole file.
        kind: what it should be, for errors: ``"DOCX"``.

    Raises:
        ProvtrackError: it is no ZIP file, or cut short.
    """

    def __init__(self, name: str, data: bytes, kind: str) -> None:
        self._name, self._kind = name, kind
        try:
            self._zip = ZipFile(BytesIO(data))
            self.parts = frozenset(self._zip.namelist())
        except (BadZipFile, ValueError, OSError, NotImplementedError):
            raise self._broken("not a ZIP file, or cut short") from None

    def part(self, part: str) -> bytes | None:
        """The bytes of a part, ``None`` when the package has no such part.

        Raises:
            ProvtrackError: it is damaged, encrypted or unpacks to too much.
        """
        if part not in self.parts:
            return None
        info = self._zip.getinfo(part)
        if info.flag_bits & _ENCRYPTED:
            raise ProvtrackError(
                f"{self._name}: {part} is encrypted", "save it without a password first"
            )
        try:
            with self._zip.open(info) as file:
                data = file.read(_LARGEST_PART + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise self._broken(f"{part} is damaged") from None
        if len(data) > _LARGEST_PART:
            raise ProvtrackError(
                f"{self._name}: {part} unpacks to more than {_LARGEST_PART // 1024**2} MiB",
                "a text is never that large; do not open this file unless you trust its source",
            )
        return data

    def required(self, part: str) -> bytes:
        """The bytes of a part that the format cannot do without.

        Raises:
            ProvtrackError: it is missing, or as :meth:`part`.
        """
        data = self.part(part)
        if data is None:
            raise self._broken(f"no {part} in it")
        return data

    def _broken(self, what: str) -> ProvtrackError:
        return ProvtrackError(
            f"{self._name}: not a readable {self._kind} file: {what}",
            f"open it in a word processor and save it as {self._kind} again",
        )
