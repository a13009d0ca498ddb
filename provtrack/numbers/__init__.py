"""Numbers in running prose: figures, words, ordinals, Roman numerals, ranges, money, per cent.

Recognised on a string of one letter a token, so that a pattern of tokens is a regular expression
and the work is linear in the length of the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provtrack.numbers.readers import READERS, Value
from provtrack.numbers.shape import TELLING, shape_of
from provtrack.text import Token, tokenize


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text.

    Attributes:
        start: index of its first token.
        end: index after its last token.
        readings: what it may mean, the likeliest first; ``1.500`` has two.
    """

    start: int
    end: int
    readings: tuple[Value, ...]

    @property
    def is_span(self) -> bool:
        """Whether it goes from one number to another."""
        return self.readings[0][0] == "range"

    def same(self, other: "Number") -> bool:
        """Whether both may mean the same."""
        return not set(self.readings).isdisjoint(other.readings)


def find(tokens: Sequence[Token], taken: Sequence[bool] | None = None) -> Iterator[Number]:
    """The numbers of a text, in order.

    Args:
        tokens: of the text.
        taken: which tokens are part of something else, a date or a name.
    """
    shape = shape_of(tokens, taken)
    for match in _matches(shape):
        if match.end() - match.start() > _MOST:
            continue
        readings = READERS[match.lastgroup or ""](tokens[match.start() : match.end()], match[0])
        if readings:
            yield Number(match.start(), match.end(), readings)


_RUN = re.compile(r"[^.#]+")


def _matches(shape: str) -> Iterator[re.Match[str]]:
    if not TELLING.search(shape):
        return
    for run in _RUN.finditer(shape):
        if TELLING.search(run[0]):
            yield from _PATTERN.finditer(shape, run.start(), run.end())


def numbers(text: str) -> list[Number]:
    """The numbers of a text; their indices count its tokens."""
    return list(find(tokenize(text)))


_MOST = 30
"""Tokens of the longest number that is read; what is longer is no number that anybody wrote.

A pattern that takes more words than that at once is tried at every place where it could end.
"""


_WORDS = rf"(?:[wths]|a[hs])(?:-?[wt]|-?[hs]_?|(?<=[hs])&[wt]){{0,{_MOST}}}"


_SCALES = "(?:[hs]_?)*"  # 25 mln. rubles


_AMOUNT = rf"(?:m_?|dD*(?:/d)?{_SCALES}|{_WORDS})"


_TAIL = r"(?:%|pP|[cC]L?|(?<=s)F[cC]L?)?"


_PATTERN = re.compile(
    "|".join(
        (
            rf"(?P<clockrange>(?:k|{_AMOUNT})H*[-T&](?:k|{_AMOUNT})H+|(?:k|{_AMOUNT})[-T]k)",
            rf"(?P<clock>(?:k|{_AMOUNT})H+|k)",
            r"(?P<pasthour>a?f(?:-?Y|T)[wd](?:H+)?|[wtd]Y[wd](?:H+)?)",
            rf"(?P<mixed>(?:{_WORDS}|d)&[aw]-?[fo][hs]*)",
            rf"(?P<between>b{_AMOUNT}{_TAIL}&{_AMOUNT}{_TAIL})",
            rf"(?P<negative>N{_AMOUNT}{_TAIL})",
            rf"(?P<coins>\${_AMOUNT}(?:jL?)+|(?:jL?){{2}})",
            rf"(?P<sum>{_AMOUNT}[cC]L?(?:&?(?:{_AMOUNT}CL?|jL?))+)",
            rf"(?P<money>U?\${_AMOUNT}(?:[-T]\$?{_AMOUNT})?)",
            r"(?P<halfdozen>fa?z)",
            rf"(?P<portion>(?:f|[aw]-?[fo])(?:F?a|-)?[hs]+{_TAIL})",
            rf"(?P<heaped>dD*[hs]_?(?:dD*[hs]_?)+{_TAIL})",
            rf"(?P<mixedfigures>d-?d/d[hs]*{_TAIL})",
            r"(?P<fraction>A|[aw]-?f|[aw]-?o(?=F)|f(?=[aeF]))",
            rf"(?P<odd>{_AMOUNT}-?V)",
            r"(?P<share>[wd](?:i|uF)[wtd])",
            r"(?P<coin>jL?)",
            rf"(?P<times>x|{_AMOUNT}X)",
            rf"(?P<range>{_AMOUNT}(?:{_TAIL}[-T]|r){_AMOUNT}{_TAIL})",
            r"(?P<ordinalrange>O[-T]e?O)",
            rf"(?P<wordordinal>(?:{_WORDS}-?)?o)",
            r"(?P<ordinal>O)",
            r"(?P<korean>K)",
            r"(?P<ratio>y)",
            r"(?P<romanrange>R[-T]R)",
            r"(?P<roman>R)",
            r"(?P<dozen>(?:a|w|d)?z|[aw]SF?)",
            rf"(?P<plain>{_AMOUNT}{_TAIL})",
        )
    )
)
