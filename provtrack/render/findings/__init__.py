"""What ``check`` found, in the formats of those who read it: people, forges, editors, CI systems.

Paths and messages are made harmless where findings are made (:mod:`provtrack.rules.run`); each
format here adds what its own reader would obey.
"""
