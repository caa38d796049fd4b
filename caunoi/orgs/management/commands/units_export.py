"""``caunoi units export FILE [--on DATE] [--under CODE]``: .xlsx or .csv by the name of the file."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.orgs.models import Unit
from caunoi.orgs.queries.sheets import sheet_rows
from caunoi.orgs.unit_import.writing import csv_lines, write_xlsx


class Command(BaseCommand):
    help = "Write the tree of a day as a sheet that can be imported again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="the day (YYYY-MM-DD), default today")
        parser.add_argument("--under", default="", help="code of the unit whose branch is written")

    def handle(self, *args: Any, **options: Any) -> None:
        on, path = options["on"] or timezone.localdate(), options["file"]
        under = Unit.objects.at(on).filter(code=options["under"]).first()
        if options["under"] and under is None:
            raise CommandError(_("There is no unit with the code %(code)s.") % {"code": options["under"]})
        rows = sheet_rows(on=on, under=under)
        if path.suffix.lower() == ".xlsx":
            with path.open("wb") as target:
                write_xlsx(rows, target)
        elif path.suffix.lower() == ".csv":
            with path.open("w", encoding="utf-8", newline="") as text:
                text.writelines(csv_lines(rows))
        else:
            raise CommandError(_("The name of the file must end with .xlsx or .csv."))
        self.stdout.write(str(path))
