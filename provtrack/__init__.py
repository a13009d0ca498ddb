"""provtrack: compare translations of one document and track where each came from."""

__version__ = "0.1.0"
