"""``python -m benchmarks [--quick] [--full] [--only NAME]``: every benchmark, or one of them."""

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module

BENCHMARKS = {
    "align": "links between paragraphs, beside other tools; speed; calibration",
    "kinds": "kinds of difference",
    "translations": "numbers of a translation held against its original",
    "compare": "a comparison of 2,000 paragraphs, as a process: time and memory",
    "check": "a check of a large collection: everything, once more, against a base",
    "start": "whole processes, beside the least typer program",
    "provenance": "validity of PROV documents, on the cases that the prov library ships",
    "locate": "quotations found among 25 Bibles; quotations from elsewhere; speed",
    "history": "whose a paragraph is, beside git blame",
    "page": "the page of a comparison in Chromium: opening, scrolling, filtering",
    "find": "documents that go back to one text",
    "scale": "cost and growth of what looks at a whole collection",
    "simulate": "what find hands about and keeps, for up to 10 million documents; by simulation",
    "collation": "several witnesses in one table, beside CollateX",
}
"""Name of the module -> what it measures; each has ``main(arguments)``."""


_GROWING = {"find", "scale"}
"""Benchmarks that have a case of 100,000 documents."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs benchmarks and prints their tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--quick", action="store_true", help="a few cases only")
    parser.add_argument("--full", action="store_true", help="100,000 documents too: find, scale")
    parser.add_argument("--only", choices=BENCHMARKS, help="one benchmark")
    options = parser.parse_args(arguments)
    for name in [options.only] if options.only else BENCHMARKS:
        print(f"# {name}: {BENCHMARKS[name]}\n", flush=True)
        run: Callable[[Sequence[str]], None] = import_module(f"benchmarks.{name}").main
        full = ["--full"] if options.full and name in _GROWING else []
        run([*(["--quick"] if options.quick else []), *full])
        print()


if __name__ == "__main__":
    main()
