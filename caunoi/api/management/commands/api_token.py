"""Make a token from the command line, in the name of somebody who may. ``caunoi api token …``"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from caunoi.api.actions.tokens import make_token
from caunoi.api.enums import Scope
from caunoi.core.errors import Refused
from caunoi.orgs.models import Unit, User


class Command(BaseCommand):
    help = "Make a token for a sister system; its secret is printed once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("unit", help="code of the unit")
        parser.add_argument("name", help="name of the system")
        parser.add_argument("--by", required=True, help="address of the account that answers for it")
        parser.add_argument("--scope", action="append", required=True, choices=Scope.values)
        parser.add_argument("--days", type=int, default=365)

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        by = User.objects.filter(email__iexact=options["by"]).first()
        unit = Unit.objects.at(timezone.localdate(now)).filter(code=options["unit"]).first()
        if by is None or unit is None:
            missing = options["by"] if by is None else options["unit"]
            message = f"{missing}: not found"
            raise CommandError(message)
        try:
            _token, secret = make_token(
                unit, name=options["name"], scopes=options["scope"], days=options["days"], by=by, now=now
            )
        except Refused as refusal:
            raise CommandError(str(refusal.message)) from refusal
        self.stdout.write(secret)
