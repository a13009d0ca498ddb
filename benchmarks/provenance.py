"""Is a PROV document valid? On the cases that the ``prov`` library ships with its tests.

153 cases of ProvToolbox on unification and 7 of the W3C on types, each with its verdict in its
name. The library's own ``unified()`` is judged on the same files.
"""

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import prov
from prov.model import ProvDocument, ProvException

from provtrack.chain.constraints import Violation, violations

CASES = Path(prov.__file__).parent / "tests" / "unification" / "constraints"


@dataclass(frozen=True)
class Case:
    """A document, what its authors say of it, and what was found."""

    name: str
    is_valid: bool
    found: tuple[Violation, ...]
    unifies: bool

    @property
    def is_right(self) -> bool:
        """Whether the verdict is that of the case's authors."""
        return self.is_valid is not bool(self.found)


def judged() -> Iterator[Case]:
    """All cases that are there, in the order of their names."""
    for path in sorted(CASES.glob("*.xml")) + sorted(CASES.glob("*.provx")):
        document = _read(path.read_bytes())
        yield Case(
            path.name,
            re.search("fail", path.stem, re.IGNORECASE) is None,
            violations(document),
            _unifies(document),
        )


def _read(data: bytes) -> ProvDocument:
    # ProvToolbox writes <bundle> where the schema of PROV-XML, and the library, has bundleContent.
    data = re.sub(rb"(<prov:)bundle(\s+prov:id)", rb"\1bundleContent\2", data)
    data = data.replace(b"</prov:bundle>", b"</prov:bundleContent>")
    return ProvDocument.deserialize(io.BytesIO(data), format="xml")


def _unifies(document: ProvDocument) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            document.unified()
        except ProvException:
            return False
    return True


def main(_: Sequence[str]) -> None:
    """Prints how many verdicts are right, and every one that is not; it takes a second."""
    cases = list(judged())
    if not cases:
        print("the installed prov library ships no cases")
        return
    print(f"{'cases':<14}{'number':>8}{'provtrack':>11}{'unified()':>11}")
    for name, some in (
        ("unification", [case for case in cases if not case.name.startswith("type-")]),
        ("types", [case for case in cases if case.name.startswith("type-")]),
    ):
        right = sum(case.is_right for case in some)
        others = sum(case.unifies is case.is_valid for case in some)
        print(f"{name:<14}{len(some):>8}{right:>11}{others:>11}")
    for case in cases:
        if not case.is_right:
            said = case.found[0].message if case.found else "nothing wrong with it"
            print(f"  {case.name}: {said}")
