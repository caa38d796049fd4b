"""Views of the app: pages of the desk by subject; ``v1``: the API itself."""
