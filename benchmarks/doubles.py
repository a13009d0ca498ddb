"""Chapters that stand in the scriptures twice, wholly or in part, as reference works list them.

Facts that can be looked up in any Bible with cross-references, in a harmony of Samuel, Kings and
Chronicles, or in a synopsis of the gospels. They are listed whether ``find`` joins them or not;
most it does not take for one text.
"""

import re

BOOKS = (
    "Gen", "Exod", "Lev", "Num", "Deut", "Josh", "Judg", "Ruth", "1Sam", "2Sam", "1Kgs", "2Kgs",
    "1Chr", "2Chr", "Ezra", "Neh", "Esth", "Job", "Ps", "Prov", "Eccl", "Song", "Isa", "Jer",
    "Lam", "Ezek", "Dan", "Hos", "Joel", "Amos", "Obad", "Jonah", "Mic", "Nah", "Hab", "Zeph",
    "Hag", "Zech", "Mal", "Matt", "Mark", "Luke", "John", "Acts", "Rom", "1Cor", "2Cor", "Gal",
    "Eph", "Phil", "Col", "1Thess", "2Thess", "1Tim", "2Tim", "Titus", "Phlm", "Heb", "Jas",
    "1Pet", "2Pet", "1John", "2John", "3John", "Jude", "Rev",
)  # fmt: skip
"""In the order of the packages, whose first book is number 1."""

_LAW = """
Gen 5 = 1Chr 1; Gen 10 = 1Chr 1; Gen 11 = 1Chr 1; Gen 25 = 1Chr 1; Gen 36 = 1Chr 1
Gen 35 = 1Chr 2; Gen 46 = 1Chr 2; Gen 46 = Exod 6; Gen 12 = 20; Gen 20 = 26; Exod 20 = Deut 5
Lev 11 = Deut 14; Exod 23 = 34; Exod 25 = 37; Exod 26 = 36; Exod 27 = 38; Exod 28 = 39
Exod 29 = Lev 8; Exod 30 = 37; Exod 31 = 35; Exod 25 = 35; Exod 35 = 36; Exod 39 = 40
Exod 40 = 39; Exod 32 = Deut 9; Exod 34 = Deut 10; Num 13 = Deut 1; Num 21 = Deut 2
Num 21 = Deut 3; Num 26 = Gen 46; Num 1 = 2; Num 1 = 26; Num 2 = 10; Num 28 = 29; Lev 18 = 20
Lev 26 = Deut 28; Num 34 = Josh 15; Josh 15 = Judg 1; Josh 20 = Num 35; Josh 21 = 1Chr 6
Deut 4 = Josh 20; Josh 24 = Judg 2
"""

_HISTORY = """
1Sam 31 = 1Chr 10; 2Sam 1 = 1Sam 31; 2Sam 3 = 1Chr 3; 2Sam 5 = 1Chr 11; 2Sam 5 = 1Chr 14
2Sam 5 = 1Chr 3; 2Sam 6 = 1Chr 13; 2Sam 6 = 1Chr 15; 2Sam 6 = 1Chr 16; 2Sam 7 = 1Chr 17
2Sam 8 = 1Chr 18; 2Sam 10 = 1Chr 19; 2Sam 11 = 1Chr 20; 2Sam 12 = 1Chr 20; 2Sam 21 = 1Chr 20
2Sam 23 = 1Chr 11; 2Sam 24 = 1Chr 21; 2Sam 22 = Ps 18; 1Kgs 3 = 2Chr 1; 1Kgs 10 = 2Chr 1
1Kgs 5 = 2Chr 2; 1Kgs 6 = 2Chr 3; 1Kgs 7 = 2Chr 3; 1Kgs 7 = 2Chr 4; 1Kgs 8 = 2Chr 5
1Kgs 8 = 2Chr 6; 1Kgs 8 = 2Chr 7; 1Kgs 9 = 2Chr 7; 1Kgs 9 = 2Chr 8; 1Kgs 10 = 2Chr 9
1Kgs 11 = 2Chr 9; 1Kgs 12 = 2Chr 10; 1Kgs 12 = 2Chr 11; 1Kgs 14 = 2Chr 12; 1Kgs 15 = 2Chr 13
1Kgs 15 = 2Chr 14; 1Kgs 15 = 2Chr 15; 1Kgs 15 = 2Chr 16; 1Kgs 22 = 2Chr 18; 1Kgs 22 = 2Chr 20
2Kgs 8 = 2Chr 21; 2Kgs 8 = 2Chr 22; 2Kgs 9 = 2Chr 22; 2Kgs 11 = 2Chr 22; 2Kgs 11 = 2Chr 23
2Kgs 12 = 2Chr 24; 2Kgs 14 = 2Chr 25; 2Kgs 14 = 2Chr 26; 2Kgs 15 = 2Chr 26; 2Kgs 15 = 2Chr 27
2Kgs 16 = 2Chr 28; 2Kgs 18 = 2Chr 29; 2Kgs 18 = 2Chr 31; 2Kgs 18 = 2Chr 32; 2Kgs 19 = 2Chr 32
2Kgs 20 = 2Chr 32; 2Kgs 21 = 2Chr 33; 2Kgs 22 = 2Chr 34; 2Kgs 23 = 2Chr 34; 2Kgs 23 = 2Chr 35
2Kgs 23 = 2Chr 36; 2Kgs 24 = 2Chr 36; 2Kgs 25 = 2Chr 36; 2Kgs 18 = Isa 36; 2Kgs 19 = Isa 37
2Kgs 20 = Isa 38; 2Kgs 20 = Isa 39; 2Kgs 18 = Isa 37; 2Kgs 24 = Jer 52; 2Kgs 25 = Jer 52
2Kgs 25 = Jer 39; 2Kgs 25 = Jer 40; 2Kgs 25 = Jer 41; Jer 39 = 52; 2Chr 32 = Isa 36
2Chr 32 = Isa 37; 2Chr 36 = Jer 52; 2Chr 36 = Ezra 1; Ezra 2 = Neh 7; Neh 11 = 1Chr 9
Ezra 2 = Neh 12; 1Chr 6 = Ezra 7; Ruth 4 = 1Chr 2; 1Chr 8 = 9; 1Chr 2 = 3
"""

