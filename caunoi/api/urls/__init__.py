"""Addresses of the app: ``v1`` for programs, ``desk`` for officers."""
