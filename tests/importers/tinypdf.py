"""PDF files made by hand: Helvetica, lines of text at given places."""

import textwrap
from collections.abc import Iterable, Sequence

Placed = tuple[float, float, str]
"""Distance from the left edge and from the lower one in points, and the words."""


def pdf(pages: Sequence[Iterable[Placed]], trailer: str = "", info: str = "") -> bytes:
    """A PDF of these pages; further entries of its trailer and of its properties."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, page in enumerate(pages):
        content = b"\n".join(map(_line, page))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    objects.append(f"<<{info}>>".encode())
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R/Info %d 0 R%s>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, size - 1, trailer.encode(), len(data))
    )


def _line(placed: Placed) -> bytes:
    left, bottom, text = placed
    shown = text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return b"BT /F1 11 Tf %.1f %.1f Td (%s) Tj ET" % (left, bottom, shown)


def set_paragraphs(
    paragraphs: Iterable[str], gap: float = 10, indent: float = 0, lines: int = 30
) -> list[list[Placed]]:
    """Pages of paragraphs in 14-point leading, with running head and page number."""
    placed: list[Placed] = []
    page: list[list[Placed]] = []
    bottom = 740.0
    for paragraph in paragraphs:
        for number, text in enumerate(textwrap.wrap(paragraph, 78, break_on_hyphens=False)):
            if len(placed) == lines:
                page.append(placed)
                placed, bottom = [], 740.0
            placed.append((72 + indent * (number == 0), bottom, text))
            bottom -= 14
        bottom -= gap
    page.append(placed)
    return [
        [(72, 800, "On Grain and Seed"), *lines_, (290, 40, f"- {number} -")]
        for number, lines_ in enumerate(page, start=1)
    ]
