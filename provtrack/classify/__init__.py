"""What differs between two passages, of which kind each difference is, and whether it matters."""

from provtrack.classify.reader import Change, Reader

__all__ = ["Change", "Reader"]
