"""The words and figures that numbers are made of, and the letter that each token is read as."""

import re
from collections.abc import Sequence
from fractions import Fraction

from provtrack.text import Token


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _numbered(words: str, numbers: range) -> dict[str, int]:
    return dict(zip(words.split(), numbers, strict=True))


def _forms(words: str, numbers: Sequence[int]) -> dict[str, int]:
    """Numbers that have several forms each, which a stroke parts."""
    every = zip(words.split(), numbers, strict=True)
    return {form: number for forms, number in every for form in forms.split("/")}


SMALL = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
    range(20),
) | _forms(
    "один/одна/одно/одного/одной/одну/одному/одним/одном "
    "два/две/двух/двум/двумя три/трёх/трех/трём/трем/тремя четыре/четырёх/четырех пять/пяти/пятью "
    "шесть/шести/шестью семь/семи восемь/восьми девять/девяти/девятью десять/десяти/десятью "
    "одиннадцать/одиннадцати двенадцать/двенадцати тринадцать/тринадцати "
    "четырнадцать/четырнадцати пятнадцать/пятнадцати шестнадцать/шестнадцати "
    "семнадцать/семнадцати восемнадцать/восемнадцати девятнадцать/девятнадцати",
    range(1, 20),
)


TENS = (
    _numbered(
        "twenty thirty forty fifty sixty seventy eighty ninety",
        range(20, 100, 10),
    )
    | _forms(
        "двадцать/двадцати тридцать/тридцати сорок/сорока пятьдесят/пятидесяти "
        "шестьдесят/шестидесяти семьдесят/семидесяти восемьдесят/восьмидесяти девяносто/девяноста",
        range(20, 100, 10),
    )
    | _forms(
        "сто/ста двести/двухсот/двумстам триста/трёхсот/трехсот четыреста/четырёхсот/четырехсот "
        "пятьсот/пятисот шестьсот/шестисот семьсот/семисот восемьсот/восьмисот девятьсот/девятисот",
        range(100, 1000, 100),
    )
)
"""What is added to the number before it. *Семью*, which is *family* as well, is no seven."""


SCALES = _forms(
    "сотня/сотни/сотен/сотню "
    "тысяча/тысячи/тысяч/тысячу/тысячей/тысяче/тысячам/тысячами/тысячах/тыс "
    "миллион/миллиона/миллионов/миллиону/миллионам/миллионами/млн "
    "миллиард/миллиарда/миллиардов/миллиардам/миллиардами/млрд",
    (10**2, 10**3, 10**6, 10**9),
) | {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "mln": 10**6,
    "milliard": 10**9,
    "billion": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "m": 10**6,
    "trillion": 10**12,
    "thousands": 1000,
    "millions": 10**6,
    "milliards": 10**9,
    "billions": 10**9,
}


SHORT_SCALES = frozenset(("mln", "bln", "bn", "тыс", "млн", "млрд"))
"""Scales that are cut short and may have a full stop behind them."""


ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    **{f"{word}th": value for word, value in SMALL.items() if word.isascii() and value > 12},  # noqa: PLR2004
    **{f"{word[:-1]}ieth": value for word, value in TENS.items() if word.isascii()},
}


FRACTIONS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "sixths": 6,
    "eighths": 8,
    "tenth": 10,
    "tenths": 10,
}


COLLECTIVES = {"dozen": 12, "score": 20}
"""How many a word for a number of things stands for."""


SIGNS = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
}


_CURRENCIES = """
dollar dollars $ us$ usd
pound pounds £ gbp
euro euros € eur
yen ¥ jpy
won ₩
ruble rubles rouble roubles rub ₽
kopek kopeks kopeck kopecks
yuan rmb
franc francs
mark marks reichsmark reichsmarks
lira lire liras
zloty zlotys zloties zlote złoty złotych
forint forints
koruna korunas koruny
crown crowns krone kroner kronen krona kronor
florin florins
gulden guldens guilder guilders
thaler thalers taler
ducat ducats
shilling shillings
penny pence
cents
pfennig pfennigs pfennige
centime centimes
sou sous
kreuzer kreuzers
heller hellers
groschen
farthing farthings
para paras
anna annas
toman tomans
milreis
escudo escudos
guinea guineas
piastre piastres piaster piasters
rupee rupees rs
tael taels
tugrik tugriks
dong dongs
lev leva
leu lei
dinar dinars
drachma drachmas drachmae
peso pesos
peseta pesetas
hwan
kip
"""


CURRENCIES = {form: forms.split()[0] for forms in _CURRENCIES.split("\n") for form in forms.split()}
"""Each form of each currency, with the first of its forms."""


MONEY_SIGNS = frozenset("$£€¥₽₩")


ROMAN = re.compile(
    r"(?=[IVXLC])(M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?:st|nd|rd|th)?"
)


ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


HEADS = _set(
    "article articles chapter chapters part parts volume vol book section sections class phase war "
    "category group corps table appendix annex figure paragraph point act scene type"
)
"""Before these a single Roman letter is a numeral."""


