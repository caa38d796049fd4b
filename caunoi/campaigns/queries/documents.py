"""A clause in its paper: the headings above it, and where it stands."""

from django.urls import reverse

from caunoi.campaigns.models import Provision


def headings_of(provision: Provision) -> list[Provision]:
    """The clauses above, from the part down; one query."""
    parts = provision.path.split("/")[:-1]
    paths = ["/".join(parts[: number + 1]) for number in range(len(parts))]
    return list(Provision.objects.filter(instrument=provision.instrument_id, path__in=paths).order_by("position"))


def clause_url(provision: Provision) -> str:
    """The clause in the document's page."""
    return f"{reverse('campaigns:show-instrument', args=[provision.instrument_id])}#provision-{provision.pk}"
