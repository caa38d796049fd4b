"""Settings from the environment: what is read, what is refused, what is made once."""

import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from caunoi.config import environment as env


@pytest.mark.parametrize(
    ("value", "meant"),
    [("1", True), ("TRUE", True), (" yes ", True), ("0", False), ("false", False), ("No", False), ("", False)],
)
def test_flag_reads_the_usual_words(monkeypatch: pytest.MonkeyPatch, value: str, meant: bool) -> None:
    monkeypatch.setenv("CAUNOI_DEBUG", value)
    assert env.flag("DEBUG") is meant


@pytest.mark.parametrize("default", [True, False])
def test_flag_that_is_not_set_is_its_default(monkeypatch: pytest.MonkeyPatch, default: bool) -> None:
    monkeypatch.delenv("CAUNOI_DEBUG", raising=False)
    assert env.flag("DEBUG", default) is default


def test_nonsense_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAUNOI_DEBUG", "maybe")
    monkeypatch.setenv("CAUNOI_PORT", "8o00")
    with pytest.raises(ImproperlyConfigured, match=r"^CAUNOI_DEBUG must be 0 or 1, not 'maybe'$"):
        env.flag("DEBUG")
    with pytest.raises(ImproperlyConfigured, match=r"^CAUNOI_PORT must be a whole number, not '8o00'$"):
        env.number("PORT", 8000)


def test_number_and_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAUNOI_PORT", "-1")
    monkeypatch.setenv("CAUNOI_HOSTS", " a.example, ,b.example ")
    assert (env.number("PORT", 8000), env.number("OTHER_PORT", 8000)) == (-1, 8000)
    assert (env.words("HOSTS"), env.words("OTHER_HOSTS", "localhost")) == (["a.example", "b.example"], ["localhost"])


@pytest.mark.parametrize(
    ("url", "name"),
    [("", "/data/caunoi.sqlite3"), ("sqlite:////var/lib/cau%20noi.sqlite3", "/var/lib/cau noi.sqlite3")],
)
def test_database_on_sqlite_is_tuned(url: str, name: str) -> None:
    found = env.database(url, Path("/data/caunoi.sqlite3"))
    assert found == env.sqlite(name)
    assert (found["OPTIONS"]["transaction_mode"], found["OPTIONS"]["timeout"]) == ("IMMEDIATE", 20)


@pytest.mark.parametrize(("pooled", "options"), [("0", {}), ("1", {"pool": {"min_size": 1, "max_size": 8}})])
def test_database_on_postgresql(monkeypatch: pytest.MonkeyPatch, pooled: str, options: dict[str, Any]) -> None:
    monkeypatch.setenv("CAUNOI_DATABASE_POOLED", pooled)
    assert env.database("postgresql://cau%40noi:m%2Ft@db.example:5433/caunoi", Path("unused")) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "caunoi",
        "USER": "cau@noi",
        "PASSWORD": "m/t",
        "HOST": "db.example",
        "PORT": "5433",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def test_database_of_another_kind_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"not 'mysql'$"):
        env.database("mysql://db.example/caunoi", Path("unused"))


def test_secret_key_is_made_once_and_kept_from_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CAUNOI_SECRET_KEY", raising=False)
    folder = tmp_path / "data"
    key = env.secret_key(False, folder)
    assert (len(key) >= 50, env.secret_key(False, folder)) == (True, key)
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600


def test_secret_key_of_production_comes_from_the_environment_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CAUNOI_SECRET_KEY", raising=False)
    assert env.secret_key(True, tmp_path) == "unset"
    monkeypatch.setenv("CAUNOI_SECRET_KEY", "given")
    assert (env.secret_key(True, tmp_path), env.secret_key(False, tmp_path)) == ("given", "given")
    assert list(tmp_path.iterdir()) == []
