"""The catalogue of ``check``: what can be wrong with a record, one function a rule."""

from provtrack.rules.model import Finding, Hit, Level, Rule
from provtrack.rules.registry import rules
from provtrack.rules.run import run

__all__ = ["Finding", "Hit", "Level", "Rule", "rules", "run"]
