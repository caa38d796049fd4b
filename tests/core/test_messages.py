"""Translations: what is marked is found, kept, dropped and checked, one file an app."""

import json
import os
from pathlib import Path

import polib
import pytest

from caunoi.core import messages

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext

def said(number):
    return _("Open"), pgettext("of a door", "Open"), ngettext("%(n)s unit", "%(n)s units", number), gettext("")
"""
PAGE = """{% load i18n %}<p class="a(b">{% translate "Back" %}</p>{% blocktranslate trimmed %}
  Two
  lines{% endblocktranslate %}"""
FULL = {
    "Open": "Mở",
    "of a door::Open": "Mở cửa",
    "%(n)s unit|||%(n)s units": "%(n)s đơn vị",
    "Back": "Quay lại",
    "Two lines": "Hai dòng",
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house of two apps; only ``doors`` says anything."""
    for app in ("doors", "walls"):
        (tmp_path / "caunoi" / app / "migrations").mkdir(parents=True)
        (tmp_path / "caunoi" / app / "apps.py").touch()
    doors = tmp_path / "caunoi/doors"
    (doors / "views.py").write_text(PYTHON, encoding="utf-8")
    (doors / "migrations/0001.py").write_text('_("Never translated")', encoding="utf-8")
    (doors / "templates").mkdir()
    (doors / "templates/door.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "PACKAGE", tmp_path / "caunoi")
    return tmp_path / "caunoi"


def _book(app: Path) -> polib.POFile:
    return polib.pofile(str(app / "locale/vi/LC_MESSAGES/django.po"))


def _add(house: Path, app: str, translations: dict[str, str]) -> int:
    file = house / "new.json"
    file.write_text(json.dumps(translations), encoding="utf-8")
    return messages.main(["add", app, str(file)])


def test_messages_are_found_in_code_and_pages(house: Path) -> None:
    assert messages.messages_of(house / "doors") == {
        (None, "Open"): None,
        ("of a door", "Open"): None,
        (None, "%(n)s unit"): "%(n)s units",
        (None, "Back"): None,
        (None, "Two lines"): None,
    }


def test_extract_lists_what_is_marked_and_drops_what_is_not(house: Path) -> None:
    _add(house, "doors", {"Open": "Mở", "Closed": "Đóng"})
    assert messages.main(["extract"]) == 0
    assert {(one.msgctxt, one.msgid, one.msgid_plural, one.msgstr) for one in _book(house / "doors")} == {
        (None, "Open", "", "Mở"),
        ("of a door", "Open", "", ""),
        (None, "%(n)s unit", "%(n)s units", ""),
        (None, "Back", "", ""),
        (None, "Two lines", "", ""),
    }
    assert not (house / "walls/locale/vi/LC_MESSAGES/django.po").exists()


def test_extract_lists_a_word_beside_the_same_word_of_a_context(house: Path) -> None:
    _add(house, "doors", {"of a door::Open": "Mở cửa"})
    assert messages.main(["extract"]) == 0
    found = {(one.msgctxt, one.msgid): one.msgstr for one in _book(house / "doors") if one.msgid == "Open"}
    assert found == {("of a door", "Open"): "Mở cửa", (None, "Open"): ""}


def test_add_keeps_contexts_and_plurals_and_corrects_what_is_there(house: Path) -> None:
    assert _add(house, "doors", FULL) == 0
    assert _add(house, "doors", {"Open": "Mở ra"}) == 0
    found = {(one.msgctxt, one.msgid): one.msgstr or one.msgstr_plural for one in _book(house / "doors")}
    assert found == {
        (None, "Open"): "Mở ra",
        ("of a door", "Open"): "Mở cửa",
        (None, "%(n)s unit"): {0: "%(n)s đơn vị"},
        (None, "Back"): "Quay lại",
        (None, "Two lines"): "Hai dòng",
    }


def test_check_is_content_with_a_complete_file(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _add(house, "doors", FULL)
    assert (messages.main(["check"]), capsys.readouterr().out) == (0, "Translations: complete.\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"Closed": "Đóng"}, "doors: no longer used: 'Closed'"),
        ({"Open": ""}, "doors: empty or fuzzy: 'Open'"),
        ({"Open": "Mo\u031b\u0309"}, "doors: not in NFC: 'Open'"),
    ],
)
def test_check_names_what_is_wrong(
    house: Path, capsys: pytest.CaptureFixture[str], change: dict[str, str], said: str
) -> None:
    _add(house, "doors", FULL | change)
    assert (messages.main(["check"]), capsys.readouterr().out) == (1, f"{said}\n")


def test_check_names_what_is_fuzzy_or_missing(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _add(house, "doors", {key: text for key, text in FULL.items() if key != "Back"})
    book = _book(house / "doors")
    book.find("Open", msgctxt=False).flags.append("fuzzy")
    book.save()
    assert messages.main(["check"]) == 1
    assert capsys.readouterr().out.splitlines() == ["doors: not translated: 'Back'", "doors: empty or fuzzy: 'Open'"]


def test_check_finds_two_apps_that_say_one_thing_in_two_ways(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "walls/views.py").write_text('_("Open"), _("Back")', encoding="utf-8")
    _add(house, "doors", FULL)
    _add(house, "walls", {"Open": "Thoáng", "Back": "Quay lại"})
    assert messages.main(["check"]) == 1
    assert capsys.readouterr().out == "walls: 'Open' is 'Thoáng' here, 'Mở' in doors; give one a context\n"


def test_compile_writes_only_what_is_newer(house: Path) -> None:
    _add(house, "doors", FULL)
    assert messages.main(["compile"]) == 0
    source = house / "doors/locale/vi/LC_MESSAGES/django.po"
    compiled = source.with_suffix(".mo")
    assert polib.mofile(str(compiled)).find("Back").msgstr == "Quay lại"
    compiled.write_bytes(b"kept")
    os.utime(source, (0, 0))
    assert messages.main(["compile"]) == 0
    assert compiled.read_bytes() == b"kept"


def test_unknown_order_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main(["translate"]) == 2
    assert "compile | extract | check | add APP FILE.json" in capsys.readouterr().err
