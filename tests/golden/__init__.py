"""Sample plans of our own invention and what a careful clerk reads out of each (the gold)."""
