"""One person with the report open in two windows: neither writes over the other, and the person chooses."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.reporting.actions.drafts import drop_draft, save_draft, settle_windows
from caunoi.reporting.actions.filings import return_filing
from caunoi.reporting.models import Filing, FilingDraft
from caunoi.reporting.queries.drafts import mark_of
from tests.campaigns.running import NOW
from tests.reporting.filing import Filed
from tests.reporting.filings.test_writing import AS_TYPED, post
from tests.reporting.test_filings import send

ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.fixture
def filing(filed: Filed) -> Filing:
    return filed.of(filed.cast.units.G1)


@pytest.fixture
def chair(filed: Filed) -> Client:
    client = Client()
    client.force_login(filed.cast.chair)
    return client


class Window:
    """A page of the report as it was opened: it knows the draft that stood then."""

    def __init__(self, chair: Client, filing: Filing) -> None:
        self.chair, self.filing = chair, filing
        form = chair.get(reverse("reporting:show-filing", args=[filing.pk])).context["form"]
        self.key, self.seen, self.revision = str(form["window"].value()), form["seen"].value(), filing.revision

    def say(self, name: str = "keep-draft", **typed: str) -> Any:
        data = {"window": self.key, "seen": self.seen, "revision": self.revision}
        data |= {key.replace("_", "-"): text for key, text in typed.items()}
        extra = AS_TYPED if name == "keep-draft" else {}
        answer = post(self.chair, self.filing, name, data, **extra)
        if name == "keep-draft":
            self.seen = answer.context["seen"]
        return answer


def kept(filed: Filed) -> tuple[dict[str, str], list[dict[str, str]]]:
    draft = FilingDraft.objects.get(user=filed.cast.chair)
    return draft.typed, list(draft.aside.values())


def test_a_window_writes_on_as_long_as_it_is_the_only_one(filed: Filed, filing: Filing, chair: Client) -> None:
    window = Window(chair, filing)
    codes = [window.say(value_heard=text).status_code for text in ("1", "12", "120")]
    assert (codes, kept(filed)) == ([200] * 3, ({"value-heard": "120"}, []))
    window.seen = ""  # the answer was lost on the way: it is the same window all the same
    assert window.say(value_heard="121").status_code == 200
    again = Window(chair, filing)  # opened anew: it knows what was kept
    assert (again.seen, again.say(value_heard="122").status_code) == (mark_of({"value-heard": "121"}), 200)


def test_what_an_older_window_says_is_kept_aside_and_told(filed: Filed, filing: Filing, chair: Client) -> None:
    older, newer = Window(chair, filing), Window(chair, filing)
    newer.say(value_heard="120")
    told = older.say(value_heard="7", text_done="Đã họp")
    assert told.status_code == 409
    assert "Đồng chí đã gõ vào báo cáo này ở một cửa sổ khác" in told.content.decode()
    assert kept(filed) == ({"value-heard": "120"}, [{"value-heard": "7", "text-done": "Đã họp"}])
    older.say(value_heard="78", text_done="Đã họp")
    assert newer.say(value_heard="121").status_code == 200
    assert kept(filed) == ({"value-heard": "121"}, [{"value-heard": "78", "text-done": "Đã họp"}])


def test_a_window_that_says_the_same_or_nothing_is_no_other_version(
    filed: Filed, filing: Filing, chair: Client
) -> None:
    older, newer = Window(chair, filing), Window(chair, filing)
    newer.say(value_heard="120")
    assert older.say(value_heard="120").status_code == 200
    assert newer.say(value_heard="121").status_code == 200  # left the mark that stands
    assert (older.say(value_heard="").status_code, kept(filed)) == (409, ({"value-heard": "121"}, []))
    older.say(value_heard="5")
    assert (older.say().status_code, kept(filed)) == (409, ({"value-heard": "121"}, []))  # taken back: nothing waits
    newer.say()
    assert (FilingDraft.objects.count(), older.say(value_heard="6").status_code) == (0, 200)


def both(filed: Filed, filing: Filing, chair: Client) -> tuple[Window, Window]:
    older, newer = Window(chair, filing), Window(chair, filing)
    newer.say(value_heard="120", value_members="40")
    older.say(value_heard="7", text_done="Đã họp", note_heard="Thiếu một buổi")
    return older, newer


def test_who_opens_the_report_again_sees_both_and_chooses(filed: Filed, filing: Filing, chair: Client) -> None:
    older, newer = both(filed, filing, chair)
    page = chair.get(reverse("reporting:show-filing", args=[filing.pk]))
    assert (page.status_code, page.context["window"]) == (200, older.key)
    assert [(one.name, one.mine, one.theirs) for one in page.context["differences"]] == [
        ("value-heard", "7", "120"),
        ("value-members", "", "40"),
        ("text-done", "Đã họp", ""),
        ("note-heard", "Thiếu một buổi", ""),
    ]
    sent = page.context["hidden"] | {"window": older.key, "seen": page.context["seen"]}
    picks = {"pick-value-heard": "mine", "pick-value-members": "theirs", "pick-text-done": "mine"}
    half = post(chair, filing, "choose-draft", sent | picks | {"resolve": "chosen"})
    assert (half.status_code, half.context["choices"][1][1], kept(filed)[1] != []) == (409, "theirs", True)
    whole = post(chair, filing, "choose-draft", sent | picks | {"pick-note-heard": "mine", "resolve": "chosen"})
    chosen = {"value-heard": "7", "value-members": "40", "text-done": "Đã họp", "note-heard": "Thiếu một buổi"}
    assert (whole.status_code, kept(filed)) == (302, (chosen, []))
    assert chair.get(reverse("reporting:show-filing", args=[filing.pk])).context["form"]["value-heard"].value() == "7"
    assert newer.say(value_heard="1").status_code == 409  # still open: it knows nothing of what was chosen


@pytest.mark.parametrize(
    ("how", "left"),
    [
        ("mine", {"value-heard": "7", "text-done": "Đã họp", "note-heard": "Thiếu một buổi"}),
        ("theirs", {"value-heard": "120", "value-members": "40"}),
    ],
)
def test_one_window_is_taken_whole(filed: Filed, filing: Filing, chair: Client, how: str, left: dict[str, str]) -> None:
    both(filed, filing, chair)
    page = chair.get(reverse("reporting:show-filing", args=[filing.pk]))
    sent = page.context["hidden"] | {name: page.context[name] for name in ("window", "seen")}
    assert post(chair, filing, "choose-draft", sent | {"resolve": how}).status_code == 302
    assert kept(filed) == (left, [])


def test_what_was_typed_while_one_chose_is_asked_about_again(filed: Filed, filing: Filing, chair: Client) -> None:
    _older, newer = both(filed, filing, chair)
    page = chair.get(reverse("reporting:show-filing", args=[filing.pk]))
    sent = page.context["hidden"] | {name: page.context[name] for name in ("window", "seen")}
    newer.say(value_heard="130")
    again = post(chair, filing, "choose-draft", sent | {"resolve": "mine"})
    assert (again.status_code, again.context["differences"][0].theirs, kept(filed)[0]) == (
        409, "130", {"value-heard": "130"},
    )  # fmt: skip


def test_nothing_is_sent_over_what_another_window_says(filed: Filed, filing: Filing, chair: Client) -> None:
    older, newer = Window(chair, filing), Window(chair, filing)
    newer.say(value_heard="120")
    asked = older.say("send-filing", value_heard="7")
    assert (asked.status_code, filing.steps.count(), kept(filed)) == (
        409,
        0,
        ({"value-heard": "120"}, [{"value-heard": "7"}]),
    )
    assert newer.say("send-filing", value_heard="121").status_code == 409  # what waits is chosen from first
    bare = older.say("send-filing")
    assert (bare.status_code, [one.mine for one in bare.context["differences"]]) == (409, [""])


def test_a_window_that_waits_for_nothing_is_settled_by_itself(filed: Filed, filing: Filing, chair: Client) -> None:
    older, newer = Window(chair, filing), Window(chair, filing)
    newer.say(value_heard="120")
    older.say(value_heard="7")
    newer.say(value_heard="7")
    answer = chair.get(reverse("reporting:show-filing", args=[filing.pk]))
    assert (answer.status_code, kept(filed)) == (302, ({"value-heard": "7"}, []))


def test_a_report_that_was_sent_meanwhile_is_met_first_and_the_windows_after(
    filed: Filed, filing: Filing, chair: Client
) -> None:
    both(filed, filing, chair)
    return_filing(send(filed, filing, by=filed.cast.owner), reason="Xem lại", by=filed.cast.superior, now=NOW)
    page = chair.get(reverse("reporting:show-filing", args=[filing.pk]))
    assert page.context["revision"] == 2
    data = page.context["hidden"] | {name: page.context[name] for name in ("window", "seen", "revision")}
    assert post(chair, filing, "send-filing", data | {"resolve": "theirs"}).status_code == 302
    assert kept(filed)[0] == {}
    after = chair.get(reverse("reporting:show-filing", args=[filing.pk]))
    assert [one.mine for one in after.context["differences"]] == ["7", "Đã họp", "Thiếu một buổi"]


def test_there_is_nothing_to_choose_without_a_draft_or_on_a_closed_report(
    filed: Filed, filing: Filing, chair: Client
) -> None:
    assert post(chair, filing, "choose-draft", {"resolve": "mine"}).status_code == 302
    save_draft(filing, typed={"value-heard": "1"}, revision=0, by=filed.cast.chair, now=NOW)
    send(filed, filing, by=filed.cast.owner)
    assert post(chair, filing, "choose-draft", {"resolve": "mine", "value-heard": "2"}).status_code == 302
    assert kept(filed) == ({"value-heard": "1"}, [])


def test_a_page_that_does_not_say_which_window_it_is_writes_over_nothing(
    filed: Filed, filing: Filing, chair: Client
) -> None:
    save_draft(filing, typed={"value-heard": "1"}, revision=0, by=filed.cast.chair, now=NOW)
    data = {"window": "khong-phai", "seen": "cu", "value-heard": "2"}
    assert post(chair, filing, "keep-draft", data, **AS_TYPED).status_code == 409
    assert kept(filed) == ({"value-heard": "1"}, [{"value-heard": "2"}])


def test_dropping_a_draft_leaves_what_other_windows_keep(filed: Filed, filing: Filing) -> None:
    facts: dict[str, Any] = {"revision": 0, "by": filed.cast.chair, "now": NOW}
    save_draft(filing, typed={"a": "1"}, window=ONE, seen="", **facts)
    assert not save_draft(filing, typed={"a": "2"}, window=OTHER, seen="", **facts)
    drop_draft(filing, by=filed.cast.chair)
    assert kept(filed) == ({}, [{"a": "2"}])
    settle_windows(filing, window=str(OTHER), typed={}, by=filed.cast.chair, now=NOW)
    assert FilingDraft.objects.count() == 0
    save_draft(filing, typed={"a": "1"}, window=uuid4(), seen="", **facts)
    drop_draft(filing, by=filed.cast.chair)
    assert FilingDraft.objects.count() == 0


def test_marks_tell_words_apart_whatever_their_order() -> None:
    assert mark_of({"a": "1", "b": "2"}) == mark_of({"b": "2", "a": "1"}) != mark_of({"a": "1"})
    assert mark_of({}) == ""
