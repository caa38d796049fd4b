"""The first version of the API: its gate, its shapes, its operations by subject."""
