"""Slow, plain twins of the fast stages: written from what the docstrings promise, with lists and dictionaries only."""
