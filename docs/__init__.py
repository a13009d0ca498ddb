"""The documentation; ``python -m docs.generate`` writes its reference pages from the code."""
