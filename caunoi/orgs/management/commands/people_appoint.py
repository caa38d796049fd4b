"""``caunoi people appoint EMAIL --name NAME --unit CODE --role ROLE``: the first account of a new site, made by who runs it."""

from argparse import ArgumentParser
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.actions.posts import appoint
from caunoi.orgs.enums import Role
from caunoi.orgs.models import Unit, User


class Command(BaseCommand):
    help = "Appoint a person, make the account if there is none, and print the link to set its password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="full name, for a new account")
        parser.add_argument("--unit", required=True, help="code of the unit")
        parser.add_argument("--role", default=Role.ADMINISTRATOR.value, choices=Role.values)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            validate_email(options["email"])
            unit = Unit.objects.at(timezone.localdate()).get(code=options["unit"])
            user = self._account(options["email"].lower(), nfc(options["name"]).strip())
            appoint(user, unit=unit, role=options["role"], on=timezone.localdate(), by=None, now=now)
        except ValidationError as error:
            raise CommandError(_("%(email)s is not an e-mail address.") % {"email": options["email"]}) from error
        except Unit.DoesNotExist as error:
            raise CommandError(_("There is no unit with the code %(code)s.") % {"code": options["unit"]}) from error
        except Refused as refused:
            raise CommandError(str(refused.message)) from refused
        self.stdout.write(
            _("%(person)s: %(role)s, %(unit)s.") % {"person": user, "role": Role(options["role"]).label, "unit": unit}
        )
        if not user.has_usable_password():
            self.stdout.write(_("Set the password here: %(link)s") % {"link": _password_link(user)})

    def _account(self, email: str, name: str) -> User:
        found = User.objects.filter(email=email).first()
        if found:
            return found
        if not name:
            raise CommandError(_("There is no account for %(email)s yet: give --name.") % {"email": email})
        return User.objects.create_user(email, None, full_name=name)


def _password_link(user: User) -> str:

    uid, token = user_pk_to_url_str(user), default_token_generator.make_token(user)
    return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