_POETS = """
1Chr 16 = Ps 96; 1Chr 16 = Ps 105; 1Chr 16 = Ps 106; 2Chr 6 = Ps 132; Ps 14 = 53; Ps 40 = 70
Ps 57 = 108; Ps 60 = 108; Ps 31 = 71; Ps 115 = 135; Ps 134 = 135; Ps 135 = 136; Ps 96 = 98
Ps 42 = 43; Ps 144 = 18; Isa 2 = Mic 4; Isa 15 = Jer 48; Isa 16 = Jer 48; Obad 1 = Jer 49
Jer 6 = 50; Jer 10 = 51; Jer 23 = 33; Jer 49 = 50; Jer 7 = 26; Ezek 3 = 33; Ezek 18 = 33
Ezek 1 = 10; Num 24 = Jer 48
"""

_GOSPELS = """
Matt 3 = Mark 1; Matt 3 = Luke 3; Mark 1 = Luke 3; Mark 1 = John 1; Matt 4 = Mark 1
Matt 4 = Luke 4; Mark 1 = Luke 4; Mark 1 = Luke 5; Matt 8 = Mark 1; Matt 8 = Luke 5
Matt 8 = Luke 7; Matt 8 = Mark 4; Matt 8 = Mark 5; Matt 8 = Luke 8; Matt 9 = Mark 2
Matt 9 = Luke 5; Mark 2 = Luke 5; Matt 9 = Mark 5; Matt 9 = Luke 8; Mark 5 = Luke 8
Mark 4 = Luke 8; Matt 5 = Luke 6; Matt 7 = Luke 6; Matt 6 = Luke 12; Matt 6 = Luke 11
Matt 7 = Luke 11; Matt 10 = Mark 6; Matt 10 = Luke 9; Matt 10 = Luke 10; Matt 10 = Luke 12
Matt 10 = Mark 13; Matt 10 = Mark 3; Matt 10 = Luke 6; Mark 6 = Luke 9; Mark 3 = Luke 6
Matt 11 = Luke 7; Matt 11 = Luke 10; Matt 12 = Mark 2; Matt 12 = Mark 3; Matt 12 = Luke 6
Matt 12 = Luke 11; Mark 2 = Luke 6; Mark 3 = Luke 11; Mark 3 = Luke 8; Matt 13 = Mark 4
Matt 13 = Luke 8; Matt 13 = Luke 13; Matt 13 = Mark 6; Matt 14 = Mark 6; Matt 14 = Luke 9
Matt 14 = John 6; Mark 6 = John 6; Luke 9 = John 6; Matt 15 = Mark 7; Matt 15 = Mark 8
Matt 14 = 15; Mark 6 = 8; Matt 16 = Mark 8; Matt 16 = Luke 9; Mark 8 = Luke 9; Matt 17 = Mark 9
Matt 17 = Luke 9; Mark 9 = Luke 9; Matt 18 = Mark 9; Matt 18 = Luke 15; Matt 18 = Luke 17
Matt 5 = 18; Matt 19 = Mark 10; Matt 19 = Luke 18; Mark 10 = Luke 18; Matt 20 = Mark 10
Matt 20 = Luke 18; Matt 21 = Mark 11; Matt 21 = Luke 19; Mark 11 = Luke 19; Mark 11 = Luke 20
Matt 21 = Luke 20; Matt 21 = Mark 12; Mark 12 = Luke 20; Matt 22 = Mark 12; Matt 22 = Luke 20
Matt 22 = Luke 14; Matt 23 = Luke 11; Matt 23 = Luke 13; Mark 12 = Luke 21; Matt 24 = Mark 13
Matt 24 = Luke 21; Mark 13 = Luke 21; Matt 24 = Luke 12; Matt 24 = Luke 17; Matt 25 = Luke 19
Matt 26 = Mark 14; Matt 26 = Luke 22; Mark 14 = Luke 22; Matt 26 = John 18; Matt 26 = John 12
Mark 14 = John 18; Mark 14 = John 12; Luke 22 = John 18; Matt 27 = Mark 15; Matt 27 = Luke 23
Mark 15 = Luke 23; Matt 27 = John 19; Mark 15 = John 19; Luke 23 = John 19; Luke 23 = John 18
Matt 28 = Mark 16; Matt 28 = Luke 24; Mark 16 = Luke 24; Luke 24 = John 20; Mark 16 = John 20
Acts 9 = 22; Acts 9 = 26; Acts 22 = 26; Acts 10 = 11; 2Pet 2 = Jude 1; Eph 5 = Col 3
Eph 6 = Col 3; Eph 4 = Col 3; Eph 6 = Col 4; Rom 4 = Gal 3; 1Cor 12 = Rom 12; 1Tim 3 = Titus 1
Gen 1 = 2
"""

