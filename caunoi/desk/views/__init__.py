"""Views of the app, by subject."""
