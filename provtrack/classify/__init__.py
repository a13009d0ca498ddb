"""What differs between two passages, of which kind each difference is, and whether it matters."""

from provtrack.classify.interpreter import Interpreter, language_of
from provtrack.classify.reader import Change, Reader

__all__ = ["Change", "Interpreter", "Reader", "language_of"]
