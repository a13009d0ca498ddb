"""Which words say nothing: those that many documents have, in any one of their languages."""

from provtrack.kinship.collection import Collection, collect
from provtrack.kinship.signatures import key, numbered, signature

PARTICLES = ("zuba", "zudi", "zugo", "zulu", "zumi", "zuna", "zupo")
"""A frequent word of each of seven languages."""


def collected(texts: list[str], languages: list[str]) -> Collection:
    return collect([signature([text]) for text in texts], languages)


def has(collection: Collection, word: str) -> bool:
    return numbered(key(word)) in collection.words


def test_a_word_that_is_common_in_one_of_many_languages_says_nothing() -> None:
    languages = [particle for particle in PARTICLES for _ in range(110)]
    texts = [f"{particle} rare{number % 50}" for number, particle in enumerate(languages)]
    assert all(has(collected(texts, []), particle) for particle in PARTICLES)
    assert not any(has(collected(texts, languages), particle) for particle in PARTICLES)


def test_renderings_of_one_text_in_a_language_of_its_own_keep_their_words() -> None:
    texts = [f"note{number % 97}" for number in range(500)] + ["zulomi gatofa"] * 25
    found = collected(texts, ["xx"] * 500 + ["yy"] * 25)
    assert has(found, "zulomi")
    assert has(found, "gatofa")
