"""``records/lexicon.tsv``: a bilingual word list, for variants in different languages.

Tab-separated; the first line names the two languages (``ru<TAB>en``), each further line a word and
one that can answer it. Lines that begin with ``#`` are remarks.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.text import decode, primary_language

if TYPE_CHECKING:
    from provtrack.store.repository import Repository

PATH = "lexicon.tsv"


def lexicon(repository: "Repository", left: str, right: str) -> dict[str, set[str]] | None:
    """Words of the left language and what can answer them in the right one.

    Args:
        repository: whose list.
        left: language of the left text, a BCP 47 tag; its first part counts.
        right: likewise.

    Returns:
        ``None`` when there is no list, or it is of other languages.

    Raises:
        ProvtrackError: a line has not two columns.
    """
    data = repository.read(PATH)
    if data is None:
        return None
    header, *pairs = _rows(decode(data, f"records/{PATH}"))
    wanted = primary_language(left), primary_language(right)
    languages = primary_language(header[0]), primary_language(header[1])
    if wanted not in {languages, languages[::-1]}:
        return None
    answers: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        word, answer = pair if wanted == languages else pair[::-1]
        answers[word].add(answer)
    return dict(answers)


def _rows(source: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(source.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = [column.strip() for column in line.split("\t")]
        if len(columns) != len(("word", "answer")) or not all(columns):
            raise ProvtrackError(
                f"records/{PATH}:{number}: not two words with a tab between them",
                "write one word of each language a line; the first line names the languages",
            )
        yield columns[0], columns[1]
