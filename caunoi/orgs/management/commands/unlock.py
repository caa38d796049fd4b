"""``caunoi unlock EMAIL``: let an account sign in again before its lock-out is over."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from caunoi.orgs.actions.lockouts import unlock_account
from caunoi.orgs.models import User


class Command(BaseCommand):
    help = "Lift the lock after wrong passwords from the account with this e-mail address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(f"Không có tài khoản nào có địa chỉ {email}.")
        cleared = unlock_account(user, by=None, now=timezone.now())
        self.stdout.write(f"Đã mở khóa {user.email}." if cleared else f"{user.email} không bị khóa.")
