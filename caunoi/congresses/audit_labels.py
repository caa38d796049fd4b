"""What the actions of congresses are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "congress.agenda_written": _("Running order of the congress written"),
    "congress.dated": _("Date of the congress set"),
    "congress.departure_explained": _("Departure from a rule explained"),
    "congress.described": _("Form, name or place of the congress changed"),
    "congress.file_added": _("Paper of the congress added"),
    "congress.file_removed": _("Paper of the congress taken away"),
    "congress.held": _("Congress recorded as held"),
    "congress.planned": _("Congress planned"),
    "congress.postponed": _("Congress put off"),
    "congress.seats_planned": _("Planned numbers of the congress fixed"),
    "congress.sub_committees_set": _("Sub-committees of the congress set up"),
    "congress.unheld": _("Record of a held congress taken back"),
    "cycle.deadline_set": _("Deadline of a level set"),
    "cycle.opened": _("Term of congresses opened"),
    "result.approved": _("Results of the congress approved"),
    "result.entered": _("Results of the congress entered"),
    "result.published": _("Quick news of the congress published"),
    "result.returned": _("Results of the congress sent back"),
    "result.settled": _("Results of the congress agreed"),
}
