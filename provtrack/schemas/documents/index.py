"""``provtrack.index/1``: what the index holds."""

from typing import Annotated, Literal

from pydantic import Field

from provtrack.schemas.documents import Part


class Index(Part):
    """`provtrack index`: what the index of the collection holds."""

    schema_: Annotated[Literal["provtrack.index/1"], Field(alias="schema")]
    path: Annotated[
        str, Field(description="The SQLite file; from the repository's top where it lies below.")
    ]
    bytes: Annotated[int, Field(description="Size of the file.")]
    variants: Annotated[int, Field(description="Variants of the working tree.")]
    texts: Annotated[int, Field(description="Different texts that they have or ever had.")]
    text_bytes: Annotated[int, Field(description="Size of these texts together.")]
    paragraphs: Annotated[int, Field(description="Different paragraphs of these texts.")]
    versions: Annotated[int, Field(description="Commits that gave a variant its text.")]
    signatures: Annotated[int, Field(description="Texts that `find` need not read again.")]
