"""Results as a page: one self-contained file that asks the network for nothing.

The pages work without JavaScript; with it they gain keys, search and a map that follows. The
same values give the same bytes: no clock, no random nonce, styles and scripts allowed by hash.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from provtrack.model import Alignment, Comparison, Significance, Text
from provtrack.render.html import _passages as passages
from provtrack.render.html._map import map_of
from provtrack.render.html._page import Crumb, page
from provtrack.render.remarks import in_two_languages, unrelated
from provtrack.render.visible import plain, visible

__all__ = ["Crumb", "alignment", "comparison", "text"]

_RTL_LANGUAGES = frozenset(
    [
        "ar",
        "arc",
        "ckb",
        "dv",
        "fa",
        "he",
        "iw",
        "ji",
        "ks",
        "nqo",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    ]
)
_RTL_SCRIPTS = frozenset(["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"])

_SAMPLES = ":not(.signs *, .legend *)"
"""Leaves the marks of the legend alone."""

_SWITCHES = {
    "substantive": (":checked", f".m.a{_SAMPLES}", ".notes li.a"),
    "facts": (":checked", f".m:not(.fact){_SAMPLES}", ".notes li:not(.fact)"),
}
"""By the id of a box: the state in which it takes marks away, which marks and which notes."""


def comparison(comparison: Comparison, *, assets: str = "", trail: Sequence[Crumb] = ()) -> str:
    """The page of a comparison: both texts in parallel, with every difference marked.

    Anchors: ``#L12`` and ``#R14`` for paragraphs, ``#passage-7`` for a passage.

    Args:
        comparison: what to show.
        assets: where shared styles and scripts are, for a page that is one of many.
        trail: the pages above it.

    Returns:
        A whole HTML document.
    """
    left, right = head_of(comparison.left), head_of(comparison.right)
    rows = passages.rows(comparison)
    leaves = passages.leaves(rows)
    links = Alignment(
        comparison.left, comparison.right, tuple(passage.link for passage in comparison.passages)
    )
    kinds = _kinds(comparison)
    return page(
        "comparison.html",
        styles=passages.leaf_styles(leaves) + _filters(kinds),
        assets=assets,
        trail=trail,
        left=left,
        right=right,
        heading=_heading(comparison.left, comparison.right),
        title=f"{_plain_heading(comparison.left, comparison.right)}, compared",
        identical=comparison.identical,
        unrelated=unrelated(comparison.left, comparison.right, links.links),
        two_languages=in_two_languages(comparison.left, comparison.right),
        kinds=kinds,
        totals=Counter(edit.significance.value for edit in comparison.edits),
        summary=_summary(comparison, rows),
        leaves=leaves,
        lines=partial(passages.lines, quotes=(_quote(left), _quote(right))),
        top_stubs=passages.top_stubs(comparison),
        span_of=passages.span_of,
        blocks=passages.blocks,
        map=map_of(links, [passage.status.value for passage in comparison.passages], rows),
    )


def alignment(alignment: Alignment) -> str:
    """The page of an alignment: both texts in parallel, with what links their paragraphs.

    Anchors are those of :func:`comparison`.

    Returns:
        A whole HTML document.
    """
    rows = passages.linked_rows(alignment)
    leaves = passages.leaves(rows)
    return page(
        "alignment.html",
        styles=passages.leaf_styles(leaves),
        left=head_of(alignment.left),
        right=head_of(alignment.right),
        heading=_heading(alignment.left, alignment.right),
        title=f"{_plain_heading(alignment.left, alignment.right)}, aligned",
        counts=alignment.counts,
        unrelated=unrelated(alignment.left, alignment.right, alignment.links),
        doubtful=sum(row.doubtful for row in rows),
        leaves=leaves,
        top_stubs=passages.stubs_of(alignment.links, alignment.right).get(0, ()),
        span_of=passages.span_of,
        blocks=passages.blocks,
        map=map_of(alignment, ["linked"] * len(rows), rows),
    )


def text(text: Text, *, assets: str = "", trail: Sequence[Crumb] = ()) -> str:
    """The page of one text: its paragraphs, numbered, each with the anchor ``#p12``.

    Args:
        text: what to show.
        assets: where shared styles and scripts are, for a page that is one of many.
        trail: the pages above it.

    Returns:
        A whole HTML document.
    """
    head = head_of(text)
    return page(
        "text.html",
        assets=assets,
        trail=trail,
        head=head,
        heading=visible(text.title or text.ref),
        title=plain(text.title or text.ref),
        paragraphs=passages.blocks(
            passages.unmarked(text, text.numbers, ""), "Paragraph", head.attributes
        ),
    )


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands over a column; ``lang`` and ``dir`` are attributes of all that is under it."""

    ref: Markup
    title: Markup
    date: Markup
    language: Markup
    lang: str
    dir: str
    paragraphs: int

    @property
    def attributes(self) -> str:
        """Those of all that is under it, as markup."""
        language = f' lang="{self.lang}"' if self.lang else ""
        return f'{language} dir="{self.dir}"'


