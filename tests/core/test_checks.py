"""Settings that are unsafe in production stop the start."""

from typing import Any

import pytest

from caunoi.core.checks import production_is_safe

SAFE = {
    "PRODUCTION": True,
    "DEBUG": False,
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": ["caunoi.example"],
    "BASE_URL": "https://caunoi.example",
    "EMAIL_HOST": "mail.example",
}


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("PRODUCTION", True, []),
        ("DEBUG", True, ["caunoi.E001"]),
        ("SECRET_KEY", "unset", ["caunoi.E002"]),
        ("ALLOWED_HOSTS", [], ["caunoi.E003"]),
        ("ALLOWED_HOSTS", ["*"], ["caunoi.E004"]),
        ("BASE_URL", "http://caunoi.example", ["caunoi.E005"]),
        ("EMAIL_HOST", "", ["caunoi.E006"]),
    ],
)
def test_production_is_asked_about_each_setting(settings: Any, name: str, value: Any, found: list[str]) -> None:
    for key, safe in (SAFE | {name: value}).items():
        setattr(settings, key, safe)
    assert [error.id for error in production_is_safe(None)] == found


def test_nothing_is_asked_outside_production(settings: Any) -> None:
    settings.PRODUCTION, settings.DEBUG, settings.SECRET_KEY = False, True, "unset"
    assert production_is_safe(None) == []
