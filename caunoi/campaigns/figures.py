"""What may be counted of an activity, by its kind. Things of different nature never share a box (FACTS c: the forms in use
sum news items, articles, billboards and slogans into one figure that nobody can take apart again)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.enums import ChannelKind as Kind
from caunoi.campaigns.enums import DisplayKind


@dataclass(frozen=True)
class Figure:
    """``measure`` is the unit of measure; ``kinds`` the kinds of activity that count it. ``reach``: counts people or views.
    ``derived``: never typed, follows from the activity's displays."""

    label: Any
    measure: Any
    kinds: frozenset[str]
    reach: bool = False
    derived: bool = False


def _of(*kinds: Kind) -> frozenset[str]:
    return frozenset(kinds)


FIGURES: dict[str, Figure] = {
    "news_items": Figure(_("News items"), _("items"), _of(Kind.PRESS, Kind.PORTAL, Kind.BROADCAST)),
    "articles": Figure(_("Articles"), _("articles"), _of(Kind.PRESS, Kind.PORTAL)),
    "reportages": Figure(_("Reports and programmes"), _("programmes"), _of(Kind.PRESS, Kind.BROADCAST)),
    "columns": Figure(_("Special columns"), _("columns"), _of(Kind.PRESS, Kind.BROADCAST, Kind.PORTAL)),
    "broadcast_minutes": Figure(_("Time on air"), _("minutes"), _of(Kind.BROADCAST)),
    "page_views": Figure(_("Page views"), _("views"), _of(Kind.PORTAL), reach=True),
    "social_posts": Figure(_("Posts"), _("posts"), _of(Kind.SOCIAL)),
    "social_interactions": Figure(_("Interactions"), _("reactions"), _of(Kind.SOCIAL)),
    "social_shares": Figure(_("Shares"), _("times shared"), _of(Kind.SOCIAL)),
    "social_views": Figure(_("Views"), _("views"), _of(Kind.SOCIAL), reach=True),
    "sessions": Figure(_("Sessions held"), _("sessions"), _of(Kind.CONFERENCE)),
    "listeners": Figure(_("Listeners"), _("people"), _of(Kind.CONFERENCE), reach=True),
    "loudspeaker_runs": Figure(_("Loudspeaker broadcasts"), _("broadcasts"), _of(Kind.LOUDSPEAKER)),
    "loudspeaker_minutes": Figure(_("Loudspeaker time"), _("minutes"), _of(Kind.LOUDSPEAKER)),
    "billboards": Figure(_("Billboards"), _("boards"), _of(Kind.VISUAL), derived=True),
    "banners": Figure(_("Banners"), _("banners"), _of(Kind.VISUAL), derived=True),
    "streamers": Figure(_("Streamers"), _("streamers"), _of(Kind.VISUAL), derived=True),
    "electronic_boards": Figure(_("Electronic boards"), _("boards"), _of(Kind.VISUAL), derived=True),
    "slogans": Figure(_("Slogans"), _("slogans"), _of(Kind.VISUAL), derived=True),
    "posters": Figure(_("Posters"), _("posters"), _of(Kind.VISUAL), derived=True),
    "flags": Figure(_("Flags"), _("flags"), _of(Kind.VISUAL), derived=True),
    "performances": Figure(_("Performances"), _("performances"), _of(Kind.CULTURE)),
    "matches": Figure(_("Competitions"), _("competitions"), _of(Kind.CULTURE)),
    "participants": Figure(_("Participants"), _("people"), _of(Kind.CULTURE, Kind.EMULATION), reach=True),
    "registered_works": Figure(_("Registered works"), _("works"), _of(Kind.EMULATION)),
    "initiatives": Figure(_("Initiatives"), _("initiatives"), _of(Kind.EMULATION)),
    "publications": Figure(_("Publications"), _("titles"), _of(Kind.PUBLICATION)),
    "copies": Figure(_("Copies handed out"), _("copies"), _of(Kind.PUBLICATION)),
    "gifts": Figure(_("Gifts"), _("gifts"), _of(Kind.CARE)),
    "houses": Figure(_("Houses built or mended"), _("houses"), _of(Kind.CARE)),
    "money_given": Figure(_("Money given"), _("đồng"), _of(Kind.CARE)),
    "people_helped": Figure(_("People helped"), _("people"), _of(Kind.CARE), reach=True),
}

DISPLAYED: dict[str, str] = {
    DisplayKind.BILLBOARD: "billboards",
    DisplayKind.BANNER: "banners",
    DisplayKind.STREAMER: "streamers",
    DisplayKind.ELECTRONIC: "electronic_boards",
    DisplayKind.SLOGAN: "slogans",
    DisplayKind.POSTER: "posters",
    DisplayKind.FLAG: "flags",
}


def figures_of(kind: str) -> dict[str, Figure]:
    """The figures of an activity of ``kind``, in order."""
    return {code: figure for code, figure in FIGURES.items() if kind in figure.kinds}


ASKED = {code: figure for code, figure in FIGURES.items() if not figure.derived}
