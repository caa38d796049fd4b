"""``caunoi units_check``: do the dated rows of the tree contradict each other?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from caunoi.orgs.models import Unit
from caunoi.orgs.tree_check import find_flaws


class Command(BaseCommand):
    help = "Verify every path, span and name of the tree of units; exit 1 and say what is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        flaws = find_flaws()
        codes = dict(Unit.objects.filter(pk__in={flaw.unit_id for flaw in flaws[:1000]}).values_list("pk", "code"))
        for flaw in flaws[:1000]:
            self.stderr.write(f"{codes.get(flaw.unit_id, flaw.unit_id)}: {flaw.code}: {flaw.message}")
        if flaws:
            raise CommandError(_("%(count)d contradictions in the tree of units.") % {"count": len(flaws)})
        self.stdout.write(_("The tree of units is consistent."))
