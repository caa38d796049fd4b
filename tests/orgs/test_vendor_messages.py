"""What other packages lack in Vietnamese: ``locale/vi`` supplies it, with the same placeholders and tags."""

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext

ROOT = Path(__file__).parents[2] / "locale/vi/LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}")
TAG = re.compile(r"<[^>]+>")
WAGTAIL = ["admin", "", "images", "documents", "users", "snippets", "sites", "contrib/redirects"]
NOT_MET = ("socialaccount", "idp", "openid", "headless", "saml")  # allauth's apps that are not installed


def package(name: str) -> Path:
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


@cache
def catalogue(path: Path) -> tuple[polib.POEntry, ...]:
    return tuple(polib.pofile(str(path))) if path.exists() else ()


def english(folder: Path, domain: str = "django") -> tuple[polib.POEntry, ...]:
    return catalogue(folder / f"locale/en/LC_MESSAGES/{domain}.po")


def translated(folder: Path, domain: str = "django") -> set[tuple[str | None, str]]:
    own = catalogue(folder / f"locale/vi/LC_MESSAGES/{domain}.po")
    return {(entry.msgctxt, entry.msgid) for entry in [*own, *catalogue(ROOT / f"{domain}.po")] if entry.translated()}


def lacking(folder: Path, domain: str = "django") -> list[str]:
    done = translated(folder, domain)
    return [entry.msgid for entry in english(folder, domain) if (entry.msgctxt, entry.msgid) not in done]


def text_of(entry: polib.POEntry) -> str:
    return entry.msgstr or entry.msgstr_plural[0]


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_entry_keeps_its_placeholders_tags_and_ends(domain: str) -> None:
    wrong = []
    for entry in catalogue(ROOT / f"{domain}.po"):
        source, text = entry.msgid_plural or entry.msgid, text_of(entry)
        same = [
            set(PLACEHOLDER.findall(source)) == set(PLACEHOLDER.findall(text)),
            sorted(TAG.findall(source)) == sorted(TAG.findall(text)),
            source[-1:].isspace() == text[-1:].isspace(),
            text == unicodedata.normalize("NFC", text),
            not entry.fuzzy,
        ]
        if not all(same):
            wrong.append((entry.msgid, text))
    assert wrong == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_entry_is_asked_for_by_an_installed_package(domain: str) -> None:
    folders = [package("wagtail") / name for name in WAGTAIL] + [package("allauth")]
    folders += [path.parent for path in package("django").glob("**/locale")]
    folders += [path.parent for path in package("wagtail").glob("**/locale")]
    known = {(entry.msgctxt, entry.msgid) for folder in folders for entry in english(folder, domain)}
    axes = {entry.msgid for entry in catalogue(package("axes") / "locale/de/LC_MESSAGES/django.po")}
    axes |= {str(settings.AXES_COOLOFF_MESSAGE), str(settings.AXES_PERMALOCK_MESSAGE)}
    ours = [(entry.msgctxt, entry.msgid) for entry in catalogue(ROOT / f"{domain}.po")]
    assert [key for key in ours if key not in known and key[1] not in axes] == []


def test_allauth_is_whole_but_for_what_is_not_installed() -> None:
    folder = package("allauth")
    done = translated(folder)
    met = [
        entry for entry in english(folder) if not all(any(app in at for app in NOT_MET) for at, _ in entry.occurrences)
    ]
    assert [entry.msgid for entry in met if (entry.msgctxt, entry.msgid) not in done] == []
    assert len(met) == 284


def test_axes_speaks_to_the_user_in_vietnamese() -> None:
    with translation.override("vi"):
        assert gettext("Account locked: too many login attempts. Please try again later.").startswith("Tài khoản tạm")


@pytest.mark.parametrize("name", WAGTAIL)
def test_wagtail_is_whole_where_editors_work(name: str) -> None:
    assert lacking(package("wagtail") / name) == []


def test_wagtail_scripts_are_whole() -> None:
    assert lacking(package("wagtail") / "admin", "djangojs") == []


def test_django_says_how_long_ago_and_what_is_wrong_with_a_password() -> None:
    with translation.override("vi"):
        assert ngettext("%(num)d day", "%(num)d days", 3) % {"num": 3} == "3 ngày"
        short = "This password is too short. It must contain at least %d character."
        many = "This password is too short. It must contain at least %d characters."
        assert ngettext(short, many, 10) % 10 == "Mật khẩu quá ngắn, phải có ít nhất 10 ký tự."


def test_our_own_words_come_before_those_for_others() -> None:
    names = [Path(path).parent.name for path in settings.LOCALE_PATHS]
    assert names[-1] == Path(settings.BASE_DIR).name
    assert names[:-1] == [app.split(".")[1] for app in settings.INSTALLED_APPS if app.startswith("caunoi.")]
