"""``caunoi rollup verify|rebuild``: whether the stored sums of branches are what the filings say; build them anew.

Without a word it rebuilds: the clock does it four times a day, since units move and end one by one too. Closed forms keep
the tree of their last day; without ``--form`` they are left alone.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.reporting.actions.totals import rebuild_totals
from caunoi.reporting.models import ReportForm
from caunoi.reporting.queries.whole_tree import differences, tree_day


class Command(BaseCommand):
    help = "Compare the stored sums of report forms with the filings (verify), or build them anew (rebuild)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="?", choices=["verify", "rebuild"], default="rebuild")
        parser.add_argument("--form", type=int, help="key of one form; all open forms without it")

    def handle(self, *args: Any, what: str, form: int | None, **options: Any) -> None:
        """Ends with an error where ``verify`` finds a sum that is wrong, or where there is no such form."""
        forms = (
            ReportForm.objects.filter(pk=form)
            if form
            else ReportForm.objects.filter(opened_at__isnull=False, closed_at__isnull=True)
        )
        if form and not forms:
            raise CommandError(_("There is no report form %(key)s.") % {"key": form})
        now, wrong = timezone.now(), 0
        for one in forms:
            found = (
                rebuild_totals(one, by=None, now=now)
                if what == "rebuild"
                else len(differences(one, tree_day(one, now)))
            )
            wrong += found
            if options["verbosity"]:
                self.stdout.write(_("%(form)s: %(number)s sums differed") % {"form": one, "number": found})
        if wrong and what == "verify":
            raise CommandError(_("Some sums are wrong. Run “caunoi rollup rebuild”."))
