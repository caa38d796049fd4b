"""What goes out, by subject."""
