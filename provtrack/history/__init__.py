"""The past of a text: its paragraphs followed from version to version, and what the ledger adds."""
