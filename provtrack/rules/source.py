"""Rules on what is kept of the original and of the page that publishes it."""

import re
from collections.abc import Iterator

from provtrack.rules.case import Case
from provtrack.rules.model import Hit, Level, Place, rule

_IMPORT = """\
[[step]]
id = "s1"
activity = "import"
generates = "original"
status = "attested"
evidence = "the saved page"
source = "source/page.html"
source_sha256 = "{}"
"""

_PAGE_SHA256 = "e88aa6d8dcc5a38af83a0c9cd5be73ba14b0de0c0e4ee1d3ea4ee5a0e1f7f6e0"
_OTHER_SHA256 = "0" * 64


@rule(
    "PT601",
    "source-missing",
    Level.ERROR,
    fails=[{"record.toml": _IMPORT.format(_PAGE_SHA256)}],
    passes=[{"record.toml": _IMPORT.format("…"), "source/page.html": "<p>The talk.</p>"}],
)
def source_missing(case: Case) -> Iterator[Hit]:
    """The file that was imported is not kept, although the chain names it.

    Without it nobody can look up what the page said before anything was left out or changed.

    Restore it from git or from where it came.
    """
    yield from case.of_chain("source-missing")


@rule(
    "PT602",
    "source-changed",
    Level.ERROR,
    fails=[{"record.toml": _IMPORT.format(_OTHER_SHA256), "source/page.html": "<p>The talk.</p>"}],
    passes=[{"record.toml": _IMPORT.format("…"), "source/page.html": "<p>The talk.</p>"}],
)
def source_changed(case: Case) -> Iterator[Hit]:
    """The file that was imported is not the one that is kept.

    It is kept byte for byte, as a witness of what the publisher showed that day.

    Restore it from git. A newer copy of the page is a new import with its own step.
    """
    yield from case.of_chain("source-differs")


@rule(
    "PT603",
    "unnamed-source",
    Level.NOTE,
    fails=[{"record.toml": 'title = "Report"\n', "source/page.html": "<p>The talk.</p>"}],
    passes=[{"record.toml": _IMPORT.format("…"), "source/page.html": "<p>The talk.</p>"}],
)
def unnamed_source(case: Case) -> Iterator[Hit]:
    """A file in `source/` that no step of the chain names, or a source without its hash.

    Nobody can say what was taken from it, nor whether it is still the same file.

    Name it in the `source` of the step that used it, with `source_sha256`.
    """
    if case.record is None:
        return
    sources = case.sources or {}
    named = {step.source for step in case.record.step}
    for path in sorted(set(sources) - named):
        yield Hit(
            "no step of the chain names this file",
            f'add to the step that used it: source = "{path}", source_sha256 = "{sources[path]}"',
            Place(path),
        )
    for number, step in enumerate(case.record.step):
        if step.source in sources and not step.source_sha256:
            yield case.at_step(
                number,
                "source",
                f"step {step.id}: nothing vouches for {step.source}",
                f'add source_sha256 = "{sources[step.source]}"',
            )


_HOST = re.compile(r"https?://(?:[^/?#@]*@)?(?P<host>[^/?#:]+)(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)

_PUBLISHER = (
    '[[agent]]\nid = "digital-archive"\nname = "Digital Archive"\nkind = "publisher"\n'
    'hosts = ["digitalarchive.wilsoncenter.org", "digitalarchive.org"]\n'
)


@rule(
    "PT604",
    "other-host",
    Level.WARNING,
    fails=[
        {
            "agents.toml": _PUBLISHER,
            "record.toml": 'publisher = "digital-archive"\nurl = "https://digitalarchive.org/document/1"\n',
        },
        {
            "agents.toml": _PUBLISHER,
            "record.toml": 'publisher = "digital-archive"\nurl = "https://example.org/document/1"\n',
        },
    ],
    passes=[
        {
            "agents.toml": _PUBLISHER,
            "record.toml": (
                'publisher = "digital-archive"\n'
                'url = "https://digitalarchive.wilsoncenter.org/document/1"\n'
            ),
        }
    ],
)
def other_host(case: Case) -> Iterator[Hit]:
    """A page of the publisher that is not linked by the publisher's own address.

    Former addresses and mirrors stop answering one day, and a mirror may show another text. The
    first of an agent's `hosts` in `agents.toml` is the one to link to.

    Link to the page at that host, or add the host to the publisher's list as the first.
    """
    if case.record is None or case.shared.agents is None:
        return
    hosts = {agent.id: agent.hosts for agent in case.shared.agents.agent if agent.hosts}
    record = case.record
    links: list[tuple[str, tuple[str | int, ...], tuple[str, ...]]] = [
        (record.url, ("url",), (record.publisher,))
    ]
    links += [
        (step.url, ("step", number, "url"), step.agents) for number, step in enumerate(record.step)
    ]
    for url, place, agents in links:
        publisher = next((agent for agent in agents if agent in hosts), None)
        if not url or publisher is None:
            continue
        found = _HOST.match(url)
        host = found["host"].casefold() if found else ""
        canonical = hosts[publisher][0]
        if host != canonical.casefold():
            known = host in {each.casefold() for each in hosts[publisher]}
            yield case.at(
                "record.toml",
                place,
                f"the page is at {host or url[:60]!r}, "
                + ("a former address" if known else "not an address")
                + f" of {publisher}",
                f"link to it at {canonical}",
            )
