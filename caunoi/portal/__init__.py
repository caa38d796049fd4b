"""The public face: all Wagtail page types, the home page, designed error pages.

Owns: what an anonymous reader sees.
Does not own: the figures it shows (``campaigns.queries``).
"""
