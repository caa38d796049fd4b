"""``caunoi units import FILE --on DATE [--under CODE] [--dry-run]``."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.orgs.models import Unit
from caunoi.orgs.unit_import.applying import apply_draft
from caunoi.orgs.unit_import.checking import Draft, check_sheet


class Command(BaseCommand):
    help = "Bring a sheet of units (.xlsx or CSV) into the tree; --dry-run only shows what is wrong and what would be written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--on", type=date.fromisoformat, default=None, help="first day it holds (YYYY-MM-DD), default today"
        )
        parser.add_argument("--under", default="", help="code of the unit below which everything must stand")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or timezone.localdate()
        try:
            under = Unit.objects.at(on).get(code=options["under"]) if options["under"] else None
            draft = check_sheet(options["file"].read_bytes(), on=on, under=under)
            self._show(draft)
            if not options["dry_run"]:
                apply_draft(draft, by=None, now=timezone.now())
                self.stdout.write(_("Written."))
        except Unit.DoesNotExist as error:
            raise CommandError(_("There is no unit with the code %(code)s.") % {"code": options["under"]}) from error
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except Refused as refused:
            raise CommandError(str(refused.message)) from refused

    def _show(self, draft: Draft) -> None:
        for problem in draft.problems:
            place = _("row %(row)d, column “%(column)s”") % {"row": problem.row, "column": problem.title}
            self.stderr.write(f"{place}: {problem.message}")
        if draft.problems:
            message = _("%(count)d problems: nothing was written.") % {"count": len(draft.problems)}
            raise CommandError(message)
        line = _("%(rows)d rows: %(new)d new, %(moved)d moved, %(renamed)d renamed, %(sectors)d placed in a sector, ")
        line += _("%(counted)d counts of members.")
        self.stdout.write(line % draft.numbers())
