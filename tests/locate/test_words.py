from hypothesis import given
from hypothesis import strategies as st

from provtrack.locate.words import END, keys, keys_of_all, words

TEXT = st.text(st.characters(codec="utf-8"), max_size=80)
ASCII = st.text(st.characters(max_codepoint=127), max_size=80)


@given(TEXT)
def test_a_word_stands_where_it_is_said_to_stand(text: str) -> None:
    found = words(text)

    assert list(found.keys) == keys(text)
    for key, start, end in zip(found.keys, found.starts, found.ends, strict=True):
        assert keys(text[start:end]) == [key]


@given(ASCII)
def test_the_short_way_for_ascii_gives_what_the_long_way_gives(text: str) -> None:
    assert keys(text) == [key for key in keys(f"{text} ж") if key != "ж"]


@given(TEXT)
def test_case_and_the_shape_of_marks_make_no_difference(text: str) -> None:
    plain = text.replace("’", "'").replace("“", '"').replace("\xa0", " ")

    assert keys(plain) == keys(text)


def test_scripts_with_and_without_spaces() -> None:
    assert keys("Пак Ён-бин; Pak Yŏng-bin") == ["пак", "ен", "бин", "pak", "yong", "bin"]
    assert keys("收获失败了") == list("收获失败了")
    assert keys("don’t, O'Neill's workers'") == ["dont", "oneills", "workers"]


@given(st.lists(TEXT.map(lambda text: text.replace(END, "")), max_size=5))
def test_several_texts_have_the_words_of_each(texts: list[str]) -> None:
    assert keys_of_all(texts) == [key for text in texts for key in [*keys(text), END]]
