"""Translations, one file an app (docs/adr/0008): compile without gettext, extract, check.

``python -m caunoi.core.messages compile | extract | check | add APP FILE.json``
"""

import fcntl
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "caunoi"


def catalogues() -> list[Path]:
    """Every .po file of ours: one an app, and ``locale/`` for what other packages lack."""
    return sorted([*PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po"), *ROOT.glob("locale/*/LC_MESSAGES/*.po")])


def compile_all() -> None:
    """Write each .mo beside its .po where the .po is newer."""
    for path in catalogues():
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(target))


def _sources(app: Path) -> Iterator[tuple[str, Path]]:
    yield from (("python", path) for path in sorted(app.rglob("*.py")) if "migrations" not in path.parts)
    yield from (("django", path) for path in sorted(app.rglob("*.html")) + sorted(app.rglob("templates/**/*.txt")))


def messages_of(app: Path) -> dict[tuple[str | None, str], str | None]:
    """(context, msgid) → plural msgid or None, of every marked string in the app's Python and templates."""
    from babel.messages.extract import extract
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    keywords: dict[str, Any] = {
        "gettext": None,
        "gettext_lazy": None,
        "_": None,
        "pgettext": ((1, "c"), 2),
        "pgettext_lazy": ((1, "c"), 2),
    }
    keywords |= {"ngettext": (1, 2), "ngettext_lazy": (1, 2), "gettext_noop": None, "npgettext": ((1, "c"), 2, 3)}
    found: dict[tuple[str | None, str], str | None] = {}
    for kind, path in _sources(app):
        text = path.read_bytes() if kind == "python" else _template_as_python(path)
        from io import BytesIO

        for _line, message, _comments, context in extract("python", BytesIO(text), keywords):
            single, plural = message if isinstance(message, tuple) else (message, None)
            if single:
                found[(context, single)] = plural
    return found


def _template_as_python(path: Path) -> bytes:
    """Django's own translation of a template into gettext calls, so that trimming follows its rules exactly."""
    # templatize keeps untranslatable text as XXX noise that is no Python: keep the calls alone.
    import re

    from django.utils.translation.template import templatize

    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    calls = re.findall(r"""(?:[np]{0,2}gettext|_)\((?:[^()"']|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')*\)""", source)
    return "\n".join(re.sub(r"(?<!\w)u'", "'", call) for call in calls).encode()


def _file(app: Path) -> Path:
    return app / "locale/vi/LC_MESSAGES/django.po"


def _open(path: Path) -> polib.POFile:
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    book = polib.POFile(wrapwidth=110)
    book.metadata = {
        "Language": "vi",
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    return book


def _save(book: polib.POFile, path: Path) -> None:
    book.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    book.save(str(path))


def add(app: Path, translations: dict[str, str]) -> None:
    """Merge ``{msgid: Vietnamese}`` into the file; a plural is keyed ``"single|||plural"``, a context ``"context::msgid"``."""
    path = _file(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        book = _open(path)
        for key, text in translations.items():
            context, _, rest = key.rpartition("::") if "::" in key else ("", "", key)
            single, _, plural = rest.partition("|||")
            entry = next((one for one in book if (one.msgctxt, one.msgid) == (context or None, single)), None)
            if entry is None:
                entry = polib.POEntry(msgid=single, msgid_plural=plural, msgctxt=context or None)
                book.append(entry)
            if plural:
                entry.msgid_plural, entry.msgstr_plural = plural, {0: text}
            else:
                entry.msgstr = text
        _save(book, path)


def apps() -> list[Path]:
    return sorted(path.parent for path in PACKAGE.glob("*/apps.py"))


def extract_all() -> None:
    """Add what is marked and not yet listed; drop what is no longer marked."""
    for app in apps():
        found, book = messages_of(app), _open(_file(app))
        listed = {(entry.msgctxt, entry.msgid) for entry in book}
        for (context, single), plural in found.items():
            if (context, single) not in listed:
                book.append(polib.POEntry(msgid=single, msgid_plural=plural or "", msgctxt=context))
        for entry in [entry for entry in book if (entry.msgctxt, entry.msgid) not in found]:
            book.remove(entry)
        if found:
            _save(book, _file(app))


def problems() -> Iterator[str]:
    """What is missing, fuzzy, stale, or not in NFC, one line each."""
    import unicodedata

    for app in apps():
        found, book = messages_of(app), _open(_file(app))
        listed = {(entry.msgctxt, entry.msgid): entry for entry in book}
        yield from (f"{app.name}: not translated: {key[1]!r}" for key in found if key not in listed)
        for key, entry in listed.items():
            text = entry.msgstr or "".join(entry.msgstr_plural.values())
            if key not in found:
                yield f"{app.name}: no longer used: {key[1]!r}"
            elif not text or entry.fuzzy:
                yield f"{app.name}: empty or fuzzy: {key[1]!r}"
            elif text != unicodedata.normalize("NFC", text):
                yield f"{app.name}: not in NFC: {key[1]!r}"


def collisions() -> Iterator[str]:
    """One msgid said in two ways by two apps: Django merges all files, so one of the two would never be seen."""
    said: dict[tuple[str | None, str], tuple[str, str]] = {}
    for app in apps():
        for entry in _open(_file(app)):
            text = entry.msgstr or "".join(entry.msgstr_plural.values())
            first, where = said.setdefault((entry.msgctxt, entry.msgid), (text, app.name))
            if first != text:
                yield f"{app.name}: {entry.msgid!r} is {text!r} here, {first!r} in {where}; give one a context"


def main(arguments: list[str]) -> int:
    match arguments:
        case ["compile"]:
            compile_all()
        case ["extract"]:
            extract_all()
        case ["add", app, file]:
            add(PACKAGE / app, json.loads(Path(file).read_text(encoding="utf-8")))
        case ["check"]:
            found = [*problems(), *collisions()]
            sys.stdout.write("".join(f"{line}\n" for line in found) or "Translations: complete.\n")
            return 1 if found else 0
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
