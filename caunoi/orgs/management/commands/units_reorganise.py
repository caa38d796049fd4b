"""``caunoi units reorganise FILE --on DATE --basis NUMBER --under CODE --by EMAIL [--dry-run]``."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.orgs.actions.reorganisations import confirm_reorganisation, load_steps, start_reorganisation
from caunoi.orgs.enums import ReorganisationState as State
from caunoi.orgs.models import Reorganisation, Unit, User
from caunoi.orgs.permissions import may
from caunoi.orgs.reorganising.applying import apply_now, check_now
from caunoi.orgs.reorganising.sheet import title_of
from caunoi.orgs.roles import Right


class Command(BaseCommand):
    help = "Reorganise units from a sheet (.xlsx or CSV); --dry-run shows problems or consequences and writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--on", type=date.fromisoformat, required=True, help="first day it holds (YYYY-MM-DD)")
        parser.add_argument("--basis", required=True, help="number of the deciding paper")
        parser.add_argument("--under", required=True, help="code of the unit in whose branch everything lies")
        parser.add_argument("--by", required=True, help="e-mail address of the officer who decides")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        person = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        unit = Unit.objects.filter(code=options["under"]).first()
        if person is None or unit is None or not may(person, Right.MANAGE_UNITS, unit, on=timezone.localdate(now)):
            message = _("%(person)s may not reorganise the units below %(code)s.")
            raise CommandError(message % {"person": options["by"], "code": options["under"]})
        try:
            reorganisation = start_reorganisation(
                unit, effective_on=options["on"], basis_number=options["basis"], by=person, now=now
            )
            self._load(reorganisation, options["file"].read_bytes(), person)
            self._show(reorganisation)
            if options["dry_run"]:
                return
            confirm_reorganisation(reorganisation, by=person, now=now)
            apply_now(reorganisation.pk, now=now)
            reorganisation.refresh_from_db()
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except Refused as refused:
            raise CommandError(str(refused.message)) from refused
        if reorganisation.state == State.DRAFT:
            raise CommandError(reorganisation.refusal)
        self.stdout.write(str(State(reorganisation.state).label))

    def _load(self, reorganisation: Reorganisation, data: bytes, person: User) -> None:
        now = timezone.now()
        problems = load_steps(reorganisation, data=data, by=person, now=now)
        if problems:
            self._fail([[item.number, title_of(item.column), item.message] for item in problems])
        check_now(reorganisation.pk, now=now)  # at once, though the sheet may be large enough for a worker
        reorganisation.refresh_from_db()
        if reorganisation.problems:
            self._fail(reorganisation.problems)
        if reorganisation.refusal:
            raise CommandError(reorganisation.refusal)

    def _fail(self, problems: list[list[Any]]) -> None:
        for row, column, message in problems:
            place = _("row %(row)d, column “%(column)s”") % {"row": row, "column": column}
            self.stderr.write(f"{place}: {message}")
        raise CommandError(_("%(count)d problems: nothing was written.") % {"count": len(problems)})

    def _show(self, reorganisation: Reorganisation) -> None:
        numbers = reorganisation.numbers
        line = _("%(created)d units set up, %(ended)d ended, %(split)d split, %(moved)d moved, %(renamed)d renamed.")
        self.stdout.write(line % numbers)
        for label, number, _tone in reorganisation.lines:
            self.stdout.write(f"{number} {label}")
