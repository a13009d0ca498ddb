"""Texts in two languages: lengths, numbers, names, and what the texts teach about each other."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from provtrack.align.found import Found
from provtrack.align.lengths import LARGEST, best_links, window
from provtrack.align.tokens import WORD, plain, stem
from provtrack.align.translation import known, learn, support
from provtrack.text import fold, primary_language

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from provtrack.align.lengths import Window
    from provtrack.align.tokens import Encoded, Floats, Integers

_LESSONS = 3
"""Rounds of learning words from the links and linking anew."""

_REACH = 40
"""Paragraphs before and after the expected place that may answer a paragraph."""

_VECTOR = 12.0
"""Nats that a cosine of 1 is worth above the mean of a paragraph's neighbourhood."""

_BONES = 3
"""Consonants from which names in two scripts are told to be the same."""

_SAMPLE = 4000
"""Characters of a text that its script is told from."""


def differ(left: Sequence[str], right: Sequence[str], languages: tuple[str, str]) -> bool:
    """Whether two texts are in different languages, as far as one can tell.

    Args:
        left: paragraphs of the left text.
        right: paragraphs of the right text.
        languages: their BCP 47 tags, ``""`` where not known.
    """
    primary = [primary_language(tag) for tag in languages]
    if all(primary):
        return primary[0] != primary[1]
    scripts = [script(paragraphs) for paragraphs in (left, right)]
    return all(scripts) and scripts[0] != scripts[1]


def script(paragraphs: Sequence[str]) -> str:
    """The script that most letters of a text's beginning are in."""
    scripts: Counter[str] = Counter()
    for letter, count in Counter(" ".join(paragraphs)[:_SAMPLE]).items():
        if letter.isalpha():
            scripts[unicodedata.name(letter, "").partition(" ")[0]] += count
    return max(scripts, key=scripts.__getitem__, default="")


def find(
    left: Sequence[str],
    right: Sequence[str],
    taken: tuple[Collection[int], Collection[int]],
    encoded: "Encoded",
    lexicon: Mapping[str, Collection[str]],
    embed: "Callable[[list[str]], ArrayLike] | None",
    progress: Callable[[float], None],
) -> Found:
    """Looks for paragraphs that answer each other in two languages.

    Args:
        left: paragraphs of the left text.
        right: paragraphs of the right text.
        taken: left and right paragraphs to leave out, because it is settled what answers them.
        encoded: both texts.
        lexicon: word of the left text -> words of the right one.
        embed: sentences -> one vector a sentence, if there is such a thing.
        progress: called with the share of the work done.
    """
    import numpy as np

    rest = [
        np.delete(np.arange(len(side)), sorted(gone))
        for side, gone in zip((left, right), taken, strict=True)
    ]
    here = replace(encoded, left=encoded.left.keep(rest[0]), right=encoded.right.keep(rest[1]))
    texts = [[side[int(k)] for k in kept] for side, kept in zip((left, right), rest, strict=True)]
    pairs = _pairs(texts[0], texts[1], here, lexicon, embed, progress) if all(texts) else []
    return Found([(int(rest[0][i]), int(rest[1][j])) for i, j in pairs], encoded)


def _pairs(
    left: Sequence[str],
    right: Sequence[str],
    encoded: "Encoded",
    lexicon: Mapping[str, Collection[str]],
    embed: "Callable[[list[str]], ArrayLike] | None",
    progress: Callable[[float], None],
) -> list[tuple[int, int]]:
    import numpy as np

    sizes = [np.array([len(p) for p in side], float) for side in (left, right)]
    where = window(sizes[0], sizes[1], max(LARGEST, min(_REACH, max(len(left), len(right)))))
    sure = known(*_known(encoded, left, right, lexicon))
    meaning = _meaning(embed, left, right, where) if embed else {}
    table = sure
    links: list[tuple[Integers, Integers]] = []
    for lesson in range(_LESSONS + 1):
        words = support(encoded.left, encoded.right, table, where, LARGEST)
        words = {number: said + meaning.get(number, 0.0) for number, said in words.items()}
        links = best_links(sizes[0], sizes[1], words, where)
        progress((lesson + 1) / (_LESSONS + 1))
        if lesson < _LESSONS:
            table = learn(encoded.left, encoded.right, links, sure)
    return [pair for one, other in links for pair in product(one.tolist(), other.tolist())]


