import pytest

from provtrack.importers import read
from provtrack.locate.extract import Block, Extract, blocks_of, extract, quotations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “the harvest had failed” and left.", ["the harvest had failed"]),
        ('He said "the harvest", then "failed".', ["the harvest", "failed"]),
        ("‘the workers’ party’ was ‘not ready’", ["the workers’ party", "not ready"]),
        ("It's John's and the workers' own.", []),
        ("she called it 'the king's own' house", ["the king's own"]),
        ("Он сказал: «урожай „погиб“ весь», и ушёл.", ["урожай „погиб“ весь"]),
        ("Il dit : « la récolte ».", ["la récolte"]),
        ("„Die Ernte“ und »mehr«", ["Die Ernte", "mehr"]),
        ("‹la récolte›", ["la récolte"]),
        ("彼は「収穫は失敗した」と『言った』", ["収穫は失敗した", "言った"]),
        ("“an outer ‘inner’ one”", ["an outer ‘inner’ one"]),
        ("“an outer “inner” one” ends", ["an outer “inner” one"]),
        ("a board of 5' 3\" and no quotation", []),
        ("“A paragraph that goes on in the next", ["A paragraph that goes on in the next"]),
        ("a mark “that was forgotten", []),
        ("no quotation at all", []),
        ("“…”", []),
        ("", []),
    ],
)
def test_quotation_marks_of_all_kinds(text: str, found: list[str]) -> None:
    assert list(quotations(text)) == found


def test_a_block_quotation_is_one_whatever_marks_are_in_it() -> None:
    blocks = [
        Block("He “never” came.", "paragraph 1", quoted=True),
        Block("Nor she.", "paragraph 2"),
    ]

    assert list(extract(blocks)) == [Extract("He “never” came.", "paragraph 1")]


MARKDOWN = """\
He wrote:

> The harvest had failed.

and “no more”[^1].

[^1]: Compare “the other one”.
"""
HTML = """\
<html><body><p>He wrote:</p><blockquote><p>The harvest had failed.</p></blockquote>
<p>and <q>no more</q>.</p></body></html>
"""
LATEX = r"""
\documentclass{article}
\begin{document}
He wrote:
\begin{quote}
The harvest had failed.
\end{quote}
and ``no more''.\footnote{Compare \enquote{the other one}.}
\end{document}
"""


def found_in(name: str, source: str) -> list[tuple[str, str]]:
    article = read(name, source.encode())
    return [(each.text, each.place) for each in extract(blocks_of(article))]


def test_markdown_with_its_footnotes() -> None:
    assert found_in("a.md", MARKDOWN) == [
        ("The harvest had failed.", "paragraph 2"),
        ("no more", "paragraph 3"),
        ("the other one", "note 1"),
    ]


def test_html_as_a_browser_shows_it() -> None:
    assert found_in("a.html", HTML) == [
        ("The harvest had failed.", "paragraph 2"),
        ("no more", "paragraph 3"),
    ]


def test_latex_with_its_footnotes() -> None:
    assert found_in("a.tex", LATEX) == [
        ("The harvest had failed.", "paragraph 2"),
        ("no more", "paragraph 3"),
        ("the other one", "footnote 1"),
    ]


def test_latex_with_the_marks_of_other_languages() -> None:
    source = (
        '"`Die Brücke ist zu"\' und "<le pont est fermé">, '
        "\\foreignquote{french}{la récolte} \\hyphentextcquote{german}[2]{a}{die Ernte}."
    )

    assert [each.text for each in extract(blocks_of(read("a.tex", source.encode())))] == [
        "Die Brücke ist zu", "le pont est fermé", "la récolte", "die Ernte",
    ]  # fmt: skip