_MORMON = """
1 Nephi 20 = Isa 48; 1 Nephi 21 = Isa 49; 2 Nephi 7 = Isa 50; 2 Nephi 8 = Isa 51
2 Nephi 8 = Isa 52; 2 Nephi 12 = Isa 2; 2 Nephi 13 = Isa 3; 2 Nephi 14 = Isa 4; 2 Nephi 15 = Isa 5
2 Nephi 16 = Isa 6; 2 Nephi 17 = Isa 7; 2 Nephi 18 = Isa 8; 2 Nephi 19 = Isa 9
2 Nephi 20 = Isa 10; 2 Nephi 21 = Isa 11; 2 Nephi 22 = Isa 12; 2 Nephi 23 = Isa 13
2 Nephi 24 = Isa 14; 2 Nephi 27 = Isa 29; Mosiah 14 = Isa 53; Mosiah 13 = Exod 20
3 Nephi 12 = Matt 5; 3 Nephi 13 = Matt 6; 3 Nephi 14 = Matt 7; 3 Nephi 20 = Isa 52
3 Nephi 22 = Isa 54; 3 Nephi 24 = Mal 3; 3 Nephi 25 = Mal 4; Moroni 7 = 1Cor 13
Moroni 10 = 1Cor 12
"""


def _chapter(name: str, before: str = "") -> int:
    book, _, number = name.strip().rpartition(" ")
    return (BOOKS.index(book or before) + 1) * 1000 + int(number)


def _pairs(table: str) -> frozenset[frozenset[int]]:
    found = set()
    for entry in filter(None, map(str.strip, re.split(r"[;\n]", table))):
        left, right = entry.split(" = ")
        found.add(frozenset((_chapter(left), _chapter(right, left.rpartition(" ")[0]))))
    return frozenset(found)


DOUBLES = _pairs(_LAW + _HISTORY + _POETS + _GOSPELS)
"""Pairs of chapters, each as a book's number (from 1) times 1000 and the chapter's."""

QUOTED = frozenset(
    (left, _chapter(right))
    for left, right in (entry.split(" = ") for entry in re.split(r"[;\n]", _MORMON.strip()))
    for left in (left.strip(),)
)
"""Chapters of the Book of Mormon, by their names, and those of the Bible that they quote."""


def is_double(one: int, other: int) -> bool:
    """Whether two chapters of the Bible are parallels."""
    return frozenset((one, other)) in DOUBLES
