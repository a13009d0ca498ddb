"""Which documents go back to one text: translations, versions, excerpts, duplicates.

Pure functions from words to groups; who reads the documents and shares out the work is in
:mod:`provtrack.corpus.kin`.
"""
