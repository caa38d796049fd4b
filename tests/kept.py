"""What many tests begin with is built by our actions once; later tests get the same rows and objects written back.

``@kept`` below ``@pytest.fixture``, or of a function that tests call first, says so; what it returns must be picklable. It
is built anew wherever the database is not just as it was before the first building: after any other write of the same test,
at another moment of the frozen clock, and in tests whose transactions are real.
"""

import io
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial, wraps
from typing import Any, TypeVar

import time_machine
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.utils import timezone

R = TypeVar("R")
READS = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA")
TOGETHER = 100  # rows in one statement


@dataclass(frozen=True)
class _Built:
    statements: list[str]
    objects: bytes


class _State:
    """Of the running test: what was kept so far, and whether anything else has been written."""

    def __init__(self) -> None:
        self.memory: dict[Any, _Built] = {}
        self.begin()

    def begin(self) -> None:
        self.chain: tuple[Any, ...] = ()
        self.live: list[Any] = []
        self.is_known = True
        if self._watch not in connection.execute_wrappers:
            connection.execute_wrappers.append(self._watch)

    def _watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if self.is_known and not sql.startswith(READS):
            self.is_known = False
        return execute(sql, params, many, context)


STATE = _State()


def kept(build: Callable[..., R]) -> Callable[..., R]:
    """``build``, whose rows and result are kept for the next test that asks in the same state."""

    @wraps(build)
    def fixture(*args: Any, **named: Any) -> R:
        if not (STATE.is_known and connection.in_atomic_block):
            return build(*args, **named)
        moment = timezone.now() if time_machine.escape_hatch.is_travelling() else None
        given = tuple(_name_of(value) for value in (*args, *named.values()))
        key = (*STATE.chain, (build.__module__, build.__qualname__, moment, given))
        if key in STATE.memory:
            with connection.cursor() as cursor:
                for statement in STATE.memory[key].statements:
                    cursor.execute(statement)
        else:
            STATE.memory[key] = _build(partial(build, *args, **named))
        return _restore(key)

    return fixture


def _name_of(value: Any) -> Any:
    """What an argument is in every test: a plain value, the place of what was kept before, the type of anything else."""
    if isinstance(value, str | int | None):
        return value
    places = [number for number, item in enumerate(STATE.live) if item is value]
    return (type(value), *places[:1], getattr(value, "pk", None))


def _restore(key: tuple[Any, ...]) -> Any:
    """The objects, new for each test; those of earlier fixtures as the building left them."""
    result, made, states = _Reader(io.BytesIO(STATE.memory[key].objects)).load()
    for instance, state in zip(STATE.live, states, strict=True):
        if state is not None:
            instance.__dict__.clear()
            instance.__dict__.update(state)
    STATE.live += made
    STATE.chain, STATE.is_known = key, True
    return result


def _build(build: Callable[[], Any]) -> _Built:
    before = dict(_rows())
    result = build()
    statements = [line for table, rows in _rows() for line in _changes(table, before[table], rows)]
    finder = _Writer(io.BytesIO())
    finder.dump(result)
    made = [*finder.met.values(), result]
    states = [item.__dict__ if isinstance(item, Model) else None for item in STATE.live]
    buffer = io.BytesIO()
    _Writer(buffer).dump((result, made, states))
    return _Built(statements, buffer.getvalue())


class _Writer(pickle.Pickler):
    """Objects of what was kept before stand for themselves: two fixtures go on sharing them."""

    def __init__(self, buffer: io.BytesIO) -> None:
        super().__init__(buffer)
        self.known = {id(item): number for number, item in enumerate(STATE.live)}
        self.met: dict[int, Model] = {}

    def persistent_id(self, item: Any) -> int | None:
        number = self.known.get(id(item))
        if number is None and isinstance(item, Model):
            self.met[id(item)] = item
        return number


class _Reader(pickle.Unpickler):
    def persistent_load(self, number: int) -> Any:
        return STATE.live[number]


def _rows() -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    """Of every table the name, key and columns; and key → row as SQL writes them: exact, the same on both databases."""
    quote = "quote({})" if connection.vendor == "sqlite" else "quote_nullable({}::text)"
    with connection.cursor() as cursor:
        for table, key, *columns in _tables():
            row = " || ',' || ".join(quote.format(column) for column in columns)
            cursor.execute(f"SELECT {quote.format(key)}, {row} FROM {table} ORDER BY {key}")
            yield (table, key, ", ".join(columns)), dict(cursor.fetchall())


@cache
def _tables() -> list[list[str]]:
    """All but those of the full-text search, which SQLite fills by itself: name, key, columns."""
    quote = connection.ops.quote_name
    metas = [model._meta for model in apps.get_models(include_auto_created=True)]
    return [
        [
            quote(name)
            for name in (meta.db_table, meta.pk.column, *(field.column for field in meta.local_concrete_fields))
        ]
        for meta in metas
        if meta.managed and not meta.proxy and "_fts" not in meta.db_table
    ]


def _changes(of: tuple[str, ...], before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    table, key, columns = of
    gone = [number for number, row in before.items() if after.get(number) != row]
    if gone:
        yield f"DELETE FROM {table} WHERE {key} IN ({', '.join(gone)})"
    new = [f"({row})" for number, row in after.items() if before.get(number) != row]
    for start in range(0, len(new), TOGETHER):
        yield f"INSERT INTO {table} ({columns}) VALUES {', '.join(new[start : start + TOGETHER])}"
