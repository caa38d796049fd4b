"""Changes of state in inspections, by subject."""