def _known(
    encoded: "Encoded",
    left: Sequence[str],
    right: Sequence[str],
    lexicon: Mapping[str, Collection[str]],
) -> tuple["Integers", "Integers"]:
    """Token numbers that are known to answer each other: the same, names, and a word list's."""
    import numpy as np

    there = [set(side.tokens.tolist()) for side in (encoded.left, encoded.right)]
    found = {(token, token) for token in there[0] & there[1]}
    stems = {stem(word): number for number, word in enumerate(encoded.words)}
    bones: list[dict[str, set[int]]] = [{}, {}]
    for side, paragraphs in enumerate((left, right)):
        for word in _names(paragraphs):
            if len(skeleton(word)) >= _BONES:
                bones[side].setdefault(skeleton(word), set()).add(stems[stem(plain(word))])
    for shape in bones[0].keys() & bones[1].keys():
        found |= set(product(bones[0][shape], bones[1][shape]))
    for word, answers in lexicon.items():
        for answer in answers:
            one, other = stems.get(stem(plain(word))), stems.get(stem(plain(answer)))
            if one is not None and other is not None:
                found.add((one, other))
    pairs = np.array(sorted(found), np.intp).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _names(paragraphs: Sequence[str]) -> set[str]:
    """Words that never begin with a small letter; all words of a script without capitals."""
    words = {word for paragraph in paragraphs for word in WORD.findall(paragraph)}
    small = {word for word in words if word[0].islower()}
    return {word for word in words - small if word.lower() not in small and not word[0].isdigit()}


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a word in Latin letters, whatever its script: ``Моисей`` gives ``ms``.

    A letter's Unicode name begins or ends with its sound (BE, ZHE, EL; BEH, SHEEN; BETA); doubled
    sounds count once.
    """
    sounds: list[str] = []
    for letter in fold(word):
        name = unicodedata.name(letter, "").rpartition("LETTER ")[2].lower().split(" ")[-1]
        if name == "sign":  # the soft and the hard one of Cyrillic
            continue
        found = re.match(r"[aeiouy]*([^aeiouy]*)", name)
        sound = _SOUNDS.get(found[1], found[1]) if found else ""
        if sound and sounds[-1:] != [sound]:
            sounds.append(sound)
    return "".join(sounds)


_SOUNDS = {
    "q": "k",
    "c": "k",
    "ch": "kh",
    "gh": "g",
    "w": "v",
    "lph": "",
    "psil": "",
    "x": "ks",
    "ph": "f",
}
"""What a beginning of a letter's name stands for where that isn't its sound."""


def _meaning(
    embed: "Callable[[list[str]], ArrayLike]",
    left: Sequence[str],
    right: Sequence[str],
    where: "Window",
) -> dict[int, "Floats"]:
    """What vectors say, in the form of :func:`~provtrack.align.translation.support`."""
    import numpy as np

    vectors = [np.asarray(embed(list(side)), float) for side in (left, right)]
    vectors = [v / np.maximum(np.linalg.norm(v, axis=1, keepdims=True), 1e-12) for v in vectors]
    rows = where.first[:, None] + np.arange(where.width)[None, :]
    inside = (rows >= 0) & (rows < len(left))
    alike = np.einsum("jkd,jd->jk", vectors[0][np.where(inside, rows, 0)], vectors[1])
    alike = np.where(inside, alike, np.nan)
    gain = np.nan_to_num((alike - np.nanmean(alike, axis=1, keepdims=True)) * _VECTOR)
    ends = np.concatenate([np.zeros((len(gain), 1)), np.cumsum(gain, axis=1)], axis=1)
    said: dict[int, Floats] = {}
    for number in range(1, LARGEST + 1):
        said[number] = np.zeros_like(gain)
        said[number][:, number - 1 :] = (ends[:, number:] - ends[:, :-number]) / number
    return said
