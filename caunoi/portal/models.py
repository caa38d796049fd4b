"""Page types of the public site."""

from wagtail.models import Page


class HomePage(Page):  # type: ignore[misc]
    """The public front page; its figures come from ``campaigns.queries``."""

    max_count = 1
