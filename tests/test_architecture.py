"""The layers of DESIGN.md hold, and the checks that say so can fail."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

ROOT = Path(__file__).parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
LAYERS = [layer.split(" | ") for layer in CONTRACTS[0]["layers"]]
FLOOR = {app: len(LAYERS) - index for index, names in enumerate(LAYERS) for app in names}


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"
    )
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy_of_house(tmp_path: Path) -> Path:
    shutil.copytree(
        ROOT / "caunoi",
        tmp_path / "caunoi",
        ignore=shutil.ignore_patterns("__pycache__", "static", "templates", "locale"),
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("caunoi/orgs/enums.py", "from caunoi.campaigns import enums as planted"),
        ("caunoi/campaigns/models/duties.py", "from caunoi.campaigns.actions import issue as planted"),
        ("caunoi/officialdocs/errors.py", "import django as planted"),
    ],
)
def test_planted_upward_import_breaks_a_contract(copy_of_house: Path, module: str, line: str) -> None:
    path = copy_of_house / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    result = _lint(copy_of_house)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout


def test_layers_hold(copy_of_house: Path) -> None:
    result = _lint(copy_of_house)
    assert result.returncode == 0, result.stdout + result.stderr


def test_foreign_keys_point_down() -> None:
    upward = []
    for model in apps.get_models():
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if not isinstance(field, ForeignKey | ManyToManyField):
                continue
            source, target = model._meta.app_label, field.related_model._meta.app_label
            if source in FLOOR and target in FLOOR and FLOOR[target] > FLOOR[source]:
                upward.append(f"{model.__name__}.{field.name} → {target}")
    assert upward == []


def test_app_docstrings_say_what_is_owned() -> None:
    silent = [
        path.parent.name
        for path in ROOT.glob("caunoi/*/apps.py")
        if "Owns:" not in (path.parent / "__init__.py").read_text("utf-8")
    ]
    assert silent == []


def test_no_file_is_named_for_nothing() -> None:
    banned = {"utils.py", "helpers.py", "services.py", "managers.py"}
    assert [str(path) for path in (ROOT / "caunoi").rglob("*.py") if path.name in banned] == []


def test_locks_hold_hashes_and_no_addresses() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert text.count("==") <= text.count("--hash=sha256:")
        assert re.findall(r"https?://|--index|--find-links", text) == []


def test_every_dependency_says_what_it_is_for() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if re.match(r'  "[\w\-\[\],]+(\[\w+\])?[><=]', line)]
    assert [line for line in pinned if "#" not in line] == []


def test_settings_from_the_environment_are_all_explained() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "caunoi/config").glob("*.py"))
    names = {f"CAUNOI_{name}" for name in re.findall(r'env\.\w+\(\s*"(\w+)"', source)} | set(
        re.findall(r'"(CAUNOI_[A-Z_]+)"', source)
    )
    names |= {f"CAUNOI_{name}" for name in re.findall(r'(?:text|flag|number|words)\("([A-Z_]+)"', source)}
    scripts = "".join(path.read_text("utf-8") for path in (ROOT / "deploy").glob("*.sh"))
    names |= set(re.findall(r"\$\{(CAUNOI_[A-Z_]+)", scripts))
    explained = set(re.findall(r"^#? ?(CAUNOI_[A-Z_]+)=", (ROOT / "env.example").read_text("utf-8"), re.MULTILINE))
    assert names - explained == {"CAUNOI_TEST_DATABASE_URL"} - explained
    assert explained - names == set()
