"""An archive reference, printed as each tradition prints it, and read back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.references import (
    ArchiveReference,
    ReferenceStyle,
    parse_archive_reference,
    print_reference,
)

RGANI = ArchiveReference("RGANI", "5", "28", "412", "5-7ob")


@pytest.mark.parametrize(
    ("reference", "style", "printed"),
    [
        (
            ArchiveReference("RGANI", "5", "61", "462", "71-74"),
            "digital-archive",
            "RGANI: fond 5, opis 61, delo 462, listy 71-74",
        ),
        (RGANI, "comma", "RGANI, fond 5, opis 28, delo 412, listy 5-7ob"),
        (RGANI, "compact", "RGANI, f. 5, op. 28, d. 412, ll. 5-7ob."),
        (replace(RGANI, repository=""), "compact", "F. 5, op. 28, d. 412, ll. 5-7ob."),
        (replace(RGANI, listy="126"), "compact", "RGANI, f. 5, op. 28, d. 412, l. 126"),
        (replace(RGANI, listy=""), "digital-archive", "RGANI: fond 5, opis 28, delo 412"),
        (
            replace(RGANI, repository="РГАНИ"),
            "russian",
            "РГАНИ. Ф. 5. Оп. 28. Д. 412. Л. 5–7 об.",
        ),
        (
            ArchiveReference("АВП РФ", "0102", "12", "6", "5", "68"),
            "russian",
            "АВП РФ. Ф. 0102. Оп. 12. П. 68. Д. 6. Л. 5.",
        ),
        (ArchiveReference("RGANI"), "russian", "RGANI"),
        (ArchiveReference(), "comma", ""),
    ],
)
def test_each_style_has_its_own_form(reference: ArchiveReference, style: str, printed: str) -> None:
    assert print_reference(reference, ReferenceStyle(style)) == printed


_NUMBERS = st.one_of(st.integers(1, 9999).map(str), st.sampled_from(["0102", "12a", "84-s"]))
_LEAF = st.builds("{}{}".format, st.integers(1, 400), st.sampled_from(["", "ob"]))
_RANGE = st.builds("{}-{}".format, st.integers(1, 99), st.builds("{}".format, _LEAF))
_LEAVES = st.lists(st.one_of(_LEAF, _RANGE), max_size=3).map(", ".join)


@settings(deadline=None)
@given(
    st.builds(
        ArchiveReference,
        repository=st.sampled_from(["", "RGANI", "РГАНИ", "AVP RF", "Archives of the City"]),
        fond=_NUMBERS,
        opis=_NUMBERS,
        delo=_NUMBERS,
        listy=_LEAVES,
        papka=st.one_of(st.just(""), _NUMBERS),
    ),
    st.sampled_from(ReferenceStyle),
)
def test_what_is_printed_is_read_back(reference: ArchiveReference, style: ReferenceStyle) -> None:
    assert parse_archive_reference(print_reference(reference, style)) == reference
