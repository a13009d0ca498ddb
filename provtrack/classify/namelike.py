"""What looks like a name in a text, by its capitals and its words."""

from collections.abc import Iterator, Sequence
from itertools import compress

from provtrack import dates
from provtrack.classify.lexicon import fold, group, pairs, words
from provtrack.classify.vocabulary import HYPHENS, Type, type_of
from provtrack.numbers.words import HEADS
from provtrack.romanisation import surnames
from provtrack.text import Token, Vocabulary, texts_of, tokenize

_OPENING = frozenset('([{"“‘«„—–-')


_ENDS = frozenset(".!?:;")


def names_in(text: str) -> list[str]:
    """What looks like a name in a text, in order."""
    tokens = tokenize(text)
    taken = [False] * len(tokens)
    for date in dates.find(tokens):
        taken[date.start : date.end] = [True] * (date.end - date.start)
    runs = name_runs(tokens, taken)
    return [text[tokens[start].start : tokens[end - 1].end] for start, end in runs]


def name_runs(tokens: Sequence[Token], taken: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that look like a name, as token indices."""
    done = 0
    for index in compress(range(len(tokens)), map(_BEGINNING.__getitem__, texts_of(tokens))):
        if index < done:
            continue
        end = index
        while end < len(tokens) and not taken[end]:
            step = _name_step(tokens, taken, end, end > index)
            if not step:
                break
            end += step
        if end > index and _is_name(tokens, index, end):
            yield index, end
        done = end


_BEGINNING = Vocabulary(lambda word: word[0].isupper() or word in group("first_particles"))
"""Whether a name may begin with a word."""


def _name_step(tokens: Sequence[Token], taken: Sequence[bool], index: int, inside: bool) -> int:
    """How many tokens go on with a name here; 0 when none does."""
    text = tokens[index].text
    rest = len(tokens) - index
    if _is_initial(text) and rest > 1 and tokens[index + 1].text == ".":
        return _initial_step(tokens, taken, index, inside=inside)
    if text in group("particles" if inside else "first_particles") or _is_article(tokens, index):
        return 1 if _leads_to_name(tokens, index) else 0
    if inside and text in _MARK_STEPS:
        return _MARK_STEPS[text](tokens, index)
    if not _is_capitalised(text) or _OFFICES[text]:
        return int(text in _LETTER_NAMES and _is_name_of_one(tokens, index, inside=inside))
    if inside and (_is_people(text) or not _may_go_on(text.casefold())):
        return int(_is_surname(tokens, index) or (not _is_people(text) and _is_tied(tokens, index)))
    return 1 if _begins_name(tokens, index) or inside else 0


def _initial_step(
    tokens: Sequence[Token], taken: Sequence[bool], index: int, *, inside: bool
) -> int:
    """How many tokens an initial and its full stop go on with a name: before it, or behind it."""
    if index and _is_lettered(tokens[index - 1].text):
        return 0
    following = tokens[index + 2].text if index + 2 < len(tokens) else ""
    if following[:1].isupper() and (inside or not taken[index + 2]):
        return 2
    if not (inside and tokens[index - 1].text == "." and _follows_initial(tokens, index)):
        return 0
    return 2 if following else 1  # Ivanov V.I.; the last full stop of a text is the sentence's


def _hyphen_step(tokens: Sequence[Token], index: int) -> int:
    """How many tokens a hyphen that ties two words of a name goes on with it."""
    if index + 1 == len(tokens):
        return 0
    before, mark, after = tokens[index - 1 : index + 2]
    is_tie = before.end == mark.start and mark.end == after.start
    return 2 if is_tie and after.text[0].isalpha() else 0


def _inverted_step(tokens: Sequence[Token], index: int) -> int:
    """How many tokens a comma and initials behind a surname go on with it: Sidorov, P. A.

    None where a name follows, since the initials may be of that: Sidorov, P. Orlov; and none
    where they stand close together, since they may be of an office: Captain Ney, R.N.
    """
    end = index + 1
    while (
        end + 1 < len(tokens)
        and _is_initial(tokens[end].text)
        and tokens[end + 1].text == "."
        and tokens[end - 1].end < tokens[end].start
    ):
        end += 2
    following = tokens[end].text if end < len(tokens) else ""
    if end == index + 1 or following[:1].isupper() or not _is_capitalised(tokens[index - 1].text):
        return 0
    return end - index if following else end - index - 1  # a last full stop is the sentence's


_MARK_STEPS = {**dict.fromkeys(HYPHENS, _hyphen_step), ",": _inverted_step}
"""What goes on with a name at a mark within it."""


def _is_surname(tokens: Sequence[Token], index: int) -> bool:
    """Whether an initial or a given name before a word shows that it is one: John Smith."""
    if fold(tokens[index].text) in group("function"):
        return False
    return is_given(fold(tokens[index - 1].text)) or _follows_initial(tokens, index)


def is_given(name: str) -> bool:
    """Whether a name, in small letters, is one that is given: Robert, Will."""
    return name in group("given") or name in group("first_names")


def _follows_initial(tokens: Sequence[Token], index: int) -> bool:
    """Whether an initial stands before a word that is no letter of a list: by J. Smith."""
    start = index
    while start > 1 and tokens[start - 1].text == "." and _is_initial(tokens[start - 2].text):
        start -= 2
    if start == index:
        return False
    return not (start and _is_lettered(tokens[start - 1].text))


def _is_lettered(text: str) -> bool:
    """Whether a letter behind a word tells which it is: annex B."""
    word = text.casefold()
    return word in HEADS or word in group("lettered")


def _is_people(text: str) -> bool:
    """Whether a word names several of a people: Germans, Frenchmen."""
    word = fold(text)
    return word.endswith(("s", "men")) and any(word in pair for pair in pairs("peoples"))


_LETTER_NAMES = frozenset("OUE")
"""Syllables of Korean names of one letter: O Chin-u, Kim U."""


def _is_name_of_one(tokens: Sequence[Token], index: int, *, inside: bool) -> bool:
    """Whether a capital is a name: behind one, or before one that hyphens hold together."""
    if inside:
        return True
    following = tokens[index + 1 : index + 3]
    return len(following) > 1 and _is_capitalised(following[0].text)


def _is_tied(tokens: Sequence[Token], index: int) -> bool:
    """Whether a hyphen ties a word to the next: Chang To-yong."""
    if index + 2 >= len(tokens) or tokens[index + 1].text not in HYPHENS:
        return False
    word, hyphen, following = tokens[index : index + 3]
    return word.end == hyphen.start and hyphen.end == following.start


def _is_article(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word is an Arabic article before a hyphen: ed-Dowleh."""
    if tokens[index].text not in group("articles_in_names") or not index:
        return False
    hyphen = tokens[index + 1 : index + 2]
    return bool(hyphen) and hyphen[0].text in HYPHENS and tokens[index].end == hyphen[0].start


def _leads_to_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word with a capital that names no office follows, behind a hyphen or not."""
    place = index + 1 + (index + 1 < len(tokens) and tokens[index + 1].text in HYPHENS)
    following = tokens[place].text if place < len(tokens) else "-"
    return _is_capitalised(following) and not _OFFICES[following]


def _base(text: str) -> str:
    """A word in small letters, without the ending of the possessive."""
    return text.casefold().replace("’", "'").removesuffix("'s")


def _is_office(text: str) -> bool:
    """Whether a capitalised word names an office, a body or a title, not its bearer."""
    word = fold(text).removesuffix("'s")
    titles = group("titles")
    return word in group("offices") or word in titles or word.removesuffix("s") in titles


_OFFICES = Vocabulary(_is_office)


def _is_initial(text: str) -> bool:
    return len(text) == 1 and text.isupper()


def _is_capitalised(text: str) -> bool:
    return len(text) > 1 and text[0].isupper() and text[0].isalpha()


def _may_name(word: str) -> bool:
    """Whether a common word may be part of a name as well: Will, Rose; Song, Rim."""
    return word in group("given") or word in group("syllables") or word in surnames()


_SYLLABLE = 4
"""Letters. Korean and Chinese names come in syllables, many of which are English words."""


def _may_go_on(word: str) -> bool:
    """Whether a word with a capital may go on with a name that has begun, common as it may be."""
    if word not in words():
        return True
    if word in group("scope") or word in group("quantity") or word in group("function"):
        return False
    return len(word) <= _SYLLABLE or _may_name(word)


def _begins_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether a capitalised word begins a name: any behind a title, Mr. May, Colonel Will."""
    return _follows_title(tokens, index) or _looks_like_name(tokens, index)


def _looks_like_name(tokens: Sequence[Token], index: int) -> bool:
    word = _base(tokens[index].text).partition("'")[0]
    if word in group("function") and not _is_surname_here(tokens, index, word):
        return False
    if word not in group("function") and (
        type_of(word)[0] is not Type.WORD and word not in group("given")
    ):
        return False
    if not _opens_sentence(tokens, index):
        return True
    if word not in words():
        return True
    if not _may_name(word) or index + 1 >= len(tokens):
        return False
    following = tokens[index + 1].text
    return _is_capitalised(following) and not _OFFICES[following]


def _follows_title(tokens: Sequence[Token], index: int) -> bool:
    """Whether a title stands before a word, in full or cut short: Mr., Colonel."""
    before = index - 1 if index and tokens[index - 1].text != "." else index - 2
    return (
        before >= 0
        and tokens[before].text[0].isupper()
        and fold(tokens[before].text) in group("titles")
    )


def _is_surname_here(tokens: Sequence[Token], index: int, word: str) -> bool:
    """Whether a small word is a surname: Comrade So Hwi; Li Sang-jo, So Hwi and others."""
    if word not in surnames() or not 0 < index < len(tokens) - 1:
        return False
    is_within = not _opens_sentence(tokens, index)
    following = tokens[index + 1].text
    return is_within and _is_capitalised(following) and not _OFFICES[following]


def _opens_sentence(tokens: Sequence[Token], index: int) -> bool:
    while index and tokens[index - 1].text in _OPENING:
        index -= 1
    return not index or tokens[index - 1].text in _ENDS


def _is_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """All capitals without a small letter in any word are a heading or an acronym."""
    return any(len(token.text) > 1 for token in tokens[start:end])