@dataclass(frozen=True, slots=True)
class _KindCount:
    name: str
    substantive: int
    accidental: int


def _filters(kinds: Sequence[_KindCount]) -> str:
    """The rules of the style sheet that take marks away, with a script and without one."""
    switches = _SWITCHES | {
        f"k-{kind.name}": (":not(:checked)", f".m.k-{kind.name}", f"li.k-{kind.name}")
        for kind in kinds
    }
    scripted = "".join(
        _without(f":root.set-{box}", marks, notes) for box, (_, marks, notes) in switches.items()
    )
    unscripted = "".join(
        _without(f":root:has(#{box}{state})", marks, notes)
        for box, (state, marks, notes) in switches.items()
    )
    return f"{scripted}@media (scripting: none){{{unscripted}}}\n"


def _without(when: str, marks: str, notes: str) -> str:
    return (
        f"{when} {marks}{{all:unset}}{when} {marks}::before{{display:none}}"
        f"{when} {notes}{{display:none}}\n"
    )


def head_of(text: Text) -> _Head:
    """What stands over a text, made inert."""
    # A tag that is no tag would be an error in the page, and the texts' records are not trusted.
    tag = text.language if text.language.replace("-", "").isalnum() else ""
    return _Head(
        ref=visible(text.ref),
        title=visible(text.title),
        date=visible(text.date),
        language=visible(text.language),
        lang=tag if tag.isascii() else "",
        dir=_direction(tag),
        paragraphs=len(text.paragraphs),
    )


def _quote(head: _Head) -> str:
    """The tag that begins what is quoted from a text."""
    return f"<q{head.attributes}>"


def _direction(tag: str) -> str:
    language, *rest = tag.lower().split("-")
    if _RTL_SCRIPTS.intersection(rest):
        return "rtl"
    has_other_script = any(len(part) == 4 and part.isalpha() for part in rest)  # noqa: PLR2004  # BCP 47: four letters are a script
    if not language:
        return "auto"
    return "rtl" if language in _RTL_LANGUAGES and not has_other_script else "ltr"


def _heading(left: Text, right: Text) -> Markup:
    names = [text.title or text.ref for text in (left, right)]
    if names[0] == names[1]:
        return visible(names[0])
    return Markup("{} <span class='vs'>and</span> {}").format(*map(visible, names))


def _plain_heading(left: Text, right: Text) -> str:
    names = [plain(text.title or text.ref) for text in (left, right)]
    return " and ".join(dict.fromkeys(names))


def _kinds(comparison: Comparison) -> tuple[_KindCount, ...]:
    """The kinds that occur, in the order of :class:`Kind`."""
    return tuple(
        _KindCount(kind.value, *(counts[significance] for significance in Significance))
        for kind, counts in comparison.kind_counts.items()
    )


def _summary(comparison: Comparison, rows: Sequence[passages.Row]) -> Mapping[str, int]:
    return {
        "passages": len(comparison.passages),
        **comparison.counts,
        "touched": sum(bool(passage.edits) for passage in comparison.passages),
        "doubtful": sum(row.doubtful for row in rows),
        "facts": sum(row.facts for row in rows),
    }
