"""The packaged word lists, read once."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from provtrack import text

_VOCABULARY = 1 << 16
"""Words whose folded form is kept at hand."""

fold = lru_cache(maxsize=_VOCABULARY)(text.fold)
"""As :func:`provtrack.text.fold`; the same words come again and again."""


@cache
def section(name: str) -> dict[str, Any]:
    """The contents of a data file, by its name without ending."""
    data = files("provtrack.classify") / "data" / f"{name}.toml"
    return tomllib.loads(data.read_text(encoding="utf-8"))


@cache
def words() -> frozenset[str]:
    """Common English words, British and American, in small letters."""
    data = files("provtrack.classify") / "data" / "words.txt"
    return frozenset(data.read_text(encoding="utf-8").split())


_LISTS = ("words", "phrases", "speech")


@cache
def group(name: str) -> frozenset[str]:
    """A list of the lexicon as a set."""
    lexicon = section("lexicon")
    entry = next(lexicon[table][name] for table in _LISTS if name in lexicon[table])
    return frozenset(entry.split() if isinstance(entry, str) else entry)


@cache
def pairs(name: str) -> frozenset[frozenset[str]]:
    """A list of pairs of the lexicon, in no order."""
    return frozenset(frozenset(pair.split()) for pair in section("lexicon")["pairs"][name])


@cache
def modal_class() -> dict[str, str]:
    """The class of each modal expression."""
    classes: dict[str, list[str]] = section("lexicon")["classes"]
    return {expression: name for name, forms in classes.items() for expression in forms}