RULERS = _set(
    "alexander nicholas paul peter ivan catherine wilhelm william frederick friedrich napoleon "
    "louis charles karl carol francis franz joseph leopold ludwig george edward elizabeth james "
    "henry philip ferdinand maximilian abdul abdulhamid mahmud selim murad boris umberto humbert "
    "emmanuel alfonso pius leo gregory benedict john oscar gustav christian otto milan"
)
"""After these a Roman numeral tells which ruler it is, be it a single letter."""


NUMBERED_AFTER = _set("congress plenum conference session army corps century party")


MIXED = re.compile(r"(\d+)([½¼¾⅓⅔])")


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|(?<=[23])d)")
"""An ordinal in figures; as American papers write it too: the 2d Division, the 33d Regiment."""


SCALED = re.compile(r"(\d+(?:[.,]\d+)*)(m|mln|bn|k)")


COIN = re.compile(r"(\d+)([sd])")
"""Shillings and pence, as 38s. and 6d."""


PENCE = {
    "tuppence": 2,
    "twopence": 2,
    **{f"{word}pence": value for word, value in SMALL.items() if word.isascii() and value > 2},  # noqa: PLR2004
}
"""Pence in one word."""


PARTS_OF_MONEY = {
    "guinea": ("pound", Fraction(21, 20)),
    "shilling": ("pound", Fraction(1, 20)),
    "penny": ("pound", Fraction(1, 240)),
    "farthing": ("pound", Fraction(1, 960)),
    "cents": ("dollar", Fraction(1, 100)),
    "kopek": ("ruble", Fraction(1, 100)),
    "pfennig": ("mark", Fraction(1, 100)),
    "centime": ("franc", Fraction(1, 100)),
    "sou": ("franc", Fraction(1, 20)),
    "anna": ("rupee", Fraction(1, 16)),
}
"""What is added up with a larger unit of money, and how much of it each is worth."""


KOREAN_SCALES = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}


KOREAN = re.compile(r"(\d+(?:[.,]\d+)*)([십백천만억조]*)[가-힣]*")
"""Figures, what multiplies them, and what is counted with its particle, in one word."""


COINS = {"s": "shilling", "d": "penny", "r": "ruble", "k": "kopek"}
"""What a letter with a full stop behind figures is: 9 r. 50 k."""


MILITARY = re.compile(r"([01]\d|2[0-4]):?([0-5]\d)")


RATIO = re.compile(r"(\d{1,3}):(\d)")
"""Two numbers as one stands to the other, with one figure behind the colon: 3:2."""


_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")


_FIGURED = (("j", COIN), ("O", ORDINAL), ("k", _CLOCK), ("y", RATIO), ("d", _DIGITS))


def _figures_class(word: str) -> str:
    for letter, pattern in _FIGURED:
        if pattern.fullmatch(word):
            return letter
    if MIXED.fullmatch(word):
        return "d"
    if KOREAN.fullmatch(word):
        return "K"
    return "m" if SCALED.fullmatch(word) else "."


def class_of(word: str) -> str:  # noqa: PLR0911  # one return a class of token
    """The letter that stands for a token in the shape of a text."""
    if word[0].isdigit():
        return _figures_class(word)
    if word in _OTHER:
        return _OTHER[word]
    for letter, table in (
        ("d", SIGNS),
        ("w", SMALL),
        ("t", TENS),
        ("o", ORDINALS),
        ("f", FRACTIONS),
    ):
        if word in table:
            return letter
    if word.endswith("fold") and word.removesuffix("fold") in SMALL:
        return "x"
    if word in SCALES:
        return "h" if word == "hundred" else "s"
    if word in CURRENCIES:
        if word in MONEY_SIGNS:
            return "$"
        return "C" if CURRENCIES[word] in PARTS_OF_MONEY else "c"
    return "."


_OTHER = {
    "-": "-",
    "–": "-",
    "—": "-",
    "‑": "-",
    "−": "-",
    "to": "T",
    "or": "r",
    "and": "&",
    "a": "a",
    "an": "a",
    "the": "e",
    "of": "F",
    "in": "i",
    "out": "u",
    "twice": "x",
    "once": "1",
    "thrice": "x",
    "times": "X",
    "dozen": "z",
    "score": "S",
    "m": "Q",
    **dict.fromkeys(("thousands", "millions", "milliards", "billions"), "M"),
    "odd": "V",
    "sterling": "L",
    **dict.fromkeys(("noon", "midnight"), "k"),
    "%": "%",
    "percent": "%",
    "per": "p",
    "cent": "P",
    "past": "Y",
    "between": "b",
    "us": "U",
    "rs": "$",  # stands before an amount, as the signs do
    **dict.fromkeys(PENCE, "j"),
    "minus": "N",
    "/": "/",
}


def is_group(token: Token) -> bool:
    """Whether a token is three figures."""
    return len(token.text) == 3 and token.text.isdigit()  # noqa: PLR2004
