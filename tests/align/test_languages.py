"""Texts in two languages: lengths, numbers, names, word lists, vectors."""

from provtrack.align import align
from provtrack.align.across import differ, skeleton
from provtrack.model import Text

RUSSIAN = (
    "Запись беседы",
    "3 марта 1957 года меня посетил директор департамента рыболовства Чо Мин Сок.",
    "Он поблагодарил за два судна.",
    (
        "Чо сообщил, что план первого квартала будет выполнен не более чем на 70 процентов, "
        "так как не хватает сетей и горючего."
    ),
    "Запасов топлива хватит до 20 марта.",
    (
        "Он просил поставить 12 тонн капроновой нити и прислать двух инструкторов на курсы для "
        "60 механиков, которые откроются до конца апреля."
    ),
    "Беседа продолжалась полтора часа.",
)
ENGLISH = (
    "Record of a conversation",
    "On 3 March 1957 I was visited by the director of the Department of Fisheries Cho Min-seok.",
    "He gave thanks for the two ships.",
    (
        "Cho reported that the plan of the first quarter would be fulfilled by no more than 70 per "
        "cent, as nets and fuel were lacking."
    ),
    "Fuel will last until 20 March.",
    (
        "He asked for a delivery of 12 tons of nylon thread and for two instructors for courses of "
        "60 mechanics, which will open before the end of April."
    ),
    "The conversation lasted an hour and a half.",
)


def russian(*paragraphs: str) -> Text:
    return Text("ru", paragraphs, language="ru")


def english(*paragraphs: str) -> Text:
    return Text("en", paragraphs, language="en")


def test_a_transcription_is_linked_with_its_translation() -> None:
    found = align(russian(*RUSSIAN), english(*ENGLISH)).links
    assert [(link.left, link.right) for link in found] == [((k,), (k,)) for k in range(1, 8)]
    assert all(link.confidence < 0.9 for link in found)


def test_a_merged_paragraph_is_linked_with_both_of_its_originals() -> None:
    merged = english(*ENGLISH[:3], " ".join(ENGLISH[3:5]), *ENGLISH[5:])
    found = align(russian(*RUSSIAN), merged).links
    assert ((4, 5), (4,)) in [(link.left, link.right) for link in found]


def test_languages_differ_by_tag_and_else_by_script() -> None:
    assert differ(RUSSIAN, ENGLISH, ("", ""))
    assert differ(ENGLISH, ENGLISH, ("en", "fr"))
    assert not differ(ENGLISH, ENGLISH, ("en-GB", "en-US"))
    assert not differ(ENGLISH, ENGLISH, ("", "en"))


def test_names_have_one_skeleton_in_two_scripts() -> None:
    assert skeleton("Моисей") == skeleton("Moses")
    assert skeleton("Вольгемут") == skeleton("Volgemut")


def test_a_word_list_tells_paragraphs_of_one_length_apart() -> None:
    left = russian("Сети", "Соль", "Лампа")
    right = english("salt", "nets", "lamp")
    lexicon = {"сети": ["nets"], "соль": ["salt"], "лампа": ["lamp"]}
    found = align(left, right, lexicon=lexicon).links
    assert ((3,), (3,)) in [(link.left, link.right) for link in found]


def test_vectors_are_heard() -> None:
    def embed(sentences: list[str]) -> list[list[float]]:
        dry = {"суша", "drought"}
        return [[float(sentence in dry), float(sentence not in dry)] for sentence in sentences]

    left = russian("вода", "вода", "суша", "вода", "вода")
    right = english("water", "drought", "water", "water", "water")
    for vectors in (None, embed):
        links = align(left, right, embed=vectors).links
        dry = next(link for link in links if 3 in link.left)
        assert (2 in dry.right) is (vectors is not None)


def test_pins_hold_across_languages() -> None:
    from provtrack.model import Pin

    found = align(russian(*RUSSIAN), english(*ENGLISH), pins=[Pin((1,), (7,))]).links
    assert next(link for link in found if link.pinned).right == (7,)
