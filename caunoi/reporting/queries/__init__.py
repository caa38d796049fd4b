"""Reading inspections, by subject."""
