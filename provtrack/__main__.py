"""``python -m provtrack``."""

from provtrack.cli import main

main()
