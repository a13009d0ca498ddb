"""The site of a collection: pages, metadata, search, feeds; all pure functions of values."""
