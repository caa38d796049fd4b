"""A form that is closed at the very moment at which a report is sent on it: whoever is first, nothing counts after the end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from caunoi.core.errors import Refused
from caunoi.reporting.actions.filings import Report, approve_filing, excuse_filing, submit_filing
from caunoi.reporting.actions.forms import close_form, open_form
from caunoi.reporting.models import Filing, ReportForm
from caunoi.reporting.queries.whole_tree import differences
from tests.campaigns.running import NOW, TODAY
from tests.reporting.filing import Filed

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 600  # looks, a twentieth of a second each


class Other:
    """Somebody else at work on a connection of their own; ``said``: what came of it, the code of a refusal."""

    def __init__(self, act: Callable[[], Any]) -> None:
        self.said = "done"
        self._act = act
        self._began = Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._began.wait(PATIENCE / 20)

    def _run(self) -> None:
        try:
            with connection.cursor() as cursor:  # the connection stands before anybody waits for anything
                cursor.execute("SELECT 1")
            self._began.set()
            self._act()
        except Refused as refusal:
            self.said = refusal.code
        finally:
            connection.close()

    def waits(self) -> bool:
        """Whether it waits for what this connection holds. SQLite tells nobody; there it has not come to an end."""
        if connection.vendor != "postgresql":
            return self._thread.is_alive()
        for _look in range(PATIENCE):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
                )
                if cursor.fetchone() == (1,):
                    return True
            if not self._thread.is_alive():
                return False
            Event().wait(0.05)
        return False

    def end(self) -> str:
        self._thread.join(PATIENCE / 20)
        assert not self._thread.is_alive()
        return self.said


@contextmanager
def meanwhile(act: Callable[[], Any], other: Callable[[], Any]) -> Iterator[Other]:
    """``act`` is done but not yet to be seen when ``other`` begins; then it is."""
    with transaction.atomic():
        act()
        somebody = Other(other)
        assert somebody.waits()
    yield somebody


def send(filed: Filed) -> Filing:
    filing = filed.of(filed.cast.units.G1)
    facts: dict[str, Any] = {"client_key": uuid4(), "revision": filing.revision, "by": filed.cast.chair, "now": NOW}
    return submit_filing(filing, Report({"heard": 120}), **facts)


def close(filed: Filed) -> None:
    close_form(ReportForm.objects.get(pk=filed.form.pk), by=filed.cast.superior, now=NOW)


def standing(filed: Filed) -> tuple[str, bool, list[Any]]:
    form = ReportForm.objects.get(pk=filed.form.pk)
    return (filed.of(filed.cast.units.G1).state, form.closed_at is not None, differences(form, TODAY))


def test_closing_waits_for_a_report_that_is_being_sent_and_counts_it(filed: Filed) -> None:
    with meanwhile(lambda: send(filed), lambda: close(filed)) as closing:
        assert closing.end() == "done"
    assert standing(filed) == ("submitted", True, [])


def test_a_report_that_comes_while_the_form_is_being_closed_is_refused(filed: Filed) -> None:
    with meanwhile(lambda: close(filed), lambda: send(filed)) as sending:
        assert sending.end() == "form_not_open"
    assert standing(filed) == ("not_sent", True, [])


@pytest.mark.parametrize(
    "decide",
    [
        lambda sent, by: approve_filing(sent, by=by, now=NOW),
        lambda sent, by: excuse_filing(sent, reason="Tạm dừng hoạt động", by=by, now=NOW),
    ],
)
def test_nothing_is_decided_while_the_form_is_being_closed(filed: Filed, decide: Any) -> None:
    sent = send(filed)
    with meanwhile(lambda: close(filed), lambda: decide(sent, filed.cast.owner)) as deciding:
        assert deciding.end() == "form_not_open"
    assert standing(filed) == ("submitted", True, [])


def test_a_form_that_is_being_closed_asks_nobody_any_more(filed: Filed) -> None:
    form = ReportForm.objects.get(pk=filed.form.pk)
    with meanwhile(lambda: close(filed), lambda: open_form(form, by=filed.cast.superior, now=NOW)) as opening:
        assert opening.end() == "form_closed"


@pytest.mark.postgresql
def test_those_who_send_on_one_form_do_not_wait_for_each_other_to_begin(filed: Filed) -> None:
    """Two may hold the form at once: what they wait for is the sums, and only at the end."""
    from caunoi.core.locks import hold

    with transaction.atomic():
        hold(filed.form, "closed_at")

        def other() -> None:
            with transaction.atomic():
                hold(filed.form, "closed_at")

        assert Other(other).end() == "done"
