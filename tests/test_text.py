"""From characters to paragraphs, from paragraphs to tokens: what holds for every text."""

import hashlib
import textwrap
import unicodedata

import pytest
from holdings import FIRST_STATE, OTHER
from hypothesis import given
from hypothesis import strategies as st

from provtrack.errors import ProvtrackError
from provtrack.text import (
    clean,
    decode,
    fold,
    join_paragraphs,
    paragraph_sha256,
    split_lines,
    split_paragraphs,
    text_sha256,
    tokenize,
    visible,
)

_WORD = st.from_regex(r"[A-Za-zа-яé]{1,12}[,;]?", fullmatch=True)
_PARAGRAPH = st.lists(_WORD, min_size=1, max_size=60).map(" ".join)
_PARAGRAPHS = st.lists(_PARAGRAPH, min_size=1, max_size=8).map(
    lambda paragraphs: tuple(unicodedata.normalize("NFC", each) for each in paragraphs)
)
_ANY = st.text(max_size=300)


@given(_PARAGRAPHS, st.integers(40, 120))
def test_hard_wrapped_lines_give_the_paragraphs_that_were_wrapped(
    paragraphs: tuple[str, ...], width: int
) -> None:
    wrapped = "\n\n".join(textwrap.fill(each, width) for each in paragraphs)

    assert split_paragraphs(wrapped) == paragraphs


@given(_PARAGRAPHS)
def test_a_paragraph_a_line_gives_the_same_paragraphs(paragraphs: tuple[str, ...]) -> None:
    assert split_paragraphs("\n\n".join(paragraphs)) == paragraphs


@pytest.mark.parametrize("width", [30, 50, 65, 72, 80, 100, 132])
@pytest.mark.parametrize("text", [FIRST_STATE, OTHER])
def test_a_real_text_survives_wrapping(text: tuple[str, ...], width: int) -> None:
    assert split_paragraphs("\n\n".join(textwrap.fill(each, width) for each in text)) == text


@pytest.mark.parametrize("width", [50, 72])
def test_paragraphs_that_only_an_indented_first_line_marks_are_found(width: int) -> None:
    wrapped = "\n".join(textwrap.fill(each, width, initial_indent="    ") for each in FIRST_STATE)

    assert split_paragraphs(wrapped) == FIRST_STATE


def test_lines_that_touch_and_are_long_are_paragraphs() -> None:
    long = tuple(f"{number} " + "word " * 60 + "end" for number in range(5))

    assert split_paragraphs("\n".join(long)) == long


def test_a_short_line_in_mid_sentence_ends_no_paragraph() -> None:
    lines = [
        "The Ambassador said that he had received the note on Monday and had passed it",
        "on to the Ministry of Foreign",
        "Affairs without delay, because the matter was urgent and because he had been told",
        "to do",
        "so.",
    ]
    assert split_paragraphs("\n".join(lines)) == (" ".join(lines),)


def test_short_lines_of_a_heading_are_not_run_together() -> None:
    heading = ("TOP SECRET", "To the Minister", "On the harvest")

    body = textwrap.fill(FIRST_STATE[2], 72)
    assert split_paragraphs("\n".join(heading) + "\n\n" + body) == (*heading, FIRST_STATE[2])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\u2028", "\x85"])
def test_every_line_end_is_one(end: str) -> None:
    assert split_paragraphs(f"One.{end}{end}Two.") == ("One.", "Two.")
    assert split_lines(f"One.{end}{end}Two.{end}") == ("One.", "Two.")


def test_a_word_that_was_broken_at_its_hyphen_keeps_it_and_a_soft_hyphen_goes() -> None:
    start = "The representative of the province spoke of the well-"
    soft = "The representative of the province spoke of the har\u00ad"

    assert "well-known" in split_paragraphs(f"{start}\nknown difficulties.")[0]
    assert "harvest" in split_paragraphs(f"{soft}\nvest of the year.")[0]


@given(_ANY.map(clean).filter(bool))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(text) == text
    assert "\n" not in text


@given(st.lists(_ANY, max_size=8))
def test_paragraphs_can_be_joined_and_split_again(texts: list[str]) -> None:
    paragraphs = tuple(filter(None, map(clean, texts)))

    assert split_lines(join_paragraphs(paragraphs)) == paragraphs


