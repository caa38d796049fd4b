"""The database that the figures are taken in."""

import os
from typing import Any


def vendor() -> str:
    from django.db import connection

    return connection.vendor


def execute(sql: str, parameters: Any = ()) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def vacuum() -> None:
    execute("VACUUM ANALYZE" if vendor() == "postgresql" else "ANALYZE")


def set_up(name: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "caunoi.config.settings_test"
    import django
    from django.conf import settings
    from django.db import connection

    django.setup()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
