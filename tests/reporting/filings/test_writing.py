"""Writing and sending a report by its pages: kept as typed, doubts explained, both versions shown where it moved on."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.orgs.models import Post
from caunoi.reporting.actions.filings import return_filing
from caunoi.reporting.form_lines import to_json
from caunoi.reporting.forms.filings import basis_of
from caunoi.reporting.models import Filing, FilingComment, FilingDraft, FormVersion, ReportForm
from caunoi.reporting.packing import pack, unpack
from tests.campaigns.running import NOW, log
from tests.reporting.filing import LINES, Filed
from tests.reporting.filings.test_pages import REAL
from tests.reporting.test_filings import send

AS_TYPED = {"headers": {"X-Draft": "1"}}


@pytest.fixture
def chair(filed: Filed) -> Client:
    client = Client()
    client.force_login(filed.cast.chair)
    return client


def post(chair: Client, filing: Filing, name: str = "send-filing", data: Any = None, **given: Any) -> Any:
    sent = {"client_key": uuid4(), "revision": filing.revision} | (data or {})
    return chair.post(reverse(f"reporting:{name}", args=[filing.pk]), sent, **given)


def draft(filed: Filed) -> dict[str, str] | None:
    row = FilingDraft.objects.filter(user=filed.cast.chair).first()
    return row.typed if row else None


def test_what_is_typed_is_kept_word_for_word_and_only_that(filed: Filed, chair: Client) -> None:
    filing = filed.of(filed.cast.units.G1)
    typed = {"value-heard": "một trăm", "value-members": "", "text-done": "Dòng 1\r\nDòng\x00 2", "note-heard": " "}
    answer = post(chair, filing, "keep-draft", typed, **AS_TYPED)
    assert (answer.status_code, "Đã lưu lúc 08:00:00" in answer.content.decode()) == (200, True)
    assert draft(filed) == {"value-heard": "một trăm", "text-done": "Dòng 1\r\nDòng 2"}
    post(chair, filing, "keep-draft", {"value-heard": ""}, **AS_TYPED)
    assert draft(filed) is None
    assert post(chair, filing, "keep-draft", {"value-heard": "5"}).status_code == 302  # a page without script
    assert draft(filed) == {"value-heard": "5"}


def test_a_draft_whose_page_names_no_revision_loses_nothing_kept_before(filed: Filed, chair: Client) -> None:
    filing = filed.of(filed.cast.units.G1)
    post(chair, filing, "keep-draft", {"value-heard": "5"}, **AS_TYPED)
    answer = post(chair, filing, "keep-draft", {"value-heard": "6", "revision": "abc"}, **AS_TYPED)
    assert (answer.status_code, draft(filed)) == (409, {"value-heard": "5"})


def test_shares_and_doubts_follow_what_is_typed(filed: Filed, chair: Client) -> None:
    answer = post(
        chair, filed.of(filed.cast.units.G1), "keep-draft", {"value-heard": "1.200", "value-members": "40"}, **AS_TYPED
    )
    assert "3.000%" in answer.content.decode()


def test_a_report_is_sent_and_its_draft_gone(filed: Filed, chair: Client) -> None:
    filing = filed.of(filed.cast.units.G1)
    post(chair, filing, "keep-draft", {"value-heard": "5"}, **AS_TYPED)
    answer = post(chair, filing, data={"value-heard": "1.200", "text-done": "Đã họp.\r\n\r\nTốt."})
    filing.refresh_from_db()
    assert (answer.status_code, filing.state, unpack(filing.values)) == (302, "submitted", {0: 1200})
    assert (filing.narrative, draft(filed)) == ({"done": "Đã họp.\n\nTốt."}, None)


def test_the_unit_at_the_top_is_told_that_its_report_is_approved(filed: Filed) -> None:
    Post.objects.create(user=filed.cast.chair, unit=filed.cast.units.TLD, role="chair", starts_on="2020-01-01")
    filing = Filing.objects.create(form=filed.form, version=filed.version, unit=filed.cast.units.TLD)
    client = Client()
    client.force_login(filed.cast.chair)
    url = reverse("reporting:send-filing", args=[filing.pk])
    answer = client.post(url, {"client_key": uuid4(), "revision": 0}, follow=True)
    assert "được duyệt luôn" in answer.content.decode()


def test_what_is_wrong_is_said_at_its_figure_and_nothing_typed_is_lost(filed: Filed, chair: Client) -> None:
    lines = to_json(LINES)
    lines[1]["is_required"] = True
    FormVersion.objects.update(lines=lines)
    filing = filed.of(filed.cast.units.G1)
    typed = {"value-heard": "một trăm", "value-largest": "7", "text-done": "Đã họp"}
    answer = post(chair, filing, data=typed)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"value-heard", "value-members"})
    assert "một trăm" in answer.content.decode()
    assert draft(filed) == typed


def test_a_figure_that_differs_from_the_register_asks_for_its_reason(filed: Filed, chair: Client) -> None:
    FormVersion.objects.update(lines=to_json(REAL))
    log(filed.running, filed.cast.units.G1, figures={"listeners": 80})
    filing = filed.of(filed.cast.units.G1)
    chair.get(reverse("reporting:show-filing", args=[filing.pk]))
    answer = post(chair, filing, data={"value-oral_listeners": "95"})
    assert list(answer.context["form"].errors) == ["reason-oral_listeners"]
    assert "Hệ thống ghi nhận 80." in answer.content.decode()
    assert (
        post(chair, filing, data={"value-oral_listeners": "95", "reason-oral_listeners": "Thêm ca ba"}).status_code
        == 302
    )
    text = chair.get(reverse("reporting:show-filing", args=[filing.pk])).content.decode()
    assert "Nguyễn Thị Mai sửa từ 80 thành 95: Thêm ca ba" in text
    back = return_filing(filing, reason="Xem lại", by=filed.cast.owner, now=NOW)
    form = chair.get(reverse("reporting:show-filing", args=[back.pk])).context["form"]
    assert [form[name].value() for name in ("value-oral_listeners", "reason-oral_listeners")] == ["95", "Thêm ca ba"]


def doubtful(filed: Filed) -> Filing:
    """A jump at ``heard`` against the wave before, and a part larger than its whole."""
    lines = to_json(LINES)
    lines[0]["measure"] = lines[1]["measure"]
    FormVersion.objects.update(lines=lines)
    send(filed, values={"heard": 10, "members": 100})
    running = filed.running
    form = ReportForm.objects.create(
        campaign=running.campaign, wave=running.later, title="Đợt 2", created_at=NOW, opened_at=NOW
    )
    version = FormVersion.objects.create(form=form, number=1, lines=lines, created_at=NOW, published_at=NOW)
    return Filing.objects.create(form=form, version=version, unit=filed.cast.units.G1)


def test_a_doubt_is_confirmed_or_explained_before_it_is_sent(filed: Filed, chair: Client) -> None:
    filing = doubtful(filed)
    jump = {"value-heard": "90", "value-members": "100"}
    asked = post(chair, filing, data=jump)
    assert (asked.status_code, [doubt.code for doubt in asked.context["form"].asks]) == (422, ["heard"])
    again = chair.get(reverse("reporting:show-filing", args=[filing.pk])).context["form"]
    assert ([doubt.code for doubt in again.doubts], again.is_confirmed) == (["heard"], False)
    ticked = {"confirmed": " ".join(again.ticks)}
    slip = post(chair, filing, data=jump | ticked | {"value-heard": "91"})  # not the figure that was confirmed
    assert (slip.status_code, [doubt.code for doubt in slip.context["form"].asks]) == (422, ["heard"])
    kept = post(chair, filing, "keep-draft", jump | ticked, **AS_TYPED).content.decode()
    assert f'value="{again.ticks[0]}" id="id_confirmed" checked>' in kept
    assert post(chair, filing, data=jump | ticked).status_code == 302
    above = Client()
    above.force_login(filed.cast.owner)
    text = above.get(reverse("reporting:show-filing", args=[filing.pk])).content.decode()
    assert ("90 đoàn viên, đợt trước là 10." in text, "Có gõ nhầm không" in text) == (True, False)


def test_a_part_larger_than_its_whole_is_explained_in_words(filed: Filed, chair: Client) -> None:
    filing = doubtful(filed)
    more = {"value-heard": "120", "value-members": "100"}
    ticks = post(chair, filing, data=more).context["form"].ticks  # of the jump; a tick is not enough for the part
    more |= {"confirmed": " ".join(ticks)}
    asked = post(chair, filing, data=more)
    assert (asked.status_code, [doubt.needs_words for doubt in asked.context["form"].asks]) == (422, [True])
    assert post(chair, filing, data=more | {"note-heard": "Có người nghe hai lần"}).status_code == 302
    assert FilingComment.objects.get().text == "Có người nghe hai lần"


def moved_on(filed: Filed, chair: Client, **typed: str) -> tuple[Filing, Any]:
    """The chair's page of revision 0 is sent after a colleague's report came back."""
    filing = filed.of(filed.cast.units.G1)
    return_filing(send(filed, filing, by=filed.cast.owner), reason="Xem lại", by=filed.cast.superior, now=NOW)
    return filing, post(chair, filing, data={"value-heard": "99", "text-done": "Của tôi"} | typed)


def test_of_two_who_write_the_second_sees_both_versions_and_nothing_is_merged(filed: Filed, chair: Client) -> None:
    filing, answer = moved_on(filed, chair)
    assert answer.status_code == 409
    assert [(one.name, one.mine, one.theirs) for one in answer.context["differences"]] == [
        ("value-heard", "99", "120"), ("text-done", "Của tôi", ""),
    ]  # fmt: skip
    kept = FilingDraft.objects.get()
    assert (kept.revision, kept.typed) == (0, {"value-heard": "99", "text-done": "Của tôi"})
    filing.refresh_from_db()
    assert unpack(filing.values) == {0: 120}


def resolve(chair: Client, filing: Filing, how: str, **picked: str) -> Any:
    filing.refresh_from_db()
    data = {"value-heard": "99", "text-done": "Của tôi", "resolve": how}
    return post(chair, filing, data=data | {f"pick-{name}": side for name, side in picked.items()})


def test_the_officer_chooses_at_each_difference(filed: Filed, chair: Client) -> None:
    filing, _answer = moved_on(filed, chair)
    half = resolve(chair, filing, "chosen", **{"value-heard": "theirs"})
    assert (half.status_code, FilingDraft.objects.get().revision) == (409, 0)
    done = resolve(chair, filing, "chosen", **{"value-heard": "theirs", "text-done": "mine"})
    kept = FilingDraft.objects.get()
    assert (done.status_code, kept.revision, kept.typed) == (302, 2, {"text-done": "Của tôi"})
    form = chair.get(reverse("reporting:show-filing", args=[filing.pk])).context["form"]
    assert (form["value-heard"].value(), form["text-done"].value()) == ("120", "Của tôi")


@pytest.mark.parametrize(("how", "kept"), [("mine", {"value-heard": "99", "text-done": "Của tôi"}), ("theirs", None)])
def test_the_officer_takes_one_side_whole(filed: Filed, chair: Client, how: str, kept: Any) -> None:
    filing, _answer = moved_on(filed, chair)
    assert (resolve(chair, filing, how).status_code, draft(filed)) == (302, kept)


def test_what_came_twice_is_not_asked_about_again(filed: Filed, chair: Client) -> None:
    """The answer to the first sending was lost on the way: the second says the same."""
    filing = filed.of(filed.cast.units.G1)
    data = {"client_key": uuid4(), "revision": 0, "value-heard": "7", "text-done": "Tốt"}
    url = reverse("reporting:send-filing", args=[filing.pk])
    assert [chair.post(url, data).status_code for _time in range(2)] == [302, 302]
    assert filing.steps.count() == 1
    changed = chair.post(url, data | {"value-heard": "8"})  # the page was gone back to and written on
    assert (changed.status_code, changed.context["writable"], draft(filed)) == (409, False, {"value-heard": "8"})


def test_a_refusal_of_the_last_moment_is_said_and_the_text_kept(filed: Filed, chair: Client) -> None:
    """The form is closed between the look at the report and the transaction that sends it."""
    filing = filed.of(filed.cast.units.G1)

    def close_first(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("SAVEPOINT"):
            ReportForm.objects.filter(closed_at=None).update(closed_at=NOW)
        return execute(sql, *rest)

    with connection.execute_wrapper(close_first):
        answer = post(chair, filing, data={"value-heard": "7"})
    assert (answer.status_code, draft(filed)) == (422, {"value-heard": "7"})
    assert [str(error) for error in answer.context["form"].non_field_errors()] == [
        _("The report form is not open now: nothing can be sent on it.")
    ]


def test_a_figure_follows_its_register_until_it_is_corrected(filed: Filed, chair: Client) -> None:
    filing = filed.of(filed.cast.units.G1)
    Filing.objects.filter(pk=filing.pk).update(prefilled=pack({0: 100}), values=pack({0: 80, 1: 4}))
    assert basis_of(filed.of(filed.cast.units.G1)).texts["value-heard"] == "100"
    assert basis_of(filed.of(filed.cast.units.G1)).texts["value-members"] == "4"
