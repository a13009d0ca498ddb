"""The provenance report: said once in blocks, written in every format."""
