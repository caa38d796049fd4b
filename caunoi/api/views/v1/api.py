"""The API with all its operations."""

from django.utils.translation import gettext_noop as _

from caunoi.api.views.v1 import activities, campaigns, congresses, exports, filings, forms, units
from caunoi.api.views.v1.service import Plain, Service

api = Service(
    title="Cầu Nối",
    version="1",
    description=_("What a sister system may read from, and send to, a union's campaign."),
    urls_namespace="api-v1",
    docs_url=None,
    renderer=Plain(),
)
for part in (
    units.about,
    units.units,
    campaigns.campaigns,
    activities.activities,
    forms.forms,
    filings.filings,
    congresses.congresses,
    exports.reports,
    exports.activities,
):
    api.add_router("", part)
