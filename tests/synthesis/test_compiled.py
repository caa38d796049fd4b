"""Where machine code is kept."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from caunoi.synthesis import compiled


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in ("CAUNOI_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    compiled.cache_folder.cache_clear()
    yield
    compiled.cache_folder.cache_clear()


def _where() -> Path:
    return compiled.cache_folder().parent


def test_machine_code_is_kept_where_it_is_wished(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CAUNOI_CACHE_DIR", str(tmp_path / "wished"))
    assert _where() == tmp_path / "wished" / "caunoi"


def test_machine_code_is_kept_in_the_cache_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert _where() == tmp_path / ".cache" / "caunoi"


def test_who_has_no_home_keeps_it_among_the_temporary_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def none() -> Path:
        raise RuntimeError

    (tmp_path / "file").write_text("")
    monkeypatch.setattr(Path, "home", none)
    monkeypatch.setattr(compiled, "_is_writable", lambda folder: tmp_path in folder.parents and _made(folder))
    assert _where() == tmp_path / f"caunoi-{os.getuid()}"


def test_code_of_another_user_is_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv("CAUNOI_CACHE_DIR", str(file))  # no folder can be made in a file
    assert _where() == tmp_path / f"caunoi-{os.getuid()}"
    compiled.cache_folder.cache_clear()
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)
    _made(tmp_path / "caunoi-4000000000")
    found = _where()
    assert found.parent == tmp_path
    assert found.name not in ("caunoi-4000000000", f"caunoi-{os.getuid()}")


def _made(folder: Path) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    return True