@given(_ANY)
def test_no_character_but_white_space_is_lost_in_splitting(text: str) -> None:
    def solid(words: str) -> str:
        return "".join(unicodedata.normalize("NFC", words).replace("\xad", "").split())

    assert solid("".join(split_lines(text))) == solid("".join(map(clean, text.splitlines())))


def test_a_no_break_space_is_the_authors_and_stays() -> None:
    assert clean("No.\xa05  and\tmore ") == "No.\xa05 and more"


@given(_ANY)
def test_tokens_cover_everything_but_white_space_and_say_where_they_stand(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text != ""
        assert not text[end : token.start].strip()
        assert token.start >= end
        assert not any(character.isspace() for character in token.text)
        end = token.end
    assert not text[end:].strip()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("He didn't, and won’t.", ["He", "didn't", ",", "and", "won’t", "."]),
        ("400-420 nets at 12:30", ["400", "-", "420", "nets", "at", "12:30"]),
        ("1,500.25 roubles.", ["1,500.25", "roubles", "."]),
        ("3rd", ["3rd"]),
        ("Cde. Pak", ["Cde", ".", "Pak"]),
        ("Москва — 漢字", ["Москва", "—", "漢", "字"]),
        ("", []),
    ],
)
def test_a_token_is_a_word_a_number_or_one_mark(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [("Yŏng", "yong"), ("didn’t", "didn't"), ("ÉTÉ", "ete"), ("Straße", "STRASSE")],
)
def test_words_that_differ_in_dress_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_hash_is_that_of_the_files_bytes() -> None:
    content = b"One.\n\nTwo.\n"

    assert text_sha256(("One.", "Two.")) == hashlib.sha256(content).hexdigest()
    assert join_paragraphs(("One.", "Two.")).encode() == content
    assert paragraph_sha256("Été") == hashlib.sha256("Été".encode()).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_that_marks_itself_is_read(encoding: str) -> None:
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")

    assert decode((mark + "Été 한국").encode(encoding), "x").lstrip("\ufeff") == "Été 한국"


@pytest.mark.parametrize("lines", [0, 1, 7])
def test_a_byte_that_is_not_utf8_is_reported_with_its_line(lines: int) -> None:
    data = b"good line\n" * lines + b"caf\xe9\n"

    with pytest.raises(ProvtrackError) as caught:
        decode(data, "x.txt")

    offset = len(data) - 2
    assert caught.value.message == (f"x.txt:{lines + 1}: not UTF-8 (byte 0xe9 at offset {offset})")
    assert "iconv" in caught.value.hint


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_are_refused_in_one_line(data: bytes) -> None:
    try:
        text = decode(data, "x.txt")
    except ProvtrackError as refusal:
        message = refusal.message
    else:
        message = "x.txt: read"
        assert text.strip()
        assert "\0" not in text
    assert message.startswith("x.txt:")
    assert "\n" not in message


_TERMINAL = "".join(map(chr, [*range(0x20), 0x7F, *range(0x80, 0xA0)]))
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(_TERMINAL + _BIDI))))
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    shown = visible(text)

    assert not set(shown) & (set(_TERMINAL + _BIDI) - {"\n", "\t"})
    assert not any(unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} for each in shown if each
                   not in "\n\t")  # fmt: skip
    shown.encode()  # no half of a surrogate pair


@given(st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "Zs"])))
def test_what_can_be_seen_is_left_alone(text: str) -> None:
    assert visible(text) == text
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        ("Le général a été reçu à l'hôtel.", "cp1252", "WINDOWS-1252"),
        ("Посол принял делегацию и заявил.", "cp1251", "WINDOWS-1251"),
        ("Посол принял делегацию и заявил.", "koi8-r", "KOI8-R"),
        ("The envoy received nobody.", "utf-16-le", "UTF-16LE"),
        ("Посол принял делегацию.", "utf-16-be", "UTF-16BE"),
    ],
)
def test_a_text_in_another_encoding_is_told_how_to_convert_it(
    text: str, encoding: str, told: str
) -> None:
    with pytest.raises(ProvtrackError) as error:
        decode(text.encode(encoding), "letter.txt")
    assert f"iconv -f {told} -t UTF-8" in error.value.hint
