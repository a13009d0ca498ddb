"""Formats that reference managers read: one module a format."""

from provtrack.citation.formats.biblatex import biblatex
from provtrack.citation.formats.csl_json import csl_json
from provtrack.citation.formats.ris import ris

__all__ = ["biblatex", "csl_json", "ris"]
