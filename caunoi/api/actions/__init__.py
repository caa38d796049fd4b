"""Changes of state in connections, by subject."""
