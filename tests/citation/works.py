"""What the tests of citations cite."""

from dataclasses import replace

from provtrack.citation import Cited, Holding, Name, Version
from provtrack.citation.names import name_of
from provtrack.references import ArchiveReference

RADCHENKO = name_of("Sergey Radchenko", id_="radchenko-sergey")
GOLDBERG = name_of("Gary Goldberg", id_="goldberg-gary")
FILATOV = name_of("S. N. Filatov", id_="filatov-s-n")
PAK = name_of("Pak Yeong-bin", id_="pak-yeong-bin")

RGANI = Holding(
    repository="Russian State Archive of Contemporary History",
    short="RGANI",
    original="РГАНИ",
    place="Moscow",
    reference=ArchiveReference(fond="5", opis="61", delo="462", listy="71-74"),
)

VERSION = Version("talk-1969", "goldberg", 2, 14, 14, "3f2a9c1b" * 8, "07935c9a" * 5)

TALK = Cited(
    title="Record of a Talk with Pak Yeong-bin",
    type="Diary Entry",
    date="1969-04-16",
    language="en",
    classification="SECRET",
    creators=(FILATOV,),
    obtained_by=(RADCHENKO,),
    translators=(GOLDBERG,),
    holding=RGANI,
    publisher="History and Public Policy Program Digital Archive",
    url="https://example.org/document/110507",
    names=("S. N. Filatov", "Pak Yeong-bin"),
)
"""As the digital archive's guide cites a document; nothing said of the version."""

VERSIONED = replace(TALK, version=VERSION)

BARE = Cited(version=Version("bare", commit="07935c9a" * 5))
"""A record without a title, a date, an archive reference, or anybody."""

GROUP = Name("Ministry of Foreign Affairs, Third Department")
