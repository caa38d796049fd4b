"""Page types of the public site."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from caunoi.campaigns.models import Campaign
from caunoi.campaigns.queries.public import find_public_campaign, summarize_campaign
from caunoi.congresses.queries import public_news
from caunoi.portal.bridge import build_bridge

CACHE_SECONDS = 60


class HomePage(Page):
    """The public front page: what the campaign is, where it stands, when the congresses are.

    Without ``campaign`` it shows the public one that was issued last. Its figures come from ``campaigns.queries.public``.
    """

    heading: Any = models.CharField(_("heading"), max_length=160, blank=True)
    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link", "ul"])
    campaign: Any = models.ForeignKey(
        Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("campaign")
    )
    contact: Any = models.CharField(_("whom to turn to"), max_length=300, blank=True)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("introduction"),
        FieldPanel("campaign"),
        FieldPanel("contact"),
    ]
    max_count = 1
    template = "portal/home_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        campaign = find_public_campaign(self.campaign_id)
        summary = summarize_campaign(campaign, on=today) if campaign else None
        bridge = build_bridge(summary.chart if summary else None)
        own = {"summary": summary, "bridge": bridge, "today": today, "news": public_news()}
        return {**super().get_context(request, *args, **kwargs), **own}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The same page for every reader, so that a proxy may keep it; never for a browser that carries a session."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True, max_age=0)
        else:
            patch_cache_control(response, public=True, max_age=CACHE_SECONDS)
        return response
