"""An invented document of the form that archives publish, for every importer's tests."""

from pathlib import Path

DATA = Path(__file__).parent / "data"
PAGE = DATA / "grain.page.txt"
PARAGRAPHS = tuple((DATA / "grain.txt").read_text(encoding="utf-8").split("\n\n"))
PARAGRAPHS = tuple(paragraph.strip() for paragraph in PARAGRAPHS)
TITLE = (
    "Record of a Conversation between Soviet Embassy First Secretary V. Orlov"
    " and Minister of Procurement Han Gil-su"
)
