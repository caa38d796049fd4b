"""Reading settings from the environment: typed, with a clear refusal of what makes no sense."""

import os
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "CAUNOI_"


def text(name: str, default: str = "") -> str:
    return os.environ.get(PREFIX + name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no", ""}:
        raise ImproperlyConfigured(f"{PREFIX}{name} must be 0 or 1, not {value!r}")
    return value in {"1", "true", "yes"}


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.lstrip("-").isdigit():
        raise ImproperlyConfigured(f"{PREFIX}{name} must be a whole number, not {value!r}")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def pairs(name: str) -> dict[str, str]:
    """Code → name, written ``code=name`` with commas between them."""
    found = {}
    for word in words(name):
        code, mark, label = (part.strip() for part in word.partition("="))
        if not (code and mark and label) or len(code) > 20:
            raise ImproperlyConfigured(f"{PREFIX}{name} must be pairs such as safety=An toàn lao động, not {word!r}")
        found[code] = label
    return found


def days(name: str) -> frozenset[date]:
    """Days in ISO form, with commas between them."""
    try:
        return frozenset(date.fromisoformat(word) for word in words(name))
    except ValueError as error:
        raise ImproperlyConfigured(f"{PREFIX}{name} must be days such as 2028-01-31: {error}") from error


# Figures from docs/adr/0004: with Django's defaults nine concurrent writes in ten fail with "database is locked".
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-64000; "
    "PRAGMA mmap_size=268435456; PRAGMA journal_size_limit=67108864;"
)


def sqlite(path: str | Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
    }


def database(url: str, default_path: Path) -> dict[str, Any]:
    """Django's database dictionary from ``postgresql://user:password@host:port/name`` or ``sqlite:///path``."""
    if not url:
        return sqlite(default_path)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(unquote(parts.path[1:]))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"{PREFIX}DATABASE_URL must begin with postgresql:// or sqlite://, not {parts.scheme!r}"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": number("DATABASE_POOL", 8)}} if flag("DATABASE_POOLED") else {},
    }


def secret_key(production: bool, data_dir: Path) -> str:
    """The key from the environment; outside production one is made once and kept beside the data."""
    key = text("SECRET_KEY")
    if key or production:
        return key or "unset"  # caunoi.core.checks refuses "unset" in production
    path = data_dir / "secret_key"
    if not path.exists():
        from django.core.management.utils import get_random_secret_key

        data_dir.mkdir(parents=True, exist_ok=True)
        path.write_text(get_random_secret_key(), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8").strip()
